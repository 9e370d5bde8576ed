"""This file compares, for two policies, which ladder of types applies to whom and when."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

import msgspec

from netralitas.facts import Case, CaseError, Category, Outcome, Tier, Track
from netralitas.judgement.differing.cases import Cases
from netralitas.judgement.differing.difference import LadderTold, Stretch, Types
from netralitas.judgement.differing.side_by_side import SideBySide
from netralitas.judgement.refinement import Answer, DayPair, day_pair, outcomes, values_of
from netralitas.judgement.specimen import shortened
from netralitas.policy import Ladder, encode
from netralitas.rules import FIRST_DAY, ActTable, Ladders, find

ONE_DAY = timedelta(days=1)

Decided = tuple[date, date]
"""The days of decision under either policy: the same one, unless each was asked as of its own."""


class _Found(NamedTuple):
    """People and days to whom another ladder applies, and both ladders."""

    track: Track
    tier: Tier | None
    ladders: tuple[tuple[Ladder, ...], tuple[Ladder, ...]]
    categories: tuple[Category, ...]
    acts: tuple[date, ...]
    decided: tuple[Decided, ...]


class TypesCompared(NamedTuple):
    """On how many occasions ladders were compared, and where they differ."""

    compared: int
    found: tuple[Types, ...]


def type_differences(beside: SideBySide, cases: Cases) -> TypesCompared:
    """Return for whom and when two policies have other ladders of types, each with a case."""
    search = _Search(beside, cases)
    found = tuple(search.told(one) for one in search.found())
    return TypesCompared(search.compared, found)


class _Search:
    def __init__(self, beside: SideBySide, cases: Cases) -> None:
        self._beside = beside
        self._cases = cases
        self._ladders = tuple(Ladders(policy) for policy in beside.policies)
        rows = [ladder for policy in beside.policies for ladder in policy.ladders]
        self.days = _turns(FIRST_DAY, [(row.since, row.until) for row in rows])
        turns = _turns(date.min, [(row.decided_since, row.decided_until) for row in rows])
        self.decisions: tuple[Decided, ...] = tuple((day, day) for day in turns)
        if beside.asked is not None:
            self.decisions = (beside.asked,)
        self.compared = 0

    def found(self) -> Iterator[_Found]:
        """Yield what differs, occasions of the same people, days and ladders together."""
        for track, tier in itertools.product(Track, (None, *Tier)):
            grid: dict[bytes, dict[Category, dict[date, list[Decided]]]] = {}
            ladders: dict[bytes, tuple[tuple[Ladder, ...], tuple[Ladder, ...]]] = {}
            for category, day, decided in itertools.product(Category, self.days, self.decisions):
                self.compared += 1
                old, new = self._applicable(track, tier, category, day, decided)
                if old != new:
                    key = encode((old, new))
                    ladders[key] = (old, new)
                    days = grid.setdefault(key, {}).setdefault(category, {})
                    days.setdefault(day, []).append(decided)
            for key, people in grid.items():
                alike: dict[tuple[tuple[date, tuple[Decided, ...]], ...], list[Category]] = {}
                for category, days in people.items():
                    same = tuple((day, tuple(some)) for day, some in days.items())
                    alike.setdefault(same, []).append(category)
                for same, categories in alike.items():
                    decisions: dict[tuple[Decided, ...], list[date]] = {}
                    for day, some in same:
                        decisions.setdefault(some, []).append(day)
                    for some, acts in decisions.items():
                        yield _Found(
                            track, tier, ladders[key], tuple(categories), tuple(acts), some
                        )

    def told(self, one: _Found) -> Types:
        """Return a difference as it is sent, with the first short case that shows it."""
        old, new = one.ladders
        other = [row.id for row in (*old, *new) if (row in old) != (row in new)]
        return Types(
            track=one.track,
            tier=one.tier,
            categories=one.categories,
            acts=tuple(_stretches(self.days, one.acts)),
            decisions=()
            if self._beside.asked is not None
            else tuple(
                _stretches(
                    tuple(day for day, _ in self.decisions), tuple(day for day, _ in one.decided)
                )
            ),
            old=tuple(_ladder(ladder) for ladder in old),
            new=tuple(_ladder(ladder) for ladder in new),
            rows=tuple(dict.fromkeys(other)),
            case=next(self._shown(one), None),
        )

    def _applicable(
        self, track: Track, tier: Tier | None, category: Category, day: date, decided: Decided
    ) -> tuple[tuple[Ladder, ...], tuple[Ladder, ...]]:
        old, new = (
            ladders.applicable(track, tier, (category,), (day,), decision)
            for ladders, decision in zip(self._ladders, decided, strict=True)
        )
        return old, new

    def _shown(self, one: _Found) -> Iterator[Case]:
        """Yield short cases in which other types are lawful, each of another act and day."""
        for act in self._beside.acts:
            if not (self._beside.knows(0, act) and self._beside.knows(1, act)):
                continue
            table = self._beside.laws[0].matcher.whole_table(act)
            for day in self._days(one):
                for case in self._at(one, act, table, day):
                    if self._differs(one.track, case):
                        yield shortened(case, lambda shorter: self._differs(one.track, shorter))

    def _days(self, one: _Found) -> Iterator[DayPair]:
        """Yield days of the act on which the ladders differ: those compared, and first days."""
        stretches = list(_stretches(self.days, one.acts))
        for pair in self._beside.days:
            if any(_inside(stretch, pair.day) for stretch in stretches):
                yield pair
        contests = dict.fromkeys((pair.election, pair.contest) for pair in self._beside.days)
        for (election, contest), stretch in itertools.product(contests, stretches):
            yield day_pair(*self._beside.laws, election, contest, stretch.first or FIRST_DAY)

    def _at(self, one: _Found, act: str, table: ActTable, day: DayPair) -> Iterator[Case]:
        law = self._beside.laws[0]
        for answer, cells in outcomes(law, table, day.national).items():
            states = dict(answer.result.tracks) if isinstance(answer, Answer) else {}
            state = states.get(one.track)
            if state is None or state.tier is not one.tier:
                continue
            for category in one.categories:
                if met := cells & table.axis_mask("category", category.value):
                    values = values_of(table, (met & -met).bit_length() - 1)
                    case = self._cases.case_at(act, day, {**values, "category": category.value})
                    yield self._decided(one, case, day.day)
                    break

    def _decided(self, one: _Found, case: Case, day: date) -> Case:
        """Return the case decided on a day on which the ladders differ, if it must be said."""
        if self._beside.asked is not None or len(one.decided) == len(self.decisions):
            return case
        decided = max(day, max(first for first, _ in one.decided))
        process = msgspec.structs.replace(case.process, decided_at=decided)
        return msgspec.structs.replace(case, process=process)

    def _differs(self, track: Track, case: Case) -> bool:
        """Whether other types are lawful in a case on a track, under either policy."""
        [charge] = case.charges
        assert charge.at is not None
        asked = self._beside.asked or (charge.at.last, charge.at.last)
        types: list[tuple[str, ...]] = []
        for law, day in zip(self._beside.laws, asked, strict=True):
            try:
                finding = find(case, law, as_of=day)
            except CaseError:
                return False
            if finding.outcome is not Outcome.VIOLATION:
                return False
            found = [one.sanctions.lawful for one in finding.tracks if one.track is track]
            types.append(tuple(name.id for some in found for name in some))
        return types[0] != types[1]


def _ladder(ladder: Ladder) -> LadderTold:
    return LadderTold(id=ladder.id, types=tuple(step.sanction for step in ladder.types))


def _turns(first: date, bounds: Sequence[tuple[date | None, date | None]]) -> tuple[date, ...]:
    """Return the first day of every stretch on which the same rows hold."""
    turns = {day for pair in bounds for day in pair if day is not None and day > first}
    return (first, *sorted(turns))


def _stretches(turns: Sequence[date], chosen: Sequence[date]) -> Iterator[Stretch]:
    """Yield the stretches that begin on the days chosen, those that follow each other as one."""
    places = [turns.index(day) for day in chosen]
    for _, run in itertools.groupby(enumerate(places), lambda item: item[1] - item[0]):
        run_places = [place for _, place in run]
        first, after = run_places[0], run_places[-1] + 1
        yield Stretch(
            first=turns[first] if first else None,
            last=turns[after] - ONE_DAY if after < len(turns) else None,
        )


def _inside(stretch: Stretch, day: date) -> bool:
    return (stretch.first is None or stretch.first <= day) and (
        stretch.last is None or day <= stretch.last
    )
