"""This file draws the facts of a charge: only what its act carries, never what cannot be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from math import prod
from typing import NamedTuple

from netralitas.desk.assumptions import UNUSUAL_FACT
from netralitas.desk.drawing import Draws, Table, evenly, table
from netralitas.desk.samples.columns import Column, Word
from netralitas.facts import Value
from netralitas.policy import Field
from netralitas.rules import RuleBase, Test


class _Bound(NamedTuple):
    """Facts of an act of which some combinations cannot be: those that can, and their table."""

    fields: tuple[str, ...]
    combinations: tuple[tuple[int, ...], ...]
    table: Table


class ChargeFacts:
    """Draws the facts of charges; each is left unknown with the share asked for.

    A fact that holds by default is left unsaid, save for a few that are out of the common.
    """

    def __init__(self, base: RuleBase, acts: Sequence[str], unknown: float) -> None:
        self._fields = {field.name: field for field in base.policy.fields if _drawn(field)}
        self._words = {name: _words(field) for name, field in self._fields.items()}
        self._unknown = unknown
        tables = {
            count: evenly(count, nothing=unknown)
            for count in {len(words) - 1 for words in self._words.values()}
        }
        self._tables = {name: tables[len(words) - 1] for name, words in self._words.items()}
        impossible = [tests for _, alternatives in base.impossible for tests in alternatives]
        self._bound = {
            code: tuple(self._bounds(act, impossible)) for code, act in enumerate(acts, 1)
        }
        self._carry = {
            name: {code for code, act in enumerate(acts, 1) if _carries(field, act)}
            for name, field in self._fields.items()
        }

    def draw(
        self, draws: Draws, prefix: str, acts: Sequence[int], rows: Sequence[int] | None = None
    ) -> list[Column]:
        """Return a column for every fact, filled where the act, counted from 1, carries it.

        `rows` are those in which there is such a charge; None for all of them.
        """
        places: dict[int, list[int]] = {}
        for row in range(draws.rows) if rows is None else rows:
            places.setdefault(acts[row], []).append(row)
        codes: dict[str, list[int]] = {}
        for name, field in self._fields.items():
            drawn, carry = f"{prefix}{name}", self._carry[name]
            if field.default is None and rows is None and len(carry) == len(self._bound):
                codes[name] = draws.codes(drawn, self._tables[name])
                continue
            codes[name] = column = [0] * draws.rows
            if field.default is not None:
                numbers, count = draws.numbers(drawn), len(self._words[name]) - 1
                for row in draws.rows_of(drawn, UNUSUAL_FACT):
                    if acts[row] in carry:
                        column[row] = 1 + numbers[row] % count
            elif here := [act for act in places if act in carry]:
                numbers, chosen = draws.numbers(drawn), self._tables[name]
                for act in here:
                    for row in places[act]:
                        column[row] = chosen[numbers[row]]
        for act, held in places.items():
            for bound in self._bound[act]:
                self._fill(draws, prefix, bound, held, codes)
        return [
            Column(
                f"{prefix}facts.{name}",
                "bool" if field.kind == "bool" else "text",
                self._words[name],
                codes[name],
                rows,
            )
            for name, field in self._fields.items()
        ]

    def _fill(
        self,
        draws: Draws,
        prefix: str,
        bound: _Bound,
        rows: Sequence[int],
        codes: Mapping[str, list[int]],
    ) -> None:
        """Fill in facts that are bound to one another, and then forget some of them."""
        numbers = draws.numbers(f"{prefix}{'+'.join(bound.fields)}")
        columns = [codes[name] for name in bound.fields]
        for row in rows:
            found = bound.combinations[bound.table[numbers[row]]]
            for column, code in zip(columns, found, strict=True):
                column[row] = code
        for name in bound.fields:
            if self._fields[name].default is None:
                for row in draws.rows_of(f"{prefix}unknown {name}", self._unknown, rows):
                    codes[name][row] = 0

    def _bounds(self, act: str, impossible: Sequence[Sequence[Test]]) -> Iterator[_Bound]:
        """Yield the facts of an act of which some combinations cannot be, each group by itself."""
        carried = [name for name, field in self._fields.items() if _carries(field, act)]
        here = [tests for tests in impossible if all(test.field in carried for test in tests)]
        for group in _connected([{test.field for test in tests} for tests in here]):
            yield self._possible(tuple(name for name in carried if name in group), here)

    def _possible(self, names: tuple[str, ...], impossible: Sequence[Sequence[Test]]) -> _Bound:
        """Return the combinations of facts that can be, each in the share that it would have."""
        found: list[tuple[int, ...]] = []
        shares: list[float] = []
        for codes in product(*(self._open(name) for name in names)):
            fact: dict[str, Value] = {
                name: _value(self._words[name][code])
                for name, code in zip(names, codes, strict=True)
                if code
            }
            if not any(_holds(tests, fact) for tests in impossible):
                found.append(codes)
                shares.append(
                    prod(self._share(name, code) for name, code in zip(names, codes, strict=True))
                )
        return _Bound(names, tuple(found), table(shares))

    def _open(self, name: str) -> range:
        """Return the codes of a fact where it is known; by default is known, and left unsaid."""
        first = 0 if self._fields[name].default is not None else 1
        return range(first, len(self._words[name]))

    def _share(self, name: str, code: int) -> float:
        if code == 0:
            return 1 - UNUSUAL_FACT
        unusual = self._fields[name].default is not None
        return (UNUSUAL_FACT if unusual else 1.0) / (len(self._words[name]) - 1)


def _carries(field: Field, act: str) -> bool:
    return field.acts is None or act in field.acts


def _drawn(field: Field) -> bool:
    return field.scope == "charge" and field.kind != "text"


def _words(field: Field) -> tuple[Word, ...]:
    """Return what may be stated of a fact, without what holds by default; nothing comes first."""
    stated = (True, False) if field.kind == "bool" else field.values
    return (None, *(value for value in stated if value != field.default))


def _value(word: Word) -> Value:
    assert word is not None
    return word


def _holds(tests: Iterable[Test], fact: Mapping[str, Value]) -> bool:
    return all(test.field in fact and test.holds(fact[test.field]) for test in tests)


def _connected(groups: Sequence[set[str]]) -> Iterator[set[str]]:
    """Yield the groups with those merged that share a name."""
    left = [set(group) for group in groups]
    while left:
        group = left.pop(0)
        while near := [other for other in left if other & group]:
            left = [other for other in left if not other & group]
            group = group.union(*near)
        yield group
