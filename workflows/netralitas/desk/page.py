"""This file composes the page about one case: what, why, who and by when, before any layout."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from netralitas.desk.phrases import phrase
from netralitas.desk.vocabulary import Vocabulary
from netralitas.facts import Case, Language, Outcome, Tier, Track, Verdict
from netralitas.judgement import enum_word


class Line(NamedTuple):
    """One entry of a section, indented by its depth, and how well it was verified, if marked."""

    text: str
    mark: str = ""
    depth: int = 0


class Section(NamedTuple):
    """A label and the entries under it; a section without entries is not shown."""

    label: str
    lines: tuple[Line, ...]


class Page(NamedTuple):
    """Everything the page says; `question` and `command` invite the reader to ask on."""

    title: str
    headline: str
    outcome: Outcome
    sections: tuple[Section, ...]
    question: str = ""
    command: str = ""


class About(NamedTuple):
    """What every section is written from: the case, its verdict, and the words for them."""

    case: Case
    verdict: Verdict
    words: Vocabulary

    @property
    def language(self) -> Language:
        """The language of the reader."""
        return self.words.language

    def of_track(self, track: Track, text: str) -> str:
        """Return a text behind its track's name, where more than one track opens."""
        if len(self.verdict.tracks) < 2:
            return text
        return f"{enum_word(track, self.language)}: {text}"


def title(about: About) -> str:
    """Return the case and its election, as the page and the table head it."""
    return " · ".join(filter(None, (about.verdict.case, about.words.election(about.case))))


def headline(verdict: Verdict, language: Language) -> str:
    """Return the answer in capitals: the outcome, and for a violation what it leads to."""
    outcome = enum_word(verdict.outcome, language).upper()
    if verdict.outcome is Outcome.VIOLATION and verdict.leading is not None:
        return f"{outcome} · {leads_to(verdict.leading, verdict.tier, language)}"
    return outcome


def leads_to(track: Track, tier: Tier | None, language: Language) -> str:
    """Return what a track leads to: `hukuman disiplin BERAT`, `sanksi moral`, ..."""
    if track is Track.DISIPLIN and tier is not None:
        plain = phrase("leads.disiplin", language)
        return f"{plain} {tier.value.upper()}{_gloss(enum_word(tier, language))}"
    return phrase(f"leads.{track.value}", language)


def other_target(verdict: Verdict) -> str:
    """Return what one would ask of this answer: another tier, or another outcome; `` for none.

    An answer that waits for facts or evidence has said already what would change it.
    """
    if verdict.outcome in (Outcome.UNDETERMINED, Outcome.INSUFFICIENT_EVIDENCE):
        return ""
    if verdict.outcome is not Outcome.VIOLATION:
        return Outcome.VIOLATION.value
    if verdict.tier is Tier.BERAT:
        return Tier.SEDANG.value
    return Tier.BERAT.value if verdict.tier is not None else Outcome.NO_VIOLATION.value


def asked(target: str, language: Language) -> str:
    """Return the question `why not ...?` about a tier or an outcome."""
    if target == Outcome.NO_VIOLATION:
        return phrase("why_violation", language)
    kind = Tier if target in list(Tier) else Outcome
    return phrase("why_not", language).format(target=enum_word(kind(target), language))


def lower(text: str) -> str:
    """Return a text that goes on inside a sentence; what begins with an abbreviation stays."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def shown(sections: Iterator[Section]) -> tuple[Section, ...]:
    """Return the sections that have something to say, the same line said once."""
    return tuple(
        Section(section.label, tuple(dict.fromkeys(section.lines)))
        for section in sections
        if section.lines
    )


def _gloss(word: str) -> str:
    place = word.find(" (")
    return word[place:] if place >= 0 else ""
