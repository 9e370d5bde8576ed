"""This file is `netralitas case show`: a real case as it stands, to one who may read it."""

from __future__ import annotations

from typing import Any

import click

from netralitas.desk.cases.answering import words_of
from netralitas.desk.cases.options import naming, storing
from netralitas.desk.cases.page import page_of_case
from netralitas.desk.cases.wiring import desk_of, who
from netralitas.desk.command import Command
from netralitas.desk.options import answering, finding_packs
from netralitas.desk.outputs import answer
from netralitas.desk.terminal import Terminal
from netralitas.desk.text import text_of
from netralitas.desk.webpage import web_page
from netralitas.facts import Text
from netralitas.policy import encode


@click.command(
    "show",
    cls=Command,
    examples=(
        "case show LMJ-2024-001 --as penelaah-1 --role reviewer",
        "case show LMJ-2024-001 --as auditor-1 --role auditor --format json",
    ),
    says=Text(
        id="Menampilkan perkara: tahap setiap jalur, kata hukum, bukti, pemeriksaan, putusan, dan "
        "tanggal berikutnya. Siapa pelapornya tidak pernah ditampilkan.",
        en="Show a case: where each track stands, what the law says, evidence, examination, "
        "decision, and the next dates. Who reported it is never shown.",
    ),
)
@click.argument("case", metavar="ID")
@storing
@naming
@finding_packs()
@answering("text", "json", "html")
@click.pass_obj
def show(terminal: Terminal, /, case: str, **shared: Any) -> int:
    """Show one case."""
    with desk_of(terminal, shared) as desk:
        request = desk.request
        found = desk.service(case).show(case, who(desk, shared))
        with answer(request.out) as out:
            if request.format == "json":
                out.write(encode(found).decode() + "\n")
                return 0
            page = page_of_case(found, words_of(desk, found))
            if request.format == "html":
                out.writelines(web_page([page], request.language))
            else:
                out.write(text_of(page, request.width, colour=request.coloured))
    return 0
