"""This file is `netralitas case rejudge`: what another law says of a case beside the pinned one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import click

from netralitas.casework import Case, Rejudged
from netralitas.desk.cases.answering import words_of
from netralitas.desk.cases.options import acting, storing
from netralitas.desk.cases.wiring import desk_of, who
from netralitas.desk.cases.words import case_word, lane_word
from netralitas.desk.command import Command
from netralitas.desk.options import answering, finding_packs
from netralitas.desk.outputs import answer
from netralitas.desk.page import Line, Page, Section, headline
from netralitas.desk.terminal import Terminal
from netralitas.desk.text import text_of
from netralitas.desk.vocabulary import Vocabulary
from netralitas.facts import Text, Verdict
from netralitas.judgement import enum_word
from netralitas.policy import encode


@click.command(
    "rejudge",
    cls=Command,
    examples=(
        "case rejudge LMJ-2024-001 --as penelaah-1 --role reviewer",
        "case rejudge LMJ-2024-001 --policy rancangan/ --as penelaah-1 --role reviewer",
    ),
    says=Text(
        id="Membandingkan apa kata hukum acuan perkara dan hukum yang berlaku sekarang (atau "
        "--policy). Tidak ada yang berubah; untuk beralih: case act ID adopt_policy.",
        en="Compare what the law pinned to a case says with the law in force now (or --policy). "
        "Nothing changes; to go over: case act ID adopt_policy.",
    ),
)
@click.argument("case", metavar="ID")
@storing
@acting
@finding_packs()
@answering("text", "json")
@click.pass_obj
def rejudge(terminal: Terminal, /, case: str, at: datetime | None, **shared: Any) -> int:
    """Judge one case by two laws."""
    with desk_of(terminal, shared, at) as desk:
        request, actor = desk.request, who(desk, shared)
        service = desk.service(case)
        found = service.rejudge(case, actor, at=desk.at)
        there = service.show(case, actor)
        other = desk.laws.of(there.file.region, None).policy.digest
        with answer(request.out) as out:
            if request.format == "json":
                plain = {
                    "same": found.same,
                    "laws": {"pinned": there.policy, "other": other},
                    "pinned": found.pinned,
                    "other": found.other,
                }
                out.write(encode(plain).decode() + "\n")
            else:
                page = _page(there, found, other, words_of(desk, there))
                out.write(text_of(page, request.width, colour=request.coloured))
    return 0


def _page(case: Case, found: Rejudged, other: str, words: Vocabulary) -> Page:
    language = words.language
    return Page(
        title=case.id,
        headline=case_word("rejudged.same" if found.same else "rejudged.other", language),
        outcome=found.other.outcome,
        sections=(
            Section(
                case_word("rejudged.pinned", language),
                tuple(_verdict(found.pinned, case.policy, words)),
            ),
            Section(
                case_word("rejudged.newer", language), tuple(_verdict(found.other, other, words))
            ),
        ),
    )


def _verdict(verdict: Verdict, law: str, words: Vocabulary) -> Iterator[Line]:
    language = words.language
    yield Line(headline(verdict, language))
    for track, found in verdict.tracks.items():
        parts = [f"{lane_word(track.value, language)}: {enum_word(found.outcome, language)}"]
        if found.sanctions.lawful:
            names = ", ".join(words.named(found.sanctions.lawful))
            parts.append(case_word("types", language, names=names))
        if found.authority.official:
            decides = enum_word(found.authority.official, language)
            parts.append(case_word("decides", language, who=decides))
        yield Line(" · ".join(parts), depth=1)
    yield Line(case_word("digest", language, digest=law), depth=1)
