"""This file asks whether the criminal track opens; it never decides it.

The criminal rows read what the case states of intent and of the person as it is known: not knowing
is an answer here ("assess"), with the missing fact named. An act that meets a row counts as public
and active unless the case says otherwise.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
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
from netralitas.rules.match import Met
from netralitas.rules.moments import Reading
from netralitas.rules.tables import Allowed

Opens = Literal["yes", "assess", "no"]
_GRAVER: Mapping[Opens, int] = {"no": 0, "assess": 1, "yes": 2}
_PARTISAN = (Outcome.VIOLATION, Outcome.NEEDS_HUMAN, Outcome.OUT_OF_SCOPE)
_OPEN_FIELDS = ("category", "in_service", "by_subject", "completed")
CACHE_MAX = 20_000


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

    def open(self, admitted: Admitted, met: tuple[tuple[Met, ...], ...]) -> CriminalFinding:
        """Return whether the track opens for any charge, the graver answer first."""
        openings = [
            (charge, self.opening(admitted, charge, ways))
            for charge, ways in zip(admitted.charges, met, strict=True)
        ]
        opens = max((o.opens for _, o in openings), key=_GRAVER.__getitem__)
        heard = [(charge, o) for charge, o in openings if o.opens == opens]
        provisions = tuple(
            dict.fromkeys(
                self._provision(charge.number, position)
                for charge, o in heard
                for position in o.rules
            )
        )
        why = tuple(dict.fromkeys(reason for _, o in heard for reason in o.why))
        return CriminalFinding(opens=opens, provisions=provisions, why=why)

    def _provision(self, charge: int, position: int) -> MetProvision:
        row = self._base.policy.provisions[self._base.rules[position].row]
        return MetProvision(
            id=row.id, charge=charge, cites=row.cites, confidence=row.marks.content, text=row.text
        )

    def opening(self, admitted: Admitted, charge: AdmittedCharge, ways: tuple[Met, ...]) -> Opening:
        """Return how the criminal rows answer one charge, in all the ways it may turn out."""
        flags = self._flags(admitted, charge, ways)
        readings = tuple(dict.fromkeys(r for moment in charge.moments for r in moment))
        key = (
            charge.charge.act,
            readings,
            tuple(flags.items()),
            tuple(charge.allowed[f] for f in (*_OPEN_FIELDS, "heads_unit", "level")),
            charge.days.certain,
        )
        found = self._cache.get(key)
        if found is None:
            found = self._opening(charge, flags, readings)
            if len(self._cache) >= CACHE_MAX:
                self._cache.clear()
            self._cache[key] = found
        return found

    def _flags(
        self, admitted: Admitted, charge: AdmittedCharge, ways: tuple[Met, ...]
    ) -> dict[str, Value]:
        facts = charge.charge.facts
        intent = facts.get("intent")
        window = self._windows.get(admitted.case.election or "")
        return {
            "intent_state": "unknown" if intent is None else "yes" if intent else "no",
            "openly_active": facts.get("public") is not False and facts.get("active") is not False,
            "meets_row": self.meets_row(ways),
            "replacement_window": window is not None
            and charge.days.first < window[1]
            and charge.days.last >= window[0],
        }

    @property
    def windows(self) -> Mapping[str, tuple[date, date]]:
        """For each election that has one, the first day of the ban on replacing officials, and the
        day of determination on which it no longer counts."""
        return self._windows

    def meets_row(self, ways: Iterable[Met]) -> bool:
        """Whether a charge may turn out to be partisan, in the sense of the criminal rows."""
        return any(met.settled.result.outcome in _PARTISAN for met in ways)

    def _opening(
        self, charge: AdmittedCharge, flags: dict[str, Value], readings: tuple[Reading, ...]
    ) -> Opening:
        answers: dict[Opens, dict[int, None]] = {}
        policy = self._base.policy
        fields = [sorted(charge.allowed[field], key=str) for field in _OPEN_FIELDS]
        unverified: dict[int, None] = {}
        day_matters = False
        for values in itertools.product(*fields):
            heard: set[Opens] = set()
            person = dict(zip(_OPEN_FIELDS, values, strict=True))
            fact = {**person, **flags, "named_official": self.named(charge.allowed)}
            for reading in readings:
                matched = self._decide(CRIMINAL + charge.charge.act, {**fact, **reading.fact()})
                opens: Opens = "no"
                rules: dict[int, None] = {}
                for position in sorted(matched):
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
        return self._answer(charge, flags, readings, answers, tuple(unverified), day_matters)

    def _answer(
        self,
        charge: AdmittedCharge,
        flags: dict[str, Value],
        readings: tuple[Reading, ...],
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
                if len(charge.allowed[field]) > 1:
                    why.append(_missing(field))
            if day_matters:
                why.append(_missing("election" if charge.days.certain else "at"))
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
            why.append(Reason(says=self._why_not(charge, flags, readings)))
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

    def _why_not(
        self, charge: AdmittedCharge, flags: dict[str, Value], readings: tuple[Reading, ...]
    ) -> str:
        if not self._base.criminal[charge.charge.act]:
            return "criminal.no_row"
        if flags["intent_state"] == "no":
            return "criminal.no_intent"
        if not any(reading.after_determination for reading in readings):
            return "criminal.before_determination"
        if not flags["meets_row"]:
            return "criminal.no_partisan_act"
        if not flags["openly_active"]:
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
