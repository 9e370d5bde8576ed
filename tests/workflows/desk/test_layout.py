"""Lines fit their width, whatever is written in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netralitas.desk.layout import between, cells, columns, cut, entry, pad, wrap

WORDS = st.text(st.sampled_from("abc 漢字é\u0301-."), max_size=120)


@given(WORDS, st.integers(10, 60))
def test_no_wrapped_line_is_too_wide_and_no_letter_is_lost(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(cells(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_a_line_that_is_too_wide_would_be_noticed() -> None:
    assert cells("漢字") == 4  # counted as two characters, the width would be wrong


def test_a_word_wider_than_the_line_is_broken() -> None:
    assert wrap("sha256:" + "0" * 20, 10) == ["sha256:000", "0000000000", "0000000"]


def test_a_label_stands_left_and_a_mark_right() -> None:
    lines = list(entry("Hukum", "membuat posting, komentar, membagikan", "B", 40))
    assert lines == ["Hukum       membuat posting,", "            komentar, membagikan     [B]"]
    assert all(len(line) <= 40 for line in lines)


def test_a_label_wider_than_its_column_stands_alone() -> None:
    assert list(entry("Uraian panjang 1", "isi", "", 60)) == ["Uraian panjang 1", "            isi"]


def test_depth_indents_every_line_of_an_entry() -> None:
    lines = list(entry("", "satu dua tiga empat lima enam", "", 30, depth=2))
    assert all(line.startswith(" " * 16) for line in lines)


def test_both_ends_share_a_line_where_they_fit() -> None:
    assert between("kiri", "kanan", 20) == ["kiri          kanan"[:0] + "kiri" + " " * 11 + "kanan"]
    assert between("kiri", "kanan", 9) == ["kiri", "kanan"]


@pytest.mark.parametrize(
    ("text", "width", "left"), [("pendek", 10, "pendek"), ("panjang sekali", 10, "panjang...")]
)
def test_a_cell_is_cut_with_three_dots(text: str, width: int, left: str) -> None:
    assert cut(text, width) == left


def test_columns_are_aligned_and_the_widest_gives_way() -> None:
    rows = [("id", "hasil"), ("kasus-satu", "pelanggaran yang panjang sekali")]
    wide = list(columns(rows, 80))
    assert wide[0].index("hasil") == wide[1].index("pelanggaran")
    narrow = list(columns(rows, 30))
    assert all(cells(line) <= 30 for line in narrow)
    assert narrow[1].endswith("...")
    assert list(columns([], 30)) == []


def test_padding_never_cuts() -> None:
    assert pad("abc", 5) == "abc  "
    assert pad("abcdef", 5) == "abcdef"
