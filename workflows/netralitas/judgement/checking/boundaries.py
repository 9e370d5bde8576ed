"""This file is both sides of every test in the conditions of a law's rows.

A case stands inside a test when it meets the row by an alternative that holds the test, and outside
when it misses that alternative by the field of the test alone, and the row with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from netralitas.facts import Value
from netralitas.judgement.checking.coverage_items import TARGETS, Item, Items, row_name, value_word
from netralitas.judgement.checking.survey import Stretch
from netralitas.judgement.checking.witness import Target
from netralitas.judgement.refinement import DayPair
from netralitas.rules import ActTable, Law, Reading, Test

INSIDE, OUTSIDE = "inside", "outside"

Conjunction = tuple[Test, ...]


def boundary_item(law: Law, place: int, test: Test, side: str) -> Item:
    """Return one side of a test of a rule's row."""
    about = (row_name(law, place), law.rules[place].mode)
    return Item("boundary", (*about, test.field, test.operator, value_word(test.value), side))


def boundaries(law: Law, stretches: Sequence[Stretch]) -> Items:
    """Return every side of every test on which some case can stand, with places where it would."""
    found: Items = {}
    of_act: dict[str, list[Stretch]] = {}
    for stretch in sorted(stretches, key=lambda one: one.age, reverse=True):
        of_act.setdefault(stretch.act, []).append(stretch)
    for act, parts in of_act.items():
        days = [_Day(day, stretch) for stretch in parts for day in stretch.days]
        days.sort(key=lambda one: (-len(one.day.national), one.stretch.age), reverse=True)
        scene = _Scene(law, parts[0].table, days)
        for place in law.base.main[act]:
            for item, target in _sides(scene, place):
                targets = found.setdefault(item, [])
                if len(targets) < TARGETS:
                    targets.append(target)
    return found


def sides_of(
    law: Law,
    place: int,
    allowed: Mapping[str, frozenset[Value]],
    *,
    met: bool,
    missed: bool,
) -> Iterator[Item]:
    """Yield the sides of a rule's tests on which facts certainly stand.

    `allowed` is what each field may be, those of the moment too; `met` and `missed` are whether the
    rule is certainly met, and certainly not.
    """
    for alternative in law.rules[place].alternatives:
        open_fields = {
            test.field for test in alternative if not all(map(test.holds, allowed[test.field]))
        }
        if met and not open_fields:
            for test in alternative:
                yield boundary_item(law, place, test, INSIDE)
        elif missed and len(open_fields) == 1:
            for test in alternative:
                if test.field in open_fields and not any(map(test.holds, allowed[test.field])):
                    yield boundary_item(law, place, test, OUTSIDE)


class _Day(NamedTuple):
    """A day on which an act is looked at, and the stretch in which it lies."""

    day: DayPair
    stretch: Stretch


class _Scene:
    """An act with its days: sets of days are numbers, a bit a day, the best to show first."""

    def __init__(self, law: Law, table: ActTable, days: Sequence[_Day]) -> None:
        self.law = law
        self.table = table
        self.days = days
        self._held: dict[Test, tuple[int, int]] = {}
        self._met: dict[tuple[int, int], tuple[int, int]] = {}

    def held(self, test: Test) -> tuple[int, int]:
        """Return the days on whose every reading a test of the moment holds, and fails."""
        found = self._held.get(test)
        if found is None:
            holds, fails = 0, 0
            for place, (day, _) in enumerate(self.days):
                answers = {test.holds(reading.fact()[test.field]) for reading in day.national}
                holds |= int(answers == {True}) << place
                fails |= int(answers == {False}) << place
            found = self._held[test] = (holds, fails)
        return found

    def met(self, place: int, day: int) -> tuple[int, int]:
        """Return the cells that meet a rule in every reading of a day, and in some."""
        stretch = self.days[day].stretch
        key = (place, id(stretch))
        found = self._met.get(key)
        if found is None:
            every, some = 0, 0
            for meeting in stretch.meetings:
                if place in meeting.met:
                    some |= meeting.cells
                    if all(place in matched for matched in meeting.matched):
                        every |= meeting.cells
            found = self._met[key] = (every, some)
        return found

    def cells(self, field: str, values: Sequence[Value]) -> int:
        """Return the cells in which a field may have one of some values."""
        cells = 0
        for value in values:
            cells |= self.table.axis_mask(field, value)
        return cells


def _sides(scene: _Scene, place: int) -> Iterator[tuple[Item, Target]]:
    law = scene.law
    for alternative in law.rules[place].alternatives:
        for test in alternative:
            inside = boundary_item(law, place, test, INSIDE)
            outside = boundary_item(law, place, test, OUTSIDE)
            for target in _places(scene, place, alternative, None):
                yield inside, target
            for target in _places(scene, place, alternative, test):
                yield outside, target


def _places(
    scene: _Scene, place: int, alternative: Conjunction, failing: Test | None
) -> Iterator[Target]:
    """Yield where an alternative holds, or where it fails by the field of one test alone."""
    days = (1 << len(scene.days)) - 1
    cells = scene.table.feasible
    prefer: dict[str, tuple[Value, ...]] = {}
    for field in dict.fromkeys(test.field for test in alternative):
        tests = [test for test in alternative if test.field == field]
        fails = failing is not None and failing.field == field
        if field in Reading._fields:
            for test in [failing] if fails and failing else tests:
                days &= scene.held(test)[int(fails)]
            continue
        wanted = tuple(
            value
            for value in scene.law.base.fields[field]
            if (
                not failing.holds(value)
                if fails and failing
                else all(test.holds(value) for test in tests)
            )
        )
        cells &= scene.cells(field, wanted)
        prefer[field] = wanted
    found = 0
    while days and cells and found < TARGETS:
        day = (days & -days).bit_length() - 1
        days &= days - 1
        every, some = scene.met(place, day)
        here = cells & (every if failing is None else ~some)
        if here:
            found += 1
            yield Target(scene.table, scene.days[day].day, here, prefer)
