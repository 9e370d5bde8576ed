"""This file answers why a case is not something else: all minimal sets of facts to change.

Every way the facts could stand is a cell of the tables. A set of fields reaches the target when
some cell of the target agrees with the case in all other fields; the smallest such sets are the
answer. The act itself is never changed, and what is unknown costs nothing: it has first to be
answered.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from netralitas.facts import (
    Case,
    Change,
    Days,
    OpenFact,
    Outcome,
    Tier,
    Value,
    Way,
    WhyNot,
)
from netralitas.rules import (
    EVIDENCE_INSUFFICIENT,
    EVIDENCE_SUFFICIENT,
    FIRST_DAY,
    LAST_DAY,
    ActTable,
    AdmittedCharge,
    Law,
    Moment,
    Result,
    join,
    judged,
)

DAY, EVIDENCE = "at", "evidence"
# A derived field is shown as the fact of the case behind it.
_SHOWN_AS: Mapping[str, str] = {
    "in_service": "until",
    "kept_private": "public",
    "subordinate_rank": "subordinate_sanction",
}
_OPPOSITE: Mapping[str, str] = {"true": "false", "false": "true"}

Key = tuple[int, str]
"""A field of a charge (counted from 1), or of the subject (0)."""

Changes = frozenset[Key]
_NOTHING: Changes = frozenset()
Values = dict[Key, dict[str, None]]


class _Reached(NamedTuple):
    """A result of one charge, the fields changed to reach it, and the values that do."""

    result: Result
    changes: Changes
    values: Values


def why_not(case: Case, law: Law, target: Tier | Outcome, *, as_of: date) -> WhyNot:
    """Return every minimal way from a case to a tier or an outcome."""
    with law.lock:
        admitted = law.admission.admit(case, as_of)
        charges = admitted.charges
        results = law.matcher.results(charges)
        wanted = _wanted(target)
        hits = [wanted(result) for result in results]
        found: dict[Changes, Values] = {}
        if not all(hits):
            for changes, values in _reach(law, case, charges, wanted):
                known = found.setdefault(changes, {})
                for key, names in values.items():
                    known.setdefault(key, {}).update(names)
        minimal = [c for c in found if not any(other < c for other in found)]
        ways = tuple(
            Way(
                changes=tuple(
                    _change(law, charges, key, found[changes][key]) for key in sorted(changes)
                )
            )
            for changes in sorted(minimal, key=lambda c: (len(c), sorted(c)))
            if changes
        )
        return WhyNot(
            target=target.value,
            holds=all(hits),
            possible=any(hits) and not all(hits),
            ways=ways,
            answer_first=_open_facts(law, charges) if not all(hits) and found else (),
        )


def _wanted(target: Tier | Outcome) -> Callable[[Result], bool]:
    if isinstance(target, Tier):
        return lambda result: result.outcome is Outcome.VIOLATION and result.tier is target
    return lambda result: result.outcome is target


def _reach(
    law: Law, case: Case, charges: tuple[AdmittedCharge, ...], wanted: Callable[[Result], bool]
) -> Iterator[tuple[Changes, Values]]:
    """Yield sets of changes that reach the target; every minimal one is among them."""
    tables = [law.matcher.whole_table(charge.charge.act) for charge in charges]
    shared = tuple(
        dict.fromkeys(
            axis.field
            for table in tables
            for axis in table.axes
            if axis.field in law.subject_fields
        )
    )
    calendar = law.calendars.moments(
        case.election, case.contest, Days(first=FIRST_DAY, last=LAST_DAY)
    )
    for person in _persons(law, tables, shared):
        changed = {
            (0, field) for field, values in person.items() if not values & charges[0].allowed[field]
        }
        person_values: Values = {
            (0, field): dict.fromkeys(sorted(map(str, person[field]))) for _, field in changed
        }
        combined: list[_Reached] | None = None
        for charge, table in zip(charges, tables, strict=True):
            own = list(_charge_ways(charge, table, person, shared, calendar))
            combined = own if combined is None else _joined(combined, own)
        for reached in combined or ():
            if wanted(reached.result):
                yield reached.changes | changed, {**reached.values, **person_values}


def _persons(
    law: Law, tables: list[ActTable], shared: tuple[str, ...]
) -> Iterator[dict[str, frozenset[Value]]]:
    """Yield every way the subject could be, as far as some table tells them apart."""
    groups: list[list[frozenset[Value]]] = []
    for field in shared:
        axes = [axis for table in tables for axis in table.axes if axis.field == field]
        parts: dict[tuple[int, ...], set[Value]] = {}
        for value in law.base.fields[field]:
            parts.setdefault(tuple(axis.place[value] for axis in axes), set()).add(value)
        groups.append([frozenset(part) for part in parts.values()])
    for values in itertools.product(*groups):
        yield dict(zip(shared, values, strict=True))


def _charge_ways(
    charge: AdmittedCharge,
    table: ActTable,
    person: Mapping[str, frozenset[Value]],
    shared: tuple[str, ...],
    calendar: Mapping[Moment, tuple[date, tuple[str, ...]]],
) -> Iterator[_Reached]:
    """Yield, for each result one charge could come to, the minimal changes of its own fields."""
    within = table.feasible
    own: list[tuple[str, int]] = []
    for axis in table.axes:
        if axis.field in shared:
            cells = 0
            for value in person[axis.field]:
                cells |= table.axis_mask(axis.field, value)
            within &= cells
        else:
            cells = 0
            for value in charge.allowed[axis.field]:
                cells |= table.axis_mask(axis.field, value)
            if cells != table.full:
                own.append((axis.field, cells))
    best: dict[Result, dict[Changes, Values]] = {}
    for moment, (first, _) in calendar.items():
        day = _NOTHING if moment in charge.moments else frozenset({(charge.number, DAY)})
        for proven in (False, True) if charge.evidence == EVIDENCE_INSUFFICIENT else (False,):
            reached: dict[Result, int] = {}
            for block in table.blocks(moment):
                if cells := block.cells & within:
                    settled = block.settled.result
                    result = settled if proven else judged(charge.evidence, settled)
                    reached[result] = reached.get(result, 0) | cells
            extra = day | {(charge.number, EVIDENCE)} if proven else day
            for result, cells in reached.items():
                for changes in _minimal(own, cells):
                    keys = extra | {(charge.number, field) for field in changes}
                    values = best.setdefault(result, {}).setdefault(keys, {})
                    _keep(values, keys, charge, table, own, cells, changes, moment, first)
    for result, ways in best.items():
        for keys, values in ways.items():
            if not any(other < keys for other in ways):
                yield _Reached(result, keys, values)


def _minimal(own: list[tuple[str, int]], target: int) -> Iterator[frozenset[str]]:
    """Yield the minimal sets of fields whose change lets some target cell agree with the rest."""
    found: list[frozenset[str]] = []
    for size in range(len(own) + 1):
        for chosen in itertools.combinations(range(len(own)), size):
            fields = frozenset(own[place][0] for place in chosen)
            if any(smaller <= fields for smaller in found):
                continue
            cells = target
            for place, (_, allowed) in enumerate(own):
                if place not in chosen:
                    cells &= allowed
                    if not cells:
                        break
            if cells:
                found.append(fields)
                yield fields


def _keep(
    values: Values,
    keys: Changes,
    charge: AdmittedCharge,
    table: ActTable,
    own: list[tuple[str, int]],
    cells: int,
    changes: frozenset[str],
    moment: Moment,
    first: date,
) -> None:
    """Keep the values that make a way one."""
    for field, allowed in own:
        if field not in changes:
            cells &= allowed
    for axis in table.axes:
        key = (charge.number, axis.field)
        if key in keys:
            for group in axis.classes:
                if cells & table.axis_mask(axis.field, group[0]):
                    values.setdefault(key, {}).update(dict.fromkeys(map(_word, group)))
    if (charge.number, DAY) in keys:
        values.setdefault((charge.number, DAY), {})[_day_word(moment, first)] = None
    if (charge.number, EVIDENCE) in keys:
        values[charge.number, EVIDENCE] = {EVIDENCE_SUFFICIENT: None}


def _joined(left: list[_Reached], right: list[_Reached]) -> list[_Reached]:
    found: dict[tuple[Result, Changes], Values] = {}
    for a, b in itertools.product(left, right):
        values = found.setdefault((join(a.result, b.result), a.changes | b.changes), {})
        for part in (a.values, b.values):
            for key, names in part.items():
                values.setdefault(key, {}).update(names)
    by_result: dict[Result, list[Changes]] = {}
    for result, changes in found:
        by_result.setdefault(result, []).append(changes)
    return [
        _Reached(result, changes, values)
        for (result, changes), values in found.items()
        if not any(other < changes for other in by_result[result])
    ]


def _change(
    law: Law, charges: tuple[AdmittedCharge, ...], key: Key, values: Mapping[str, None]
) -> Change:
    number, field = key
    charge = charges[max(number - 1, 0)]
    if field == DAY:
        now = ", ".join(_day_word(moment, first) for moment, (first, _) in charge.moments.items())
        return Change(group="day", charge=number, fact=DAY, now=now, to=tuple(values))
    if field == EVIDENCE:
        return Change(
            group="facts", charge=number, fact=EVIDENCE, now=EVIDENCE_INSUFFICIENT, to=tuple(values)
        )
    now = ", ".join(sorted(map(_word, charge.allowed[field])))
    to = tuple(values)
    if field == "kept_private":
        now, to = _OPPOSITE[now], tuple(_OPPOSITE[value] for value in to)
    person = number == 0 or field == "in_service"
    return Change(
        group="person" if person else "facts",
        charge=number,
        fact=_SHOWN_AS.get(field, field),
        now=now,
        to=to,
    )


def _day_word(moment: Moment, first: date) -> str:
    """Return a day's side of the law's lines: its phase, and the first day of that stretch."""
    return f"{moment[0].phase} {first.isoformat()}"


def _word(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _open_facts(law: Law, charges: tuple[AdmittedCharge, ...]) -> tuple[OpenFact, ...]:
    """Return the unknown facts that the tables of the charges tell apart."""
    found: dict[OpenFact, None] = {}
    for charge in charges:
        table = law.matcher.whole_table(charge.charge.act)
        for axis in table.axes:
            if len(axis.cells(charge.allowed[axis.field])) > 1:
                number = 0 if axis.field in law.subject_fields else charge.number
                found[OpenFact(charge=number, fact=_SHOWN_AS.get(axis.field, axis.field))] = None
    return tuple(found)
