"""This file numbers combinations of codes: the same combination has the same number for ever.

A stage of judging depends on a few codes of a case. Each combination of them that occurs is given a
number, in the order in which it first occurs, so that what follows is worked out once a number and
then looked up. The numbers are kept in an open hash table that is probed for all rows at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from netralitas.facts import RuleFailure, Text

Codes = NDArray[np.int32]
"""For each row a whole number that stands for a value; none is negative."""

_SPREAD = np.uint64(0x9E3779B97F4A7C15)
"""An odd number near 2^64 divided by the golden ratio: neighbouring keys land far apart."""

_FREE = np.int64(-1)
_SMALLEST = 10


class Numbered(NamedTuple):
    """The numbers of the rows; for each new one, in their order, the first row that has it."""

    numbers: Codes
    first_rows: NDArray[np.int64]


class Numbering:
    """Gives a number to each combination of codes; `bits` are the widths of the codes' fields.

    Two threads may not use one numbering at once. It grows with the combinations that occur, and
    forgets none.
    """

    def __init__(self, *bits: int) -> None:
        if sum(bits) > 63:
            raise ValueError(f"{sum(bits)} bits do not fit into a key")
        self._bits = bits
        self._size = 0
        self._lay(_SMALLEST)

    def __len__(self) -> int:
        return self._size

    def of(self, *codes: Codes | int) -> Numbered:
        """Return the number of each row's combination; RuleFailure for a code beyond its width."""
        return self.of_keys(self._packed(codes))

    def of_keys(self, keys: NDArray[np.int64]) -> Numbered:
        """Return the number of each row's key, which is not negative."""
        numbers, missing = self._find(keys)
        if not len(missing):
            return Numbered(numbers, missing)
        new, first, back = np.unique(keys[missing], return_index=True, return_inverse=True)
        in_order = np.argsort(first, kind="stable")
        rank = np.empty_like(in_order)
        rank[in_order] = np.arange(len(in_order))
        numbers[missing] = (self._size + rank[back]).astype(np.int32)
        self._add(new[in_order])
        return Numbered(numbers, missing[first[in_order]])

    def _packed(self, codes: Sequence[Codes | int]) -> NDArray[np.int64]:
        keys: NDArray[np.int64] | np.int64 = np.int64(0)
        shift = 0
        for code, bits in zip(codes, self._bits, strict=True):
            if np.max(code, initial=0) >> bits:
                raise RuleFailure(
                    Text(
                        id=f"lebih dari {1 << bits} nilai berbeda dalam satu kunci",
                        en=f"more than {1 << bits} different values in one key",
                    )
                )
            wide = code.astype(np.int64) if isinstance(code, np.ndarray) else np.int64(code)
            keys = keys | (wide << np.int64(shift))
            shift += bits
        return np.atleast_1d(np.asarray(keys, dtype=np.int64))

    def _lay(self, width: int) -> None:
        self._shift = np.uint64(64 - width)
        self._mask = (1 << width) - 1
        self._keys = np.full(1 << width, _FREE)
        self._numbers = np.full(1 << width, -1, dtype=np.int32)

    def _home(self, keys: NDArray[np.int64]) -> NDArray[np.int64]:
        spread = keys.view(np.uint64) * _SPREAD
        return (spread >> self._shift).astype(np.int64)

    def _find(self, keys: NDArray[np.int64]) -> tuple[Codes, NDArray[np.int64]]:
        """Return the numbers known, and the rows whose key has none."""
        keys = np.ascontiguousarray(keys)
        place = self._home(keys)
        numbers = self._numbers[place]
        rows = np.flatnonzero(self._keys[place] != keys)
        place = place[rows]
        missing = [np.empty(0, dtype=np.int64)]
        while len(rows):
            there = self._keys[place]
            free, found = there == _FREE, there == keys[rows]
            numbers[rows[found]] = self._numbers[place[found]]
            missing.append(rows[free])
            on = ~(free | found)
            rows, place = rows[on], place[on] + 1 & self._mask
        return numbers, np.sort(np.concatenate(missing))

    def _add(self, keys: NDArray[np.int64]) -> None:
        first = self._size
        self._size += len(keys)
        if self._size * 4 > len(self._keys):
            kept = self._keys != _FREE
            old, numbers = self._keys[kept], self._numbers[kept]
            self._lay(max(_SMALLEST, int(self._size * 8).bit_length()))
            self._put(old, numbers)
        self._put(keys, np.arange(first, self._size, dtype=np.int32))

    def _put(self, keys: NDArray[np.int64], numbers: Codes) -> None:
        place = self._home(keys)
        while len(keys):
            free = self._keys[place] == _FREE
            # Of several that want one place the last is written, and sees itself there.
            self._keys[place[free]] = keys[free]
            self._numbers[place[free]] = numbers[free]
            left = self._keys[place] != keys
            keys, numbers, place = keys[left], numbers[left], place[left] + 1 & self._mask
