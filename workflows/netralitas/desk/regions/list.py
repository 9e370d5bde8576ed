"""This file is `netralitas region list`: every region there is, and every pack that failed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import click
import msgspec

from netralitas.desk.command import Command
from netralitas.desk.endings import Ending, failure
from netralitas.desk.options import answering, finding_packs
from netralitas.desk.outputs import answer
from netralitas.desk.page import Line, Page, Section
from netralitas.desk.phrases import label, phrase
from netralitas.desk.regions.words import said, term_word, validity_word
from netralitas.desk.request import request_of
from netralitas.desk.terminal import Terminal
from netralitas.desk.text import text_of
from netralitas.facts import Language, Outcome, Text
from netralitas.policy import PackValidity, encode
from netralitas.regions import NATION, InstalledRegion, RegionSource


class ListedRegion(msgspec.Struct, frozen=True, kw_only=True):
    """A region as it is listed; what only a pack can say is None without one.

    `state` is `failed` where `fault` says why the region cannot be used.
    """

    id: str
    state: str
    name: Text | None
    distribution: str | None
    version: str | None
    sources: tuple[RegionSource, ...]
    valid: PackValidity | None
    legal_basis: Text | None
    maintainer: str | None
    demonstration: bool
    filled: tuple[str, ...]
    digest: str | None
    fault: Text | None


@click.command(
    "list",
    cls=Command,
    examples=(
        "region list",
        "region list --packs-dir examples/packs --format json",
    ),
    says=Text(
        id="Menyebut setiap daerah yang dapat dipakai dengan --region: nama, distribusi dan versi "
        "yang membawanya, hari berlaku, dasar hukum, dan hal yang diisinya. Paket yang gagal "
        "dimuat disebut tersendiri dengan sebabnya; yang lain tetap dapat dipakai.\n\n"
        "Kode keluar: 0 semua dapat dipakai, 3 ada paket yang gagal dimuat.",
        en="List every region that --region takes: its name, the distribution and version that "
        "bring it, its days, its legal basis, and the terms it fills. A pack that cannot be loaded "
        "is listed apart with its reason; the others can be used all the same.\n\n"
        "Exit code: 0 all can be used, 3 a pack cannot be loaded.",
    ),
)
@finding_packs()
@answering("text", "json")
@click.pass_obj
def listing(terminal: Terminal, /, **shared: Any) -> int:
    """List the regions; return 3 where one of them cannot be used."""
    request = request_of(terminal, shared)
    found = [listed(one) for one in request.law.installed()]
    with answer(request.out) as out:
        if request.format == "json":
            out.write(encode(found).decode() + "\n")
        else:
            page = page_of_list(found, request.language)
            out.write(text_of(page, request.width, colour=request.coloured))
    names = [one.id for one in found if one.fault]
    if names:
        loud = phrase("regions.loud", request.language)
        terminal.say(failure(loud.format(n=len(names), names=", ".join(names)), terminal))
    return Ending.INVALID if names else Ending.OK


def listed(one: InstalledRegion) -> ListedRegion:
    """Return a region as it is listed: its manifest in short, or why it cannot be used."""
    pack = one.pack
    alone = one.sources[0] if len(one.sources) == 1 else None
    return ListedRegion(
        id=one.id,
        state="failed" if one.fault else "ready",
        name=pack.name if pack else NATIONAL if one.id == NATION else None,
        distribution=alone.distribution if alone else None,
        version=alone.version if alone else None,
        sources=one.sources,
        valid=pack.valid if pack else None,
        legal_basis=pack.legal_basis if pack else None,
        maintainer=pack.maintainer if pack else None,
        demonstration=pack.demonstration if pack else False,
        filled=pack.filled if pack else (),
        digest=pack.digest if pack else None,
        fault=one.fault,
    )


def page_of_list(found: Sequence[ListedRegion], language: Language) -> Page:
    """Return the list as a page: those that can be used, then those that cannot, with why."""
    ready = [line for one in found if not one.fault for line in _ready(one, language)]
    failed = [line for one in found if one.fault for line in _failed(one, language)]
    count = sum(one.fault is not None for one in found)
    told = phrase("regions.ready", language).format(n=len(found) - count)
    if count:
        told = f"{told}, {phrase('regions.failed', language).format(n=count)}"
    return Page(
        title=phrase("regions", language),
        headline=told,
        outcome=Outcome.NO_VIOLATION,
        sections=(
            Section(label("ready", language), tuple(ready)),
            Section(label("failed", language), tuple(failed)),
        ),
    )


NATIONAL = Text(id="hukum nasional", en="the national law")


def _ready(one: ListedRegion, language: Language) -> Iterator[Line]:
    name = one.name.in_(language) if one.name else ""
    yield Line(" · ".join(filter(None, (one.id, name))))
    if one.demonstration:
        yield Line(said("demonstration", language), depth=1)
    for source in one.sources:
        yield Line(str(source), depth=1)
    if one.valid is not None:
        days = validity_word(one.valid, language)
        yield Line(said("for_acts", language, days=days), one.valid.confidence.value, 1)
    if one.legal_basis is not None:
        yield Line(said("source", language, law=one.legal_basis.in_(language)), depth=1)
    if one.filled:
        terms = ", ".join(term_word(term, language) for term in one.filled)
        yield Line(said("fills", language, what=terms), depth=1)
    elif one.id != NATION:
        yield Line(said("fills", language, what=phrase("nothing", language)), depth=1)


def _failed(one: ListedRegion, language: Language) -> Iterator[Line]:
    yield Line(f"{one.id}: {one.fault.in_(language) if one.fault else ''}")
