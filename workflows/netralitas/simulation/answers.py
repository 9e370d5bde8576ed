"""This file looks up for each charge the ways in which it may turn out, act by act.

For every act the cells of its truth table, which durable-rules filled, are laid out as an array
for each set of moments; a charge of which everything is known is one place in it. What is unknown
is asked of the same tables once for every combination that occurs. All the ways in which a charge
may turn out are its answer, and answers are numbered.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from netralitas.rules import AdmittedCharge, Axis, Law, Met
from netralitas.simulation.numbering import Codes, KeyNumbering, Keys
from netralitas.simulation.people import AllowedSets
from netralitas.simulation.spans import Whens

GATHERED_MAX: Final = 1 << 20
"""Cells of an act's table that are laid out; the combinations of a larger one are asked for."""

_KEY_MAX: Final = 1 << 62

IMPOSSIBLE: Final = -1
"""In place of an answer: the facts contradict each other, so that no way is left."""


class Answer(NamedTuple):
    """All the ways in which a charge of an act may turn out."""

    act: str
    ways: frozenset[Met]


class Answers:
    """The answers that occur under one law."""

    def __init__(self, law: Law, sets: AllowedSets, whens: Whens) -> None:
        self._law = law
        self._sets = sets
        self._whens = whens
        self._known: dict[Answer, int] = {}
        self._ways: list[frozenset[Met]] = []
        self._spaces: dict[str, _Space] = {}

    def ways(self, number: int) -> frozenset[Met]:
        """Return all the ways of the answer that has a number."""
        return self._ways[number]

    def after(self, number: int) -> Sequence[frozenset[Met]]:
        """Return the ways of the answers from a number on, in the order of their numbers."""
        return self._ways[number:]

    def fields(self, act: str) -> tuple[str, ...]:
        """Return the fields that tell charges of an act apart."""
        return self._law.matcher.fields(act)

    def of(
        self,
        act: str,
        allowed: Mapping[str, Codes],
        moments: Codes,
        charge_at: Callable[[int], AdmittedCharge],
    ) -> Codes:
        """Return for charges of one act the number of the answer.

        `allowed` holds for each field the numbers of the sets of values it may have, `moments` the
        numbers of sets of moments; `charge_at` gives the charge at a place. IMPOSSIBLE where the
        facts contradict each other.
        """
        space = self._space(act)
        answers = np.full(len(moments), IMPOSSIBLE, dtype=np.int32)
        if space.laid_out:
            cells, whole = space.cells_of(allowed, len(moments))
            if whole.all():
                return self._gathered(space, cells, moments)
            known, asked = np.flatnonzero(whole), np.flatnonzero(~whole)
            answers[known] = self._gathered(space, cells[known], moments[known])
        else:
            asked = np.arange(len(moments))
        if len(asked):
            numbered = space.numbering.of(self.combinations(act, allowed, moments, asked))
            for place in numbered.first_rows:
                ways = self._law.matcher.ways(charge_at(int(asked[place])))
                space.asked.append(self._number(Answer(act, frozenset(ways))))
            answers[asked] = np.array(space.asked, dtype=np.int32)[numbered.numbers]
        return answers

    def combinations(
        self, act: str, allowed: Mapping[str, Codes], moments: Codes, places: NDArray[np.int64]
    ) -> Keys:
        """Return for some of the charges of one act a key of all that its rules read of them."""
        some = {field: codes[places] for field, codes in allowed.items()}
        return self._space(act).keys_of(some, moments[places])

    def _gathered(self, space: _Space, cells: Codes, moments: Codes) -> Codes:
        for number in np.flatnonzero(np.bincount(moments)):
            if int(number) not in space.rows:
                space.add(int(number), self._row(space, int(number)))
        return space.table[space.lines[moments], cells]

    def _row(self, space: _Space, number: int) -> Codes:
        """Return the answer of every cell at a set of moments."""
        table = self._law.matcher.whole_table(space.act)
        laid: list[Codes] = []
        blocks: list[Met] = []
        for moment in sorted(self._whens.set_of(number)):
            of_cell = np.full(space.cells, IMPOSSIBLE, dtype=np.int32)
            for block in table.blocks(moment):
                of_cell[_bits(block.cells, space.cells)] = len(blocks)
                blocks.append(Met(block.matched, block.settled))
            laid.append(of_cell)
        together, back = np.unique(np.stack(laid), axis=1, return_inverse=True)
        numbers = [
            self._number(
                Answer(space.act, frozenset(blocks[at] for at in column if at != IMPOSSIBLE))
            )
            for column in together.T
        ]
        return np.array(numbers, dtype=np.int32)[back.ravel()]

    def _number(self, answer: Answer) -> int:
        if not answer.ways:
            return IMPOSSIBLE
        if answer not in self._known:
            self._known[answer] = len(self._ways)
            self._ways.append(answer.ways)
        return self._known[answer]

    def _space(self, act: str) -> _Space:
        if act not in self._spaces:
            self._spaces[act] = _Space(act, self._law, self._sets)
        return self._spaces[act]


