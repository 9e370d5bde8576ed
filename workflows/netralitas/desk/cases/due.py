"""This file is `netralitas case due`: the dates that come, of one case or of all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import click

from netralitas.casework import Due
from netralitas.desk.cases.answering import words_of
from netralitas.desk.cases.options import acting, storing
from netralitas.desk.cases.page import waiting_line
from netralitas.desk.cases.story import date_told
from netralitas.desk.cases.wiring import Desk, desk_of, who
from netralitas.desk.cases.words import case_word
from netralitas.desk.command import Command, option
from netralitas.desk.options import Whole, answering, finding_packs
from netralitas.desk.outputs import answer
from netralitas.desk.page import Line, Page, Section
from netralitas.desk.terminal import Terminal
from netralitas.desk.text import text_of
from netralitas.facts import Outcome, Text
from netralitas.judgement import say_day
from netralitas.policy import encode


@click.command(
    "due",
    cls=Command,
    examples=(
        "case due --days 7 --as penelaah-1 --role reviewer",
        "case due LMJ-2024-001 --as penelaah-1 --role reviewer --format json",
    ),
    says=Text(
        id="Menyebut tanggal yang menunggu: apa, siapa yang bertindak, atas pasal apa. Tanggal "
        "yang ditetapkan kantor sendiri disebut internal. Dengan ID: semua tanggal perkara itu.",
        en="The dates that wait: what, who must act, on which article. A date that the office set "
        "itself says that it is internal. With ID: all dates of that case.",
    ),
)
@click.argument("case", required=False, metavar="[ID]")
@option(
    "--days",
    type=Whole(0, 3660),
    metavar="N",
    default=14,
    show_default=True,
    says=Text(id="yang jatuh dalam N hari", en="those that come within N days"),
)
@option(
    "--limit",
    type=Whole(1, 1_000_000),
    metavar="N",
    default=1000,
    show_default=True,
    says=Text(id="paling banyak N", en="at most N"),
)
@storing
@acting
@finding_packs()
@answering("text", "json")
@click.pass_obj
def due(
    terminal: Terminal,
    /,
    case: str | None,
    days: int,
    limit: int,
    at: datetime | None,
    **shared: Any,
) -> int:
    """Tell the dates that wait."""
    with desk_of(terminal, shared, at) as desk:
        request, actor = desk.request, who(desk, shared)
        service = desk.service()
        until = desk.at + timedelta(days=days)
        if case is None:
            found = service.due(until, actor, limit=limit)
        else:
            there = service.show(case, actor)
            found = [Due(case, one) for one in there.deadlines]
        with answer(request.out) as out:
            if request.format == "json":
                plain = [{"case": one.case, "deadline": one.deadline} for one in found]
                out.write(encode(plain).decode() + "\n")
            else:
                page = _page(desk, found, until if case is None else None)
                out.write(text_of(page, request.width, colour=request.coloured))
    return 0


def _page(desk: Desk, found: Sequence[Due], until: datetime | None) -> Page:
    """Return the dates as a page, case by case in the order of their first date."""
    language = desk.request.language
    by_case: dict[str, list[Line]] = {}
    for one in found:
        if one.deadline.does == "remind":
            continue
        words = words_of(desk, desk.store.case(one.case))
        by_case.setdefault(one.case, []).append(waiting_line(date_told(one.deadline, words), words))
    title = case_word("next", language)
    if until is not None:
        day = say_day(until.astimezone(desk.zone).date(), language)
        title = case_word("due.title", language, day=day)
    count = sum(map(len, by_case.values()))
    none = Section("", (Line(case_word("due.none", language)),))
    return Page(
        title=title,
        headline=case_word("due.now", language, n=count),
        outcome=Outcome.NO_VIOLATION,
        sections=tuple(Section(name, tuple(lines)) for name, lines in by_case.items()) or (none,),
    )
