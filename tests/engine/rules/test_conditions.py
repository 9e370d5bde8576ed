"""The language after `when:`: what it parses to, and what it refuses."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netralitas.rules.conditions import ALWAYS, ConditionError, Rule, Test, both, parse

FIELDS: dict[str, tuple[Any, ...]] = {
    "active": (False, True),
    "public": (False, True),
    "reaction": ("post", "like", "share"),
    "era": (0, 1, 2, 3),
}


def free(field: str, value: Any, path: tuple[str | int, ...]) -> None:
    """A vocabulary that takes everything."""


def means(when: Any, fact: dict[str, Any]) -> bool:
    """Read a condition by its meaning, without expanding anything."""
    if when is None:
        return True
    for key, value in when.items():
        if key == "all":
            holds = all(means(part, fact) for part in value)
        elif key == "any":
            holds = any(means(part, fact) for part in value)
        elif isinstance(value, dict) and "not" in value:
            excluded = value["not"] if isinstance(value["not"], list) else [value["not"]]
            holds = fact[key] not in excluded
        elif isinstance(value, dict):
            holds = value.get("at_least", 0) <= fact[key] < value.get("below", 99)
        else:
            holds = fact[key] in (value if isinstance(value, list) else [value])
        if not holds:
            return False
    return True


leaves = st.one_of(
    st.fixed_dictionaries({"active": st.booleans()}),
    st.fixed_dictionaries({"public": st.fixed_dictionaries({"not": st.booleans()})}),
    st.fixed_dictionaries(
        {"reaction": st.lists(st.sampled_from(FIELDS["reaction"]), min_size=1, max_size=2)}
    ),
    st.fixed_dictionaries({"era": st.fixed_dictionaries({"at_least": st.integers(0, 3)})}),
    st.fixed_dictionaries({"era": st.fixed_dictionaries({"below": st.integers(0, 3)})}),
)
conditions = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.fixed_dictionaries({"all": st.lists(inner, min_size=1, max_size=2)}),
        st.fixed_dictionaries({"any": st.lists(inner, min_size=1, max_size=3)}),
    ),
    max_leaves=6,
)


@given(conditions)
def test_the_alternatives_mean_what_the_condition_says(when: Any) -> None:
    rule = Rule("r", "act", 0, "decides", parse(when, free))
    for values in itertools.product(*FIELDS.values()):
        fact = dict(zip(FIELDS, values, strict=True))
        assert rule.holds(fact) == means(when, fact)


def test_a_parser_that_read_any_as_all_would_be_noticed() -> None:
    """The control: the meaning tells the two apart."""
    fact = {"active": True, "public": False}
    parts = [{"active": True}, {"public": True}]
    assert means({"any": parts}, fact) and not means({"all": parts}, fact)


def test_no_condition_always_holds() -> None:
    assert parse(None, free) == ALWAYS
    assert Rule("r", "act", 0, "decides", ALWAYS).holds({})


def test_a_field_that_is_absent_meets_no_test_not_even_a_negative_one() -> None:
    alternatives = parse({"active": {"not": True}}, free)
    assert not Rule("r", "act", 0, "decides", alternatives).holds({})


def test_alternatives_that_contradict_themselves_are_dropped() -> None:
    left = parse({"reaction": ["post", "like"]}, free)
    right = parse({"reaction": {"not": "like"}}, free)
    assert both(left, right) == (
        (Test("reaction", "is", "post"), Test("reaction", "is_not", "like")),
    )


@pytest.mark.parametrize(
    ("when", "says"),
    [
        ([], "must be a mapping"),
        ({"any": []}, "must be a list"),
        ({"all": {}}, "must be a list"),
        ({"active": {"nearly": True}}, "unknown test of 'active'"),
        ({"active": {}}, "unknown test of 'active'"),
        ({name: list(range(7)) for name in "abc"}, "expands to 343 alternatives"),
    ],
)
def test_what_cannot_be_parsed_says_why(when: Any, says: str) -> None:
    with pytest.raises(ConditionError) as raised:
        parse(when, free)
    assert says in str(raised.value)
