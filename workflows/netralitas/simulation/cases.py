"""This file makes the case of one row of a frame, exactly as the reader of single cases would."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec

from netralitas.facts import CASE_SCHEMA, Case, CaseError
from netralitas.policy import Policy, read_cases


def case_of(row: Mapping[str, Any], policy: Policy) -> Case:
    """Return the case of a row whose columns are dotted paths; CaseError when it is none.

    None is an absent value. `act`, `at` and `facts.*` are the single (or first) charge.
    """
    nested: dict[str, Any] = {"schema": CASE_SCHEMA, "subject": {}}
    for name, value in row.items():
        if value is None:
            continue
        path = name.split(".")
        if path[0] in ("act", "at", "facts"):
            path = ["charges", "0", *path]
        at = nested
        for part in path[:-1]:
            at = at.setdefault(part, {})
        at[path[-1]] = value.isoformat() if isinstance(value, date) else value
    if isinstance(nested.get("evidence"), str):
        nested["evidence"] = _evidence(nested["evidence"])
    content = msgspec.json.encode(_lists(nested))
    case = next(read_cases(content, "row.json", policy, format="json"))
    if isinstance(case, CaseError):
        raise case
    return case


def _evidence(cell: str) -> list[dict[str, Any]]:
    if cell == "none":
        return []
    pieces = (piece.strip().partition(":") for piece in cell.replace(";", ",").split(","))
    return [
        {"kind": kind.strip(), "verified": mark.strip() == "verified"} for kind, _, mark in pieces
    ]


def _lists(nested: Any) -> Any:
    if not isinstance(nested, dict):
        return nested
    if nested and all(key.isdecimal() for key in nested):
        return [_lists(nested[key]) for key in sorted(nested, key=int)]
    return {key: _lists(value) for key, value in nested.items()}
