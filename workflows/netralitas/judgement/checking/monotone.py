"""This file finds answers that get lighter when an aggravating fact is added.

A fact aggravates an act where a weight of the policy says so, or where a row of the act that
decides a violation asks for it: that it be true, or that it have some of its values and not others.
Facts that every row presumes, and facts about the person, are not what is added to an act. A fact
of which the rows that decide only ask that it be false is an exception (on leave, merely heard): an
answer that it makes lighter is declared, as is one that rests on a question the policy leaves open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from netralitas.facts import Case, Subject, Text, Value
from netralitas.judgement.checking.policy_finding import PolicyFinding
from netralitas.judgement.checking.policy_words import act_words, fact_words, rows_words, said
from netralitas.judgement.checking.spans import Spans, falls, may_fall, spans_of
from netralitas.judgement.checking.survey import Stretch
from netralitas.judgement.checking.witness import MANY, Witnesses, ways_of, without
from netralitas.judgement.refinement import values_of
from netralitas.judgement.smallest import fewest
from netralitas.judgement.specimen import stated_in
from netralitas.policy import Field
from netralitas.rules import ActTable, Law, Result

_FALL = Text(
    id="jawabannya lebih ringan bila {fact}, padahal fakta itu memberatkan ({why}): {act}",
    en="the answer is lighter where {fact}, although that fact aggravates ({why}): {act}",
)
_OPEN = Text(
    id="jawabannya mungkin lebih ringan bila {fact}, menurut pertanyaan yang dinyatakan terbuka "
    "({why}): {act}",
    en="the answer may be lighter where {fact}, by a question declared open ({why}): {act}",
)
_EXCEPTION = Text(
    id="pengecualian yang dinyatakan: lebih ringan bila {fact} ({why}): {act}",
    en="a declared exception: lighter where {fact} ({why}): {act}",
)

Side = Literal["aggravating", "exception"]


class Step(NamedTuple):
    """A fact added to an act: its values before and after, and why that should weigh more.

    `why` are the weights and the rows that ask for it; for an exception those that ask that it not
    be so.
    """

    field: str
    before: tuple[Value, ...]
    after: tuple[Value, ...]
    side: Side
    why: tuple[str, ...]


class _Where(NamedTuple):
    """Cells after a step in which the answer is lighter than before, with both results."""

    stretch: Stretch
    cells: int
    before: Result
    after: Result


def monotone(law: Law, stretches: Sequence[Stretch]) -> Iterator[PolicyFinding]:
    """Yield every aggravating fact that makes an answer lighter, and after them the exceptions."""
    found: dict[tuple[str, Step, bool], list[_Where]] = {}
    for stretch in stretches:
        spans = [spans_of(law, meeting) for meeting in stretch.meetings]
        for step in steps(law, stretch.table):
            for certain, where in _lighter(stretch, spans, step):
                certain = certain or step.side == "exception"
                found.setdefault((stretch.act, step, certain), []).append(where)
    told = [_finding(law, step, certain, where) for (_, step, certain), where in found.items()]
    yield from sorted(told, key=lambda one: one.declared)


def steps(law: Law, table: ActTable) -> tuple[Step, ...]:
    """Return every fact that may be added to an act whose rules tell it apart."""
    fields = {field.name: field for field in law.policy.fields}
    found: list[Step] = []
    for axis in table.axes:
        field = fields.get(axis.field)
        if field is None or field.scope not in ("charge", "derived"):
            continue
        if field.name in law.policy.presumes or len(axis.classes) < 2:
            continue
        asked = _asked(law, table.act, field)
        if field.kind == "bool":
            side: Side = "aggravating" if True in asked else "exception"
            if asked:
                why = asked.get(True) or asked[False]
                found.append(Step(field.name, (False,), (True,), side, why))
        elif asked and any(value not in asked for group in axis.classes for value in group):
            found += [
                Step(field.name, before, after, "aggravating", asked[after[0]])
                for before in axis.classes
                for after in axis.classes
                if before[0] not in asked and after[0] in asked
            ]
    return tuple(found)


def _asked(law: Law, act: str, field: Field) -> dict[Value, tuple[str, ...]]:
    """Return the values of a fact that aggravating weights and deciding rows ask for, by whom."""
    asked: dict[Value, dict[str, None]] = {}
    conditions = [
        (weight.id, law.base.parse(weight.when, weight.id))
        for weight in law.policy.weights
        if weight.side == "aggravating"
    ]
    for place in law.base.main[act]:
        rule = law.rules[place]
        row = law.policy.provisions[rule.row]
        if rule.mode == "decides" and row.effect.track is not None:
            conditions.append((row.id, rule.alternatives))
    for name, alternatives in conditions:
        for conjunction in alternatives:
            tests = [test for test in conjunction if test.field == field.name]
            for value in law.base.fields[field.name] if tests else ():
                if all(test.holds(value) for test in tests):
                    asked.setdefault(value, {})[name] = None
    return {value: tuple(names) for value, names in asked.items()}


def _lighter(stretch: Stretch, spans: Sequence[Spans], step: Step) -> Iterator[tuple[bool, _Where]]:
    """Yield the cells after a step whose answer is lighter than before it, certainly or not."""
    table = stretch.table
    before, after = (table.axis_mask(step.field, one[0]) for one in (step.before, step.after))
    away = _distance(table, step)
    for here, now in zip(stretch.meetings, spans, strict=True):
        start = here.cells & before
        moved = start << away if away > 0 else start >> -away
        for there, then in zip(stretch.meetings, spans, strict=True):
            cells = moved & there.cells & after
            if cells and may_fall(now, then):
                where = _Where(stretch, cells, here.settled.result, there.settled.result)
                yield falls(now, then), where


def _distance(table: ActTable, step: Step) -> int:
    """Return how far a step leads from a cell to the one that differs in that fact alone."""
    axis = next(one for one in table.axes if one.field == step.field)
    return (axis.place[step.after[0]] - axis.place[step.before[0]]) * axis.stride


def _finding(law: Law, step: Step, certain: bool, where: Sequence[_Where]) -> PolicyFinding:
    act = where[0].stretch.act
    fault = step.side == "aggravating" and certain
    pattern = _EXCEPTION if step.side == "exception" else _FALL if certain else _OPEN
    pair = _pair(law, step, where)
    return PolicyFinding(
        kind="fall",
        rows=(),
        against=step.why,
        text=said(
            pattern,
            fact=fact_words(law, step.field, step.after[0]),
            why=rows_words(step.why),
            act=act_words(law, act),
        ),
        declared=not fault,
        act=act,
        fact=step.field,
        combinations=sum(one.stretch.count(one.cells) for one in where),
        case=pair and pair[1],
        beside=pair and pair[0],
    )


def _pair(law: Law, step: Step, where: Sequence[_Where]) -> tuple[Case, Case] | None:
    """Return the smallest cases before and after a step; None where no case can state them."""
    witnesses = Witnesses(law)
    best: tuple[Case, Case] | None = None
    below = MANY
    for one in sorted(where, key=lambda one: one.stretch.age, reverse=True):
        table, day = one.stretch.table, one.stretch.day
        few = fewest(table, one.cells, one.cells, witnesses.unstated(table, day), below)
        if few is None:
            continue
        values = values_of(table, few.cell)
        # What the fact after the step rules out may have to be stated before it.
        for stated in ({name: values[name] for name in few.fields}, values):
            pair = (
                witnesses.at("sebelum", table, day, {**stated, step.field: step.before[0]}),
                witnesses.at("sesudah", table, day, {**stated, step.field: step.after[0]}),
            )
            if _shows(law, one, pair):
                pair = _shortened(law, one, pair)
                if stated_in(pair[1]) < below:
                    best, below = pair, stated_in(pair[1])
                break
    return best


def _shows(law: Law, where: _Where, pair: tuple[Case, Case]) -> bool:
    results = [{way.settled.result for way in ways_of(law, case)} for case in pair]
    return results == [{where.before}, {where.after}]


def _shortened(law: Law, where: _Where, pair: tuple[Case, Case]) -> tuple[Case, Case]:
    """Return a pair without whatever both cases can do without."""
    names = dict.fromkeys(name for case in pair for name in case.charges[0].facts)
    for name in (*names, *Subject.__struct_fields__):
        less = tuple(without(case, name) for case in pair)
        if _shows(law, where, (less[0], less[1])):
            pair = (less[0], less[1])
    return pair
