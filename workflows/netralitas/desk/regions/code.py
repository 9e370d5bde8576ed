"""This file is `netralitas region code` and `region run`: the code that regions brought.

`code` shows what is installed, with the hash that an operator copies into the settings. `run` calls
commands of a region in this very process, and says so first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import click

from netralitas.code import InstalledCode, Settings, allowed_code, installed_code, load_commands
from netralitas.desk.command import Command
from netralitas.desk.options import allowing_code, answering, speaking
from netralitas.desk.outputs import answer
from netralitas.desk.page import Line, Page, Section
from netralitas.desk.phrases import label
from netralitas.desk.request import request_of
from netralitas.desk.terminal import Terminal
from netralitas.desk.text import text_of
from netralitas.facts import Language, Outcome, Text
from netralitas.policy import encode

_WORDS = {
    "title": Text(id="Kode daerah", en="Code of regions"),
    "none": Text(id="tidak ada yang terpasang", en="none is installed"),
    "some": Text(id="{n} terpasang, {on} diizinkan", en="{n} installed, {on} allowed"),
    "hash": Text(id="hash: {hash}", en="hash: {hash}"),
    "on": Text(id="diizinkan: {what}", en="allowed: {what}"),
    "off": Text(id="mati: {why}", en="off: {why}"),
    "lacking": Text(
        id="sistem ini tidak dapat mengurungnya: {what}", en="this system cannot confine it: {what}"
    ),
}


@click.command(
    "code",
    cls=Command,
    examples=("region code", "region code --format json"),
    says=Text(
        id="Menyebut kode daerah yang terpasang: siapa yang membawanya, hash berkasnya, apakah "
        "pengaturan mengizinkannya, dan apakah sistem ini dapat mengurungnya. Kode mati sampai "
        "diizinkan dengan nama dan hash: salin hash itu sesudah kodenya dibaca.",
        en="List the code of regions that is installed: who brought it, the hash of its files, "
        "whether the settings allow it, and whether this system can confine it. Code is off until "
        "allowed by name and hash: copy the hash after the code was read.",
    ),
)
@allowing_code
@answering("text", "json")
@click.pass_obj
def code(terminal: Terminal, /, **shared: Any) -> int:
    """List the code that is installed."""
    request = request_of(terminal, shared)
    found = installed_code(request.settings or Settings())
    with answer(request.out) as out:
        if request.format == "json":
            out.write(encode(found).decode() + "\n")
        else:
            page = page_of_code(found, request.language)
            out.write(text_of(page, request.width, colour=request.coloured))
    return 0


@click.command(
    "run",
    cls=Command,
    context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False},
    examples=("region run --help",),
    says=Text(
        id="Menjalankan perintah yang dibawa kode sebuah daerah. Perintah itu berjalan di dalam "
        "program ini dengan seluruh hak Anda, tidak dikurung: hanya untuk kode yang dipercaya, "
        "dan yang pengaturannya memuat commands: true.",
        en="Run a command that a region's code brings. It runs inside this program with all your "
        "rights and is not confined: only for code that is trusted, and whose settings say "
        "commands: true.",
    ),
)
@click.argument("region", metavar="REGION")
@click.argument("arguments", nargs=-1, metavar="[COMMAND [ARGS]...]", type=click.UNPROCESSED)
@allowing_code
@speaking
@click.pass_obj
def run(
    terminal: Terminal, /, region: str, arguments: Sequence[str], settings: str | None, **_: Any
) -> int:
    """Run a region's own command; the words that it is not confined come first."""
    request = request_of(terminal, {"settings": settings})
    brought = load_commands(allowed_code(region, request.settings or Settings()))
    terminal.say(brought.warning.in_(terminal.language))
    group = click.Group(region)
    brought.add(cli=group)
    ended = group.main(
        list(arguments) or ["--help"],
        prog_name=f"netralitas region run {region}",
        standalone_mode=False,
    )
    return ended if isinstance(ended, int) else 0


def page_of_code(found: Sequence[InstalledCode], language: Language) -> Page:
    """Return the code that is installed as a page."""
    allowed = sum(one.why_not is None for one in found)
    told = _WORDS["some"].in_(language).format(n=len(found), on=allowed)
    lines = tuple(line for one in found for line in _lines(one, language))
    return Page(
        title=_WORDS["title"].in_(language),
        headline=told if found else _WORDS["none"].in_(language),
        outcome=Outcome.NO_VIOLATION,
        sections=(Section(label("ready", language), lines),),
    )


def _lines(one: InstalledCode, language: Language) -> Iterator[Line]:
    def said(key: str, **values: str) -> str:
        return _WORDS[key].in_(language).format(**values)

    yield Line(f"{one.name} · {one.distribution} {one.version} · {one.value}")
    if one.sha256 is not None:
        yield Line(said("hash", hash=one.sha256), depth=1)
    if one.why_not is not None:
        yield Line(said("off", why=one.why_not.in_(language)), depth=1)
    else:
        powers = [name for name in ("amend", "commands") if getattr(one, name)]
        yield Line(said("on", what=", ".join(powers)), depth=1)
    if one.lacking:
        what = "; ".join(text.in_(language) for text in one.lacking)
        yield Line(said("lacking", what=what), depth=1)
