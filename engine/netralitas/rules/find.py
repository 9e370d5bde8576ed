"""This file leads a case through the first five steps: admit, match, settle, concur, choose a
type."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from netralitas.facts import Case, Finding, Outcome, TrackFinding, Value
from netralitas.policy import Policy
from netralitas.rules.admit import EVIDENCE_ASSUMED, Admission, Admitted
from netralitas.rules.argue import Argument
from netralitas.rules.choose import TypeChoice
from netralitas.rules.compile import RuleBase, compile_rules
from netralitas.rules.concur import Concurred, Ways, certain, concur, opened
from netralitas.rules.conditions import Rule
from netralitas.rules.criminal import CriminalRows
from netralitas.rules.ladders import Occasion
from netralitas.rules.match import Matched, Matcher
from netralitas.rules.moments import Calendars
from netralitas.rules.notes import Remarks
from netralitas.rules.rulebook import Rulebook
from netralitas.rules.tables import Tables
from netralitas.rules.unknown import Questions


class Engine(Protocol):
    """What decides which rules a flat fact meets; the rulebook, or a cross-check around it."""

    def matches(self, act: str, fact: Mapping[str, Value]) -> frozenset[int]:
        """Return the positions of the act's rules that the fact meets."""


class Law:
    """A policy made ready to be applied: compiled once, then asked as often as one likes.

    Threads may share it. Everything kept in it is derived from the policy alone: answers that were
    already decided, never a case.
    """

    def __init__(self, policy: Policy, *, engine: Engine | None = None) -> None:
        self.policy = policy
        self.base: RuleBase = compile_rules(policy)
        self._engine: Engine = engine if engine is not None else Rulebook(self.base.rules)
        self.lock = threading.RLock()
        self.calendars = Calendars(self.base)
        self.tables = Tables(self.base, self._engine.matches)
        about_the_person = (field.name for field in policy.fields if field.scope == "subject")
        subject_fields = frozenset((*about_the_person, "office"))
        self.subject_fields = subject_fields
        self.admission = Admission(self.base, self.calendars)
        self.matcher = Matcher(self.tables, self._engine.matches, subject_fields)
        self.questions = Questions(policy, self.matcher, self.calendars, subject_fields)
        self.argument = Argument(self.base)
        self.types = TypeChoice(self.base)
        self.remarks = Remarks(policy)
        self.criminal = CriminalRows(self.base, self._engine.matches)
        self.penalties = {
            row.id: (self.types.names[row.effect.penalty],)
            for row in policy.provisions
            if row.effect.penalty is not None
        }

    def __reduce__(self) -> tuple[type[Law], tuple[Policy]]:
        return (Law, (self.policy,))

    @property
    def rules(self) -> tuple[Rule, ...]:
        """All rules, in the order in which positions count."""
        return self.base.rules


def find(case: Case, law: Law, *, as_of: date) -> Finding:
    """Return what the law says of a case; CaseError when it states what cannot be.

    The date of decision is the case's own, else `as_of`: it selects among dated switches only.
    """
    with law.lock:
        return _finding(law, law.matcher.match(law.admission.admit(case, as_of)))


def tracks_of(
    law: Law, admitted: Admitted, concurred: Concurred, ways: Sequence[Ways]
) -> tuple[TrackFinding, ...]:
    """Return the tracks that open, the leading one first, with the types of sanction (step 5).

    `ways` holds for each charge every way in which it may turn out.
    """
    decided = admitted.case.process.decided_at or admitted.as_of
    found: list[TrackFinding] = []
    for track, state, carrying in opened(concurred):
        sanctions = law.types.none_yet()
        if state.outcome is Outcome.VIOLATION:
            sanctions = law.types.choose(
                Occasion(
                    case=admitted.case,
                    track=track,
                    tier=state.tier,
                    charges=tuple(admitted.charges[place] for place in carrying),
                    categories=admitted.categories,
                    levels=admitted.levels,
                    decided=decided,
                    measured_by=law.argument.measures(track, admitted.charges, ways),
                )
            )
        found.append(
            TrackFinding(
                track=track,
                outcome=state.outcome,
                tier=state.tier,
                provisions=law.argument.on_track(track, ways),
                sanctions=sanctions,
            )
        )
    return tuple(found)


def _finding(law: Law, matched: Matched) -> Finding:
    admitted = matched.admitted
    proofs = tuple(charge.evidence for charge in admitted.charges)
    concurred = concur(proofs, [world.charges for world in matched.worlds])
    ways = tuple(
        tuple(dict.fromkeys(met for world in matched.worlds for met in world.charges[i]))
        for i in range(len(admitted.charges))
    )
    charges = tuple(
        law.argument.charge(charge, admitted.case.election, met, results)
        for charge, met, results in zip(
            admitted.charges, ways, concurred.charge_results, strict=True
        )
    )
    result = certain(concurred.results)
    tracks = tracks_of(law, admitted, concurred, ways)
    criminal = law.criminal.open(admitted, ways)
    notes = law.remarks.of(admitted, charges, tracks, criminal.opens != "no", result.outcome)
    return Finding(
        case=admitted.case,
        as_of=admitted.as_of,
        outcome=result.outcome,
        assumes_proven=EVIDENCE_ASSUMED in proofs,
        leading=tracks[0].track if tracks else None,
        tier=result.tier,
        tracks=tracks,
        criminal=criminal,
        charges=charges,
        categories=admitted.categories,
        levels=admitted.levels,
        unknown=law.questions.unknown(admitted, concurred.results),
        notes=notes,
    )
