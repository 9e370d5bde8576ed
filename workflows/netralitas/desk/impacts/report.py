"""This file writes what two policies change for cases as text: tables, then the rows picked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from netralitas.desk.argument import full_page_of
from netralitas.desk.figures import number, share, written
from netralitas.desk.impacts.cases import SHOWN_MOST, Argue, Gathered
from netralitas.desk.impacts.phrases import said
from netralitas.desk.layout import between, cells, entry, wrap
from netralitas.desk.page import About
from netralitas.desk.request import Request
from netralitas.desk.table import table_text
from netralitas.desk.text import text_of
from netralitas.facts import Explanation, Language
from netralitas.judgement import say_day
from netralitas.simulation import Cell, Table, Wording
from netralitas.simulation.impacts import Drilled, group_word, tables_of_impact, value_word


class Compared(NamedTuple):
    """What came of comparing two sides on cases, and how it is to be told.

    `asked` are the days as of which either side was asked, `digests` those of its policies.
    """

    found: Gathered
    old: str
    new: str
    request: Request
    wording: Wording
    by: tuple[str, ...]
    asked: tuple[date, date]
    digests: tuple[tuple[str, ...], tuple[str, ...]]
    argue: Argue | None

    @property
    def language(self) -> Language:
        """The language of the reader."""
        return self.request.language


def text_of_impact(one: Compared) -> Iterator[str]:
    """Yield the comparison as text: how many flip, the tables, the rows picked."""
    language, width = one.language, one.request.width
    for line in between(title(one), headline(one), width):
        yield from [line] if cells(line) <= width else wrap(line, width)
    yield ""
    for paragraph in paragraphs(one):
        yield from wrap(paragraph, width)
    for table in tables_of_impact(one.found.impact, language, one.by, one.wording):
        yield ""
        yield f"{table.title}:"
        rows = [[written(cell, language) for cell in row] for row in _rows(table)]
        yield table_text(table.headings, rows, one.request).rstrip("\n")
    yield ""
    yield from _shown(one)


def title(one: Compared) -> str:
    """Return what is compared."""
    return said("title", one.language, old=one.old, new=one.new)


def headline(one: Compared) -> str:
    """Return how many results flip, of how many."""
    impact, language = one.found.impact, one.language
    flips = impact.flips("tier")
    return said(
        "counted",
        language,
        n=number(flips, language),
        all=number(impact.both, language),
        share=share(flips / impact.both if impact.both else 0.0, language),
    )


def paragraphs(one: Compared) -> Iterator[str]:
    """Yield what must be known before the tables are read."""
    impact, language = one.found.impact, one.language
    stayed = impact.both - impact.flips("tier")
    yield said("stayed", language, n=number(stayed, language))
    first, second = (say_day(day, language) for day in one.asked)
    yield said("asked", language, old=one.old, new=one.new, first=first, second=second)
    if impact.cases != impact.both:
        yield said(
            "unjudged",
            language,
            old=number(impact.old_only, language),
            new=number(impact.new_only, language),
            none=number(impact.neither, language),
            first=one.old,
            second=one.new,
        )


def _rows(table: Table) -> list[tuple[Cell, ...]]:
    return [*table.rows, table.totals] if table.totals else list(table.rows)


def _shown(one: Compared) -> Iterator[str]:
    """Yield the rows picked, each with what flips and the rows of law that make it so."""
    language, width = one.language, one.request.width
    if not one.found.matched:
        yield said("no_rows", language)
        return
    shown, matched = (number(n, language) for n in (len(one.found.rows), one.found.matched))
    yield said("rows", language, shown=shown, matched=matched) + ":"
    for row in one.found.rows:
        yield ""
        place = f"{row.file}:{row.row}"
        for line in between(row.id, place, width):
            yield from [line] if cells(line) <= width else wrap(line, width)
        for label, text in _told(one, row):
            yield from entry(label, text, "", width)
        for side, about in _argued(one, row):
            page = full_page_of(about, Explanation(verdict=about.verdict, why_not=None))
            yield ""
            yield said("argument", language, side=side) + ":"
            yield text_of(page, width, colour=one.request.coloured).rstrip("\n")
    if len(one.found.rows) < one.found.matched:
        yield ""
        yield from wrap(said("more_rows", language, most=number(SHOWN_MOST, language)), width)


def _told(one: Compared, row: Drilled) -> Iterator[tuple[str, str]]:
    language, wording = one.language, one.wording
    about = [
        group_word(group, row.groups[group], language, wording)
        for group in ("act", "level", "government", "region")
    ]
    yield said("whom", language), ", ".join(about)
    for kind in row.flipped:
        old, new = row.values[kind]
        if kind == "due":
            old_text, new_text = (str(side["next_due"] or "-") for side in (row.old, row.new))
        else:
            old_text, new_text = (
                value_word(kind, value, language, wording) for value in (old, new)
            )
        yield said(f"label.{kind}", language), f"{old_text} → {new_text}"
    yield said("label.law", language), _turning(one, row)


def _turning(one: Compared, row: Drilled) -> str:
    """Return the rows of law that make the difference in a row."""
    language, provisions = one.language, row.provisions
    told = []
    for side, rows in ((one.old, provisions.old), (one.new, provisions.new)):
        if rows:
            told.append(said("old_rows", language, side=side, rows=", ".join(rows)))
    if provisions.changed:
        told.append(said("changed_rows", language, rows=", ".join(provisions.changed)))
    return "; ".join(told) or said("same_rows", language)


def _argued(one: Compared, row: Drilled) -> Iterator[tuple[str, About]]:
    if one.argue is not None:
        yield from zip((one.old, one.new), one.argue(row), strict=True)
