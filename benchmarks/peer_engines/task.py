"""This file lays out the task that every engine is given: rules as boxes, cases as ready columns.

A rule of the product is alternatives of tests on one flat fact. Here alternatives that differ in a
single field are joined, so that a rule becomes a few *boxes*: for each field it reads the values it
allows. That is how a person would write it in a decision table, and shorter for every engine.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from netralitas.facts import Days, Value
from netralitas.rules import Law, Rule
from netralitas.rules.conditions import Conjunction
from netralitas.rules.moments import Reading

ACT_SHIFT = 56  # the act's number stands above the bits of its rules: at most 56 rules an act
ELECTION = "pilkada_2024"
DAYS_BEFORE = timedelta(days=365)
DAYS_AFTER = timedelta(days=60)
PRESUMED_HOLDS = 0.9
CIVIL_SERVANTS = ("pns", "cpns", "pppk")
CIVIL_SERVANTS_SHARE = 0.8
TRIES = 200

Column = NDArray[np.uint8]


class Clause(NamedTuple):
    """The values of a field that a box allows, in the order of the vocabulary.

    `kind` is flag (one truth value), text (one or more words) or number (from `low` to less than
    `below`).
    """

    field: str
    kind: str
    allowed: tuple[Value, ...]
    low: int = 0
    below: int = 0


Box = tuple[Clause, ...]


class PeerRule(NamedTuple):
    """A rule as the engines get it: met where one of its boxes is. `bit` is its place in a word."""

    id: str
    position: int
    bit: int
    boxes: tuple[Box, ...]


class Task(NamedTuple):
    """The rules of some acts of a policy, and for each act the fields that its rules read."""

    law: Law
    rules: Mapping[str, tuple[PeerRule, ...]]
    fields: Mapping[str, tuple[str, ...]]
    vocabulary: Mapping[str, tuple[Value, ...]]

    @property
    def acts(self) -> tuple[str, ...]:
        """The acts in order; a case's act is its place here."""
        return tuple(self.rules)

    def first_bits(self, act: str) -> int:
        """Return the word of a case of an act that meets no rule."""
        return self.acts.index(act) << ACT_SHIFT


class Cases(NamedTuple):
    """Complete cases of one charge: coded columns, each value its place in the vocabulary."""

    task: Task
    columns: Mapping[str, Column]

    @property
    def rows(self) -> int:
        """How many cases there are."""
        return len(self.columns["act"])

    def first(self, rows: int) -> Cases:
        """Return the first cases alone."""
        return Cases(self.task, {name: codes[:rows] for name, codes in self.columns.items()})

    def facts(self) -> list[tuple[str, dict[str, Value]]]:
        """Return each case's act and the flat fact that the rules of the act read."""
        acts = self.task.acts
        spelt = {
            name: [self.task.vocabulary[name][code] for code in codes.tolist()]
            for name, codes in self.columns.items()
            if name != "act"
        }
        return [
            (acts[act], {name: spelt[name][row] for name in self.task.fields[acts[act]]})
            for row, act in enumerate(self.columns["act"].tolist())
        ]


class Answers(NamedTuple):
    """What an engine says of each case: the word of the rules met, and the outcome and tier.

    Engines that answer with columns give outcomes as codes: places in `names`.
    """

    met: Sequence[int] | NDArray[np.uint64]
    outcomes: Sequence[str] | Column
    names: Sequence[str] = ()

    def spelt(self) -> list[tuple[int, str]]:
        """Return each case's word and outcome."""
        outcomes = (
            [self.names[int(code)] for code in self.outcomes] if self.names else self.outcomes
        )
        return list(zip(np.asarray(self.met, dtype=np.uint64).tolist(), outcomes, strict=True))


Ready = Callable[[], Answers]
"""An engine with its rules compiled and the cases laid before it; the call is what is timed."""


