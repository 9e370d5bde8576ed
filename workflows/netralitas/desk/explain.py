"""This file is `netralitas explain`: the whole argument about a case, and why it is not another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TextIO

import click

from netralitas.desk.argument import full_page_of
from netralitas.desk.command import Command, option
from netralitas.desk.endings import gravest, tally
from netralitas.desk.judged import Bench, Explained, sources_of
from netralitas.desk.options import OneOf, allowing_code, answering, choosing_case, judging
from netralitas.desk.outputs import answer
from netralitas.desk.page import About, Page
from netralitas.desk.request import request_of
from netralitas.desk.terminal import Terminal
from netralitas.desk.text import text_of
from netralitas.desk.webpage import web_page
from netralitas.facts import Outcome, Text, Tier
from netralitas.policy import encode

_TARGETS = (*(tier.value for tier in Tier), *(outcome.value for outcome in Outcome))


@click.command(
    "explain",
    cls=Command,
    examples=(
        "explain examples/lurah-komentar.yaml",
        "explain examples/lurah-komentar.yaml --why-not sedang",
    ),
    says=Text(
        id="Menjelaskan jawaban atas setiap kasus dalam FILE: halaman yang sama seperti simulate, "
        "lalu setiap langkah uraian dengan pasal dan tanda keyakinannya, dan resinya.\n\n"
        "--why-not menyebut perubahan fakta terkecil yang akan membawa ke tingkat atau hasil lain, "
        "atau menyatakan bahwa tidak ada.",
        en="Explain the answer to each case in FILE: the page that simulate prints, then every "
        "step of the argument with its article and mark, and the receipt.\n\n"
        "--why-not gives the smallest changes of fact that would lead to another tier or outcome, "
        "or says that none would.",
    ),
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@option(
    "--why-not",
    "why_not",
    type=OneOf(_TARGETS),
    metavar="TIER|OUTCOME",
    says=Text(
        id="jelaskan mengapa bukan tingkat atau hasil ini",
        en="explain why it is not this tier or outcome",
    ),
)
@choosing_case
@judging()
@allowing_code
@answering("text", "json", "html")
@click.pass_obj
def explain(
    terminal: Terminal,
    /,
    files: Sequence[str],
    why_not: str | None,
    case: str | None,
    kind: Any,
    **shared: Any,
) -> int:
    """Explain the cases of the files; return the gravest ending among them."""
    request = request_of(terminal, shared)
    bench = Bench(request)
    stream = bench.explained(sources_of(files), kind, case, _target(why_not))
    with answer(request.out) as out:
        _WRITERS[request.format](stream, bench, out)
    if bench.endings.total() > 1:
        terminal.say(tally(bench.endings, terminal))
    return gravest(bench.endings)


def _target(why_not: str | None) -> Tier | Outcome | None:
    if why_not is None:
        return None
    return Tier(why_not) if why_not in list(Tier) else Outcome(why_not)


def _page(one: Explained, bench: Bench) -> Page:
    about = About(one.case, one.explanation.verdict, bench.words(one.law))
    return full_page_of(about, one.explanation)


def _text(stream: Iterator[Explained], bench: Bench, out: TextIO) -> None:
    request, between = bench.request, ""
    for one in stream:
        out.write(between + text_of(_page(one, bench), request.width, colour=request.coloured))
        between = "\n"


def _json(stream: Iterator[Explained], bench: Bench, out: TextIO) -> None:
    parts = [encode(one.explanation).decode() for one in stream]
    single = len(parts) == 1 and bench.endings.total() == 1
    out.write((parts[0] if single else f"[{','.join(parts)}]") + "\n")


def _html(stream: Iterator[Explained], bench: Bench, out: TextIO) -> None:
    for part in web_page((_page(one, bench) for one in stream), bench.request.language):
        out.write(part)


_WRITERS = {"text": _text, "json": _json, "html": _html}
