"""This file meets the trap of names compared by a 32-bit hash: sessions, fields, words of C."""

from __future__ import annotations

import pytest

from netralitas.rules import envelope
from netralitas.rules.conditions import Rule, Test
from netralitas.rules.envelope import RESERVED, fnv1a32, free_names
from netralitas.rules.rulebook import Rulebook

from .child import RAW, run

TWINS = ("f6059", "f264602")
"""Two names with one hash."""


def test_two_sessions_share_their_facts() -> None:
    child = run(
        RAW,
        """
        handle = create({"a": [{"f": 1}]})
        say(durable.assert_fact(handle, '{"f":1,"id":"1","sid":"case-478212"}')[0])
        say(durable.assert_fact(handle, '{"f":1,"id":"1","sid":"case-1221200"}')[0])
        say(durable.get_facts(handle, "case-1221200"))
        """,
    )
    assert child.lines == ["0", "2", '[{"f":1,"id":"1","sid":"case-478212"}]']


def test_a_rule_on_one_field_is_met_by_another() -> None:
    child = run(RAW, f"say(ask(create({{'a': [{{'{TWINS[0]}': 1}}]}}), {{'{TWINS[1]}': 1}}))")
    assert child.lines == ["(0, ['a'])"]


def test_our_hash_is_the_one_in_c() -> None:
    # The constants of state.h and rete.h in durable-rules 2.0.28.
    known = {"id": 926444256, "sid": 3593476751, "$and": 3746487396, "$neq": 2488026869}
    assert {name: fnv1a32(name) for name in known} == known
    assert fnv1a32(TWINS[0]) == fnv1a32(TWINS[1])


def clashes(names: tuple[str, ...]) -> bool:
    """Whether two of the names, or a name and a word of C, have one hash."""
    hashes = [fnv1a32(name) for name in (*names, *RESERVED)]
    return len(set(hashes)) < len(hashes)


def test_generated_names_clash_with_nothing() -> None:
    assert not clashes(free_names(300))


@pytest.mark.parametrize("names", [TWINS, ("f0", "sid"), ("f0", "$and")])
def test_the_check_sees_a_clash(names: tuple[str, ...]) -> None:
    assert clashes(names)


def test_names_are_generated_until_they_are_free() -> None:
    def weak(name: str) -> int:
        return int(name[1:]) // 3 if name[0] == "f" and name[1:].isdigit() else -len(name)

    assert free_names(4, weak) == ("f0", "f3", "f6", "f9")


def confused() -> bool:
    """Whether a rule on one of two fields with one hash is met by the other, or by words of C."""
    fields = (*TWINS, "id", "sid", "$s", "$and", "name")
    rules = [
        Rule(field, "act", row, "decides", ((Test(field, "is", 1),),))
        for row, field in enumerate(fields)
    ]
    rulebook = Rulebook(rules)
    return any(rulebook.matches("act", {field: 1}) != {row} for row, field in enumerate(fields))


def test_the_rulebook_tells_all_fields_apart() -> None:
    assert not confused()


def test_the_check_sees_names_that_clash(monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("constant", *TWINS, "f1", "f2", "f3", "f4", "f5")
    monkeypatch.setattr(envelope, "free_names", lambda count: names[:count])
    assert confused()
