"""This file is `netralitas explain`: the whole argument about a case, and why it is not another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TextIO

import click

from netralitas.desk.argument import full_page_of
from netralitas.desk.command import Command, option
from netralitas.desk.complaints import Complaint
from netralitas.desk.endings import gravest, tally
from netralitas.desk.export_test import export_tests, exporting
from netralitas.desk.judged import Bench, Explained, sources_of
from netralitas.desk.options import OneOf, allowing_code, answering, choosing_case, judging
from netralitas.desk.outputs import answer
from netralitas.desk.page import About, Page
from netralitas.desk.request import request_of
from netralitas.desk.terminal import Terminal
from netralitas.desk.text import text_of
from netralitas.desk.webpage import web_page
from netralitas.desk.what_if_tests import what_if_tests
from netralitas.facts import Outcome, Text, Tier
from netralitas.judgement import CompiledPolicy
from netralitas.judgement.checking import Recorded
from netralitas.policy import encode

_TARGETS = (*(tier.value for tier in Tier), *(outcome.value for outcome in Outcome))


@click.command(
    "explain",
    cls=Command,
    examples=(
        "explain examples/lurah-komentar.yaml",
        "explain examples/lurah-komentar.yaml --why-not sedang",
        "explain examples/lurah-komentar.yaml --why-not sedang --export-test uji.yaml",
    ),
    says=Text(
        id="Menjelaskan jawaban atas setiap kasus dalam FILE: halaman yang sama seperti simulate, "
        "lalu setiap langkah uraian dengan pasal dan tanda keyakinannya, dan resinya.\n\n"
        "--why-not menyebut perubahan fakta terkecil yang akan membawa ke tingkat atau hasil lain, "
        "atau menyatakan bahwa tidak ada.\n\n"
        "--export-test menambahkan kasus ini, dan setiap seandainya yang mencapai tujuan itu, ke "
        "FILE sebagai uji: dengan jawaban program sekarang.",
        en="Explain the answer to each case in FILE: the page that simulate prints, then every "
        "step of the argument with its article and mark, and the receipt.\n\n"
        "--why-not gives the smallest changes of fact that would lead to another tier or outcome, "
        "or says that none would.\n\n"
        "--export-test adds this case, and every what-if that gets there, to FILE as tests: with "
        "what the program answers now.",
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
@exporting
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
    export_test: str | None,
    case: str | None,
    kind: Any,
    **shared: Any,
) -> int:
    """Explain the cases of the files; return the gravest ending among them."""
    request = request_of(terminal, shared)
    bench = Bench(request)
    stream = bench.explained(sources_of(files), kind, case, _target(why_not))
    kept = _Kept(_target(why_not), bench)
    with answer(request.out) as out:
        shown = stream if export_test is None else kept.passing(stream)
        _WRITERS[request.format](shown, bench, out)
    if export_test is not None:
        kept.export(export_test)
    if bench.endings.total() > 1:
        terminal.say(tally(bench.endings, terminal))
    return gravest(bench.endings)


def _target(why_not: str | None) -> Tier | Outcome | None:
    if why_not is None:
        return None
    return Tier(why_not) if why_not in list(Tier) else Outcome(why_not)


class _Kept:
    """Keeps the tests of the cases that go by."""

    def __init__(self, target: Tier | Outcome | None, bench: Bench) -> None:
        self._target = target
        self._bench = bench
        self._tests: list[Recorded] = []
        self._laws: dict[str, CompiledPolicy] = {}

    def passing(self, stream: Iterator[Explained]) -> Iterator[Explained]:
        """Yield the cases as they come, and keep the tests of each."""
        request = self._bench.request
        for one in stream:
            self._laws[one.law.policy.digest] = one.law
            self._tests += what_if_tests(
                one, self._target, as_of=request.as_of, region=request.region
            )
            yield one

    def export(self, file: str) -> None:
        """Write what was kept; Complaint where the cases fall under several laws."""
        terminal = self._bench.request.terminal
        law = next(iter(self._laws.values()), None)
        if len(self._laws) > 1:
            raise Complaint(_SEVERAL)
        export_tests(file, self._tests, law or self._bench.request.law.of(None), terminal)


_SEVERAL = Text(
    id="--export-test: kasusnya di bawah hukum beberapa daerah; pilih satu dengan --case",
    en="--export-test: the cases fall under the law of several regions; choose one with --case",
)


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
