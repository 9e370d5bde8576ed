"""This file reads one case from each row of a CSV table, whose columns are dotted paths.

    id,election,subject.category,subject.level,act,at,facts.reaction,evidence
    LMJ-1,pilkada_2024,pns,pengawas,react_online,2024-10-02,comment,foto:verified

An empty cell is an absent value. `act`, `at` and `facts.*` are the single charge; several charges
are `charges.0.act`, `charges.1.act`. `evidence` lists kinds, `none` says that there is none.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from msgspec import inspect

from netralitas.facts import CASE_SCHEMA, Case, CaseError, Days, Facts, Place, Text, nearest
from netralitas.policy.located import Bounds, decode
from netralitas.policy.model import Policy
from netralitas.policy.scalars import Path, path_text, shown

_CHARGE = ("act", "at", "facts")
_EVIDENCE: Path = ("evidence",)


class Row(NamedTuple):
    """The values of one row as a case file would nest them, or why they cannot be nested."""

    data: Any
    place: Callable[[Path], Place]
    fault: CaseError | None = None


class _Column(NamedTuple):
    name: str
    path: Path
    kind: type | None


def read_rows(content: bytes, file: str, policy: Policy, *, bounds: Bounds) -> Iterator[Row]:
    """Yield one row for each line of data; raises CaseError for a header that no case has.

    Columns are told apart by commas, or by semicolons where the header has more of those.
    """
    text = decode(content, file, error=CaseError, bounds=bounds._replace(nodes=bounds.bytes))
    header = text.partition("\n")[0]
    delimiter = ";" if header.count(";") > header.count(",") else ","
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    columns: list[_Column] | None = None
    while True:
        try:
            cells = next(lines)
        except StopIteration:
            break
        except csv.Error as fault:
            says = Text(id=f"bukan CSV yang sah: {fault}", en=f"not valid CSV: {fault}")
            raise CaseError(says, at=Place(file, lines.line_num), hint=_QUOTES) from None
        if not any(cell.strip() for cell in cells):
            continue
        if columns is None:
            columns = _columns(cells, Place(file, lines.line_num), policy)
            continue
        yield _row(cells, columns, _on(file, lines.line_num))
    if columns is None:
        says = Text(id="tabel tanpa baris judul", en="a table without a header")
        raise CaseError(says, at=Place(file), hint=_HEADER)


_QUOTES = Text(id="periksa tanda kutip", en="check the quotes")
_HEADER = Text(
    id="misalnya id,subject.category,act,at", en="for example id,subject.category,act,at"
)


def _on(file: str, line: int) -> Callable[[Path], Place]:
    return lambda path: Place(file, line, path_text(path))


def _columns(names: list[str], place: Place, policy: Policy) -> list[_Column]:
    columns: list[_Column] = []
    seen: set[Path] = set()
    case = inspect.type_info(Case)
    for name in map(str.strip, names):
        path: Path = tuple(int(part) if part.isdecimal() else part for part in name.split("."))
        if path[0] in _CHARGE:
            path = ("charges", 0, *path)
        if path in seen:
            says = Text(id=f"kolom {shown(name)} dua kali", en=f"column {shown(name)} stands twice")
            raise CaseError(says, at=place, hint=Text(id="hapus satu", en="remove one"))
        seen.add(path)
        kind = str if path == _EVIDENCE else _kind(case, path, (), name, place, policy)
        columns.append(_Column(name, path, kind))
    return columns


def _kind(
    info: inspect.Type, path: Path, walked: Path, name: str, place: Place, policy: Policy
) -> type:
    """The type of the cells of a column; CaseError when a case has no such value."""
    if isinstance(info, inspect.UnionType):
        info = next(kind for kind in info.types if not isinstance(kind, inspect.NoneType))
    cls = getattr(info, "cls", None)
    rest = path[len(walked) :]
    known: list[str] = []
    if cls is Days:
        if not rest or rest in (("from",), ("to",)):
            return str
    elif cls is Facts:
        fields = {field.name: field for field in policy.fields if field.scope == "charge"}
        if len(rest) == 1 and rest[0] in fields:
            return bool if fields[str(rest[0])].kind == "bool" else str
        known = [".".join([*name.split(".")[: -len(rest) or None], field]) for field in fields]
    elif isinstance(info, inspect.StructType):
        inner = {field.encode_name: field.type for field in info.fields}
        if rest and rest[0] in inner:
            return _kind(inner[str(rest[0])], path, path[: len(walked) + 1], name, place, policy)
        parents = name.split(".")[: -len(rest) or None]
        known = [".".join([*parents, key]) for key in inner]
        if not walked:
            known += [*_CHARGE, "subject.category"]
    elif isinstance(info, inspect.VarTupleType):
        if rest and isinstance(rest[0], int):
            return _kind(info.item_type, path, path[: len(walked) + 1], name, place, policy)
        known = [".".join([*map(str, walked), "0"])]
    elif not rest:
        if isinstance(info, inspect.BoolType):
            return bool
        return int if isinstance(info, inspect.IntType) else str
    says = Text(id=f"kolom tidak dikenal: {shown(name)}", en=f"unknown column {shown(name)}")
    raise CaseError(says, at=place, hint=nearest(name, known))


def _row(cells: list[str], columns: list[_Column], place: Callable[[Path], Place]) -> Row:
    if len(cells) > len(columns):
        says = Text(
            id=f"{len(cells)} sel, hanya {len(columns)} kolom",
            en=f"{len(cells)} cells, only {len(columns)} columns",
        )
        return Row(None, place, CaseError(says, at=place(()), hint=_QUOTES))
    nested: dict[str | int, Any] = {"schema": CASE_SCHEMA, "subject": {}}
    for column, cell in zip(columns, cells, strict=False):
        cell = cell.strip()
        if not cell:
            continue
        at = nested
        for part in column.path[:-1]:
            at = at.setdefault(part, {})
            if not isinstance(at, dict):
                return Row(None, place, _given_twice(column, place))
        last = column.path[-1]
        value = _evidence(cell) if column.path == _EVIDENCE else _read(cell, column.kind)
        if last in at and last != "schema":
            return Row(None, place, _given_twice(column, place))
        at[last] = value
    return Row(_lists(nested), place)


def _given_twice(column: _Column, place: Callable[[Path], Place]) -> CaseError:
    name = shown(column.name)
    says = Text(id=f"{name} sudah diisi kolom lain", en=f"{name} is given by another column too")
    return CaseError(says, at=place(column.path), hint=Text(id="isi satu", en="fill in one"))


def _evidence(cell: str) -> list[dict[str, Any]]:
    """`foto:verified; tautan`: kinds, of which those marked are verified; `none`: there is none."""
    if cell == "none":
        return []
    pieces = (piece.strip().partition(":") for piece in cell.replace(";", ",").split(","))
    return [
        {"kind": kind.strip(), "verified": True if mark.strip() == "verified" else False}
        if mark.strip() in ("", "verified")
        else {"kind": kind.strip(), "verified": mark.strip()}
        for kind, _, mark in pieces
    ]


def _read(cell: str, kind: type | None) -> str | bool | int:
    """What cannot be read stays text, and is refused as such where the case is made."""
    if kind is bool and cell.lower() in ("true", "false"):
        return cell.lower() == "true"
    if kind is int and cell.isdecimal() and len(cell) < 10:
        return int(cell)
    return cell


def _lists(nested: Any) -> Any:
    """Turn mappings with numbered keys into lists; numbers left out are closed up."""
    if not isinstance(nested, dict):
        return [_lists(item) for item in nested] if isinstance(nested, list) else nested
    if nested and all(isinstance(key, int) for key in nested):
        return [_lists(nested[key]) for key in sorted(nested)]
    return {key: _lists(value) for key, value in nested.items()}
