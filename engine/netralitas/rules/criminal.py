"""This file asks whether the criminal track opens; it never decides it.

The criminal rows read what the case states of intent and of the person as it is known: not knowing
is an answer here ("assess"), with the missing fact named. An act that meets a row counts as public
and active unless the case says otherwise.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

from netralitas.facts import (
    CriminalFinding,
    Facts,
    MetProvision,
    Outcome,
    Reason,
    Value,
)
from netralitas.rules.admit import Admitted, AdmittedCharge
from netralitas.rules.cells import Decide
from netralitas.rules.compile import CRIMINAL, RuleBase
from netralitas.rules.concur import Ways
from netralitas.rules.moments import Reading
from netralitas.rules.settle import Met
from netralitas.rules.tables import Allowed

Opens = Literal["yes", "assess", "no"]
_GRAVER: Mapping[Opens, int] = {"no": 0, "assess": 1, "yes": 2}
_PARTISAN = (Outcome.VIOLATION, Outcome.NEEDS_HUMAN, Outcome.OUT_OF_SCOPE)
_OPEN_FIELDS = ("category", "in_service", "by_subject", "completed")
CACHE_MAX = 20_000


class CriminalQuestion(NamedTuple):
    """Everything that the criminal rows read of one charge.

    `readings` are those of every day on which the act may have been done, in their order; the next
    four hold the values that are possible. `intent` and `named_official` are yes, no or unknown.
    """

    act: str
    readings: tuple[Reading, ...]
    category: frozenset[Value]
    in_service: frozenset[Value]
    by_subject: frozenset[Value]
    completed: frozenset[Value]
    named_official: str
    intent: str
    openly_active: bool
    meets_row: bool
    replacement_window: bool
    day_certain: bool

    def flags(self) -> dict[str, Value]:
        """Return the fields of a flat fact that have one value whatever is unknown."""
        return {
            "intent_state": self.intent,
            "openly_active": self.openly_active,
            "meets_row": self.meets_row,
            "replacement_window": self.replacement_window,
            "named_official": self.named_official,
        }


class Opening(NamedTuple):
    """How the criminal rows answer one charge: what opens, under which rules, and why."""

    opens: Opens
    rules: tuple[int, ...]
    why: tuple[Reason, ...]


class CriminalRows:
    """Asks the criminal rows of one policy."""

    def __init__(self, base: RuleBase, decide: Decide) -> None:
        self._base = base
        self._decide = decide
        self._windows = {
            election.id: (ban.first, determination.first)
            for election in base.policy.elections
            for ban in election.milestones
            for determination in election.milestones
            if ban.id == "mutasi_ban" and determination.id == "penetapan"
        }
        self._cache: dict[object, Opening] = {}
        self._read = {
            act: sorted({field for position in rows for field in base.rules[position].fields})
            for act, rows in base.criminal.items()
        }
        self._met: dict[tuple[object, ...], frozenset[int]] = {}

    def open(self, admitted: Admitted, met: tuple[tuple[Met, ...], ...]) -> CriminalFinding:
        """Return whether the track opens for any charge, the graver answer first."""
        return self.together(
            [
                self.opening(self.question(admitted, charge, ways))
                for charge, ways in zip(admitted.charges, met, strict=True)
            ]
        )

    def together(self, openings: Sequence[Opening]) -> CriminalFinding:
        """Return the graver answer of all charges, which are given in their order."""
        opens = max((one.opens for one in openings), key=_GRAVER.__getitem__)
        heard = [(number, one) for number, one in enumerate(openings, 1) if one.opens == opens]
        provisions = tuple(
            dict.fromkeys(
                self._provision(number, position) for number, one in heard for position in one.rules
            )
        )
        why = tuple(dict.fromkeys(reason for _, o in heard for reason in o.why))
        return CriminalFinding(opens=opens, provisions=provisions, why=why)

    def _provision(self, charge: int, position: int) -> MetProvision:
        row = self._base.policy.provisions[self._base.rules[position].row]
        return MetProvision(
            id=row.id, charge=charge, cites=row.cites, confidence=row.marks.content, text=row.text
        )

    def question(self, admitted: Admitted, charge: AdmittedCharge, ways: Ways) -> CriminalQuestion:
        """Return what the criminal rows read of a charge, in all the ways it may turn out."""
        facts, allowed = charge.charge.facts, charge.allowed
        intent = facts.get("intent")
        window = self._windows.get(admitted.case.election or "")
        return CriminalQuestion(
            act=charge.charge.act,
            readings=tuple(sorted({one for moment in charge.moments for one in moment})),
            category=allowed["category"],
            in_service=allowed["in_service"],
            by_subject=allowed["by_subject"],
            completed=allowed["completed"],
            named_official=self.named(allowed),
            intent="unknown" if intent is None else "yes" if intent else "no",
            openly_active=facts.get("public") is not False and facts.get("active") is not False,
            meets_row=self.meets_row(ways),
            replacement_window=window is not None
            and charge.days.first < window[1]
            and charge.days.last >= window[0],
            day_certain=charge.days.certain,
        )

    def opening(self, asked: CriminalQuestion) -> Opening:
        """Return how the criminal rows answer one charge."""
        found = self._cache.get(asked)
        if found is None:
            found = self._opening(asked)
            if len(self._cache) >= CACHE_MAX:
                self._cache.clear()
            self._cache[asked] = found
        return found

    @property
    def windows(self) -> Mapping[str, tuple[date, date]]:
        """For each election that has one, the first day of the ban on replacing officials, and the
        day of determination on which it no longer counts."""
        return self._windows

    def meets_row(self, ways: Iterable[Met]) -> bool:
        """Whether a charge may turn out to be partisan, in the sense of the criminal rows."""
        return any(met.settled.result.outcome in _PARTISAN for met in ways)

    def _opening(self, asked: CriminalQuestion) -> Opening:
        answers: dict[Opens, dict[int, None]] = {}
        policy = self._base.policy
        fields = [sorted(getattr(asked, field), key=str) for field in _OPEN_FIELDS]
        flags = asked.flags()
        unverified: dict[int, None] = {}
        day_matters = False
        for values in itertools.product(*fields):
            heard: set[Opens] = set()
            person = dict(zip(_OPEN_FIELDS, values, strict=True))
            for reading in asked.readings:
                fact = {**person, **flags, **reading.fact()}
                opens: Opens = "no"
                rules: dict[int, None] = {}
                for position in sorted(self._matched(asked.act, fact)):
                    rule = self._base.rules[position]
                    effect = policy.provisions[rule.row].effect.opens
                    rules[position] = None
                    if rule.mode == "asks" or effect is None:
                        unverified[position] = None
                        effect = "assess"  # an unverified row never decides, not even that it is no
                    opens = max(opens, effect, key=_GRAVER.__getitem__)
                answers.setdefault(opens, {}).update(rules)
                heard.add(opens)
            day_matters |= len(heard) > 1
        return self._answer(asked, answers, tuple(unverified), day_matters)

    def _matched(self, act: str, fact: Mapping[str, Value]) -> frozenset[int]:
        """Return the act's criminal rows that a fact meets; facts that read alike are met once."""
        key = (act, *(fact[field] for field in self._read[act]))
        found = self._met.get(key)
        if found is None:
            found = self._decide(CRIMINAL + act, fact)
            if len(self._met) >= CACHE_MAX:
                self._met.clear()
            self._met[key] = found
        return found

    def _answer(
        self,
        asked: CriminalQuestion,
        answers: dict[Opens, dict[int, None]],
        unverified: tuple[int, ...],
        day_matters: bool,
    ) -> Opening:
        rows = self._base.policy.provisions
        why: list[Reason] = []
        opens: Opens = next(iter(answers)) if len(answers) == 1 else "assess"
        rules = tuple(dict.fromkeys(p for found in answers.values() for p in found))
        if len(answers) > 1:
            for field in _OPEN_FIELDS:
                if len(getattr(asked, field)) > 1:
                    why.append(_missing(field))
            if day_matters:
                why.append(_missing("election" if asked.day_certain else "at"))
        for position in rules:
            if position in unverified:
                continue
            row = rows[self._base.rules[position].row]
            if row.effect.missing is not None:
                why.append(_missing(row.effect.missing))
            says = "criminal.named" if row.effect.opens == "yes" else "criminal.assess"
            why.append(
                Reason(
                    says=says,
                    about=Facts({"row": row.id}),
                    cites=row.cites,
                    confidence=row.marks.content,
                    text=row.text,
                )
            )
        if not rules:
            why.append(Reason(says=self._why_not(asked)))
        for position in unverified:
            row = rows[self._base.rules[position].row]
            why.append(
                Reason(
                    says="criminal.unverified",
                    about=Facts({"row": row.id}),
                    cites=row.cites,
                    confidence=row.marks.content,
                    text=row.text,
                )
            )
        return Opening(opens, rules, tuple(dict.fromkeys(why)))

    def _why_not(self, asked: CriminalQuestion) -> str:
        if not self._base.criminal[asked.act]:
            return "criminal.no_row"
        if asked.intent == "no":
            return "criminal.no_intent"
        if not any(reading.after_determination for reading in asked.readings):
            return "criminal.before_determination"
        if not asked.meets_row:
            return "criminal.no_partisan_act"
        if not asked.openly_active:
            return "criminal.passive"
        return "criminal.not_named"

    def named(self, allowed: Allowed) -> str:
        """Whether the person holds an office: heads a unit, or has a level that says so. Whom that
        makes a person the law names is for the rows' own subjects."""
        heads = allowed["heads_unit"]
        holders = {level.value for level, heads in self._base.policy.heads_unit.items() if heads}
        if heads == {True} or allowed["level"] <= holders:
            return "yes"
        return "no" if heads == {False} else "unknown"


def _missing(fact: str) -> Reason:
    return Reason(says="criminal.missing", about=Facts({"fact": fact}))
