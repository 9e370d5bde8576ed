"""This file writes what a region adds to one case, what it was refused, and its internal clocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from netralitas.desk.office_lines import official_word, stage_word
from netralitas.desk.page import About, Line, Section
from netralitas.desk.phrases import label, phrase
from netralitas.desk.regions.words import (
    event_word,
    percent,
    rupiah,
    said,
    term_word,
    validity_word,
)
from netralitas.facts import (
    EvidenceKind,
    Official,
    PathEntry,
    RegionItem,
    RegionRefusal,
    Track,
    Value,
)
from netralitas.judgement import enum_word, say_day, words

_FIRST = (
    "income_consequences",
    "amend_income_consequence",
    "amend_recommend",
    "contract_ladders",
    "contract_rules",
    "duties",
    "weights",
    "alternates",
    "amend_alternate",
)
"""What changes something for somebody comes before what is merely told."""


REFUSED = "refused"


class RegionLine(NamedTuple):
    """A line of the region's part, and the open term it is about; `refused` for a refusal."""

    term: str
    line: Line


def region_section(about: About, *, whole: bool) -> Section:
    """Return the region's part of a verdict; nothing where no pack was laid over the nation.

    On the page each item is one line; the whole argument adds the instruments it stands on.
    """
    region, language = about.verdict.region, about.language
    if region.pack is None:
        return Section(label("region", language), ())
    told = (one.line for one in region_lines(about, whole=whole))
    return Section(label("region", language), (_heading(about, region.pack), *told))


def region_lines(about: About, *, whole: bool) -> Iterator[RegionLine]:
    """Yield what the region adds, its internal clocks, and what it was refused, line by line."""
    region = about.verdict.region
    yield from _items(about, region.filled, whole=whole)
    for entry in region.clocks:
        yield RegionLine("internal_clocks", _clock(about, entry, whole=whole))
    for one in region.refused:
        yield RegionLine(REFUSED, _refusal(about, one))


def cut_word(about: Mapping[str, Value], what: Iterable[str], words_of: About) -> str:
    """Return a cut of additional income in plain words, in rupiah where the amount is known."""
    language = words_of.language
    months = int(about.get("months", 0))
    share = percent(int(about.get("basis_points", 0)), language)
    told = said("cut.once" if months == 1 else "cut", language, share=share, n=months)
    if "rupiah" in about:
        told = f"{told}, {rupiah(int(about['rupiah']), language)}"
        if months > 1:
            monthly = rupiah(int(about["rupiah_a_month"]), language)
            told = f"{told} ({said('cut.monthly', language, amount=monthly)})"
    follows = " · ".join(what)
    return f"{told}; {said('cut.follows', language, what=follows)}" if follows else told


def _heading(about: About, region: str) -> Line:
    """Return the line that names the pack and its days; where it is not at hand, its region."""
    pack, language = about.words.pack, about.language
    if pack is None:
        return Line(region)
    name = pack.name.in_(language)
    told = said("pack", language, name=name, days=validity_word(pack.valid, language))
    if pack.demonstration:
        told = f"{said('demonstration', language)}. {told}"
    return Line(told, pack.valid.confidence.value)


def _items(about: About, items: Iterable[RegionItem], *, whole: bool) -> Iterator[RegionLine]:
    """Yield a line for each item, one for all that differ only in what they were met by."""
    ranked = sorted(
        items, key=lambda one: _FIRST.index(one.term) if one.term in _FIRST else len(_FIRST)
    )
    alike: dict[tuple[object, ...], list[RegionItem]] = {}
    for item in ranked:
        alike.setdefault(_alike(item), []).append(item)
    for several in alike.values():
        first = several[0]
        told = _told(about, several)
        if not first.certain:
            told = f"{told} ({said('depends', about.language)})"
        if whole and first.cites:
            told = (
                f"{told} ({said('source', about.language, law=about.words.articles(first.cites))})"
            )
        yield RegionLine(first.term, Line(told, first.confidence.value))


_MET_BY = ("charge", "day")


def _alike(item: RegionItem) -> tuple[object, ...]:
    stated = tuple((name, value) for name, value in item.about.items() if name not in _MET_BY)
    return item.term, item.id, stated, item.certain, item.confidence


def _told(about: About, several: list[RegionItem]) -> str:
    item, language = several[0], about.language
    term = term_word(item.term, language)
    text = item.text.in_(language)
    if item.term == "income_consequences":
        following = filter(None, str(item.about.get("sanctions", "")).split(", "))
        return cut_word(item.about, map(about.words.sanction, following), about)
    if item.term == "checklists":
        return f"{term}: {' · '.join(_ticks(about, item.about))}"
    if item.term == "local_holidays":
        days = [f"{_day(about, one)} ({one.text.in_(language)})" for one in several]
        return f"{term}: {', '.join(days)}"
    beside = ", ".join([*_beside(about, item), *_charges(about, several)])
    return f"{term} ({beside}): {text}" if beside else f"{term}: {text}"


def _beside(about: About, item: RegionItem) -> Iterator[str]:
    """Yield what an item says of itself beside its words: its side, its track, who stands in."""
    language, stated = about.language, item.about
    if "side" in stated:
        yield said(str(stated["side"]), language)
    if stated.get("official") in list(Official):
        official = Official(str(stated["official"]))
        yield official_word(about.words, official, about.case.subject.government)
    if item.term in ("alternates", "amend_alternate") and stated.get("track") in list(Track):
        track = enum_word(Track(str(stated["track"])), language)
        yield said("of_track", language, track=track)
    if item.term == "amend_recommend":
        yield about.words.sanction(str(stated.get("sanction", "")))
    if item.term == "amend_income_consequence":
        yield cut_word(stated, (), about)
    if "code" in stated:
        yield str(stated["code"])


def _charges(about: About, several: Iterable[RegionItem]) -> list[str]:
    """Return the charges that met an item, where the case has more than one."""
    if len(about.case.charges) < 2:
        return []
    numbers = dict.fromkeys(str(one.about["charge"]) for one in several if "charge" in one.about)
    return [said("charge", about.language, n=", ".join(numbers))] if numbers else []


def _ticks(about: About, stated: Mapping[str, Value]) -> Iterator[str]:
    for kind, state in stated.items():
        known = kind in list(EvidenceKind)
        name = enum_word(EvidenceKind(kind), about.language) if known else kind
        yield said(f"ticked.{state}", about.language, kind=name)


def _day(about: About, item: RegionItem) -> str:
    return say_day(date.fromisoformat(str(item.about["day"])), about.language)


def _clock(about: About, entry: PathEntry, *, whole: bool) -> Line:
    """Return an internal clock: at which stage, how long, from when, and the day where known."""
    language = about.language
    told = phrase("within", language).format(
        n=entry.days,
        unit=words(f"unit.{entry.unit}", language),
        after=event_word(entry.after, about.words),
    )
    told = f"{term_word('internal_clocks', language)}, {stage_word(about, entry.stage)}: {told}"
    if entry.due:
        day = say_day(entry.due[0].at, language)
        told = f"{told}, {phrase('that_is', language).format(day=day)}"
    if whole and entry.basis:
        told = f"{told} ({said('source', language, law=entry.basis)})"
    return Line(told, entry.confidence.value if entry.confidence else "")


def _refusal(about: About, refused: RegionRefusal) -> Line:
    """Return what was tried and refused, and the article that refuses it."""
    language = about.language
    told = said(
        "refused",
        language,
        term=term_word(refused.term, language),
        why=refused.text.in_(language),
    )
    law = about.words.articles(refused.cites)
    return Line(f"{told} [{law}]" if law else told)
