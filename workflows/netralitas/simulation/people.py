"""This file says for each row what its subject may be, worked out once for each kind of person."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from netralitas.facts import Category, Level, Subject, Value
from netralitas.rules import Law
from netralitas.simulation.coding import Coded
from netralitas.simulation.numbering import Codes, Numbering

Kind = tuple[tuple[Category, ...], tuple[Level, ...]]
"""The categories and the levels that a person may have."""

_NAMED: Final = ("no", "yes", "unknown")
"""Whether somebody holds an office, in the order of the codes."""

_FLAGS: Final = ("heads_unit", "pakta_integritas", "deklarasi_netralitas")


class AllowedSets:
    """The sets of values that fields may have, each with a number that stays.

    Of a field, number 0 is every value, number n the n-th value of its vocabulary alone.
    """

    def __init__(self, law: Law) -> None:
        self._sets: dict[str, list[frozenset[Value]]] = {
            field: [frozenset(values), *(frozenset({value}) for value in values)]
            for field, values in law.base.fields.items()
        }

    def number(self, field: str, allowed: frozenset[Value]) -> int:
        """Return the number of a set of a field's values."""
        sets = self._sets[field]
        if allowed not in sets:
            sets.append(allowed)
        return sets.index(allowed)

    def of(self, field: str) -> tuple[frozenset[Value], ...]:
        """Return the sets of a field in the order of their numbers."""
        return tuple(self._sets[field])


class People:
    """The kinds of person that occur, under one law."""

    def __init__(self, law: Law, sets: AllowedSets) -> None:
        self._law = law
        self._sets = sets
        self._offices = tuple(office.id for office in law.policy.offices)
        self._numbering = Numbering(3 + len(_FLAGS))
        self.fields = tuple(law.admission.person(Subject()).allowed)
        self._allowed: dict[str, list[int]] = {field: [] for field in self.fields}
        self._standing: list[int] = []
        self.named_as: list[str] = []
        """For each kind of person whether it holds an office: yes, no or unknown."""
        self.kinds: list[Kind] = []
        """For each kind of person its categories and levels."""
        self._category: list[int] = []
        self._categories: dict[tuple[Category, ...], int] = {}
        self._standings: dict[Kind, int] = {}

    def of(self, coded: Coded) -> Codes:
        """Return for each row the number of its kind of person."""
        codes = (
            coded.choice("subject.category"),
            coded.choice("subject.level"),
            coded.choice("subject.office"),
            *(coded.choice(f"subject.{flag}") for flag in _FLAGS),
        )
        numbered = self._numbering.of(*codes)
        for row in numbered.first_rows:
            self._add(*(int(code[row]) for code in codes))
        return numbered.numbers

    def allowed(self, field: str) -> Codes:
        """Return for each kind of person the number of the set of values a field may have."""
        return np.array(self._allowed[field], dtype=np.int32)

    def several(self, field: str) -> NDArray[np.bool_]:
        """Return for each kind of person whether a field may have several values."""
        sizes = np.array([len(one) for one in self._sets.of(field)])
        found: NDArray[np.bool_] = sizes[self.allowed(field)] > 1
        return found

    def named(self) -> Codes:
        """Return for each kind of person a number for whether it holds an office."""
        return np.array([_NAMED.index(one) for one in self.named_as], dtype=np.int32)

    def categories(self) -> Codes:
        """Return for each kind of person a number for its categories."""
        return np.array(self._category, dtype=np.int32)

    def standings(self) -> Codes:
        """Return for each kind of person a number for its categories and levels together."""
        return np.array(self._standing, dtype=np.int32)

    def _add(self, category: int, level: int, office: int, *flags: int) -> None:
        stated: dict[str, Any] = {
            name: code == 2 for name, code in zip(_FLAGS, flags, strict=True) if code
        }
        subject = Subject(
            category=list(Category)[category - 1] if category else None,
            level=list(Level)[level - 1] if level else None,
            office=self._offices[office - 1] if office else None,
            **stated,
        )
        person = self._law.admission.person(subject)
        for field, allowed in person.allowed.items():
            self._allowed[field].append(self._sets.number(field, allowed))
        self.named_as.append(self._law.criminal.named(person.allowed))
        self._category.append(self._categories.setdefault(person.categories, len(self._categories)))
        standing = (person.categories, person.levels)
        self.kinds.append(standing)
        self._standing.append(self._standings.setdefault(standing, len(self._standings)))
