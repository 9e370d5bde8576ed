"""This file finds out what each column of a table of cases means, or that no case has it.

A column is named by the dotted path of a case file (`subject.category`, `charges.1.facts.active`);
`act`, `at` and `facts.*` are those of the first charge.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from msgspec import inspect

from netralitas.facts import Case, CaseError, Days, Facts, Place, Text, nearest
from netralitas.policy.model import Policy
from netralitas.policy.scalars import Path, Refusal, shown
from netralitas.policy.vocabulary import Field

COLUMNS_MAX = 2000
"""Columns a table may have; each costs memory in every row."""

EVIDENCE: Path = ("evidence",)
"""The path of the column that lists evidence in one cell."""

_CHARGE = ("act", "at", "facts")
_ANSWERED = "verdict."


class CaseColumn(NamedTuple):
    """A column: its name, the path of its values in a case (none: it is not read), their type.

    `leaf` is the type that the value has in a case, or the field of the policy that a fact is; None
    for the column that lists evidence, and for one that is not read.
    """

    name: str
    path: Path
    leaf: inspect.Type | Field | None = None

    @property
    def kind(self) -> type:
        """What a cell is read as: bool, int or str."""
        if isinstance(self.leaf, Field):
            return bool if self.leaf.kind == "bool" else str
        if isinstance(self.leaf, inspect.BoolType):
            return bool
        return int if isinstance(self.leaf, inspect.IntType) else str


def columns_of(names: Sequence[str], place: Place, policy: Policy) -> tuple[CaseColumn, ...]:
    """Return the columns of a header; CaseError for the first that no case has, or that is missing.

    A case needs an id, an act, and something about its subject.
    """
    if len(names) > COLUMNS_MAX:
        says = Text(
            id=f"{len(names)} kolom; paling banyak {COLUMNS_MAX}",
            en=f"{len(names)} columns; at most {COLUMNS_MAX}",
        )
        hint = Text(id="hapus kolom yang tidak terpakai", en="remove the columns not in use")
        raise CaseError(says, at=place, hint=hint)
    columns: list[CaseColumn] = []
    seen: set[Path] = set()
    for name, column in zip(names, _columns(names, policy), strict=True):
        if isinstance(column, Refusal):
            raise CaseError(column.says, at=place, hint=column.hint)
        if column.path and column.path in seen:
            told = shown(name.strip())
            says = Text(id=f"kolom {told} dua kali", en=f"column {told} stands twice")
            raise CaseError(says, at=place, hint=Text(id="hapus satu", en="remove one"))
        seen.add(column.path)
        columns.append(column)
    _refuse_missing(seen - {()}, place)
    return tuple(columns)


def known_columns(names: Iterable[str], policy: Policy) -> Iterator[CaseColumn]:
    """Yield the columns among some names that a case has."""
    for column in _columns(names, policy):
        if isinstance(column, CaseColumn) and column.path:
            yield column


def _columns(names: Iterable[str], policy: Policy) -> Iterator[CaseColumn | Refusal]:
    case = inspect.type_info(Case)
    for name in names:
        path = _path(name)
        if path in ((), EVIDENCE):
            yield CaseColumn(name, path)
            continue
        leaf = _leaf(case, path, (), name.strip(), policy)
        yield leaf if isinstance(leaf, Refusal) else CaseColumn(name, path, leaf)


def _path(name: str) -> Path:
    """Return the path in a case that a column's name means; none for a column that is not read."""
    name = name.strip()
    if name.startswith(_ANSWERED):
        return ()
    path: Path = tuple(
        int(part) if part.isdecimal() and len(part) < 10 else part for part in name.split(".")
    )
    return ("charges", 0, *path) if path[0] in _CHARGE else path


def _leaf(
    info: inspect.Type, path: Path, walked: Path, name: str, policy: Policy
) -> inspect.Type | Field | Refusal:
    if isinstance(info, inspect.UnionType):
        info = next(kind for kind in info.types if not isinstance(kind, inspect.NoneType))
    cls = getattr(info, "cls", None)
    rest = path[len(walked) :]
    parents = name.split(".")[: -len(rest) or None]
    known: list[str] = []
    if cls is Days:
        if rest in (("from",), ("to",)):
            return inspect.DateType()
        if not rest:
            return info
    elif cls is Facts:
        fields = {field.name: field for field in policy.fields if field.scope == "charge"}
        if len(rest) == 1 and rest[0] in fields:
            return fields[str(rest[0])]
        known = [".".join([*parents, field]) for field in fields]
    elif isinstance(info, inspect.StructType):
        inner = {field.encode_name: field.type for field in info.fields}
        if rest and rest[0] in inner:
            return _leaf(inner[str(rest[0])], path, path[: len(walked) + 1], name, policy)
        known = [".".join([*parents, key]) for key in inner]
        if not walked:
            known += [*_CHARGE, "subject.category"]
    elif isinstance(info, inspect.VarTupleType):
        if rest and isinstance(rest[0], int):
            return _leaf(info.item_type, path, path[: len(walked) + 1], name, policy)
        known = [".".join([*map(str, walked), "0"])]
    elif not rest:
        return info
    says = Text(id=f"kolom tidak dikenal: {shown(name)}", en=f"unknown column {shown(name)}")
    return Refusal(says, nearest(name, known))


def _refuse_missing(paths: Iterable[Path], place: Place) -> None:
    """Raise CaseError where no row of a table could be a case."""
    given = {(path[0], path[-1]) for path in paths}
    firsts = {first for first, _ in given}
    for column, there in (
        ("id", "id" in firsts),
        ("act", ("charges", "act") in given),
        ("subject.category", "subject" in firsts),
    ):
        if not there:
            says = Text(id=f"kolom {column!r} tidak ada", en=f"there is no column {column!r}")
            hint = Text(id=f"tambahkan {column} pada baris judul", en=f"add {column} to the header")
            raise CaseError(says, at=place, hint=hint)
