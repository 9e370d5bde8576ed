"""This file admits a case: it derives, purely, what each charge's facts, days and person may be."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from netralitas.facts import (
    Case,
    CaseError,
    Category,
    Charge,
    Days,
    Evidence,
    Facts,
    Level,
    Place,
    Reason,
    Subject,
    Text,
    Tier,
    Value,
)
from netralitas.policy import Office, Policy
from netralitas.rules.compile import RuleBase
from netralitas.rules.moments import FIRST_DAY, Calendars, Moment

EVIDENCE_ASSUMED = "assumed"
EVIDENCE_SUFFICIENT = "sufficient"
EVIDENCE_INSUFFICIENT = "insufficient"


class AdmittedCharge(NamedTuple):
    """One charge made ready: for every field the values it may have, for its day the moments.

    `allowed` holds one value where a fact is known, several where it is not. `moments` maps each
    moment its day may be to the first such day and the unverified dates that blur it.
    `service_ends` is the first day out of service, where the case states an end.
    """

    number: int
    charge: Charge
    allowed: dict[str, frozenset[Value]]
    days: Days
    moments: dict[Moment, tuple[date, tuple[str, ...]]]
    evidence: str
    derived: tuple[Reason, ...]
    service_ends: date | None


class Person(NamedTuple):
    """What the subject of a case may be: the values of the fields that all charges share."""

    allowed: dict[str, frozenset[Value]]
    categories: tuple[Category, ...]
    levels: tuple[Level, ...]


class Admitted(NamedTuple):
    """A case whose charges are ready to be matched, and what was derived of its subject."""

    case: Case
    as_of: date
    charges: tuple[AdmittedCharge, ...]
    categories: tuple[Category, ...]
    levels: tuple[Level, ...]


class Admission:
    """Admits cases under one policy; what can be looked up once is."""

    def __init__(self, base: RuleBase, calendars: Calendars) -> None:
        self._base = base
        self._policy: Policy = base.policy
        self._calendars = calendars
        self._offices: dict[str, Office] = {office.id: office for office in base.policy.offices}
        self._every: dict[str, frozenset[Value]] = {
            name: frozenset(values) for name, values in base.fields.items()
        }
        # What every charge starts from: defaults where the policy has them, else any value.
        self._unstated: dict[str, frozenset[Value]] = {
            field.name: self._every[field.name]
            if field.default is None
            else frozenset({field.default})
            for field in base.policy.fields
            if field.scope == "charge" and field.kind != "text"
        }
        self._ranks = _subordinate_ranks(base.policy)

    def admit(self, case: Case, as_of: date) -> Admitted:
        """Return the case made ready; CaseError when it states what cannot be."""
        person = self.person(case.subject)
        shared = {**person.allowed, "punished_before": frozenset({bool(case.priors)})}
        last = case.report.at or case.report.known_at or as_of
        charges = tuple(
            self._charge(case, number, charge, shared, last)
            for number, charge in enumerate(case.charges, 1)
        )
        return Admitted(case, as_of, charges, person.categories, person.levels)

    def person(self, subject: Subject) -> Person:
        """Return what the subject may be; an office says what is not said of its holder."""
        office = self._offices.get(subject.office or "")
        categories, levels = tuple(Category), tuple(Level)
        if subject.category is not None:
            categories = (subject.category,)
        elif office is not None and office.categories:
            categories = office.categories
        if subject.level is not None:
            levels = (subject.level,)
        elif office is not None and office.level is not None:
            levels = (office.level,)
        heads_unit = subject.heads_unit
        if heads_unit is None and office is not None:
            heads_unit = office.heads_unit
        if heads_unit is None and len(levels) == 1:
            heads_unit = self._policy.heads_unit.get(levels[0])
        allowed: dict[str, frozenset[Value]] = {
            "category": frozenset(category.value for category in categories),
            "level": frozenset(level.value for level in levels),
            "office": self._known("office", subject.office),
            "heads_unit": self._known("heads_unit", heads_unit),
        }
        for name in ("pakta_integritas", "deklarasi_netralitas"):
            if name in self._every:
                allowed[name] = self._known(name, getattr(subject, name))
        return Person(allowed, categories, levels)

    def _known(self, field: str, value: Value | None) -> frozenset[Value]:
        return self._every[field] if value is None else frozenset({value})

    def _charge(
        self,
        case: Case,
        number: int,
        charge: Charge,
        person: dict[str, frozenset[Value]],
        last: date,
    ) -> AdmittedCharge:
        days = charge.at or Days(first=min(FIRST_DAY, last), last=last)
        allowed = {**person, **self._unstated}
        derived: list[Reason] = []
        for field, value in charge.facts.items():
            if field in self._unstated:
                allowed[field] = frozenset({value})
        until = case.subject.until
        if until is None or days.last <= until:
            allowed["in_service"] = frozenset({True})
        elif days.first > until:
            allowed["in_service"] = frozenset({False})
            derived.append(_derived("in_service", False))
        else:
            allowed["in_service"] = self._every["in_service"]
        if charge.act == "fail_to_act":
            allowed["subordinate_rank"] = self._subordinate(charge)
        moments = self._calendars.moments(case.election, case.contest, days)
        if not moments:
            raise CaseError(
                Text(
                    id=f"tidak ada kalender bagi {case.election or case.contest} pada {days}",
                    en=f"no calendar for {case.election or case.contest} on {days}",
                ),
                at=Place(case.id, 0, f"charges[{number - 1}].at"),
                hint=Text(
                    id=f"data mulai {FIRST_DAY.isoformat()}",
                    en=f"the data begins {FIRST_DAY.isoformat()}",
                ),
            )
        allowed["kept_private"] = frozenset({charge.facts.get("public") is False})
        self._refuse_impossible(case, number, charge)
        return AdmittedCharge(
            number,
            charge,
            allowed,
            days,
            moments,
            self.weigh_evidence(case.evidence, number),
            tuple(derived),
            None if until is None else until + timedelta(days=1),
        )

    def _subordinate(self, charge: Charge) -> frozenset[Value]:
        sanction = charge.facts.get("subordinate_sanction")
        if isinstance(sanction, str) and sanction in self._ranks:
            return frozenset({self._ranks[sanction]})
        tier = charge.facts.get("subordinate_tier")
        if tier is None:
            return self._every["subordinate_rank"]
        ranks = {Tier.SEDANG.value: ("sedang_lower", "sedang_top")}.get(str(tier), (str(tier),))
        return frozenset(ranks)

    def weigh_evidence(self, evidence: tuple[Evidence, ...] | None, number: int) -> str:
        """Return whether the evidence for a charge suffices, or was not assessed at all."""
        if evidence is None:
            return EVIDENCE_ASSUMED
        verified = sum(
            item.verified and (item.charges is None or number in item.charges) for item in evidence
        )
        enough = verified >= self._policy.verified_items
        return EVIDENCE_SUFFICIENT if enough else EVIDENCE_INSUFFICIENT

    def _refuse_impossible(self, case: Case, number: int, charge: Charge) -> None:
        for item, alternatives in self._base.impossible:
            for conjunction in alternatives:
                if all(
                    test.field in charge.facts and test.holds(charge.facts[test.field])
                    for test in conjunction
                ):
                    raise CaseError(
                        Text(
                            id=f"fakta saling bertentangan: {item.text.id}",
                            en=f"the facts contradict each other: {item.text.en}",
                        ),
                        at=Place(case.id, 0, f"charges[{number - 1}].facts"),
                    )


def _derived(fact: str, value: Value) -> Reason:
    return Reason(says="admit.derived", about=Facts({"fact": fact, "value": value}))


def _subordinate_ranks(policy: Policy) -> dict[str, str]:
    """Place every discipline and ethics sanction on its ladder, as far as ps 24 and 28 ask."""
    ranks: dict[str, str] = {}
    for ladder in policy.ladders:
        if ladder.tier is None:
            continue
        for place, step in enumerate(ladder.types, 1):
            if ladder.tier is Tier.SEDANG:
                top = place == len(ladder.types)
                ranks[step.sanction] = "sedang_top" if top else "sedang_lower"
            else:
                ranks[step.sanction] = ladder.tier.value
    return ranks
