"""This file tries JSON as a case file: duplicates, numbers of no fixed meaning, and lines found."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netralitas.facts import CaseError, Language
from netralitas.policy import Bounds
from netralitas.policy.json import compose_json, positions
from netralitas.policy.located import Composed


def compose(text: str, **how: Any) -> Composed:
    return compose_json(text.encode("utf-8", "surrogatepass"), "f.json", error=CaseError, **how)


def refusal(text: str, **how: Any) -> str:
    with pytest.raises(CaseError) as refused:
        compose(text, **how)
    return refused.value.message(Language.EN)


def fault(text: str) -> str:
    [found] = compose(text).faults
    return found.error.message(Language.EN)


def test_a_duplicate_key_is_refused_with_both_lines() -> None:
    assert fault('{"a": 1,\n "b": {"c": 2,\n\n "c": 3}}') == (
        "f.json:4: b.c: key 'c' already stands on line 2 (remove one of them)"
    )


def test_a_plain_reader_would_take_the_last_of_duplicates() -> None:
    """The control: what happens without the guard."""
    assert json.loads('{"a": 1, "a": 2}') == {"a": 2}


@pytest.mark.parametrize("number", ["1.5", "1e3", "NaN", "Infinity", "-Infinity", "1e999"])
def test_a_number_with_a_fraction_is_refused(number: str) -> None:
    assert "no fractions here" in fault(f'{{"a": {number}}}')


@pytest.mark.parametrize("number", ["9007199254740992", "-9007199254740992", "9" * 6000])
def test_a_number_that_not_every_reader_sees_alike_is_refused(number: str) -> None:
    assert "the number is too big" in fault(f'{{"a": {number}}}')


def test_the_greatest_numbers_that_all_readers_see_alike_are_taken() -> None:
    assert compose("[9007199254740991, -9007199254740991]").faults == ()


@pytest.mark.parametrize("escape", ["\\u0000", "\\u001b", "\\ud800", "\\udc00x", "\\u2028"])
def test_a_character_that_no_text_may_hold_is_refused(escape: str) -> None:
    assert "U+" in fault(f'{{"a": "{escape}"}}')
    assert "U+" in fault(f'{{"{escape}": 1}}')


def test_an_escaped_surrogate_pair_is_a_character() -> None:
    assert compose('{"a": "\\ud83d\\ude00"}').located.data == {"a": "\N{GRINNING FACE}"}


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 100_000, "[" * 41 + "]" * 41])
def test_deep_nesting_is_refused(text: str) -> None:
    assert "nested deeper than 40 levels" in refusal(text)


def test_nesting_up_to_the_bound_is_taken() -> None:
    assert compose("[" * 40 + "]" * 40).faults == ()
    assert compose("[" * 41 + "]" * 41, bounds=Bounds(depth=41)).faults == ()


def test_a_file_of_10_megabytes_is_refused() -> None:
    assert "a file of 9.5 MiB; at most 4 MiB" in refusal('"' + "x" * 10_000_000 + '"')


def test_values_are_counted() -> None:
    assert "more than 3 values" in refusal('["a", {"b": {"c": {}}}]', bounds=Bounds(nodes=3))
    assert "more than 1 values" in refusal("[1]", bounds=Bounds(nodes=1))
    assert compose('["a", "b"]', bounds=Bounds(nodes=3)).faults == ()


@pytest.mark.parametrize(
    ("text", "line"),
    [('{"a": 1,\n "b" 2}', 2), ("", 1), ("{}\n{}", 2), ("[1,\n\n2 3]", 3), ("{'a': 1}", 1)],
)
def test_broken_json_is_refused_at_its_line(text: str, line: int) -> None:
    assert refusal(text).startswith(f"f.json:{line}: not valid JSON ")


def test_a_line_of_a_file_keeps_its_number() -> None:
    composed = compose('{"a": {"b": 1}}', first=17)
    assert str(composed.located.place(("a", "b"))) == "f.json:17: a.b"
    assert refusal('{"a"', first=17).startswith("f.json:17: ")


def test_the_line_of_each_value_is_found() -> None:
    text = '{\n "a": [1,\n  {"b": "x]}:,\\" "},\n  3],\n "c": {}\n}'
    assert dict(positions(text)) == {
        ("a",): 2,
        ("a", 0): 2,
        ("a", 1): 3,
        ("a", 1, "b"): 3,
        ("a", 2): 4,
        ("c",): 5,
    }
    place = compose(text).located.place(("a", 2, "nowhere"))
    assert str(place) == "f.json:4: a[2].nowhere"


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-1000, 1000) | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(PLAIN)
def test_every_value_has_a_line_and_nothing_else_has(data: Any) -> None:
    def paths(value: Any, path: tuple[str | int, ...]) -> set[tuple[str | int, ...]]:
        items = (
            value.items()
            if isinstance(value, dict)
            else enumerate(value)
            if isinstance(value, list)
            else ()
        )
        return {path}.union(*(paths(item, (*path, key)) for key, item in items))

    text = json.dumps(data, separators=(",\n", " :\t"))
    assert {(), *(path for path, _ in positions(text))} == paths(data, ())


def test_lines_are_a_mapping_like_any_other() -> None:
    lines = compose('{"a": [1]}').located.lines
    assert (len(lines), list(lines)) == (3, [(), ("a",), ("a", 0)])
