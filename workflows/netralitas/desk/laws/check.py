"""This file is `netralitas policy check`: what is wrong with the law, and what it leaves open."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

import click

from netralitas.desk.certificate_lines import number
from netralitas.desk.command import Command
from netralitas.desk.endings import Ending
from netralitas.desk.export_test import export_tests, exporting
from netralitas.desk.options import answering, reading_law
from netralitas.desk.outputs import answer
from netralitas.desk.page import Line, Page, Section
from netralitas.desk.phrases import label, phrase
from netralitas.desk.progress import waiting
from netralitas.desk.request import request_of
from netralitas.desk.terminal import Terminal
from netralitas.desk.text import text_of
from netralitas.facts import Language, Outcome, Text
from netralitas.judgement import AS_OF, CompiledPolicy
from netralitas.judgement.checking import PolicyFinding, Recorded, check_policy, plain_case, record
from netralitas.policy import RowFinding, check_rows, encode

DECLARED = ("presumption", "silence", "gap", "concurrence", "repetition", "fall")
"""What a policy declares beside its open questions, in the order in which it is told."""

_LABELS = {
    "presumption": Text(id="Anggapan", en="Presumed"),
    "silence": Text(id="Diam", en="Silent"),
    "gap": Text(id="Diakui", en="Admitted"),
    "concurrence": Text(id="Bersama", en="Together"),
    "repetition": Text(id="Berulang", en="Repeated"),
    "fall": Text(id="Kecuali", en="Excepted"),
}
_COMBINATIONS = Text(id="{n} gabungan", en="{n} combinations")
_CHECKING = Text(id="menguji hukum", en="checking the law")
_FOUND = Text(id="Temuan {kind}: {text}.", en="Finding {kind}: {text}.")
_STATED = Text(id="Dinyatakan hukum ({kind}): {text}.", en="Declared by the law ({kind}): {text}.")


@click.command(
    "check",
    cls=Command,
    examples=(
        "policy check",
        "policy check --region lumajang --format json",
        "policy check --policy rancangan/ --export-test uji-rancangan.yaml",
    ),
    says=Text(
        id="Menguji hukum yang dimuat pada setiap gabungan fakta yang mungkin, setiap perbuatan, "
        "dan setiap saat: celah yang tidak dijangkau baris mana pun, baris yang bertentangan, satu "
        "ketentuan dengan dua tingkat, baris yang tidak dapat terpenuhi, baris yang tidak mengubah "
        "apa pun, dan jawaban yang menjadi lebih ringan karena fakta yang memberatkan; juga baris "
        "tanpa kutipan atau tanggal dan masa berlaku yang bertumpuk. Masing-masing dengan kasus "
        "terkecil yang siap dinilai.\n\n"
        "Yang dinyatakan hukum itu sendiri disebut, tetapi bukan temuan: pertanyaan terbuka, "
        "anggapan setiap baris, perbuatan di luar kata-kata baris, kekurangan yang diakui, "
        "hukuman yang terberat di antara beberapa, dan pengecualian.\n\n"
        "--export-test menulis semua kasus itu sebagai berkas uji.\n\n"
        "Kode keluar: 0 tanpa temuan, 4 ada temuan.",
        en="Check the law as loaded on every feasible combination of facts, every act and every "
        "moment: gaps that no row reaches, rows in conflict, one provision with two levels, rows "
        "that no case can meet, rows that change nothing, and answers that get lighter when an "
        "aggravating fact is added; also rows uncited or undated, and overlapping validity. Each "
        "comes with the smallest case, ready to be judged.\n\n"
        "What the law declares itself is listed, and is no finding: open questions, what every row "
        "presumes, acts outside the words of a row, lacks that are admitted, the heaviest of "
        "several levels, and exceptions.\n\n"
        "--export-test writes all those cases as a test file.\n\n"
        "Exit code: 0 no findings, 4 findings.",
    ),
)
@exporting
@reading_law()
@answering("text", "json")
@click.pass_obj
def check(terminal: Terminal, /, export_test: str | None, **shared: Any) -> int:
    """Check the law; return 4 where there are findings."""
    request = request_of(terminal, shared)
    with waiting(terminal, _CHECKING):
        law = request.law.of(request.region)
        rows = check_rows(law.policy)
        found = check_policy(law)
    request.law.keep()
    faults = [one for one in found if not one.declared]
    declared = [one for one in found if one.declared]
    questions = [one for one in declared if one.kind == "open_question"]
    others = [one for one in declared if one.kind != "open_question"]
    with answer(request.out) as out:
        if request.format == "json":
            answered = {
                "rows": rows,
                "findings": faults,
                "open_questions": questions,
                "declared": others,
            }
            out.write(encode(answered).decode() + "\n")
        else:
            page = page_of_check(rows, faults, declared, request.language)
            out.write(text_of(page, request.width, colour=request.coloured))
    if export_test is not None:
        export_tests(export_test, _tests(found, law, request.region), law, terminal)
    return Ending.FINDINGS if rows or faults else Ending.OK


def page_of_check(
    rows: Sequence[RowFinding],
    faults: Sequence[PolicyFinding],
    declared: Sequence[PolicyFinding],
    language: Language,
) -> Page:
    """Return the findings as a page; a case that shows a fault stands under it, ready to be run."""
    told = [Line(_row(one, language)) for one in rows]
    for one in faults:
        told.extend(_fault(one, language))
    count = len(rows) + len(faults)
    questions = [one for one in declared if one.kind == "open_question"]
    return Page(
        title=phrase("policy.check", language),
        headline=phrase("policy.findings", language).format(n=count),
        outcome=Outcome.NO_VIOLATION,
        sections=(
            Section(
                label("findings", language), tuple(told) or (Line(phrase("nothing", language)),)
            ),
            Section(
                label("declared", language),
                tuple(
                    Line(f"{', '.join(one.rows)}: {one.text.in_(language)}") for one in questions
                ),
            ),
            *(
                Section(
                    _LABELS[kind].in_(language),
                    tuple(Line(_counted(one, language)) for one in declared if one.kind == kind),
                )
                for kind in DECLARED
            ),
        ),
    )


def _row(one: RowFinding, language: Language) -> str:
    place = ".".join(map(str, (one.section, one.row, *one.path)))
    hint = f" ({one.hint.in_(language)})" if one.hint else ""
    return f"{one.kind} {place}: {one.text.in_(language)}{hint}"


def _fault(one: PolicyFinding, language: Language) -> Iterator[Line]:
    about = " ".join(filter(None, (one.kind, ", ".join(one.rows))))
    yield Line(f"{about}: {_counted(one, language)}")
    for case in (one.beside, one.case):
        if case is not None:
            yield Line(json.dumps(plain_case(case), ensure_ascii=False), depth=1)


def _counted(one: PolicyFinding, language: Language) -> str:
    """Return what is found, and how many combinations of facts and moments it is about."""
    if not one.combinations:
        return one.text.in_(language)
    counted = _COMBINATIONS.in_(language).format(n=number(one.combinations, language))
    return f"{one.text.in_(language)} ({counted})"


def _tests(
    found: Sequence[PolicyFinding], law: CompiledPolicy, region: str | None
) -> list[Recorded]:
    """Return the cases of everything that was found, with their answers."""
    tests: list[Recorded] = []
    for one in found:
        pattern = _STATED if one.declared else _FOUND
        why = Text(
            id=pattern.id.format(kind=one.kind, text=one.text.id),
            en=pattern.en.format(kind=one.kind, text=one.text.en),
        )
        for case in (one.beside, one.case):
            if case is not None:
                tests.append(record(case, law, as_of=AS_OF, why=why, region=region))
    return tests
