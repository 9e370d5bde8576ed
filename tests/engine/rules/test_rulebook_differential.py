"""This file holds rulebook, twin and the plain reading of rules to one answer on random ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netralitas.facts import Value
from netralitas.rules.conditions import Rule, Test
from netralitas.rules.rulebook import Rulebook
from netralitas.rules.twin import Matcher, Twin

from .strategies import ACTS, Book, books, facts_of, random_book, random_facts

BOOKS = 250
FACTS_PER_BOOK = 200  # 250 x 200: the 50,000 facts of each commit


def differences(
    first: Matcher, second: Matcher, facts: Iterable[tuple[str, Mapping[str, Value]]]
) -> list[tuple[str, Mapping[str, Value]]]:
    """Return the facts on which two matchers, or either and `Rule.holds`, disagree."""

    def plainly(act: str, fact: Mapping[str, Value]) -> frozenset[int]:
        return frozenset(
            place for place, rule in enumerate(first.rules) if rule.act == act and rule.holds(fact)
        )

    return [
        (act, fact)
        for act, fact in facts
        if not first.matches(act, fact) == second.matches(act, fact) == plainly(act, fact)
    ]


large_books = st.builds(random_book, st.integers(0, 2**32), st.integers(1, 200))


@settings(max_examples=BOOKS, deadline=None, suppress_health_check=list(HealthCheck))
@given(book=st.one_of(books(), large_books), seed=st.integers(0, 2**32))
def test_fifty_thousand_facts_are_answered_alike_by_rulebook_twin_and_rule(
    book: Book, seed: int
) -> None:
    random = Random(seed)
    rulebook = Rulebook(book.rules)
    facts = random_facts(book.fields, random, FACTS_PER_BOOK)
    try:
        assert not differences(
            rulebook, Twin(book.rules), ((random.choice(ACTS), fact) for fact in facts)
        )
    finally:
        rulebook.close()


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_a_shrinkable_fact_is_answered_alike_too(data: st.DataObject) -> None:
    book = data.draw(books(rules_max=8))
    rulebook = Rulebook(book.rules)
    try:
        for act in ACTS:
            fact = data.draw(facts_of(book.fields))
            assert not differences(rulebook, Twin(book.rules), [(act, fact)])
    finally:
        rulebook.close()


class AbsentIsFalse(Twin):
    """A twin that reads what is not known as untrue, the mistake that would convict."""

    def matches(self, act: str, fact: Mapping[str, Value]) -> frozenset[int]:
        filled = {field: False for field in ("active", "public")} | dict(fact)
        return super().matches(act, filled)


class Forgetful(Twin):
    """A twin that forgets the last alternative of every rule."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        super().__init__([rule._replace(alternatives=rule.alternatives[:-1]) for rule in rules])


@pytest.mark.parametrize("mistaken", [AbsentIsFalse, Forgetful])
def test_the_comparison_sees_a_mistaken_twin(
    mistaken: type[Twin], passive_like: tuple[Rule, ...]
) -> None:
    facts = [("like_post", {}), ("like_post", {"active": False})]
    assert differences(Rulebook(passive_like), mistaken(passive_like), facts)


@pytest.fixture
def passive_like() -> tuple[Rule, ...]:
    return (Rule("passive", "like_post", 0, "decides", ((Test("active", "is_not", True),),)),)
