"""This file is `netralitas case follow`: what a reporter may know of his report, by its receipt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import click

from netralitas.casework import Event, Progress, bodies, body_of, progress
from netralitas.desk.cases.options import storing
from netralitas.desk.cases.receipts import case_of_receipt
from netralitas.desk.cases.story import stage_word
from netralitas.desk.cases.wiring import desk_of
from netralitas.desk.cases.words import case_word, lane_word
from netralitas.desk.command import Command
from netralitas.desk.inputs import STDIN, content_of
from netralitas.desk.options import answering
from netralitas.desk.outputs import answer
from netralitas.desk.page import Line, Page, Section, shown
from netralitas.desk.terminal import Terminal
from netralitas.desk.text import text_of
from netralitas.facts import CriminalStage, Language, Outcome, Text
from netralitas.judgement import say_day
from netralitas.policy import encode


@click.command(
    "follow",
    cls=Command,
    examples=("case follow XNZK-REP0-0K09-2RY5-4",),
    says=Text(
        id="Menampilkan perkembangan laporan bagi pemegang nomor tanda terima: tahap setiap jalur, "
        "kapan terakhir berubah, dan keterangan yang diminta kepadanya. Tidak ada nama, bukti, "
        "kata hukum, atau sanksi. `-` membaca nomornya dari masukan baku, agar tidak tertinggal di "
        "riwayat perintah.\n\n"
        "Kode keluar: 0, atau 2 bila nomornya salah ketik atau tidak ada.",
        en="Show what became of a report to who holds its receipt number: where each lane stands, "
        "when that last changed, and what was asked of the reporter. No names, evidence, judgement "
        "or sanction. `-` reads the number from standard input, so that the shell's history does "
        "not keep it.\n\n"
        "Exit code: 0, or 2 where the number is mistyped or there is none.",
    ),
)
@click.argument("receipt", metavar="RECEIPT")
@storing
@answering("text", "json")
@click.pass_obj
def follow(terminal: Terminal, /, receipt: str, **shared: Any) -> int:
    """Tell what became of a report."""
    if receipt == STDIN:
        receipt = content_of(STDIN).decode("utf-8", "replace").strip()
    with desk_of(terminal, shared) as desk:
        request = desk.request
        case = case_of_receipt(desk, receipt)
        known = progress(desk.store.case(case))
        asked = tuple(questions(desk.store.events(case)))
        with answer(request.out) as out:
            if request.format == "json":
                out.write(encode({**known._asdict(), "asked": asked}).decode() + "\n")
            else:
                page = _page(known, asked, request.language)
                out.write(text_of(page, request.width, colour=request.coloured))
    return 0


def questions(events: Sequence[Event]) -> Iterator[str]:
    """Yield what was last asked of the reporter; nothing once the report went on or was closed."""
    last: tuple[str, ...] = ()
    for event in events:
        body = body_of(event)
        if isinstance(body, bodies.MoreAsked):
            last = body.questions
        elif isinstance(body, bodies.Proceeded | bodies.Closed):
            last = ()
    yield from last


def _page(known: Progress, asked: Sequence[str], language: Language) -> Page:
    stages = [
        Line(f"{lane_word(lane, language)}: {stage_word(lane, stage, language)}")
        for lane, stage in known.stages.items()
        if stage != CriminalStage.NONE
    ]
    changed = Line(say_day(known.changed, language))
    return Page(
        title=case_word("follow.title", language),
        headline=case_word("open" if known.open else "closed", language),
        outcome=Outcome.NO_VIOLATION,
        sections=shown(
            iter(
                (
                    Section(case_word("stages", language), tuple(stages)),
                    Section(case_word("changed", language), (changed,)),
                    Section(case_word("questions", language), tuple(map(Line, asked))),
                )
            )
        ),
    )
