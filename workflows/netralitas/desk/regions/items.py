"""This file writes the items of a regional pack in words: what each says, on which law."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from netralitas.desk.office_lines import official_word
from netralitas.desk.page import Line
from netralitas.desk.phrases import phrase
from netralitas.desk.regions.words import (
    condition_word,
    days_word,
    event_word,
    percent,
    said,
)
from netralitas.desk.vocabulary import Vocabulary
from netralitas.facts import Confidence
from netralitas.judgement import enum_word, phase_word, say_day, words
from netralitas.policy import Item, Marks

Particulars = Callable[[Any, Vocabulary], Iterator[str]]


def item_lines(term: str, item: Any, vocabulary: Vocabulary) -> Iterator[Line]:
    """Yield an item of a pack: its words with their mark, its particulars, its basis and days."""
    name = item.name if term == "facts" else item.id
    marks = getattr(item, "marks", None)
    mark = marks.content.value if isinstance(marks, Marks) else ""
    yield Line(f"{name}: {item.text.in_(vocabulary.language)}", mark)
    told = "; ".join(particulars(term, item, vocabulary))
    if told:
        yield Line(told, depth=1)
    if isinstance(item, Item):
        yield Line(_basis(item, vocabulary), depth=1)


def particulars(term: str, item: Any, vocabulary: Vocabulary) -> Iterator[str]:
    """Yield what an item states beside its words: for whom, how much, when, on what condition."""
    yield from _PARTICULARS.get(term, _none)(item, vocabulary)


def _basis(item: Item, vocabulary: Vocabulary) -> str:
    language = vocabulary.language
    last = item.until - timedelta(days=1) if item.until else None
    days = days_word(item.since, last, language)
    unsure = item.marks.date not in (None, Confidence.A)
    if unsure and item.marks.date is not None:
        days = f"{days} [{item.marks.date.value}]"
    return f"{said('source', language, law=vocabulary.articles(item.cites))}; {days}"


def _none(item: Any, vocabulary: Vocabulary) -> Iterator[str]:
    yield from ()


def _people(categories: Iterable[Any], vocabulary: Vocabulary) -> str:
    return ", ".join(enum_word(one, vocabulary.language) for one in categories)


def _acts(item: Any, vocabulary: Vocabulary) -> Iterator[str]:
    if item.acts:
        acts = ", ".join(vocabulary.act(act) for act in item.acts)
        yield said("acts", vocabulary.language, acts=acts)


def _condition(item: Any, vocabulary: Vocabulary) -> Iterator[str]:
    if item.when is not None:
        when = condition_word(item.when, vocabulary)
        yield said("when", vocabulary.language, when=when)


def _fact(item: Any, vocabulary: Vocabulary) -> Iterator[str]:
    yield item.question.in_(vocabulary.language)
    if item.values:
        known = ((item.words.get(value), value) for value in item.values)
        yield ", ".join(text.in_(vocabulary.language) if text else value for text, value in known)
    yield from _acts(item, vocabulary)


def _binding(item: Any, vocabulary: Vocabulary) -> Iterator[str]:
    yield _people(item.categories, vocabulary)
    if item.offices:
        yield ", ".join(vocabulary.office(office) for office in item.offices)


def _contract_rule(item: Any, vocabulary: Vocabulary) -> Iterator[str]:
    yield from _acts(item, vocabulary)
    yield from _condition(item, vocabulary)
    if item.phases:
        yield ", ".join(phase_word(phase, vocabulary.language) for phase in item.phases)
    if item.contests:
        yield ", ".join(enum_word(contest, vocabulary.language) for contest in item.contests)


def _contract_ladder(item: Any, vocabulary: Vocabulary) -> Iterator[str]:
    own = {sanction.id: sanction.name for sanction in item.sanctions}
    steps = (
        own[step.sanction].in_(vocabulary.language)
        if step.sanction in own
        else vocabulary.sanction(step.sanction)
        for step in item.types
    )
    yield " < ".join(steps)
    if item.caveat is not None:
        yield item.caveat.in_(vocabulary.language)


def _income(item: Any, vocabulary: Vocabulary) -> Iterator[str]:
    language = vocabulary.language
    what = (
        said("cut.tier", language, tier=enum_word(item.tier, language))
        if item.tier is not None
        else vocabulary.sanction(item.sanction or "")
    )
    share = percent(item.basis_points, language)
    cut = said("cut.once" if item.months == 1 else "cut", language, share=share, n=item.months)
    yield f"{cut}; {said('cut.follows', language, what=what)}"
    if item.categories:
        yield _people(item.categories, vocabulary)


def _channel(item: Any, vocabulary: Vocabulary) -> Iterator[str]:
    yield enum_word(item.channel, vocabulary.language)


def _checklist(item: Any, vocabulary: Vocabulary) -> Iterator[str]:
    yield ", ".join(enum_word(kind, vocabulary.language) for kind in item.kinds)


def _weight(item: Any, vocabulary: Vocabulary) -> Iterator[str]:
    yield said(item.side, vocabulary.language)
    yield from _condition(item, vocabulary)


def _clock(item: Any, vocabulary: Vocabulary) -> Iterator[str]:
    language = vocabulary.language
    within = phrase("within", language).format(
        n=item.n,
        unit=words(f"unit.{item.unit}", language),
        after=event_word(item.starts, vocabulary),
    )
    yield f"{enum_word(item.stage, language)}: {within}"
    if item.shortens is not None:
        known = vocabulary.deadlines.get(item.shortens)
        what = known.text.in_(language) if known else item.shortens
        yield said("shortens", language, what=what)


def _holidays(item: Any, vocabulary: Vocabulary) -> Iterator[str]:
    days: Mapping[date, str] = item.days
    yield ", ".join(f"{say_day(day, vocabulary.language)} ({days[day]})" for day in sorted(days))


def _alternate(item: Any, vocabulary: Vocabulary) -> Iterator[str]:
    implicated, official = (
        official_word(vocabulary, one, None) for one in (item.implicated, item.official)
    )
    yield said("alternate", vocabulary.language, implicated=implicated, official=official)


def _guidance(item: Any, vocabulary: Vocabulary) -> Iterator[str]:
    yield from _acts(item, vocabulary)
    yield from _condition(item, vocabulary)


_PARTICULARS: Mapping[str, Particulars] = {
    "facts": _fact,
    "bindings": _binding,
    "contract_rules": _contract_rule,
    "contract_ladders": _contract_ladder,
    "income_consequences": _income,
    "channels": _channel,
    "checklists": _checklist,
    "weights": _weight,
    "internal_clocks": _clock,
    "local_holidays": _holidays,
    "alternates": _alternate,
    "guidance": _guidance,
}
