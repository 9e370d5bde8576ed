"""A receipt number leads back to the report for who has it, and is nowhere kept."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netralitas.casework.privacy import BadReceipt, PrivacyError, Secret, index_of, issue
from netralitas.casework.privacy.receipts import CHECKS, SYMBOLS, bits_of
from tests.workflows.casework.privacy.shown import all_that_is_shown

KEY = Secret(bytes(range(32)))


def drawing(drawn: bytes) -> Callable[[int], bytes]:
    return lambda count: drawn[:count]


NUMBER = issue(drawing(bytes(range(10, 20))))
numbers = st.binary(min_size=10, max_size=10).map(lambda drawn: issue(drawing(drawn)))


def is_read(typed: str) -> bool:
    return isinstance(bits_of(Secret(typed)), int)


def test_a_number_is_four_groups_and_a_check() -> None:
    check = "0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U"[int.from_bytes(bytes(range(10, 20))) % 37]
    assert NUMBER.reveal().decode() == "185G-R38E-1W81-24GK-3" == f"185G-R38E-1W81-24GK-{check}"
    assert repr(NUMBER) == "Secret(...)"


def test_the_same_number_is_found_again_however_it_is_typed() -> None:
    found = index_of(NUMBER, KEY)
    assert len(found) == 64
    for typed in ("185gr38e1w8124gk3", " 185G R38E 1W81 24GK 3 ", "I85G-R38E-LW81-24GK-3"):
        assert index_of(Secret(typed), KEY) == found


def test_another_number_or_key_gives_another_index() -> None:
    other = issue(drawing(bytes(10)))
    indexes = [index_of(NUMBER, KEY), index_of(other, KEY), index_of(NUMBER, Secret(bytes(32)))]
    assert len(set(indexes)) == 3
    assert all(part.lower() not in indexes[0] for part in ("185GR38E", "1W8124GK"))


@given(numbers)
def test_every_number_that_is_issued_is_read(number: Secret) -> None:
    assert is_read(number.reveal().decode())


@given(numbers, st.integers(0, 15), st.sampled_from(SYMBOLS))
def test_one_mistyped_symbol_is_noticed(number: Secret, at: int, symbol: str) -> None:
    typed = number.reveal().decode().replace("-", "")
    if typed[at] != symbol:
        assert not is_read(typed[:at] + symbol + typed[at + 1 :])


@given(numbers, st.sampled_from(CHECKS))
def test_a_mistyped_check_is_noticed(number: Secret, symbol: str) -> None:
    typed = number.reveal().decode()
    assert is_read(typed[:-1] + symbol) == (typed[-1] == symbol)


@given(numbers, st.integers(0, 14))
def test_two_neighbours_exchanged_are_noticed(number: Secret, at: int) -> None:
    typed = number.reveal().decode().replace("-", "")
    first, second = typed[at], typed[at + 1]
    if first != second:
        assert not is_read(typed[:at] + second + first + typed[at + 2 :])


@given(st.text(max_size=20))
def test_whatever_is_typed_is_read_or_told_to_be_wrong(typed: str) -> None:
    assert bits_of(Secret(typed.encode("utf-8", "surrogatepass"))) is not None


@pytest.mark.parametrize(
    "typed, says",
    [
        ("", "has 17 symbols, not 0"),
        ("185G-R38E-1W81-24GK", "has 17 symbols, not 16"),
        ("185G-R38E-1W81-24GU-3", "symbol 16 is none of a receipt number"),
        ("185G-R38E-1W81-24GK-T", "its check symbol does not fit"),
    ],
)
def test_a_typing_mistake_is_told_without_the_number(typed: str, says: str) -> None:
    with pytest.raises(BadReceipt, match=says) as refused:
        index_of(Secret(typed), KEY)
    assert "85G" not in all_that_is_shown(refused.value)


def test_a_weak_key_or_draw_is_refused() -> None:
    with pytest.raises(PrivacyError, match="the key of receipts must have at least 32 bytes"):
        index_of(NUMBER, Secret(bytes(31)))
    with pytest.raises(PrivacyError, match="the random number must have 10 bytes"):
        issue(drawing(b"short"))


@settings(max_examples=5)
@given(st.binary(min_size=10, max_size=10))
def test_what_is_drawn_is_all_that_tells_numbers_apart(drawn: bytes) -> None:
    assert bits_of(issue(drawing(drawn))) == int.from_bytes(drawn, "big")
