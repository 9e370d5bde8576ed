"""This file finds where a policy is silent: combinations of an act that no row speaks of.

Silence ends as `no_violation`, so it must be meant. It is, where a row speaks of that form of the
act by such a person at that moment, and the other facts lie outside its words; where a fact fails
that every row presumes; and where the policy lists the lack itself. What is left is a gap: a moment
at which no row speaks of a form of the act by such a person, whatever the other facts. The form of
an act is what its facts with several named values say: the kind of omission, with whom.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from netralitas.facts import Case, Category, Text
from netralitas.judgement.checking.policy_finding import Kind, PolicyFinding
from netralitas.judgement.checking.policy_words import (
    act_words,
    fact_words,
    people_words,
    rows_words,
    said,
    when_words,
)
from netralitas.judgement.checking.survey import Stretch
from netralitas.judgement.checking.witness import Target, Witnesses, always
from netralitas.judgement.refinement import DayPair
from netralitas.policy import Lacking
from netralitas.rules import Law

_GAP = Text(
    id="tidak ada baris yang berbicara tentang perbuatan ini: {act}, oleh {people} ({when}); "
    "jawabannya bukan pelanggaran tanpa dasar",
    en="no row speaks of this act: {act}, by {people} ({when}); it ends as no violation for want "
    "of a row",
)
_LACKING = Text(
    id="tidak ada baris, dan hukum itu sendiri menyatakannya ({lack}): {act}, oleh {people} "
    "({when})",
    en="no row, and the policy says so itself ({lack}): {act}, by {people} ({when})",
)
_SILENCE = Text(
    id="di luar kata-kata baris {rows}: {act}, oleh {people} ({when}); bukan pelanggaran",
    en="outside the words of {rows}: {act}, by {people} ({when}); no violation",
)
_PRESUMPTION = Text(
    id="tidak ada baris bila {fact}: setiap baris menganggap sebaliknya",
    en="no row where {fact}: every row presumes otherwise",
)


class Silent(NamedTuple):
    """Cells of some people on a day of a stretch in which no row is met.

    `rows` speak of the act by the same people on the same day, on other facts; `lack` is where the
    policy itself says that it has nothing.
    """

    stretch: Stretch
    day: DayPair
    people: tuple[str, ...]
    cells: int
    rows: tuple[str, ...]
    lack: str | None


def gaps(law: Law, stretches: Sequence[Stretch]) -> Iterator[PolicyFinding]:
    """Yield the gaps of a policy, and after them every silence that it declares."""
    groups: dict[tuple[object, ...], list[Silent]] = {}
    for stretch in stretches:
        for silent in _silences(law, stretch):
            key = (stretch.act, silent.people, bool(silent.rows), silent.lack)
            groups.setdefault(key, []).append(silent)
    found = [_finding(law, group) for group in groups.values()]
    yield from sorted(found, key=lambda one: (one.declared, one.kind != "gap"))
    yield from _presumptions(law, stretches)


def _silences(law: Law, stretch: Stretch) -> Iterator[Silent]:
    presumed = stretch.presumed(law)
    quiet = _nothing_met(stretch) & presumed
    if not quiet:
        return
    for people, theirs in _people(law, stretch):
        unspoken, outside = 0, 0
        for form in _forms(law, stretch):
            cells = theirs & form & presumed
            if not cells & ~quiet:
                unspoken |= cells
            else:
                outside |= cells & quiet
        if unspoken:
            for day in stretch.days:
                for who, lack in _lacks(law, stretch.act, people, day).items():
                    yield Silent(stretch, day, who, unspoken, (), lack)
        if outside:
            rows = _speaking(law, stretch, theirs & presumed)
            for day in stretch.days:
                yield Silent(stretch, day, people, outside, rows, None)


def _nothing_met(stretch: Stretch) -> int:
    cells = 0
    for meeting in stretch.meetings:
        if not meeting.met:
            cells |= meeting.cells
    return cells


def _people(law: Law, stretch: Stretch) -> Iterator[tuple[tuple[str, ...], int]]:
    """Yield the categories that an act's rows tell apart, each with its cells."""
    table = stretch.table
    axis = next((one for one in table.axes if one.field == "category"), None)
    groups = (law.base.fields["category"],) if axis is None else axis.classes
    for group in groups:
        cells = table.full if axis is None else table.axis_mask("category", group[0])
        yield tuple(map(str, group)), cells


