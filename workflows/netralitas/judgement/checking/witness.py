"""This file finds the smallest ready-to-run case that stands in some cells of the tables.

The fewest facts that leave nothing else open are looked for on the tables; the case they make is
then asked of the law itself, and whatever it can do without is dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from msgspec.structs import replace

from netralitas.facts import Case, CaseError, Facts, Value
from netralitas.judgement.refinement import DayPair, values_of
from netralitas.judgement.smallest import Unstated, fewest
from netralitas.judgement.specimen import allowed_of, shortened, specimen, stated_in
from netralitas.rules import ActTable, AdmittedCharge, Law, Met

TRIES = 16
"""How many cells of a target are spelt out where no case can state the first of them."""

MANY = 1_000
"""More facts than any case states."""


class Target(NamedTuple):
    """Cells of an act on a day, any of which will do.

    `prefer` names the values to state of a field where the cell leaves several that are alike,
    `beside` facts to state that are none of the table's.
    """

    table: ActTable
    day: DayPair
    cells: int
    prefer: Mapping[str, tuple[Value, ...]] = {}
    beside: Mapping[str, Value] = {}


class Witnesses:
    """Finds cases under one law; each is small, and shows what it is said to show."""

    def __init__(self, law: Law) -> None:
        self._law = law
        self._unstated: dict[str, Unstated] = {}

    def smallest(
        self, name: str, targets: Iterable[Target], shows: Callable[[Case], bool]
    ) -> Case | None:
        """Return the case with the fewest facts in any target that shows it; None without one.

        Of equally small ones that of the first target is taken. Its id is made of `name`.
        """
        best: Case | None = None
        below = MANY
        for target in targets:
            found = self._in(name, target, below, shows)
            if found is not None:
                best, below = found, stated_in(found)
        return best

    def at(self, name: str, table: ActTable, day: DayPair, values: Mapping[str, Value]) -> Case:
        """Return the case of an act on a day in which the fields have the values given."""
        return specimen(
            self._law,
            table.act,
            values,
            id="-".join((name, table.act.replace("_", "-"))),
            election=day.election,
            contest=day.contest,
            day=day.day,
        )

    def unstated(self, table: ActTable, day: DayPair) -> Unstated:
        """Return what an act's fields are in a case that states none of them."""
        known = self._unstated.get(table.act)
        if known is None:
            allowed = allowed_of(self._law, self.at("kosong", table, day, {}))
            known = self._unstated[table.act] = {
                field: next(iter(values)) if len(values) == 1 else None
                for field, values in allowed.items()
            }
        return known

    def _in(
        self, name: str, target: Target, below: int, shows: Callable[[Case], bool]
    ) -> Case | None:
        table, day, wanted, prefer, beside = target
        unstated = self.unstated(table, day)
        for _ in range(TRIES):
            few = fewest(table, wanted, target.cells, unstated, below)
            if few is None:
                return None
            values = _preferred(table, few.cell, prefer)
            # What a combination rules out may have to be stated all the same to be known.
            for stated in ({field: values[field] for field in few.fields}, values):
                case = self.at(name, table, day, {**beside, **stated})
                if shows(case):
                    return shortened(case, shows)
            wanted &= ~(1 << few.cell)
        return None


def _preferred(
    table: ActTable, cell: int, prefer: Mapping[str, tuple[Value, ...]]
) -> dict[str, Value]:
    values = values_of(table, cell)
    for axis in table.axes:
        group = axis.classes[axis.place[values[axis.field]]]
        wanted = (value for value in prefer.get(axis.field, ()) if value in group)
        values[axis.field] = next(wanted, values[axis.field])
    return values


def charge_of(law: Law, case: Case) -> AdmittedCharge | None:
    """Return the only charge of a case as the law admits it; None for a case that cannot be."""
    [charge] = case.charges
    assert charge.at is not None
    try:
        return law.admission.admit(case, charge.at.last).charges[0]
    except CaseError:
        return None


def ways_of(law: Law, case: Case) -> tuple[Met, ...]:
    """Return every way a case of one charge may turn out; none for a case that cannot be."""
    charge = charge_of(law, case)
    return () if charge is None else law.matcher.ways(charge)


def always(law: Law, case: Case, holds: Callable[[Met], bool]) -> bool:
    """Whether a case certainly turns out so: in every way it may, with one and the same result."""
    ways = ways_of(law, case)
    return bool(ways) and len({way.settled.result for way in ways}) == 1 and all(map(holds, ways))


def without(case: Case, name: str) -> Case:
    """Return a case of one charge that does not state a fact of it, or of the person."""
    [charge] = case.charges
    if name in charge.facts:
        facts = Facts({other: value for other, value in charge.facts.items() if other != name})
        return replace(case, charges=(replace(charge, facts=facts),))
    if getattr(case.subject, name, None) is not None:
        return replace(case, subject=replace(case.subject, **{name: None}))
    return case
