"""No group of one or two decisions is shown, nor can one be had by subtracting what is shown."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Hashable, Sequence

from hypothesis import given
from hypothesis import strategies as st

from netralitas.judgement.consistency.disclosure import LEAST_SHOWN, Disclosure, disclose, told

Path = tuple[Hashable, ...]


def nested(leaf: tuple[str, ...]) -> Path:
    """Return the keys of a decision at every step, from all its marks down to the first one."""
    return tuple(leaf[:kept] for kept in range(len(leaf), 0, -1))


PATHS = st.lists(
    st.tuples(*(st.sampled_from("ab") for _ in range(2)), st.sampled_from("abc")).map(nested),
    max_size=40,
)


def groups_shown(paths: Sequence[Path], found: Disclosure) -> list[frozenset[int]]:
    """Return every group that may be shown as the set of the decisions in it."""
    return [
        frozenset(place for place, path in enumerate(paths) if path[step] == key)
        for step, shown in enumerate(found.groups)
        for key in shown
    ]


def told_apart(paths: Sequence[Path], groups: Sequence[frozenset[int]]) -> list[int]:
    """Return the sizes of the smallest sets that unions and differences of the groups can make."""
    signs = Counter(tuple(place in group for group in groups) for place in range(len(paths)))
    return [size for sign, size in signs.items() if any(sign)]


def by_size_alone(paths: Sequence[Path]) -> list[frozenset[int]]:
    """Return what a rule would show that asks only whether a group has three decisions."""
    groups: dict[tuple[int, Hashable], set[int]] = {}
    for place, path in enumerate(paths):
        for step, key in enumerate(path):
            groups.setdefault((step, key), set()).add(place)
    return [frozenset(group) for group in groups.values() if len(group) >= LEAST_SHOWN]


@given(PATHS)
def test_no_sum_or_difference_of_what_is_shown_is_one_or_two(paths: list[Path]) -> None:
    groups = groups_shown(paths, disclose(paths))
    assert all(len(group) >= LEAST_SHOWN for group in groups)
    assert all(size >= LEAST_SHOWN for size in told_apart(paths, groups))


def test_a_rule_that_asks_for_the_size_alone_would_be_seen_through() -> None:
    """The control: five decisions shown beside three of them tell of the other two."""
    paths = [nested(("a", "x"))] * 3 + [nested(("a", "y"))] * 2
    assert min(told_apart(paths, by_size_alone(paths))) == 2
    assert disclose(paths).groups == ({("a", "x"): 3}, {})


@given(PATHS)
def test_a_narrowest_group_of_three_is_always_shown(paths: list[Path]) -> None:
    found = disclose(paths)
    for leaf, size in Counter(path[0] for path in paths).items():
        assert (leaf in found.groups[0]) is (size >= LEAST_SHOWN)


@given(PATHS, st.randoms(use_true_random=False))
def test_the_order_of_the_decisions_does_not_matter(paths: list[Path], dice: random.Random) -> None:
    mixed = paths.copy()
    dice.shuffle(mixed)
    assert disclose(mixed).groups == disclose(paths).groups


@given(PATHS)
def test_only_what_lies_in_a_group_shown_is_counted(paths: list[Path]) -> None:
    found = disclose(paths)
    groups = groups_shown(paths, found)
    assert found.covered == tuple(
        any(place in group for group in groups) for place in range(len(paths))
    )


def test_small_groups_are_shown_together_once_they_are_three() -> None:
    paths = [nested(("a", "x"))] * 2 + [nested(("a", "y"))] * 2
    found = disclose(paths)
    assert found.groups == ({}, {("a",): 4})
    assert found.step_of(nested(("a", "x"))) == 1
    assert found.step_of(nested(("a", "new"))) == 1
    assert found.step_of(nested(("b", "x"))) is None


def test_a_group_may_be_shown_beside_the_only_one_that_is_in_it() -> None:
    """Nobody is left over, so the difference tells of nobody."""
    paths = [nested(("a", "x"))] * 4
    assert disclose(paths).groups == ({("a", "x"): 4}, {("a",): 4})
    assert disclose(paths).step_of(nested(("a", "y"))) == 1


def test_steps_can_be_passed_over() -> None:
    paths = [nested(("a", "x"))] * 4
    assert disclose(paths).step_of(nested(("a", "x")), 1) == 1
    assert disclose([]).step_of(nested(("a", "x"))) is None


def test_a_count_is_told_from_three_on() -> None:
    assert [told(n) for n in range(5)] == [None, None, None, 3, 4]
