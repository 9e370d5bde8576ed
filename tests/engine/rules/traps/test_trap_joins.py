"""This file meets the trap of what durable-rules can say beyond constant tests on one fact."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from netralitas.rules.envelope import plan_of

from ..strategies import ACTS, Book, books
from .child import RAW, run

JOINS = """
import random
def comparison(random, earlier):
    operator = random.choice(("$lt", "$gt", "$eq", "$neq", "$gte", "$lte"))
    field = random.choice("fgh")
    if earlier and random.random() < 0.7:
        return {operator: {field: {random.choice(earlier): random.choice("fgh")}}}
    return {operator: {field: random.randrange(4)}}

def joins(seed):
    drawn, rules = random.Random(seed), {}
    for number in range(drawn.randrange(1, 6)):
        messages = []
        for place in range(drawn.randrange(1, 4)):
            earlier = [f"m{before}" for before in range(place)]
            tests = [comparison(drawn, earlier) for _ in range(drawn.randrange(1, 4))]
            messages.append({f"m{place}": {drawn.choice(("$and", "$or")): tests}})
        rules[f"r{number}"] = {"all": messages}
    return rules, drawn
"""

RUN_JOINS = """
say("joining")
for seed in range(20):
    rules, drawn = joins(seed)
    try:
        handle = durable.create_ruleset("raw", json.dumps(rules))
    except durable.error:
        continue
    for number in range(30):
        fact = {field: drawn.randrange(4) for field in "fgh" if drawn.random() < 0.8}
        try:
            ask(handle, fact, id=str(number))
        except durable.error:
            pass
"""

ASK_BOTH_WAYS = """
either = {"$or": [{"f": {"a": "g"}}, {"f": {"a": "h"}}]}
equal = {"g": {"a": "g"}}
for tests in ([equal, either], [either, equal]):
    rule = {"all": [{"a": {"$and": [{"f": 1}]}}, {"b": {"$and": tests}}]}
    handle = durable.create_ruleset("raw", json.dumps({"r": rule}))
    durable.assert_fact(handle, '{"f":1,"g":2,"h":3,"id":"a","sid":"x"}')
    say(ask(handle, {"f": 2, "g": 9})[1], ask(handle, {"f": 7, "g": 2})[1])
"""


def test_a_comparison_that_follows_a_choice_is_never_made() -> None:
    child = run(RAW, ASK_BOTH_WAYS)
    assert child.lines == ["[] []", "['r'] []"]


def test_rules_that_compare_facts_with_one_another_crash_or_answer_wrongly() -> None:
    child = run(RAW, JOINS, RUN_JOINS, ASK_BOTH_WAYS)
    assert child.lines[:1] == ["joining"]
    assert child.broke or child.lines[1:] == ["[] []", "['r'] []"], child


def test_none_does_not_see_the_fact_that_met_the_rest() -> None:
    child = run(
        RAW,
        """
        rule = {"all": [{"first": {"$and": [{"f": 1}]}}, {"prior$not": {"$and": [{"g": 1}]}}]}
        handle = durable.create_ruleset("raw", json.dumps({"no-prior": rule}))
        say(ask(handle, {"f": 1, "g": 1}))
        """,
    )
    assert child.lines == ["(0, ['no-prior'])"]


def test_none_alone_never_fires_on_the_first_fact() -> None:
    child = run(
        RAW,
        """
        rule = {"all": [{"prior$not": {"$and": [{"g": 1}]}}]}
        handle = durable.create_ruleset("raw", json.dumps({"no-prior": rule}))
        say(ask(handle, {"f": 1}))
        """,
    )
    assert child.lines == ["(1, [])"]


def test_absence_alone_is_met_by_the_session_itself() -> None:
    child = run(RAW, "say(ask(create({'no-prior': [{'$nex': {'prior': 1}}]}), {'prior': 1}))")
    assert child.lines == ["(1, ['no-prior'])"]


def beyond_constant_tests(ruleset: Any) -> list[str]:
    """Return what a ruleset says beyond conjunctions of constant tests on one message."""
    faults = []
    for name, rule in ruleset.items():
        match rule:
            case {"all": [{"m": {"$and": [_, *_] as tests}}], **rest} if not rest:
                for test in tests:
                    [(key, value)] = test.items()
                    if key in ("$neq", "$gte", "$lt"):
                        [(key, value)] = value.items()
                    if key[0] != "f" or type(value) not in (str, int):
                        faults.append(f"{name}: {test}")
            case _:
                faults.append(f"{name}: {rule}")
    return faults


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(books())
def test_our_rules_cannot_say_any_of_this(book: Book) -> None:
    for act in ACTS:
        for shard in plan_of(book.rules, act).shards:
            assert not beyond_constant_tests(json.loads(shard.ruleset))


@pytest.mark.parametrize(
    "rule",
    [
        {"all": [{"m": {"$and": [{"f0": {"first": "f1"}}]}}]},
        {"all": [{"m": {"$and": [{"$nex": {"f0": 1}}]}}]},
        {"all": [{"m": {"$and": [{"f0": 1.5}]}}]},
        {"all": [{"m": {"$and": []}}]},
        {"all": [{"m$not": {"$and": [{"f0": 1}]}}]},
        {"all": [{"m": {"$and": [{"f0": 1}]}}, {"n": {"$and": [{"f0": 1}]}}]},
        {"any": [{"m": {"$and": [{"f0": 1}]}}]},
        {"all": [{"m": {"$and": [{"f0": 1}]}}], "count": 2},
    ],
)
def test_the_check_sees_each_of_this(rule: Any) -> None:
    assert beyond_constant_tests({"r": rule})
