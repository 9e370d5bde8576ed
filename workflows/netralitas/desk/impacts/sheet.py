"""This file writes the list of differences as one sheet for machines, in stored values."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from typing import TextIO

from netralitas.desk.impacts.words import stated
from netralitas.desk.rows import safe_cell
from netralitas.facts import Case, Value
from netralitas.judgement.differing import (
    Combinations,
    Condition,
    Differences,
    RowDifference,
    Stretch,
    Switch,
    Types,
    Window,
)
from netralitas.policy import to_plain

SHEET = (
    *("part", "kind", "act", "old", "new", "combinations"),
    *("rows_old", "rows_new", "rows_changed", "dates", "conditions", "days", "case"),
)
"""The columns; a part of the list leaves empty those that say nothing of it."""

Row = dict[str, str]


def write_sheet(found: Differences, out: TextIO) -> None:
    """Write the whole list: combinations set of days by set of days, then types, rows, switches."""
    sheet = csv.DictWriter(out, SHEET, lineterminator="\n", restval="")
    sheet.writeheader()
    for row in _rows(found):
        sheet.writerow({name: safe_cell(cell) for name, cell in row.items()})


def _rows(found: Differences) -> Iterator[Row]:
    for group in found.combinations:
        yield from _combinations(group)
    for types in found.types:
        yield _types(types)
    for row in found.rows:
        yield _row(row)
    for switch in found.switches:
        yield _switch(switch)


def _combinations(one: Combinations) -> Iterator[Row]:
    """Yield a row for each set of days; the number is that of all its rows together."""
    for place, where in enumerate(one.where):
        yield {
            "part": "combinations",
            "kind": one.kind,
            "act": one.act,
            "old": one.old.text.en,
            "new": one.new.text.en,
            "combinations": "" if place else str(one.count),
            "rows_old": ";".join(one.turning.old),
            "rows_new": ";".join(one.turning.new),
            "rows_changed": ";".join(one.turning.changed),
            "dates": "true" if one.turning.dates else "false",
            "conditions": " | ".join(_condition(condition) for condition in where.conditions),
            "days": ";".join(_window(window) for window in where.days),
            "case": _case(one.case),
        }


def _types(one: Types) -> Row:
    people = "|".join(category.value for category in one.categories)
    conditions = [f"category={people}", f"at={_stretches(one.acts)}"]
    if one.decisions:
        conditions.append(f"decided_at={_stretches(one.decisions)}")
    return {
        "part": "types",
        "kind": f"{one.track.value}:{one.tier.value}" if one.tier else one.track.value,
        "old": ";".join(f"{ladder.id}({'+'.join(ladder.types)})" for ladder in one.old),
        "new": ";".join(f"{ladder.id}({'+'.join(ladder.types)})" for ladder in one.new),
        "rows_changed": ";".join(one.rows),
        "conditions": " & ".join(conditions),
        "case": _case(one.case),
    }


def _row(one: RowDifference) -> Row:
    named = {"old_only": "rows_old", "new_only": "rows_new"}.get(one.kind, "rows_changed")
    return {
        "part": one.section,
        "kind": one.kind,
        named: one.row,
        "old": "; ".join(f"{c.key}={_json(c.old)}" for c in one.changes),
        "new": "; ".join(f"{c.key}={_json(c.new)}" for c in one.changes),
    }


def _switch(one: Switch) -> Row:
    return {
        "part": f"switch.{one.section}",
        "kind": "in_force",
        "old": "true" if one.old else "false",
        "new": "true" if one.new else "false",
        "rows_changed": one.row,
        "days": f"{one.since or ''}..{one.until or ''}",
    }


def _condition(one: Condition) -> str:
    return " & ".join(
        f"{fact}={'|'.join(_value(value) for value in values)}"
        for fact, values in one.facts.items()
    )


def _value(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _window(one: Window) -> str:
    return f"{one.election}/{one.contest} {one.first}..{one.last or ''}"


def _stretches(some: Sequence[Stretch]) -> str:
    return "|".join(f"{one.first or ''}..{one.last or ''}" for one in some)


def _case(case: Case | None) -> str:
    return "" if case is None else _json(stated(to_plain(case)))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
