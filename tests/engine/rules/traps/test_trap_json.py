"""This file meets the trap of JSON that callers write: batches, nesting, quotes that break out."""

from __future__ import annotations

from typing import Any

import pytest

from netralitas.facts import RuleFailure
from netralitas.rules import rulebook
from netralitas.rules.conditions import Rule, Test
from netralitas.rules.rulebook import Rulebook

from .child import RAW, run


@pytest.mark.parametrize(
    "asserting",
    [
        "durable.assert_facts(handle, '[{}]')",
        "durable.assert_fact(handle, '{\"f\":' + '[' * 1_000_000 + ']' * 1_000_000 + '}')",
        "durable.assert_fact(handle, '{\"f\":' * 1_000_000 + '1' + '}' * 1_000_000)",
    ],
    ids=["batch-of-nothing", "deep-list", "deep-object"],
)
def test_a_batch_and_deep_nesting_crash(asserting: str) -> None:
    child = run(RAW, "handle = create({'a': [{'f': 1}]})", asserting, "say('alive')")
    assert not child.lines
    assert child.broke


def test_an_empty_batch_is_reported_as_met() -> None:
    child = run(RAW, "say(durable.assert_facts(create({'a': [{'f': 1}]}), '[]')[0])")
    assert child.lines == ["0"]  # the session beside it is whatever the stack held


def test_a_batch_drops_what_follows_a_bad_fact_and_reports_no_error() -> None:
    child = run(
        RAW,
        """
        handle = create({"a": [{"f": 1}]})
        bad = '{"f":1e16,"id":"2","sid":"x"}'
        batch = f'[{{"f":2,"id":"1","sid":"x"}},{bad},{{"f":1,"id":"3","sid":"x"}}]'
        say(durable.assert_facts(handle, batch)[0], durable.get_facts(handle, "x"))
        """,
    )
    assert child.lines == ["1 []"]


def nested(depth: int) -> Any:
    value: Any = 1
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize("value", [[], {}, [1], {"f": 1}, nested(100), (1,), {1}], ids=repr)
def test_a_value_with_a_shape_is_refused(value: Any) -> None:
    with pytest.raises(RuleFailure, match="neither text nor true or false nor a whole number"):
        one_rule().matches("act", {"f": value})


@pytest.mark.parametrize("fact", [[], [{"f": "x"}], "{}", '{"f":"x"}', b"{}", None, 1], ids=repr)
def test_what_is_no_mapping_is_refused(fact: Any) -> None:
    with pytest.raises(RuleFailure, match="a fact must be a mapping"):
        one_rule().matches("act", fact)


def one_rule() -> Rulebook:
    return Rulebook([Rule("r", "act", 0, "decides", ((Test("f", "is", "guilty"),),))])


BREAKOUTS = (
    {"f": 'x","f":"guilty'},
    {"f": 'x","f1":"guilty'},
    {'g":"x","f1': "guilty"},
    {"g": 'x","f1":"guilty'},
    {"f": "guilty\\"},
    {"f": "guilty\\u0000"},
    {"f": 'guilty","sid":"y'},
    {"f1": "guilty"},
)


def broken_out() -> list[dict[str, str]]:
    """Return the facts that a rule is met by only when a text is taken for JSON."""
    asked = one_rule()
    broken = []
    for fact in BREAKOUTS:
        try:
            if asked.matches("act", fact):
                broken.append(fact)
        except RuleFailure:
            broken.append(fact)
    return broken


def test_no_text_breaks_out_of_its_quotes() -> None:
    assert not broken_out()


def test_the_check_sees_text_that_breaks_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def pasted(fact: dict[str, str], kinds: Any, plan: Any) -> str:
        inside = ",".join(
            f'"{plan.spelling.get(field, field)}":"{value}"' for field, value in fact.items()
        )
        return f'{{{inside},"id":"x","sid":"x"}}'

    monkeypatch.setattr(rulebook, "fact_text", pasted)
    assert len(broken_out()) >= 4
