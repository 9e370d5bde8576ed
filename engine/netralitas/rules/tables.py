"""This file keeps the exhaustive truth tables of a policy, every cell decided by durable-rules.

An act's table is a partition of its whole space of facts. The space has one axis for each field its
rules read; values that no rule of the act tells apart are one class of that axis. Cells are
numbered, and a set of cells is one whole Python number with a bit a cell, so that "which outcomes
remain reachable" is an AND. The moment is the outermost axis: each reading of a day has a slice of
its own.

Unknown is never asked of the engine: an absent field makes every test false there. A rule is
decided on complete combinations of its own classes, and what is unknown is the OR over them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import NamedTuple

from netralitas.facts import Value
from netralitas.rules.cells import Decide, RuleTables, partition
from netralitas.rules.compile import RuleBase
from netralitas.rules.moments import Moment, Reading
from netralitas.rules.settle import Settled, combine, settle

MOMENT_FIELDS = frozenset(Reading._fields)
TABLE_CELLS_MAX = 4_000_000

Allowed = Mapping[str, frozenset[Value]]
"""For each field of a charge the values it may still have; one value when it is known."""


class Axis(NamedTuple):
    """A field of the space: its classes of values, and the class of each value."""

    field: str
    classes: tuple[tuple[Value, ...], ...]
    place: Mapping[Value, int]
    stride: int

    def cells(self, allowed: frozenset[Value]) -> frozenset[int]:
        """Return the classes that some allowed value belongs to."""
        return frozenset(self.place[value] for value in allowed)


class Block(NamedTuple):
    """Cells that meet the same rules: the rules, what they come to, and the cells as bits."""

    matched: frozenset[int]
    settled: Settled
    cells: int


class ActTable:
    """One act's space, cut into blocks of cells by the rules they meet, slice by slice.

    `held` narrows axes to some values before the table is built: an act whose whole space has more
    than four million cells is projected onto what a case leaves open.
    """

    def __init__(
        self, base: RuleBase, rules: RuleTables, act: str, held: Allowed | None = None
    ) -> None:
        self._base = base
        self._rules = rules
        self.act = act
        self._positions = base.main[act]
        self.axes = _axes(base, act, held or {})
        self.size = math.prod(len(axis.classes) for axis in self.axes)
        self.full = (1 << self.size) - 1
        self._masks: dict[tuple[int, tuple[Value, ...]], int] = {}
        self._slices: dict[Reading, tuple[Block, ...]] = {}
        self._moments: dict[Moment, tuple[Block, ...]] = {}
        self._class_masks = tuple(
            tuple(self._class_mask(axis, place) for place in range(len(axis.classes)))
            for axis in self.axes
        )
        self.feasible = self._feasible()

    def known(self, allowed: Allowed) -> int:
        """Return the feasible cells in which every axis has an allowed value."""
        cells = self.feasible
        for axis, masks in zip(self.axes, self._class_masks, strict=True):
            values = allowed.get(axis.field)
            if values is None:
                continue
            open_cells = 0
            for place in axis.cells(values):
                open_cells |= masks[place]
            cells &= open_cells
        return cells

    def axis_mask(self, field: str, value: Value) -> int:
        """Return the cells in which a field has a value (or one not told apart from it)."""
        for axis, masks in zip(self.axes, self._class_masks, strict=True):
            if axis.field == field:
                return masks[axis.place[value]]
        return self.full

    def blocks(self, moment: Moment) -> tuple[Block, ...]:
        """Return the blocks of a moment; where its readings disagree a human must choose."""
        if len(moment) == 1:
            return self._slice(moment[0])
        found = self._moments.get(moment)
        if found is None:
            blocks = [(frozenset[int](), (), self.feasible)]
            parts: list[tuple[frozenset[int], tuple[Settled, ...], int]] = list(blocks)
            for reading in moment:
                parts = [
                    (matched | block.matched, (*settled, block.settled), cells & block.cells)
                    for matched, settled, cells in parts
                    for block in self._slice(reading)
                    if cells & block.cells
                ]
            found = tuple(Block(m, combine(settled), cells) for m, settled, cells in parts)
            self._moments[moment] = found
        return found

    def _slice(self, reading: Reading) -> tuple[Block, ...]:
        found = self._slices.get(reading)
        if found is None:
            parts: dict[frozenset[int], int] = {frozenset(): self.feasible}
            for position in self._positions:
                met = self._mask(position, reading)
                after: dict[frozenset[int], int] = {}
                for matched, cells in parts.items():
                    if cells & met:
                        after[matched | {position}] = cells & met
                    if cells & ~met:
                        after[matched] = cells & ~met
                parts = after
            found = tuple(
                Block(matched, settle(self._base, matched), cells)
                for matched, cells in parts.items()
            )
            self._slices[reading] = found
        return found

    def _mask(self, position: int, reading: Reading) -> int:
        """Return the cells of a reading's slice that meet a rule."""
        classes = self._rules.classes(position)
        moment = {
            field: classes[field][value]
            for field, value in reading.fact().items()
            if field in classes
        }
        key = (position, tuple(moment.values()))
        mask = self._masks.get(key)
        if mask is None:
            read = set(classes) - MOMENT_FIELDS
            mask = self._spread(0, dict(moment), read, lambda fact: self._rules.met(position, fact))
            self._masks[key] = mask
        return mask

    def _spread(
        self,
        place: int,
        fact: dict[str, Value],
        read: set[str],
        holds: Callable[[dict[str, Value]], bool],
    ) -> int:
        """Return the cells in which something holds that reads only some of the axes."""
        if place == len(self.axes):
            return int(holds(fact))
        axis = self.axes[place]
        if axis.field not in read:
            inner = self._spread(place + 1, fact, read, holds)
            return inner * _repeated(axis.stride, len(axis.classes)) if inner else 0
        cells = 0
        for index, group in enumerate(axis.classes):
            inner = self._spread(place + 1, {**fact, axis.field: group[0]}, read, holds)
            cells |= inner << (index * axis.stride)
        return cells

    def _class_mask(self, axis: Axis, place: int) -> int:
        value = axis.classes[place][0]
        return self._spread(0, {}, {axis.field}, lambda fact: fact[axis.field] == value)

    def _feasible(self) -> int:
        cells = self.full
        fields = {axis.field for axis in self.axes}
        for _, alternatives in self._base.impossible:
            for conjunction in alternatives:
                read = {test.field for test in conjunction}
                if read <= fields:
                    cells &= ~self._spread(
                        0,
                        {},
                        read,
                        lambda fact, tests=conjunction: all(  # type: ignore[misc]
                            test.holds(fact[test.field]) for test in tests
                        ),
                    )
        return cells


