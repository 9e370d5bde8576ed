"""This file holds the twin to its own reading of the rules, and the cross-check to its alarm."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netralitas.facts import EngineDisagreement, Language, RuleFailure, Value
from netralitas.rules.conditions import Rule, Test
from netralitas.rules.rulebook import Rulebook
from netralitas.rules.twin import CrossChecked, Twin, matches

from .strategies import ACTS, books, facts_of

PASSIVE = Rule("passive", "like_post", 0, "decides", ((Test("active", "is_not", True),),))
LURAH = Rule("lurah", "like_post", 1, "decides", ((Test("office", "is", "lurah"),), ()))
RULES = (PASSIVE, LURAH)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_the_twin_reads_a_rule_as_the_rule_reads_itself(data: st.DataObject) -> None:
    book = data.draw(books(rules_max=8))
    fact = data.draw(facts_of(book.fields))
    for act in ACTS:
        assert matches(book.rules, act, fact) == {
            place for place, rule in enumerate(book.rules) if rule.act == act and rule.holds(fact)
        }


def test_the_twin_takes_no_value_for_one_of_another_kind() -> None:
    with pytest.raises(RuleFailure, match="another kind of value"):
        matches(RULES, "like_post", {"active": 1})


def test_a_field_no_rule_reads_does_not_matter() -> None:
    assert matches(RULES, "like_post", {"active": False, "idle": "x"}) == {0, 1}
    assert matches(RULES, "no_such_act", {"active": False}) == frozenset()


def test_what_both_answer_is_answered() -> None:
    checked = CrossChecked(Rulebook(RULES), Twin(RULES))
    assert checked.rules == RULES
    assert checked.matches("like_post", {"active": False}) == {0, 1}
    assert checked.matches("like_post", {}) == {1}


class Mistaken(Twin):
    """A twin to which nothing is known to be active."""

    def matches(self, act: str, fact: Mapping[str, Value]) -> frozenset[int]:
        return super().matches(act, {"active": False} | dict(fact))


def test_where_they_disagree_there_is_no_answer_but_the_names_of_the_rules() -> None:
    checked = CrossChecked(Rulebook(RULES), Mistaken(RULES))
    assert checked.matches("like_post", {"active": True}) == {1}
    with pytest.raises(EngineDisagreement) as raised:
        checked.matches("like_post", {})
    assert raised.value.message(Language.EN).endswith("its twin disagree about: passive")
    assert raised.value.message(Language.ID).endswith("berselisih tentang: passive")
