"""This file writes what two policies change for cases as data: every count, every row picked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from netralitas.desk.impacts.cases import SHOWN_MOST
from netralitas.desk.impacts.report import Compared
from netralitas.simulation.impacts import GROUPS, KINDS, Drilled


def data_of_impact(one: Compared) -> dict[str, Any]:
    """Return the whole comparison as data: every count, the rows picked, what was not judged."""
    impact = one.found.impact
    return {
        "schema": "netralitas/impact/v1",
        "old": {"named": one.old, "as_of": one.asked[0], "policies": one.digests[0]},
        "new": {"named": one.new, "as_of": one.asked[1], "policies": one.digests[1]},
        "cases": impact.cases,
        "compared": impact.both,
        "flipped": impact.flipped,
        "judged_by_old_only": impact.old_only,
        "judged_by_new_only": impact.new_only,
        "judged_by_neither": impact.neither,
        "kinds": {kind: _kind(one, kind) for kind in KINDS if kind in one.by},
        "by": {group: list(_group(one, group)) for group in GROUPS if group in one.by},
        "rows": {
            "matched": one.found.matched,
            "shown": len(one.found.rows),
            "most": SHOWN_MOST,
            "items": [_row(one, row) for row in one.found.rows],
        },
        "unjudged": [row._asdict() for row in one.found.unjudged],
    }


def _kind(one: Compared, kind: str) -> dict[str, Any]:
    impact = one.found.impact
    flips = impact.flips(kind)
    return {
        "flipped": flips,
        "stayed": impact.both - flips,
        "from_to": [
            {"from": old, "to": new, "cases": n, "share": n / impact.both}
            for (_, old, new), n in _ranked(impact.matrix(kind))
        ],
    }


def _group(one: Compared, group: str) -> Iterator[dict[str, Any]]:
    """Yield every value of a group: its cases, and from what to what each kind goes there."""
    by_kind = {kind: one.found.impact.matrix(kind, group) for kind in KINDS if kind in one.by}
    tiers = one.found.impact.matrix("tier", group)
    for of in sorted({of for of, _, _ in tiers}, key=str):
        own = {(old, new): n for (value, old, new), n in tiers.items() if value == of}
        yield {
            "value": of,
            "cases": sum(own.values()),
            "flipped": sum(n for (old, new), n in own.items() if old != new),
            "kinds": {
                kind: [
                    {"from": old, "to": new, "cases": n}
                    for (value, old, new), n in _ranked(matrix)
                    if value == of
                ]
                for kind, matrix in by_kind.items()
            },
        }


def _ranked(matrix: Mapping[Any, int]) -> list[tuple[Any, int]]:
    return sorted(matrix.items(), key=lambda one: (-one[1], str(one[0])))


def _row(one: Compared, row: Drilled) -> dict[str, Any]:
    told: dict[str, Any] = {
        "file": row.file,
        "row": row.row,
        "id": row.id,
        **row.groups,
        "flipped": row.flipped,
        "from_to": {kind: {"from": old, "to": new} for kind, (old, new) in row.values.items()},
        "old": row.old,
        "new": row.new,
        "provisions": row.provisions._asdict(),
        "case": row.case,
    }
    if one.argue is not None:
        old, new = one.argue(row)
        told["argument"] = {"old": old.verdict, "new": new.verdict}
    return told
