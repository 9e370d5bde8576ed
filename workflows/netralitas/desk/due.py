"""This file is `netralitas due`: when a statutory number of days is over, and what was skipped."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from netralitas.desk.command import Command, option
from netralitas.desk.complaints import Complaint
from netralitas.desk.options import Day, OneOf, Whole, answering, reading_law
from netralitas.desk.outputs import answer
from netralitas.desk.page import Line, Page, Section
from netralitas.desk.phrases import label, phrase
from netralitas.desk.request import request_of
from netralitas.desk.terminal import Terminal
from netralitas.desk.text import text_of
from netralitas.escalation import DueAnswer, due_date
from netralitas.facts import InputError, Language, Outcome, Text
from netralitas.judgement import say_day, words
from netralitas.policy import encode


@click.command(
    "due",
    cls=Command,
    examples=(
        "due --from 2024-10-02 --days 15 --unit working_days",
        "due --from 2024-04-05 --days 7 --unit unclear",
    ),
    says=Text(
        id="Menghitung tanggal jatuh tempo. Hari awal tidak dihitung; minggu kerja lima hari; hari "
        "libur nasional, cuti bersama, dan hari pemungutan dilewati. Satuan `unclear` memberi "
        "kedua tanggal.",
        en="Count a statutory due date. The start day is not counted; the week has five working "
        "days; national holidays, cuti bersama and polling days are skipped. The unit `unclear` "
        "gives both dates.",
    ),
)
@option(
    "--from",
    "start",
    type=Day(),
    metavar="DATE",
    required=True,
    says=Text(id="hari awal, tidak dihitung", en="the start day, not counted"),
)
@option(
    "--days",
    type=Whole(1, 3660),
    metavar="N",
    required=True,
    says=Text(id="jumlah hari", en="how many days"),
)
@option(
    "--unit",
    type=OneOf(("working_days", "calendar_days", "unclear")),
    metavar="working_days|calendar_days|unclear",
    default="working_days",
    show_default=True,
    says=Text(id="hari kerja atau hari kalender", en="working days or calendar days"),
)
@option(
    "--calendar",
    metavar="NAME",
    default="nasional",
    show_default=True,
    says=Text(id="kalender hari libur", en="calendar of days off"),
)
@reading_law()
@answering("text", "json")
@click.pass_obj
def due(
    terminal: Terminal, /, start: date, days: int, unit: str, calendar: str, **shared: Any
) -> int:
    """Count one due date."""
    request = request_of(terminal, shared)
    policy = request.law.of(request.region).policy
    try:
        found = due_date(policy, start, days, unit, calendar=calendar)
    except InputError as error:  # what was asked for is on the command line, not in a file
        told = {language: error.message(language) for language in Language}
        raise Complaint(Text(id=told[Language.ID], en=told[Language.EN])) from None
    with answer(request.out) as out:
        if request.format == "json":
            out.write(encode(found).decode() + "\n")
        else:
            page = page_of_due(found, request.language)
            out.write(text_of(page, request.width, colour=request.coloured))
    return 0


def page_of_due(found: DueAnswer, language: Language) -> Page:
    """Return the answer as a page: the date or both dates, and the days that were not counted."""
    unit = words(f"unit.{found.unit}", language)
    dates = [
        Line(f"{say_day(one.at, language)} ({words(f'unit.{one.unit}', language)})")
        for one in found.due
    ]
    off = [
        Line(f"{say_day(one.at, language)}: {one.name.in_(language)}")
        for one in found.skipped
        if one.kind != "weekend"
    ]
    weekend = sum(one.kind == "weekend" for one in found.skipped)
    if weekend:
        off.append(Line(phrase("weekends", language).format(n=weekend)))
    basis = phrase("estimate", language) if found.estimated else phrase("decreed", language)
    sections = (
        Section(label("due", language), tuple(dates)),
        Section(label("skipped", language), tuple(off)),
        Section(label("calendar", language), (Line(basis, found.confidence.value),
                                              Line(found.calendar))),
    )  # fmt: skip
    return Page(
        title=f"{say_day(found.start, language)} + {found.n} {unit}",
        headline=" / ".join(say_day(one.at, language) for one in found.due),
        outcome=Outcome.NO_VIOLATION,
        sections=tuple(section for section in sections if section.lines),
    )
