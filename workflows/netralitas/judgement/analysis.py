"""This file looks at a policy as a whole: rows that never fire, rows that contradict each other.

It reads the tables, so its answers are about every case there could be, and each comes with one.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal

import msgspec

from netralitas.facts import Case, Category, Level, Text, Value
from netralitas.judgement.compiled import CompiledPolicy
from netralitas.judgement.refinement import values_of
from netralitas.judgement.specimen import specimen
from netralitas.rules import ActTable, Block, Law, Moment, Rule


class PolicyFinding(msgspec.Struct, frozen=True, kw_only=True):
    """Something to be said of a policy as a whole, with a case that shows it where one can.

    `declared`: the policy itself states it as an open question, so that it is no fault.
    """

    kind: Literal["unreachable", "conflict", "open_question"]
    rows: tuple[str, ...]
    text: Text
    case: Case | None
    declared: bool


def check_policy(policy: CompiledPolicy) -> tuple[PolicyFinding, ...]:
    """Return what stands out in a policy: faults first, then the questions it leaves open."""
    law = policy.law
    with law.lock:
        moments = law.calendars.all_moments()
        met: set[int] = set()
        conflicts: dict[tuple[str, ...], Case] = {}
        questions: dict[tuple[str, ...], Case] = {}
        for act in law.base.main:
            table = law.matcher.whole_table(act)
            for moment, election, day in moments:
                for block in table.blocks(moment):
                    met |= block.matched
                    settled = block.settled
                    if settled.conflict:
                        rows = _rows(law, (*settled.deciding, *settled.denying))
                        if rows not in conflicts:
                            conflicts[rows] = _case(law, table, block, moment, election, day)
                    for position in settled.asking:
                        rows = _rows(law, (position,))
                        if rows not in questions:
                            questions[rows] = _case(law, table, block, moment, election, day)
        met |= set(_criminal(law))
        return (
            *_unreachable(law, met),
            *(_conflict(rows, case) for rows, case in conflicts.items()),
            *(_question(law, rows, case) for rows, case in questions.items()),
        )


def _rows(law: Law, positions: tuple[int, ...]) -> tuple[str, ...]:
    provisions = law.policy.provisions
    return tuple(dict.fromkeys(provisions[law.rules[position].row].id for position in positions))


def _criminal(law: Law) -> Iterator[int]:
    """Yield the criminal rules that some fact meets on a day of some calendar, asked of the
    engine."""
    readings = [reading.fact() for reading in law.calendars.all_readings()]
    for positions in law.base.criminal.values():
        for position in positions:
            rule = law.rules[position]
            own = [field for field in rule.fields if field not in readings[0]]
            cells = itertools.product(*(law.base.fields[field] for field in own))
            facts = (dict(zip(own, cell, strict=True)) for cell in cells)
            if any(
                position in law.tables.rules.ask(rule.act, {**fact, **reading})
                for fact in _likely(rule, facts)
                for reading in readings
            ):
                yield position


def _likely(rule: Rule, facts: Iterable[dict[str, Value]]) -> Iterator[dict[str, Value]]:
    """Yield the facts that fail no test of some alternative, so that the engine is asked of few."""
    for fact in facts:
        if any(
            all(test.holds(fact[test.field]) for test in conjunction if test.field in fact)
            for conjunction in rule.alternatives
        ):
            yield fact


def _unreachable(law: Law, met: set[int]) -> Iterator[PolicyFinding]:
    provisions = law.policy.provisions
    alive = {(law.rules[p].row, law.rules[p].mode) for p in met}
    seen: set[tuple[int, str]] = set()
    for rule in law.rules:
        key = (rule.row, rule.mode)
        if key not in alive and key not in seen:
            seen.add(key)
            row = provisions[rule.row]
            yield PolicyFinding(
                kind="unreachable",
                rows=(row.id,),
                text=Text(
                    id=f"tidak ada perkara yang dapat memenuhi baris ini ({rule.mode})",
                    en=f"no case can meet this row ({rule.mode})",
                ),
                case=None,
                declared=False,
            )


def _conflict(rows: tuple[str, ...], case: Case) -> PolicyFinding:
    return PolicyFinding(
        kind="conflict",
        rows=rows,
        text=Text(
            id="satu baris menyatakan pelanggaran, yang lain tidak, tanpa urutan yang dinyatakan",
            en="one row says violation, another none, without a declared order",
        ),
        case=case,
        declared=False,
    )


def _question(law: Law, rows: tuple[str, ...], case: Case) -> PolicyFinding:
    row = next(row for row in law.policy.provisions if row.id == rows[0])
    text = row.effect.question or Text(
        id=f"hanya terjangkau menurut tafsir yang belum diverifikasi: {row.text.id}",
        en=f"reached only by a reading that was not verified: {row.text.en}",
    )
    return PolicyFinding(kind="open_question", rows=rows, text=text, case=case, declared=True)


def _case(
    law: Law, table: ActTable, block: Block, moment: Moment, election: str, day: date
) -> Case:
    """Return a ready-to-run case that stands in the block: its lowest cell, spelt out."""
    cell = (block.cells & -block.cells).bit_length() - 1
    values: dict[str, Value] = {
        "category": Category.PNS.value,
        "level": Level.PELAKSANA.value,
        **values_of(table, cell),
    }
    return specimen(
        law,
        table.act,
        values,
        id="periksa-" + table.act.replace("_", "-"),
        election=election,
        contest=moment[0].contest,
        day=day,
    )
