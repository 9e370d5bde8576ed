"""This file surveys a policy: on every day and every combination, which rules are met and settled.

Days on which the rules of an act tell nothing apart are one stretch. What stands here is read from
the truth tables, so that it is about every case there could be, none left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from netralitas.judgement.refinement import DayPair, day_pairs
from netralitas.rules import ActTable, Law, Moment, Settled, combine

NEAR_ELECTION = timedelta(days=365)


class Meeting(NamedTuple):
    """Cells that meet the same rules, reading by reading of a day, and what each reading comes to.

    A day has one reading, or several where a date that was not verified lies nearby.
    """

    matched: tuple[frozenset[int], ...]
    readings: tuple[Settled, ...]
    cells: int

    @property
    def met(self) -> frozenset[int]:
        """The rules met in some reading."""
        return frozenset().union(*self.matched)

    @property
    def settled(self) -> Settled:
        """What the readings come to together."""
        return combine(self.readings)


class Stretch(NamedTuple):
    """Days that are alike to the rules of an act, with everything that is met on them.

    The first day is the one to show it by: with a single reading and near its own election if there
    is such a one, and the latest of those.
    """

    table: ActTable
    days: tuple[DayPair, ...]
    meetings: tuple[Meeting, ...]

    @property
    def act(self) -> str:
        """The act whose rules these are."""
        return self.table.act

    @property
    def day(self) -> DayPair:
        """The day to show it by."""
        return self.days[0]

    @property
    def age(self) -> tuple[int, date]:
        """Where it stands in the order in which stretches are shown, the first the greatest."""
        return -len(self.day.national), self.day.day

    def count(self, cells: int) -> int:
        """Return how many combinations of facts and moments some cells are on all its days."""
        return cells.bit_count() * len(self.days)

    def presumed(self, law: Law) -> int:
        """Return the feasible cells in which every fact holds that every row presumes."""
        cells = self.table.feasible
        for field, value in law.policy.presumes.items():
            cells &= self.table.axis_mask(field, value)
        return cells


def survey(law: Law) -> tuple[Stretch, ...]:
    """Return every act on every moment that occurs, with every feasible combination of its facts.

    The caller holds the law's lock. RuleFailure for an act with more combinations than a table may
    have.
    """
    days = sorted(day_pairs(law, law), key=lambda day: _shown(law, day), reverse=True)
    return tuple(stretch for act in law.base.main for stretch in _stretches(law, act, days))


def combinations(stretches: Sequence[Stretch]) -> int:
    """Return how many combinations of facts and moments were surveyed."""
    return sum(one.count(one.table.feasible) for one in stretches)


def _shown(law: Law, day: DayPair) -> tuple[int, bool, date]:
    """Return where a day stands in the order in which days are shown, the first the greatest."""
    milestones = (
        milestone.first
        for election in law.policy.elections
        if election.id == day.election
        for milestone in election.milestones
    )
    near = any(abs(day.day - first) <= NEAR_ELECTION for first in milestones)
    return -len(day.national), near, day.day


def _stretches(law: Law, act: str, days: Sequence[DayPair]) -> Iterator[Stretch]:
    table = law.matcher.whole_table(act)
    alike: dict[object, list[DayPair]] = {}
    for day in days:
        alike.setdefault(table.sides(day.national), []).append(day)
    for same in alike.values():
        yield Stretch(table, tuple(same), tuple(_meetings(table, same[0].national)))


def _meetings(table: ActTable, moment: Moment) -> Iterator[Meeting]:
    """Yield the parts into which the readings of a moment cut the feasible cells."""
    seen: dict[object, None] = {}
    parts = [Meeting((), (), table.feasible)]
    for reading in moment:
        side = table.sides((reading,))
        if side in seen:
            continue
        seen[side] = None
        parts = [
            Meeting(
                (*part.matched, block.matched),
                (*part.readings, block.settled),
                part.cells & block.cells,
            )
            for part in parts
            for block in table.blocks((reading,))
            if part.cells & block.cells
        ]
    yield from parts
