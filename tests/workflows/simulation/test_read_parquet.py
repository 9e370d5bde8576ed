"""Parquet is read with the types that it has, whoever wrote it."""

from __future__ import annotations

import io
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from netralitas.simulation.reading import pieces_of
from tests.workflows.simulation.reading_twice import chunks, only, said

CASES: dict[str, list[Any]] = {
    "id": ["a", "b", None],
    "subject.category": ["pns", "pppk", "pns"],
    "act": ["gesture", "gesture", "gesture"],
}


def parquet(columns: dict[str, Any] | pl.DataFrame, **how: Any) -> bytes:
    out = io.BytesIO()
    pl.DataFrame(columns).write_parquet(out, **how)
    return out.getvalue()


def test_types_are_taken_as_they_are() -> None:
    typed = {
        "id": pl.Series([7, 8]),
        "subject.category": pl.Series(["pns", "pppk"], dtype=pl.Categorical),
        "subject.level": pl.Series(["pengawas", None], dtype=pl.Enum(["pengawas", "camat"])),
        "subject.heads_unit": [True, None],
        "subject.tambahan_penghasilan": [5_000_000.0, float("nan")],
        "subject.until": [datetime(2025, 1, 1), None],
        "act": ["gesture", "post_photo"],
        "at": [date(2024, 10, 2), None],
        "report.at": ["2024-10-05", None],
        "event": pl.Series([None, None]),
    }
    chunk = only(parquet(typed), ".parquet")
    assert chunk.faults == ()
    assert chunk.frame.rows(named=True) == [
        {
            "id": "7",
            "subject.category": "pns",
            "subject.level": "pengawas",
            "subject.heads_unit": True,
            "subject.tambahan_penghasilan": 5_000_000,
            "subject.until": date(2025, 1, 1),
            "act": "gesture",
            "at": date(2024, 10, 2),
            "report.at": date(2024, 10, 5),
            "event": None,
        },
        {
            **dict.fromkeys(typed),
            "id": "8",
            "subject.category": "pppk",
            "act": "post_photo",
        },
    ]


def test_a_row_is_told_by_its_number_from_1_and_its_column() -> None:
    found = chunks(parquet(CASES), ".parquet", rows=2)
    assert [chunk.rows.to_list() for chunk in found] == [[1, 2], []]
    assert [said(error) for chunk in found for error in chunk.faults] == [
        "t.parquet:3: key 'id' is missing (for example id: ...)"
    ]


@pytest.mark.parametrize(
    ("name", "cells", "says"),
    [
        ("subject.heads_unit", [1, 0], "expected true or false, not '1'"),
        ("subject.until", [datetime(2025, 1, 1, 8), None], "expected a date, not '2025-01-01 08:"),
        ("subject.until", [date(2009, 12, 31), None], "the year 2009 (between 2010 and 2035)"),
        ("subject.tambahan_penghasilan", [1.5, None], "expected a whole number, not '1.5'"),
        ("subject.tambahan_penghasilan", [-1, None], "expected a whole number, not '-1'"),
        ("subject.tambahan_penghasilan", [10**12, None], "expected a whole number, not '1000000"),
        ("subject.level", [True, None], "unknown value 'true'"),
        ("event", ["a\x1bb", None], "a control character: U+001B"),
    ],
)
def test_a_cell_that_no_case_holds_is_told(name: str, cells: list[Any], says: str) -> None:
    columns: dict[str, Any] = {key: values[:2] for key, values in CASES.items()}
    columns[name] = cells
    chunk = only(parquet(columns), ".parquet")
    assert chunk.frame["id"].to_list() == (["b"] if cells[1] is None else [])
    assert said(chunk.faults[0]).startswith(f"t.parquet:1: {name}: {says}")


def test_fields_of_structs_are_columns_of_their_own() -> None:
    nested = {
        "id": ["a"],
        "subject": [{"category": "pns", "level": None}],
        "act": ["gesture"],
        "process": [{"examination": {"at": date(2024, 12, 1)}}],
    }
    frame = only(parquet(nested), ".parquet").frame
    assert frame.columns == [
        "id", "subject.category", "subject.level", "act", "process.examination.at",
    ]  # fmt: skip
    assert frame.row(0) == ("a", "pns", None, "gesture", date(2024, 12, 1))


@pytest.mark.parametrize(
    ("columns", "says"),
    [
        (
            {"id": ["a"], "charges": [[{"act": "gesture"}]]},
            "column 'charges' holds List(Struct({'act': String})): one cell, one value "
            "(one column for each value, for example charges.1.act)",
        ),
        ({"id": [b"a"], "subject.level": [None], "act": ["gesture"]}, "column 'id' holds Binary"),
        ({"id": ["a"], "subjek.level": [None]}, "unknown column 'subjek.level'"),
        ({"id": ["a"], "subject.level": [None]}, "there is no column 'act'"),
    ],
)
def test_a_column_that_no_case_has_is_told_once(columns: dict[str, Any], says: str) -> None:
    found = chunks(parquet(pl.concat([pl.DataFrame(columns)] * 5)), ".parquet", rows=2)
    [error] = [error for chunk in found for error in chunk.faults]
    assert said(error).startswith(f"t.parquet: {says}")


def test_an_earlier_answer_beside_the_cases_is_not_read() -> None:
    content = parquet({**CASES, "verdict.tier": ["berat"] * 3, "verdict.due": [[1]] * 3})
    assert only(content, ".parquet").frame.columns == list(CASES)


def test_what_is_no_parquet_is_refused() -> None:
    for content in (b"", b"PAR1", parquet(CASES)[:-20]):
        [error] = only(content, ".parquet").faults
        assert "no sound Parquet" in said(error)


def test_pieces_are_ranges_of_rows(tmp_path: Path) -> None:
    file = tmp_path / "t.parquet"
    file.write_bytes(parquet({"id": ["a"] * 25}, row_group_size=10))
    assert [(one.start, one.end) for one in pieces_of(str(file), rows=10)] == [
        (0, 10), (10, 20), (20, 25),
    ]  # fmt: skip
