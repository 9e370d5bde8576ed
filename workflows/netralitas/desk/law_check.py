"""This file is `netralitas policy check`: what is wrong with the law, and what it leaves open."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import click

from netralitas.desk.command import Command
from netralitas.desk.endings import Ending
from netralitas.desk.options import answering, reading_law
from netralitas.desk.outputs import answer
from netralitas.desk.page import Line, Page, Section
from netralitas.desk.phrases import label, phrase
from netralitas.desk.request import request_of
from netralitas.desk.terminal import Terminal
from netralitas.desk.text import text_of
from netralitas.facts import Language, Outcome, Text
from netralitas.judgement import PolicyFinding, check_policy
from netralitas.policy import RowFinding, check_rows, encode, to_plain


@click.command(
    "check",
    cls=Command,
    examples=(
        "policy check",
        "policy check --format json",
    ),
    says=Text(
        id="Menguji hukum yang dimuat: baris tanpa kutipan atau tanggal, masa berlaku yang "
        "bertumpuk, baris yang tidak dapat terpenuhi, dan baris yang bertentangan, masing-masing "
        "dengan satu kasus siap pakai bila ada. Pertanyaan terbuka yang dinyatakan hukum itu "
        "sendiri disebut, tetapi bukan temuan.\n\nKode keluar: 0 tanpa temuan, 4 ada temuan.",
        en="Check the law as loaded: rows uncited or undated, overlapping validity, rows that no "
        "case can meet, rows in conflict, each with a ready-to-run case where there is one. Open "
        "questions that the policy itself declares are listed, and are no findings.\n\n"
        "Exit code: 0 no findings, 4 findings.",
    ),
)
@reading_law()
@answering("text", "json")
@click.pass_obj
def check(terminal: Terminal, /, **shared: Any) -> int:
    """Check the law; return 4 where there are findings."""
    request = request_of(terminal, shared)
    law = request.law.of(request.region)
    rows = check_rows(law.policy)
    found = check_policy(law)
    faults = [one for one in found if not one.declared]
    declared = [one for one in found if one.declared]
    with answer(request.out) as out:
        if request.format == "json":
            answered = {"rows": rows, "findings": faults, "open_questions": declared}
            out.write(encode(answered).decode() + "\n")
        else:
            page = page_of_check(rows, faults, declared, request.language)
            out.write(text_of(page, request.width, colour=request.coloured))
    return Ending.FINDINGS if rows or faults else Ending.OK


def page_of_check(
    rows: tuple[RowFinding, ...],
    faults: list[PolicyFinding],
    declared: list[PolicyFinding],
    language: Language,
) -> Page:
    """Return the findings as a page; a case that shows a fault stands under it, ready to be run."""
    told = [Line(_row(one, language)) for one in rows]
    for one in faults:
        told.extend(_fault(one, language))
    count = len(rows) + len(faults)
    told = told or [Line(phrase("nothing", language))]
    return Page(
        title=phrase("policy.check", language),
        headline=phrase("policy.findings", language).format(n=count),
        outcome=Outcome.NO_VIOLATION,
        sections=(
            Section(label("findings", language), tuple(told)),
            Section(
                label("declared", language),
                tuple(Line(f"{', '.join(one.rows)}: {one.text.in_(language)}") for one in declared),
            ),
        ),
    )


def _row(one: RowFinding, language: Language) -> str:
    place = ".".join(map(str, (one.section, one.row, *one.path)))
    hint = f" ({one.hint.in_(language)})" if one.hint else ""
    return f"{one.kind} {place}: {one.text.in_(language)}{hint}"


def _fault(one: PolicyFinding, language: Language) -> Iterator[Line]:
    yield Line(f"{one.kind} {', '.join(one.rows)}: {one.text.in_(language)}")
    if one.case is not None:
        yield Line(json.dumps(_stated(to_plain(one.case)), ensure_ascii=False), depth=1)


def _stated(value: Any) -> Any:
    """Return a case without what it leaves unsaid, as somebody would write it."""
    if isinstance(value, dict):
        kept = {key: _stated(item) for key, item in value.items()}
        return {key: item for key, item in kept.items() if item not in (None, [], {}, ())}
    return [_stated(item) for item in value] if isinstance(value, list | tuple) else value
