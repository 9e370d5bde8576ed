"""This file judges single rows of a frame by the explained run, each once however often asked."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from netralitas.facts import Case
from netralitas.judgement import Argued, CompiledPolicy, argue
from netralitas.rules import Admitted, Concurred, concur
from netralitas.simulation.cases import valid_case_of


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

    def case(self, row: int) -> Case:
        """Return the case of a row."""
        if row not in self._cases:
            self._cases[row] = valid_case_of(self._frame.row(row, named=True))
        return self._cases[row]

    def ahead(self, rows: NDArray[np.int64]) -> None:
        """Make the cases of rows that will be asked for; together they cost less."""
        new = [row for row in rows.tolist() if row not in self._cases]
        for row, stated in zip(new, self._frame[new].iter_rows(named=True), strict=True):
            self._cases[row] = valid_case_of(stated)

    def admitted(self, row: int) -> Admitted:
        """Return the case of a row with its charges made ready."""
        if row not in self._admitted:
            self._admitted[row] = self._policy.law.admission.admit(self.case(row), self.as_of)
        return self._admitted[row]

    def concurred(self, row: int) -> Concurred:
        """Return every result that the charges of a row may come to together."""
        matched = self._policy.law.matcher.match(self.admitted(row))
        proofs = [charge.evidence for charge in matched.admitted.charges]
        return concur(proofs, [world.charges for world in matched.worlds])

    def argued(self, row: int) -> Argued:
        """Return the whole argument of a row."""
        if row not in self._argued:
            self._argued[row] = argue(self.case(row), self._policy, as_of=self.as_of)
        return self._argued[row]
