"""This file settles what a set of matched rules comes to: exceptions, conflicts, open questions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from netralitas.facts import GRAVITY, Outcome, Tier, Track
from netralitas.policy import Consequence, Provision
from netralitas.rules.compile import RuleBase


class TrackState(NamedTuple):
    """What one track comes to: a violation with its tier if it has tiers, or a question."""

    outcome: Outcome
    tier: Tier | None

    @property
    def weight(self) -> int:
        """The order in which one track's states outweigh each other: a total order."""
        if self.outcome is not Outcome.VIOLATION:
            return 0
        return 1 + (self.tier.weight if self.tier else 0)


class Result(NamedTuple):
    """The outcome of a charge or of a case, with the state of every track that opens.

    Results form a semilattice under `join`: commutative, associative, idempotent.
    """

    outcome: Outcome
    tracks: tuple[tuple[Track, TrackState], ...] = ()

    @property
    def tier(self) -> Tier | None:
        """The heaviest disciplinary tier, else moral, else none (product step 3)."""
        states = dict(self.tracks)
        for track in (Track.DISIPLIN, Track.ETIK):
            if track in states and states[track].tier is not None:
                return states[track].tier
        return None


def join(left: Result, right: Result) -> Result:
    """Return what two results come to together: per track the heavier, the graver outcome."""
    if left == right:
        return left
    tracks = dict(left.tracks)
    for track, state in right.tracks:
        known = tracks.get(track)
        if known is None or state.weight > known.weight:
            tracks[track] = state
    outcome = max(left.outcome, right.outcome, key=GRAVITY.__getitem__)
    return Result(outcome, tuple(sorted(tracks.items())))


class Settled(NamedTuple):
    """What a set of matched rules comes to, and how the answer was reached.

    `result` is the answer; the sets of rule positions tell which rules decided, were overridden,
    asked, said that there is no violation, or named another forum. `conflict` marks rows of which
    one says violation and another none.
    """

    result: Result
    deciding: tuple[int, ...] = ()
    overridden: tuple[tuple[int, int], ...] = ()
    asking: tuple[int, ...] = ()
    denying: tuple[int, ...] = ()
    forums: tuple[int, ...] = ()
    conflict: bool = False


class Met(NamedTuple):
    """One way a charge may turn out: the rules it meets, and what they come to."""

    matched: frozenset[int]
    settled: Settled


def settle(base: RuleBase, matched: Iterable[int]) -> Settled:
    """Return what the matched rules come to; every position is an index into `base.rules`.

    A row named in another's `overrides` yields to it. What is left: another forum ends the matter;
    a violation beside a row that says none is a conflict; a question stays open unless what is
    decided already weighs as much as any of its readings would (product step 3).
    """
    positions = sorted(matched)
    rows = {position: base.policy.provisions[base.rules[position].row] for position in positions}
    overridden = _overridden(rows)
    gone = {loser for loser, _ in overridden}
    left = [position for position in positions if position not in gone]
    forums = tuple(p for p in left if rows[p].effect.forum is not None)
    if forums:
        return Settled(Result(Outcome.OUT_OF_SCOPE), forums=forums, overridden=overridden)
    deciding: list[int] = []
    asking: list[int] = []
    denying: list[int] = []
    for position in left:
        effect = rows[position].effect
        if effect.question is not None or base.rules[position].mode == "asks":
            asking.append(position)
        elif effect.none:
            denying.append(position)
        else:
            deciding.append(position)
    decided = _violations(rows[position].effect for position in deciding)
    if deciding and denying:
        readings = Result(Outcome.NEEDS_HUMAN, _as_questions(decided.tracks))
        return Settled(
            readings, tuple(deciding), overridden, tuple(asking), tuple(denying), conflict=True
        )
    result = decided if deciding else Result(Outcome.NO_VIOLATION)
    open_result = _question(base, rows, asking, decided if deciding else None)
    if open_result is not None:
        result = open_result
    return Settled(result, tuple(deciding), overridden, tuple(asking), tuple(denying))


def combine(readings: Iterable[Settled]) -> Settled:
    """Return what several legal readings of one day come to: agreed, or a human must choose."""
    unique = tuple(dict.fromkeys(readings))
    if len({settled.result for settled in unique}) == 1:
        return unique[0]
    tracks: Result = Result(Outcome.NEEDS_HUMAN)
    for settled in unique:
        tracks = join(tracks, Result(Outcome.NEEDS_HUMAN, _as_questions(settled.result.tracks)))
    return Settled(
        tracks,
        tuple(dict.fromkeys(p for s in unique for p in s.deciding)),
        tuple(dict.fromkeys(p for s in unique for p in s.overridden)),
        tuple(dict.fromkeys(p for s in unique for p in s.asking)),
        tuple(dict.fromkeys(p for s in unique for p in s.denying)),
    )


def readings_of(row: Provision, asks: bool) -> tuple[Consequence, ...]:
    """Return the readings of a row that does not decide: its own, or its effect and none."""
    if row.effect.question is not None:
        return row.effect.readings
    if asks:
        effect = row.effect
        return (
            Consequence(track=effect.track, tier=effect.tier, none=effect.none),
            Consequence(none=True),
        )
    return ()


def _overridden(rows: dict[int, Provision]) -> tuple[tuple[int, int], ...]:
    by_id: dict[str, list[int]] = {}
    for position, row in rows.items():
        by_id.setdefault(row.id, []).append(position)
    return tuple(
        (loser, winner)
        for winner, row in rows.items()
        for name in row.overrides
        for loser in by_id.get(name, ())
    )


def _violations(effects: Iterable[Consequence]) -> Result:
    result = Result(Outcome.VIOLATION)
    for effect in effects:
        if effect.track is not None:
            state = TrackState(Outcome.VIOLATION, effect.tier)
            result = join(result, Result(Outcome.VIOLATION, ((effect.track, state),)))
    return result


def _as_questions(
    tracks: tuple[tuple[Track, TrackState], ...],
) -> tuple[tuple[Track, TrackState], ...]:
    return tuple((track, TrackState(Outcome.NEEDS_HUMAN, None)) for track, _ in tracks)


def _question(
    base: RuleBase, rows: dict[int, Provision], asking: list[int], decided: Result | None
) -> Result | None:
    """Return the needs_human result of the open questions, None when none of them matters."""
    if not asking:
        return None
    tracks: Result = Result(Outcome.NEEDS_HUMAN)
    matters = decided is None
    for position in asking:
        for reading in readings_of(rows[position], base.rules[position].mode == "asks"):
            if reading.track is None:
                continue
            state = TrackState(Outcome.VIOLATION, reading.tier)
            as_decided = Result(Outcome.VIOLATION, ((reading.track, state),))
            if decided is not None and join(decided, as_decided) != decided:
                matters = True
            tracks = join(
                tracks, Result(Outcome.NEEDS_HUMAN, _as_questions(((reading.track, state),)))
            )
    if not matters:
        return None
    if decided is not None:
        tracks = join(tracks, Result(Outcome.NEEDS_HUMAN, _as_questions(decided.tracks)))
    return tracks
