"""This file is `netralitas diagram`: the path of a case as Mermaid, DOT or SVG."""

from __future__ import annotations

from typing import Any

import click

from netralitas.desk.command import Command, option
from netralitas.desk.options import OneOf, answering, reading_law
from netralitas.desk.outputs import answer
from netralitas.desk.request import request_of
from netralitas.desk.terminal import Terminal
from netralitas.escalation import dot, mermaid, svg
from netralitas.facts import Text

_DRAWN = {"mermaid": mermaid, "dot": dot, "svg": svg}


@click.command(
    "diagram",
    cls=Command,
    examples=(
        "diagram",
        "diagram --format svg --out jalur.svg",
    ),
    says=Text(
        id="Menggambar jalur perkara, atau jalur pidana di sampingnya, dari tabel yang sama dengan "
        "yang dijalankan mesin.",
        en="Draw the path of a case, or the criminal path beside it, from the very table that the "
        "machine runs.",
    ),
)
@option(
    "--path",
    type=OneOf(("main", "criminal")),
    metavar="main|criminal",
    default="main",
    show_default=True,
    says=Text(id="jalur utama atau jalur pidana", en="the main or the criminal path"),
)
@reading_law()
@answering("mermaid", "dot", "svg")
@click.pass_obj
def diagram(terminal: Terminal, /, path: str, **shared: Any) -> int:
    """Draw one path."""
    request = request_of(terminal, shared)
    escalation = request.law.of(request.region).escalation
    workflow = escalation.criminal if path == "criminal" else escalation.main
    with answer(request.out) as out:
        out.write(_DRAWN[request.format](workflow, request.language))
    return 0
