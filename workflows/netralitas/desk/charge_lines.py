"""This file writes what was done and which law it meets, and why where it meets none."""

from __future__ import annotations

from collections.abc import Iterator

from netralitas.desk.page import About, Line, Section, lower
from netralitas.desk.phrases import label, phrase
from netralitas.facts import (
    Charge,
    ChargeVerdict,
    MetProvision,
    Outcome,
    Reachable,
    Reason,
)
from netralitas.judgement import enum_word, say, say_day, say_days

_TELLING = {
    Outcome.VIOLATION: (),
    Outcome.NEEDS_HUMAN: (
        "settle.question",
        "settle.reading",
        "settle.reading_none",
        "settle.unverified_phase",
        "settle.unverified_content",
        "settle.unverified_date",
        "settle.conflict",
    ),
    Outcome.UNDETERMINED: ("unknown.fact", "unknown.day"),
    Outcome.INSUFFICIENT_EVIDENCE: ("admit.evidence.insufficient",),
    Outcome.OUT_OF_SCOPE: ("settle.forum",),
    Outcome.NO_VIOLATION: ("settle.no_violation", "match.none"),
}


def act_section(about: About) -> Section:
    """Return who did what, when, and in which phase; one line a charge."""
    pairs = list(zip(about.case.charges, about.verdict.charges, strict=True))
    lines = []
    for place, (charge, verdict) in enumerate(pairs, 1):
        text = f"{about.words.person(about.case)}: {_done(about, charge, verdict)}"
        if len(pairs) > 1:
            result = enum_word(verdict.outcome, about.language)
            text = f"{place}. {_done(about, charge, verdict)} — {result}"
            if place == 1:
                lines.append(Line(about.words.person(about.case)))
        lines.append(Line(text))
    return Section(label("act", about.language), tuple(lines))


def law_section(about: About) -> Section:
    """Return the provisions met: the words of each with its mark, then the articles with theirs."""
    met = [row for track in about.verdict.tracks.values() for row in track.provisions]
    lines: list[Line] = []
    for row in dict.fromkeys(met):
        lines.extend(_row_lines(about, row))
    return Section(label("law", about.language), tuple(lines))


def reason_section(about: About) -> Section:
    """Return why the charges that are no violation come to what they come to."""
    lines = []
    for charge in about.verdict.charges:
        telling = _TELLING[charge.outcome]
        for reason in _walk(charge.because):
            if reason.says in telling:
                mark = reason.confidence.value if reason.confidence else ""
                lines.append(Line(say(reason, about.language, about.words.names), mark))
    return Section(label("reason", about.language), tuple(lines))


def open_section(about: About) -> Section:
    """Return what remains possible while facts are unknown, and what to ask first."""
    unknown, language = about.verdict.unknown, about.language
    lines = []
    if about.verdict.outcome is Outcome.UNDETERMINED or len(unknown.reachable) > 1:
        told = " · ".join(dict.fromkeys(reachable(one, about) for one in unknown.reachable))
        lines.append(Line(f"{phrase('reachable', language)}: {told}"))
    if unknown.ask is not None:
        key = "fact_of" if unknown.ask.charge else "fact_subject"
        if unknown.ask.fact in ("election", "contest"):
            key = "fact_case"
        place = phrase(key, language).format(fact=unknown.ask.fact, charge=unknown.ask.charge)
        question = unknown.ask.question.in_(language)
        lines.append(Line(f"{phrase('ask', language).format(question=question)} ({place})"))
    if unknown.date_matters:
        lines.append(Line(phrase("date_matters", language)))
    return Section(label("open", language), tuple(lines))


def reachable(one: Reachable, about: About) -> str:
    """Return one outcome that remains possible, with its tier or its tracks."""
    outcome = enum_word(one.outcome, about.language)
    told = [enum_word(one.tier, about.language)] if one.tier else []
    if not told:
        told = [enum_word(track, about.language) for track in one.tracks]
    return f"{outcome} {', '.join(told)}".strip()


def _done(about: About, charge: Charge, verdict: ChargeVerdict) -> str:
    language = about.language
    stated = about.words.stated(charge)
    what = about.words.act(charge.act) + (f" ({', '.join(stated)})" if stated else "")
    days = verdict.at or charge.at
    if days is None:
        return f"{what}, {phrase('day_unknown', language)}"
    when = f"{what}, {say_days(days.first, days.last, language)}"
    phases = _phases(about, verdict)
    return f"{when}: {phases}" if phases else when


def _phases(about: About, verdict: ChargeVerdict) -> str:
    """Return the phase that judging found, with the day of penetapan that bounds it."""
    found = [reason for reason in _walk(verdict.because) if reason.says == "admit.period"]
    if not found:
        return ""
    said = say(found[0], about.language, about.words.names).partition(": ")[2]
    day = about.words.determination(about.case)
    if day is None or found[0].about.get("phase") == "pasca_pemungutan":
        return said
    determined = phrase("determined", about.language)
    return f"{said} ({determined.format(day=say_day(day, about.language))})"


def _row_lines(about: About, row: MetProvision) -> Iterator[Line]:
    """Yield a row's words behind the first thing it cites, then the articles it cites beside."""
    title = about.words.cite(row.cites[0]) if row.cites else row.id
    sure = "" if row.certain else f" ({phrase('possible', about.language)})"
    yield Line(f"{title}: {lower(row.text.in_(about.language))}{sure}", row.confidence.value)
    rest = row.cites[1:]
    if rest:
        weakest = max(citation.confidence.value for citation in rest)
        yield Line(about.words.articles(rest), weakest)


def _walk(reason: Reason) -> Iterator[Reason]:
    yield reason
    for step in reason.because:
        yield from _walk(step)
