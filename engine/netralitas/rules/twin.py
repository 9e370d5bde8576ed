"""This file is the twin: the same rules decided a second time, in plain Python and another way.

The rulebook asks durable-rules, which walks a network from the fact to the rules; the twin starts
from all conjunctions of an act and strikes out, field by field, those that the fact fails. They
share the rules and nothing else. Where they disagree there is no verdict.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

from netralitas.facts import EngineDisagreement, RuleFailure, Text, Value
from netralitas.rules.conditions import Operator, Rule


class Matcher(Protocol):
    """What the rulebook and the twin have in common."""

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules, in the order that positions count in."""
        ...

    def matches(self, act: str, fact: Mapping[str, Value]) -> frozenset[int]:
        """Return the positions of the act's rules that the fact meets."""
        ...


class Twin:
    """The rules of each act as columns of bits, one bit a conjunction."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = tuple(rules)
        self._sheets: dict[str, _Sheet] = {}
        for position, rule in enumerate(self._rules):
            self._sheets.setdefault(rule.act, _Sheet([], {})).add(position, rule)

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules, in the order that positions count in."""
        return self._rules

    def matches(self, act: str, fact: Mapping[str, Value]) -> frozenset[int]:
        """Return the positions of the act's rules that the fact meets.

        RuleFailure when a field holds another kind of value than its tests do.
        """
        sheet = self._sheets.get(act)
        return sheet.matches(fact) if sheet else frozenset()


class CrossChecked:
    """A rulebook that answers only what its twin answers too."""

    def __init__(self, rulebook: Matcher, twin: Matcher) -> None:
        self._rulebook = rulebook
        self._twin = twin

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules, in the order that positions count in."""
        return self._rulebook.rules

    def matches(self, act: str, fact: Mapping[str, Value]) -> frozenset[int]:
        """Return what both answer; EngineDisagreement, naming the rules, when they differ."""
        decided = self._rulebook.matches(act, fact)
        checked = self._twin.matches(act, fact)
        if decided != checked:
            disputed = ", ".join(self.rules[position].id for position in sorted(decided ^ checked))
            raise EngineDisagreement(
                Text(
                    id=f"mesin aturan dan pembandingnya berselisih tentang: {disputed}",
                    en=f"the rule engine and its twin disagree about: {disputed}",
                )
            )
        return decided


def matches(rules: Sequence[Rule], act: str, fact: Mapping[str, Value]) -> frozenset[int]:
    """Return the positions in `rules` of the act's rules that the fact meets, without an engine."""
    return Twin(rules).matches(act, fact)


class _Column:
    """The tests of one field: which conjunctions ask for it, and which fall when a test fails."""

    def __init__(self) -> None:
        self.asking = 0
        self.falls: dict[tuple[Operator, type, Value], int] = {}

    def struck(self, field: str, value: Value) -> int:
        """Return the conjunctions that a present value strikes out."""
        bits = 0
        for (operator, kind, constant), falling in self.falls.items():
            if type(value) is not kind:
                raise RuleFailure(
                    Text(
                        id=f"unsur {field!r} memuat jenis nilai lain daripada ujinya",
                        en=f"field {field!r} holds another kind of value than its tests",
                    )
                )
            match operator:
                case "is":
                    passed = value == constant
                case "is_not":
                    passed = value != constant
                case "at_least":
                    passed = int(value) >= int(constant)
                case "below":
                    passed = int(value) < int(constant)
            if not passed:
                bits |= falling
        return bits


class _Sheet(NamedTuple):
    """One act: the rule each bit belongs to, and a column for each field."""

    owners: list[int]
    columns: dict[str, _Column]

    def add(self, position: int, rule: Rule) -> None:
        """Give each alternative of a rule a bit, and its tests their places."""
        for conjunction in rule.alternatives:
            bit = 1 << len(self.owners)
            self.owners.append(position)
            for field, operator, constant in conjunction:
                column = self.columns.setdefault(field, _Column())
                column.asking |= bit
                asked = (operator, type(constant), constant)
                column.falls[asked] = column.falls.get(asked, 0) | bit

    def matches(self, fact: Mapping[str, Value]) -> frozenset[int]:
        """Return the owners of the bits that no column strikes out."""
        standing = (1 << len(self.owners)) - 1
        for field, column in self.columns.items():
            struck = column.struck(field, fact[field]) if field in fact else column.asking
            standing &= ~struck
        met = set()
        while standing:
            lowest = standing & -standing
            met.add(self.owners[lowest.bit_length() - 1])
            standing ^= lowest
        return frozenset(met)
