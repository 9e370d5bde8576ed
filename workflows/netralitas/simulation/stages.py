"""This file keeps what a stage of judging said of each combination of codes that it depends on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from netralitas.facts import NetralitasError
from netralitas.simulation.numbering import Codes, Coding, Numbering

BROKEN: Final = object()
"""What a stage keeps where judging the row it asked for failed: such rows are judged alone."""
_NONE: Final = np.empty(0, dtype=np.int32)


class Stage:
    """One stage: `names` are what it says, `count` how many codes it depends on."""

    def __init__(self, names: tuple[str, ...], count: int) -> None:
        self._names = names
        self._numbering = Numbering(count)
        self._said: list[Any] = []
        self._columns: dict[str, pl.Series] = {}
        self._numbers: dict[str, Codes] = {}

    def of(
        self,
        *codes: Coding | int,
        ask: Callable[[int], tuple[Any, ...]],
        ahead: Callable[[NDArray[np.int64]], None] | None = None,
    ) -> Codes:
        """Return the number of each row's combination.

        `ask` is called with one row of each new combination, and returns what the stage says there;
        `ahead`, if there is one, is called before with all these rows.
        """
        numbered = self._numbering.of(*codes)
        if ahead is not None and len(numbered.first_rows):
            ahead(numbered.first_rows)
        for row in numbered.first_rows:
            try:
                self._said.append(ask(int(row)))
            except NetralitasError:
                self._said.append(BROKEN)
        return numbered.numbers

    def broken(self, numbers: Codes) -> NDArray[np.bool_]:
        """Return the rows for whose combination nothing could be said."""
        found: NDArray[np.bool_] = self.codes("broken")[numbers] == 1
        return found

    def codes(self, name: str) -> Codes:
        """Return what the stage says under a name, whole numbers, for each combination.

        Where it is broken the number is 0; under `broken` it is 1 there, and 0 elsewhere.
        """
        found = self._numbers.get(name, _NONE)
        if len(found) < len(self._said):
            new = [int(one or 0) for one in self._new(name, len(found))]
            found = np.concatenate([found, np.array(new, dtype=np.int32)])
            self._numbers[name] = found
        return found

    def column(self, name: str, kind: Any) -> pl.Series:
        """Return what the stage says under a name for each combination, as a column of a kind."""
        found = self._columns.get(name)
        if found is None:
            found = self._columns[name] = pl.Series(name, [], dtype=kind)
        if len(found) < len(self._said):
            found = found.append(pl.Series(name, self._new(name, len(found)), dtype=kind)).rechunk()
            self._columns[name] = found
        return found

    def _new(self, name: str, start: int) -> list[Any]:
        if name == "broken":
            return [one is BROKEN for one in self._said[start:]]
        place = self._names.index(name)
        return [None if one is BROKEN else one[place] for one in self._said[start:]]
