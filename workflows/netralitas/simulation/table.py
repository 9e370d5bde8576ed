"""This file is a table of numbers before any layout: for text, a web page or a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

Cell = str | int | float | date | None
"""A whole number counts, a number with a point is a share of one, None is an empty cell."""

TOTAL = "total"
"""The key of a column that adds up others: no chart draws it."""


class Table(NamedTuple):
    """Rows of cells under headings; `totals` is the last row, empty for a table without one.

    `name` and `keys` are stable names of the table and its columns, the same in every language;
    `title`, `headings` and `note` are for people.
    """

    name: str
    title: str
    keys: tuple[str, ...]
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    totals: tuple[Cell, ...] = ()
    note: str = ""

    def counted(self) -> Iterator[int]:
        """Yield the places of the columns that count, beside the first, and are no total."""
        for place, key in enumerate(self.keys):
            cells = [row[place] for row in self.rows if row[place] is not None]
            if place and key != TOTAL and cells and all(type(cell) is int for cell in cells):
                yield place
