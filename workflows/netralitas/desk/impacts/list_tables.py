"""This file writes the list of what tells two policies apart as tables, for page and workbook."""

from __future__ import annotations

import json
from collections.abc import Iterator

from netralitas.desk.impacts.list import Listed, condition_lines
from netralitas.desk.impacts.phrases import said
from netralitas.desk.impacts.words import (
    row_words,
    stated,
    stretch_words,
    turning_words,
    types_words,
    window_words,
)
from netralitas.facts import Case
from netralitas.policy import to_plain
from netralitas.simulation import Cell, Table


def tables_of_list(listed: Listed) -> tuple[Table, ...]:
    """Return the list as tables, those that have something to say: nothing is left out of them."""
    tables = (
        _table("combinations", _COMBINATIONS, _combination_rows(listed), listed),
        _table("examples", ("act", "old", "new", "example"), _example_rows(listed), listed),
        _table("types", ("law", "days", "example"), _type_rows(listed), listed),
        _table("sections", ("law", "row", "changes"), _section_rows(listed), listed),
        _table("switches", ("law", "row", "changes"), _switch_rows(listed), listed),
    )
    return tuple(table for table in tables if table.rows)


_COMBINATIONS = (
    *("act", "kind", "old", "new", "count"),
    *("turning", "conditions", "days"),
)


def _combination_rows(listed: Listed) -> Iterator[tuple[Cell, ...]]:
    """Yield a row for each group and each set of days: all its conditions, all its days."""
    language = listed.words.language
    for one in listed.found.combinations:
        for place, where in enumerate(one.where):
            told = (text or said("always", language) for text in condition_lines(listed, where))
            yield (
                listed.words.act(one.act),
                said(f"kind.{one.kind}", language),
                one.old.text.in_(language),
                one.new.text.in_(language),
                None if place else one.count,  # of all its rows together
                turning_words(one.turning, language),
                " | ".join(told),
                window_words(where.days, language, most=len(where.days)),
            )


def _example_rows(listed: Listed) -> Iterator[tuple[Cell, ...]]:
    language = listed.words.language
    for one in listed.found.combinations:
        sides = (one.old.text.in_(language), one.new.text.in_(language))
        yield (listed.words.act(one.act), *sides, _case(one.case) or said("no_case", language))


def _type_rows(listed: Listed) -> Iterator[tuple[Cell, ...]]:
    language = listed.words.language
    for one in listed.found.types:
        days = said("acts", language, days=stretch_words(one.acts, language))
        if one.decisions:
            days += f"; {said('decisions', language, days=stretch_words(one.decisions, language))}"
        yield (types_words(one, listed.words), days, _case(one.case))


def _section_rows(listed: Listed) -> Iterator[tuple[Cell, ...]]:
    for one in listed.found.rows:
        yield (one.section, one.row, row_words(one, listed.words.language))


def _switch_rows(listed: Listed) -> Iterator[tuple[Cell, ...]]:
    language = listed.words.language
    for one in listed.found.switches:
        turned = said("switch.on" if one.new else "switch.off", language)
        yield (one.section, one.row, f"{turned}: {one.text.in_(language)}")


def _case(case: Case | None) -> str | None:
    return None if case is None else json.dumps(stated(to_plain(case)), ensure_ascii=False)


def _table(
    name: str, keys: tuple[str, ...], rows: Iterator[tuple[Cell, ...]], listed: Listed
) -> Table:
    language = listed.words.language
    headings = (said(key, language) for key in keys)
    return Table(
        name=name,
        title=said(f"table.{name}", language),
        keys=keys,
        headings=tuple(heading[:1].upper() + heading[1:] for heading in headings),
        rows=tuple(rows),
    )