def task_of(law: Law, acts: Sequence[str]) -> Task:
    """Return the task of deciding the rules of some acts."""
    rules: dict[str, tuple[PeerRule, ...]] = {}
    fields: dict[str, tuple[str, ...]] = {}
    for act in acts:
        found = [(position, law.base.rules[position]) for position in law.base.main[act]]
        rules[act] = tuple(
            PeerRule(rule.id, position, bit, boxes_of(rule, law.base.fields))
            for bit, (position, rule) in enumerate(found)
        )
        fields[act] = tuple(dict.fromkeys(field for _, rule in found for field in rule.fields))
    return Task(law, rules, fields, law.base.fields)


def boxes_of(rule: Rule, vocabulary: Mapping[str, tuple[Value, ...]]) -> tuple[Box, ...]:
    """Return a rule's alternatives as boxes, joined two by two while only one field differs."""
    boxes: list[dict[str, tuple[Value, ...]]] = []
    for conjunction in rule.alternatives:
        allowed: dict[str, tuple[Value, ...]] = {}
        for test in conjunction:
            values = allowed.get(test.field, vocabulary[test.field])
            allowed[test.field] = tuple(value for value in values if test.holds(value))
        boxes.append(allowed)
    while (joined := _join_two(boxes, vocabulary)) is not None:
        boxes = joined
    return tuple(tuple(_clause(field, box[field]) for field in box) for box in boxes)


def _join_two(
    boxes: list[dict[str, tuple[Value, ...]]], vocabulary: Mapping[str, tuple[Value, ...]]
) -> list[dict[str, tuple[Value, ...]]] | None:
    for place, left in enumerate(boxes):
        for right in boxes[place + 1 :]:
            differ = [f for f in {**left, **right} if left.get(f) != right.get(f)]
            if len(differ) > 1 or (differ and differ[0] not in left.keys() & right.keys()):
                continue
            joined = dict(left)
            for field in differ:
                known = {*left[field], *right[field]}
                values = tuple(value for value in vocabulary[field] if value in known)
                if field == "era" and len(values) != int(values[-1]) - int(values[0]) + 1:
                    break
                joined[field] = values
                if values == vocabulary[field]:
                    del joined[field]
            else:
                return [joined if box is left else box for box in boxes if box is not right]
    return None


def _clause(field: str, allowed: tuple[Value, ...]) -> Clause:
    if isinstance(allowed[0], bool):
        return Clause(field, "flag", allowed)
    if isinstance(allowed[0], int):
        return Clause(field, "number", allowed, allowed[0], int(allowed[-1]) + 1)
    return Clause(field, "text", allowed)


def cases_of(task: Task, rows: int, seed: int) -> Cases:
    """Return cases drawn from the policy's own vocabulary, the same ones from the same seed.

    Days from a year before the calendar of the pilkada of 2024 until two months after it, each act
    as likely as the other, what the law presumes holding in nine cases of ten, civil servants being
    eight of ten, all else even. What cannot be is drawn again.
    """
    chance = np.random.default_rng(seed)
    readings = _readings(task.law)
    parts: list[Cases] = []
    while (left := rows - sum(part.rows for part in parts)) > 0:
        columns = {"act": _even(len(task.acts), left * 2, chance)}
        moments = chance.integers(0, len(readings), left * 2)
        for field in _fields(task):
            if field in Reading._fields:
                values = [getattr(reading, field) for reading in readings]
                codes = np.array([task.vocabulary[field].index(value) for value in values])
                columns[field] = codes.astype(np.uint8)[moments]
            else:
                columns[field] = _draw(task, field, left * 2, chance)
        if {"public", "kept_private"} <= columns.keys():
            columns["kept_private"] = 1 - columns["public"]  # the one is derived from the other
        parts.append(_possible(Cases(task, columns)).first(left))
    return _joined(task, [part.columns for part in parts])


