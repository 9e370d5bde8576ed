"""This file is `netralitas region`: which regions are installed, and what brought them."""

from __future__ import annotations

from typing import Any

import click

from netralitas.desk.command import Command, Entry, Group
from netralitas.desk.options import answering
from netralitas.desk.outputs import answer
from netralitas.desk.request import request_of
from netralitas.desk.table import table_text
from netralitas.desk.terminal import Terminal
from netralitas.facts import Text
from netralitas.policy import encode
from netralitas.regions import installed

_HEADINGS = (
    Text(id="Daerah", en="Region"),
    Text(id="Distribusi", en="Distribution"),
    Text(id="Versi", en="Version"),
    Text(id="Letak", en="Place"),
)


@click.group(
    "region",
    cls=Group,
    entries={
        "list": Entry(
            "netralitas.desk.region:listing",
            Text(id="daerah yang terpasang", en="the regions installed"),
        ),
    },
    subcommand_metavar="COMMAND [ARGS]...",
    says=Text(
        id="Daerah yang terpasang, dan dari distribusi mana.",
        en="The regions installed, and from which distribution.",
    ),
)
def region() -> None:
    """Do nothing by itself: a command of the group follows."""


@click.command(
    "list",
    cls=Command,
    examples=("region list",),
    says=Text(
        id="Menyebut setiap daerah yang dapat dipakai dengan --region, dan dari mana asalnya.",
        en="List every region that --region takes, and where it comes from.",
    ),
)
@answering("text", "json")
@click.pass_obj
def listing(terminal: Terminal, /, **shared: Any) -> int:
    """List the regions."""
    request = request_of(terminal, shared)
    found = installed()
    with answer(request.out) as out:
        if request.format == "json":
            out.write(encode(found).decode() + "\n")
        else:
            rows = [(r.id, r.distribution or "-", r.version or "-", r.value) for r in found]
            headings = [text.in_(request.language) for text in _HEADINGS]
            out.write(table_text(headings, rows, request))
    return 0
