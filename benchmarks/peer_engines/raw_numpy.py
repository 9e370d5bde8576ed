"""This file decides the task in raw NumPy: the physical reference.

Boolean masks over the coded columns, act by act and in chunks that stay in the processor's cache;
a condition that several boxes of an act share is computed once a chunk. The masks are packed into
one word a case.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from benchmarks.peer_engines.by_act import act_by_act
from benchmarks.peer_engines.outcomes import OutcomeColumn, Outcomes
from benchmarks.peer_engines.task import Box, Cases, Clause, Column, Ready, Task

NAME = "raw NumPy masks"
VERSION = np.__version__
KIND = "columns"
ROWS = 1_000_000

Mask = NDArray[np.bool_]


def ready(task: Task, cases: Cases) -> Ready:
    """Return the masks' programme before the coded columns."""
    acts = [_Act(task, act) for act in task.acts]
    column = OutcomeColumn(Outcomes(task))

    def decide(
        act: _Act, chunk: Mapping[str, Column]
    ) -> tuple[NDArray[np.uint64], NDArray[np.uint8]]:
        words = act.met(chunk)
        return words, column.codes(words)

    return act_by_act(cases, acts, decide, column.names)


class _Act:
    """One act's rules as a programme of masks: those that boxes share come first in each box."""

    def __init__(self, task: Task, act: str) -> None:
        self.fields = task.fields[act]
        self._first = np.uint64(task.first_bits(act))
        boxes = [(rule.bit, box) for rule in task.rules[act] for box in rule.boxes]
        often = Counter(clause for _, box in boxes for clause in box)
        self._boxes = [
            (bit >> 3, np.uint8(1 << (bit & 7)), tuple(sorted(box, key=lambda c: -often[c])))
            for bit, box in boxes
        ]
        self._passing = {
            clause: np.array([value in clause.allowed for value in task.vocabulary[clause.field]])
            for clause in often
        }

    def met(self, columns: Mapping[str, Column]) -> NDArray[np.uint64]:
        count = len(next(iter(columns.values())))
        known: dict[Box, Mask] = {}
        octets = np.zeros((8, count), dtype=np.uint8)
        for octet, bit, box in self._boxes:
            octets[octet] |= self._mask(box, columns, known).view(np.uint8) * bit
        return np.ascontiguousarray(octets.T).view(np.uint64)[:, 0] | self._first

    def _mask(self, box: Box, columns: Mapping[str, Column], known: dict[Box, Mask]) -> Mask:
        mask = known.get(box)
        if mask is None:
            if len(box) == 1:
                mask = self._clause(box[0], columns)
            else:
                mask = self._mask(box[:-1], columns, known) & self._mask(box[-1:], columns, known)
            known[box] = mask
        return mask

    def _clause(self, clause: Clause, columns: Mapping[str, Column]) -> Mask:
        codes = columns[clause.field]
        if clause.kind == "flag":
            return codes.view(bool) if clause.allowed[0] else ~codes.view(bool)
        if clause.kind == "number":
            return (codes >= clause.low) & (codes < clause.below)
        return self._passing[clause][codes]
