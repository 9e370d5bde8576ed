"""This file is `netralitas region show`: one regional pack, its manifest and every item in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import click

from netralitas.desk.command import Command
from netralitas.desk.options import answering, finding_packs
from netralitas.desk.outputs import answer
from netralitas.desk.page import Line, Page, Section
from netralitas.desk.phrases import label
from netralitas.desk.regions.items import item_lines
from netralitas.desk.regions.list import NATIONAL
from netralitas.desk.regions.words import (
    days_word,
    limits_word,
    said,
    term_label,
    term_word,
    validity_word,
)
from netralitas.desk.request import request_of
from netralitas.desk.terminal import Terminal
from netralitas.desk.text import text_of
from netralitas.desk.vocabulary import Vocabulary, vocabulary_of
from netralitas.facts import Outcome, Text
from netralitas.policy import OpenTerm, Pack, Policy, encode
from netralitas.regions import NATION, RegionSource


@click.command(
    "show",
    cls=Command,
    examples=(
        "region show lumajang",
        "region show demonstrasi_tpp --packs-dir examples/packs --format json",
    ),
    says=Text(
        id="Menampilkan paket REGION: asal, dasar hukum, hari berlaku, peraturan yang dimuat dan "
        "yang dikutipnya, setiap butir dengan dasar dan tanda keyakinannya, apa yang belum "
        "diketahui, dan hal terbuka yang tidak diisinya.\n\n"
        "Kode keluar: 0 ditampilkan, 2 daerah tidak terpasang, 3 paketnya gagal dimuat.",
        en="Show the pack of REGION: its source, legal basis and days, the instruments it holds "
        "and quotes, every item with its basis and mark, what is not known, and the open terms it "
        "does not fill.\n\n"
        "Exit code: 0 shown, 2 the region is not installed, 3 its pack cannot be loaded.",
    ),
)
@click.argument("region", metavar="REGION")
@finding_packs()
@answering("text", "json")
@click.pass_obj
def show(terminal: Terminal, /, region: str, **shared: Any) -> int:
    """Show one pack."""
    request = request_of(terminal, shared)
    pack = request.law.pack(region)
    policy = request.law.policy(region)
    sources = request.law.registry.sources(region)
    with answer(request.out) as out:
        if request.format == "json":
            shown = {"region": region, "sources": sources, "pack": pack,
                     "unfilled": unfilled(policy, pack)}  # fmt: skip
            out.write(encode(shown).decode() + "\n")
        else:
            words = vocabulary_of(policy, request.language, pack)
            page = page_of_pack(pack, policy, sources, words)
            out.write(text_of(page, request.width, colour=request.coloured))
    return 0


def unfilled(policy: Policy, pack: Pack | None) -> list[str]:
    """Return the open terms of the nation that a pack leaves as they are."""
    filled = pack.filled if pack else ()
    return [term.id for term in policy.open_terms if term.id not in filled]


def page_of_pack(
    pack: Pack | None, policy: Policy, sources: tuple[RegionSource, ...], words: Vocabulary
) -> Page:
    """Return a pack as a page; for the nation, what it opens to regions and what it closes."""
    language = words.language
    came = Section(label("source", language), tuple(Line(str(source)) for source in sources))
    rest = " · ".join(term_word(term, language) for term in unfilled(policy, pack))
    if pack is None:
        return Page(
            title=NATIONAL.in_(language),
            headline=NATION,
            outcome=Outcome.NO_VIOLATION,
            sections=(came, *_shown(terms_of_the_nation(policy, words))),
        )
    sections = [
        came,
        *_manifest(pack, words),
        *_law(pack, words),
        *_filled(pack, words),
        Section(
            label("unknown", language),
            tuple(Line(one.text.in_(language)) for one in pack.not_known),
        ),
        Section(label("unfilled", language), (Line(rest),) if rest else ()),
    ]
    return Page(
        title=pack.name.in_(language),
        headline=said("demonstration", language) if pack.demonstration else pack.region,
        outcome=Outcome.NO_VIOLATION,
        sections=_shown(sections),
    )


def terms_of_the_nation(policy: Policy, words: Vocabulary) -> Iterator[Section]:
    """Yield what the nation opens to regions, each with its bounds, and what it closes."""
    for term in policy.open_terms:
        yield Section(term_label(term.id, words.language), tuple(open_term_lines(term, words)))
    yield closed_section(policy, words)


def open_term_lines(term: OpenTerm, words: Vocabulary) -> Iterator[Line]:
    """Yield an open term as the nation states it, and the bounds within which it may be filled."""
    language = words.language
    law = words.articles(term.cites)
    yield Line(term.text.in_(language), term.marks.content.value)
    yield Line(said("bounds", language, what=limits_word(term, language), law=law), depth=1)


def closed_section(policy: Policy, words: Vocabulary) -> Section:
    """Return what no region may touch, and on which article."""
    closed = [
        Line(
            f"{term.text.in_(words.language)} ({words.articles(term.cites)})",
            term.marks.content.value,
        )
        for term in policy.closed_terms
    ]
    return Section(label("closed", words.language), tuple(closed))


def _manifest(pack: Pack, words: Vocabulary) -> Iterator[Section]:
    language, valid = words.language, pack.valid
    maintained = said("maintainer", language, who=pack.maintainer)
    yield Section(
        label("basis", language), (Line(pack.legal_basis.in_(language)), Line(maintained))
    )
    days = said("for_acts", language, days=validity_word(valid, language))
    lines = [Line(days, valid.confidence.value)]
    if valid.note is not None:
        lines.append(Line(valid.note.in_(language)))
    yield Section(label("valid", language), tuple(lines))
    yield Section(label("digest", language), (Line(pack.digest),))


def _law(pack: Pack, words: Vocabulary) -> Iterator[Section]:
    language = words.language
    own = []
    for one in pack.instruments:
        unknown = one.since is None and one.until is None
        last = one.until - timedelta(days=1) if one.until else None
        days = said("days.unknown", language) if unknown else days_word(one.since, last, language)
        mark = one.marks.date or one.marks.content
        title = one.title.in_(language)
        named = title if title.startswith(one.short) else f"{one.short}: {title}"
        own.append(Line(f"{named}; {days}", mark.value))
    yield Section(label("instruments", language), tuple(own))
    quoted = []
    for quote in pack.quotes:
        name = words.names.titles.get(quote.instrument)
        told = name.in_(language) if name else quote.instrument
        if quote.replaced:
            told = f"{told} ({said('replaced', language)})"
        if quote.note is not None:
            told = f"{told}: {quote.note.in_(language)}"
        quoted.append(Line(told))
    yield Section(label("quotes", language), tuple(quoted))


def _filled(pack: Pack, words: Vocabulary) -> Iterator[Section]:
    for term in pack.filled:
        lines = [
            line for item in getattr(pack.fills, term) for line in item_lines(term, item, words)
        ]
        yield Section(term_label(term, words.language), tuple(lines))


def _shown(sections: Iterator[Section] | list[Section]) -> tuple[Section, ...]:
    return tuple(section for section in sections if section.lines)
