"""This file writes the list of what tells two policies apart: as a page, and as data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from netralitas.desk.figures import number, share
from netralitas.desk.impacts.phrases import said
from netralitas.desk.impacts.words import (
    case_words,
    condition_words,
    row_words,
    stated,
    stretch_words,
    turning_words,
    types_words,
    window_words,
)
from netralitas.desk.page import Line, Page, Section
from netralitas.desk.vocabulary import Vocabulary
from netralitas.facts import Outcome, Value
from netralitas.judgement import say_day
from netralitas.judgement.differing import Combinations, Differences, Where
from netralitas.policy import to_plain

CONDITIONS_MOST = 4
"""How many sets of conditions a group shows on a page; the rest is counted."""


class Listed(NamedTuple):
    """What tells two policies apart, the words for it, and how either policy was named.

    `presumed` are the facts that every row of both takes for granted.
    """

    found: Differences
    words: Vocabulary
    old: str
    new: str
    presumed: Mapping[str, Value]


def page_of_list(listed: Listed, most: int) -> Page:
    """Return the list as a page, with at most so many groups of combinations."""
    found, language = listed.found, listed.words.language
    part = found.differing / found.compared if found.compared else 0.0
    headline = said(
        "differing",
        language,
        n=number(found.differing, language),
        all=number(found.compared, language),
        share=share(part, language),
    )
    shown = found.combinations[:most]
    sections = [Section("", tuple(_opening(listed)))]
    sections += list(_acts(listed, shown))
    if len(found.combinations) > most:
        left = len(found.combinations) - most
        more = said("more_groups", language, n=left, all=len(found.combinations))
        sections.append(Section("", (Line(more),)))
    sections += [
        Section(said("types", language), tuple(_types(listed))),
        Section(said("section", language), tuple(_rows(listed))),
        Section(said("switches", language), tuple(_switches(listed))),
        Section(said("contests", language), tuple(_contests(listed))),
    ]
    return Page(
        title=said("differences", language, old=listed.old, new=listed.new),
        headline=headline,
        outcome=Outcome.NO_VIOLATION,
        sections=tuple(section for section in sections if section.lines),
    )


def data_of_list(listed: Listed) -> dict[str, Any]:
    """Return the whole list as data, every case as somebody would write it."""
    plain: dict[str, Any] = to_plain(listed.found)
    for key in ("combinations", "types"):
        for one in plain[key]:
            one["case"] = stated(one["case"])
    return {
        "schema": "netralitas/differences/v1",
        "old": {"named": listed.old, "policy": plain.pop("old")},
        "new": {"named": listed.new, "policy": plain.pop("new")},
        "none": listed.found.none,
        "differing": listed.found.differing,
        **plain,
    }


def _opening(listed: Listed) -> Iterator[Line]:
    found, language = listed.found, listed.words.language
    if found.asked is not None:
        first, second = (say_day(day, language) for day in found.asked)
        yield Line(
            said("asked", language, old=listed.old, new=listed.new, first=first, second=second)
        )
    if found.none:
        yield Line(said("none", language))
    yield Line(
        said(
            "compared",
            language,
            acts=found.acts,
            moments=found.moments,
            all=number(found.compared, language),
            criminal=number(found.criminal_compared, language),
            types=number(found.types_compared, language),
        )
    )
    if listed.presumed and found.combinations:
        facts = "; ".join(
            f"{listed.words.fact(name)}: {listed.words.value(name, value)}"
            for name, value in listed.presumed.items()
        )
        yield Line(said("presumed", language, facts=facts))


def _acts(listed: Listed, shown: tuple[Combinations, ...]) -> Iterator[Section]:
    """Yield a section for each act and, apart, for each act whose criminal rows differ."""
    acts: dict[tuple[bool, str], list[Combinations]] = {}
    for one in shown:
        acts.setdefault((one.kind == "criminal", one.act), []).append(one)
    for (criminal, act), groups in acts.items():
        name = listed.words.act(act)
        if criminal:
            name = said("criminal", listed.words.language, act=name)
        yield Section(name, tuple(line for one in groups for line in _group(listed, one)))


def _group(listed: Listed, one: Combinations) -> Iterator[Line]:
    language = listed.words.language
    old, new = (side.text.in_(language) for side in (one.old, one.new))
    yield Line(said("combination", language, old=old, new=new, n=number(one.count, language)))
    because = turning_words(one.turning, language)
    yield Line(said("because", language, rows=because), depth=1)
    for where in one.where:
        told = list(condition_lines(listed, where))
        shown = told[:CONDITIONS_MOST]
        for place, text in enumerate(shown):
            key = "or" if place else "when"
            yield Line(
                said(key, language, facts=text) if text else said("always", language), depth=1
            )
        if len(told) > len(shown):
            yield Line(said("any_of", language, n=len(told)), depth=1)
        yield Line(said("on", language, days=window_words(where.days, language)), depth=1)
    yield Line(case_words(one.case, language), depth=1)


def condition_lines(listed: Listed, where: Where) -> Iterator[str]:
    """Yield the conditions of some combinations in words; an empty one holds whatever the facts."""
    for condition in where.conditions:
        yield condition_words(condition, listed.words, listed.presumed)


def _types(listed: Listed) -> Iterator[Line]:
    language = listed.words.language
    for one in listed.found.types:
        yield Line(types_words(one, listed.words))
        days = said("acts", language, days=stretch_words(one.acts, language))
        if one.decisions:
            decided = stretch_words(one.decisions, language)
            days = f"{days}; {said('decisions', language, days=decided)}"
        yield Line(days, depth=1)
        yield Line(case_words(one.case, language), depth=1)


def _rows(listed: Listed) -> Iterator[Line]:
    for one in listed.found.rows:
        named = ".".join(filter(None, (one.section, one.row)))
        yield Line(f"{named}: {row_words(one, listed.words.language)}")


def _switches(listed: Listed) -> Iterator[Line]:
    language = listed.words.language
    for one in listed.found.switches:
        key = "switch.on" if one.new else "switch.off"
        yield Line(f"{one.section}.{one.row}: {said(key, language)}")
        yield Line(one.text.in_(language), depth=1)


def _contests(listed: Listed) -> Iterator[Line]:
    for key, contests in (
        ("contest.old", listed.found.contests_old),
        ("contest.new", listed.found.contests_new),
    ):
        for contest in contests:
            yield Line(said(key, listed.words.language, contest=contest))
