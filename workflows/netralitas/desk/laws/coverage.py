"""This file is `netralitas policy coverage`: how much of the law a corpus of cases covers."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any

import click

from netralitas.desk.certificate_lines import number
from netralitas.desk.command import Command, option
from netralitas.desk.corpora import Held, named, shipped
from netralitas.desk.endings import Ending, gravest, report
from netralitas.desk.export_test import export_tests, exporting
from netralitas.desk.options import Whole, answering, reading_law
from netralitas.desk.outputs import answer
from netralitas.desk.page import Line, Page, Section
from netralitas.desk.progress import shown, watched
from netralitas.desk.request import request_of
from netralitas.desk.terminal import Terminal
from netralitas.desk.text import text_of
from netralitas.facts import Case, Language, NetralitasError, Outcome, Text
from netralitas.judgement import AS_OF, CompiledPolicy
from netralitas.judgement.checking import (
    Coverage,
    Item,
    Measure,
    PartCoverage,
    Recorded,
    missing_words,
    part_words,
    plain_case,
    record,
)
from netralitas.policy import encode, to_plain

SHOWN = 8
"""How many things of a part that nothing covers are shown on the page; JSON holds all of them."""

_TITLE = Text(id="Liputan hukum oleh {n} kasus", en="Coverage of the law by {n} cases")
_PERCENT = Text(id="{percent} % · {covered} dari {total}", en="{percent} % · {covered} of {total}")
_COVERED = Text(id="Terliput", en="Covered")
_MISSING = Text(id="Belum", en="Missing")
_MORE = Text(
    id="dan {n} lagi: --format json, atau --export-test",
    en="and {n} more: --format json, or --export-test",
)
_SUITE = Text(
    id="{n} kasus kecil akan meliput semuanya", en="{n} small cases would cover all of it"
)
_BELOW = Text(
    id="--fail-under {least}: liputan {percent} %", en="--fail-under {least}: covered {percent} %"
)
_THINGS = Text(id="hal dicarikan kasus", en="things given a case")
_WHY = Text(id="Liputan: {what}.", en="Coverage: {what}.")


@click.command(
    "coverage",
    cls=Command,
    examples=(
        "policy coverage",
        "policy coverage --region lumajang --format json",
        "policy coverage perkara-2024.csv --fail-under 60",
        "policy coverage --export-test belum-teruji.yaml",
    ),
    says=Text(
        id="Mengukur berapa banyak dari hukum yang diliput kasus-kasus dalam CORPUS, dengan "
        "hitungan yang persis: baris yang terpenuhi, menentukan jawaban, dan dikesampingkan; kedua "
        "sisi setiap uji dalam syaratnya; jawaban setiap perbuatan bagi setiap kedudukan; setiap "
        "golongan nilai; hari peralihan hukum dan tahap, dan sehari sebelumnya. Hanya yang dapat "
        "terjadi yang dihitung.\n\n"
        "CORPUS: berkas uji (case, expect, because) atau berkas kasus apa pun. Tanpa CORPUS: "
        "korpus hukum nasional yang terpasang, dan dengan --region juga korpus daerahnya. Setiap "
        "hal yang belum diliput disebut dengan kasus kecil siap pakai yang akan meliputnya.\n\n"
        "Kode keluar: 0; 4 bila di bawah --fail-under; 3 ada kasus yang tidak sah.",
        en="Measure how much of the law the cases in CORPUS cover, in exact counts: rows met, rows "
        "that decide, rows that give way; both sides of every test in their conditions; the "
        "answers to every act by every category of person; every class of values; the days on "
        "which law and phase turn, and the day before. Only what can occur is counted.\n\n"
        "CORPUS: a test file (case, expect, because) or any case file. Without CORPUS: the "
        "installed corpus of the nation, and with --region that of the region too. Everything that "
        "nothing covers is named with a small ready-to-run case that would.\n\n"
        "Exit code: 0; 4 below --fail-under; 3 where a case is invalid.",
    ),
)
@click.argument("corpora", nargs=-1, metavar="CORPUS...")
@option(
    "--fail-under",
    "least",
    type=Whole(0, 100),
    metavar="PERCENT",
    says=Text(
        id="berakhir dengan 4 bila kurang dari PERCENT dari seluruhnya terliput",
        en="end with 4 where less than PERCENT of everything is covered",
    ),
)
@exporting
@reading_law()
@answering("text", "json")
@click.pass_obj
def coverage(
    terminal: Terminal,
    /,
    corpora: Sequence[str],
    least: int | None,
    export_test: str | None,
    **shared: Any,
) -> int:
    """Measure the coverage; return 4 where it is below what is asked, 3 for an invalid case."""
    request = request_of(terminal, shared)
    law = request.law.of(request.region)
    endings: Counter[Ending] = Counter()
    held = named(corpora, law, endings, terminal) if corpora else shipped(request, law)
    # A corpus that cannot be read is refused before the law is surveyed for it.
    begun = list(islice(held, 1))
    measure = Measure(law)
    touched = watched(_touched(measure, chain(begun, held), endings, terminal), terminal)
    with shown(terminal, _THINGS) as show:
        found = measure.coverage(touched, show)
    request.law.keep()
    with answer(request.out) as out:
        if request.format == "json":
            out.write(encode(_plain(found)).decode() + "\n")
        else:
            page = page_of_coverage(found, request.language)
            out.write(text_of(page, request.width, colour=request.coloured))
    if export_test is not None:
        export_tests(export_test, _tests(found, law, request.region), law, terminal)
    if least is not None and not found.reaches(least):
        percent = percent_of(found.covered, found.total, terminal.language)
        terminal.say(_BELOW.in_(terminal.language).format(least=least, percent=percent))
        endings[Ending.FINDINGS] += 1
    return gravest(endings)


def page_of_coverage(found: Coverage, language: Language) -> Page:
    """Return a coverage as a page: the counts, part by part, and some of what is missing."""
    cases = {case.id: case for case in found.wanted}
    missing = [line for part in found.parts for line in _missing(part, cases, language)]
    if found.wanted:
        missing.append(Line(_SUITE.in_(language).format(n=number(len(found.wanted), language))))
    return Page(
        title=_TITLE.in_(language).format(n=number(found.cases, language)),
        headline=_share(found.covered, found.total, language),
        outcome=Outcome.NO_VIOLATION,
        sections=(
            Section(
                _COVERED.in_(language),
                tuple(
                    Line(
                        f"{part_words(part.part).in_(language)}: "
                        f"{_share(part.covered, part.total, language)}"
                    )
                    for part in found.parts
                ),
            ),
            Section(_MISSING.in_(language), tuple(missing)),
        ),
    )


def percent_of(covered: int, total: int, language: Language) -> str:
    """Return a share with one decimal, rounded down: what is not all is never shown as 100."""
    tenths = covered * 1000 // total if total else 1000
    return f"{tenths // 10}{',' if language is Language.ID else '.'}{tenths % 10}"


def _share(covered: int, total: int, language: Language) -> str:
    return _PERCENT.in_(language).format(
        percent=percent_of(covered, total, language),
        covered=number(covered, language),
        total=number(total, language),
    )


def _missing(part: PartCoverage, cases: dict[str, Case], language: Language) -> Iterator[Line]:
    for one in part.missing[:SHOWN]:
        yield Line(missing_words(part.part, one.about).in_(language))
        if one.case is not None:
            shown = json.dumps(plain_case(cases[one.case]), ensure_ascii=False)
            yield Line(shown, depth=1)
    left = len(part.missing) - SHOWN
    if left > 0:
        said = f"{part_words(part.part).in_(language)}: {_MORE.in_(language)}"
        yield Line(said.format(n=number(left, language)))


def _plain(found: Coverage) -> dict[str, Any]:
    """Return a coverage as JSON holds it: the counts of the whole beside those of its parts."""
    plain: dict[str, Any] = to_plain(found)
    counts = {"covered": found.covered, "total": found.total}
    wanted = {"wanted": [plain_case(case) for case in found.wanted]}
    return {"policy": plain["policy"], "cases": plain["cases"], **counts, **plain, **wanted}


def _touched(
    measure: Measure, held: Iterable[Held], endings: Counter[Ending], terminal: Terminal
) -> Iterator[frozenset[Item]]:
    for one in held:
        try:
            yield measure.touched(one.case, one.as_of)
        except NetralitasError as error:
            report(error, terminal, str(one.place))
            endings[Ending.INVALID] += 1


def _tests(found: Coverage, law: CompiledPolicy, region: str | None) -> list[Recorded]:
    """Return the cases that would cover the rest as tests, each for the first thing it covers."""
    first: dict[str, Text] = {}
    for part in found.parts:
        for one in part.missing:
            if one.case is not None:
                first.setdefault(one.case, missing_words(part.part, one.about))
    return [
        record(
            case,
            law,
            as_of=AS_OF,
            why=Text(
                id=_WHY.id.format(what=first[case.id].id), en=_WHY.en.format(what=first[case.id].en)
            ),
            region=region,
        )
        for case in found.wanted
    ]
