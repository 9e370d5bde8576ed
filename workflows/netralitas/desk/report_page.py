"""This file writes a report as one web page: charts and tables, offline, for screen and print."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import escape

from netralitas.desk.chart_kinds import shows
from netralitas.desk.charts import chart
from netralitas.desk.figures import written
from netralitas.desk.palette import ACCENT, INK, PALE, PAPER, QUIET, RULE
from netralitas.desk.phrases import phrase
from netralitas.desk.report import Provenance, Report, Section, summary_report
from netralitas.desk.report_words import said
from netralitas.desk.svg import readable
from netralitas.desk.webpage import opening
from netralitas.facts import Language
from netralitas.simulation import NO_WORDING, Cell, Summary, Table, Wording

_STYLE = f"""
:root {{ color-scheme: light; }}
body {{ font: 1rem/1.5 system-ui, sans-serif; color: {INK}; background: {PAPER};
  max-width: 66rem; margin: 0 auto; padding: 2rem 1rem 4rem; }}
header {{ border-bottom: 3px solid {ACCENT}; margin-bottom: 1.5rem; padding-bottom: .8rem; }}
h1 {{ font-size: 1.7rem; line-height: 1.2; margin: 0 0 .8rem; }}
h2 {{ font-size: 1.2rem; margin: 0 0 .4rem; }}
header p, section > p {{ margin: 0 0 .4rem; max-width: 46rem; }}
section {{ margin: 0 0 3rem; }}
section > p, figcaption, caption, footer {{ color: {QUIET}; font-size: .9rem; }}
nav ol {{ columns: 3 16rem; margin: .3rem 0 2.5rem; padding-left: 1.6rem; font-size: .95rem; }}
nav li {{ break-inside: avoid; }}
a {{ color: {ACCENT}; }}
figure {{ margin: 1rem 0; }}
figure svg {{ display: block; width: 100%; min-width: 40rem; height: auto;
  stroke-linejoin: round; }}
.wide {{ overflow-x: auto; }}
table {{ border-collapse: collapse; min-width: min(36rem, 100%);
  font-size: .88rem; line-height: 1.35;
  font-variant-numeric: tabular-nums; }}
caption {{ text-align: left; padding: 0 0 .3rem; }}
th, td {{ padding: .3rem .5rem; text-align: left; vertical-align: top; font-weight: 400;
  border-bottom: 1px solid {RULE}; }}
thead th {{ vertical-align: bottom; font-weight: 600; font-size: .82rem; background: {PALE};
  border-bottom: 2px solid {QUIET}; }}
tr > :first-child {{ min-width: 13rem; }}
tfoot th, tfoot td {{ font-weight: 600; border-top: 2px solid {QUIET}; border-bottom: 0; }}
tbody tr:nth-child(even) {{ background: {PALE}; }}
.n {{ text-align: right; }}
.n, .day {{ white-space: nowrap; }}
thead .n {{ white-space: normal; }}
.zero {{ color: {QUIET}; }}
.code {{ font: .82rem/1.5 ui-monospace, monospace; overflow-wrap: anywhere; min-width: 8rem; }}
footer {{ border-top: 1px solid {RULE}; padding-top: .6rem; }}
@page {{ size: A4; margin: 15mm 14mm 17mm;
  @bottom-right {{ content: counter(page) " / " counter(pages); font: 8pt sans-serif; }} }}
