"""Whether a condition holds of facts of which some are not known: unknown is never false."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from netralitas.facts import Value
from netralitas.judgement.standing import Standing, standing_of
from netralitas.rules import Test

FIELDS = ("active", "public", "symbol")
CONDITIONS = st.lists(
    st.lists(
        st.builds(Test, st.sampled_from(FIELDS), st.just("is"), st.booleans()),
        min_size=1,
        max_size=3,
    ),
    min_size=1,
    max_size=3,
)
KNOWN = st.dictionaries(st.sampled_from(FIELDS), st.booleans())


def by_trying(condition: list[list[Test]], known: dict[str, bool]) -> Standing:
    """Try every way in which the unknown may turn out."""
    unknown = [field for field in FIELDS if field not in known]
    answers = set()
    for values in itertools.product((False, True), repeat=len(unknown)):
        fact: dict[str, Value] = {**known, **dict(zip(unknown, values, strict=True))}
        answers.add(any(all(test.holds(fact[test.field]) for test in one) for one in condition))
    if len(answers) == 2:
        return Standing.DEPENDS
    return Standing.HOLDS if answers == {True} else Standing.FAILS


@given(CONDITIONS, KNOWN)
def test_what_is_certain_is_certain_whatever_the_unknown(
    condition: list[list[Test]], known: dict[str, bool]
) -> None:
    found, tried = standing_of(condition, known), by_trying(condition, known)
    # It may call open what only all alternatives together settle, and never the other way round.
    assert found is tried or found is Standing.DEPENDS


def test_each_standing_occurs() -> None:
    condition = [[Test("active", "is", True), Test("public", "is", True)]]
    assert standing_of(condition, {"active": True, "public": True}) is Standing.HOLDS
    assert standing_of(condition, {"active": False}) is Standing.FAILS
    assert standing_of(condition, {"active": True}) is Standing.DEPENDS
    assert standing_of([[]], {}) is Standing.HOLDS
