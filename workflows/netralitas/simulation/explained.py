"""This file judges single rows of a frame by the explained run, each once however often asked."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl

from netralitas.facts import Case
from netralitas.judgement import Argued, CompiledPolicy, argue
from netralitas.rules import Admitted, Concurred, concur
from netralitas.simulation.cases import case_of


class Explained:
    """The explained runs of the rows of one frame under one policy.

    Every method raises CaseError for a row whose facts contradict each other, and RuleFailure when
    judging broke.
    """

    def __init__(self, frame: pl.DataFrame, policy: CompiledPolicy, as_of: date) -> None:
        self._frame = frame
        self._policy = policy
        self.as_of = as_of
        self._cases: dict[int, Case] = {}
        self._admitted: dict[int, Admitted] = {}
        self._argued: dict[int, Argued] = {}
        self.argued_rows = np.zeros(frame.height, dtype=np.bool_)

    def case(self, row: int) -> Case:
        """Return the case of a row."""
        if row not in self._cases:
            self._cases[row] = case_of(self._frame.row(row, named=True), self._policy.policy)
        return self._cases[row]

    def admitted(self, row: int) -> Admitted:
        """Return the case of a row with its charges made ready."""
        if row not in self._admitted:
            self._admitted[row] = self._policy.law.admission.admit(self.case(row), self.as_of)
        return self._admitted[row]

    def concurred(self, row: int) -> Concurred:
        """Return every result that the charges of a row may come to together."""
        return concur(self._policy.law.matcher.match(self.admitted(row)))

    def argued(self, row: int) -> Argued:
        """Return the whole argument of a row."""
        if row not in self._argued:
            self._argued[row] = argue(self.case(row), self._policy, as_of=self.as_of)
            self.argued_rows[row] = True
        return self._argued[row]
