"""This file answers `netralitas impact OLD NEW CASES`: it runs both sides and writes the answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import polars as pl

from netralitas.desk.complaints import not_for_a_terminal
from netralitas.desk.endings import Ending
from netralitas.desk.impacts.cases import Run
from netralitas.desk.impacts.data import data_of_impact
from netralitas.desk.impacts.only import groups_of, wanted_of
from netralitas.desk.impacts.out import provenance_of, write_report
from netralitas.desk.impacts.report import (
    Compared,
    headline,
    paragraphs,
    text_of_impact,
    title,
)
from netralitas.desk.impacts.rows import tables_of_rows
from netralitas.desk.impacts.sides import Sides
from netralitas.desk.impacts.tests import export_changed
from netralitas.desk.outputs import answer, answer_bytes
from netralitas.desk.request import Request
from netralitas.facts import Case, Language, Text
from netralitas.judgement import CompiledPolicy
from netralitas.policy import encode
from netralitas.simulation import case_of, sink, wording_of
from netralitas.simulation.impacts import (
    GROUPS,
    KEPT,
    KINDS,
    MATRIX,
    Drilled,
    tables_of_impact,
    value_word,
)

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


ROWS_ONLY = ("csv", "parquet")
"""The formats that hold every row picked, and nothing beside them."""


class Asked(NamedTuple):
    """What is asked of the cases: tables by what, rows picked how, shown how, by how many.

    `export_test` names the file that takes the rows shown as tests.
    """

    by: str | None
    only: Sequence[str]
    show: int | None
    argument: bool
    jobs: int
    export_test: str | None


def compare_cases(
    sides: Sides, files: Sequence[str], kind: Any, asked: Asked
) -> tuple[float, Counter[Ending]]:
    """Write what two sides make of the same cases; return the share that flips, and the endings."""
    request = sides.request
    tables = groups_of(asked.by)
    words = sides.new.of(None)
    wanted = wanted_of(asked.only, words.policy, request.law.registry.regions)
    rows_only = request.format in ROWS_ONLY
    shown = SHOWN if asked.show is None else asked.show
    run = Run(sides, wanted, 0 if rows_only and asked.export_test is None else shown)
    chunks = run.compared(files, kind, jobs=asked.jobs, sheet=rows_only)
    if rows_only:
        _write_rows(chunks, request)
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
        argue=run.argument if asked.argument else None,
    )
    if rows_only:
        request.terminal.say(headline(one))
    else:
        _write(one, sides, files)
    if asked.export_test is not None:
        export_changed(asked.export_test, _changed(one, run), sides)
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


def _changed(one: Compared, run: Run) -> Iterator[tuple[str | None, Case, Text]]:
    """Yield the rows shown, each with its region and with what flips in it, in words."""
    for row in one.found.rows:
        region = row.groups["region"]
        flips = Text(id=_flips(one, row, Language.ID), en=_flips(one, row, Language.EN))
        yield region, case_of(row.case, run.comparing.words(region)), flips


def _flips(one: Compared, row: Drilled, language: Language) -> str:
    told = (
        [value_word(kind, value, language, one.wording) for value in row.values[kind]]
        for kind in row.flipped
    )
    return "; ".join(" → ".join(sides) for sides in told)


def _write_rows(chunks: Iterator[tuple[str, pl.DataFrame]], request: Request) -> None:
    """Write every row picked, chunk by chunk; where there is none, the columns alone."""
    kind: Any = request.format
    if kind == "parquet" and request.on_terminal:
        raise not_for_a_terminal(kind)
    with answer_bytes(request.out) as stream, sink(stream, kind) as out:
        out.write(pl.DataFrame(schema=dict.fromkeys(SHEET, pl.String)))
        for file, rows in chunks:
            out.write(rows.with_columns(pl.lit(file).alias("file")).select(SHEET))
