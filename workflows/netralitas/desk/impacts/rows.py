"""This file writes the rows that flip, and those that one side could not judge, as tables."""

from __future__ import annotations

from collections.abc import Iterator

from netralitas.desk.impacts.cases import UnjudgedRow
from netralitas.desk.impacts.phrases import said
from netralitas.desk.impacts.report import Compared
from netralitas.facts import Language
from netralitas.simulation import Cell, Table
from netralitas.simulation.impacts import GROUPS, Drilled, group_word, value_word

_ROW_KEYS = (
    *("file", "row", "id", *GROUPS, "flipped", "old", "new"),
    *("provisions.old", "provisions.new", "provisions.changed"),
)


def tables_of_rows(one: Compared) -> Iterator[Table]:
    """Yield the rows picked and the rows that one side could not judge, as tables."""
    language = one.language
    if one.found.rows:
        yield _table("rows", _ROW_KEYS, [_cells(one, row) for row in one.found.rows], language)
    if one.found.unjudged:
        rows: list[tuple[Cell, ...]] = [tuple(row) for row in one.found.unjudged]
        yield _table("unjudged", UnjudgedRow._fields, rows, language)


def _cells(one: Compared, row: Drilled) -> tuple[Cell, ...]:
    language, wording = one.language, one.wording
    sides = [
        "; ".join(
            value_word(kind, row.values[kind][side], language, wording) for kind in row.flipped
        )
        for side in (0, 1)
    ]
    return (
        row.file,
        row.row,
        row.id,
        *(group_word(group, row.groups[group], language, wording) for group in GROUPS),
        ", ".join(said(f"label.{kind}", language) for kind in row.flipped),
        *sides,
        *("; ".join(rows) for rows in row.provisions),
    )


def _table(
    name: str, keys: tuple[str, ...], rows: list[tuple[Cell, ...]], language: Language
) -> Table:
    headings = (said(key, language) for key in keys)
    return Table(
        name=name,
        title=said(f"table.{name}", language),
        keys=keys,
        headings=tuple(heading[:1].upper() + heading[1:] for heading in headings),
        rows=tuple(rows),
    )