@media print {{
  html {{ font-size: 9.5pt; }}
  body {{ max-width: none; padding: 0; }}
  nav {{ display: none; }}
  section {{ margin-bottom: 8mm; }}
  h2, caption, section > p {{ break-after: avoid; }}
  figure, tr, .short, section > p {{ break-inside: avoid; }}
  tr:nth-child(-n + 3) {{ break-before: avoid; }}
  .wide {{ overflow: visible; }}
  figure svg {{ min-width: 0; max-height: 215mm; }}
  thead {{ display: table-header-group; }}
  tfoot {{ display: table-row-group; }}
  table {{ font-size: 8pt; }}
  thead th {{ font-size: 7.5pt; }}
  th, td {{ padding: .8mm 1mm; }}
  tbody th, td:not(.n) {{ overflow-wrap: anywhere; }}
  .dense {{ font-size: 6.5pt; }}
  .dense th, .dense td {{ padding: .8mm .6mm; }}
  .dense thead th {{ font-size: 6pt; overflow-wrap: anywhere; }}
  .code {{ font-size: 7pt; min-width: 30mm; }}
  tr > :first-child {{ min-width: 32mm; }}
  thead th, tbody tr:nth-child(even) {{ print-color-adjust: exact; }}
}}
"""


def html_report(
    summary: Summary, provenance: Provenance, language: Language, wording: Wording = NO_WORDING
) -> Iterator[str]:
    """Yield the report on a summary as a whole web page, in parts."""
    yield from html_of(summary_report(summary, provenance, language, wording))


def html_of(report: Report) -> Iterator[str]:
    """Yield a report as a whole web page, in parts; the same report gives the same bytes."""
    language = report.language
    yield opening(readable(report.title), _STYLE, language)
    yield f"<header>\n<h1>{_shown(report.title)}</h1>\n"
    for paragraph in report.paragraphs:
        yield f"<p>{_shown(paragraph)}</p>\n"
    yield "</header>\n"
    yield from _contents(report)
    yield "<main>\n"
    figures = 0
    for place, section in enumerate(report.sections, 1):
        picture = _picture(section, language, f"c{place}")
        figures += bool(picture)
        yield f'<section aria-labelledby="s{place}">\n<h2 id="s{place}">'
        yield f"{_shown(section.heading)}</h2>\n"
        if section.text:
            yield f"<p>{_shown(section.text)}</p>\n"
        if picture and section.chart:
            caption = f"{said('figure', language, n=figures)}. {shows(section.chart, language)}"
            named = f'role="group" aria-labelledby="c{place}-title"'
            yield f'<figure>\n<div class="wide" tabindex="0" {named}>\n{picture}\n</div>\n'
            yield f"<figcaption>{_shown(caption)}</figcaption>\n</figure>\n"
        yield from _table(section.table, place, language)
        yield "</section>\n"
    yield f"</main>\n<footer><p>{_shown(phrase('web.marks', language))}</p></footer>\n"
    yield "</body>\n</html>\n"


def _contents(report: Report) -> Iterator[str]:
    yield f'<nav aria-label="{_shown(said("contents", report.language))}">\n<ol>\n'
    for place, section in enumerate(report.sections, 1):
        yield f'<li><a href="#s{place}">{_shown(section.heading)}</a></li>\n'
    yield "</ol>\n</nav>\n"


def _picture(section: Section, language: Language, name: str) -> str:
    return chart(section.chart, section.table, language, name) if section.chart else ""


def _table(table: Table, place: int, language: Language) -> Iterator[str]:
    """Yield a table that can be scrolled with the keyboard where it is wider than the page."""
    caption = f"{said('table', language, n=place)}. {table.title}"
    numeric = [column > 0 and _numeric(table, column) for column in range(len(table.keys))]
    yield f'<div class="wide" role="group" tabindex="0" aria-labelledby="t{place}">\n'
    yield f"<table{_class(' '.join(_sizes(table)))}>\n"
    yield f'<caption id="t{place}">{_shown(caption)}</caption>\n<thead><tr>'
    for heading, right in zip(table.headings, numeric, strict=True):
        yield f'<th scope="col"{_class("n" if right else "")}>{_shown(heading)}</th>'
    yield "</tr></thead>\n<tbody>\n"
    for row in table.rows:
        yield _row(row, table, numeric, language)
    yield "</tbody>\n"
    if table.totals:
        yield f"<tfoot>\n{_row(table.totals, table, numeric, language)}</tfoot>\n"
    yield "</table>\n</div>\n"


def _row(row: tuple[Cell, ...], table: Table, numeric: list[bool], language: Language) -> str:
    cells = [f'<th scope="row">{_text(row[0], language)}</th>']
    for column, cell in enumerate(row[1:], 1):
        kind = _kind(cell, table.keys[column], right=numeric[column])
        cells.append(f"<td{_class(kind)}>{_text(cell, language)}</td>")
    return f"<tr>{''.join(cells)}</tr>\n"


_SHORT = 14
_DENSE = 12
"""So few rows are not parted between two pages of paper; more columns are printed smaller."""

_CODES = ("digest", "row")
"""Columns of stored names, to be copied and searched for."""


def _kind(cell: Cell, key: str, *, right: bool) -> str:
    if right:
        return "n" if cell else "n zero"
    return "code" if key in _CODES else "day" if isinstance(cell, date) else ""


def _sizes(table: Table) -> Iterator[str]:
    if len(table.rows) <= _SHORT:
        yield "short"
    if len(table.keys) > _DENSE:
        yield "dense"


def _class(kind: str) -> str:
    return f' class="{kind}"' if kind else ""


def _text(cell: Cell, language: Language) -> str:
    return _shown(written(cell, language))


def _shown(text: str) -> str:
    return escape(readable(text))


def _numeric(table: Table, column: int) -> bool:
    cells = [row[column] for row in table.rows if row[column] is not None]
    return bool(cells) and all(isinstance(cell, int | float) for cell in cells)
