"""This file finds the fewest facts that tell two policies apart.

A set of stated facts does so when every combination it leaves open has the same two answers. That
is looked for on the tables: an axis left unstated is smeared over the cells that answer otherwise,
and where one cell stays clear of them, its stated facts suffice. Nothing smaller is missed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from netralitas.facts import Value
from netralitas.rules import ActTable

Unstated = Mapping[str, Value | None]
"""What each field is where a case does not state it; None for a field that is then unknown."""


class Fewest(NamedTuple):
    """The cell to state, and the fields of it that have to be."""

    cell: int
    fields: tuple[str, ...]


class _Axis(NamedTuple):
    """An axis as the search sees it: where its classes lie, and what leaving it out means."""

    field: str
    width: int
    stride: int
    masks: tuple[int, ...]
    unstated: int | None
    free: bool


def fewest(
    table: ActTable, wanted: int, alike: int, unstated: Unstated, below: int
) -> Fewest | None:
    """Return the fewest facts that lead to a wanted cell and leave open none but those alike.

    None when it takes `below` facts or more. Equally few are told apart by the order of the axes,
    then of the cells.
    """
    axes = tuple(_axis(table, place, unstated) for place in range(len(table.axes)))
    levels = _levels(axes, table.full)
    least = next((more for more, level in enumerate(levels) if wanted & level), 0)
    best: Fewest | None = None

    def search(place: int, others: int, clear: int, stated: tuple[str, ...]) -> None:
        nonlocal best, below
        if not clear or len(stated) + least >= below:
            return
        if place == len(axes):
            for more, level in enumerate(levels):
                if clear & level and len(stated) + more < below:
                    cell = (clear & level & -(clear & level)).bit_length() - 1
                    best = Fewest(cell, _in_order(axes, cell, stated))
                    below = len(best.fields)
                    return
            return
        axis = axes[place]
        if not axis.free:
            search(place + 1, others, clear, stated)
            return
        smeared = _smeared(others, axis)
        search(place + 1, smeared, clear & ~smeared, stated)
        search(place + 1, others, clear, (*stated, axis.field))

    others = table.feasible & ~alike
    search(0, others, wanted & ~others, ())
    return best


def _axis(table: ActTable, place: int, unstated: Unstated) -> _Axis:
    axis = table.axes[place]
    value = unstated.get(axis.field)
    return _Axis(
        field=axis.field,
        width=len(axis.classes),
        stride=axis.stride,
        masks=tuple(table.axis_mask(axis.field, group[0]) for group in axis.classes),
        unstated=None if value is None else axis.place.get(value),
        free=value is None and axis.field not in table.held,
    )


def _levels(axes: tuple[_Axis, ...], full: int) -> list[int]:
    """Return the cells by how many facts they state whose absence would mean another one."""
    levels = [full]
    for axis in axes:
        if axis.free:
            continue
        usual = 0 if axis.unstated is None else axis.masks[axis.unstated]
        levels = [
            (at & usual) | (under & ~usual)
            for at, under in zip((*levels, 0), (0, *levels), strict=True)
        ]
    return levels


def _smeared(cells: int, axis: _Axis) -> int:
    """Return the cells that agree with some of those given in everything but one axis."""
    first = 0
    for place, mask in enumerate(axis.masks):
        first |= (cells & mask) >> (place * axis.stride)
    smeared = 0
    for place in range(axis.width):
        smeared |= first << (place * axis.stride)
    return smeared


def _in_order(axes: tuple[_Axis, ...], cell: int, stated: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(
        axis.field
        for axis in axes
        if axis.field in stated
        or (not axis.free and cell // axis.stride % axis.width != axis.unstated)
    )
