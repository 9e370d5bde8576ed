"""This file is a finding about one row of a policy, and the way through a policy's rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from netralitas.facts import Text
from netralitas.policy.model import Policy
from netralitas.policy.scalars import Path, Refusal

CITED = (
    "provisions",
    "sanctions",
    "ladders",
    "weights",
    "combinations",
    "deadlines",
    "elections",
    "chains",
    "authority",
    "panels",
    "bodies",
    "measures",
)
"""The sections whose every row stands on a citation."""

DATED = ("provisions", "ladders", "deadlines", "measures", "bodies", "lacking", "instruments")
"""The sections whose rows may bound the days on which they hold."""

UNCITED = Refusal(
    Text(id="tanpa dasar hukum", en="no citation"),
    Text(
        id='misalnya cites: [{instrument: pp-94-2021, pasal: "5"}]',
        en='for example cites: [{instrument: pp-94-2021, pasal: "5"}]',
    ),
)
"""The refusal of a row that stands on no law."""

Row = tuple[str, int, Any]
"""A row of a policy: its section, its place there, itself."""


class RowFinding(msgspec.Struct, frozen=True, kw_only=True):
    """Something wrong with a row: `kind` a stable key, `row` its name, `path` the place inside it.

    `section` and `index` say which row of the policy it is.
    """

    kind: str
    section: str
    index: int
    row: str
    path: Path
    text: Text
    hint: Text | None = None


def finding(kind: str, row: Row, path: Path, text: Text, hint: Text | None) -> RowFinding:
    """Return a finding about a row."""
    section, index, value = row
    name = str(key_of(value) or section)
    return RowFinding(
        kind=kind, section=section, index=index, row=name, path=path, text=text, hint=hint
    )


def rows_of(policy: Policy, section: str) -> Iterator[tuple[int, Any]]:
    """Yield the rows of a section with their places; nothing for what is no section of rows."""
    rows = getattr(policy, section)
    if isinstance(rows, tuple):
        yield from enumerate(rows)


def key_of(row: Any) -> object:
    """Return what a row is named by: id, name, role or year; None for a row without a name."""
    for name in ("id", "name", "role", "year"):
        key = getattr(row, name, None)
        if isinstance(key, str | int):
            return key
    return None
