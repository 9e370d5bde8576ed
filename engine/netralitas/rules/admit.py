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
    Facts,
    Level,
    Place,
    Reason,
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
        office = self._offices.get(case.subject.office or "")
        categories = self._categories(case, office)
        levels = self._levels(case, office)
        person = self._person(case, categories, levels, office)
        last = case.report.at or case.report.known_at or as_of
        charges = tuple(
            self._charge(case, number, charge, person, last)
            for number, charge in enumerate(case.charges, 1)
        )
        return Admitted(case, as_of, charges, categories, levels)

    def _categories(self, case: Case, office: Office | None) -> tuple[Category, ...]:
        if case.subject.category is not None:
            return (case.subject.category,)
        if office is not None and office.categories:
            return office.categories
        return tuple(Category)

    def _levels(self, case: Case, office: Office | None) -> tuple[Level, ...]:
        if case.subject.level is not None:
            return (case.subject.level,)
        if office is not None and office.level is not None:
            return (office.level,)
        return tuple(Level)

    def _person(
        self,
        case: Case,
        categories: tuple[Category, ...],
        levels: tuple[Level, ...],
        office: Office | None,
    ) -> dict[str, frozenset[Value]]:
        stated = case.subject.heads_unit
        if stated is None and office is not None:
            stated = office.heads_unit
        if stated is None and len(levels) == 1:
            stated = self._policy.heads_unit.get(levels[0])
        return {
            "category": frozenset(category.value for category in categories),
            "level": frozenset(level.value for level in levels),
            "office": frozenset({case.subject.office})
            if case.subject.office
            else self._every["office"],
            "heads_unit": self._every["heads_unit"] if stated is None else frozenset({stated}),
            **self._pledges(case),
            "punished_before": frozenset({bool(case.priors)}),
        }

    def _pledges(self, case: Case) -> dict[str, frozenset[Value]]:
        """Return what is known of the pledges that the policy's vocabulary has."""
        found: dict[str, frozenset[Value]] = {}
        for name in ("pakta_integritas", "deklarasi_netralitas"):
            if name in self._every:
                signed: bool | None = getattr(case.subject, name)
                found[name] = self._every[name] if signed is None else frozenset({signed})
        return found

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
            self._evidence(case, number),
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

    def _evidence(self, case: Case, number: int) -> str:
        if case.evidence is None:
            return EVIDENCE_ASSUMED
        verified = sum(
            item.verified and (item.charges is None or number in item.charges)
            for item in case.evidence
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
