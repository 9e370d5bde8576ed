"""This file is `netralitas case timeline`: what was done when, in words or as a picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import click

from netralitas.casework import Case
from netralitas.desk.cases.answering import words_of
from netralitas.desk.cases.options import naming, storing
from netralitas.desk.cases.page import lines_of, waiting_line
from netralitas.desk.cases.story import Told, told_of, waiting
from netralitas.desk.cases.timeline_page import page_of_timeline
from netralitas.desk.cases.timeline_picture import picture_of, standing_alone
from netralitas.desk.cases.wiring import desk_of, who
from netralitas.desk.cases.words import case_word, lane_word
from netralitas.desk.command import Command
from netralitas.desk.options import answering, finding_packs
from netralitas.desk.outputs import answer
from netralitas.desk.page import Line, Page, Section
from netralitas.desk.terminal import Terminal
from netralitas.desk.text import text_of
from netralitas.desk.vocabulary import Vocabulary
from netralitas.facts import Outcome, Text
from netralitas.judgement import say_day
from netralitas.policy import encode


@click.command(
    "timeline",
    cls=Command,
    examples=(
        "case timeline LMJ-2024-001 --as auditor-1 --role auditor",
        "case timeline LMJ-2024-001 --format svg --out riwayat.svg --as auditor-1 --role auditor",
    ),
    says=Text(
        id="Menampilkan riwayat perkara: tanggal, langkah, peran yang mengambilnya, pasalnya, dan "
        "tanggal yang menunggu. svg satu gambar; html satu halaman dengan gambar dan tabelnya, "
        "tanpa jaringan, siap cetak; json setiap peristiwa apa adanya.",
        en="Show the timeline of a case: days, steps, the role that took each, its article, and "
        "the dates that wait. svg is one picture; html one page with the picture and its table, "
        "offline, fit for print; json every event as it is.",
    ),
)
@click.argument("case", metavar="ID")
@storing
@naming
@finding_packs()
@answering("text", "json", "svg", "html")
@click.pass_obj
def timeline(terminal: Terminal, /, case: str, **shared: Any) -> int:
    """Show one timeline."""
    with desk_of(terminal, shared) as desk:
        request, actor = desk.request, who(desk, shared)
        service = desk.service(case)
        events = service.timeline(case, actor)
        there = service.show(case, actor)
        words = words_of(desk, there)
        told = [*told_of(events, there, words), *waiting(there, words)]
        with answer(request.out) as out:
            if request.format == "json":
                plain = {"case": case, "events": events, "deadlines": there.deadlines}
                out.write(encode(plain).decode() + "\n")
            elif request.format == "text":
                page = page_of_story(there, told, words)
                out.write(text_of(page, request.width, colour=request.coloured))
            else:
                picture = picture_of(case, told, request.language)
                if request.format == "svg":
                    out.write(standing_alone(picture))
                else:
                    out.writelines(page_of_timeline(picture, told, request.language))
    return 0


def page_of_story(case: Case, told: Sequence[Told], words: Vocabulary) -> Page:
    """Return the timeline as a page: a section for each thing, labelled with its day."""
    return Page(
        title=case_word("timeline", words.language, case=case.id),
        headline=case_word("open" if case.open else "closed", words.language),
        outcome=Outcome.NO_VIOLATION,
        sections=tuple(_sections(told, words)),
    )


def _sections(told: Sequence[Told], words: Vocabulary) -> Iterator[Section]:
    language = words.language
    before = ""
    for one in told:
        if one.waits:
            continue
        day = say_day(one.day, language)
        first, *rest = lines_of(one)
        lane = lane_word(one.lane, language)
        yield Section("" if day == before else day, (Line(f"{lane}: {first.text}"), *rest))
        before = day
    ahead = tuple(waiting_line(one, words) for one in told if one.waits)
    if ahead:
        yield Section(case_word("next", language), ahead)
