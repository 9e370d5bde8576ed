"""This file writes one line a case: a row of a table for people, or of a sheet for machines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

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

SHEET = (
    "case",
    "outcome",
    "leading",
    "tier",
    "tracks",
    "sanctions",
    "recommended",
    "authority_outcome",
    "authority_stage",
    "authority_official",
    "tim_pemeriksa",
    "next_due_stage",
    "next_due",
    "criminal",
    "assumes_proven",
    "reachable",
    "ask",
    "provisions",
    "region",
    "region_filled",
    "region_income",
    "region_due",
    "region_refused",
    "as_of",
    "policy",
    "verdict",
)
"""The columns of a sheet: stable names and stored values, the same in every language."""


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


def sheet_row(verdict: Verdict) -> tuple[str, ...]:
    """Return one verdict as a row of the sheet, under `SHEET`; `;` parts several values."""
    leading = _leading(verdict)
    authority = leading.authority if leading else None
    due = next(iter(_dates(leading)), ("", None)) if leading else ("", None)
    return (
        verdict.case,
        verdict.outcome.value,
        verdict.leading.value if verdict.leading else "",
        verdict.tier.value if verdict.tier else "",
        ";".join(track.value for track in verdict.tracks),
        ";".join(one.id for one in leading.sanctions.lawful) if leading else "",
        (leading.sanctions.recommended or "") if leading else "",
        authority.outcome if authority else "",
        authority.stage.value if authority and authority.stage else "",
        authority.official.value if authority and authority.official else "",
        authority.tim_pemeriksa.need if authority else "",
        due[0],
        due[1].isoformat() if due[1] else "",
        verdict.criminal.opens,
        "true" if verdict.assumes_proven else "false",
        ";".join(dict.fromkeys(_reached(verdict))),
        verdict.unknown.ask.fact if verdict.unknown.ask else "",
        ";".join(dict.fromkeys(_provisions(verdict))),
        verdict.region.pack or "",
        ";".join(dict.fromkeys(item.id for item in verdict.region.filled)),
        ";".join(_income(verdict)),
        ";".join(f"{entry.clock}:{due.at}" for entry in verdict.region.clocks for due in entry.due),
        ";".join(dict.fromkeys(one.id for one in verdict.region.refused)),
        verdict.receipt.as_of.isoformat(),
        verdict.receipt.policy,
        verdict.receipt.verdict,
    )


def safe_cell(value: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: what would be one is quoted."""
    return f"'{value}" if value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def _leading(verdict: Verdict) -> TrackVerdict | None:
    return verdict.tracks.get(verdict.leading) if verdict.leading is not None else None


def _dates(opened: TrackVerdict) -> Iterator[tuple[str, date]]:
    for entry in opened.path:
        for due in entry.due:
            yield entry.stage, due.at


def _reached(verdict: Verdict) -> Iterator[str]:
    for one in verdict.unknown.reachable:
        yield f"{one.outcome.value}:{one.tier.value}" if one.tier else one.outcome.value


def _income(verdict: Verdict) -> Iterator[str]:
    """Yield each cut as `types:basis points/months`, and `/rupiah` where the amount is known."""
    for item in verdict.region.filled:
        if item.term == "income_consequences":
            about = item.about
            numbers = [
                about[name] for name in ("basis_points", "months", "rupiah") if name in about
            ]
            types = str(about.get("sanctions", "")).replace(", ", "+")
            yield f"{types}:{'/'.join(map(str, numbers))}"


def _provisions(verdict: Verdict) -> Iterator[str]:
    for opened in verdict.tracks.values():
        yield from (row.id for row in opened.provisions)
