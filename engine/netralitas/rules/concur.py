"""This file takes the charges of a case together (step 4): several violations, one answer a track.

It reads what each charge may come to and how far it is proven, and nothing else of a case.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from netralitas.facts import LEADING_ORDER, Outcome, Track
from netralitas.rules.admit import EVIDENCE_INSUFFICIENT
from netralitas.rules.settle import Met, Result, TrackState, join

Ways = Collection[Met]
"""Every way in which one charge may turn out."""


class Concurred(NamedTuple):
    """Every result that the charges may come to together, and each charge's own."""

    results: frozenset[Result]
    charge_results: tuple[frozenset[Result], ...]


class Opened(NamedTuple):
    """A track that opens whatever turns out, and the places of the charges on which it rests."""

    track: Track
    state: TrackState
    carrying: tuple[int, ...]


def concur(evidence: Sequence[str], worlds: Iterable[Sequence[Ways]]) -> Concurred:
    """Return every result the charges may come to together, and each charge's own (step 4).

    `evidence` says of each charge how far it is proven; each world holds the ways of each charge.
    """
    results: set[Result] = set()
    own: list[set[Result]] = [set() for _ in evidence]
    for world in worlds:
        results |= joined(evidence, world)
        for found, proof, ways in zip(own, evidence, world, strict=True):
            found |= {judged(proof, met.settled.result) for met in ways}
    return Concurred(frozenset(results), tuple(frozenset(found) for found in own))


def judged(evidence: str, result: Result) -> Result:
    """Return what a result becomes once the evidence is weighed: unproven is no violation yet."""
    if evidence == EVIDENCE_INSUFFICIENT and result.outcome in (
        Outcome.VIOLATION,
        Outcome.NEEDS_HUMAN,
    ):
        return Result(Outcome.INSUFFICIENT_EVIDENCE)
    return result


def joined(evidence: Sequence[str], world: Sequence[Ways]) -> set[Result]:
    """Return every result the charges may come to together within one world (concurrence)."""
    found: set[Result] | None = None
    for proof, ways in zip(evidence, world, strict=True):
        results = {judged(proof, met.settled.result) for met in ways}
        found = results if found is None else {join(a, b) for a in found for b in results}
    return found or set()


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


def outcome_of(results: frozenset[Result]) -> Outcome:
    """Return the outcome of one charge: open as long as it may come to more than one result."""
    return next(iter(results)).outcome if len(results) == 1 else Outcome.UNDETERMINED


def opened(concurred: Concurred) -> tuple[Opened, ...]:
    """Return the tracks that open whatever turns out, the leading one first."""
    states = dict(certain(concurred.results).tracks)
    every = range(len(concurred.charge_results))
    return tuple(
        Opened(
            track,
            states[track],
            tuple(
                place
                for place in every
                if _carries(concurred.charge_results[place], track, states[track])
            )
            or tuple(every),
        )
        for track in LEADING_ORDER
        if track in states
    )


def _carries(results: frozenset[Result], track: Track, state: TrackState) -> bool:
    """Whether a charge with these results is one of those on which a track's state rests."""
    found = [dict(result.tracks).get(track) for result in results]
    if state in found:
        return True
    return state.outcome is not Outcome.VIOLATION and any(one is not None for one in found)
