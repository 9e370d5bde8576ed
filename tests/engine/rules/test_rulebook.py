"""This file holds what a rulebook answers: which rules a fact meets, and what it refuses."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from netralitas.facts import Facts, Language, RuleFailure, Value
from netralitas.rules.conditions import Alternatives, Operator, Rule, Test
from netralitas.rules.envelope import FIELDS_MAX, TEXT_MAX
from netralitas.rules.rulebook import Rulebook


def rule(*alternatives: tuple[tuple[str, Operator, Value], ...], act: str = "like_post") -> Rule:
    made: Alternatives = tuple(tuple(Test(*test) for test in tests) for tests in alternatives)
    return Rule("rule", act, 0, "decides", made)


ACTIVE = rule((("active", "is", True),))
NOT_ACTIVE = rule((("active", "is_not", True),))
ALWAYS = rule(())
NEVER = rule()


def test_a_rule_is_met_when_one_alternative_holds_whole() -> None:
    book = Rulebook(
        [
            rule(
                (("active", "is", True), ("public", "is", True)),
                (("office", "is", "lurah"), ("active", "is", False)),
            )
        ]
    )
    assert book.matches("like_post", {"active": True, "public": True}) == {0}
    assert book.matches("like_post", {"active": False, "office": "lurah"}) == {0}
    assert book.matches("like_post", {"active": True, "office": "lurah"}) == frozenset()


def test_a_rule_without_alternatives_is_never_met() -> None:
    assert Rulebook([NEVER, ACTIVE]).matches("like_post", {"active": True}) == {1}
    assert Rulebook([NEVER]).matches("like_post", {}) == frozenset()


def test_a_rule_with_an_empty_alternative_is_always_met() -> None:
    book = Rulebook([ALWAYS, ACTIVE, rule((("active", "is", True),), ())])
    assert book.matches("like_post", {}) == {0, 2}
    assert book.matches("like_post", {"active": False, "idle": "x"}) == {0, 2}


def test_an_absent_field_meets_no_test_not_even_is_not() -> None:
    book = Rulebook([ACTIVE, NOT_ACTIVE, rule((("era", "below", 9),))])
    assert book.matches("like_post", {}) == frozenset()
    assert book.matches("like_post", {"active": False}) == {1}


def test_whole_numbers_are_ordered() -> None:
    book = Rulebook([rule((("era", "at_least", -2), ("era", "below", 5)))])
    met = [era for era in range(-5, 8) if book.matches("like_post", {"era": era})]
    assert met == [-2, -1, 0, 1, 2, 3, 4]


def test_the_edges_of_whole_numbers_are_told_apart() -> None:
    edge = 2**53 - 1
    book = Rulebook([rule((("n", "is", edge),)), rule((("n", "at_least", edge),))])
    assert book.matches("like_post", {"n": edge}) == {0, 1}
    assert book.matches("like_post", {"n": edge - 1}) == frozenset()
    assert book.matches("like_post", {"n": -edge}) == frozenset()


def test_several_values_excluded_are_all_excluded() -> None:
    book = Rulebook([rule((("office", "is_not", "lurah"), ("office", "is_not", "camat")))])
    met = [o for o in ("lurah", "camat", "sekda") if book.matches("like_post", {"office": o})]
    assert met == ["sekda"]


def test_a_contradiction_is_never_met_and_a_repetition_is_met_once() -> None:
    contradiction = rule((("active", "is", True), ("active", "is", False)))
    repetition = rule((("active", "is", True), ("active", "is", True)), (("active", "is", True),))
    book = Rulebook([contradiction, repetition, repetition])
    assert book.matches("like_post", {"active": True}) == {1, 2}


def test_only_rules_of_the_act_are_asked() -> None:
    book = Rulebook([ACTIVE, ACTIVE._replace(act="join_campaign")])
    assert book.matches("join_campaign", {"active": True}) == {1}
    assert book.matches("no_such_act", {"active": True}) == frozenset()


def test_an_act_of_several_shards_answers_as_one() -> None:
    many = [rule((("n", "is_not", n),), (("n", "is", -n),)) for n in range(150)]
    book = Rulebook(many)
    assert book.matches("like_post", {"n": 77}) == set(range(150)) - {77}
    assert book.open_handles == 5


def test_acts_are_compiled_when_they_are_first_asked_for() -> None:
    book = Rulebook([ACTIVE, ACTIVE._replace(act="join_campaign")])
    assert book.open_handles == 0
    book.matches("like_post", {})
    book.matches("like_post", {"active": True})
    assert book.open_handles == 1


def test_any_mapping_is_a_fact() -> None:
    assert Rulebook([ACTIVE]).matches("like_post", Facts({"active": True})) == {0}


def test_a_closed_rulebook_holds_nothing_and_answers_nothing() -> None:
    book = Rulebook([ACTIVE])
    book.matches("like_post", {})
    book.close()
    book.close()
    assert book.open_handles == 0
    with pytest.raises(RuleFailure, match="the rulebook is closed"):
        book.matches("like_post", {})


@pytest.mark.parametrize(
    "duplicate",
    [lambda book: pickle.loads(pickle.dumps(book)), copy.copy, copy.deepcopy],
    ids=["pickle", "copy", "deepcopy"],
)
def test_a_duplicate_has_the_rules_and_handles_of_its_own(duplicate: Any) -> None:
    book = Rulebook([ACTIVE])
    book.matches("like_post", {})
    other = duplicate(book)
    assert other.rules == book.rules
    assert other.open_handles == 0
    book.close()
    assert other.matches("like_post", {"active": True}) == {0}


class Endless(Mapping[str, Value]):
    """A mapping that says it is small and yields more fields than C can hold."""

    def __len__(self) -> int:
        return 1

    def __iter__(self) -> Iterator[str]:
        return (f"n{number}" for number in range(FIELDS_MAX + 100))

    def __getitem__(self, key: str) -> Value:
        return 1


def test_a_mapping_that_lies_about_its_length_is_a_failure_and_not_a_crash() -> None:
    read = [rule(((f"n{number}", "is", 1),)) for number in range(FIELDS_MAX)]
    book = Rulebook([*read, ACTIVE._replace(act="join_campaign")])
    assert len(book.matches("like_post", Endless())) == FIELDS_MAX
    assert book.matches("join_campaign", Endless()) == frozenset()


REFUSED_FACTS: dict[str, tuple[Any, str]] = {
    "float": ({"idle": 0.5}, "neither text nor true or false nor a whole number"),
    "null": ({"idle": None}, "neither text nor true or false nor a whole number"),
    "bytes": ({"active": b"x"}, "neither text nor true or false nor a whole number"),
    "another kind": ({"active": 1}, "field 'active' must be true or false"),
    "large": ({"idle": 2**53}, "beyond the bounds of whole numbers"),
    "small": ({"idle": -(2**53)}, "beyond the bounds of whole numbers"),
    "long": ({"idle": "x" * (TEXT_MAX + 1)}, f"longer than {TEXT_MAX} characters"),
    "NUL": ({"idle": "a\0b"}, "holds NUL or a lone surrogate"),
    "surrogate": ({"idle": "a\udc80b"}, "holds NUL or a lone surrogate"),
    "number as name": ({1: 1}, "the name of a field must be text"),
    "many": ({f"n{n}": 1 for n in range(FIELDS_MAX + 1)}, f"at most {FIELDS_MAX}"),
    "list": ([("active", True)], "a fact must be a mapping"),
}


@pytest.mark.parametrize("name", REFUSED_FACTS)
@pytest.mark.parametrize("act", ["like_post", "act_without_rules"])
def test_an_unfit_fact_is_refused_in_one_line_before_c_sees_it(name: str, act: str) -> None:
    fact, says = REFUSED_FACTS[name]
    book = Rulebook([ACTIVE])
    with pytest.raises(RuleFailure) as refused:
        book.matches(act, fact)
    assert says in refused.value.message(Language.EN)
    assert "\n" not in str(refused.value)
    assert book.open_handles == 0


def test_a_refusal_names_the_field_and_not_the_value() -> None:
    with pytest.raises(RuleFailure) as refused:
        Rulebook([ACTIVE]).matches("like_post", {"remark\n" * 20: "secret\0"})
    assert "secret" not in str(refused.value)
    assert "'remark\\n" in str(refused.value)
    assert len(refused.value.message(Language.ID)) < 120


@pytest.mark.parametrize("act", [None, 1, b"like_post", ["like_post"]], ids=repr)
def test_an_act_that_is_no_text_is_refused(act: Any) -> None:
    with pytest.raises(RuleFailure, match="an act must be text"):
        Rulebook([ACTIVE]).matches(act, {})


REFUSED_RULES: dict[str, tuple[list[Rule], str]] = {
    "float": ([rule((("n", "is", 0.5),))], "neither text"),  # type: ignore[arg-type]
    "null": ([rule((("n", "is", None),))], "neither text"),  # type: ignore[arg-type]
    "large": ([rule((("n", "below", 2**53),))], "beyond the bounds"),
    "NUL": ([rule((("n", "is", "\0"),))], "NUL"),
    "long": ([rule((("n", "is", "x" * (TEXT_MAX + 1)),))], "longer than"),
    "two kinds": ([rule((("n", "is", 1),)), rule((("n", "is", "1"),))], "mixes kinds"),
    "truth ordered": ([rule((("n", "at_least", True),))], "orders no numbers"),
    "text ordered": ([rule((("n", "below", "b"),))], "orders no numbers"),
    "operator": ([rule((("n", "matches", "b"),))], "unknown test"),  # type: ignore[arg-type]
    "field": ([rule(((1, "is", "b"),))], "name of a field"),  # type: ignore[arg-type]
}


@pytest.mark.parametrize("name", REFUSED_RULES)
def test_an_unfit_rule_is_refused_when_the_rulebook_is_made(name: str) -> None:
    rules, says = REFUSED_RULES[name]
    with pytest.raises(RuleFailure, match=says):
        Rulebook(rules)


def test_an_act_that_reads_too_many_fields_is_refused_by_name() -> None:
    wide = rule(tuple((f"n{n}", "is", 1) for n in range(FIELDS_MAX + 1)))
    with pytest.raises(RuleFailure, match=f"'like_post' read {FIELDS_MAX + 1} fields"):
        Rulebook([wide]).matches("like_post", {})


def test_an_act_may_read_as_many_fields_as_a_fact_may_hold() -> None:
    wide = rule(tuple((f"n{n}", "is", 1) for n in range(FIELDS_MAX)))
    fact: dict[str, Value] = {f"n{n}": 1 for n in range(FIELDS_MAX)}
    book = Rulebook([wide])
    assert book.matches("like_post", fact) == {0}
    assert book.matches("like_post", fact | {"n7": 2}) == frozenset()