def _forms(law: Law, stretch: Stretch) -> Iterator[int]:
    """Yield the cells of each form of an act that its rows tell apart."""
    table = stretch.table
    named = {
        field.name
        for field in law.policy.fields
        if field.kind == "choice" and field.scope in ("charge", "derived")
    }
    axes = [axis for axis in table.axes if axis.field in named]
    for classes in itertools.product(*(axis.classes for axis in axes)):
        cells = table.full
        for axis, group in zip(axes, classes, strict=True):
            cells &= table.axis_mask(axis.field, group[0])
        yield cells


def _speaking(law: Law, stretch: Stretch, cells: int) -> tuple[str, ...]:
    """Return the rows that are met somewhere in these cells."""
    met: set[int] = set()
    for meeting in stretch.meetings:
        if meeting.cells & cells:
            met |= meeting.met
    provisions = law.policy.provisions
    return tuple(dict.fromkeys(provisions[law.rules[place].row].id for place in sorted(met)))


def _lacks(
    law: Law, act: str, people: tuple[str, ...], day: DayPair
) -> Mapping[tuple[str, ...], str | None]:
    """Part people by what the policy says it lacks on this act of theirs; None where nothing."""
    found: dict[str | None, list[str]] = {}
    for person in people:
        named = (item.id for item in law.policy.lacking if _says_so(law, item, act, person, day))
        found.setdefault(next(named, None), []).append(person)
    return {tuple(who): lack for lack, who in found.items()}


def _says_so(law: Law, item: Lacking, act: str, person: str, day: DayPair) -> bool:
    """Whether something the policy lists as lacking is this act by this person at this moment."""
    if item.tracks or item.tiers or item.sanctions or item.stages or item.decided_since:
        return False  # it is about what a violation leads to
    return (
        act in item.acts
        and (not item.categories or Category(person) in item.categories)
        and (not item.contests or day.contest in item.contests)
        and all(_covers(law, item, reading.era) for reading in day.national)
    )


def _covers(law: Law, item: Lacking, era: int) -> bool:
    """Whether a lack holds on every day of an era."""
    eras = law.base.eras
    first = eras[era - 1].day if era else date.min
    after = eras[era].day if era < len(eras) else date.max
    return (item.since or date.min) <= first and after <= (item.until or date.max)


def _finding(law: Law, group: Sequence[Silent]) -> PolicyFinding:
    first = group[0]
    act = first.stretch.act
    rows = tuple(dict.fromkeys(row for silent in group for row in silent.rows))
    kind: Kind = "silence" if rows else "gap"
    pattern = _SILENCE if rows else _LACKING if first.lack else _GAP
    words = said(
        pattern,
        act=act_words(law, act),
        people=people_words(first.people),
        when=when_words(law, [silent.day for silent in group]),
        rows=rows_words(rows),
        lack=first.lack or "",
    )
    targets = {silent.stretch: silent for silent in group}
    return PolicyFinding(
        kind=kind,
        rows=(),
        against=rows,
        text=words,
        declared=kind == "silence" or first.lack is not None,
        act=act,
        people=first.people,
        combinations=sum(silent.cells.bit_count() for silent in group),
        case=_unspoken(law, kind, [(one, silent.cells) for one, silent in targets.items()]),
    )


def _presumptions(law: Law, stretches: Sequence[Stretch]) -> Iterator[PolicyFinding]:
    """Yield what no row speaks of because a presumed fact fails, by the first that does."""
    counts: dict[str, int] = {}
    targets: dict[str, list[tuple[Stretch, int]]] = {}
    for stretch in stretches:
        left = _nothing_met(stretch)
        for field, value in law.policy.presumes.items():
            holds = stretch.table.axis_mask(field, value)
            fails = left & ~holds
            left &= holds
            if fails:
                counts[field] = counts.get(field, 0) + stretch.count(fails)
                targets.setdefault(field, []).append((stretch, fails))
    for field, count in counts.items():
        yield PolicyFinding(
            kind="presumption",
            rows=(),
            text=said(_PRESUMPTION, fact=fact_words(law, field, not law.policy.presumes[field])),
            declared=True,
            combinations=count,
            case=_unspoken(law, "presumption", [max(targets[field], key=lambda one: one[0].age)]),
        )


def _unspoken(law: Law, name: str, targets: Sequence[tuple[Stretch, int]]) -> Case | None:
    """Return the smallest case in some cells in which no row is met."""
    return Witnesses(law).smallest(
        _NAMES[name],
        (
            Target(stretch.table, stretch.day, cells)
            for stretch, cells in sorted(targets, key=lambda one: one[0].age, reverse=True)
        ),
        lambda case: always(law, case, lambda met: not met.matched),
    )


_NAMES: Mapping[str, str] = {"gap": "celah", "silence": "diam", "presumption": "anggapan"}
"""What the cases are named after."""
