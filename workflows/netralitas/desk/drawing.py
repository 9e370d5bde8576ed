"""This file draws numbers that are the same everywhere: from a seed, a chunk and a name, no more.

A number is two bytes of SHAKE-128, a function fixed by a standard (FIPS 202): no version of Python,
no machine and no library changes what is drawn. Each name has numbers of its own, so that another
thing drawn beside it changes nothing; and the first rows are the same however many are asked for.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Sequence
from hashlib import shake_128
from itertools import accumulate
from typing import Final

CHUNK: Final = 4096
"""Cases that are drawn together. To change it is to change every case beyond the first chunk."""

SPAN: Final = 65_536
"""How many values a number drawn may have."""

Table = Sequence[int]
"""What is drawn for each value of a number: a code, 0 for nothing."""


class Draws:
    """The numbers of one chunk of cases: for each name, one number a row."""

    def __init__(self, seed: int, chunk: int, rows: int) -> None:
        self.rows = rows
        self._prefix = f"netralitas sample 1/{seed}/{chunk}/"

    def numbers(self, name: str) -> Sequence[int]:
        """Return the numbers of a name, from 0 to `SPAN` - 1."""
        found = array("H", self._bytes(name))
        if sys.byteorder == "big":
            found.byteswap()
        return found

    def codes(self, name: str, table: Table) -> list[int]:
        """Return what a table gives for the numbers of a name."""
        return [table[number] for number in self.numbers(name)]

    def rows_of(self, name: str, share: float, among: Sequence[int] | None = None) -> list[int]:
        """Return the rows that a share of all is drawn for: those whose number is below it.

        `among` leaves out all other rows, and changes nothing for its own.
        """
        limit = round(share * SPAN)
        if among is not None:
            numbers = self.numbers(name)
            return [row for row in among if numbers[row] < limit]
        if limit > SPAN // 8:
            return [row for row, number in enumerate(self.numbers(name)) if number < limit]
        rows: list[int] = []
        if limit:
            # The upper byte alone tells of nearly all rows that they are not among them.
            drawn, low = self._bytes(name), (limit - 1 >> 8) + 1
            upper = drawn[1::2].translate(b"\1" * low + bytes(256 - low))
            row = upper.find(1)
            while row >= 0:
                if drawn[2 * row] | drawn[2 * row + 1] << 8 < limit:
                    rows.append(row)
                row = upper.find(1, row + 1)
        return rows

    def _bytes(self, name: str) -> bytes:
        """Return two bytes a row, the lower one first."""
        return shake_128((self._prefix + name).encode()).digest(2 * self.rows)


def table(shares: Iterable[float]) -> Table:
    """Return the table that gives each code, from 0 on, its share; the shares need not sum to 1."""
    ends = list(accumulate(shares))
    places = [round(end / ends[-1] * SPAN) for end in ends]
    codes: list[int] = []
    for code, place in enumerate(places):
        codes += [code] * (place - len(codes))
    # Looked into at random: small, it stays near the processor.
    return bytes(codes) if len(places) <= 256 else array("H", codes)


def evenly(count: int, *, nothing: float = 0.0) -> Table:
    """Return the table that gives nothing its share, and the codes 1 to `count` the rest evenly."""
    return table([nothing, *[(1 - nothing) / count] * count])


def below(number: int, count: int) -> int:
    """Return a whole number from 0 to `count` - 1 for a number drawn."""
    return number * count // SPAN
