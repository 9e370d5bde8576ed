"""This file names what a pack's own corpus of cases promises: it holds, and shows every item."""

from __future__ import annotations

from collections.abc import Iterator

from netralitas.facts import InputError, Place, Text
from netralitas.judgement import complaints, national_complaints
from netralitas.policy import PackFinding
from netralitas.regions.properties.candidate import Candidate
from netralitas.regions.properties.property import Layer, Property, told


def own_corpus_reads(candidate: Candidate) -> Iterator[PackFinding]:
    """Yield the first fault that keeps the pack's own corpus from being read."""
    try:
        candidate.entries  # noqa: B018
    except InputError as fault:
        yield told("own_corpus_reads", fault.at, fault.says, fault.hint)


def own_corpus_holds(candidate: Candidate) -> Iterator[PackFinding]:
    """Yield in what a case of the pack's own corpus is not answered as it says."""
    for entry in candidate.entries:
        at = Place(entry.file, entry.line)
        for words in complaints(entry, candidate.law):
            says = Text(id=f"{entry.id}: {words}", en=f"{entry.id}: {words}")
            yield told("own_corpus_holds", at, says, _EXPECT)
        for words in national_complaints(entry, candidate.nation.law):
            says = Text(
                id=f"{entry.id}, hukum nasional saja: {words}",
                en=f"{entry.id}, the nation alone: {words}",
            )
            yield told("own_corpus_holds", at, says, _EXPECT)


_EXPECT = Text(id="perbaiki kasus atau butirnya", en="mend the case or the item")


def own_corpus_shows(candidate: Candidate) -> Iterator[PackFinding]:
    """Yield every item of the pack that no case of its own corpus shows."""
    shown: set[str] = set()
    for one in candidate.own_judged:
        if one.verdict is not None:
            region = one.verdict.region
            shown |= {item.id for item in region.filled} | {one.id for one in region.refused}
            shown |= {clock.clock for clock in region.clocks if clock.clock is not None}
    for name in candidate.items:
        if name not in shown:
            says = Text(
                id=f"tidak ada kasus yang memperlihatkan {name}", en=f"no case shows {name}"
            )
            hint = Text(
                id="tambahkan satu kasus dalam korpus paket",
                en="add one case to the pack's corpus",
            )
            yield told("own_corpus_shows", candidate.place(name), says, hint)


OF_CORPUS: tuple[Property, ...] = (
    Property(
        "own_corpus_reads",
        Text(id="korpus paket dapat dibaca", en="the pack's own corpus can be read"),
        own_corpus_reads,
        Layer.CORPUS,
    ),
    Property(
        "own_corpus_holds",
        Text(
            id="setiap kasus dalam korpus paket terjawab seperti yang dikatakannya",
            en="every case of the pack's own corpus is answered as it says",
        ),
        own_corpus_holds,
        Layer.SHOWN,
    ),
    Property(
        "own_corpus_shows",
        Text(
            id="korpus paket memperlihatkan setiap butir yang ditambahkannya",
            en="the pack's own corpus shows every item that it adds",
        ),
        own_corpus_shows,
        Layer.SHOWN,
    ),
)
