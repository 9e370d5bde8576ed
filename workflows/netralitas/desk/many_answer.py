"""This file writes what many cases came to: their rows, or a summary of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from netralitas.desk.complaints import not_for_a_terminal
from netralitas.desk.inputs import file_name
from netralitas.desk.outputs import answer, answer_bytes
from netralitas.desk.request import Request
from netralitas.desk.table import table_text
from netralitas.desk.version import running_version

if TYPE_CHECKING:
    import polars as pl

    from netralitas.simulation import Judges, Piece, Totals


class Writer(NamedTuple):
    """What becomes of judged rows: `keep` where they are judged, `take` here, in their order."""

    keep: Callable[..., Any]
    take: Callable[[Any], None]


def same_rows(_: str, rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of a chunk as they are: they are written by whoever asked for them."""
    return rows


@contextmanager
def writing(
    request: Request, pieces: Sequence[Piece], judges: Judges, *, rows: bool, shared: bool
) -> Iterator[Writer | None]:
    """Yield what writes rows to the file asked for, or to a shared folder; None for a summary."""
    if not rows:
        yield None
        return
    from netralitas.simulation import PartFiles, laid_together, sink

    kind: Any = request.format
    if shared:
        kept = PartFiles(str(request.out), kind)
        try:
            yield Writer(kept, lambda _: None)
        finally:
            kept.sweep()
        return
    if kind in ("xlsx", "parquet") and request.on_terminal:
        raise not_for_a_terminal(kind)
    lay = laid_together(pieces, judges)
    with answer_bytes(request.out) as stream, sink(stream, kind) as writer:
        yield Writer(same_rows, lambda kept: writer.write(lay(kept)))


def summarised(request: Request, totals: Totals, judges: Judges, files: Sequence[str]) -> None:
    """Write the summary of a run as text or as a web page with charts."""
    from netralitas.desk.report import Provenance, summary_report
    from netralitas.simulation import wording_of

    regions = dict.fromkeys(key[0] for key in totals.summary.laws)
    laws = [judges.law(None if region is None else str(region)) for region in regions]
    provenance = Provenance(
        version=running_version(),
        as_of=request.as_of,
        sources=tuple(map(file_name, files)),
        digest=str(totals.digest),
        engines={k: v for law in laws for k, v in law.engines.items() if k != "netralitas"},
    )
    wording = wording_of(laws)
    with answer(request.out) as out:
        if request.format == "html":
            from netralitas.desk.report_page import html_report

            for part in html_report(totals.summary, provenance, request.language, wording):
                out.write(part)
            return
        report = summary_report(totals.summary, provenance, request.language, wording)
        out.write(f"{report.title}\n\n" + "\n".join(report.paragraphs) + "\n")
        for section in report.sections:
            out.write(f"\n{section.heading}\n\n{_table(section.table, request)}")
            if section.text:
                out.write(f"{section.text}\n")


def _table(table: Any, request: Request) -> str:
    from netralitas.desk.figures import written

    rows = [*table.rows, *([table.totals] if table.totals else [])]
    cells = [[written(cell, request.language) for cell in row] for row in rows]
    return table_text(table.headings, cells, request)
