"""This file meets the trap of values taken for others: 1, "1" and true; floats; long texts."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import pytest

from netralitas.facts import RuleFailure, Value
from netralitas.rules import envelope, rulebook
from netralitas.rules.conditions import Rule, Test
from netralitas.rules.rulebook import Rulebook

from .child import RAW, run


def test_one_text_and_truth_are_the_same_to_c() -> None:
    child = run(
        RAW,
        """
        handle = create({"int": [{"f": 1}], "str": [{"f": "1"}], "bool": [{"f": True}]})
        for value in (1, True, 1.0):
            say(*ask(handle, {"f": value})[1])
        """,
    )
    # What the text "1" meets depends on a length that C never writes: now 'str', now 'int str'.
    assert child.lines == ["int str bool", "int bool", "int bool"]


def test_numbers_are_refused_saturated_or_taken_for_nothing() -> None:
    child = run(
        RAW,
        """
        handle = create({"largest": [{"f": 2**63 - 1}], "null": [{"f": None}]})
        for text in ("1e16", "1e-05", "9" * 30, "NaN"):
            try:
                say(text[:5], *ask(handle, '{"f":' + text + ',"id":"x","sid":"x"}')[1])
            except durable.error as refused:
                say(text[:5], "error", str(refused)[-3:])
        """,
    )
    assert child.lines == ["1e16 error 204", "1e-05 error 204", "99999 largest", "NaN null"]


def test_texts_are_compared_as_they_are_escaped() -> None:
    child = run(
        RAW,
        r"""
        handle = create({"a": [{"f": "é"}]})
        say(ask(handle, {"f": "é"})[1], ask(handle, '{"f":"é","id":"x","sid":"x"}')[1])
        """,
    )
    assert child.lines == ["['a'] []"]


def test_a_text_of_65538_letters_equals_one_of_two() -> None:
    child = run(RAW, 'say(ask(create({"a": [{"f": "ab"}]}), {"f": "ab" + "z" * 65_536})[1])')
    assert child.lines == ["['a']"]


class Half(float):
    pass


class Number(int):
    pass


class Word(StrEnum):
    TRUE = "true"


MISTAKEN: dict[str, tuple[Value, tuple[Any, ...]]] = {
    "text": ("1", (1, True, 1.0, None, b"1", ["1"], {"f": "1"}, Word.TRUE, "\0", "\ud800")),
    "word": ("true", (True, 1, Word.TRUE)),
    "truth": (True, (1, "true", 1.0, "True", Number(1), 0)),
    "number": (1, (True, "1", 1.0, float("nan"), float("inf"), Half(1), Number(1), 1e16, 2**53)),
    "long": ("ab", ("ab" + "z" * 65_536, "ab" + "z" * 999)),
    "large": (2**53 - 1, (2**53, -(2**53), 2**64, 10**400, float(2**53))),
}


def taken_for_others() -> list[str]:
    """Return the values a rulebook does not refuse where a rule asks for another kind."""
    taken = []
    for name, (value, mistaken) in MISTAKEN.items():
        rulebook = Rulebook([Rule("r", "act", 0, "decides", ((Test("f", "is", value),),))])
        assert rulebook.matches("act", {"f": value}) == {0}
        for other in mistaken:
            try:
                met = rulebook.matches("act", {"f": other})
            except RuleFailure:
                continue
            except Exception as unnamed:
                taken.append(f"{name}: {other!r:.40} raises {type(unnamed).__name__}")
                continue
            taken.append(f"{name}: {other!r:.40} {'meets' if met else 'misses'} {value!r}")
    return taken


def test_the_rulebook_refuses_every_value_of_another_kind() -> None:
    assert not taken_for_others()


def test_the_check_sees_values_that_are_let_through(monkeypatch: pytest.MonkeyPatch) -> None:
    def anything(field: object, value: object) -> type:
        return type(value)

    def any_fact(fact: Any, kinds: Any, plan: Any) -> str:
        return envelope.fact_text(fact, {}, plan)

    monkeypatch.setattr(envelope, "_checked", anything)
    monkeypatch.setattr(rulebook, "fact_text", any_fact)
    taken = taken_for_others()
    assert any("text: 1 meets '1'" in line for line in taken)
    assert any("number: 1.0 meets 1" in line for line in taken)
    assert any("long" in line and "meets" in line for line in taken)


@pytest.mark.parametrize(
    ("first", "second"), [(1, "1"), (True, 1), ("true", True)], ids=["1", "truth", "word"]
)
def test_a_field_of_two_kinds_is_refused(first: Value, second: Value) -> None:
    rules = [
        Rule(f"r{row}", "act", row, "decides", ((Test("f", "is", value),),))
        for row, value in enumerate((first, second))
    ]
    with pytest.raises(RuleFailure, match="mixes kinds"):
        Rulebook(rules)


def test_text_of_every_script_is_compared_as_written() -> None:
    texts = ("é", "e\u0301", '"', "\\", '\\"', "\n", "\x1f", "\x7f", "\U0001f5f3", "", " ", "'")
    rulebook = Rulebook(
        [
            Rule(f"r{row}", "act", row, "decides", ((Test("f", "is", text),),))
            for row, text in enumerate(texts)
        ]
    )
    assert [rulebook.matches("act", {"f": text}) for text in texts] == [
        {row} for row in range(len(texts))
    ]
