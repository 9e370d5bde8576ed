"""This file lays cases out as columns: how each column is named, and what its cells may hold.

A frame has one row a case. A column's name is the dotted path of a case file; `act`, `at` and
`facts.*` are those of the first charge. Lists are numbered from 0, without gaps.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from enum import Enum
from itertools import product
from typing import Any, Final, NamedTuple

import polars as pl
from msgspec import inspect

from netralitas.facts import Case
from netralitas.policy import LONG_TEXT_MAX, TEXT_MAX, YEARS, CaseColumn, Field, Policy

Path = tuple[str | int, ...]
"""The way to a value of a case: keys of mappings, and places in lists counted from 0."""

CHUNK_ROWS: Final = 131_072
"""Cases that are read, judged and written at once, unless a caller asks for another number."""


ENTRIES_MAX: Final = 256
"""Entries of one list that a row has room for; each has columns of its own."""


class Sort(Enum):
    """What the cells of a column hold."""

    BOOL = "bool"
    COUNT = "count"
    DAY = "day"
    DAYS = "days"
    WORD = "word"
    TEXT = "text"
    EVIDENCE = "evidence"
    MARK = "mark"


TYPES: Final[Mapping[Sort, Any]] = {
    Sort.BOOL: pl.Boolean,
    Sort.COUNT: pl.Int64,
    Sort.DAY: pl.Date,
    Sort.DAYS: pl.String,
    Sort.WORD: pl.String,
    Sort.TEXT: pl.String,
    Sort.EVIDENCE: pl.String,
    Sort.MARK: pl.Boolean,
}
"""The type of each column; DAYS are Date where all of them are single."""


DAY_SORTS: Final = (Sort.DAY, Sort.DAYS)


class FrameColumn(NamedTuple):
    """A column of a frame: its name and path there, what it holds, and where it came from.

    `source` is the place of the column in the file; None for one that only rows whose lists were
    closed up need. `leaf` is the type or the field of the values, `most` the bytes of which a text
    has fewer.
    """

    name: str
    path: Path
    sort: Sort
    source: int | None
    leaf: inspect.Type | Field | None
    most: int = TEXT_MAX


def laid_out(columns: Sequence[CaseColumn]) -> tuple[FrameColumn, ...]:
    """Return the columns of the frame that a table with these columns becomes.

    A row closes the gaps in its lists up, so a value may stand in an earlier entry's column.
    """
    read = {column.path: place for place, column in enumerate(columns) if column.path}
    sources = {path: read[original] for original, path in _renumbered(read).items()}
    leaves = {path: columns[place].leaf for path, place in sources.items()}
    for path, leaf in list(leaves.items()):
        for lower in _lower(path):
            leaves.setdefault(lower, leaf)
    return tuple(frame_column(path, leaf, sources.get(path)) for path, leaf in leaves.items())


def frame_column(path: Path, leaf: inspect.Type | Field | None, source: int | None) -> FrameColumn:
    """Return the column of the values at a path, of a type, that comes from a column of a file."""
    return FrameColumn(name_of(path), path, _sort(path, leaf), source, leaf, _most(path))


def name_of(path: Path) -> str:
    """Return the name of the column of a path: `facts.active`, `charges.1.act`."""
    own = path[2:] if path[:2] == ("charges", 0) else path
    return ".".join(map(str, own))


def words_of(column: FrameColumn, policy: Policy) -> tuple[str, ...]:
    """Return the closed list of words that a column may hold under a policy."""
    if isinstance(column.leaf, Field):
        field = next(
            (one for one in reversed(policy.fields) if one.name == column.leaf.name), column.leaf
        )
        return field.values
    plain = _plain(column.leaf)
    if isinstance(plain, inspect.EnumType):
        return tuple(str(member.value) for member in plain.cls)
    if isinstance(plain, inspect.LiteralType):
        return tuple(map(str, plain.values))
    return tuple(dict.fromkeys(_NAMES[_shape(column.path)](policy)))


def days() -> tuple[str, ...]:
    """Return every day in which a case may lie, as text, in their order."""
    first = date(YEARS[0], 1, 1)
    return tuple(
        (first + timedelta(days=place)).isoformat()
        for place in range((date(YEARS[-1] + 1, 1, 1) - first).days)
    )


def months() -> tuple[str, ...]:
    """Return every month in which a case may lie, as text, in their order."""
    return tuple(f"{year}-{month:02}" for year in YEARS for month in range(1, 13))


def required(path: Path) -> tuple[str, ...]:
    """Return what every entry of the list at a path must say."""
    info: inspect.Type | Field | None = inspect.type_info(Case)
    for part in path:
        info = _plain(info)
        if isinstance(info, inspect.StructType):
            info = next(field.type for field in info.fields if field.encode_name == part)
        elif isinstance(info, inspect.VarTupleType):
            info = info.item_type
    info = _plain(info)
    assert isinstance(info, inspect.VarTupleType)
    item = _plain(info.item_type)
    if not isinstance(item, inspect.StructType):
        return ()
    return tuple(field.encode_name for field in item.fields if field.required)


def _renumbered(paths: Collection[Path]) -> dict[Path, Path]:
    """Return each path with its lists numbered from 0 without gaps, as a row closes them up."""
    found: dict[Path, set[int]] = {}
    for path in paths:
        for place, part in enumerate(path):
            if isinstance(part, int):
                found.setdefault(path[:place], set()).add(part)
    ranks = {prefix: {n: rank for rank, n in enumerate(sorted(ns))} for prefix, ns in found.items()}
    return {
        path: tuple(
            ranks[path[:place]][part] if isinstance(part, int) else part
            for place, part in enumerate(path)
        )
        for path in paths
    }


def _lower(path: Path) -> Iterable[Path]:
    """Yield the same value of every earlier entry, where it stands when one before is empty."""
    yield from product(*(range(part + 1) if isinstance(part, int) else (part,) for part in path))


def _sort(path: Path, leaf: inspect.Type | Field | None) -> Sort:
    if leaf is None:
        return Sort.EVIDENCE
    if isinstance(leaf, Field):
        return {"bool": Sort.BOOL, "choice": Sort.WORD, "text": Sort.TEXT}[leaf.kind]
    plain = _plain(leaf)
    if isinstance(plain, inspect.BoolType):
        return Sort.BOOL
    if isinstance(plain, inspect.IntType):
        return Sort.COUNT
    if isinstance(plain, inspect.DateType):
        return Sort.DAY
    if isinstance(plain, inspect.EnumType | inspect.LiteralType) or _shape(path) in _NAMES:
        return Sort.WORD
    return Sort.TEXT if isinstance(plain, inspect.StrType) else Sort.DAYS


def _plain(info: inspect.Type | Field | None) -> inspect.Type | Field | None:
    if isinstance(info, inspect.UnionType):
        return next(kind for kind in info.types if not isinstance(kind, inspect.NoneType))
    return info


def _most(path: Path) -> int:
    long = path[-1] == "because" or path[2:3] == ("facts",)
    return LONG_TEXT_MAX if long else TEXT_MAX


def _shape(path: Path) -> tuple[str, ...]:
    return tuple("*" if isinstance(part, int) else part for part in path)


_NAMES: Final[Mapping[tuple[str, ...], Any]] = {
    ("charges", "*", "act"): lambda policy: (act.id for act in policy.acts),
    ("election",): lambda policy: (election.id for election in policy.elections),
    ("subject", "office"): lambda policy: (office.id for office in policy.offices),
    ("priors", "*", "act"): lambda policy: (act.id for act in policy.acts),
    ("priors", "*", "sanction"): lambda policy: (one.id for one in policy.sanctions),
    ("process", "imposed", "*", "sanction"): lambda policy: (one.id for one in policy.sanctions),
}
"""The texts that are names of the policy, and where their lists stand."""
