"""This file gives the cells of a table their types, a column at a time, and marks what has none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

import polars as pl

from netralitas.facts import EvidenceKind
from netralitas.policy import FORBIDDEN, YEARS, Policy
from netralitas.simulation.frames import FrameColumn, Sort, days, months, words_of
from netralitas.simulation.list_checks import Marked

_TRUE: Final = ("true", "True", "TRUE")
_FALSE: Final = ("false", "False", "FALSE")
_CELL_INTEGERS: Final = (0, 999_999_999)
_INTEGERS: Final = (1 - 2**53, 2**53 - 1)
_FIRST_DAY: Final = (date(YEARS[0], 1, 1) - date(1970, 1, 1)).days
_FORBIDDEN: Final = FORBIDDEN.pattern.replace("\ud800-\udfff", "")
"""As the columns' patterns have it: their texts hold no surrogates."""

_DATES: Final = days()
_DAYS: Final = pl.Enum((*_DATES, *months()))
_BOOLS: Final = pl.Enum((*_TRUE, *_FALSE))

_KIND: Final = f"({'|'.join(kind.value for kind in EvidenceKind)})(:verified)?"
_EVIDENCE: Final = f"^(none|{_KIND}([;,] ?{_KIND})*)$"


class Typing:
    """The types of columns under one policy; see `Checks` for `lenient` and `clean`.

    Membership of a list of words is tested by a cast, which costs ten nanoseconds a cell; only
    where a cast leaves more cells empty than there were is the column looked at again.
    """

    def __init__(
        self, columns: Sequence[FrameColumn], policy: Policy, *, lenient: bool, clean: bool
    ) -> None:
        self._columns = columns
        self._lenient = lenient
        self._clean = clean
        self._words = {
            column.name: _BOOLS
            if column.sort is Sort.BOOL
            else _DAYS
            if column.sort in (Sort.DAY, Sort.DAYS)
            else pl.Enum(words_of(column, policy))
            for column in columns
            if column.sort in (Sort.BOOL, Sort.DAY, Sort.DAYS, Sort.WORD)
        }

    def typed(self, cells: pl.DataFrame, marked: Marked) -> pl.DataFrame:
        """Return the columns with their types; marks the rows with a cell that has none."""
        codes = cells.select(self._codes(cells))
        return pl.DataFrame([self._typed(column, cells, codes, marked) for column in self._columns])

    def first_days(self, series: pl.Series) -> pl.Series:
        """Return the first of the days that each cell of a column of days and months means."""
        if series.dtype == pl.Date:
            return series
        whole = pl.select(
            pl.when(series.str.len_bytes() == len("2024-10")).then(series + "-01").otherwise(series)
        ).to_series()
        return _day(whole.cast(_DAYS, strict=False).to_physical())

    def _codes(self, cells: pl.DataFrame) -> Iterator[pl.Expr]:
        """Yield what is worked out for all columns at once, on all threads."""
        for column in self._columns:
            if cells.schema[column.name] == pl.String:
                if column.name in self._words:
                    yield pl.col(column.name).cast(self._words[column.name], strict=False)
                elif column.sort is Sort.TEXT and self._lenient:
                    yield pl.col(column.name).str.strip_chars()

    def _typed(
        self, column: FrameColumn, cells: pl.DataFrame, codes: pl.DataFrame, marked: Marked
    ) -> pl.Series:
        series = cells[column.name]
        if series.dtype != pl.String:
            self._bounded(series, marked)
            return series
        if column.sort is Sort.TEXT:
            return self._text(column, series, codes, marked)
        if column.sort is Sort.EVIDENCE:
            return _listed(series, marked)
        if column.sort is Sort.COUNT:
            return _counted(series, marked)
        coded = codes[column.name]
        if coded.null_count() > series.null_count() and self._lenient:
            series = _stripped(series)
            coded = series.cast(self._words[column.name], strict=False)
        number = coded.to_physical()
        if column.sort is Sort.DAY and _most(number) >= len(_DATES):
            number = number.set(number >= len(_DATES), None)  # a month is no day
        if number.null_count() > series.null_count():
            wrong = series.is_not_null() & number.is_null()
            # A truth value may be written in ways that only the reader of single cases knows.
            (marked.doubt if column.sort is Sort.BOOL else marked.refuse)(wrong)
        if column.sort is Sort.BOOL:
            return number < len(_TRUE)
        if column.sort is Sort.WORD or _most(number) >= len(_DATES):
            return series
        return _day(number)

    def _text(
        self, column: FrameColumn, series: pl.Series, codes: pl.DataFrame, marked: Marked
    ) -> pl.Series:
        stripped = codes[column.name] if self._lenient else series
        sizes = stripped.str.len_bytes()
        if self._lenient and (sizes.sum() != series.str.len_bytes().sum() or sizes.min() == 0):
            series = _stripped(series)
        if _most(sizes) >= column.most:
            marked.doubt(sizes >= column.most)
        if not self._clean:
            marked.doubt(series.str.contains(_FORBIDDEN))
        if column.path == ("id",):
            marked.refuse(series.is_null() | (series.str.strip_chars() == ""))
        return series

    def _bounded(self, series: pl.Series, marked: Marked) -> None:
        """Mark the typed cells that lie beyond what a case may hold."""
        if series.dtype == pl.Date:
            first, last = date(YEARS[0], 1, 1), date(YEARS[-1], 12, 31)
            marked.refuse((series < first) | (series > last))
        elif series.dtype == pl.Int64:
            low, high = _CELL_INTEGERS if self._lenient else _INTEGERS
            marked.doubt((series < low) | (series > high))


def _day(number: pl.Series) -> pl.Series:
    """Return days that are counted from the first one of a case."""
    return (number.cast(pl.Int32) + _FIRST_DAY).cast(pl.Date)


def _listed(series: pl.Series, marked: Marked) -> pl.Series:
    """Return a column that lists evidence; how it may be written otherwise the other reader knows.

    Blanks around it are taken off.
    """
    if not series.str.contains(_EVIDENCE).all():
        series = _stripped(series)
        marked.doubt(~series.str.contains(_EVIDENCE))
    return series


def _counted(series: pl.Series, marked: Marked) -> pl.Series:
    series = _stripped(series)
    marked.doubt(~series.str.contains("^[0-9]{1,9}$"))
    return series.cast(pl.Int64, strict=False)


def _most(numbers: pl.Series) -> int:
    most = numbers.max()
    return most if isinstance(most, int) else 0


def _stripped(series: pl.Series) -> pl.Series:
    """Return a column without blanks around its cells; a blank cell is an absent value."""
    stripped = series.str.strip_chars()
    return stripped.set(stripped == "", None)
