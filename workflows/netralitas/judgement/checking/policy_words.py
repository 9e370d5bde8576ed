"""This file says in both languages what stands out in a policy: whom, which act, when, and what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from netralitas.facts import Category, Contest, Language, Text, Tier, Track, Value
from netralitas.judgement.refinement import DayPair
from netralitas.judgement.words import enum_word, phase_word, say_day, say_days
from netralitas.rules import Law

_PHASES = ("sebelum_penetapan", "sesudah_penetapan", "masa_kampanye", "pasca_pemungutan")


def said(pattern: Text, **parts: Text | str) -> Text:
    """Return a sentence with its parts put in, each in the language of the sentence."""

    def filled(template: str, language: Language) -> str:
        words = {
            name: part if isinstance(part, str) else part.in_(language)
            for name, part in parts.items()
        }
        return template.format(**words)

    return Text(id=filled(pattern.id, Language.ID), en=filled(pattern.en, Language.EN))


def act_words(law: Law, act: str) -> Text:
    """Return what an act is called; its id where the policy has no words for it."""
    return next((one.text for one in law.policy.acts if one.id == act), Text(id=act, en=act))


def people_words(people: Iterable[str]) -> Text:
    """Return the categories of people, parted by commas."""
    return _both(lambda language: ", ".join(enum_word(Category(one), language) for one in people))


def when_words(law: Law, days: Sequence[DayPair]) -> Text:
    """Return the phases, the contests and the periods that some days stand for."""
    readings = [reading for day in days for reading in day.national]
    phases = [name for name in _PHASES if name in {reading.phase for reading in readings}]
    contests = [one for one in Contest if one.value in {reading.contest for reading in readings}]
    spans = _spans(law, sorted({reading.era for reading in readings}))

    def told(language: Language) -> str:
        parts = []
        if len(phases) < len(_PHASES):
            parts.append(", ".join(phase_word(name, language) for name in phases))
        if len(contests) < len(Contest):
            parts.append(", ".join(enum_word(one, language) for one in contests))
        parts += [_span(first, after, language) for first, after in spans]
        return "; ".join(parts)

    return _both(told)


def fact_words(law: Law, field: str, value: Value) -> Text:
    """Return a fact and its value as a case file would state them: `party_attribute: true`."""
    shown = str(value).lower() if isinstance(value, bool) else str(value)
    name = next((one.text for one in law.policy.fields if one.name == field), None)
    stated = f"{field}: {shown}"
    if name is None:
        return Text(id=stated, en=stated)
    return Text(id=f"{name.id} ({stated})", en=f"{name.en} ({stated})")


def level_words(track: Track, tier: Tier | None) -> Text:
    """Return what a row leads to: its track, with the tier where the track has tiers."""
    return _both(
        lambda language: " ".join(
            enum_word(one, language) for one in (track, tier) if one is not None
        )
    )


def rows_words(rows: Sequence[str]) -> Text:
    """Return the ids of rows, parted by commas; `-` for none."""
    listed = ", ".join(rows) or "-"
    return Text(id=listed, en=listed)


def _both(told: Callable[[Language], str]) -> Text:
    return Text(id=told(Language.ID), en=told(Language.EN))


def _spans(law: Law, eras: Sequence[int]) -> list[tuple[date | None, date | None]]:
    """Return the periods of eras, those that follow one another joined: first day, day after."""
    bounds = [boundary.day for boundary in law.base.eras]
    spans: list[tuple[date | None, date | None]] = []
    for era in eras:
        first = bounds[era - 1] if era else None
        after = bounds[era] if era < len(bounds) else None
        if spans and spans[-1][1] == first:
            first, _ = spans.pop()
        spans.append((first, after))
    return spans


def _span(first: date | None, after: date | None, language: Language) -> str:
    if after is None:
        since = Text(id="sejak", en="since").in_(language)
        return f"{since} {say_day(first, language)}" if first else ""
    last = after - timedelta(days=1)
    if first is None:
        until = Text(id="sampai", en="until").in_(language)
        return f"{until} {say_day(last, language)}"
    return say_days(first, last, language)
