"""This file is `netralitas region explain`: what a pack changes against national law alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from netralitas.desk.command import Command
from netralitas.desk.endings import gravest
from netralitas.desk.judged import Bench, sources_of
from netralitas.desk.options import answering, choosing_case, judging_in_a_region
from netralitas.desk.outputs import answer
from netralitas.desk.page import Line, Page, Section
from netralitas.desk.regions.compare import compared, comparison, comparison_text
from netralitas.desk.regions.items import item_lines
from netralitas.desk.regions.list import NATIONAL
from netralitas.desk.regions.show import closed_section, open_term_lines
from netralitas.desk.regions.words import said, term_label
from netralitas.desk.request import Request, request_of
from netralitas.desk.terminal import Terminal
from netralitas.desk.text import text_of
from netralitas.desk.vocabulary import Vocabulary, vocabulary_of
from netralitas.facts import Outcome, Text
from netralitas.policy import OpenTerm, Pack, Policy, encode
from netralitas.regions import NATION


@click.command(
    "explain",
    cls=Command,
    examples=(
        "region explain lumajang",
        "region explain lumajang examples/lurah-komentar.yaml",
        "--lang en region explain demonstrasi_tpp examples/lurah-komentar.yaml"
        " --packs-dir examples/packs",
    ),
    says=Text(
        id="Menjelaskan apa yang diubah paket REGION terhadap hukum nasional saja. Tanpa FILE: "
        "setiap hal yang terbuka bagi daerah, batasnya dan pasalnya, dan apa yang diisi paket itu. "
        "Dengan FILE: setiap kasus dinilai dua kali dan jawabannya disandingkan, apa kata hukum "
        "nasional dan apa yang ditambahkan daerah.\n\n"
        "Kode keluar: 0 dijelaskan, 2 daerah tidak terpasang atau FILE tidak ada, 3 paket atau "
        "kasus tidak sah, 5 ada yang belum dapat ditentukan.",
        en="Explain what the pack of REGION changes against national law alone. Without FILE: "
        "every term open to regions, its bounds and its article, and what the pack fills in. With "
        "FILE: each case is judged twice and the answers stand side by side, what the nation says "
        "and what the region adds.\n\n"
        "Exit code: 0 explained, 2 the region is not installed or FILE is missing, 3 the pack or a "
        "case is invalid, 5 a case is undetermined.",
    ),
)
@click.argument("region", metavar="REGION")
@click.argument("file", required=False, metavar="[FILE]")
@choosing_case
@judging_in_a_region()
@answering("text", "json")
@click.pass_obj
def explain(
    terminal: Terminal,
    /,
    region: str,
    file: str | None,
    case: str | None,
    kind: Any,
    **shared: Any,
) -> int:
    """Explain one pack, by itself or on cases; return the gravest ending among them."""
    request = request_of(terminal, {**shared, "region": region})
    if file is None:
        with answer(request.out) as out:
            out.write(_by_itself(request, region))
        return 0
    bench = Bench(request)
    beside = request.law.beside(region)
    found = [
        compared(one, beside, as_of=request.as_of)
        for one in bench.judged(sources_of([file]), kind, case)
    ]
    with answer(request.out) as out:
        if request.format == "json":
            told = [comparison(one, bench.words(one.law)) for one in found]
            out.write(encode(told[0] if len(told) == 1 else told).decode() + "\n")
        else:
            pages = (comparison_text(one, bench.words(one.law), request.width) for one in found)
            out.write("\n".join(pages))
    return gravest(bench.endings)


def _by_itself(request: Request, region: str) -> str:
    pack, policy = request.law.pack(region), request.law.policy(region)
    if request.format == "json":
        terms = [_plain(term, pack) for term in policy.open_terms]
        closed = policy.closed_terms
        told = {"region": region, "terms": terms, "closed": closed}
        return encode(told).decode() + "\n"
    words = vocabulary_of(policy, request.language, pack)
    page = page_of_changes(pack, policy, words)
    return text_of(page, request.width, colour=request.coloured)


def page_of_changes(pack: Pack | None, policy: Policy, words: Vocabulary) -> Page:
    """Return each open term with its bounds, and what the pack fills in it; then what is closed."""
    language = words.language
    sections = [
        Section(term_label(term.id, language), tuple(_of_term(term, pack, words)))
        for term in policy.open_terms
    ]
    return Page(
        title=(pack.name if pack else NATIONAL).in_(language),
        headline=pack.region if pack else NATION,
        outcome=Outcome.NO_VIOLATION,
        sections=(*sections, closed_section(policy, words)),
    )


def _of_term(term: OpenTerm, pack: Pack | None, words: Vocabulary) -> Iterator[Line]:
    yield from open_term_lines(term, words)
    items = _items(term, pack)
    if not items:
        yield Line(said("not_filled", words.language))
    for item in items:
        yield from item_lines(term.id, item, words)


def _items(term: OpenTerm, pack: Pack | None) -> tuple[Any, ...]:
    return getattr(pack.fills, term.id) if pack else ()


def _plain(term: OpenTerm, pack: Pack | None) -> dict[str, Any]:
    return {"term": term, "filled": _items(term, pack)}
