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

from netralitas.simulation.numbering import Codes
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


class Earlier:
    """The earlier decisions, and the sanctions imposed already, that occur."""

    def __init__(self) -> None:
        self._known: dict[Any, int] = {}

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
        stated = coded.frame.select(names)[rows.base[places]].rows()
        known: dict[Any, int] = {}
        for place, charged, row in zip(places, rows.acts_at(places), stated, strict=True):
            number = known.get((charged, row))
            if number is None:
                told = dict(zip(names, row, strict=True))
                key = (_priors(told, charged), _imposed(told))
                number = self._known.setdefault(key, len(self._known) + 1)
                known[charged, row] = number
            found[place] = number
        return found


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
