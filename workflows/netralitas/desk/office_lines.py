"""This file writes who may impose the sanction, and the path there with its clocks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from netralitas.desk.page import About, Line, Section, lower
from netralitas.desk.phrases import label, phrase
from netralitas.desk.vocabulary import Vocabulary
from netralitas.facts import (
    Authority,
    Confidence,
    CriminalStage,
    Government,
    Language,
    Official,
    OfficialCondition,
    PathEntry,
    Stage,
    Track,
)
from netralitas.judgement import enum_word, say_day, words

_HEADS_OF_REGION = (Official.GUBERNUR, Official.BUPATI_WALI_KOTA)
_OF_PPK = (Track.DISIPLIN, Track.ETIK, Track.KEPEGAWAIAN)


def authority_section(about: About) -> Section:
    """Return who may impose the sanction of each track, with whom, and who is passed over."""
    government = about.case.subject.government
    lines: list[Line] = []
    for track, opened in about.verdict.tracks.items():
        first, *rest = authority_lines(about.words, government, track, opened.authority)
        lines += [first._replace(text=about.of_track(track, first.text)), *rest]
    return Section(label("authority", about.language), tuple(lines))


def authority_lines(
    vocabulary: Vocabulary, government: Government | None, track: Track, authority: Authority
) -> list[Line]:
    """Return one authority in words: who decides, then the readings and the approvals needed."""
    office = _Office(vocabulary, government)
    language = vocabulary.language
    parts = [office.deciding(track, authority), *office.beside(authority)]
    mark = authority.confidence
    # A mark that warns is shown; a well verified competence needs none on the page.
    warning = mark.value if mark in (Confidence.C, Confidence.D) else ""
    lines = [Line("; ".join(dict.fromkeys(parts)), warning)]
    for reading in authority.readings:
        who = office.word(reading.official)
        told = f"{phrase('possible', language)}: {who} ({reading.why.in_(language)})"
        lines.append(Line(told, reading.confidence.value))
    for approval in authority.approvals:
        lines.append(Line(approval.text.in_(language), approval.confidence.value))
    return lines


def path_section(about: About, *, whole: bool) -> Section:
    """Return the expected walk of each track with its clocks; where none opens, how it closes."""
    lines = [
        Line(about.of_track(track, walk(about, opened.path, whole=whole)))
        for track, opened in about.verdict.tracks.items()
        if opened.path
    ]
    if about.verdict.closing:
        lines.append(Line(walk(about, about.verdict.closing, whole=whole)))
    return Section(label("path", about.language), tuple(lines))


def walk(about: About, path: tuple[PathEntry, ...], *, whole: bool, criminal: bool = False) -> str:
    """Return a path as `a -> b (clock) -> c`, a stage named once for all its clocks.

    Unless the whole is asked for, a stage shows its first clock, and others only once they run.
    """
    told: list[tuple[str, list[str]]] = []
    for entry in path:
        name = stage_word(about, entry.stage, criminal=criminal)
        if not told or told[-1][0] != name:
            told.append((name, []))
        clocks = told[-1][1]
        if whole or entry.due or not clocks:
            clocks.extend(_clock(about, entry))
    return " -> ".join(_with(name, clocks) for name, clocks in told)


def _with(name: str, clocks: list[str]) -> str:
    if not clocks:
        return name
    # A name that ends in its gloss shares its brackets with the clocks.
    opened = f"{name[:-1]}; " if name.endswith(")") else f"{name} ("
    return f"{opened}{'; '.join(clocks)})"


def stage_word(about: About, stage: str, *, criminal: bool = False) -> str:
    """Return the words for a stage of the main or of the criminal path."""
    kind = CriminalStage if criminal else Stage
    return enum_word(kind(stage), about.language) if stage in list(kind) else stage


def official_word(
    vocabulary: Vocabulary, official: Official | None, government: Government | None
) -> str:
    """Return the words for an official; the bupati or the wali kota where the government tells."""
    if official is None:
        return phrase("nobody", vocabulary.language)
    named = {Government.KABUPATEN: "bupati", Government.KOTA: "wali kota"}
    if official is Official.BUPATI_WALI_KOTA and government in named:
        return named[government]
    return enum_word(official, vocabulary.language)


class _Office(NamedTuple):
    """The words for officials, in one government."""

    vocabulary: Vocabulary
    government: Government | None

    def word(self, official: Official | None) -> str:
        return official_word(self.vocabulary, official, self.government)

    def deciding(self, track: Track, authority: Authority) -> str:
        language = self.vocabulary.language
        if authority.outcome != "decided" or authority.official is None:
            open_ = "undetermined" if authority.outcome == "undetermined" else "needs_human"
            return words(f"authority.{open_}", language)
        who = self.word(authority.official)
        if track in _OF_PPK and authority.official in _HEADS_OF_REGION:
            who = f"{who} {phrase('as_ppk', language)}"
        if authority.body is not None:
            who = f"{who} {words(f'body.{authority.body}', language)}"
        return who

    def beside(self, authority: Authority) -> Iterator[str]:
        language = self.vocabulary.language
        for sanction, official in authority.by_sanction.items():
            if official != authority.official:
                yield phrase("for", language).format(
                    sanction=self.vocabulary.sanction(sanction), official=self.word(official)
                )
        if authority.alternates:
            officials = ", ".join(self.word(one) for one in authority.alternates)
            yield phrase("alternates", language).format(officials=officials)
        for one in authority.skipped:
            yield phrase("skipped", language).format(
                official=self.word(one.official), why=condition_word(one.why, language)
            )
        team = authority.tim_pemeriksa
        if team.need != "no":
            told = words(f"need.{team.need}", language)
            if team.formed_by is not None and team.formed_by != authority.official:
                formed = phrase("formed_by", language).format(official=self.word(team.formed_by))
                told = f"{told}, {formed}"
            yield told


def condition_word(why: str, language: Language) -> str:
    """Return why an official is passed over, in words where it is one of the known conditions."""
    known = why in list(OfficialCondition)
    return enum_word(OfficialCondition(why), language) if known else why


def _clock(about: About, entry: PathEntry) -> Iterator[str]:
    """Yield what one clock of a stage says: how long from when, and the day where it is known."""
    language = about.language
    deadline = about.words.deadlines.get(entry.clock or "")
    if deadline is None or deadline.n is None:
        return
    told = lower(deadline.text.in_(language))
    takes_effect = deadline.kind == "takes_effect"
    if not takes_effect:
        unit = words(f"unit.{deadline.unit}", language)
        told = f"{told}: " + phrase("within", language).format(
            n=deadline.n, unit=unit, after=deadline.after.in_(language)
        )
    if entry.due:
        days = dict.fromkeys(say_day(due.at, language) for due in entry.due)
        both = f" {phrase('or', language)} ".join(days)
        told = f"{told}, {phrase('that_is', language).format(day=both)}"
    yield told
