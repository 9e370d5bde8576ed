"""This file shows what would have followed had a refused pack changed the law it reached for."""

from __future__ import annotations

from typing import Any, Final

import msgspec

from netralitas.facts import NetralitasError, PolicyError
from netralitas.judgement import CounterExample, prove_bounds
from netralitas.policy import (
    POLICY_SCHEMA,
    Instrument,
    Policy,
    PolicyFile,
    check_rows,
    convert_located,
    digest,
)
from netralitas.regions.properties.candidate import Candidate
from netralitas.regions.properties.permissions import permits_of

_DATED: Final = ("provisions", "ladders")
"""The sections whose rows hold on the days of the instrument they cite first."""


def attempted(candidate: Candidate) -> CounterExample | None:
    """Return the smallest case that a pack would have decided otherwise, had it been let.

    The rows it wrote in the nation's own format are laid in memory, those of the same id in the
    place of the national ones. None for a pack that reached for no such rows, for rows that no
    policy can hold, and where they change nothing.
    """
    policy = candidate.nation.law.policy
    try:
        tried = _tried(candidate)
        if tried is None:
            return None
        laid = _laid(policy, *tried)
        if check_rows(laid):
            return None
        proof = prove_bounds(policy, laid, permits_of(policy))
    except NetralitasError:
        return None
    return proof if isinstance(proof, CounterExample) else None


def _tried(candidate: Candidate) -> tuple[PolicyFile, tuple[Instrument, ...]] | None:
    """Return the closed sections that a pack fills, as a policy file, and its instruments."""
    data = candidate.located.data
    if not isinstance(data, dict):
        return None
    fills = data.get("fills")
    both: dict[str, Any] = {**data, **(fills if isinstance(fills, dict) else {})}
    closed = {word for term in candidate.nation.law.policy.closed_terms for word in term.words}
    sections = {
        name: rows
        for name, rows in both.items()
        if name in closed and name in PolicyFile.__struct_fields__
    }
    if not sections:
        return None
    file = convert_located(
        {"schema": POLICY_SCHEMA, **sections},
        PolicyFile,
        place=candidate.located.place,
        error=PolicyError,
    )
    own = convert_located(
        data.get("instruments", []),
        tuple[Instrument, ...],
        place=candidate.located.place,
        error=PolicyError,
    )
    return file, own


def _laid(policy: Policy, file: PolicyFile, own: tuple[Instrument, ...]) -> Policy:
    instruments = (*policy.instruments, *own)
    days = {one.id: (one.since, one.until) for one in instruments}
    changed: dict[str, Any] = {"instruments": instruments}
    for section in PolicyFile.__struct_fields__:
        new = getattr(file, section)
        if section not in Policy.__struct_fields__ or not new:
            continue
        there = getattr(policy, section)
        if isinstance(new, dict):
            changed[section] = {**there, **new}
        elif isinstance(new, tuple):
            dated = [_dated(row, days) if section in _DATED else row for row in new]
            changed[section] = _replaced(there, dated)
        else:
            changed[section] = new
    return msgspec.structs.replace(policy, digest=digest((policy.digest, file)), **changed)


def _dated(row: Any, days: dict[str, tuple[Any, Any]]) -> Any:
    since, until = days.get(row.cites[0].instrument, (None, None)) if row.cites else (None, None)
    return msgspec.structs.replace(row, since=row.since or since, until=row.until or until)


def _replaced(there: tuple[Any, ...], new: list[Any]) -> tuple[Any, ...]:
    """Return the rows with each new one in the place of those of its name, else at the end."""
    left: dict[object, list[Any]] = {}
    for row in new:
        left.setdefault(_name(row), []).append(row)
    names = set(left) - {None}
    rows: list[Any] = []
    for row in there:
        name = _name(row)
        rows += left.pop(name, []) if name in names else [row]
    return (*rows, *(row for some in left.values() for row in some))


def _name(row: Any) -> object:
    return getattr(row, "id", None) or getattr(row, "name", None) or getattr(row, "year", None)
