"""This file leads a case through the first five steps: admit, match, settle, concur, choose a
type."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple, Protocol

from netralitas.facts import (
    LEADING_ORDER,
    Case,
    Finding,
    Outcome,
    Track,
    TrackFinding,
    Value,
)
from netralitas.policy import Policy
from netralitas.rules.admit import EVIDENCE_ASSUMED, Admission
from netralitas.rules.argue import Argument
from netralitas.rules.choose import TypeChoice
from netralitas.rules.compile import RuleBase, compile_rules
from netralitas.rules.conditions import Rule
from netralitas.rules.criminal import CriminalRows
from netralitas.rules.ladders import Occasion
from netralitas.rules.match import Matched, Matcher, Met, joined, judged
from netralitas.rules.moments import Calendars
from netralitas.rules.notes import Remarks
from netralitas.rules.rulebook import Rulebook
from netralitas.rules.settle import Result, TrackState
from netralitas.rules.tables import Tables
from netralitas.rules.unknown import Questions


class Engine(Protocol):
    """What decides which rules a flat fact meets; the rulebook, or a cross-check around it."""

    def matches(self, act: str, fact: Mapping[str, Value]) -> frozenset[int]:
        """Return the positions of the act's rules that the fact meets."""


class Concurred(NamedTuple):
    """A matched case with every result it may come to once its charges are taken together."""

    matched: Matched
    results: frozenset[Result]
    charge_results: tuple[frozenset[Result], ...]


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
        admitted = law.admission.admit(case, as_of)
        concurred = concur(law.matcher.match(admitted))
        return _finding(law, concurred)


def concur(matched: Matched) -> Concurred:
    """Return every result the charges may come to together, and each charge's own (step 4)."""
    charges = matched.admitted.charges
    results: set[Result] = set()
    own: list[set[Result]] = [set() for _ in charges]
    for world in matched.worlds:
        results |= joined(charges, world)
        for place, (charge, ways) in enumerate(zip(charges, world.charges, strict=True)):
            own[place] |= {judged(charge, met.settled.result) for met in ways}
    return Concurred(matched, frozenset(results), tuple(frozenset(found) for found in own))


def _finding(law: Law, concurred: Concurred) -> Finding:
    admitted = concurred.matched.admitted
    ways = tuple(
        tuple(dict.fromkeys(met for world in concurred.matched.worlds for met in world.charges[i]))
        for i in range(len(admitted.charges))
    )
    charges = tuple(
        law.argument.charge(charge, admitted.case.election, met, results)
        for charge, met, results in zip(
            admitted.charges, ways, concurred.charge_results, strict=True
        )
    )
    result = certain(concurred.results)
    tracks = _tracks(law, concurred, ways, result)
    criminal = law.criminal.open(admitted, ways)
    notes = law.remarks.of(admitted, charges, tracks, criminal.opens != "no", result.outcome)
    opened = {finding.track for finding in tracks}
    return Finding(
        case=admitted.case,
        as_of=admitted.as_of,
        outcome=result.outcome,
        assumes_proven=any(charge.evidence == EVIDENCE_ASSUMED for charge in admitted.charges),
        leading=next((track for track in LEADING_ORDER if track in opened), None),
        tier=result.tier,
        tracks=tracks,
        criminal=criminal,
        charges=charges,
        categories=admitted.categories,
        levels=admitted.levels,
        unknown=law.questions.unknown(admitted, concurred.results),
        notes=notes,
    )


def certain(results: frozenset[Result]) -> Result:
    """Return the only result; of several, the tracks that open whatever turns out."""
    if len(results) == 1:
        return next(iter(results))
    states = [dict(result.tracks) for result in results]
    tracks = []
    for track in states[0]:
        if all(track in state for state in states):
            known = {state[track] for state in states}
            unique = known.pop() if len(known) == 1 else TrackState(Outcome.UNDETERMINED, None)
            tracks.append((track, unique))
    return Result(Outcome.UNDETERMINED, tuple(sorted(tracks)))


def carries(results: frozenset[Result], track: Track, state: TrackState) -> bool:
    """Whether a charge with these results is one of those on which a track's state rests."""
    found = [dict(result.tracks).get(track) for result in results]
    if state in found:
        return True
    return state.outcome is not Outcome.VIOLATION and any(one is not None for one in found)


def _tracks(
    law: Law, concurred: Concurred, ways: tuple[tuple[Met, ...], ...], result: Result
) -> tuple[TrackFinding, ...]:
    admitted = concurred.matched.admitted
    case = admitted.case
    found: list[TrackFinding] = []
    decided = case.process.decided_at or admitted.as_of
    for track in LEADING_ORDER:
        state = dict(result.tracks).get(track)
        if state is None:
            continue
        carrying = tuple(
            charge
            for charge, results in zip(admitted.charges, concurred.charge_results, strict=True)
            if carries(results, track, state)
        )
        provisions = tuple(
            provision
            for charge, met in zip(admitted.charges, ways, strict=True)
            for provision in law.argument.provisions(charge, met)
            if law.argument.belongs(provision.id, track)
        )
        occasion = Occasion(
            case=case,
            track=track,
            tier=state.tier,
            charges=carrying or admitted.charges,
            categories=admitted.categories,
            levels=admitted.levels,
            decided=decided,
            measured_by=law.argument.measures(track, admitted.charges, ways),
        )
        found.append(
            TrackFinding(
                track=track,
                outcome=state.outcome,
                tier=state.tier,
                provisions=provisions,
                sanctions=law.types.choose(occasion)
                if state.outcome is Outcome.VIOLATION
                else law.types.none_yet(),
            )
        )
    return tuple(found)
