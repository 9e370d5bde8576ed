"""This file tries what YAML can do to a reader: grow, nest, repeat itself, and mean two things."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from netralitas.facts import CaseError, Language, Place
from netralitas.policy import Bounds, Located, encode, read_yaml
from netralitas.policy import yaml as reader
from netralitas.policy.yaml import compose_yaml

DEFAULT = Bounds()
"""Seconds on a busy machine, for what takes half a second on an idle one."""


def read(text: str, bounds: Bounds = DEFAULT) -> Any:
    content = text.encode("utf-8", "surrogatepass")
    return read_yaml(content, "f.yaml", error=CaseError, bounds=bounds).data


def refusal(text: str, bounds: Bounds = DEFAULT) -> str:
    with pytest.raises(CaseError) as refused:
        read(text, bounds)
    return refused.value.message(Language.EN)


@pytest.mark.parametrize(
    ("plain", "value"),
    [
        ("NO", "NO"),
        ("yes", "yes"),
        ("on", "on"),
        ("true", True),
        ("FALSE", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("012", 12),
        ("0o17", 15),
        ("0x1F", 31),
        ("-5", -5),
        ("9007199254740991", 2**53 - 1),
        ("1_000", "1_000"),
        ("2024-10-02", "2024-10-02"),
        ("12:30:45", "12:30:45"),
        ("1.2.3", "1.2.3"),
        ("0b11", "0b11"),
        ("=", "="),
        ("'true'", "true"),
        ('"5"', "5"),
        ('"\\ud83d\\ude00"', "\N{GRINNING FACE}"),
    ],
)
def test_a_scalar_means_what_yaml_1_2_says(plain: str, value: object) -> None:
    found = read(f"a: {plain}")["a"]
    assert found == value
    assert type(found) is type(value)


def test_a_reader_of_yaml_1_1_would_read_other_values() -> None:
    """The control of the table above: the same words under YAML 1.1."""
    old = YAML(typ="safe", pure=True)
    old.version = (1, 1)
    assert old.load("a: NO\nb: 012\nc: 12:30:45") == {"a": False, "b": 10, "c": 45045}
    assert read("a: NO\nb: 012\nc: 12:30:45") == {"a": "NO", "b": 12, "c": "12:30:45"}


@pytest.mark.parametrize(
    "plain", ["1.5", ".5", "-2.", "1e3", "1E-7", ".inf", "-.INF", ".nan", "1e999"]
)
def test_a_number_with_a_fraction_is_refused(plain: str) -> None:
    assert "no fractions here" in refusal(f"a: {plain}")


@pytest.mark.parametrize(
    "plain", ["9007199254740992", "-9007199254740992", "9" * 5000, "0x" + "f" * 99]
)
def test_a_number_that_not_every_reader_sees_alike_is_refused(plain: str) -> None:
    message = refusal(f"a: {plain}")
    assert "the number is too big" in message
    assert len(message) < 120


def test_every_value_has_the_line_it_stands_on() -> None:
    located = read_yaml(
        b"a:\n  - 1\n  -\n    b: 2\n\n    c: [3,\n      4]\n", "f.yaml", error=CaseError
    )
    assert isinstance(located, Located)
    assert located.place(("a",)) == Place("f.yaml", 1, "a")
    assert located.place(("a", 0)).line == 2
    assert located.place(("a", 1, "b")).line == 4
    assert located.place(("a", 1, "c", 1)).line == 7
    assert str(located.place(("a", 1, "c", 1))) == "f.yaml:7: a[1].c[1]"


def test_the_place_of_what_is_absent_is_that_of_its_parent() -> None:
    located = read_yaml(b"a: 1\nb:\n  c: 2\n", "f.yaml", error=CaseError)
    assert located.place(("b", "missing", 3)) == Place("f.yaml", 3 - 1, "b.missing[3]")


def test_a_duplicate_key_is_refused_with_both_lines() -> None:
    assert refusal("a: 1\nb: 2\na: 3\n") == (
        "f.yaml:3: a: key 'a' already stands on line 1 (remove one of them)"
    )


def test_a_billion_laughs_are_refused_at_the_first_anchor() -> None:
    bomb = 'a: &a ["lol", "lol"]\n' + "".join(
        f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n"
        for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert "f.yaml:1: a: YAML anchors and aliases are not taken: &a" in refusal(bomb)


def test_without_the_guard_an_anchored_value_would_be_taken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reader._Composer, "_plain", lambda *_: None)
    assert read("a: &a 1") == {"a": 1}


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "{a: " * 100_000,
        "- " * 100_000,
        "a:\n" + "".join(" " * n + "-\n" for n in range(1, 400)),
    ],
)
def test_deep_nesting_is_refused(text: str) -> None:
    assert "nested deeper than 40 levels" in refusal(text)


def test_nesting_up_to_the_bound_is_taken() -> None:
    assert read("[" * 40 + "]" * 40)
    assert "nested deeper" in refusal("[" * 41 + "]" * 41)
    assert read("[" * 41 + "]" * 41, Bounds(depth=41))


def test_a_file_of_10_megabytes_is_refused_before_it_is_parsed() -> None:
    assert refusal("a: " + "x" * 10_000_000) == (
        "f.yaml: a file of 9.5 MiB; at most 4 MiB (split it into several files, or use JSON Lines)"
    )


def test_the_bound_on_bytes_is_what_refuses_a_big_file() -> None:
    text = "a: " + "x" * 50_000
    assert "a file of" in refusal(text, Bounds(bytes=50_000))
    assert len(read(text, Bounds(bytes=50_003))["a"]) == 50_000


@pytest.mark.parametrize("text", ["[" + "1," * 500_000 + "]", "- 1\n" * 500_000, "\n" * 500_000])
def test_more_values_than_anyone_needs_are_refused_before_parsing(text: str) -> None:
    assert "more than 400000 values" in refusal(text)


def test_values_are_counted_while_they_are_read() -> None:
    assert "more than 3 values" in refusal("a: b\nc: d\ne: f\ng: h", Bounds(nodes=3))
    assert read("a: b\nc: d", Bounds(nodes=3))


@pytest.mark.parametrize("code", [0x00, 0x07, 0x1B, 0x7F, 0x85, 0x2028, 0xFFFE, 0xFFFF])
def test_a_control_character_is_refused_bare_and_escaped(code: int) -> None:
    assert f"U+{code:04X}" in refusal(f"a: 1\nb: x{chr(code)}")
    assert f"U+{code:04X}" in refusal(f'a: 1\nb: "x\\u{code:04x}"')


def test_a_lone_surrogate_is_refused_and_a_pair_is_a_character() -> None:
    assert "a lone surrogate: U+D83D" in refusal('a: "\\ud83d"')
    assert "a lone surrogate: U+DE00" in refusal('a: "\\ude00\\ud83d"')
    assert read('a: "\\ud83d\\ude00"') == {"a": "\N{GRINNING FACE}"}


def test_bytes_that_are_not_utf_8_are_refused_with_their_line() -> None:
    with pytest.raises(CaseError, match=r"f\.yaml:2: .*0xe9"):
        read_yaml(b"a: 1\nb: caf\xe9\n", "f.yaml", error=CaseError)
    with pytest.raises(CaseError, match="0xff"):
        read_yaml("a: 1".encode("utf-16"), "f.yaml", error=CaseError)


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert read_yaml(b"\xef\xbb\xbfa: 1", "f.yaml", error=CaseError).data == {"a": 1}


@pytest.mark.parametrize("key", ["5", "true", "null", "1.5", ""])
def test_a_key_that_is_not_text_is_refused(key: str) -> None:
    assert "not text" in refusal(f"{key}: 1") or "no fractions" in refusal(f"{key}: 1")
    assert read(f'"{key}": 1') == {key: 1}


@pytest.mark.parametrize("text", ["? [a]\n: 1", "? {a: 1}\n: 1", "? *a\n: 1"])
def test_a_key_that_is_no_scalar_is_refused(text: str) -> None:
    assert "a key must be text" in refusal(text)


def test_one_faulty_value_does_not_spoil_those_beside_it() -> None:
    composed = compose_yaml(b"- {a: 1, a: 2}\n- {b: 3}\n- &c 4\n", "f.yaml", error=CaseError)
    assert [fault.path[0] for fault in composed.faults] == [0, 2]
    assert composed.located.data[1] == {"b": 3}


def test_a_thousand_faults_end_the_reading() -> None:
    assert "already stands on line 1" in refusal("a: 1\n" * 300_000)


def test_a_message_stays_on_one_line_whatever_the_file_says() -> None:
    for text in (
        '"a\\nb": 1\n"a\\nb": 2',
        "a" * 500 + ": 1\n" + "a" * 500 + ": 1",
        "!<x\u202e> a: b",
    ):
        message = refusal(text)
        assert message.isprintable()
        assert len(message) < 400


@given(
    st.text(
        alphabet=st.sampled_from("ab:-?[]{},#&*!|>'\"%@`\\ \n\t0.~=<\ufeff\u00e9\u2028\x00"),
        max_size=40,
    )
)
def test_whatever_is_written_is_read_or_refused(text: str) -> None:
    try:
        data = read(text)
    except CaseError as error:
        assert error.message(Language.ID).isprintable()
    else:
        assert isinstance(data, dict | list | str | int | None)


@given(
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers(-(2**53) + 1, 2**53 - 1)
        | st.text(
            st.characters(
                exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029\ufffe\uffff"
            )
        ),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(
                st.text(
                    st.characters(
                        exclude_categories=["Cs", "Cc"],
                        exclude_characters="\u2028\u2029\ufffe\uffff",
                    )
                ),
                inner,
                max_size=4,
            )
        ),
        max_leaves=12,
    )
)
def test_json_is_read_as_the_yaml_that_it_is(data: object) -> None:
    content = encode(data)
    if max((len(line) for line in content.split(b'"')), default=0) < 900:
        assert read_yaml(content, "f.yaml", error=CaseError).data == data


def test_a_text_on_which_the_parser_itself_falls_is_bad_input() -> None:
    assert refusal('a: "\\UFFFFFFFF"').startswith("f.yaml: not valid YAML: ")
