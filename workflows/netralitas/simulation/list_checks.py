"""This file checks the lists of cases whose entries stand each in columns of its own.

An entry is there when one of its columns says something.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import or_

import numpy as np
import polars as pl
from numpy.typing import NDArray

from netralitas.simulation.frames import FrameColumn, Path, Sort, name_of, required

Mask = NDArray[np.bool_]

_NAMED_BY = ("level", "official", "stage")


class Marked:
    """Which rows of a frame are doubtful so far, and which of them are refused."""

    def __init__(self, height: int) -> None:
        self.doubtful: Mask = np.zeros(height, dtype=np.bool_)
        self.refused: Mask = np.zeros(height, dtype=np.bool_)

    def doubt(self, wrong: pl.Series | Mask) -> None:
        """Mark rows that must be looked at one by one; null is not marked."""
        self.doubtful |= _mask(wrong)

    def refuse(self, wrong: pl.Series | Mask) -> None:
        """Mark rows that cannot be cases, whatever else they say; null is not marked."""
        mask = _mask(wrong)
        self.doubtful |= mask
        self.refused |= mask


class Lists:
    """The numbered columns of a frame, and what each list asks of its entries."""

    def __init__(self, columns: Sequence[FrameColumn]) -> None:
        self._entries: dict[Path, dict[int, list[str]]] = {}
        for column in columns:
            for place, part in enumerate(column.path):
                if isinstance(part, int) and column.sort is not Sort.MARK:
                    entries = self._entries.setdefault(column.path[:place], {})
                    entries.setdefault(part, []).append(column.name)
        self._required = {path: required(path) for path in self._entries}

    def places(self, *path: str | int) -> range:
        """Return the numbers of the entries that a list has columns for."""
        return range(len(self._entries.get(path, ())))

    def check(self, frame: pl.DataFrame, marked: Marked) -> None:
        """Mark gaps in a list, entries that lack what they need, and answers given twice.

        The reader of single cases closes a gap up: such a row is doubtful, not refused.
        """
        present = {path: self._present(path, frame, marked) for path in self._entries}
        charges = present.get(("charges",), [])
        marked.refuse(~reduce(or_, charges, np.zeros(frame.height, dtype=np.bool_)))
        count = sum((there.astype(np.int64) for there in charges), np.int64(0))
        for path in self._entries:
            if path[-1] == "charges" and len(path) > 1:
                for place in self.places(*path):
                    named = frame[name_of((*path, place))].fill_null(1).to_numpy()
                    marked.refuse((named < 1) | (named > count))
        _answered_twice(frame, marked, present)

    def _present(self, path: Path, frame: pl.DataFrame, marked: Marked) -> list[Mask]:
        """Return for each entry of a list the rows that have it; marks gaps and what is lacking."""
        found: list[Mask] = []
        for place, columns in sorted(self._entries[path].items()):
            needed = [name_of((*path, place, name)) for name in self._required[path]]
            if any(name in frame and not frame[name].null_count() for name in needed):
                there: Mask = np.ones(frame.height, dtype=np.bool_)
            else:
                there = _any(frame, columns)
            for name in needed:
                if name not in frame:
                    marked.refuse(there)
                elif frame[name].null_count():
                    marked.refuse(there & frame[name].is_null().to_numpy())
            if path == ("officials",):
                names = [name_of((*path, place, name)) for name in _NAMED_BY]
                marked.refuse(there & ~_any(frame, [name for name in names if name in frame]))
            if found:
                marked.doubt(there & ~found[-1])
            found.append(there)
        return found


def _answered_twice(frame: pl.DataFrame, marked: Marked, present: dict[Path, list[Mask]]) -> None:
    """Mark rows in which two columns say the same thing, or only one end of a span is said."""
    if "evidence" in frame:
        listed = frame["evidence"].is_not_null().to_numpy()
        for there in present.get(("evidence",), []):
            marked.refuse(listed & there)
    for place in range(len(present.get(("charges",), []))):
        name = name_of(("charges", place, "at"))
        ends = [
            frame[end].is_not_null().to_numpy()
            if end in frame
            else np.zeros(frame.height, dtype=np.bool_)
            for end in (f"{name}.from", f"{name}.to")
        ]
        marked.refuse(ends[0] != ends[1])
        if name in frame:
            marked.refuse(frame[name].is_not_null().to_numpy() & (ends[0] | ends[1]))


def _any(frame: pl.DataFrame, names: Sequence[str]) -> Mask:
    if not names:
        return np.zeros(frame.height, dtype=np.bool_)
    said = frame.select(pl.any_horizontal(pl.col(name).is_not_null() for name in names))
    return said.to_series().to_numpy()


def _mask(wrong: pl.Series | Mask) -> Mask:
    return wrong.fill_null(False).to_numpy() if isinstance(wrong, pl.Series) else wrong
