"""This file tells days apart as far as some rows of law do, which turn on certain days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import numpy as np
from numpy.typing import NDArray

from netralitas.simulation.coding import Days, day_number
from netralitas.simulation.numbering import Codes
from netralitas.simulation.spans import Spans, Whens


class Eras:
    """The stretches of days between which some rows of law do not turn."""

    def __init__(self, whens: Whens, turns: Iterable[date | None]) -> None:
        self._whens = whens
        self._turns = np.array(sorted({day_number(day) for day in turns if day}), dtype=np.int32)
        self._of_span: list[int] = []
        self._known: dict[frozenset[int], int] = {}

    def of(self, days: Days | NDArray[np.int64]) -> Codes:
        """Return for each day the era in which it lies."""
        return np.searchsorted(self._turns, days, side="right").astype(np.int32)

    def of_acts(self, spans: Spans, pairs: Codes) -> Codes:
        """Return for each act a number for the eras of the first days on which it may be done.

        Of a span these are the first day of each of its moments.
        """
        eras = self.of(spans.first)
        open_rows = np.flatnonzero(~spans.certain)
        if len(open_rows):
            numbers = self._whens.numbered(spans.at(open_rows), pairs[open_rows])
            for firsts in self._whens.firsts[len(self._of_span) :]:
                told = frozenset(int(era) for era in self.of(np.array(sorted(firsts))))
                self._of_span.append(self._known.setdefault(told, len(self._known)))
            eras[open_rows] = len(self._turns) + 1 + np.array(self._of_span)[numbers]
        return eras
