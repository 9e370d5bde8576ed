"""This file keeps every rule's answers on all combinations of its own classes, each asked for once.

Values of a field that no test of a rule tells apart are one class of that rule. Unknown is never
asked of the engine: an absent field makes every test false there, and reading that as an answer
would convict.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Mapping

import msgspec

from netralitas.facts import RuleFailure, Text, Value
from netralitas.rules.compile import RuleBase
from netralitas.rules.conditions import Alternatives

RULE_CELLS_MAX = 1_000_000

Decide = Callable[[str, Mapping[str, Value]], frozenset[int]]
"""Asks the engine which rules of an act a complete flat fact meets."""

_Kept = tuple[str, list[tuple[int, tuple[bool | int | str, ...], bool]]]


class RuleTables:
    """Every rule's answers on every combination of its own classes, asked for once each."""

    def __init__(self, base: RuleBase, decide: Decide) -> None:
        self._base = base
        self._decide = decide
        self._answers: dict[tuple[int, tuple[Value, ...]], bool] = {}
        self._classes: dict[int, dict[str, dict[Value, Value]]] = {}

    def classes(self, position: int) -> dict[str, dict[Value, Value]]:
        """Return, for each field a rule reads, the representative of each value's class."""
        known = self._classes.get(position)
        if known is None:
            rule = self._base.rules[position]
            known = {
                field: {
                    value: group[0]
                    for group in partition(self._base.fields[field], [rule.alternatives], field)
                    for value in group
                }
                for field in rule.fields
            }
            cells = math.prod(len(set(of.values())) for of in known.values())
            if cells > RULE_CELLS_MAX:
                raise RuleFailure(
                    Text(
                        id=f"aturan {rule.id!r} membedakan {cells} kombinasi, "
                        f"paling banyak {RULE_CELLS_MAX}",
                        en=f"rule {rule.id!r} tells {cells} combinations apart, "
                        f"at most {RULE_CELLS_MAX}",
                    )
                )
            self._classes[position] = known
        return known

    def met(self, position: int, fact: Mapping[str, Value]) -> bool:
        """Whether a rule is met by a fact that holds every field it reads."""
        classes = self.classes(position)
        key = tuple(of[fact[field]] for field, of in classes.items())
        answer = self._answers.get((position, key))
        if answer is None:
            rule = self._base.rules[position]
            complete = dict(zip(classes, key, strict=True))
            answer = position in self._decide(rule.act, complete)
            self._answers[position, key] = answer
        return answer

    def kept(self) -> bytes:
        """Return the cells decided so far, to be kept under the digest of their policy."""
        cells = [(position, key, met) for (position, key), met in self._answers.items()]
        return msgspec.json.encode((self._base.policy.digest, cells))

    def recall(self, content: bytes) -> None:
        """Take up cells that were decided before; those of another policy are left alone."""
        try:
            digest, cells = msgspec.json.decode(content, type=_Kept)
        except msgspec.DecodeError:
            return
        if digest == self._base.policy.digest:
            self._answers.update({(position, key): met for position, key, met in cells})

    @property
    def decided(self) -> int:
        """How many cells have been decided or recalled."""
        return len(self._answers)

    def ask(self, act: str, fact: Mapping[str, Value]) -> frozenset[int]:
        """Return the rules of an act that a complete flat fact meets, asked of the engine
        itself."""
        return self._decide(act, fact)

    def fill(self, position: int) -> int:
        """Decide every combination of a rule; return how many there are."""
        classes = self.classes(position)
        combinations = 0
        for key in itertools.product(*(dict.fromkeys(of.values()) for of in classes.values())):
            self.met(position, dict(zip(classes, key, strict=True)))
            combinations += 1
        return combinations


def partition(
    values: tuple[Value, ...], conditions: list[Alternatives], field: str
) -> tuple[tuple[Value, ...], ...]:
    """Group the values that no condition tells apart.

    Two values are together when every condition leaves the same residue once the field is fixed at
    either: the same alternatives, less the tests that then hold.
    """
    groups: dict[tuple[object, ...], list[Value]] = {}
    for value in values:
        residue = tuple(
            frozenset(
                tuple(test for test in conjunction if test.field != field)
                for conjunction in alternatives
                if all(test.field != field or test.holds(value) for test in conjunction)
            )
            for alternatives in conditions
        )
        groups.setdefault(residue, []).append(value)
    return tuple(tuple(group) for group in groups.values())
