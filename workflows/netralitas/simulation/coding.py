"""This file turns the columns of a frame into whole numbers, one array for each thing stated.

In every array of codes 0 stands for what is not stated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
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
_AT: Final = "(at)"
_BESIDE: Final = "(beside)"

Known = Callable[[str], Sequence[str] | None]
"""The vocabulary of a column of texts, None where any text may stand."""


def day_number(day: date) -> int:
    """Return a day as it is counted in arrays."""
    return (day - EPOCH).days


def day_of(number: int) -> date:
    """Return the day that a number stands for."""
    return EPOCH + timedelta(days=number)


class Coded:
    """A frame whose columns of known words, days, and yes and no are coded all at once."""

    def __init__(self, frame: pl.DataFrame, known: Known) -> None:
        self.frame = frame
        self.height = frame.height
        self._none: Codes = np.zeros(frame.height, dtype=np.int32)
        self._no_day: Days = np.full(frame.height, NO_DAY, dtype=np.int32)
        missing = frame.null_count().row(0)
        self._stated = {
            name for name, nulls in zip(frame.columns, missing, strict=True) if nulls < self.height
        }
        schema = frame.schema
        wanted = {name: _coding(name, schema[name], known) for name in sorted(self._stated)}
        coded = frame.lazy().select(one for one in wanted.values() if one is not None).collect()
        self._codes: dict[str, Codes] = {one.name: one.to_numpy() for one in coded}

    def states(self, name: str) -> bool:
        """Whether any row states something in a column."""
        return name in self._stated

    def named(self, *prefixes: str) -> list[str]:
        """Return the columns that begin with one of some prefixes and state something, sorted."""
        return sorted(name for name in self._stated if name.startswith(prefixes))

    def choice(self, name: str) -> Codes:
        """Return for each row the place of its word in its vocabulary, counted from 1.

        Of yes and no, no counts 1 and yes 2.
        """
        return self._codes.get(name, self._none)

    def days(self, name: str) -> Days:
        """Return the days of a column of dates."""
        return self._codes.get(name, self._no_day)

    def texts(self, name: str, known: dict[str, int]) -> Codes:
        """Return for each row the number of its text in `known`, which grows with new texts."""
        if not self.states(name):
            return self._none
        column = self.frame[name].cast(pl.String)
        found = column.unique(maintain_order=True).drop_nulls()
        numbers = np.array([0, *(known.setdefault(one, len(known) + 1) for one in found)])
        places = column.cast(pl.Enum(found)).to_physical().cast(pl.Int32) + 1
        codes: Codes = numbers.astype(np.int32)[places.fill_null(0).to_numpy()]
        return codes

    def whole(self, name: str) -> NDArray[np.int64]:
        """Return the whole numbers of a column; -1 where none is stated."""
        if not self.states(name):
            return np.full(self.height, -1, dtype=np.int64)
        return self.frame[name].cast(pl.Int64).fill_null(-1).to_numpy()

    def rows(
        self,
        names: Sequence[str],
        known: dict[tuple[Any, ...], int],
        among: NDArray[np.bool_] | None = None,
    ) -> Codes:
        """Return for each row the number of what it states in some columns together.

        `known` grows with what is new. It is meant for what few rows state; `among` are the rows
        that are asked for, the others have 0.
        """
        if not names:
            return self._none
        stated = self.any_of(names)
        places = np.flatnonzero(stated if among is None else stated & among)
        here, local = self.distinct(names, places)
        numbers = [
            known.setdefault(
                tuple(cell for cell in zip(names, row, strict=True) if cell[1] is not None),
                len(known) + 1,
            )
            for row in here
        ]
        codes = self._none.copy()
        codes[places] = np.array(numbers, dtype=np.int32)[local]
        return codes

    def distinct(
        self, names: Sequence[str], places: NDArray[np.int64], beside: Codes | None = None
    ) -> tuple[Sequence[tuple[Any, ...]], NDArray[np.int64]]:
        """Return the different rows at some places of some columns, and which each place has.

        `beside` holds a number for each place by which rows are told apart too; it comes last.
        """
        some = self.frame.select(names)[places]
        if beside is not None:
            some = some.with_columns(pl.Series(_BESIDE, beside))
        at = pl.int_range(pl.len(), dtype=pl.UInt32).alias(_AT)
        groups = some.with_columns(at).group_by(some.columns, maintain_order=True).agg(_AT)
        local = np.zeros(len(places), dtype=np.int64)
        ends = groups[_AT].list.len().to_numpy()
        local[groups[_AT].explode().to_numpy()] = np.repeat(np.arange(len(ends)), ends)
        return groups.drop(_AT).rows(), local

    def any_of(self, names: Sequence[str]) -> NDArray[np.bool_]:
        """Return whether each row states something in one of some columns."""
        if not names:
            return np.zeros(self.height, dtype=np.bool_)
        stated = self.frame.select(pl.any_horizontal(pl.col(names).is_not_null()))
        return stated.to_series().to_numpy()


def _coding(name: str, dtype: pl.DataType, known: Known) -> pl.Expr | None:
    """Return how a column is coded; None for one whose texts are read otherwise."""
    column = pl.col(name)
    if dtype == pl.Boolean:
        return column.cast(pl.Int32).add(1).fill_null(0)
    if dtype == pl.Date:
        return column.to_physical().fill_null(int(NO_DAY))
    words = known(name)
    if words is None:
        return None
    return column.cast(pl.Enum(words)).to_physical().cast(pl.Int32).add(1).fill_null(0)


def first_stated(columns: Iterable[Days], height: int) -> Days:
    """Return for each row the first day that one of some columns states."""
    found: Days = np.full(height, NO_DAY, dtype=np.int32)
    for column in columns:
        found = np.where(found == NO_DAY, column, found)
    return found
