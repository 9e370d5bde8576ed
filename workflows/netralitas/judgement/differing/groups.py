"""This file gathers the combinations on which two policies differ into groups worth reading.

Together stand combinations of one act that get the same two answers for the same reason: the rows
of law met under one policy only, or met under both and read otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from typing import NamedTuple

from netralitas.facts import Text, Value
from netralitas.judgement.bounds_words import IMPOSSIBLE, criminal_text, measured_text, result_text
from netralitas.judgement.differing.conditions import Condition, conditions, united
from netralitas.judgement.differing.difference import Turning, Where
from netralitas.judgement.differing.side_by_side import SideBySide
from netralitas.judgement.proof import Told, TrackTold
from netralitas.judgement.refinement import (
    Answer,
    Answers,
    Compared,
    DayPair,
    compare,
    criminal_rows,
    outcomes,
)
from netralitas.policy import Effect, encode
from netralitas.rules import ActTable, Law, Moment

UNKNOWN_ACT = Text(id="perbuatan yang tidak dikenal", en="an act that is not known")

Rows = frozenset[tuple[Hashable, str]]
"""Rows that are met, each as what it settles, with its name."""


class Part(NamedTuple):
    """The cells of a group in one slice of an act's space, and those with the same two answers."""

    compared: Compared
    cells: int
    alike: int


class Group(NamedTuple):
    """Combinations of one act with the same two answers for the same reason."""

    act: str
    old: Hashable
    new: Hashable
    turning: Turning
    parts: tuple[Part, ...]

    @property
    def combinations(self) -> int:
        """How many combinations of facts and of moments these are."""
        return sum(part.cells.bit_count() * len(part.compared.days) for part in self.parts)


class Gathered(NamedTuple):
    """How many combinations were compared, and the groups of those that differ."""

    compared: int
    groups: tuple[Group, ...]


def outcome_groups(beside: SideBySide) -> Gathered:
    """Return the combinations with another outcome, or another measure of a superior's type."""
    return _gathered(beside, beside.acts, outcomes, _same, outcome_key)


def criminal_groups(beside: SideBySide) -> Gathered:
    """Return the combinations that meet other criminal rows."""
    rooms: dict[str, None] = {}
    for law in beside.laws:
        for act in beside.acts:
            rooms |= dict.fromkeys(law.rules[place].act for place in law.base.criminal[act])
    return _gathered(beside, tuple(rooms), criminal_rows, _same, lambda old, new: (old, new))


def where(beside: SideBySide, group: Group) -> tuple[Where, ...]:
    """Return the combinations of a group, exactly, in as few conditions as were found."""
    whole = {field: frozenset(some) for field, some in beside.laws[0].base.fields.items()}
    said: dict[tuple[int, int], tuple[Condition, ...]] = {}
    by_days: dict[tuple[DayPair, ...], list[Condition]] = {}
    for part in group.parts:
        table, other = part.compared.national, part.compared.regional
        key = (id(table), part.cells)
        if key not in said:
            free = table.full & ~(table.feasible | other.feasible)
            said[key] = conditions(table, part.cells, free)
        by_days.setdefault(part.compared.days, []).extend(said[key])
    by_conditions: dict[bytes, tuple[tuple[Condition, ...], list[DayPair]]] = {}
    for days, found in by_days.items():
        same = tuple(united(found, whole))
        by_conditions.setdefault(encode(same), (same, []))[1].extend(days)
    return tuple(
        Where(days=beside.windows(days), conditions=same) for same, days in by_conditions.values()
    )


def told(beside: SideBySide, group: Group, side: int) -> Told:
    """Return what one policy says of a group's combinations."""
    answer = group.new if side else group.old
    if answer is None and not beside.knows(side, group.act):
        return Told(text=UNKNOWN_ACT)
    if answer is None:
        return Told(text=IMPOSSIBLE)
    if isinstance(answer, frozenset):
        return Told(text=criminal_text(*opening_of(answer)))
    assert isinstance(answer, Answer)
    text = result_text(answer.result)
    if answer.measures:
        text = measured_text(text, answer.measures)
    return Told(
        text=text,
        outcome=answer.result.outcome,
        tracks={
            track: TrackTold(outcome=state.outcome, tier=state.tier)
            for track, state in answer.result.tracks
        },
    )


def opening_of(answer: Hashable) -> tuple[str, tuple[str, ...]]:
    """Return whether the criminal track opens where these rows are met, and the rows."""
    assert isinstance(answer, frozenset)
    heard = {max((_opens(*one) for one in met), key=GRAVER.index, default="no") for met in answer}
    rows = tuple(sorted({row for met in answer for row, _, _ in met}))
    return (heard.pop() if len(heard) == 1 else "assess"), rows


GRAVER = ("no", "assess", "yes")


def _opens(row: str, mode: str, effect: Effect) -> str:
    """Return what a row opens; one that was not verified never decides."""
    return "assess" if mode == "asks" else effect.opens or "assess"


