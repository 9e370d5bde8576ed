"""This file numbers what was decided before in each case, as far as the choice of types reads it.

Of an earlier act only whether it is one of those charged now, of the days only their order.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from itertools import pairwise
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from netralitas.simulation.numbering import Codes, Numbering
from netralitas.simulation.rows import Rows

_OF_PRIOR: Final = (
    "act",
    "decided_at",
    "sanction",
    "same_nature",
    "same_violation",
    "complied",
)
"""What of an earlier decision the choice of types reads."""


_ROWS_MAX: Final = 200_000
"""Rows whose number is remembered; beyond it all are forgotten, and found out again."""


class Earlier:
    """The earlier decisions, and the sanctions imposed already, that occur."""

    def __init__(self) -> None:
        self._known: dict[Any, int] = {}
        self._rows: dict[tuple[tuple[str, ...], tuple[Any, ...]], int] = {}
        self._acts = Numbering(2)
        self._sequence = Numbering(2)
        self._charged: dict[int, tuple[str, ...]] = {}

    def of(self, rows: Rows, among: NDArray[np.bool_]) -> Codes:
        """Return for each row among some a number of what was decided before; 0 for the others."""
        coded = rows.coded
        found = np.zeros(len(rows), dtype=np.int32)
        names = [name for name in coded.named("priors.", "process.imposed.") if _tells(name)]
        if not coded.named("priors.1."):  # of one alone it does not matter when it was
            names = [name for name in names if not name.endswith(".decided_at")]
        if not names:
            return found
        places = np.flatnonzero(rows.taken(coded.any_of(names)) & among)
        if not len(places):
            return found
        acts = self._acts.of(rows.charges[0].acts[places], self._further(rows)[places])
        for new in acts.first_rows:
            self._charged[int(acts.numbers[new])] = rows.acts_at(int(places[new]))
        stated, local = coded.distinct(names, rows.base[places], acts.numbers)
        numbers = [self._number(tuple(names), row) for row in stated]
        found[places] = np.array(numbers, dtype=np.int32)[local]
        return found

    def _number(self, names: tuple[str, ...], row: tuple[Any, ...]) -> int:
        """Return the number of a row that states something; its last cell numbers its acts."""
        if (names, row) not in self._rows:
            told = dict(zip(names, row[:-1], strict=True))
            key = (_priors(told, self._charged[row[-1]]), _imposed(told))
            if len(self._rows) >= _ROWS_MAX:
                self._rows.clear()
            self._rows[names, row] = self._known.setdefault(key, len(self._known) + 1)
        return self._rows[names, row]

    def _further(self, rows: Rows) -> Codes:
        """Return for each row a number of the acts of its further charges; 0 without any."""
        numbers = rows.sequence(self._sequence, [one.acts for one in rows.charges[1:]])
        return np.broadcast_to(np.asarray(numbers, dtype=np.int32), len(rows))


def _tells(name: str) -> bool:
    """Whether the choice of types reads a column about what was decided before."""
    last = name.rpartition(".")[2]
    return last in _OF_PRIOR if name.startswith("priors.") else last == "sanction"


def _priors(stated: Mapping[str, Any], charged: Collection[str]) -> tuple[Any, ...]:
    """Return the earlier decisions of a row, the earliest first."""
    places = sorted({name.split(".")[1] for name in stated if name.startswith("priors.")}, key=int)
    found = []
    for number, place in enumerate(places):
        prior = {name: stated.get(f"priors.{place}.{name}") for name in _OF_PRIOR}
        if all(value is None for value in prior.values()):
            continue
        same = prior["same_nature"]
        if same is None:
            same = prior["act"] in charged
        order = (prior["decided_at"] or date.min, number)
        found.append(
            (order, (same, bool(prior["same_violation"]), prior["sanction"], prior["complied"]))
        )
    # Of the latest of several the first in the file is heard: equal days keep their order.
    ranked = sorted(range(len(found)), key=lambda at: found[at][0])
    ties = [found[at][0][0] == found[before][0][0] for before, at in pairwise(ranked)]
    return (tuple(found[at][1] for at in ranked), tuple(ties))


def _imposed(stated: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return the sanctions imposed in a row."""
    return tuple(
        (name, value)
        for name, value in stated.items()
        if name.startswith("process.imposed.") and name.endswith(".sanction") and value is not None
    )
