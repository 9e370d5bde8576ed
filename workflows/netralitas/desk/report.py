"""This file composes a report on many cases: sections of charts and tables, and where it is from.

It knows no layout: a web page and a workbook are made of the same report.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from netralitas.desk.chart_kinds import Chart
from netralitas.desk.figures import number
from netralitas.desk.report_words import said
from netralitas.facts import Confidence, Language, Outcome
from netralitas.judgement import enum_word, say_day
from netralitas.simulation import NO_WORDING, Cell, Summary, Table, Wording


class Section(NamedTuple):
    """A table under its heading, with a chart of it where one helps, and words before both."""

    heading: str
    table: Table
    chart: Chart | None = None
    text: str = ""


class Provenance(NamedTuple):
    """Where the numbers of a report are from, so that somebody else can come to them again.

    `sources` are the files as they were named, `digest` is that of the run, `engines` the versions
    of what judged. `assumptions` and `unverified` are said in the language of the report.
    """

    version: str
    as_of: date
    sources: tuple[str, ...] = ()
    command: str = ""
    digest: str = ""
    engines: Mapping[str, str] = {}
    assumptions: tuple[str, ...] = ()
    unverified: tuple[str, ...] = ()


class Report(NamedTuple):
    """A whole report: what it is called, what must be known before reading, and its sections."""

    title: str
    language: Language
    paragraphs: tuple[str, ...]
    sections: tuple[Section, ...]


CHARTS: Mapping[str, Chart] = {
    "outcomes": Chart.BARS,
    "regions": Chart.STACKED,
    "acts": Chart.STACKED,
    "levels": Chart.STACKED,
    "governments": Chart.STACKED,
    "paths": Chart.BARS,
    "due": Chart.WEEKS,
}
"""Which tables of a summary are drawn, and how."""


def summary_report(
    summary: Summary, provenance: Provenance, language: Language, wording: Wording = NO_WORDING
) -> Report:
    """Return the report on a summary: what the cases came to, who must act by when, what is open.

    What the law leaves unverified of the provisions met is told without being asked for.
    """
    tables = summary.tables(language, wording)
    sections = [Section(one.title, one, CHARTS.get(one.name), one.note) for one in tables]
    found = provenance._replace(
        unverified=(*provenance.unverified, *_unverified(summary, wording, language))
    )
    return Report(
        title=said("title", language),
        language=language,
        paragraphs=tuple(_paragraphs(summary, provenance, language)),
        sections=(*sections, provenance_section(found, language)),
    )


def provenance_section(provenance: Provenance, language: Language) -> Section:
    """Return the section about where a report is from: the last one of every report."""
    rows = list(_provenance(provenance, language))
    table = Table(
        name="provenance",
        title=said("provenance", language),
        keys=("what", "value"),
        headings=(said("what", language), said("value", language)),
        rows=tuple((said(key, language), value) for key, value in rows),
    )
    return Section(table.title, table)


def _provenance(about: Provenance, language: Language) -> Iterator[tuple[str, Cell]]:
    yield "version", about.version
    yield "as_of", about.as_of
    for source in about.sources:
        yield "source", source
    if about.command:
        yield "command", about.command
    if about.digest:
        yield "digest", about.digest
    for name, version in about.engines.items():
        yield "engine", f"{name} {version}"
    for line in about.assumptions:
        yield "assumption", line
    for line in about.unverified:
        yield "unverified", line


def _paragraphs(summary: Summary, about: Provenance, language: Language) -> Iterator[str]:
    told = [
        f"{enum_word(one, language)} {number(summary.outcome[(one.value,)], language)}"
        for one in Outcome
        if (one.value,) in summary.outcome
    ]
    yield said(
        "judged",
        language,
        n=number(summary.cases, language),
        day=say_day(about.as_of, language),
        outcomes="; ".join(told) or said("nothing", language),
    )
    if summary.refused:
        yield said("refused", language, n=number(summary.refused, language))
    yield said("people", language)
    if summary.assumed_proven:
        yield said("assumed", language, n=number(summary.assumed_proven, language))
    yield said("human", language)


def _unverified(summary: Summary, wording: Wording, language: Language) -> Iterable[str]:
    ids = {str(key[0]).removesuffix("?") for key in summary.provisions}
    ids |= {str(key[0]).removesuffix("?") for key in summary.criminal_provisions}
    lacking = sorted(one for one in ids if wording.marks.get(one) is Confidence.D)
    return [said("unverified_rows", language, rows=", ".join(lacking))] if lacking else []
