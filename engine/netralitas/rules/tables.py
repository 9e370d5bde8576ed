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

import itertools
import math
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from netralitas.facts import RuleFailure, Text, Value
from netralitas.rules.cells import (
    MOMENT_FIELDS,
    Axis,
    Decide,
    Masks,
    RuleTables,
    Words,
    axes_of,
    fields_read,
    groups_of,
    positions_in,
    words_of,
)
from netralitas.rules.compile import CRIMINAL, RuleBase
from netralitas.rules.moments import Moment, Reading
from netralitas.rules.settle import Settled, combine, settle

TABLE_CELLS_MAX = 4_000_000
SLICE_CELLS_MAX = 1 << 18
COMMON_CELLS_MAX = 1 << 26

Allowed = Mapping[str, frozenset[Value]]
"""For each field of a charge the values it may still have; one value when it is known."""


class Block(NamedTuple):
    """Cells that meet the same rules: the rules, what they come to, and the cells as bits."""

    matched: frozenset[int]
    settled: Settled
    cells: int


_Side = tuple[tuple[Value, ...], ...]
"""What a reading is to each rule of an act: the classes of the moment fields the rule reads."""


class ActTable:
    """One act's space, cut into blocks of cells by the rules they meet, slice by slice.

    `held` narrows axes to some values before the table is built: an act whose whole space has more
    than four million cells is projected onto what a case leaves open. `room` is the act's own, or
    that of its criminal rules; `axes`, where they are given, tell apart whatever those rules do.
    `masks` are cells found before for rules of the same words, by anyone: they are not asked again.
    `together`: of rules that settle alike a block names one, so that it stays one block.
    """

    def __init__(
        self,
        base: RuleBase,
        rules: RuleTables,
        act: str,
        held: Allowed | None = None,
        *,
        room: str | None = None,
        axes: tuple[Axis, ...] | None = None,
        masks: Masks | None = None,
        together: bool = False,
    ) -> None:
        self._base = base
        self._rules = rules
        self.act = act
        self.held = frozenset(held or {})
        self._positions = positions_in(base, room or act)
        self._groups = groups_of(base, self._positions, together)
        self.axes = axes_of([(base, self._positions)], held or {}) if axes is None else axes
        self.size = math.prod(len(axis.classes) for axis in self.axes)
        self.full = (1 << self.size) - 1
        self._masks: dict[tuple[int, tuple[Value, ...]], int] = {}
        self._known: dict[Words, int] | None = None
        if masks is not None:
            shape = tuple((axis.field, axis.classes) for axis in self.axes)
            self._known = masks.setdefault(shape, {})
        self._slices: dict[_Side, tuple[Block, ...]] = {}
        self._moments: dict[tuple[_Side, ...], tuple[Block, ...]] = {}
        self._sides: dict[Reading, _Side] = {}
        self._settled: dict[frozenset[int], Settled] = {}
        self._read = tuple(rules.moment(position) for position in self._positions)
        self._repeats = tuple(_repeated(axis.stride, len(axis.classes)) for axis in self.axes)
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

    def sides(self, moment: Moment) -> tuple[_Side, ...]:
        """Return what the act's rules tell apart of a moment: with it, its blocks are the same."""
        return tuple(dict.fromkeys(self._side(reading) for reading in moment))

    def blocks(self, moment: Moment) -> tuple[Block, ...]:
        """Return the blocks of a moment; where its readings disagree a human must choose."""
        sides = self.sides(moment)
        if len(sides) == 1:
            return self._slice(sides[0])
        found = self._moments.get(sides)
        if found is None:
            blocks = [(frozenset[int](), (), self.feasible)]
            parts: list[tuple[frozenset[int], tuple[Settled, ...], int]] = list(blocks)
            for side in sides:
                parts = [
                    (matched | block.matched, (*settled, block.settled), cells & block.cells)
                    for matched, settled, cells in parts
                    for block in self._slice(side)
                    if cells & block.cells
                ]
            found = tuple(Block(m, combine(settled), cells) for m, settled, cells in parts)
            self._moments[sides] = found
        return found

    def _side(self, reading: Reading) -> _Side:
        """Return, for each rule of the act, the classes in which a reading stands for it."""
        found = self._sides.get(reading)
        if found is None:
            values = reading.fact()
            found = self._sides[reading] = tuple(
                [tuple([of[values[field]] for field, of in moment]) for moment in self._read]
            )
        return found

    def _slice(self, side: _Side) -> tuple[Block, ...]:
        found = self._slices.get(side)
        if found is None:
            parts: dict[frozenset[int], int] = {frozenset(): self.feasible}
            for position, group in self._groups:
                met = 0
                for place in group:
                    met |= self._mask(self._positions[place], side[place])
                if not met:
                    continue
                after: dict[frozenset[int], int] = {}
                for matched, cells in parts.items():
                    inside = cells & met
                    if inside:
                        after[matched | {position}] = inside
                    if inside != cells:
                        after[matched] = cells ^ inside
                parts = after
            found = tuple(
                Block(matched, self._settle(matched), cells) for matched, cells in parts.items()
            )
            self._slices[side] = found
        return found

    def _settle(self, matched: frozenset[int]) -> Settled:
        found = self._settled.get(matched)
        if found is None:
            found = self._settled[matched] = settle(self._base, matched)
        return found

    def _mask(self, position: int, moment: tuple[Value, ...]) -> int:
        """Return the cells that meet a rule, wherever a reading stands in these classes of it."""
        key = (position, moment)
        mask = self._masks.get(key)
        if mask is None:
            read = [field for field, _ in self._rules.moment(position)]
            fact = dict(zip(read, moment, strict=True))
            if self._known is None:
                mask = self._met(position, fact)
            else:
                words = words_of(self._base.rules[position].alternatives, fact)
                mask = self._known.get(words)
                if mask is None:
                    mask = self._known[words] = self._met(position, fact)
            self._masks[key] = mask
        return mask

    def _met(self, position: int, moment: dict[str, Value]) -> int:
        read = set(self._rules.classes(position)) - MOMENT_FIELDS
        return self._spread(0, moment, read, lambda fact: self._rules.met(position, fact))

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
            return inner * self._repeats[place] if inner else 0
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
    """Return the fields that an act's rules read, without those of the moment, in stable order."""
    return fields_read([(base, base.main[act])])


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
                len(axis.classes) for axis in axes_of([(self.base, self.base.main[act])], {})
            )
        if cells > TABLE_CELLS_MAX:
            return ActTable(self.base, self.rules, act, allowed)
        table = self._acts.get(act)
        if table is None:
            table = self._acts[act] = ActTable(self.base, self.rules, act)
        return table

    def beside(self, other: Tables, room: str, masks: Masks) -> Iterator[tuple[ActTable, ActTable]]:
        """Yield two policies' tables of a room on the common refinement of their classes.

        A cell of one is the same cell of the other. Both policies know the same fields and values.
        A large space comes in slices, each with its outermost axes held at one class; RuleFailure
        names an act of more than 67 million cells. Rules of the same words are decided once for
        both policies and for all rooms that are given the same `masks`; of main rules that settle
        alike a block names one.
        """
        act = room.removeprefix(CRIMINAL)
        parts = [(tables.base, positions_in(tables.base, room)) for tables in (self, other)]
        axes = axes_of(parts, {})
        size = math.prod(len(axis.classes) for axis in axes)
        if size > COMMON_CELLS_MAX:
            raise RuleFailure(
                Text(
                    id=f"perbuatan {act!r} mempunyai {size} kombinasi untuk dibandingkan, "
                    f"paling banyak {COMMON_CELLS_MAX}",
                    en=f"act {act!r} has {size} combinations to compare, "
                    f"at most {COMMON_CELLS_MAX}",
                )
            )
        outer = 0
        while size > SLICE_CELLS_MAX:
            size //= len(axes[outer].classes)
            outer += 1
        for classes in itertools.product(*(axis.classes for axis in axes[:outer])):
            held = {
                axis.field: frozenset(group)
                for axis, group in zip(axes[:outer], classes, strict=True)
            }
            cut = axes_of(parts, held) if held else axes
            known: Masks = {} if held else masks  # a slice's cells are of no use to the next one
            ours, theirs = (
                ActTable(
                    tables.base,
                    tables.rules,
                    act,
                    held,
                    room=room,
                    axes=cut,
                    masks=known,
                    together=room == act,
                )
                for tables in (self, other)
            )
            yield ours, theirs
