"""One line a case: in words for people, in stored values for machines, and never a formula."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netralitas.desk.page import About
from netralitas.desk.rows import headings, row_of, safe_cell
from netralitas.facts import Authority, Language, Track, Verdict
from netralitas.judgement import FLAT, flat

Make = Callable[..., About]


@pytest.mark.parametrize("language", Language)
def test_a_row_has_a_cell_under_every_heading(about: Make, language: Language) -> None:
    assert len(row_of(about(language))) == len(headings(language))


def test_a_row_says_the_case_in_words(about: Make) -> None:
    assert row_of(about()) == (
        "LMJ-2024-001",
        "lurah (PNS, pengawas)",
        "berkomentar atau menyukai",
        "pelanggaran",
        "hukuman disiplin BERAT",
        "bupati",
        "perlu dinilai Gakkumdu",
    )


def test_an_open_case_shows_the_fact_to_ask_for(about: Make, undetermined: Verdict) -> None:
    row = row_of(about(verdict=undetermined))
    assert row[3:6] == ("belum dapat ditentukan", "? active", "")


def test_an_authority_that_is_not_settled_is_a_question_mark(
    about: Make, lurah: Verdict, implicated: Authority
) -> None:
    opened = msgspec.structs.replace(lurah.tracks[Track.DISIPLIN], authority=implicated)
    verdict = msgspec.structs.replace(lurah, tracks={Track.DISIPLIN: opened})
    assert row_of(about(verdict=verdict))[5] == "?"


def flat_row(verdict: Verdict) -> dict[str, object]:
    return {column.name: cell for column, cell in zip(FLAT, flat(verdict), strict=True)}


def test_a_flat_row_holds_stored_values(lurah: Verdict) -> None:
    row = flat_row(lurah)
    assert row["outcome"] == "violation"
    assert row["sanctions"] == "berat_a;berat_b;berat_c"
    assert row["recommended"] == "berat_a"
    assert row["authority_official"] == "bupati_wali_kota"
    assert (row["next_due_stage"], row["next_due"]) == ("atasan_langsung", date(2024, 10, 16))
    assert row["as_of"] == date(2024, 12, 31)


def test_a_flat_row_without_a_track_leaves_its_cells_empty(undetermined: Verdict) -> None:
    row = flat_row(undetermined)
    assert row["reachable"] == "violation:berat;no_violation"
    assert row["ask"] == "active"
    assert row["sanctions"] is row["authority_outcome"] is row["next_due"] is None


@given(st.text())
def test_no_cell_begins_as_a_formula_does(value: str) -> None:
    assert not safe_cell(value).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert safe_cell(value).endswith(value)


def test_a_cell_that_is_no_formula_is_left_alone() -> None:
    assert safe_cell("2024-10-02") == "2024-10-02"
    assert safe_cell("=1+1") == "'=1+1"