class _Rows:
    """Tells, cell by cell, which rows the act's rules meet; the tables that compare keep fewer."""

    def __init__(self, law: Law, table: ActTable, room: str) -> None:
        held = {field: frozenset[Value]() for field in table.held}
        self._table = ActTable(
            law.base, law.tables.rules, table.act, held, room=room, axes=table.axes
        )
        rows = law.policy.provisions
        self._settles: dict[int, tuple[Hashable, str]] = {}
        places = (law.base.main if room == table.act else law.base.criminal)[table.act]
        for place in places:
            rule = law.rules[place]
            row = rows[rule.row]
            self._settles[place] = ((row.id, encode(row.effect), row.overrides, rule.mode), row.id)

    def met(self, day: Moment, cells: int) -> Iterator[tuple[Rows, int]]:
        """Yield the rows met in some of the cells, with the cells in which they are."""
        found: dict[Rows, int] = {}
        for block in self._table.blocks(day):
            if inside := block.cells & cells:
                rows = frozenset(self._settles[place] for place in block.matched)
                found[rows] = found.get(rows, 0) | inside
        if left := cells & ~self._table.feasible:
            found[frozenset()] = found.get(frozenset(), 0) | left
        yield from found.items()


def _gathered(
    beside: SideBySide,
    rooms: tuple[str, ...],
    answers: Answers,
    same: Callable[[Hashable, Hashable], bool],
    shown_by: Callable[[Hashable, Hashable], Hashable],
) -> Gathered:
    old, new = beside.laws
    compared = 0
    groups: dict[Hashable, Group] = {}
    rows: tuple[int, tuple[_Rows, _Rows]] | None = None
    for room in rooms:
        for part in compare(old, new, [room], beside.days, _knowing(beside, answers), same):
            compared += part.combinations
            if not part.differences:
                continue
            if rows is None or rows[0] != id(part.national):
                tables = (_Rows(old, part.national, room), _Rows(new, part.regional, room))
                rows = (id(part.national), tables)
            alike: dict[Hashable, int] = {}
            for cells, ours, theirs in part.differences:
                key = shown_by(ours, theirs)
                alike[key] = alike.get(key, 0) | cells
            for cells, ours, theirs in part.differences:
                key = shown_by(ours, theirs)
                for turning, some in _turnings(rows[1], part.days[0], cells):
                    # Where a line of the calendar moved, that is the reason, whatever the rows.
                    reason = (room, key, None if turning.dates else turning)
                    group = groups.get(reason, Group(part.act, ours, theirs, turning, ()))
                    groups[reason] = group._replace(
                        turning=_both(group.turning, turning),
                        parts=(*group.parts, Part(part, some, alike[key])),
                    )
    return Gathered(compared, tuple(groups.values()))


def _turnings(rows: tuple[_Rows, _Rows], day: DayPair, cells: int) -> Iterator[tuple[Turning, int]]:
    """Yield what a difference turns on, with the cells in which it does."""
    dates = {reading[1:] for reading in day.national} != {reading[1:] for reading in day.regional}
    found: dict[Turning, int] = {}
    for ours, some in rows[0].met(day.national, cells):
        for theirs, inside in rows[1].met(day.regional, some):
            lost = {name for _, name in ours - theirs}
            gained = {name for _, name in theirs - ours}
            turning = Turning(
                old=tuple(sorted(lost - gained)),
                new=tuple(sorted(gained - lost)),
                changed=tuple(sorted(lost & gained)),
                dates=dates,
            )
            found[turning] = found.get(turning, 0) | inside
    yield from found.items()


def _both(one: Turning, other: Turning) -> Turning:
    """Return the rows on which either of two differences turns."""
    old, new, changed = (
        tuple(sorted({*getattr(one, name), *getattr(other, name)}))
        for name in ("old", "new", "changed")
    )
    return Turning(old=old, new=new, changed=changed, dates=one.dates)


def _knowing(beside: SideBySide, answers: Answers) -> Answers:
    """Return what answers nothing where a law does not know the act at all."""

    def answered(law: Law, table: ActTable, moment: Moment) -> Mapping[Hashable, int]:
        if beside.knows(int(law is beside.laws[1]), table.act):
            return answers(law, table, moment)
        return {None: table.feasible}

    return answered


def _same(old: Hashable, new: Hashable) -> bool:
    if isinstance(old, Answer) and isinstance(new, Answer):
        return old.same(new)
    return old == new


def outcome_key(old: Hashable, new: Hashable) -> Hashable:
    """Return what two answers are grouped by: what a case shows of them."""
    ours, theirs = (
        one._replace(denied=False) if isinstance(one, Answer) else one for one in (old, new)
    )
    if isinstance(ours, Answer) and isinstance(theirs, Answer) and ours.result != theirs.result:
        return ours.result, theirs.result
    return ours, theirs
