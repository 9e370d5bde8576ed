"""This file lays two policies side by side: every day and every combination, with both answers.

A combination is a cell of the common refinement of both policies' value classes on a pair of
moments of one day. Days on which the rules of an act tell nothing apart, in either policy, are
compared once and counted each.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from netralitas.facts import Days, Track, Value
from netralitas.rules import FIRST_DAY, LAST_DAY, ActTable, Law, Moment, Result, Test

FAR = 1 << 20
"""More days than any day lies from its election."""


class DayPair(NamedTuple):
    """What two policies make of the same day of a contest, with a day of which that is so."""

    national: Moment
    regional: Moment
    election: str
    contest: str
    day: date


class Answer(NamedTuple):
    """What the rules of an act come to: the result, and by whose sanction a type is measured.

    `denied`: a row says in so many words that the act is no violation.
    """

    result: Result
    measures: frozenset[tuple[Track, str]]
    denied: bool

    def same(self, other: Answer) -> bool:
        """Whether two answers lead to the same outcome and to the same types."""
        return self.result == other.result and self.measures == other.measures


class Difference(NamedTuple):
    """Cells with other answers; None where that policy calls the combination impossible."""

    cells: int
    national: Hashable
    regional: Hashable


class Compared(NamedTuple):
    """A slice of an act's space on days that are alike: how much was compared, what differs."""

    national: ActTable
    regional: ActTable
    days: tuple[DayPair, ...]
    differences: tuple[Difference, ...]

    @property
    def act(self) -> str:
        """The act whose space it is."""
        return self.national.act

    @property
    def feasible(self) -> int:
        """The cells that either policy thinks possible."""
        return self.national.feasible | self.regional.feasible

    @property
    def combinations(self) -> int:
        """How many combinations of facts and of moments this is."""
        return self.feasible.bit_count() * len(self.days)


Answers = Callable[[Law, ActTable, Moment], Mapping[Hashable, int]]
"""Gives the cells of a moment by what the rules answer there."""


def day_pairs(national: Law, regional: Law) -> tuple[DayPair, ...]:
    """Return every pair of moments that some day of a contest known to both policies has.

    Of the days that have the same pair the one is kept that lies nearest to its own election.
    """
    whole = Days(first=FIRST_DAY, last=LAST_DAY)
    turns = sorted({*national.calendars.turns(whole), *regional.calendars.turns(whole)})
    known = set(regional.calendars.contests(None, None))
    milestones = {
        election.id: [milestone.first for milestone in election.milestones]
        for election in national.policy.elections
    }
    found: dict[tuple[Moment, Moment], tuple[int, DayPair]] = {}
    for election, contest in national.calendars.contests(None, None):
        if (election, contest) not in known:
            continue
        for day in turns:
            pair = day_pair(national, regional, election, contest, day)
            away = min((abs((day - first).days) for first in milestones[election]), default=FAR)
            nearest = found.get((pair.national, pair.regional))
            if nearest is None or away < nearest[0]:
                found[pair.national, pair.regional] = (away, pair)
    return tuple(pair for _, pair in found.values())


def day_pair(national: Law, regional: Law, election: str, contest: str, day: date) -> DayPair:
    """Return what two policies make of one day of a contest."""
    ours, theirs = (
        next(iter(law.calendars.of_pairs([(election, contest)], Days.of(day))))
        for law in (national, regional)
    )
    return DayPair(ours, theirs, election, contest, day)


def answer_of(law: Law, result: Result, deciding: Sequence[int], denying: Sequence[int]) -> Answer:
    """Return the answer of rules that came to a result, by those that decided and denied it."""
    rows = law.policy.provisions
    effects = [rows[law.rules[position].row].effect for position in deciding]
    measures = frozenset(
        (effect.track, effect.than_subordinate)
        for effect in effects
        if effect.track is not None and effect.than_subordinate is not None
    )
    return Answer(result, measures, bool(denying))


def outcomes(law: Law, table: ActTable, moment: Moment) -> Mapping[Hashable, int]:
    """Return the cells of a moment by the answer of an act's rules."""
    found: dict[Hashable, int] = {}
    for block in table.blocks(moment):
        settled = block.settled
        answer = answer_of(law, settled.result, settled.deciding, settled.denying)
        found[answer] = found.get(answer, 0) | block.cells
    return found


def criminal_rows(law: Law, table: ActTable, moment: Moment) -> Mapping[Hashable, int]:
    """Return the cells of a moment by the criminal rows they meet, in each reading of the day."""
    found: dict[frozenset[Hashable], int] = {frozenset(): table.feasible}
    rows = law.policy.provisions
    for reading in moment:
        after: dict[frozenset[Hashable], int] = {}
        for block in table.blocks((reading,)):
            met: Hashable = frozenset(
                (rows[rule.row].id, rule.mode, rows[rule.row].effect)
                for rule in (law.rules[position] for position in block.matched)
            )
            for known, cells in found.items():
                if cells & block.cells:
                    answer = known | {met}
                    after[answer] = after.get(answer, 0) | (cells & block.cells)
        found = after
    return {answer: cells for answer, cells in found.items()}


def compare(
    national: Law,
    regional: Law,
    rooms: Sequence[str],
    days: Sequence[DayPair],
    answers: Answers,
    same: Callable[[Hashable, Hashable], bool],
) -> Iterator[Compared]:
    """Yield every combination of every room, grouped, with the differences between two policies.

    A room is an act, or that of its criminal rules. Every feasible cell of every pair of moments is
    compared, none is sampled; RuleFailure names an act that has too many.
    """
    masks: dict[Hashable, dict[frozenset[frozenset[Test]], int]] = {}
    for room in rooms:
        for ours, theirs in national.tables.beside(regional.tables, room, masks):
            alike: dict[Hashable, list[DayPair]] = {}
            for pair in days:
                sides = (ours.sides(pair.national), theirs.sides(pair.regional))
                alike.setdefault(sides, []).append(pair)
            for pairs in alike.values():
                yield Compared(
                    national=ours,
                    regional=theirs,
                    days=tuple(pairs),
                    differences=tuple(
                        _differences(
                            _answered(answers(national, ours, pairs[0].national), ours, theirs),
                            _answered(answers(regional, theirs, pairs[0].regional), theirs, ours),
                            same,
                        )
                    ),
                )


def _answered(
    answers: Mapping[Hashable, int], table: ActTable, other: ActTable
) -> dict[Hashable, int]:
    """Add the cells that only the other policy thinks possible, answered by nothing."""
    missing = other.feasible & ~table.feasible
    return {**answers, None: missing} if missing else dict(answers)


def _differences(
    ours: Mapping[Hashable, int],
    theirs: Mapping[Hashable, int],
    same: Callable[[Hashable, Hashable], bool],
) -> Iterator[Difference]:
    for national, cells in ours.items():
        for regional, others in theirs.items():
            if cells & others and not same(national, regional):
                yield Difference(cells & others, national, regional)


def values_of(table: ActTable, cell: int) -> dict[str, Value]:
    """Return the facts of one cell, each by the first value of its class."""
    return {
        axis.field: axis.classes[cell // axis.stride % len(axis.classes)][0] for axis in table.axes
    }
