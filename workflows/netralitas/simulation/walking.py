"""This file puts the days that cases state into their walks: which clocks are due, and when.

A walk is known without its days: its stages and the clocks that run there. The date of a clock is
worked out once for every day on which it started.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from netralitas.escalation import BeyondCalendar, Escalation
from netralitas.policy import Deadline
from netralitas.simulation.coding import NO_DAY, Days, day_number, day_of
from netralitas.simulation.numbering import Codes

_FROM: Final = day_number(date(1990, 1, 1))
_UNTIL: Final = day_number(date(2060, 1, 1))
"""The days that have a place of their own in a table; starts outside of them are few."""


_NO_DAYS: Final[Days] = np.empty(0, dtype=np.int32)


class Line(NamedTuple):
    """One entry of a walk: the stage, and the clock that runs there, if any."""

    stage: str
    clock: Deadline | None


Lines = tuple[Line, ...]


class Dated(NamedTuple):
    """The dates of the walks of some rows: the first due, and the number of its stage.

    A stage numbers the stages of the lines; 0 where nothing is due. `parts` hold for some rows the
    numbers of the due dates of each clock that runs there.
    """

    stage: Codes
    first: Days
    parts: Sequence[Part]

    def texts(self) -> pl.Series:
        """Return for each row all its due dates as one text; null where nothing is due."""
        told = [(part.rows, _joined(part.clocks)) for part in self.parts]
        return _laid(told, len(self.stage))


class Part(NamedTuple):
    """Rows on whose walk the same clocks run, and for each clock the number of its due dates."""

    rows: NDArray[np.int64]
    clocks: Sequence[tuple[_Clock, Codes]]


class _Clock:
    """The due dates of one clock by the day on which it started."""

    def __init__(self, row: Deadline, escalation: Escalation) -> None:
        self._row = row
        self._escalation = escalation
        # The last place is that of no day at all.
        self._number = np.full(_UNTIL - _FROM + 1, -1, dtype=np.int32)
        self._known: dict[int, int] = {}
        self._first: list[int] = []
        self._only: list[int] = []
        self.texts: list[str | None] = []
        self._arrays: tuple[Days, Days] = (_NO_DAYS, _NO_DAYS)

    def of(self, starts: Days) -> Codes:
        """Return for each start the number of its due dates."""
        places = np.where(starts == NO_DAY, _UNTIL, starts) - _FROM
        beyond = (places < 0) | (places >= len(self._number))
        found = self._number[np.where(beyond, 0, places)]
        found[beyond] = -1
        missing = found < 0
        if missing.any():
            for start in np.unique(starts[missing]):
                number = self._known.get(int(start))
                if number is None:
                    number = self._known[int(start)] = self._count(int(start))
                if _FROM <= start < _UNTIL:
                    self._number[start - _FROM] = number
                elif start == NO_DAY:
                    self._number[-1] = number
                found[starts == start] = number
        return found

    def dates(self) -> tuple[Days, Days]:
        """Return for each number the first due date, and the one that is due without a doubt."""
        if len(self._arrays[0]) < len(self._first):
            first, only = np.array([self._first, self._only], dtype=np.int32)
            self._arrays = (first, only)
        return self._arrays

    def _count(self, start: int) -> int:
        due: Sequence[date] = ()
        if start != NO_DAY:
            try:
                due = [one.at for one in self._escalation.clocks.due(self._row, day_of(start)).due]
            except BeyondCalendar:
                due = ()
        self._first.append(day_number(due[0]) if due else int(NO_DAY))
        self._only.append(day_number(due[0]) if len(due) == 1 else int(NO_DAY))
        told = "/".join(one.isoformat() for one in due)
        self.texts.append(f"{self._row.id}:{told}" if due else None)
        return len(self._first) - 1


class Walking:
    """The clocks of one policy, and the walks on which they run."""

    def __init__(self, escalation: Escalation) -> None:
        self._escalation = escalation
        self._clocks: dict[Deadline, _Clock] = {}
        self._programs: dict[Lines, int] = {}
        self._stages: dict[str, int] = {}

    def program(self, walk: Iterable[tuple[str, Deadline | None]]) -> int:
        """Return the number of a walk: its stages, each with the clock that runs there, if any."""
        lines = tuple(Line(str(stage), clock) for stage, clock in walk)
        for line in lines:
            self._stages.setdefault(line.stage, len(self._stages) + 1)
        return self._programs.setdefault(lines, len(self._programs))

    def stages(self) -> tuple[str, ...]:
        """Return the stages in the order of their numbers, from 1 on."""
        return tuple(self._stages)

    def dated(self, programs: Codes, events: Mapping[str, Days]) -> Dated:
        """Return the dates of the walk of each row, by the days that its case states."""
        height = len(programs)
        stage = np.zeros(height, dtype=np.int32)
        first: Days = np.full(height, NO_DAY, dtype=np.int32)
        parts: list[Part] = []
        order = np.argsort(programs.astype(np.uint16), kind="stable")
        ends = np.cumsum(np.bincount(programs, minlength=len(self._programs)))
        for number, lines in enumerate(self._programs):
            rows = order[ends[number - 1] if number else 0 : ends[number]]
            if not len(rows):
                continue
            clocks: list[tuple[_Clock, Codes]] = []
            ends_of: dict[str, Days] = {}
            for line in lines:
                starts = self._starts(line, rows, events, ends_of)
                if line.clock is None or starts is None:
                    continue
                clock = self._clock(line.clock)
                numbers = clock.of(starts)
                firsts, only = clock.dates()
                ends_of[line.clock.id] = only[numbers]
                due = firsts[numbers]
                new = (first[rows] == NO_DAY) & (due != NO_DAY)
                first[rows[new]] = due[new]
                stage[rows[new]] = self._stages[line.stage]
                clocks.append((clock, numbers))
            if clocks:
                parts.append(Part(rows, clocks))
        return Dated(stage, first, parts)

    def _starts(
        self,
        line: Line,
        rows: NDArray[np.int64],
        events: Mapping[str, Days],
        ends: Mapping[str, Days],
    ) -> Days | None:
        """Return the days on which the clock of a line started in some rows; None where none is."""
        if line.clock is None:
            return None
        if line.clock.follows:
            starts = ends.get(line.clock.follows)
        else:
            days = events.get(line.clock.starts)
            starts = None if days is None else days[rows]
        return None if starts is None or (starts == NO_DAY).all() else starts

    def _clock(self, row: Deadline) -> _Clock:
        if row not in self._clocks:
            self._clocks[row] = _Clock(row, self._escalation)
        return self._clocks[row]


def _joined(clocks: Sequence[tuple[_Clock, Codes]]) -> pl.Series:
    """Return the due dates of several clocks as one text a row, parted by `;`."""
    told = [pl.Series(clock.texts, dtype=pl.String).gather(numbers) for clock, numbers in clocks]
    if len(told) == 1:
        return told[0]
    frame = pl.DataFrame([one.alias(str(place)) for place, one in enumerate(told)])
    whole = frame.select(pl.concat_str(pl.all(), separator=";", ignore_nulls=True)).to_series()
    return whole.replace("", None)


def _laid(texts: list[tuple[NDArray[np.int64], pl.Series]], height: int) -> pl.Series:
    """Return the texts of some rows laid out among all rows."""
    if not texts:
        return pl.Series([None], dtype=pl.String).new_from_index(0, height)
    place = np.zeros(height, dtype=np.int64)
    parts = [pl.Series([None], dtype=pl.String)]
    size = 1
    for rows, part in texts:
        place[rows] = np.arange(size, size + len(rows))
        size += len(rows)
        parts.append(part)
    return pl.concat([part.rename("") for part in parts]).gather(place)
