"""This file is what there is to be covered of a law, and where on its tables each thing lies.

What can occur is counted, and nothing that cannot: a row that is met, decides and gives way, each
class of values that an act's rules tell apart, each answer to each act by each category of people.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from netralitas.facts import LEADING_ORDER, Outcome, Value
from netralitas.judgement.checking.survey import Stretch
from netralitas.judgement.checking.unreachable import criminal_targets
from netralitas.judgement.checking.witness import Target
from netralitas.rules import Law, Result, Settled

Part = Literal["met", "decides", "overridden", "boundary", "answer", "class", "day", "item"]

PARTS: tuple[Part, ...] = (
    "met",
    "decides",
    "overridden",
    "boundary",
    "answer",
    "class",
    "day",
    "item",
)
"""The parts of a coverage in the order in which they are told; `item` is of a region alone."""

TARGETS = 4
"""In how many places a case for one thing is looked for."""


class Item(NamedTuple):
    """One thing to be covered: the part it belongs to, and which one of it."""

    part: Part
    about: tuple[str, ...]


Items = dict[Item, list[Target]]
"""Each thing that can be covered, with places in which a case would cover it."""


def rows_and_answers(law: Law, stretches: Sequence[Stretch]) -> Items:
    """Return what can be covered of rows, classes and answers.

    Of a row that opens the criminal track it is only whether it is met.
    """
    found: Items = {}
    for stretch in sorted(stretches, key=lambda one: one.age, reverse=True):
        for item, cells, prefer in _in_stretch(law, stretch):
            targets = found.setdefault(item, [])
            if len(targets) < TARGETS:
                targets.append(Target(stretch.table, stretch.day, cells, prefer))
    for place, target in criminal_targets(law, stretches).items():
        found.setdefault(row_item(law, "met", place), []).append(target)
    return found


def row_item(law: Law, part: Part, place: int) -> Item:
    """Return what there is to cover of the row of a rule; two versions of a row are two."""
    rule = law.rules[place]
    return Item(part, (row_name(law, place), rule.mode))


def row_name(law: Law, place: int) -> str:
    """Return the id of a rule's row; a later version of the same id has its number behind it."""
    return law.rules[place].id.partition("@")[0]


def carrying(law: Law, settled: Settled) -> tuple[int, ...]:
    """Return the rules whose effect stands in an answer, not outweighed and not overridden."""
    if settled.forums:
        return settled.forums
    if settled.conflict:
        return (*settled.deciding, *settled.denying)
    outcome = settled.result.outcome
    if outcome is Outcome.NO_VIOLATION:
        return settled.denying
    if outcome is Outcome.NEEDS_HUMAN:
        return settled.asking or settled.deciding
    tracks = dict(settled.result.tracks)
    rows = law.policy.provisions
    return tuple(
        place
        for place in settled.deciding
        for effect in (rows[law.rules[place].row].effect,)
        if effect.track is not None and tracks[effect.track].tier is effect.tier
    )


def answer_word(result: Result) -> str:
    """Return an answer in one word: the tier, else the track that leads, else the outcome."""
    if result.outcome is not Outcome.VIOLATION:
        return result.outcome.value
    if result.tier is not None:
        return result.tier.value
    opened = dict(result.tracks)
    return next((track.value for track in LEADING_ORDER if track in opened), result.outcome.value)


def value_word(value: Value) -> str:
    """Return a value as a case file writes it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


_Found = tuple[Item, int, dict[str, tuple[Value, ...]]]


def _in_stretch(law: Law, stretch: Stretch) -> Iterator[_Found]:
    table, act = stretch.table, stretch.act
    categories = [str(value) for value in law.base.fields["category"]]
    for meeting in stretch.meetings:
        settled = meeting.settled
        rows: dict[Item, None] = {row_item(law, "met", place): None for place in meeting.met}
        rows |= {row_item(law, "decides", place): None for place in carrying(law, settled)}
        rows |= {row_item(law, "overridden", loser): None for loser, _ in settled.overridden}
        for item in rows:
            yield item, meeting.cells, {}
        word = answer_word(settled.result)
        for category in categories:
            cells = meeting.cells & table.axis_mask("category", category)
            if cells:
                yield Item("answer", (act, category, word)), cells, {"category": (category,)}
    for axis in table.axes:
        for group in axis.classes:
            cells = table.axis_mask(axis.field, group[0]) & table.feasible
            if cells:
                item = Item("class", (act, axis.field, *map(value_word, group)))
                yield item, cells, {}
