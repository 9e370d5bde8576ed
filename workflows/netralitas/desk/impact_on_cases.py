"""This file answers `netralitas impact OLD NEW CASES`: it runs both sides and writes the answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TextIO

import polars as pl

from netralitas.desk.endings import Ending
from netralitas.desk.impact_cases import Run
from netralitas.desk.impact_data import data_of_impact
from netralitas.desk.impact_only import groups_of, wanted_of
from netralitas.desk.impact_out import provenance_of, write_report
from netralitas.desk.impact_report import (
    Compared,
    headline,
    paragraphs,
    text_of_impact,
    title,
)
from netralitas.desk.impact_rows import tables_of_rows
from netralitas.desk.impact_sides import Sides
from netralitas.desk.outputs import answer
from netralitas.judgement import CompiledPolicy
from netralitas.policy import encode
from netralitas.simulation import wording_of
from netralitas.simulation.impacts import GROUPS, KEPT, KINDS, MATRIX, tables_of_impact

SHOWN = 5
"""How many rows are shown where nobody says how many."""

_SIDES = ("old", "new")
SHEET = (
    *("file", "row", "id", *GROUPS, "flipped"),
    *(f"{kind}.{side}" for kind in KINDS for side in _SIDES),
    *("provisions.old", "provisions.new", "provisions.changed"),
    *(f"{side}.{name}" for side in _SIDES for name in KEPT),
)
"""The columns of the rows that flip, in their order."""


def compare_cases(
    sides: Sides,
    files: Sequence[str],
    kind: Any,
    by: str | None,
    only: Sequence[str],
    show: int | None,
    argument: bool,
    jobs: int,
) -> tuple[float, Counter[Ending]]:
    """Write what two sides make of the same cases; return the share that flips, and the endings."""
    request = sides.request
    tables = groups_of(by)
    words = sides.new.of(None)
    wanted = wanted_of(only, words.policy, request.law.registry.regions)
    rows_wanted = 0 if request.format == "csv" else SHOWN if show is None else show
    run = Run(sides, wanted, rows_wanted)
    chunks = run.compared(files, kind, jobs=jobs, sheet=request.format == "csv")
    if request.format == "csv":
        with answer(request.out) as out:
            _csv(chunks, out)
    else:
        for _ in chunks:
            pass
    found = run.gathered
    old_laws, new_laws = run.laws
    one = Compared(
        found=found,
        old=sides.old.word,
        new=sides.new.word,
        request=request,
        wording=wording_of((*new_laws, *old_laws)),
        by=tables,
        asked=sides.asked,
        digests=(_digests(old_laws), _digests(new_laws)),
        argue=run.argument if argument else None,
    )
    if request.format == "csv":
        request.terminal.say(headline(one))
    else:
        _write(one, sides, files)
    impact = one.found.impact
    return impact.flips("tier") / impact.both if impact.both else 0.0, run.endings


def _write(one: Compared, sides: Sides, files: Sequence[str]) -> None:
    request = one.request
    if request.format in ("html", "xlsx"):
        told = tables_of_impact(one.found.impact, one.language, one.by, one.wording)
        write_report(
            title(one),
            (headline(one) + ".", *paragraphs(one)),
            (*told, *tables_of_rows(one)),
            provenance_of(sides, files),
            request,
            matrices=(MATRIX,),
        )
        return
    with answer(request.out) as out:
        if request.format == "json":
            out.write(encode(data_of_impact(one)).decode() + "\n")
        else:
            out.write("\n".join(text_of_impact(one)) + "\n")


def _digests(laws: Iterable[CompiledPolicy]) -> tuple[str, ...]:
    return tuple(sorted({law.policy.digest for law in laws}))


def _csv(chunks: Iterator[tuple[str, pl.DataFrame]], out: TextIO) -> None:
    out.write(",".join(SHEET) + "\n")
    for file, rows in chunks:
        if rows.height:
            sheet = rows.with_columns(pl.lit(file).alias("file")).select(SHEET)
            texts = [name for name, kind in sheet.schema.items() if kind == pl.String]
            out.write(sheet.with_columns(map(_safe, texts)).write_csv(include_header=False))


def _safe(name: str) -> pl.Expr:
    """Return a column whose cells no spreadsheet takes for a formula: such a one is quoted."""
    cell = pl.col(name)
    return pl.when(cell.str.contains(r"^[=+\-@\t\r]")).then("'" + cell).otherwise(cell).alias(name)