class _Space:
    """The combinations of one act: places in its table, and keys of what is not wholly known."""

    def __init__(self, act: str, law: Law, sets: AllowedSets) -> None:
        self.act = act
        self._sets = sets
        self._axes: tuple[Axis, ...] = law.matcher.axes(act)
        self.cells = math.prod(len(axis.classes) for axis in self._axes)
        self.laid_out = self.cells <= GATHERED_MAX
        self.rows: dict[int, int] = {}
        self.lines: Codes = np.empty(0, dtype=np.int32)
        self.table: NDArray[np.int32] = np.empty((0, self.cells), dtype=np.int32)
        self._same: dict[bytes, int] = {}
        self.numbering = KeyNumbering()
        self.asked: list[int] = []
        self._classes: dict[str, Codes] = {}
        self._radix = {axis.field: _radix(len(axis.classes)) for axis in self._axes}
        self._folds: dict[str, KeyNumbering] = {}

    def cells_of(
        self, allowed: Mapping[str, Codes], length: int
    ) -> tuple[Codes, NDArray[np.bool_]]:
        """Return for each charge its cell, and whether all of it is known."""
        cells = np.zeros(length, dtype=np.int32)
        whole = np.ones(length, dtype=np.bool_)
        for axis in self._axes:
            classes = self._of_sets(axis)[allowed[axis.field]]
            cells += classes * np.int32(axis.stride)
            whole &= classes < len(axis.classes)
        return cells, whole

    def keys_of(self, allowed: Mapping[str, Codes], moments: Codes) -> Keys:
        """Return for each charge a key of its classes and its moments, known or not."""
        keys = moments.astype(np.int64)
        room = _KEY_MAX >> 20
        for axis in self._axes:
            room //= self._radix[axis.field]
            if not room:  # numbers of what went before are short again
                fold = self._folds.setdefault(axis.field, KeyNumbering())
                keys = fold.of(keys).numbers.astype(np.int64)
                room = (_KEY_MAX >> 32) // self._radix[axis.field]
            keys = keys * self._radix[axis.field] + self._of_sets(axis)[allowed[axis.field]]
        return keys

    def add(self, moments: int, answers: Codes) -> None:
        """Lay out the answers of a set of moments; equal lines are kept once."""
        line = self._same.setdefault(answers.tobytes(), len(self.table))
        if line == len(self.table):
            self.table = np.concatenate([self.table, answers[None]])
        self.rows[moments] = line
        if moments >= len(self.lines):
            grown = np.full(2 * moments + 2, -1, dtype=np.int32)
            grown[: len(self.lines)] = self.lines
            self.lines = grown
        self.lines[moments] = line

    def _of_sets(self, axis: Axis) -> Codes:
        """Return for each set of values of a field its class, or a number beyond the classes.

        A set whose values lie in several classes has the number that stands for these classes.
        """
        sets = self._sets.of(axis.field)
        found = self._classes.get(axis.field)
        if found is None or len(found) < len(sets):
            several: dict[frozenset[int], int] = {}
            numbers = []
            for one in sets:
                classes = axis.cells(one)
                if len(classes) == 1:
                    numbers.append(next(iter(classes)))
                else:
                    number = several.setdefault(classes, len(axis.classes) + len(several))
                    numbers.append(number)
            assert len(axis.classes) + len(several) <= self._radix[axis.field]
            found = self._classes[axis.field] = np.array(numbers, dtype=np.int32)
        return found


def _radix(classes: int) -> int:
    """Return room for every class and for the sets of classes that may come to be."""
    return 2 if classes == 1 else 3 if classes == 2 else 2 * classes + 16


def _bits(cells: int, size: int) -> NDArray[np.bool_]:
    """Return the bits of a set of cells."""
    content = np.frombuffer(cells.to_bytes((size + 7) // 8, "little"), dtype=np.uint8)
    return np.unpackbits(content, count=size, bitorder="little").astype(np.bool_)
