"""This file numbers combinations of codes: the same combination has the same number for ever.

A stage of judging depends on a few codes of a case. Each combination of them that occurs is given a
number, in the order in which it first occurs, so that what follows is worked out once a number and
then looked up. Where all combinations are few the numbers lie in a plain array, else in an open
hash table that is probed for all rows at once.
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
_PLAIN_MAX = 22
"""Bits of a key up to which every key has a place of its own."""
_LINK = 31
"""Bits for the number that one link of a chain hands to the next."""


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
        self._table: _Plain | _Hashed = (
            _Plain(sum(bits)) if sum(bits) <= _PLAIN_MAX else _Hashed(_SMALLEST)
        )

    def __len__(self) -> int:
        return self._size

    def of(self, *codes: Codes | int, first: NDArray[np.bool_] | None = None) -> Numbered:
        """Return the number of each row's combination; RuleFailure for a code beyond its width.

        Of the rows that share a new number, one for which `first` holds is named as its first.
        """
        return self.of_keys(self._packed(codes), first=first)

    def of_keys(
        self, keys: NDArray[np.int64], *, first: NDArray[np.bool_] | None = None
    ) -> Numbered:
        """Return the number of each row's key, which is not negative."""
        numbers, missing = self._table.find(keys)
        if not len(missing):
            return Numbered(numbers, missing)
        if first is not None:
            missing = np.concatenate([missing[first[missing]], missing[~first[missing]]])
        new, place, back = np.unique(keys[missing], return_index=True, return_inverse=True)
        numbers[missing] = (self._size + back).astype(np.int32)
        self._table.add(new, self._size)
        self._size += len(new)
        return Numbered(numbers, missing[place])

    def _packed(self, codes: Sequence[Codes | int]) -> NDArray[np.int64]:
        keys: NDArray[np.int64] | np.int64 = np.int64(0)
        shift = 0
        for code, bits in zip(codes, self._bits, strict=True):
            if int(np.max(code, initial=0)) >> bits:
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


class Chain:
    """Gives a number to each combination of any number of codes, a few of them at a time."""

    def __init__(self, *bits: int) -> None:
        links: list[list[int]] = [[]]
        for width in bits:
            if sum(links[-1]) + width > 63:
                links.append([_LINK])
            links[-1].append(width)
        self._links = tuple(Numbering(*link) for link in links)
        self._takes = (len(links[0]), *(len(link) - 1 for link in links[1:]))

    def __len__(self) -> int:
        return len(self._links[-1])

    def of(self, *codes: Codes | int, first: NDArray[np.bool_] | None = None) -> Numbered:
        """Return the number of each row's combination, as `Numbering` does."""
        taken = self._takes[0]
        numbered = self._links[0].of(*codes[:taken], first=first)
        for link, more in zip(self._links[1:], self._takes[1:], strict=True):
            numbered = link.of(numbered.numbers, *codes[taken : taken + more], first=first)
            taken += more
        return numbered


class _Plain:
    """A place for every key."""

    def __init__(self, bits: int) -> None:
        self._numbers = np.full(1 << bits, -1, dtype=np.int32)

    def find(self, keys: NDArray[np.int64]) -> tuple[Codes, NDArray[np.int64]]:
        """Return the numbers known, and the rows whose key has none."""
        numbers = self._numbers[keys]
        return numbers, np.flatnonzero(numbers < 0)

    def add(self, keys: NDArray[np.int64], start: int) -> None:
        """Number new keys, which differ from each other, from `start` on."""
        self._numbers[keys] = np.arange(start, start + len(keys), dtype=np.int32)


class _Hashed:
    """An open hash table with linear probing, at most a quarter full."""

    def __init__(self, width: int) -> None:
        self._size = 0
        self._lay(width)

    def find(self, keys: NDArray[np.int64]) -> tuple[Codes, NDArray[np.int64]]:
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

    def add(self, keys: NDArray[np.int64], start: int) -> None:
        """Number new keys, which differ from each other, from `start` on."""
        self._size += len(keys)
        if self._size * 4 > len(self._keys):
            kept = self._keys != _FREE
            old, numbers = self._keys[kept], self._numbers[kept]
            self._lay(int(self._size * 8).bit_length())
            self._put(old, numbers)
        self._put(keys, np.arange(start, start + len(keys), dtype=np.int32))

    def _lay(self, width: int) -> None:
        self._shift = np.uint64(64 - width)
        self._mask = (1 << width) - 1
        self._keys = np.full(1 << width, _FREE)
        self._numbers = np.full(1 << width, -1, dtype=np.int32)

    def _home(self, keys: NDArray[np.int64]) -> NDArray[np.int64]:
        spread = keys.view(np.uint64) * _SPREAD
        return (spread >> self._shift).astype(np.int64)

    def _put(self, keys: NDArray[np.int64], numbers: Codes) -> None:
        place = self._home(keys)
        while len(keys):
            free = self._keys[place] == _FREE
            # Of several that want one place the last is written, and sees itself there.
            self._keys[place[free]] = keys[free]
            self._numbers[place[free]] = numbers[free]
            left = self._keys[place] != keys
            keys, numbers, place = keys[left], numbers[left], place[left] + 1 & self._mask