def edges_of(task: Task, seed: int) -> Cases:
    """Return cases at the edges of every rule: in each box one inside, and one just past each
    clause."""
    chance = np.random.default_rng(seed)
    rows: list[dict[str, Column]] = []
    for number, act in enumerate(task.acts):
        for box in [box for rule in task.rules[act] for box in rule.boxes]:
            inside = _inside(task, number, box, chance)
            rows.append(inside)
            for clause in box:
                values = task.vocabulary[clause.field]
                others = [value for value in values if value not in clause.allowed]
                past = _one_of(task, clause.field, others, chance)
                rows.append({**inside, clause.field: past})
    return _possible(_joined(task, rows))


def _inside(task: Task, act: int, box: Box, chance: np.random.Generator) -> dict[str, Column]:
    """Return a case inside a box, as one that can be; ValueError where none is found."""
    for _ in range(TRIES):
        inside = {"act": np.array([act], dtype=np.uint8)}
        inside |= {field: _draw(task, field, 1, chance) for field in _fields(task)}
        inside |= {field: np.ones(1, dtype=np.uint8) for field in _presumed(task)}
        inside |= {c.field: _one_of(task, c.field, c.allowed, chance) for c in box}
        if _possible(Cases(task, inside)).rows:
            return inside
    raise ValueError(f"no case can be inside {box}")


def _readings(law: Law) -> tuple[Reading, ...]:
    """Return the reading of each day of the calendar, less those on which the law is in doubt."""
    (election,) = (one for one in law.policy.elections if one.id == ELECTION)
    turns = [milestone.first for milestone in election.milestones]
    first, last = min(turns) - DAYS_BEFORE, max(turns) + DAYS_AFTER
    days = [Days.of(first + timedelta(days=after)) for after in range((last - first).days + 1)]
    moments = [moment for day in days for moment in law.calendars.moments(ELECTION, None, day)]
    return tuple(moment[0] for moment in moments if len(moment) == 1)


def _fields(task: Task) -> tuple[str, ...]:
    """Return what the rules read, and what says that a case cannot be."""
    read = [field for fields in task.fields.values() for field in fields]
    asked = [test.field for conjunction in _impossible(task) for test in conjunction]
    return tuple(dict.fromkeys((*read, *asked)))


def _presumed(task: Task) -> tuple[str, ...]:
    return (*task.law.policy.presumes, "in_service")


def _draw(task: Task, field: str, rows: int, chance: np.random.Generator) -> Column:
    values = task.vocabulary[field]
    drawn = _even(len(values), rows, chance)
    if field in _presumed(task):
        return (chance.random(rows) < PRESUMED_HOLDS).astype(np.uint8)
    if field == "category":
        civil = np.array([values.index(name) for name in CIVIL_SERVANTS], dtype=np.uint8)
        one_of = civil[_even(len(civil), rows, chance)]
        return np.where(chance.random(rows) < CIVIL_SERVANTS_SHARE, one_of, drawn)
    return drawn


def _even(values: int, rows: int, chance: np.random.Generator) -> Column:
    return chance.integers(0, values, rows, dtype=np.uint8)


def _one_of(task: Task, field: str, values: Sequence[Value], chance: np.random.Generator) -> Column:
    codes = np.array([task.vocabulary[field].index(value) for value in values], dtype=np.uint8)
    return codes[_even(len(codes), 1, chance)]


def _impossible(task: Task) -> list[Conjunction]:
    return [one for _, alternatives in task.law.base.impossible for one in alternatives]


def _possible(cases: Cases) -> Cases:
    """Return the cases that can be."""
    possible = np.ones(cases.rows, dtype=bool)
    for conjunction in _impossible(cases.task):
        hits = np.ones(cases.rows, dtype=bool)
        for test in conjunction:
            passing = [test.holds(value) for value in cases.task.vocabulary[test.field]]
            hits &= np.array(passing)[cases.columns[test.field]]
        possible &= ~hits
    return Cases(cases.task, {name: codes[possible] for name, codes in cases.columns.items()})


def _joined(task: Task, parts: Sequence[Mapping[str, Column]]) -> Cases:
    return Cases(task, {name: np.concatenate([part[name] for part in parts]) for name in parts[0]})
