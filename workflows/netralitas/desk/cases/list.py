"""This file is `netralitas case list`: the cases of the store, by region, lane, stage and date."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import click

from netralitas.casework import Query, Summary
from netralitas.desk.cases.options import Instant, naming, storing
from netralitas.desk.cases.story import stage_word
from netralitas.desk.cases.wiring import Desk, desk_of, moment_of, who
from netralitas.desk.cases.words import LANES, case_word, lane_word
from netralitas.desk.command import Command, option
from netralitas.desk.options import OneOf, Whole, answering
from netralitas.desk.outputs import answer
from netralitas.desk.table import table_text
from netralitas.desk.terminal import Terminal
from netralitas.facts import CriminalStage, Stage, Text, Track
from netralitas.judgement import say_day
from netralitas.policy import encode


@click.command(
    "list",
    cls=Command,
    examples=(
        "case list --open --as penelaah-1 --role reviewer",
        "case list --lane disiplin --stage decided --as bkpsdm-1 --role bkpsdm --format json",
    ),
    says=Text(
        id="Mendaftar perkara menurut urutan id. Tentang orang-orangnya tidak ada yang disebut.",
        en="List the cases in the order of their ids. Nothing is said about their people.",
    ),
)
@option("--region", metavar="REGION", says=Text(id="hanya daerah ini", en="this region alone"))
@option(
    "--open/--closed",
    "open_",
    default=None,
    says=Text(id="hanya yang berjalan, atau yang selesai", en="those under way, or closed, alone"),
)
@option(
    "--lane",
    type=OneOf(tuple(LANES)),
    metavar="LANE",
    says=Text(id=f"jalur: {', '.join(LANES)}", en=f"the lane: {', '.join(LANES)}"),
)
@option(
    "--stage",
    type=OneOf(tuple(dict.fromkeys((*Stage, *CriminalStage)))),
    metavar="STAGE",
    says=Text(id="tahap jalur itu", en="the stage of that lane"),
)
@option(
    "--due-by",
    type=Instant(),
    metavar="TIME",
    says=Text(id="tanggal berikutnya paling lambat ini", en="the next date is by then"),
)
@option(
    "--after", metavar="ID", default="", says=Text(id="mulai sesudah id ini", en="after this id")
)
@option(
    "--limit",
    type=Whole(1, 1_000_000),
    metavar="N",
    default=100,
    show_default=True,
    says=Text(id="paling banyak N", en="at most N"),
)
@storing
@naming
@answering("text", "json")
@click.pass_obj
def listing(
    terminal: Terminal,
    /,
    region: str | None,
    open_: bool | None,
    lane: str | None,
    stage: str | None,
    due_by: datetime | None,
    after: str,
    limit: int,
    **shared: Any,
) -> int:
    """List cases."""
    with desk_of(terminal, shared) as desk:
        query = Query(
            region=region,
            open=open_,
            lane=lane,
            stage=stage,
            due_by=moment_of(due_by, desk.office) if due_by else None,
            after=after,
            limit=limit,
        )
        found = desk.service().list(query, who(desk, shared))
        with answer(desk.request.out) as out:
            if desk.request.format == "json":
                out.write(encode(found).decode() + "\n")
            else:
                headings = [
                    case_word(name, desk.request.language)
                    for name in ("case", "region", "stages", "next")
                ]
                rows = [_row(one, desk) for one in found]
                out.write(table_text(headings, rows, desk.request))
    return 0


def _row(one: Summary, desk: Desk) -> tuple[str, ...]:
    language = desk.request.language
    stages = [
        f"{lane_word(lane, language)}: {stage_word(lane, stage, language)}"
        for lane, stage in one.stages.items()
        if (lane, stage) != (Track.PIDANA.value, CriminalStage.NONE.value)
    ]
    # The line holds the instant at which a date fires: for most the end of the last day.
    following = desk.store.case(one.id).next_date if one.next_date else None
    day = say_day(following.due[-1], language) if following else "-"
    return one.id, one.region or "-", "; ".join(stages), day
