"""This file compares which ladder of types applies, on every occasion on which one could."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

import msgspec

from netralitas.facts import Case, Category, Text, Tier, Track
from netralitas.judgement.bounds_words import kind_text, occasion_text
from netralitas.judgement.hearing import lawful
from netralitas.judgement.permits import Permit
from netralitas.judgement.proof import CounterExample, Pairing, Shown, Told
from netralitas.judgement.refinement import Answer, DayPair, day_pair, outcomes, values_of
from netralitas.judgement.specimen import case_at, shortened
from netralitas.policy import Ladder
from netralitas.rules import FIRST_DAY, ActTable, Ladders, Law


class Occasion(NamedTuple):
    """On whom, for what and when a ladder of types may apply; `decided` is the day of decision."""

    track: Track
    tier: Tier | None
    category: Category
    day: date
    decided: date


class _Ladders:
    """The ladders of both policies, asked together."""

    def __init__(self, pairing: Pairing) -> None:
        self.both = tuple(Ladders(policy) for policy in pairing.policies)
        rows = [ladder for policy in pairing.policies for ladder in policy.ladders]
        self.days = _days(FIRST_DAY, [(row.since, row.until) for row in rows])
        self.decisions = _days(date.min, [(row.decided_since, row.decided_until) for row in rows])
        self._permits = pairing.permits

    def occasions(self) -> Iterator[Occasion]:
        """Yield every occasion that the ladders tell apart, and some that they do not."""
        for one in itertools.product(Track, (None, *Tier), Category, self.days, self.decisions):
            yield Occasion(*one)

    def applicable(self, one: Occasion) -> tuple[tuple[Ladder, ...], tuple[Ladder, ...]]:
        """Return the ladders that may apply on an occasion, under either policy."""
        ours, theirs = (
            ladders.applicable(one.track, one.tier, (one.category,), (one.day,), one.decided)
            for ladders in self.both
        )
        return ours, theirs

    def breaks(self, one: Occasion) -> bool:
        """Whether other types are lawful on an occasion, and no permit covers that."""
        if _covered(one, self._permits):
            return False
        ours, theirs = self.applicable(one)
        return ours != theirs


def type_bounds(pairing: Pairing) -> Shown | CounterExample:
    """Return on how many occasions the same types are lawful, or one on which they are not."""
    ladders = _Ladders(pairing)
    compared = 0
    for one in ladders.occasions():
        compared += 1
        if ladders.breaks(one):
            return _counter_example(pairing, ladders, one)
    return Shown(proven=("types",), types_compared=compared)


def _covered(one: Occasion, permits: tuple[Permit, ...]) -> bool:
    return any(
        one.track in permit.tracks and one.category in permit.categories for permit in permits
    )


def _days(first: date, bounds: list[tuple[date | None, date | None]]) -> tuple[date, ...]:
    """Return the first day of every stretch on which the same rows hold."""
    turns = {day for pair in bounds for day in pair if day is not None and day > first}
    return (first, *sorted(turns))


def _counter_example(pairing: Pairing, ladders: _Ladders, one: Occasion) -> CounterExample:
    shown = _shown(pairing, ladders)
    case = None
    if shown is not None:
        one, case = shown
    ours, theirs = ladders.applicable(one)
    rows = [ladder.id for ladder in (*ours, *theirs) if (ladder in ours) != (ladder in theirs)]
    sides = [_told(ladders) for ladders in (ours, theirs)]
    what, when = kind_text("types"), occasion_text(*one)
    return CounterExample(
        kind="types",
        act=None if case is None else case.charges[0].act,
        text=Text(
            id=f"{what.id}: {when.id}: nasional {sides[0].text.id}, daerah {sides[1].text.id}",
            en=f"{what.en}: {when.en}: nation {sides[0].text.en}, region {sides[1].text.en}",
        ),
        case=case,
        national=sides[0],
        regional=sides[1],
        rows=tuple(dict.fromkeys(rows)),
    )


def _told(ladders: tuple[Ladder, ...]) -> Told:
    types = "; ".join(
        f"{ladder.id}: {', '.join(step.sanction for step in ladder.types)}" for ladder in ladders
    )
    return Told(text=Text(id=types or "tidak ada tangga", en=types or "no ladder"))


def _shown(pairing: Pairing, ladders: _Ladders) -> tuple[Occasion, Case] | None:
    """Return an occasion with other types, and the shortest case found that meets it."""
    national, regional = pairing.laws
    days = (*pairing.days, *_turns(pairing, ladders))
    for act in national.policy.acts:
        for table, _ in national.tables.beside(regional.tables, act.id, {}):
            for pair in days:
                for one, cells in _broken(national, ladders, table, pair):
                    cell = (cells & -cells).bit_length() - 1
                    case = case_at(national, act.id, pair, values_of(table, cell))
                    if one.decided != pair.day:
                        process = msgspec.structs.replace(case.process, decided_at=one.decided)
                        case = msgspec.structs.replace(case, process=process)
                    differs = _on_track(pairing, one.track)
                    if differs(case):
                        return one, shortened(case, differs)
    return None


def _on_track(pairing: Pairing, track: Track) -> Callable[[Case], bool]:
    """Return what tells whether other types are lawful in a case, on one track."""

    def differs(case: Case) -> bool:
        ours, theirs = (lawful(law, case) for law in pairing.laws)
        if ours is None or theirs is None:
            return False
        return ours.get(track) != theirs.get(track)

    return differs


def _turns(pairing: Pairing, ladders: _Ladders) -> Iterator[DayPair]:
    """Yield the days on which another ladder applies, in every contest."""
    for election, contest in dict.fromkeys((day.election, day.contest) for day in pairing.days):
        for day in ladders.days:
            yield day_pair(*pairing.laws, election, contest, day)


def _broken(
    law: Law, ladders: _Ladders, table: ActTable, pair: DayPair
) -> Iterator[tuple[Occasion, int]]:
    """Yield the occasions with other types that arise on a day, and the cells that lead to one."""
    decisions = (pair.day, *(day for day in ladders.decisions if day > pair.day))
    for answer, cells in outcomes(law, table, pair.national).items():
        assert isinstance(answer, Answer)
        for track, state in answer.result.tracks:
            for category in Category:
                met = cells & table.axis_mask("category", category.value)
                for decided in decisions:
                    one = Occasion(track, state.tier, category, pair.day, decided)
                    if met and ladders.breaks(one):
                        yield one, met