def act_fields(base: RuleBase, act: str) -> tuple[str, ...]:
    """Return the fields that an act's rules read, without those of the moment, in stable order.

    Fields that share an impossible combination with one of them belong to the space as well.
    """
    read = {field for p in base.main[act] for field in base.rules[p].fields} - MOMENT_FIELDS
    return tuple(field for field in base.fields if field in read)


def _axes(base: RuleBase, act: str, held: Allowed) -> tuple[Axis, ...]:
    conditions = [base.rules[position].alternatives for position in base.main[act]]
    impossible = [alternatives for _, alternatives in base.impossible]
    cut: list[tuple[str, tuple[tuple[Value, ...], ...]]] = []
    for field in act_fields(base, act):
        allowed = held.get(field)
        values = tuple(v for v in base.fields[field] if allowed is None or v in allowed)
        cut.append((field, partition(values, [*conditions, *impossible], field)))
    axes: list[Axis] = []
    stride = math.prod(len(classes) for _, classes in cut)
    for field, classes in cut:
        stride //= len(classes)
        place = {value: index for index, group in enumerate(classes) for value in group}
        axes.append(Axis(field, classes, place, stride))
    return tuple(axes)


def _repeated(width: int, times: int) -> int:
    """Return the number that repeats a pattern of `width` bits when multiplied with it."""
    return ((1 << (width * times)) - 1) // ((1 << width) - 1)


class Tables:
    """The tables of a policy, built act by act when first asked for."""

    def __init__(self, base: RuleBase, decide: Decide) -> None:
        self.base = base
        self.rules = RuleTables(base, decide)
        self._acts: dict[str, ActTable] = {}
        self._cells: dict[str, int] = {}

    def table(self, act: str, allowed: Allowed) -> ActTable:
        """Return the act's table, or, where its space is too large, the part a case leaves open."""
        cells = self._cells.get(act)
        if cells is None:
            cells = self._cells[act] = math.prod(
                len(axis.classes) for axis in _axes(self.base, act, {})
            )
        if cells > TABLE_CELLS_MAX:
            return ActTable(self.base, self.rules, act, allowed)
        table = self._acts.get(act)
        if table is None:
            table = self._acts[act] = ActTable(self.base, self.rules, act)
        return table
