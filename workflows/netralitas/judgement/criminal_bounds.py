"""This file compares the criminal rows of two policies, combination by combination."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping

from netralitas.facts import Case, Outcome, Text, Value
from netralitas.judgement.bounds_words import criminal_text, kind_text
from netralitas.judgement.hearing import opening
from netralitas.judgement.proof import CounterExample, Pairing, Shown, Told
from netralitas.judgement.refinement import (
    Answer,
    Compared,
    DayPair,
    Difference,
    compare,
    criminal_rows,
    day_pair,
    outcomes,
    values_of,
)
from netralitas.judgement.specimen import case_at, shortened
from netralitas.rules import ActTable, Law

TRIES = 3_000
"""How many combinations are spelt out in search of a case that shows a difference."""

DAYS = 2
"""On how many of the days that are alike each of them is tried."""

_PARTISAN = (Outcome.VIOLATION, Outcome.NEEDS_HUMAN, Outcome.OUT_OF_SCOPE)


def criminal_bounds(pairing: Pairing) -> Shown | CounterExample:
    """Return how many combinations meet the same criminal rows, or a case that does not."""
    national, regional = pairing.laws
    combinations = 0
    broken: list[tuple[Compared, Difference]] = []
    rooms = _rooms(pairing)
    for part in compare(national, regional, rooms, pairing.days, criminal_rows, _equal):
        combinations += part.combinations
        broken += [(part, difference) for difference in part.differences]
    if broken:
        return _counter_example(pairing, broken)
    return Shown(proven=("criminal",), criminal_compared=combinations)


def _rooms(pairing: Pairing) -> tuple[str, ...]:
    """Return the rooms of the criminal rules of all acts that have some, in either policy."""
    found: dict[str, None] = {}
    for act in pairing.laws[0].policy.acts:
        for law in pairing.laws:
            found |= dict.fromkeys(law.rules[p].act for p in law.base.criminal[act.id])
    return tuple(found)


def _equal(national: Hashable, regional: Hashable) -> bool:
    return national == regional


def _counter_example(pairing: Pairing, broken: list[tuple[Compared, Difference]]) -> CounterExample:
    def differs(case: Case) -> bool:
        sides = [opening(law, case) for law in pairing.laws]
        return None not in sides and sides[0] != sides[1]

    part, difference = broken[0]
    case = next((one for one in _cases(pairing, broken) if differs(one)), None)
    sides = [_rows_of(answer) for answer in (difference.national, difference.regional)]
    told = [Told(text=criminal_text("met", rows)) for rows in sides]
    act = part.act
    if case is not None:
        case = shortened(case, differs)
        act = case.charges[0].act
        openings = [opening(law, case) for law in pairing.laws]
        sides = [one.rows for one in openings if one is not None]
        told = [Told(text=criminal_text(*one)) for one in openings if one is not None]
    rows = [row for row in (*sides[0], *sides[1]) if (row in sides[0]) != (row in sides[1])]
    what = kind_text("criminal")
    return CounterExample(
        kind="criminal",
        act=act,
        text=Text(
            id=f"{what.id}: nasional {told[0].text.id}, daerah {told[1].text.id}",
            en=f"{what.en}: nation {told[0].text.en}, region {told[1].text.en}",
        ),
        case=case,
        national=told[0],
        regional=told[1],
        rows=tuple(dict.fromkeys(rows or (*sides[0], *sides[1]))),
    )


def _rows_of(answer: Hashable) -> tuple[str, ...]:
    """Return the rows that stand in an answer of `criminal_rows`, over all readings."""
    if not isinstance(answer, frozenset):
        return ()
    return tuple(sorted({row for met in answer for row, _, _ in met}))


def _cases(pairing: Pairing, broken: list[tuple[Compared, Difference]]) -> Iterator[Case]:
    """Yield cases that may show a difference: partisan acts of the people and days in pairing."""
    national, regional = pairing.laws
    tables: dict[str, ActTable] = {}
    tried = 0
    for part, difference in broken:
        if part.act not in tables:
            tables[part.act], _ = next(national.tables.beside(regional.tables, part.act, {}))
        cells = difference.cells
        while cells and tried < TRIES:
            values = values_of(part.national, (cells & -cells).bit_length() - 1)
            cells &= cells - 1
            for pair in _days(pairing, part):
                tried += 1
                facts = _partisan(national, tables[part.act], pair, values)
                if facts is not None:
                    yield case_at(national, part.act, pair, {**facts, **values})
        if tried >= TRIES:
            return


def _days(pairing: Pairing, part: Compared) -> Iterator[DayPair]:
    """Yield days of the part, and those days of their elections' calendars that are like them."""
    alike = {(pair.national, pair.regional) for pair in part.days}
    for pair in part.days[:DAYS]:
        yield pair
        elections = pairing.laws[0].policy.elections
        [milestones] = [one.milestones for one in elections if one.id == pair.election]
        for day in dict.fromkeys(one.first for one in milestones):
            there = day_pair(*pairing.laws, pair.election, pair.contest, day)
            if day != pair.day and (there.national, there.regional) in alike:
                yield there


def _partisan(
    law: Law, table: ActTable, pair: DayPair, values: Mapping[str, Value]
) -> dict[str, Value] | None:
    """Return facts of the same person's act that meet a row of law, if the values say it does."""
    if not values.get("meets_row", True):
        return {}
    same = table.feasible
    for axis in table.axes:
        if axis.field in values:
            same &= table.axis_mask(axis.field, values[axis.field])
    for answer, cells in outcomes(law, table, pair.national).items():
        if isinstance(answer, Answer) and answer.result.outcome in _PARTISAN and cells & same:
            met = cells & same
            return values_of(table, (met & -met).bit_length() - 1)
    return None
