"""This file turns the columns of a frame into whole numbers, one array for each thing stated.

In every array of codes 0 stands for what is not stated.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any, Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from netralitas.simulation.numbering import Codes

Days = NDArray[np.int32]
"""For each row a day, counted from 1970-01-01; `NO_DAY` where none is stated."""

NO_DAY: Final = np.int32(-(2**31))
EPOCH: Final = date(1970, 1, 1)


def day_number(day: date) -> int:
    """Return a day as it is counted in arrays."""
    return (day - EPOCH).days


def day_of(number: int) -> date:
    """Return the day that a number stands for."""
    return EPOCH + timedelta(days=number)


class Coded:
    """A frame whose columns are coded when they are first asked for."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self.frame = frame
        self.height = frame.height
        self._names = set(frame.columns)
        self._none: Codes = np.zeros(frame.height, dtype=np.int32)
        self._no_day: Days = np.full(frame.height, NO_DAY, dtype=np.int32)

    def states(self, name: str) -> bool:
        """Whether any row states something in a column."""
        return name in self._names and self.frame[name].null_count() < self.height

    def named(self, *prefixes: str) -> list[str]:
        """Return the columns that begin with one of some prefixes and state something, sorted."""
        return sorted(
            name for name in self._names if name.startswith(prefixes) and self.states(name)
        )

    def choice(self, name: str, values: Sequence[Any]) -> Codes:
        """Return for each row the place of its value in a vocabulary, counted from 1."""
        if not self.states(name):
            return self._none
        column = self.frame[name]
        if column.dtype == pl.Boolean:
            return self._codes(column.cast(pl.Int32))
        return self._codes(column.cast(pl.Enum(list(values))).to_physical().cast(pl.Int32))

    def texts(self, name: str, known: dict[str, int]) -> Codes:
        """Return for each row the number of its text in `known`, which grows with new texts."""
        if not self.states(name):
            return self._none
        column = self.frame[name].cast(pl.String)
        found = column.unique(maintain_order=True).drop_nulls()
        numbers = np.array([0, *(known.setdefault(one, len(known) + 1) for one in found)])
        return numbers.astype(np.int32)[
            self._codes(column.cast(pl.Enum(found)).to_physical().cast(pl.Int32))
        ]

    def whole(self, name: str) -> NDArray[np.int64]:
        """Return the whole numbers of a column; -1 where none is stated."""
        if not self.states(name):
            return np.full(self.height, -1, dtype=np.int64)
        return self.frame[name].cast(pl.Int64).fill_null(-1).to_numpy()

    def days(self, name: str) -> Days:
        """Return the days of a column."""
        if not self.states(name):
            return self._no_day
        numbers = self.frame[name].cast(pl.Date).to_physical().cast(pl.Int32)
        return numbers.fill_null(int(NO_DAY)).to_numpy()

    def rows(self, names: Sequence[str], known: dict[tuple[Any, ...], int]) -> Codes:
        """Return for each row the number of what it states in some columns together.

        `known` grows with what is new. It is meant for what few rows state.
        """
        if not names:
            return self._none
        part = self.frame.select(names)
        places = np.flatnonzero(self.any_of(names))
        codes = self._none.copy()
        codes[places] = [
            known.setdefault(tuple(zip(names, row, strict=True)), len(known) + 1)
            for row in part[places].iter_rows()
        ]
        return codes

    def any_of(self, names: Sequence[str]) -> NDArray[np.bool_]:
        """Return whether each row states something in one of some columns."""
        if not names:
            return np.zeros(self.height, dtype=np.bool_)
        stated = self.frame.select(pl.any_horizontal(pl.col(names).is_not_null()))
        return stated.to_series().to_numpy()

    @staticmethod
    def _codes(column: pl.Series) -> Codes:
        return (column + 1).fill_null(0).to_numpy().astype(np.int32, copy=False)


def first_stated(columns: Iterable[Days], height: int) -> Days:
    """Return for each row the first day that one of some columns states."""
    found: Days = np.full(height, NO_DAY, dtype=np.int32)
    for column in columns:
        found = np.where(found == NO_DAY, column, found)
    return found
