"""A sheet is read as people filled it in, and what the sheet did to a cell is said of that cell."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time
from typing import Any

import pytest
from xlsxwriter import Workbook

from netralitas.simulation import workbook_parts
from netralitas.simulation.workbook_parts import letters_of
from tests.workflows.simulation.reading_twice import only, said
from tests.workflows.simulation.tables_written import as_xlsx

NAMES = ("id", "subject.category", "subject.heads_unit", "act", "at", "report.at")


def changed(content: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """Return a workbook with a text of one of its parts replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as parts, zipfile.ZipFile(out, "w") as copy:
        for name in parts.namelist():
            text = parts.read(name)
            assert name != part or old in text
            copy.writestr(name, text.replace(old, new) if name == part else text)
    return out.getvalue()


@pytest.mark.parametrize("counted_from_1904", [False, True])
def test_days_come_as_dates_as_times_at_midnight_and_as_serial_numbers(
    counted_from_1904: bool,
) -> None:
    serial = (
        date(2024, 10, 2) - (date(1904, 1, 1) if counted_from_1904 else date(1899, 12, 30))
    ).days
    cells: list[Any] = [
        date(2024, 10, 2),
        datetime(2024, 10, 2),
        serial,
        float(serial),
        "2024-10-02",
    ]
    rows = [("a", "pns", True, "gesture", cell, None) for cell in cells]
    chunk = only(as_xlsx(NAMES, rows, date_1904=counted_from_1904), ".xlsx")
    assert chunk.faults == ()
    assert chunk.frame["at"].to_list() == [date(2024, 10, 2)] * 5


def test_whole_numbers_texts_and_truth_values_are_what_they_look_like() -> None:
    names = ("id", "event", "subject.heads_unit", "subject.tambahan_penghasilan", "act")
    rows = [(7, 1.5, True, 5_000_000, "gesture"), ("007", "x ", False, 0.0, "gesture")]
    chunk = only(as_xlsx(names, rows), ".xlsx")
    assert chunk.frame.rows() == [
        ("7", "1.5", True, 5_000_000, "gesture"),
        ("007", "x", False, 0, "gesture"),
    ]


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        (datetime(2024, 10, 2, 8, 30), "expected a date, not '2024-10-02 08:30:00'"),
        (time(8, 30), "expected a date, not '08:30:00'"),
        (12, "expected a date, not '12'"),
        (45567.5, "expected a date, not '45567.5'"),
        ("2 Okt 2024", "expected a date, not '2 Okt 2024'"),
        (1e15, "a sheet rounds numbers of more than 15 digits (format the cell as text)"),
    ],
)
def test_what_is_no_day_is_told_by_the_name_of_its_cell(cell: Any, says: str) -> None:
    rows = [("a", "pns", None, "gesture", None, cell), ("b", "pns", None, "gesture", None, None)]
    chunk = only(as_xlsx(NAMES, rows), ".xlsx")
    assert chunk.frame["id"].to_list() == ["b"]
    assert said(chunk.faults[0]).startswith(f"t.xlsx:2: F2 report.at: {says}")


def test_a_faulty_cell_is_told_by_its_name_and_never_taken_for_an_empty_one() -> None:
    out = io.BytesIO()
    with Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, NAMES)
        for line in (1, 2, 3):
            sheet.write_row(line, 0, ("a", "pns", True, "gesture"))
        sheet.write_formula(2, 4, "=1/0", None, "#DIV/0!")
    chunk = only(out.getvalue(), ".xlsx")
    assert chunk.rows.to_list() == [2, 4]
    assert [said(error) for error in chunk.faults] == [
        "t.xlsx:3: E3: the cell holds the fault #DIV/0! (mend its formula)"
    ]


@pytest.mark.parametrize("block", [1, 7, 64, 10_000])
def test_a_faulty_cell_is_found_wherever_the_sheet_is_cut(
    block: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = io.BytesIO()
    with Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, NAMES)
        for line in range(1, 40):
            sheet.write_row(line, 0, (f"k-{line}", "pns", True, "gesture"))
        for line in (3, 17, 39):
            sheet.write_formula(line, 4, "=" + "A1+" * line + "1", None, "#VALUE!")
    monkeypatch.setattr(workbook_parts, "_BLOCK", block)
    monkeypatch.setattr(workbook_parts, "_CELL_BYTES", 256)
    chunk = only(out.getvalue(), ".xlsx")
    assert [(error.at.line, error.at.path) for error in chunk.faults] == [
        (4, "E4"), (18, "E18"), (40, "E40"),
    ]  # fmt: skip
    assert chunk.frame.height == 36


