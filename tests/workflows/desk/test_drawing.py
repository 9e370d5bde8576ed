"""Numbers are drawn from seed, chunk and name alone, the same on every machine and for ever."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netralitas.desk.drawing import SPAN, Draws, below, evenly, table

SHARES = st.lists(st.floats(0, 1), min_size=1, max_size=40).filter(lambda some: sum(some) > 0.01)


def test_the_numbers_stay_what_they_were() -> None:
    """A change here breaks everybody's reproducible samples: it belongs in the changelog."""
    assert list(Draws(7, 2, 4).numbers("act")) == [30_528, 34_615, 32_269, 15_874]


def test_fewer_rows_are_the_first_of_more() -> None:
    assert list(Draws(1, 0, 9).numbers("x")) == list(Draws(1, 0, 4000).numbers("x"))[:9]


def test_seed_chunk_and_name_each_change_the_numbers() -> None:
    drawn = [(1, 0, "x"), (2, 0, "x"), (1, 1, "x"), (1, 0, "y"), (11, 0, "x"), (1, 10, "x")]
    assert len({tuple(Draws(seed, chunk, 20).numbers(name)) for seed, chunk, name in drawn}) == 6


@given(SHARES)
def test_a_table_gives_each_code_its_share(shares: list[float]) -> None:
    found = table(shares)
    counted = Counter(found)
    assert len(found) == SPAN
    assert list(found) == sorted(found)
    for code, share in enumerate(shares):
        assert abs(counted[code] - share / sum(shares) * SPAN) <= 1.001


def test_many_codes_find_room_in_a_table() -> None:
    assert set(table([1.0] * 700)) == set(range(700))
    assert set(evenly(3)) == {1, 2, 3}
    assert Counter(evenly(2, nothing=0.5))[0] == SPAN // 2


@given(st.integers(0, SPAN - 1), st.integers(1, 1000))
def test_a_number_below_another_is_below_it(number: int, count: int) -> None:
    assert 0 <= below(number, count) < count


@pytest.mark.parametrize("share", [0.0, 0.00002, 0.004, 0.03, 0.12, 0.125, 0.5, 1.0])
def test_rows_are_found_the_same_however_they_are_looked_for(share: float) -> None:
    draws = Draws(3, 1, 4096)
    plain = [row for row, number in enumerate(draws.numbers("x")) if number < round(share * SPAN)]
    assert draws.rows_of("x", share) == plain
    among = list(range(0, 4096, 3))
    assert draws.rows_of("x", share, among) == [row for row in plain if row % 3 == 0]
    assert abs(len(plain) / 4096 - share) < 0.03
