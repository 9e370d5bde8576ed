"""This file compares two policies row by row, as data: what only one has, and what was changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from netralitas.facts import Text
from netralitas.judgement.difference import Change, RowDifference, Switch
from netralitas.policy import Fills, Pack, Policy, encode, to_plain

_NAMES = ("digest", "calendar_digest")
"""What names a policy or is made of its other sections: it says nothing of its own."""

_PACK_PARTS = (
    "region",
    "name",
    "legal_basis",
    "maintainer",
    "valid",
    "demonstration",
    "quotes",
    "not_known",
)
"""What a pack says besides the instruments and terms that it fills."""


def row_differences(old: Policy, new: Policy) -> tuple[RowDifference, ...]:
    """Return every row of every section that the two policies do not have alike."""
    return tuple(
        found
        for section in Policy.__struct_fields__
        if section not in _NAMES
        for found in _section(section, getattr(old, section), getattr(new, section))
    )


def pack_differences(old: Pack | None, new: Pack | None) -> tuple[RowDifference, ...]:
    """Return what the packs laid over two policies do not have alike, term by term."""
    if old is not None and new is not None and old.digest == new.digest:
        return ()
    found: list[RowDifference] = []
    for part in _PACK_PARTS:
        ours, theirs = (None if pack is None else getattr(pack, part) for pack in (old, new))
        found += _section(f"pack.{part}", ours, theirs)
    for term in Fills.__struct_fields__:
        ours, theirs = (() if pack is None else getattr(pack.fills, term) for pack in (old, new))
        found += _section(f"pack.{term}", ours, theirs)
    return tuple(found)


def switches(old: Policy, new: Policy, asked: tuple[date, date]) -> tuple[Switch, ...]:
    """Return the rows of both policies that are in force as of one of two days alone.

    Only rows whose days are compared with the day of decision, or of asking, can be switches: all
    others go by the day of the act, which a case states.
    """
    found: list[Switch] = []
    for section in ("ladders", "deadlines", "bodies", "measures", "lacking"):
        sides = [_dated(section, getattr(policy, section)) for policy in (old, new)]
        for name in dict.fromkeys((*sides[0], *sides[1])):
            ours, theirs = (side.get(name, ()) for side in sides)
            before = any(_holds(row, asked[0]) for row in ours)
            after = any(_holds(row, asked[1]) for row in theirs)
            if ours and theirs and before != after:
                row = (theirs if after else ours)[0]
                found.append(
                    Switch(
                        section=section,
                        row=name,
                        since=row.since,
                        until=row.until,
                        old=before,
                        new=after,
                        text=row.text,
                    )
                )
    return tuple(found)
