"""This file keeps every rule's answers on all combinations of its own classes, each asked for once.

Values of a field that no test of a rule tells apart are one class of that rule. Unknown is never
asked of the engine: an absent field makes every test false there, and reading that as an answer
would convict.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from netralitas.facts import RuleFailure, Text, Value
from netralitas.rules.compile import CRIMINAL, RuleBase
from netralitas.rules.conditions import Alternatives, Test
from netralitas.rules.moments import Reading

RULE_CELLS_MAX = 1_000_000
MOMENT_FIELDS = frozenset(Reading._fields)

Decide = Callable[[str, Mapping[str, Value]], frozenset[int]]
"""Asks the engine which rules of an act a complete flat fact meets."""

Part = tuple[RuleBase, tuple[int, ...]]
"""Some rules of a policy, by position."""

Words = frozenset[frozenset[Test]]
"""What is left of a rule once its moment is fixed: alternatives of tests on the other fields."""

Masks = dict[Hashable, dict[Words, int]]
"""For a space the cells that meet a rule of given words, whichever act and policy it stands in."""

_Kept = tuple[str, list[tuple[int, tuple[bool | int | str, ...], bool]]]


class Axis(NamedTuple):
    """A field of the space: its classes of values, and the class of each value."""

    field: str
    classes: tuple[tuple[Value, ...], ...]
    place: Mapping[Value, int]
    stride: int

    def cells(self, allowed: frozenset[Value]) -> frozenset[int]:
        """Return the classes that some allowed value belongs to."""
        return frozenset(self.place[value] for value in allowed)


class RuleTables:
    """Every rule's answers on every combination of its own classes, asked for once each."""

    def __init__(self, base: RuleBase, decide: Decide) -> None:
        self._base = base
        self._decide = decide
        self._answers: dict[tuple[int, tuple[Value, ...]], bool] = {}
        self._classes: dict[int, dict[str, dict[Value, Value]]] = {}
        self._moments: dict[int, tuple[tuple[str, dict[Value, Value]], ...]] = {}

    def moment(self, position: int) -> tuple[tuple[str, dict[Value, Value]], ...]:
        """Return the same for the moment fields alone that a rule reads, in one order for all."""
        known = self._moments.get(position)
        if known is None:
            classes = self.classes(position)
            known = self._moments[position] = tuple(
                (field, classes[field]) for field in Reading._fields if field in classes
            )
        return known

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


def positions_in(base: RuleBase, room: str) -> tuple[int, ...]:
    """Return the rules of an act's room, or of the room of its criminal rules."""
    act = room.removeprefix(CRIMINAL)
    return base.main[act] if act == room else base.criminal[act]


def groups_of(
    base: RuleBase, positions: tuple[int, ...], together: bool
) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """Return the places of some rules, one by one or `together` where they settle alike.

    Each group is named by its first rule. Two rules settle alike when their rows have the same
    effect, are exceptions to the same rows, and no row is an exception to one of them alone.
    """
    if not together:
        return tuple((position, (place,)) for place, position in enumerate(positions))
    named = {name for row in base.policy.provisions for name in row.overrides}
    groups: dict[Hashable, list[int]] = {}
    for place, position in enumerate(positions):
        rule = base.rules[position]
        row = base.policy.provisions[rule.row]
        name = row.id if row.id in named else None
        groups.setdefault((row.effect, rule.mode, row.overrides, name), []).append(place)
    return tuple((positions[group[0]], tuple(group)) for group in groups.values())


def fields_read(parts: Sequence[Part]) -> tuple[str, ...]:
    """Return the fields that some rules read, without those of the moment, in stable order."""
    read = {f for base, rules in parts for p in rules for f in base.rules[p].fields} - MOMENT_FIELDS
    known = dict.fromkeys(field for base, _ in parts for field in base.fields)
    return tuple(field for field in known if field in read)


def axes_of(parts: Sequence[Part], held: Mapping[str, frozenset[Value]]) -> tuple[Axis, ...]:
    """Return axes that tell apart whatever some rule does, of one policy or of several.

    `held` narrows fields to some of their values.
    """
    conditions = [base.rules[p].alternatives for base, rules in parts for p in rules]
    conditions += [alternatives for base, _ in parts for _, alternatives in base.impossible]
    cut: list[tuple[str, tuple[tuple[Value, ...], ...]]] = []
    for field in fields_read(parts):
        known = dict.fromkeys(value for base, _ in parts for value in base.fields[field])
        allowed = held.get(field)
        values = tuple(v for v in known if allowed is None or v in allowed)
        cut.append((field, partition(values, conditions, field)))
    axes: list[Axis] = []
    stride = math.prod(len(classes) for _, classes in cut)
    for field, classes in cut:
        stride //= len(classes)
        place = {value: index for index, group in enumerate(classes) for value in group}
        axes.append(Axis(field, classes, place, stride))
    return tuple(axes)


def words_of(alternatives: Alternatives, moment: Mapping[str, Value]) -> Words:
    """Return what a condition still asks once the fields of the moment are known."""
    return frozenset(
        frozenset(test for test in conjunction if test.field not in moment)
        for conjunction in alternatives
        if all(test.holds(moment[test.field]) for test in conjunction if test.field in moment)
    )
