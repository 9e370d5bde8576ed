"""This file is the days on which the law turns: the first of each, and the last before it.

The law turns where a row begins or ends to be in force, and where a phase of an election begins.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from netralitas.facts import Contest
from netralitas.judgement.checking.coverage_items import Item, Items
from netralitas.judgement.checking.witness import Target
from netralitas.judgement.refinement import DayPair, day_pair
from netralitas.policy import Election
from netralitas.rules import FIRST_DAY, LAST_DAY, ActTable, Law

BEFORE, ON = "before", "on"
ERA = "era"
A_DAY = timedelta(days=1)


class Turn(NamedTuple):
    """A day on which the law turns; of a phase, in which election and contest it begins."""

    kind: str
    election: str
    contest: str
    day: date

    def item(self, side: str) -> Item:
        """Return the day itself (`on`) or the one before it as a thing to be covered."""
        return Item("day", (self.kind, self.election, self.contest, self.day.isoformat(), side))


def turns_of(law: Law) -> tuple[Turn, ...]:
    """Return every day on which the law turns, inside the days it knows."""
    eras = [Turn(ERA, "", "", boundary.day) for boundary in law.base.eras]
    phases = [
        Turn(kind, election.id, contest.value, day)
        for election in law.policy.elections
        for contest in election.contests
        for kind, day in _phases(election, contest)
    ]
    return tuple(turn for turn in (*eras, *phases) if FIRST_DAY < turn.day <= LAST_DAY)


def turning_days(law: Law) -> Items:
    """Return both sides of every turn, with an act that is answered otherwise across it."""
    found: Items = {}
    tables = [law.matcher.whole_table(act) for act in law.base.main]
    for turn in turns_of(law):
        pairs = _around(law, turn)
        for side, day, other in ((BEFORE, *pairs), (ON, *pairs[::-1])):
            targets = [_otherwise(table, day, other) for table in tables]
            # A date that was not verified, or that of a criminal row alone, changes no answer here.
            targets += [_anything(table, day) for table in tables]
            found[turn.item(side)] = [target for target in targets if target is not None][:1]
    return found


def sides_of_day(
    turns: tuple[Turn, ...], day: date, pairs: tuple[tuple[str, str], ...]
) -> Iterator[Item]:
    """Yield the sides of turns on which a day stands, in an election and contest that are sure."""
    for turn in turns:
        if turn.kind == ERA or pairs == ((turn.election, turn.contest),):
            if day == turn.day:
                yield turn.item(ON)
            elif day == turn.day - A_DAY:
                yield turn.item(BEFORE)


def _phases(election: Election, contest: Contest) -> Iterator[tuple[str, date]]:
    """Yield the first days of an election's phases, as `Election` tells what they mean."""
    for milestone in election.milestones:
        if milestone.contests and contest not in milestone.contests:
            continue
        after = (milestone.last or milestone.first) + A_DAY
        if milestone.id == "penetapan":
            yield "penetapan", milestone.first
        elif milestone.id == "kampanye":
            yield "kampanye", milestone.first
            yield "masa_tenang", after
        elif milestone.id == "pemungutan":
            yield "pemungutan", after


def _around(law: Law, turn: Turn) -> tuple[DayPair, DayPair]:
    """Return the day before a turn and the day itself, in its own election or the nearest one."""
    if turn.kind == ERA:
        election = min(
            law.policy.elections,
            key=lambda one: min(
                (abs(milestone.first - turn.day) for milestone in one.milestones),
                default=LAST_DAY - FIRST_DAY,
            ),
        )
        where = (election.id, election.contests[0].value)
    else:
        where = (turn.election, turn.contest)
    before, on = (day_pair(law, law, *where, day) for day in (turn.day - A_DAY, turn.day))
    return before, on


def _otherwise(table: ActTable, day: DayPair, other: DayPair) -> Target | None:
    """Return cells of a day that the same rules do not meet on the other; None where none are."""
    same = {block.matched: block.cells for block in table.blocks(other.national)}
    for block in table.blocks(day.national):
        cells = block.cells & ~same.get(block.matched, 0)
        if cells and block.matched:
            return Target(table, day, cells)
    return None


def _anything(table: ActTable, day: DayPair) -> Target | None:
    """Return cells of a day that meet some rule; None where none do."""
    met = (block.cells for block in table.blocks(day.national) if block.matched)
    cells = next(met, 0)
    return Target(table, day, cells) if cells else None
