"""This file is `netralitas lint`: whether the sanctions somebody proposes are lawful in a case."""

from __future__ import annotations

from typing import Any

import click

from netralitas.desk.command import Command, option
from netralitas.desk.complaints import unknown_value
from netralitas.desk.endings import Ending, gravest
from netralitas.desk.judged import Bench, Taken
from netralitas.desk.options import OneOf, answering, choosing_case, judging
from netralitas.desk.outputs import answer
from netralitas.desk.page import Line, Page, Section
from netralitas.desk.phrases import label, phrase
from netralitas.desk.request import request_of
from netralitas.desk.terminal import Terminal
from netralitas.desk.text import text_of
from netralitas.desk.vocabulary import Vocabulary
from netralitas.desk.webpage import web_page
from netralitas.facts import Lint, Official, Outcome, Text, Tier
from netralitas.judgement import lint as lint_case
from netralitas.judgement import words
from netralitas.policy import encode

_ENDINGS = {"lawful": Ending.OK, "depends": Ending.UNDETERMINED, "unlawful": Ending.REFUSED}


@click.command(
    "lint",
    cls=Command,
    examples=(
        "lint examples/lurah-komentar.yaml --sanction berat_b",
        "lint examples/lurah-komentar.yaml --sanction berat_a --by bupati_wali_kota --label berat",
    ),
    says=Text(
        id="Menguji apakah sanksi yang diusulkan sah dalam kasus FILE. Beberapa --sanction berarti "
        "dijatuhkan berurutan.\n\nKode keluar: 0 sah, 5 bergantung, 7 tidak sah.",
        en="Check whether the proposed sanctions are lawful in the case of FILE. Several "
        "--sanction mean that they are imposed in sequence.\n\n"
        "Exit code: 0 lawful, 5 depends, 7 unlawful.",
    ),
)
@click.argument("file", metavar="FILE")
@option(
    "--sanction",
    "sanctions",
    metavar="ID",
    multiple=True,
    required=True,
    says=Text(id="sanksi yang diusulkan", en="the sanction proposed"),
)
@option(
    "--by",
    type=OneOf(tuple(Official)),
    metavar="OFFICIAL",
    says=Text(id="pejabat yang menjatuhkan", en="the official who imposes it"),
)
@option(
    "--label",
    type=OneOf(tuple(Tier)),
    metavar="TIER",
    says=Text(id="tingkat yang tertulis pada keputusan", en="the tier that the decision states"),
)
@choosing_case
@judging()
@answering("text", "json", "html")
@click.pass_obj
def lint(
    terminal: Terminal,
    /,
    file: str,
    sanctions: tuple[str, ...],
    by: str | None,
    label: str | None,
    case: str | None,
    kind: Any,
    **shared: Any,
) -> int:
    """Check one case; return 0, 5 or 7 as its answer is lawful, depends or unlawful."""
    request = request_of(terminal, shared)
    bench = Bench(request)
    one = bench.single(file, kind, case)
    if one is None:
        return gravest(bench.endings)
    known = [sanction.id for sanction in one.law.policy.sanctions]
    for name in sanctions:
        if name not in known:
            raise unknown_value("--sanction", name, known)
    found = lint_case(
        one.case,
        one.law,
        sanctions,
        as_of=request.as_of,
        by=Official(by) if by else None,
        label=Tier(label) if label else None,
    )
    page = page_of_lint(one, found, sanctions, bench.words(one.law))
    with answer(request.out) as out:
        if request.format == "json":
            out.write(encode(found).decode() + "\n")
        elif request.format == "html":
            out.writelines(web_page([page], request.language))
        else:
            out.write(text_of(page, request.width, colour=request.coloured))
    return _ENDINGS[found.answer]


def page_of_lint(
    taken: Taken, found: Lint, sanctions: tuple[str, ...], vocabulary: Vocabulary
) -> Page:
    """Return the answer as a page: each point with its law, and the nearest lawful types."""
    language = vocabulary.language
    proposed = [Line(vocabulary.sanction(name)) for name in sanctions]
    points = []
    for reason in found.because:
        law = " · ".join(vocabulary.cite(citation) for citation in reason.cites)
        verdict = words(f"answer.{reason.answer}", language)
        said = f"{verdict}: {reason.text.in_(language)}"
        points.append(Line(f"{said} ({law})" if law else said))
    sections = [
        Section(label("proposed", language), tuple(proposed)),
        Section(label("reason", language), tuple(points)),
    ]
    if found.nearest:
        nearest = " · ".join(vocabulary.named(found.nearest))
        sections.append(Section(label("nearest", language), (Line(nearest),)))
    return Page(
        title=f"{taken.case.id} · {phrase('lint', language)}",
        headline=words(f"answer.{found.answer}", language).upper(),
        outcome=Outcome.NO_VIOLATION,
        sections=tuple(section for section in sections if section.lines),
    )
