"""This file is the small language after `when:`, parsed into alternatives of constant tests.

    when: {active: true}                              one test
    when: {active: true, public: {not: false}}        all of several
    when: {reaction: [like, follow]}                  any of several values
    when: {any: [{active: true}, {all: [...]}]}       disjunction and conjunction
    when: {era: {at_least: 2, below: 5}}              order, on whole numbers only

A condition becomes a tuple of alternatives, each a conjunction of tests on one flat fact: the form
in which durable-rules is safe. A field that a fact does not hold meets no test, whatever the test.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from typing import Any, Literal, NamedTuple

from netralitas.facts import Text, Value

Operator = Literal["is", "is_not", "at_least", "below"]


class Test(NamedTuple):
    """One constant test on one field."""

    field: str
    operator: Operator
    value: Value

    def holds(self, value: Value) -> bool:
        """Whether a present value passes; types are never coerced."""
        if self.operator == "is":
            return value == self.value
        if self.operator == "is_not":
            return value != self.value
        assert isinstance(value, int) and isinstance(self.value, int)
        return value >= self.value if self.operator == "at_least" else value < self.value


Conjunction = tuple[Test, ...]
"""Tests that must all hold; the empty conjunction always holds."""

Alternatives = tuple[Conjunction, ...]
"""Conjunctions of which one must hold; no alternative at all never holds."""


class Rule(NamedTuple):
    """A row of law made ready for the engine: one act, one mode, alternatives of tests.

    `row` is the index of the provision in the policy. Mode `decides` applies the row's effect;
    `asks` reaches the case only by an unverified reading, so that a human must look.
    """

    id: str
    act: str
    row: int
    mode: Literal["decides", "asks"]
    alternatives: Alternatives

    def holds(self, fact: Mapping[str, Value]) -> bool:
        """Whether a flat fact meets the rule: the plain-Python reading of it."""
        return any(
            all(test.field in fact and test.holds(fact[test.field]) for test in conjunction)
            for conjunction in self.alternatives
        )

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields its tests read, in order of first appearance."""
        return tuple(
            dict.fromkeys(test.field for conjunction in self.alternatives for test in conjunction)
        )


class ConditionError(Exception):
    """A condition that cannot be parsed; `path` leads to the fault inside it."""

    def __init__(self, says: Text, path: tuple[str | int, ...], hint: Text | None = None) -> None:
        super().__init__(str(says))
        self.says = says
        self.path = path
        self.hint = hint


Check = Callable[[str, Any, tuple[str | int, ...]], None]
"""Refuses a field or a value that the vocabulary does not hold, by raising ConditionError."""

_ORDER: Mapping[str, Operator] = {"at_least": "at_least", "below": "below"}
ALTERNATIVES_MAX = 256


def parse(when: Any, check: Check) -> Alternatives:
    """Return the alternatives of a condition; None means always. Raises ConditionError."""
    alternatives = _parse(when, (), check)
    if len(alternatives) > ALTERNATIVES_MAX:
        raise ConditionError(
            Text(
                id=f"syarat terurai menjadi {len(alternatives)} alternatif",
                en=f"the condition expands to {len(alternatives)} alternatives",
            ),
            (),
            Text(id=f"paling banyak {ALTERNATIVES_MAX}", en=f"at most {ALTERNATIVES_MAX}"),
        )
    return alternatives


def both(left: Alternatives, right: Alternatives) -> Alternatives:
    """Return the conjunction of two conditions, without alternatives that contradict themselves."""
    joined = (tuple(dict.fromkeys(a + b)) for a, b in itertools.product(left, right))
    return tuple(dict.fromkeys(c for c in joined if not _contradicts(c)))


ALWAYS: Alternatives = ((),)


def _contradicts(conjunction: Conjunction) -> bool:
    fixed: dict[str, Value] = {}
    for test in conjunction:
        if test.operator == "is":
            if fixed.setdefault(test.field, test.value) != test.value:
                return True
    return any(test.field in fixed and not test.holds(fixed[test.field]) for test in conjunction)


def _parse(when: Any, path: tuple[str | int, ...], check: Check) -> Alternatives:
    if when is None:
        return ALWAYS
    if not isinstance(when, Mapping):
        raise ConditionError(
            Text(id="syarat harus berupa pemetaan", en="a condition must be a mapping"),
            path,
            Text(id="misalnya {active: true}", en="for example {active: true}"),
        )
    result = ALWAYS
    for key, value in when.items():
        here = (*path, key)
        if key == "all":
            for place, part in enumerate(_parts(value, here)):
                result = both(result, _parse(part, (*here, place), check))
        elif key == "any":
            parts = (_parse(p, (*here, i), check) for i, p in enumerate(_parts(value, here)))
            result = both(result, tuple(dict.fromkeys(itertools.chain.from_iterable(parts))))
        else:
            result = both(result, _tests(key, value, here, check))
    return result


def _parts(value: Any, path: tuple[str | int, ...]) -> list[Any]:
    if not isinstance(value, list) or not value:
        raise ConditionError(
            Text(id=f"{path[-1]!r} harus berupa daftar", en=f"{path[-1]!r} must be a list"), path
        )
    return value


def _tests(field: str, value: Any, path: tuple[str | int, ...], check: Check) -> Alternatives:
    if isinstance(value, Mapping):
        if set(value) == {"not"}:
            excluded = value["not"] if isinstance(value["not"], list) else [value["not"]]
            for item in excluded:
                check(field, item, path)
            return (tuple(Test(field, "is_not", item) for item in excluded),)
        if value and set(value) <= set(_ORDER):
            for item in value.values():
                check(field, item, path)
            return (tuple(Test(field, _ORDER[key], item) for key, item in value.items()),)
        raise ConditionError(
            Text(id=f"uji {field!r} tidak dikenal", en=f"unknown test of {field!r}"),
            path,
            Text(id="yang dikenal: not, at_least, below", en="known: not, at_least, below"),
        )
    values = value if isinstance(value, list) else [value]
    for item in values:
        check(field, item, path)
    return tuple((Test(field, "is", item),) for item in values)
