"""This file numbers combinations of codes: the same combination has the same number for ever.

A stage of judging depends on a few codes of a case. Each combination of them that occurs is given a
number, so that what follows is worked out once a number and then looked up. The codes are packed
into one key, in as few bits as they need; where all keys are few the numbers lie in a plain array,
else in an open hash table that is probed for all rows at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.int32]
"""For each row a whole number that stands for a value; none is negative."""

Coding = NDArray[np.int32] | NDArray[np.int64] | NDArray[np.bool_]
"""Codes, in any of the types in which they come."""

Keys = NDArray[np.int64]
"""For each row a whole number that stands for a combination; none is negative."""

_SPREAD = np.uint64(0x9E3779B97F4A7C15)
"""An odd number near 2^64 divided by the golden ratio: neighbouring keys land far apart."""

_FREE = np.int64(-1)
_SMALLEST = 10
_KEY = 63
"""Bits of a key."""
_PLAIN_MAX = 21
"""Bits of a key up to which every key has a place of its own."""
_NUMBER = 31
"""Bits for the number that one link hands to the next."""


class Numbered(NamedTuple):
    """The numbers of the rows; for each new one, in their order, one row that has it."""

    numbers: Codes
    first_rows: NDArray[np.int64]


class KeyNumbering:
    """Gives a number to each key of so many bits.

    Two threads may not use one numbering at once. It grows with the keys that occur, and forgets
    none.
    """

    def __init__(self, bits: int = _KEY) -> None:
        self._size = 0
        self._table: _Plain | _Hashed = _Plain(bits) if bits <= _PLAIN_MAX else _Hashed(_SMALLEST)

    def __len__(self) -> int:
        return self._size

    def of(self, keys: Keys) -> Numbered:
        """Return the number of each row's key."""
        numbers, missing = self._table.find(keys)
        if not len(missing):
            return Numbered(numbers, missing)
        new, place, back = np.unique(keys[missing], return_index=True, return_inverse=True)
        numbers[missing] = (self._size + back).astype(np.int32)
        self.add(new)
        return Numbered(numbers, missing[place])

    def add(self, keys: Keys) -> None:
        """Number keys that are new and differ from each other, in their order."""
        self._table.add(keys, self._size)
        self._size += len(keys)


class Numbering:
    """Gives a number to each combination of `count` codes, as `KeyNumbering` does to keys.

    Each code has as many bits as its largest value so far needs; what does not fit into one key is
    numbered link by link, the number of one link being a code of the next.
    """

    def __init__(self, count: int) -> None:
        self._bits = [0] * count
        self._known: list[Codes] = [np.empty(0, dtype=np.int32) for _ in range(count)]
        self._lay()

    def __len__(self) -> int:
        return len(self._known[0])

    def of(self, *codes: Coding | int) -> Numbered:
        """Return the number of each row's combination; a whole number is the code of every row."""
        bits = [int(np.max(code, initial=0)).bit_length() for code in codes]
        if any(new > old for new, old in zip(bits, self._bits, strict=True)):
            self._bits = [max(pair) for pair in zip(bits, self._bits, strict=True)]
            self._lay()
        numbered = self._links[-1].of(self._key(codes))
        if len(numbered.first_rows):
            self._known = [
                np.concatenate([known, _at(code, numbered.first_rows)])
                for known, code in zip(self._known, codes, strict=True)
            ]
        return numbered

    def _lay(self) -> None:
        """Divide the codes among links by their bits, and number what is known as it was."""
        groups: list[list[int]] = [[]]
        left = _KEY
        for place, bits in enumerate(self._bits):
            if bits > left:
                groups.append([])
                left = _KEY - _NUMBER
            groups[-1].append(place)
            left -= bits
        self._groups = groups
        sums = [sum(self._bits[place] for place in group) for group in groups]
        self._links = [
            KeyNumbering(bits if number == 0 else bits + _NUMBER)
            for number, bits in enumerate(sums)
        ]
        if len(self):
            self._links[-1].add(self._key(self._known))

    def _key(self, codes: Sequence[Coding | int]) -> Keys:
        """Return the keys of the last link."""
        numbers: Codes | None = None
        for place, (link, group) in enumerate(zip(self._links, self._groups, strict=True)):
            keys = np.zeros(1, dtype=np.int64) if numbers is None else numbers.astype(np.int64)
            shift = 0 if numbers is None else _NUMBER
            for code in group:
                if not self._bits[code]:
                    continue  # nothing but 0 was ever seen
                part = np.left_shift(codes[code], shift, dtype=np.int64)
                keys = np.bitwise_or(keys, part, out=part if np.ndim(part) else None)
                shift += self._bits[code]
            if place + 1 == len(self._links):
                return np.broadcast_to(keys, _length(codes))
            numbers = link.of(keys).numbers
        raise AssertionError("there is always a link")


def _length(codes: Sequence[Coding | int]) -> int:
    return next((len(code) for code in codes if isinstance(code, np.ndarray)), 1)


def _at(code: Coding | int, rows: NDArray[np.int64]) -> Codes:
    if isinstance(code, int):
        return np.full(len(rows), code, dtype=np.int32)
    return code[rows].astype(np.int32)


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
