"""This file says for each row on which days an act may have been done, and what that means in law.

A day is looked up in the calendar of its election: its moment. A span of days has all the moments
of its days. Rows whose days lie between the same boundaries of law are not told apart.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Final, Literal, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from netralitas.facts import Contest, Days
from netralitas.policy import days_of
from netralitas.rules import FIRST_DAY, LAST_DAY, Calendars, Law, Moment, Reading
from netralitas.simulation.coding import NO_DAY, Coded, day_number, day_of
from netralitas.simulation.coding import Days as DayNumbers
from netralitas.simulation.numbering import Codes, Numbering

NO_MOMENT: Final = -1
"""Where the data holds no calendar for a day: the case cannot be judged."""

KINDS: Final[tuple[tuple[Literal["pilkada", "pemilu"], ...], ...]] = (
    ("pilkada",),
    ("pemilu",),
    ("pilkada", "pemilu"),
)
"""The kinds of election that a case may belong to."""

_FIRST: Final = day_number(FIRST_DAY)


class Spans(NamedTuple):
    """The days of one charge of each row, first and last.

    `certain` are those of which one day is stated, `stated` those of which any day is.
    """

    first: DayNumbers
    last: DayNumbers
    certain: NDArray[np.bool_]
    stated: NDArray[np.bool_]

    def at(self, places: NDArray[np.int64]) -> Spans:
        """Return the days of some of the charges."""
        return Spans(
            self.first[places], self.last[places], self.certain[places], self.stated[places]
        )


class Whens:
    """The elections and days that occur, under one law."""

    def __init__(self, law: Law, boundaries: Collection[date]) -> None:
        self._calendars: Calendars = law.calendars
        self._elections = tuple(election.id for election in law.policy.elections)
        turns = law.calendars.turns(Days(first=FIRST_DAY, last=LAST_DAY))
        self._positions = _numbers({*boundaries, *turns, FIRST_DAY})
        self._pairs: list[tuple[tuple[str, str], ...]] = []
        self._pairs_of = Numbering(2)
        self._sets: dict[frozenset[Moment], int] = {}
        self._listed: list[frozenset[Moment]] = []
        self._turns: dict[int, tuple[DayNumbers, Codes]] = {}
        self._spans = Numbering(4)
        self._set_of_span: list[int] = []
        self._kind_of = {election.id: election.kind for election in law.policy.elections}
        self.firsts: list[frozenset[int]] = []
        """For each number of a span the first days on which its moments may be."""

    def pairs(self, coded: Coded) -> Codes:
        """Return for each row the number of the (election, contest) pairs that it may mean."""
        codes = (coded.choice("election"), coded.choice("contest"))
        numbered = self._pairs_of.of(*codes)
        for row in numbered.first_rows:
            election, contest = (int(code[row]) for code in codes)
            self._pairs.append(
                self._calendars.contests(
                    self._elections[election - 1] if election else None,
                    list(Contest)[contest - 1] if contest else None,
                )
            )
        return numbered.numbers

    def moments(self, spans: Spans, pairs: Codes) -> Codes:
        """Return for each row the number of the set of moments its days may be, or NO_MOMENT."""
        found = np.full(len(pairs), NO_MOMENT, dtype=np.int32)
        for number in np.unique(pairs):
            turns, sets = self._timeline(int(number))
            rows = np.flatnonzero((pairs == number) & spans.certain)
            place = np.searchsorted(turns, spans.first[rows], side="right") - 1
            found[rows] = np.where(place < 0, NO_MOMENT, sets[place])
        open_rows = np.flatnonzero(~spans.certain)
        if len(open_rows):
            numbers = self.numbered(spans.at(open_rows), pairs[open_rows])
            found[open_rows] = np.array(self._set_of_span, dtype=np.int32)[numbers]
        return found

    def set_of(self, number: int) -> frozenset[Moment]:
        """Return the set of moments that a number stands for."""
        return self._listed[number]

    def moments_of(self, number: int) -> tuple[Reading, ...]:
        """Return every reading of the moments of a set, in their order."""
        return tuple(sorted({one for moment in self.set_of(number) for one in moment}))

    def kinds(self) -> Codes:
        """Return for each number of pairs the place in KINDS of the kinds of their elections."""
        found = [
            KINDS.index(tuple(kind for kind in KINDS[-1] if kind in kinds))
            for kinds in ({self._kind_of[election] for election, _ in one} for one in self._pairs)
        ]
        return np.array(found, dtype=np.int32)

    def intervals(self, spans: Spans, pairs: Codes) -> Codes:
        """Return between which turns of all calendars a day lies, where several pairs are meant.

        0 where one pair alone is meant: then its moment says all.
        """
        several = np.array([len(one) > 1 for one in self._pairs], dtype=np.bool_)[pairs]
        found = self.position(spans.first) + 1
        return np.where(several & spans.certain, found, 0).astype(np.int32)

    def position(self, days: DayNumbers) -> Codes:
        """Return for each day between which turns of calendars and boundaries of law it lies."""
        return np.searchsorted(self._positions, days, side="right").astype(np.int32)

    def span_numbers(self, spans: Spans, pairs: Codes) -> Codes:
        """Return a number for each span by where it begins and ends among turns; 0 for a day."""
        found = np.zeros(len(pairs), dtype=np.int32)
        open_rows = np.flatnonzero(~spans.certain)
        if len(open_rows):
            found[open_rows] = self.numbered(spans.at(open_rows), pairs[open_rows]) + 1
        return found

    def numbered(self, spans: Spans, pairs: Codes) -> Codes:
        """Return a number for each span by where it begins and ends among turns."""
        numbered = self._spans.of(
            self.position(spans.first), self.position(spans.last), pairs, spans.stated
        )
        for row in numbered.first_rows:
            days = Days(first=day_of(int(spans.first[row])), last=day_of(int(spans.last[row])))
            moments = self._calendars.of_pairs(self._pairs[pairs[row]], days)
            self._set_of_span.append(self._number(moments))
            self.firsts.append(frozenset(day_number(first) for first, _ in moments.values()))
        return numbered.numbers

    def _timeline(self, number: int) -> tuple[DayNumbers, Codes]:
        """Return the days on which the moment turns for some pairs, and its set from each on."""
        found = self._turns.get(number)
        if found is None:
            pairs = self._pairs[number]
            turns = sorted(
                {FIRST_DAY, *self._calendars.turns(Days(first=FIRST_DAY, last=LAST_DAY))}
            )
            sets = [self._number(self._calendars.of_pairs(pairs, Days.of(day))) for day in turns]
            found = self._turns[number] = (
                np.array([day_number(day) for day in turns], dtype=np.int32),
                np.array(sets, dtype=np.int32),
            )
        return found

    def _number(self, moments: Iterable[Moment]) -> int:
        known = frozenset(moments)
        if known and known not in self._sets:
            self._sets[known] = len(self._listed)
            self._listed.append(known)
        return self._sets.get(known, NO_MOMENT)


def _numbers(days: Iterable[date]) -> DayNumbers:
    return np.array(sorted({day_number(day) for day in days}), dtype=np.int32)


def spans_of(coded: Coded, prefix: str, unknown_until: DayNumbers) -> Spans:
    """Return the days of the charge whose columns have a prefix.

    Where no day is stated the act may have been done on any day until `unknown_until`.
    """
    first, last = coded.days(f"{prefix}at.from"), coded.days(f"{prefix}at.to")
    name = f"{prefix}at"
    if coded.states(name):
        column = coded.frame[name]
        if column.dtype == pl.Date:
            stated = (coded.days(name),) * 2
        else:
            stated = _read(column)
        first = np.where(stated[0] == NO_DAY, first, stated[0])
        last = np.where(stated[1] == NO_DAY, last, stated[1])
    missing = first == NO_DAY
    first = np.where(missing, np.minimum(_FIRST, unknown_until), first).astype(np.int32)
    last = np.where(missing, unknown_until, last).astype(np.int32)
    return Spans(first, last, (first == last) & ~missing, ~missing)


def _read(column: pl.Series) -> tuple[DayNumbers, DayNumbers]:
    """Return the first and last days that a column of days and months means."""
    texts = column.cast(pl.String)
    found = texts.unique().drop_nulls()
    ends: list[tuple[int, int]] = [(int(NO_DAY), int(NO_DAY))]
    for text in found:
        days = days_of(text)
        assert isinstance(days, Days), text  # the reader takes no other
        ends.append((day_number(days.first), day_number(days.last)))
    codes = (texts.cast(pl.Enum(found)).to_physical().cast(pl.Int32) + 1).fill_null(0).to_numpy()
    first, last = np.array(ends, dtype=np.int32).T
    return first[codes], last[codes]


def in_service(spans: Spans, until: DayNumbers, numbers: Sequence[int]) -> Codes:
    """Return the set of `in_service` for each row: `numbers` are those of unknown, no, yes."""
    unknown, no, yes = numbers
    left = np.where(spans.first > until, no, unknown)
    serving = (until == NO_DAY) | (spans.last <= until)
    return np.where(serving, yes, left).astype(np.int32)
