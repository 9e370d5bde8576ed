"""This file decides the task by a bare gather from the tables that durable-rules filled.

It is what the idea comes to when nothing is unknown and nothing more is asked: a case's cell of its
act's table is a mixed radix number of its facts' classes, its side one of its moment; the block
that the cell lies in on that side says which rules are met, and what they come to.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from benchmarks.peer_engines.by_act import act_by_act
from benchmarks.peer_engines.outcomes import named
from benchmarks.peer_engines.task import Cases, Column, Ready, Task
from netralitas.rules import ActTable
from netralitas.rules.moments import Reading

NAME = "truth tables, bare gather"
VERSION = "this repository"
KIND = "ours"
ROWS = 1_000_000


def ready(task: Task, cases: Cases) -> Ready:
    """Return the acts' tables, filled, before the coded columns."""
    names: list[str] = []
    acts = [_Act(task, act, names) for act in task.acts]

    def decide(
        act: _Act, chunk: Mapping[str, Column]
    ) -> tuple[NDArray[np.uint64], NDArray[np.uint8]]:
        blocks = act.blocks(chunk)
        return act.words[blocks], act.codes[blocks]

    return act_by_act(cases, acts, decide, names)


class _Act:
    """One act's table, as the block that each cell lies in on each side of its moments."""

    def __init__(self, task: Task, act: str, names: list[str]) -> None:
        self.fields = task.fields[act]
        table = task.law.matcher.whole_table(act)
        self._word_of = _word_of(task, act)
        self._found: dict[int, int] = {}  # the word of each block, and the code of its outcome
        moment = [field for field in Reading._fields if field in self.fields]
        vocabulary = [task.vocabulary[field] for field in moment]
        elsewhere = {field: task.vocabulary[field][0] for field in Reading._fields}
        cells: dict[object, NDArray[np.int16]] = {}
        starts: list[int] = []
        for values in itertools.product(*vocabulary):
            known = {**elsewhere, **dict(zip(moment, values, strict=True))}
            reading = Reading._make(known[field] for field in Reading._fields)
            key = table.sides((reading,))
            if key not in cells:
                cells[key] = self._cells(table, reading, names)
            starts.append(list(cells).index(key) * table.size)
        self._table = np.concatenate(list(cells.values()))
        self._starts = np.array(starts, dtype=np.int32)
        self._strides = {
            field: math.prod(len(values) for values in vocabulary[place + 1 :])
            for place, field in enumerate(moment)
        }
        self._adds = {
            axis.field: np.array(
                [axis.place[value] * axis.stride for value in task.vocabulary[axis.field]],
                dtype=np.int32,
            )
            for axis in table.axes
        }
        self.words = np.array(list(self._found), dtype=np.uint64)
        self.codes = np.array(list(self._found.values()), dtype=np.uint8)

    def blocks(self, columns: Mapping[str, Column]) -> NDArray[np.int16]:
        """Return the block that each case lies in."""
        moment = np.zeros(len(columns["category"]), dtype=np.int16)
        for field, stride in self._strides.items():
            moment += columns[field].astype(np.int16) * np.int16(stride)
        cells = self._starts[moment]
        for field, adds in self._adds.items():
            cells += adds[columns[field]]
        return self._table[cells]

    def _cells(self, table: ActTable, reading: Reading, names: list[str]) -> NDArray[np.int16]:
        """Return the number of the block that each cell of a side lies in; -1 where none can."""
        numbers = np.full(table.size, -1, dtype=np.int16)
        for block in table.blocks((reading,)):
            outcome = named(block.settled.result)
            if outcome not in names:
                names.append(outcome)
            word = self._word_of(block.matched)
            self._found[word] = names.index(outcome)
            octets = block.cells.to_bytes((table.size + 7) // 8, "little")
            bits = np.unpackbits(np.frombuffer(octets, dtype=np.uint8), bitorder="little")
            numbers[bits[: table.size].astype(bool)] = list(self._found).index(word)
        return numbers


def _word_of(task: Task, act: str) -> Callable[[frozenset[int]], int]:
    bits = {rule.position: 1 << rule.bit for rule in task.rules[act]}
    return lambda matched: task.first_bits(act) + sum(bits[position] for position in matched)
