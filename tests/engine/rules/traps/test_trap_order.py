"""This file meets the trap of an order of firing that follows the order of definition."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from itertools import permutations

from netralitas.rules.conditions import Rule, Test
from netralitas.rules.rulebook import Rulebook

from .child import RAW, run

RULES = tuple(
    Rule(name, "act", row, "decides", ((Test("f", "is_not", row),),))
    for row, name in enumerate("abcd")
)


def test_rules_fire_in_the_order_they_were_defined_in() -> None:
    child = run(
        RAW,
        """
        for names in ("abc", "cab"):
            say(*ask(create({name: [{"f": 1}] for name in names}), {"f": 1})[1])
        """,
    )
    assert child.lines == ["a b c", "c a b"]


def order_shows(answer: Callable[[Sequence[Rule]], Collection[str]]) -> bool:
    """Whether the rules named change with the order in which the same rules are given."""
    return len({answer(rules) for rules in permutations(RULES)}) > 1


def met(rules: Sequence[Rule]) -> frozenset[str]:
    """The rules met, by their ids, as unordered as the rulebook gives them."""
    positions = Rulebook(rules).matches("act", {"f": 2})
    assert type(positions) is frozenset
    return frozenset(rules[position].id for position in positions)


def test_the_rulebook_answers_the_same_whatever_the_order_of_the_rules() -> None:
    assert met(RULES) == {"a", "b", "d"}
    assert not order_shows(met)


def test_the_check_sees_an_order_that_shows() -> None:
    assert order_shows(lambda rules: tuple(rule.id for rule in rules if rule.id in met(rules)))
