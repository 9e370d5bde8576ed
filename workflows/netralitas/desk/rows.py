"""This file writes one line a case: a row of a table for people, or of a sheet for machines."""

from __future__ import annotations

from netralitas.desk.layout import cut
from netralitas.desk.office_lines import official_word
from netralitas.desk.page import About, leads_to
from netralitas.facts import Language, Outcome, Text, TrackVerdict, Verdict
from netralitas.judgement import enum_word, words

_HEADINGS = (
    Text(id="Kasus", en="Case"),
    Text(id="Siapa", en="Who"),
    Text(id="Perbuatan", en="Act"),
    Text(id="Hasil", en="Outcome"),
    Text(id="Tingkat", en="Leads to"),
    Text(id="Berwenang", en="Authority"),
    Text(id="Pidana", en="Criminal"),
)

ACTS_WIDTH = 40


def headings(language: Language) -> tuple[str, ...]:
    """Return the headings of the table."""
    return tuple(text.in_(language) for text in _HEADINGS)


def row_of(about: About) -> tuple[str, ...]:
    """Return one case as a row of the table, under `headings`."""
    verdict, language = about.verdict, about.language
    leads = ""
    if verdict.outcome is Outcome.VIOLATION and verdict.leading is not None:
        leads = leads_to(verdict.leading, verdict.tier, language)
    elif verdict.outcome is Outcome.UNDETERMINED and verdict.unknown.ask is not None:
        leads = f"? {verdict.unknown.ask.fact}"
    leading = _leading(verdict)
    decided = leading is not None and leading.authority.outcome == "decided"
    government = about.case.subject.government
    who = ""
    if leading and decided:
        who = official_word(about.words, leading.authority.official, government)
    acts = [about.words.act(charge.act) for charge in about.case.charges]
    return (
        verdict.case,
        about.words.person(about.case),
        cut("; ".join(dict.fromkeys(acts)), ACTS_WIDTH),
        enum_word(verdict.outcome, language),
        leads,
        who or ("?" if leading else ""),
        words(f"opens.{verdict.criminal.opens}", language),
    )


def safe_cell(value: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: what would be one is quoted."""
    return f"'{value}" if value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def _leading(verdict: Verdict) -> TrackVerdict | None:
    return verdict.tracks.get(verdict.leading) if verdict.leading is not None else None
