"""This file finds the columns that the names of values in case files stand for."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Final

from netralitas.policy import CaseColumn, Policy, known_columns
from netralitas.simulation.frames import FrameColumn, Path, Sort, frame_column
from netralitas.simulation.regional_words import Regions

_MARKS: Final = re.compile(r"process\.summonses\.[0-9]{1,4}|evidence\.[0-9]{1,4}\.charges")
"""The names of entries of which nothing is known, and of lists known to be empty."""


def named_columns(
    names: Collection[str], regional: Iterable[str | None], regions: Regions
) -> tuple[FrameColumn, ...]:
    """Return the columns among some names that cases of some regions have.

    What is no column is left out: the cases that state it are none.
    """
    found: dict[Path, CaseColumn] = {}
    for policy in _policies(regional, regions):
        for column in known_columns(names, policy):
            found.setdefault(column.path, column)
    places = {name: place for place, name in enumerate(names)}
    ordered = sorted(found.values(), key=lambda column: places[column.name])
    marks = tuple(
        FrameColumn(name, _path(name), Sort.MARK, None, None)
        for name in names
        if _MARKS.fullmatch(name)
    )
    stated = (frame_column(column.path, column.leaf, place) for place, column in enumerate(ordered))
    return (*stated, *marks)


def _policies(regional: Iterable[str | None], regions: Regions) -> Iterator[Policy]:
    yield regions.base
    for region in dict.fromkeys(regional):
        policy = regions.policy(region)
        if isinstance(policy, Policy):
            yield policy


def _path(name: str) -> Path:
    return tuple(int(part) if part.isdecimal() else part for part in name.split("."))
