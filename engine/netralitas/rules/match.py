"""This file matches admitted charges against the rules, in every way the unknown may turn out."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from netralitas.facts import CaseError, Place, Text, Value
from netralitas.rules.admit import Admitted, AdmittedCharge
from netralitas.rules.cells import Axis, Decide, axes_of
from netralitas.rules.concur import joined
from netralitas.rules.moments import Moment
from netralitas.rules.settle import Met, Result, combine, settle
from netralitas.rules.tables import ActTable, Allowed, Tables, act_fields

CACHE_MAX = 20_000


class World(NamedTuple):
    """One way the subject may turn out, shared by all charges: each charge's ways within it."""

    person: tuple[tuple[str, frozenset[Value]], ...]
    charges: tuple[tuple[Met, ...], ...]


class Matched(NamedTuple):
    """An admitted case with every way it may turn out; one world of one way when all is known."""

    admitted: Admitted
    worlds: tuple[World, ...]


class Matcher:
    """Matches charges under one policy: directly when all is known, else on the tables."""

    def __init__(self, tables: Tables, decide: Decide, subject_fields: frozenset[str]) -> None:
        self.tables = tables
        self._decide = decide
        self._subject_fields = subject_fields
        self._fields = {act: act_fields(tables.base, act) for act in tables.base.main}
        self._cache: dict[object, tuple[Met, ...]] = {}

    def fields(self, act: str) -> tuple[str, ...]:
        """Return the fields that an act's rules read, those of the moment apart."""
        return self._fields[act]

    def match(self, admitted: Admitted) -> Matched:
        """Return every way the case may turn out."""
        return Matched(admitted, tuple(self._worlds(admitted.charges)))

    def results(self, charges: tuple[AdmittedCharge, ...]) -> frozenset[Result]:
        """Return every result that charges taken together may come to."""
        found: set[Result] = set()
        for world in self._worlds(charges):
            found |= joined([charge.evidence for charge in charges], world.charges)
        return frozenset(found)

    def ways(
        self, charge: AdmittedCharge, person: Mapping[str, frozenset[Value]] | None = None
    ) -> tuple[Met, ...]:
        """Return every way one charge may turn out, with the subject narrowed to `person`."""
        fields = self._fields[charge.charge.act]
        allowed = charge.allowed
        if person:
            allowed = {**allowed, **person}
        key = (charge.charge.act, tuple(charge.moments), tuple(allowed[f] for f in fields))
        found = self._cache.get(key)
        if found is None:
            ways: dict[Met, None] = {}
            for moment in charge.moments:
                for met in self._at(charge.charge.act, moment, allowed, fields):
                    ways[met] = None
            found = tuple(ways)
            if len(self._cache) >= CACHE_MAX:
                self._cache.clear()
            self._cache[key] = found
        return found

    def _at(
        self, act: str, moment: Moment, allowed: Allowed, fields: tuple[str, ...]
    ) -> Iterator[Met]:
        base = self.tables.base
        if all(len(allowed[field]) == 1 for field in fields):
            fact: dict[str, Value] = {field: next(iter(allowed[field])) for field in fields}
            parts = [self._decide(act, {**fact, **reading.fact()}) for reading in moment]
            settled = combine(settle(base, matched) for matched in parts)
            yield Met(frozenset().union(*parts), settled)
            return
        table = self.tables.table(act, {field: allowed[field] for field in fields})
        cells = table.known(allowed)
        for block in table.blocks(moment):
            if block.cells & cells:
                yield Met(block.matched, block.settled)

    def forget(self) -> None:
        """Drop the answers kept so far; what is asked next is decided again."""
        self._cache.clear()

    def whole_table(self, act: str) -> ActTable:
        """Return the table of an act with everything about its charge left open."""
        fields = self.tables.base.fields
        return self.tables.table(act, {f: frozenset(fields[f]) for f in self._fields[act]})

    def axes(self, act: str) -> tuple[Axis, ...]:
        """Return the axes of an act's whole table, which need not be built for that."""
        return axes_of([(self.tables.base, self.tables.base.main[act])], {})

    def table(self, charge: AdmittedCharge) -> ActTable:
        """Return the table of a charge's act."""
        fields = self._fields[charge.charge.act]
        return self.tables.table(
            charge.charge.act, {field: charge.allowed[field] for field in fields}
        )

    def shared(self, charges: tuple[AdmittedCharge, ...]) -> tuple[str, ...]:
        """Return the subject's unknown fields that some charge's rules read."""
        read = dict.fromkeys(
            field
            for charge in charges
            for field in self._fields[charge.charge.act]
            if field in self._subject_fields and len(charge.allowed[field]) > 1
        )
        return tuple(read)

    def _worlds(self, charges: tuple[AdmittedCharge, ...]) -> Iterator[World]:
        shared = self.shared(charges) if len(charges) > 1 else ()
        empty = True
        for values in itertools.product(*(self._classes(field, charges) for field in shared)):
            person = dict(zip(shared, values, strict=True))
            ways = tuple(self.ways(charge, person) for charge in charges)
            if all(ways):
                empty = False
                yield World(tuple(person.items()), ways)
        if empty:
            raise CaseError(
                Text(
                    id="fakta yang dinyatakan saling bertentangan: "
                    "tidak satu kemungkinan pun tersisa",
                    en="the facts as stated contradict each other: no possibility is left",
                ),
                at=Place("charges"),
            )

    def _classes(
        self, field: str, charges: tuple[AdmittedCharge, ...]
    ) -> tuple[frozenset[Value], ...]:
        """Group a shared field's open values by what all the charges' tables make of them."""
        groups: dict[tuple[int, ...], set[Value]] = {}
        axes = [
            axis for charge in charges for axis in self.table(charge).axes if axis.field == field
        ]
        for value in charges[0].allowed[field]:
            groups.setdefault(tuple(axis.place[value] for axis in axes), set()).add(value)
        return tuple(frozenset(group) for group in groups.values())