def test_a_formula_counts_as_what_it_came_to() -> None:
    out = io.BytesIO()
    with Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, NAMES)
        sheet.write_row(1, 0, ("a", "pns", True, "gesture"))
        sheet.write_formula(1, 1, "=A9", None, "pppk")
    assert only(out.getvalue(), ".xlsx").frame["subject.category"].to_list() == ["pppk"]


def test_rows_above_the_header_empty_rows_and_columns_left_free_are_no_matter() -> None:
    out = io.BytesIO()
    with Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write_row(3, 2, ("id", "subject.category", "act"))
        sheet.write_row(4, 2, ("a", "pns", "gesture"))
        sheet.write_row(6, 2, (" ", "", ""))
        sheet.write_row(8, 2, ("b", "pnss", "gesture"))
    chunk = only(out.getvalue(), ".xlsx")
    assert chunk.rows.to_list() == [5]
    assert said(chunk.faults[0]).startswith("t.xlsx:9: D9 subject.category: unknown value 'pnss'")


def test_a_cell_beside_the_columns_is_told() -> None:
    rows = [("a", "pns", None, "gesture", None, None, "lagi")]
    [error] = only(as_xlsx(NAMES, rows), ".xlsx").faults
    assert said(error) == (
        "t.xlsx:2: a cell stands to the right of the 6 columns with a name "
        "(name its column, or remove it)"
    )


def test_the_sheet_that_is_named_is_read_and_else_the_first_that_is_shown() -> None:
    out = io.BytesIO()
    with Workbook(out) as book:
        hidden = book.add_worksheet("Catatan")
        hidden.write(0, 0, "bukan kasus")
        for name in ("Kasus", "Lain"):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ("id", "subject.category", "act"))
            sheet.write_row(1, 0, (name, "pns", "gesture"))
        book.worksheets()[1].activate()
        book.worksheets()[1].set_first_sheet()
        hidden.hide()
    content = out.getvalue()
    assert only(content, ".xlsx").frame["id"].to_list() == ["Kasus"]
    assert only(content, ".xlsx", sheet="Lain").frame["id"].to_list() == ["Lain"]
    [error] = only(content, ".xlsx", sheet="Laim").faults
    assert said(error) == "t.xlsx: there is no sheet 'Laim' (did you mean 'Lain'?)"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"PK\x03\x04rusak", "no sound XLSX"),
        (b"id,subject.level,act\n", "no sound XLSX"),
        (as_xlsx((), ()), "a sheet without a header"),
        (as_xlsx(("id", "subjek.level", "act"), ()), "unknown column 'subjek.level'"),
        (
            changed(
                as_xlsx(NAMES, ()), "xl/workbook.xml", b"<workbook ", b"<!DOCTYPE x><workbook "
            ),
            "no sound XLSX",
        ),
    ],
)
def test_what_is_no_sheet_of_cases_is_refused(content: bytes, says: str) -> None:
    chunk = only(content, ".xlsx")
    assert chunk.frame.height == 0
    assert says in said(chunk.faults[0])


def test_a_faulty_cell_without_a_name_refuses_the_sheet() -> None:
    out = io.BytesIO()
    with Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, NAMES)
        sheet.write_formula(1, 0, "=1/0", None, "#N/A")
    content = changed(out.getvalue(), "xl/worksheets/sheet1.xml", b' r="A2"', b"")
    [error] = only(content, ".xlsx").faults
    assert said(error) == "t.xlsx: a cell holds the fault #N/A (mend its formula)"


def test_columns_are_lettered_as_a_sheet_letters_them() -> None:
    assert [letters_of(place) for place in (0, 25, 26, 51, 52, 701, 702)] == [
        "A", "Z", "AA", "AZ", "BA", "ZZ", "AAA",
    ]  # fmt: skip
