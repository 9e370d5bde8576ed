"""This file holds drawn cases as columns: dotted names, the words that may stand in them, codes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final, Literal, NamedTuple

Word = str | bool | int | None
Kind = Literal["text", "bool", "count", "date", "span"]


class Column(NamedTuple):
    """A column of a chunk of cases: `words[code]` for each row; code 0 is an absent value.

    A column of kind `date` has the days of `DAYS` for words, one of kind `span` those of `SPANS`.
    `rows` are those that may hold something, in columns where few do; None for all of them.
    """

    name: str
    kind: Kind
    words: Sequence[Word]
    codes: Sequence[int]
    rows: Sequence[int] | None = None


_FIRST: Final = date(2010, 1, 1)
_LAST: Final = date(2035, 12, 31)

BEFORE: Final = _FIRST.toordinal() - 1
"""What a day's code is short of its ordinal: code 1 is the first day that a case may lie on."""

DAYS: Final[tuple[str | None, ...]] = (
    None,
    *(
        date.fromordinal(day).isoformat()
        for day in range(_FIRST.toordinal(), _LAST.toordinal() + 1)
    ),
)
"""The days that a case may lie on, as a case file writes them."""

SPANS: Final[tuple[str | None, ...]] = (
    *DAYS,
    *(f"{year}-{month:02}" for year in range(_FIRST.year, _LAST.year + 1)
      for month in range(1, 13)),
)  # fmt: skip
"""Days first, then months: what may stand where the day of an act does."""


def day_code(day: date) -> int:
    """Return the code of a day."""
    return day.toordinal() - BEFORE


def month_of(code: int) -> int:
    """Return the code of the month in which a day lies."""
    day = date.fromordinal(code + BEFORE)
    return len(DAYS) + 12 * (day.year - _FIRST.year) + day.month - 1
