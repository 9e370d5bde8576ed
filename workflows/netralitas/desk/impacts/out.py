"""This file writes an impact as a report: one web page, or one workbook."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time

from netralitas.desk.chart_kinds import Chart
from netralitas.desk.complaints import not_for_a_terminal
from netralitas.desk.impacts.sides import Sides
from netralitas.desk.outputs import answer, answer_bytes
from netralitas.desk.report import Provenance, Report, Section, provenance_section
from netralitas.desk.request import Request
from netralitas.desk.version import running_version
from netralitas.simulation import Table


def provenance_of(sides: Sides, files: Sequence[str] = ()) -> Provenance:
    """Return where an answer is from: both sides by their names, and the files as named."""
    engines = sides.new.of(None).engines
    return Provenance(
        version=running_version(),
        as_of=sides.request.as_of,
        sources=(f"OLD {sides.old.word}", f"NEW {sides.new.word}", *files),
        engines={name: version for name, version in engines.items() if name != "netralitas"},
    )


def write_report(
    title: str,
    paragraphs: Sequence[str],
    tables: Sequence[Table],
    provenance: Provenance,
    request: Request,
    matrices: Sequence[str] = (),
) -> None:
    """Write tables as a web page or a workbook; those named as matrices are drawn as such."""
    sections = [
        Section(one.title, one, Chart.MATRIX if one.name in matrices else None, one.note)
        for one in tables
    ]
    report = Report(
        title=title,
        language=request.language,
        paragraphs=tuple(paragraphs),
        sections=(*sections, provenance_section(provenance, request.language)),
    )
    if request.format == "html":
        from netralitas.desk.report_page import html_of

        with answer(request.out) as out:
            for part in html_of(report):
                out.write(part)
        return
    from netralitas.desk.workbook import workbook_of

    # The same answer gives the same bytes: the day of the workbook is that of the judgement.
    _write_bytes(workbook_of(report, datetime.combine(request.as_of, time())), request)


def _write_bytes(content: bytes, request: Request) -> None:
    if request.out in (None, "-") and request.terminal.shown:
        raise not_for_a_terminal("xlsx")
    with answer_bytes(request.out) as out:
        out.write(content)
