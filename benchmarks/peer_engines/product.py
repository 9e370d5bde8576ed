"""This file decides the task as `simulate` does: a look-up in the tables durable-rules filled.

It drives the stage of the columnar path that matches charges (`netralitas.simulation.answers`),
before types, officials and dates are added. Facts are coded as that stage has them; the number of
a case's moment is worked out from the fields of the moment inside the timing.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from typing import cast

import numpy as np
from numpy.typing import NDArray

from benchmarks.peer_engines.outcomes import named
from benchmarks.peer_engines.task import Answers, Cases, Column, Ready, Task
from netralitas.facts import Value
from netralitas.rules import AdmittedCharge, Met, Moment
from netralitas.rules.moments import Reading
from netralitas.simulation import answers, spans
from netralitas.simulation.people import AllowedSets

NAME = "netralitas"
VERSION = "this repository"
KIND = "ours"
ROWS = 1_000_000

Codes = NDArray[np.int32]


def ready(task: Task, cases: Cases) -> Ready:
    """Return the tables before the coded columns."""
    law = task.law
    whens = Whens(task)
    tables = answers.Answers(law, AllowedSets(law), cast(spans.Whens, whens))
    known = Known(task)
    # The number of a set that holds one value alone is its place in the vocabulary, from 1.
    facts = {name: codes.astype(np.int32) + 1 for name, codes in cases.columns.items()}

    def answer() -> Answers:
        numbers = np.empty(cases.rows, dtype=np.int32)
        moments = whens.numbers(cases.columns, cases.rows)
        acts = cases.columns["act"]
        order = np.argsort(acts, kind="stable")
        ends = np.cumsum(np.bincount(acts, minlength=len(task.acts))).tolist()
        for act, start, end in zip(task.acts, [0, *ends], ends, strict=False):
            if start < end:
                rows = order[start:end]
                allowed = {field: facts[field][rows] for field in tables.fields(act)}
                numbers[rows] = tables.of(act, allowed, moments[rows], unknown)
                known.add(act, tables.after(len(known)))
        words, codes = known.words, known.codes
        return Answers(words[numbers], codes[numbers], known.names)

    return answer


def unknown(place: int) -> AdmittedCharge:
    """Refuse: of a complete case nothing is asked one by one."""
    raise AssertionError(place)


class Whens:
    """The moments of the cases: one number for each combination of the moment's fields."""

    def __init__(self, task: Task) -> None:
        self._fields = [f for f in Reading._fields if any(f in of for of in task.fields.values())]
        values = [task.vocabulary[field] for field in self._fields]
        self._strides = [math.prod(map(len, values[place + 1 :])) for place in range(len(values))]
        elsewhere: dict[str, Value] = {f: task.vocabulary[f][0] for f in Reading._fields}
        self._moments = [
            (Reading._make({**elsewhere, **dict(zip(self._fields, these, strict=True))}.values()),)
            for these in itertools.product(*values)
        ]

    def numbers(self, columns: Mapping[str, Column], rows: int) -> Codes:
        """Return the number of each case's moment."""
        found = np.zeros(rows, dtype=np.int32)
        for field, stride in zip(self._fields, self._strides, strict=True):
            found += columns[field] * np.int32(stride)
        return found

    def set_of(self, number: int) -> frozenset[Moment]:
        """Return the moment that a number stands for."""
        return frozenset({self._moments[number]})


class Known:
    """The word and the outcome of each answer, kept for those that were numbered before."""

    def __init__(self, task: Task) -> None:
        self._bits = {r.position: 1 << r.bit for rules in task.rules.values() for r in rules}
        self._task = task
        self.names: list[str] = []
        self.words = np.empty(0, dtype=np.uint64)
        self.codes = np.empty(0, dtype=np.uint8)

    def __len__(self) -> int:
        return len(self.words)

    def add(self, act: str, found: Sequence[frozenset[Met]]) -> None:
        """Take in the answers to an act that came after those known, in their order."""
        words, codes = self.words.tolist(), self.codes.tolist()
        for (met,) in found:
            outcome = named(met.settled.result)
            if outcome not in self.names:
                self.names.append(outcome)
            words.append(self._task.first_bits(act) + sum(self._bits[p] for p in met.matched))
            codes.append(self.names.index(outcome))
        if found:
            self.words = np.array(words, dtype=np.uint64)
            self.codes = np.array(codes, dtype=np.uint8)
