"""This file holds the rows of a frame that are judged together, and what is said of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from netralitas.simulation.charges import Charges
from netralitas.simulation.coding import Coded
from netralitas.simulation.explained import Explained
from netralitas.simulation.numbering import Codes, Numbering


class Columns(NamedTuple):
    """What a part of judging says of the rows: numbers with their meaning, or values themselves.

    Values are made when they are called for. `broken` are the rows of which it could not say it.
    """

    codes: Mapping[str, tuple[Codes, pl.Series]]
    columns: Mapping[str, Callable[[], pl.Series]]
    broken: NDArray[np.bool_]


class Rows:
    """The rows that are judged together; every array is in the order of `base`.

    `base` are their places in the frame. `further` holds for each charge after the first the places
    among `base` of the rows that have it.
    """

    def __init__(
        self, coded: Coded, charges: Sequence[Charges], explained: Explained, persons: Codes
    ) -> None:
        self.coded = coded
        self.charges = charges
        self.explained = explained
        self.persons = persons
        self.base = charges[0].rows
        place = np.zeros(coded.height, dtype=np.int64)
        place[self.base] = np.arange(len(self.base))
        self.further = tuple(place[one.rows] for one in charges[1:])

    def __len__(self) -> int:
        return len(self.base)

    def taken(self, codes: NDArray[Any]) -> NDArray[Any]:
        """Return the codes of the rows of the frame that are judged here."""
        return codes if len(codes) == len(self.base) else codes[self.base]

    def place_of(self, charge: int, place: int) -> int:
        """Return where the charge of a row stands among the charges of its place.

        `charge` counts the charges of the case; a row has those that the frame has columns for.
        """
        return int(np.searchsorted(self.charges[charge].rows, self.base[place]))

    def charges_at(self, place: int) -> list[tuple[int, int]]:
        """Return the charges of a row: of each its place in the case, and that among its like."""
        found = [(0, place)]
        for number, one in enumerate(self.charges[1:], 1):
            at = self.place_of(number, place)
            if at < len(one.rows) and one.rows[at] == self.base[place]:
                found.append((number, at))
        return found

    def acts_at(self, place: int) -> tuple[str, ...]:
        """Return the acts with which a row is charged."""
        names = self.charges[0].vocabulary.acts
        return tuple(names[self.charges[one].acts[at] - 1] for one, at in self.charges_at(place))

    def row(self, place: int) -> int:
        """Return the row of the frame at a place."""
        return int(self.base[place])

    def frame_rows(self, places: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Return for each row of the frame whether it is one of some of these rows."""
        found = np.zeros(self.coded.height, dtype=np.bool_)
        found[self.base[places]] = True
        return found

    def sequence(self, numbering: Numbering, codes: Sequence[Codes]) -> Codes | int:
        """Return for each row a number of what its further charges have, in order; 0 without any.

        `codes` holds an array for each charge after the first.
        """
        if not codes:
            return 0
        found = np.zeros(len(self), dtype=np.int32)
        for places, one in zip(self.further, codes, strict=True):
            if len(places):
                found[places] = numbering.of(found[places], one).numbers + 1
        return found
