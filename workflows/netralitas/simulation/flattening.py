"""This file lays the plain values of case files out under the names of columns.

What a row cannot say in so many words is marked as odd, under the name of the column in which the
reader of single cases would say it; that reader then decides what it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from msgspec import inspect

from netralitas.facts import Case
from netralitas.simulation.cases import NONE
from netralitas.simulation.frames import ENTRIES_MAX

ODD: Final = object()
"""Stands for a value that the reader of single cases must look at."""

_DEPTH_MAX: Final = 6
_LEARNT_MAX: Final = 4096
"""Keys of one mapping that are kept in mind; a file of cases has far fewer."""

_MAPPINGS: Final = frozenset(
    {
        "facts",
        "process",
        "process.appeal",
        "process.delivery",
        "process.examination",
        "report",
        "subject",
    }
)
"""What may be empty, and then says nothing."""

_FACTS: Final = re.compile(r"charges\.[0-9]+\.facts")
_LISTS: Final = frozenset(
    {"charges", "officials", "priors", "process.imposed", "process.summonses"}
)
_FIRST_CHARGE: Final = frozenset({"act", "at", "facts"})


class Flattening:
    """Lays cases out, one after the other, and counts the keys they were written with.

    It keeps in mind which key stands for which column, so that the second case costs less than the
    first. A name without a column, and the empty name, are as odd as `ODD` itself.
    """

    def __init__(self) -> None:
        self._root = _Mapping("", 0)
        self.keys = 0

    def cells(self, data: dict[str, Any]) -> dict[str, Any]:
        """Return the values of one case under the names of their columns."""
        cells: dict[str, Any] = {}
        self._lay(data, self._root, cells)
        return cells

    def _lay(self, data: dict[str, Any], mapping: _Mapping, cells: dict[str, Any]) -> bool:
        """Lay a mapping out; returns whether it says anything."""
        self.keys += len(data)
        said = False
        names = mapping.names
        for key, value in data.items():
            name = names.get(key)
            if name is None:
                name = mapping.learn(key)
            kind = type(value)
            if kind is dict:
                if not value:
                    if name not in _MAPPINGS and not _FACTS.fullmatch(name):
                        cells["report.by.confidential" if key == "by" else ""] = ODD
                        said = True
                elif not name or mapping.depth == _DEPTH_MAX:
                    cells[""] = ODD
                    said = True
                elif self._lay(value, mapping.inner(key, f"{name}."), cells):
                    said = True
            elif kind is list:
                self._list(value, name, mapping, cells)
                said = True
            elif value is None:
                known = key in _NULLABLE or mapping.of_facts
                cells[name if known else ""] = None if known and name else ODD
            else:
                cells[name] = value if name and name != "evidence" else ODD
                said = True
        return said

    def _list(
        self, entries: list[Any], name: str, mapping: _Mapping, cells: dict[str, Any]
    ) -> None:
        if not name or mapping.depth == _DEPTH_MAX or len(entries) > ENTRIES_MAX:
            cells[""] = ODD
        elif not entries:
            if name == "evidence":
                cells[name] = NONE
            elif name not in _LISTS:
                cells[name if name.endswith(".charges") else ""] = ODD
        for number, entry in enumerate(entries[:ENTRIES_MAX]):
            if type(entry) is not dict:
                cells[f"{name}.{number}"] = entry
                continue
            first = name == "charges" and not number
            inner = mapping.inner(f"{name}.{number}", "" if first else f"{name}.{number}.")
            if not self._lay(entry, inner, cells):
                last = ".same_violation" if name == "priors" else ""
                cells[f"{name}.{number}{last}"] = ODD


class _Mapping:
    """The names of columns for which the keys of one mapping of a case file stand."""

    __slots__ = ("_inner", "_prefix", "depth", "names", "of_facts")

    def __init__(self, prefix: str, depth: int) -> None:
        self._prefix = prefix
        self._inner: dict[str, _Mapping] = {}
        self.depth = depth
        self.names: dict[str, str] = {}
        self.of_facts = prefix.endswith("facts.")

    def learn(self, key: str) -> str:
        """Return the name of the column of a key; empty where it would be that of another."""
        name = self._prefix + key
        # In the first charge only its own keys have no prefix, and elsewhere those have one.
        mistaken = not self._prefix and (key in _FIRST_CHARGE) is not (self.depth > 0)
        if mistaken or not key.isidentifier():
            name = ""
        if len(self.names) < _LEARNT_MAX:
            self.names[key] = name
        return name

    def inner(self, key: str, prefix: str) -> _Mapping:
        """Return the mapping that stands under a key."""
        found = self._inner.get(key)
        if found is None:
            found = _Mapping(prefix, self.depth + 1)
            if len(self._inner) < _LEARNT_MAX:
                self._inner[key] = found
        return found


def _keys(info: inspect.Type) -> Iterator[tuple[str, bool]]:
    """Yield every key of a type and of the types in it, and whether its value may be null."""
    if isinstance(info, inspect.UnionType):
        for kind in info.types:
            yield from _keys(kind)
    elif isinstance(info, inspect.VarTupleType):
        yield from _keys(info.item_type)
    elif isinstance(info, inspect.StructType):
        for field in info.fields:
            kinds = field.type.types if isinstance(field.type, inspect.UnionType) else ()
            yield field.encode_name, any(isinstance(kind, inspect.NoneType) for kind in kinds)
            yield from _keys(field.type)


_FOUND: Final = tuple(_keys(inspect.type_info(Case)))
_NULLABLE: Final = {key for key, _ in _FOUND} - {key for key, nullable in _FOUND if not nullable}
"""The keys whose value may be null wherever they stand."""
