"""This file is `netralitas authority`: who may impose a tier on whom, without any case."""

from __future__ import annotations

from typing import Any

import click

from netralitas.desk.command import Command, option
from netralitas.desk.complaints import unknown_value
from netralitas.desk.endings import Ending
from netralitas.desk.office_lines import authority_lines
from netralitas.desk.options import OneOf, answering, judging
from netralitas.desk.outputs import answer
from netralitas.desk.page import Line, Page, Section
from netralitas.desk.phrases import label, phrase
from netralitas.desk.request import request_of
from netralitas.desk.terminal import Terminal
from netralitas.desk.text import text_of
from netralitas.desk.vocabulary import Vocabulary, vocabulary_of
from netralitas.escalation import authority_for
from netralitas.facts import (
    Authority,
    Category,
    Government,
    Level,
    Official,
    Outcome,
    Text,
    Tier,
    Track,
)
from netralitas.judgement import enum_word
from netralitas.policy import Policy, encode

_VACANT = (*(level.value for level in Level), *(official.value for official in Official))


@click.command(
    "authority",
    cls=Command,
    examples=(
        "authority --level pengawas --government kabupaten --tier berat",
        "authority --level pelaksana --government provinsi --tier sedang --vacant administrator",
    ),
    says=Text(
        id="Menjawab siapa yang berwenang menjatuhkan hukuman setingkat TIER kepada pejabat "
        "setingkat LEVEL, tanpa kasus. Jabatan kosong berpindah ke pejabat yang lebih tinggi.\n\n"
        "Kode keluar: 0 terjawab, 5 bergantung pada fakta yang tidak disebut.",
        en="Answer who may impose a sanction of tier TIER on somebody of level LEVEL, without a "
        "case. A vacant post passes its authority to the next higher official.\n\n"
        "Exit code: 0 answered, 5 depends on a fact not given.",
    ),
)
@option(
    "--level",
    type=OneOf(tuple(Level)),
    metavar="LEVEL",
    says=Text(id="tingkat jabatan yang dihukum", en="level of post of the one punished"),
)
@option(
    "--government",
    type=OneOf(tuple(Government)),
    metavar="GOVERNMENT",
    says=Text(id="pusat, provinsi, kabupaten, atau kota", en="pusat, provinsi, kabupaten or kota"),
)
@option(
    "--tier",
    type=OneOf(tuple(Tier)),
    metavar="TIER",
    says=Text(id="tingkat hukuman", en="tier of the sanction"),
)
@option(
    "--category",
    type=OneOf(tuple(Category)),
    metavar="CATEGORY",
    says=Text(id="kedudukan; tanpa ini pns", en="service category; pns when absent"),
)
@option(
    "--office",
    metavar="OFFICE",
    says=Text(id="jabatan (sekda, camat, ...)", en="office (sekda, camat, ...)"),
)
@option(
    "--sanction",
    metavar="ID",
    says=Text(id="satu jenis hukuman, bila berbeda", en="one type of sanction, where it differs"),
)
@option(
    "--vacant",
    type=OneOf(_VACANT),
    metavar="LEVEL|OFFICIAL",
    multiple=True,
    says=Text(id="jabatan yang kosong", en="a post that is vacant"),
)
@judging()
@answering("text", "json")
@click.pass_obj
def authority(
    terminal: Terminal,
    /,
    level: str | None,
    government: str | None,
    tier: str | None,
    category: str | None,
    office: str | None,
    sanction: str | None,
    vacant: tuple[str, ...],
    **shared: Any,
) -> int:
    """Answer one question about authority; return 5 where it is undetermined."""
    request = request_of(terminal, shared)
    policy = request.law.of(request.region).policy
    track = _track(policy, sanction, tier)
    if office is not None and office not in (known := [one.id for one in policy.offices]):
        raise unknown_value("--office", office, known)
    found = authority_for(
        policy,
        level=Level(level) if level else None,
        government=Government(government) if government else None,
        tier=Tier(tier) if tier else None,
        category=Category(category) if category else None,
        sanction=sanction,
        vacant=[Level(one) if one in list(Level) else Official(one) for one in vacant],
        office=office,
        day=request.as_of,
    )
    with answer(request.out) as out:
        if request.format == "json":
            out.write(encode(found).decode() + "\n")
        else:
            words = vocabulary_of(policy, request.language)
            named = [Level(level)] if level else []
            told = [enum_word(one, request.language) for one in named]
            told += [enum_word(Tier(tier), request.language)] if tier else []
            told += [words.sanction(sanction)] if sanction else []
            place = Government(government) if government else None
            page = page_of_authority(found, words, place, track, " · ".join(told))
            out.write(text_of(page, request.width, colour=request.coloured))
    return Ending.UNDETERMINED if found.outcome == "undetermined" else Ending.OK


def page_of_authority(
    found: Authority, words: Vocabulary, place: Government | None, track: Track, asked: str
) -> Page:
    """Return the answer as a page: who, on which article, and what must be said beside it."""
    language = words.language
    lines = authority_lines(words, place, track, found)
    law = [Line(words.cite(citation), citation.confidence.value) for citation in found.cites]
    notes = [
        Line(note.text.in_(language), note.confidence.value if note.confidence else "")
        for note in found.notes
    ]
    sections = (
        Section(label("authority", language), tuple(lines)),
        Section(label("law", language), tuple(law)),
        Section(label("note", language), tuple(notes)),
    )
    return Page(
        title=asked,
        headline=phrase(f"authority.{found.outcome}", language),
        outcome=Outcome.NO_VIOLATION,
        sections=tuple(section for section in sections if section.lines),
    )


def _track(policy: Policy, sanction: str | None, tier: str | None) -> Track:
    """Return the track that the question is about, for the words of the answer."""
    if sanction is not None:
        known = {one.id: one.track for one in policy.sanctions}
        if sanction not in known:
            raise unknown_value("--sanction", sanction, list(known))
        return known[sanction]
    return Track.ETIK if tier == Tier.MORAL else Track.DISIPLIN
