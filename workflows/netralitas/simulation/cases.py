"""This file makes the case of one row of a frame, and the row of a case."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from datetime import date
from enum import Enum
from typing import Any, Final

import msgspec

from netralitas.facts import CASE_SCHEMA, Case, CaseError, Days, Evidence, Facts, Place, Text
from netralitas.policy import Candidate, Policy, case_as_stated, case_from
from netralitas.simulation.frames import ENTRIES_MAX, Path, name_of

NONE: Final = "none"
"""What stands for a list of which it is known that it is empty."""

_LISTS: Final = frozenset({"charges", "evidence", "priors", "officials", "summonses", "imposed"})


def case_of(row: Mapping[str, Any], policy: Policy) -> Case:
    """Return the case of a row whose columns are dotted paths; CaseError when it is none.

    None is an absent value. `act`, `at` and `facts.*` are the first charge.
    """
    return case_from(_candidate(row), policy)


def valid_case_of(row: Mapping[str, Any]) -> Case:
    """Return the case of a row of a frame, which holds valid cases only."""
    return case_as_stated(_candidate(row))


def _candidate(row: Mapping[str, Any]) -> Candidate:
    facts: dict[str, Any] = {}
    first: dict[str, Any] = {"facts": facts}
    nested: dict[str, Any] = {"schema": CASE_SCHEMA, "subject": {}, "charges": {"0": first}}
    for name, value in row.items():
        if value is None:
            continue
        head, _, rest = name.partition(".")
        if head == "facts":
            facts[rest] = value
            continue
        at = first if head == "act" or head == "at" else nested
        if not rest:
            at[head] = value
        elif "." not in rest:
            at.setdefault(head, {})[rest] = value
        else:
            parts = rest.split(".")
            at = at.setdefault(head, {})
            for part in parts[:-1]:
                at = at.setdefault(part, {})
            at[parts[-1]] = value
    for charge in nested["charges"].values():
        if (days := charge.get("at")) is not None:
            charge["at"] = _plain_days(days)
    for name in _LISTS & nested.keys():
        nested[name] = _entries(nested[name])
    if (process := nested.get("process")) is not None:
        for name in _LISTS & process.keys():
            process[name] = _entries(process[name])
    return Candidate(nested, _in_row)


def row_of(case: Case, names: Container[str], place: Callable[[Path], Place]) -> dict[str, Any]:
    """Return a case as a row of a frame that has columns of these names.

    Days of an act are text, as `at` may hold a month; other days are dates. CaseError for a case
    with more entries in a list than a row has room for.
    """
    row: dict[str, Any] = {}
    listed = "evidence" in names and _listed(case.evidence)
    if listed:
        row["evidence"] = listed
    for path, value, default in _leaves(case, (), place):
        name = name_of(path)
        if listed and path[0] == "evidence":
            continue
        if isinstance(value, Days):
            row |= _days(value, name, names)
        elif name in names:
            row[name] = value
        elif value != default:
            raise AssertionError(f"no column for {name}")
    return row


def _in_row(path: Path) -> Place:
    return Place("row", 0, name_of(path))


def _evidence(cell: str) -> list[dict[str, Any]]:
    if cell == NONE:
        return []
    pieces = (piece.strip().partition(":") for piece in cell.replace(";", ",").split(","))
    return [{"kind": kind, "verified": mark == "verified"} for kind, _, mark in pieces]


def _plain_days(days: Any) -> Any:
    """Return the days of an act as a case file has them."""
    if isinstance(days, date):
        return Days.of(days)
    if isinstance(days, dict):
        return {key: day.isoformat() for key, day in days.items()}
    return days


def _entries(value: Any) -> Any:
    """Return a list whose entries stand under their numbers; what is only marked is empty."""
    if isinstance(value, str):
        return _evidence(value)
    entries = [{} if value[key] is True else value[key] for key in sorted(value, key=int)]
    for entry in entries:
        # Which charges a piece of evidence is for is a list in a list.
        if isinstance(entry, dict) and "charges" in entry:
            named = entry["charges"]
            entry["charges"] = [] if named is True else _entries(named)
    return entries


def _leaves(
    value: Any, path: Path, place: Callable[[Path], Place], default: Any = None
) -> Iterator[tuple[Path, Any, Any]]:
    """Yield every value that a case states, with what its column would mean if it were absent."""
    if value is None:
        return
    if isinstance(value, msgspec.Struct):
        yield from _fields(value, path, place)
    elif isinstance(value, tuple):
        if len(value) > ENTRIES_MAX:
            raise _too_wide(len(value), place(path))
        if not value and path[-1:] == ("charges",):
            yield path, True, None
        for number, entry in enumerate(value):
            found = list(_leaves(entry, (*path, number), place))
            yield from found or [((*path, number), True, None)]
    elif isinstance(value, Facts):
        for name, fact in value.items():
            yield (*path, name), fact, None
    else:
        yield path, value.value if isinstance(value, Enum) else value, default


def _fields(
    value: msgspec.Struct, path: Path, place: Callable[[Path], Place]
) -> Iterator[tuple[Path, Any, Any]]:
    fields = msgspec.structs.fields(value)
    for field in fields:
        if field.name == "schema":
            continue
        default = None if field.default is msgspec.NODEFAULT else field.default
        inner = (*path, field.encode_name)
        yield from _leaves(getattr(value, field.name), inner, place, default)


def _days(days: Days, name: str, names: Container[str]) -> dict[str, Any]:
    month = Days.month(days.first.year, days.first.month)
    if name in names and days.certain:
        return {name: days.first.isoformat()}
    if name in names and days == month:
        return {name: f"{days.first.year}-{days.first.month:02}"}
    return {f"{name}.from": days.first, f"{name}.to": days.last}


def _listed(evidence: tuple[Evidence, ...] | None) -> str | None:
    """Return evidence as one cell; None where there is more to say than kinds and their marks."""
    if evidence is None or any(one.sha256 or one.charges is not None for one in evidence):
        return None
    told = (f"{one.kind.value}:verified" if one.verified else one.kind.value for one in evidence)
    return "; ".join(told) or NONE


def _too_wide(entries: int, place: Place) -> CaseError:
    return CaseError(
        Text(
            id=f"{entries} butir; satu baris tabel memuat paling banyak {ENTRIES_MAX}",
            en=f"{entries} entries; a row of a table holds at most {ENTRIES_MAX}",
        ),
        at=place,
        hint=Text(id="nilai kasus ini tersendiri", en="judge this case by itself"),
    )
