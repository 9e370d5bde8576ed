"""This file finds for each row that is still open the question to ask, and whether the day matters.

Most rows are decided; of the others each combination of what is known and unknown is asked once.
"""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from netralitas.judgement import flat_ask
from netralitas.rules import Law
from netralitas.simulation.answers import Answers
from netralitas.simulation.charges import Charges
from netralitas.simulation.coding import NO_DAY
from netralitas.simulation.joining import Joined
from netralitas.simulation.numbering import Codes, KeyNumbering, Numbering
from netralitas.simulation.rows import Columns, Rows
from netralitas.simulation.spans import Whens
from netralitas.simulation.stages import Stage


class Asking:
    """The questions of one law."""

    def __init__(self, law: Law, answers: Answers, whens: Whens) -> None:
        self._law = law
        self._answers = answers
        self._acts = tuple(act.id for act in law.policy.acts)
        self._whens = whens
        self._combinations: dict[str, KeyNumbering] = {}
        self._charge = Numbering(7)
        self._sequence = Numbering(2)
        self._asked = Stage(("ask", "date_matters"), 2)

    def of(self, rows: Rows, found: Joined) -> Columns:
        """Return the columns of what is to be asked."""
        numbers = np.zeros(len(rows), dtype=np.int32)
        states = [self._state(rows, found, place) for place in range(len(rows.charges))]
        sequence = rows.sequence(self._sequence, states[1:])
        places = np.flatnonzero(found.open)
        numbers[places] = 1 + self._asked.of(
            states[0][places],
            sequence[places] if isinstance(sequence, np.ndarray) else sequence,
            ask=lambda place: self._told(rows, int(places[place])),
            ahead=lambda at: rows.explained.ahead(rows.base[places[at]]),
        )
        ask = pl.Series([None, *self._asked.column("ask", pl.String)], dtype=pl.String)
        matters = pl.Series([False, *self._asked.column("date_matters", pl.Boolean)])
        broken = np.zeros(len(rows), dtype=np.bool_)
        broken[places] = self._asked.broken(numbers[places] - 1)
        return Columns({"ask": (numbers, ask), "date_matters": (numbers, matters)}, {}, broken)

    def _state(self, rows: Rows, found: Joined, place: int) -> Codes:
        """Return a number for all that the questions about a charge depend on; 0 where none is."""
        one = rows.charges[place]
        open_rows = np.zeros(rows.coded.height, dtype=np.bool_)
        open_rows[rows.base[found.open]] = True
        at = np.flatnonzero(open_rows[one.rows])
        numbers = np.zeros(len(one.rows), dtype=np.int32)
        if len(at):
            until = rows.coded.days("subject.until")[one.rows]
            numbered = self._charge.of(
                one.acts[at],
                self._combined(one, at),
                found.evidence[place][at],
                one.pairs[at],
                self._whens.intervals(one.spans, one.pairs)[at],
                self._whens.span_numbers(one.spans, one.pairs)[at],
                np.where(one.spans.certain | (until == NO_DAY), 0, self._whens.position(until))[at],
            )
            numbers[at] = numbered.numbers + 1
        return numbers

    def _combined(self, one: Charges, at: NDArray[np.int64]) -> Codes:
        """Return for some charges a number of all that the rules of their act read of them."""
        found = np.zeros(len(at), dtype=np.int32)
        acts = one.acts[at]
        for number in np.unique(acts):
            act, of_act = self._acts[number - 1], np.flatnonzero(acts == number)
            allowed = {field: one.allowed(field) for field in self._answers.fields(act)}
            keys = self._answers.combinations(act, allowed, one.moments, at[of_act])
            numbering = self._combinations.setdefault(act, KeyNumbering())
            found[of_act] = numbering.of(keys).numbers
        return found

    def _told(self, rows: Rows, place: int) -> tuple[str | None, bool]:
        row = rows.row(place)
        concurred = rows.explained.concurred(row)
        admitted = rows.explained.admitted(row)
        unknown = self._law.questions.unknown(admitted, concurred.results)
        return flat_ask(unknown.ask, len(admitted.charges)), unknown.date_matters
