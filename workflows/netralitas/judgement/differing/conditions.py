"""This file says a set of cells as conditions that a person can read: which facts, which values.

A condition is a box: for each axis some of its classes. What is said is exact: every cell of the
set lies in some box, and a box holds no other cell but impossible ones, over which it may reach
where that makes it simpler.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from netralitas.facts import Value
from netralitas.rules import ActTable


class Condition(msgspec.Struct, frozen=True, kw_only=True):
    """Combinations of facts: each fact named has one of its values, every other fact any."""

    facts: dict[str, tuple[Value, ...]]

    def holds(self, values: Mapping[str, Value]) -> bool:
        """Whether a combination is one of these; it must state every fact named."""
        return all(values[fact] in some for fact, some in self.facts.items())


def conditions(table: ActTable, cells: int, free: int) -> tuple[Condition, ...]:
    """Return the conditions that say a set of cells; they may reach over the `free` ones as well.

    They come in the order of the cells, and may overlap.
    """
    axes = [_Axis(table, place) for place in range(len(table.axes))]
    found: list[tuple[int, ...]] = []
    left, inside = cells, cells | free
    while left:
        box = _grown(axes, (left & -left).bit_length() - 1, inside, table.full)
        found.append(box)
        left &= ~_cells(axes, box, table.full)
    return tuple(
        Condition(
            facts={
                axis.field: axis.values(choice)
                for axis, choice in zip(axes, box, strict=True)
                if choice != axis.whole or axis.held
            }
        )
        for box in found
    )


def united(found: Iterable[Condition], whole: Mapping[str, frozenset[Value]]) -> list[Condition]:
    """Return conditions that say the same in fewer: those that differ in one fact become one.

    `whole` gives all values of each fact: a fact that may have any of them is no longer named.
    """
    left = list(dict.fromkeys(_frozen(one) for one in found))
    merged = True
    while merged:
        merged = False
        for fact in dict.fromkeys(name for one in left for name, _ in one):
            groups: dict[Any, set[Value]] = {}
            for one in left:
                rest = tuple(item for item in one if item[0] != fact)
                some = dict(one).get(fact)
                groups.setdefault(rest, set()).update(whole[fact] if some is None else some)
            if len(groups) < len(left):
                merged = True
                left = [_with(rest, fact, some, whole) for rest, some in groups.items()]
    return [_thawed(one, whole) for one in left]


_Frozen = tuple[tuple[str, frozenset[Value]], ...]


def _frozen(one: Condition) -> _Frozen:
    return tuple(sorted((fact, frozenset(some)) for fact, some in one.facts.items()))


def _with(
    rest: _Frozen, fact: str, some: set[Value], whole: Mapping[str, frozenset[Value]]
) -> _Frozen:
    if some == whole[fact]:
        return rest
    return tuple(sorted((*rest, (fact, frozenset(some))), key=lambda item: item[0]))


def _thawed(one: _Frozen, whole: Mapping[str, frozenset[Value]]) -> Condition:
    order = list(whole)
    facts = {
        fact: tuple(sorted(some, key=lambda value: (str(type(value)), value)))
        for fact, some in sorted(one, key=lambda item: order.index(item[0]))
    }
    return Condition(facts=facts)


class _Axis:
    """An axis as boxes see it: a choice of its classes is a whole number with a bit a class."""

    def __init__(self, table: ActTable, place: int) -> None:
        axis = table.axes[place]
        self.field = axis.field
        self.held = axis.field in table.held
        self.whole = (1 << len(axis.classes)) - 1
        self.masks = tuple(table.axis_mask(axis.field, group[0]) for group in axis.classes)
        self._classes = axis.classes
        self._stride = axis.stride

    def place(self, cell: int) -> int:
        """Return the class in which a cell stands."""
        return cell // self._stride % len(self._classes)

    def cells(self, choice: int) -> int:
        """Return the cells in which the axis has one of the classes chosen."""
        found = 0
        for place, mask in enumerate(self.masks):
            if choice >> place & 1:
                found |= mask
        return found

    def values(self, choice: int) -> tuple[Value, ...]:
        """Return the values of the classes chosen."""
        return tuple(
            value
            for place, group in enumerate(self._classes)
            if choice >> place & 1
            for value in group
        )


def _grown(axes: Sequence[_Axis], cell: int, inside: int, full: int) -> tuple[int, ...]:
    """Return a largest box around a cell: first every fact that can be left out is, then the
    others get as many values as can be."""
    box = [1 << axis.place(cell) for axis in axes]
    for place, axis in enumerate(axes):
        tried = [*box[:place], axis.whole, *box[place + 1 :]]
        if not _cells(axes, tried, full) & ~inside:
            box = tried
    for place, axis in enumerate(axes):
        for other in _bits(axis.whole & ~box[place]):
            tried = [*box[:place], box[place] | other, *box[place + 1 :]]
            if not _cells(axes, tried, full) & ~inside:
                box = tried
    return tuple(box)


def _cells(axes: Sequence[_Axis], box: Sequence[int], full: int) -> int:
    found = full
    for axis, choice in zip(axes, box, strict=True):
        if choice != axis.whole:
            found &= axis.cells(choice)
    return found


def _bits(choice: int) -> Iterator[int]:
    while choice:
        yield choice & -choice
        choice &= choice - 1
