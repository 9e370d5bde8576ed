"""A workbook holds numbers as numbers and words as words, and nothing a spreadsheet would run."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from netralitas.desk.workbook import SHEET_NAME_MOST, sheet_name, workbook, workbook_of
from netralitas.facts import Language
from netralitas.simulation.table import TOTAL, Cell, Table

from .reports import AS_OF, HOSTILE, hostile, report

CREATED = datetime(2024, 12, 1, 8, 0)
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "{=1}", "http://example.invalid/")


def table(*rows: tuple[Cell, ...], title: str = "Judul", totals: tuple[Cell, ...] = ()) -> Table:
    keys = tuple(f"k{place}" for place in range(len(rows[0])))
    return Table("t", title, keys, keys, rows, totals)


def read(content: bytes) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name).decode() for name in packed.namelist()}


@pytest.mark.parametrize("language", Language)
def test_every_table_of_a_report_is_a_sheet_with_its_rows(language: Language) -> None:
    of = report(language)
    sheets = read(workbook_of(of, CREATED))
    assert len(sheets) == len(of.sections)
    for section, rows in zip(of.sections, sheets.values(), strict=True):
        assert rows[0] == list(section.table.headings)
        sums = 1 if section.table.totals else 0
        assert len(rows) == 1 + len(section.table.rows) + sums


def test_numbers_shares_and_days_are_what_they_are() -> None:
    made = workbook([table(("satu", 1234, 0.25, AS_OF, None))], "T", CREATED)
    [rows] = read(made).values()
    assert rows[1] == ["satu", 1234.0, 0.25, date(2024, 12, 1), ""]
    sheet = parts(made)["xl/worksheets/sheet1.xml"]
    assert "<v>1234</v>" in sheet
    assert 't="s"' in sheet


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_becomes_a_formula_or_a_link(text: str) -> None:
    made = parts(workbook([table((text, 1), title=text)], text, CREATED))
    sheets = "".join(body for name, body in made.items() if name.startswith("xl/worksheets/"))
    assert "<f>" not in sheets
    assert "hyperlink" not in sheets
    assert not [name for name in made if "_rels/sheet" in name]


def test_a_formula_would_be_noticed() -> None:
    from xlsxwriter import Workbook

    content = io.BytesIO()
    with Workbook(content) as book:
        book.add_worksheet().write(0, 0, FORMULAS[0])
    assert "<f>" in parts(content.getvalue())["xl/worksheets/sheet1.xml"]


def test_a_sheet_can_be_read_filtered_and_printed() -> None:
    made = parts(workbook([table(("satu", 1), ("dua", 2), totals=("Jumlah", 3))], "T", CREATED))
    sheet = made["xl/worksheets/sheet1.xml"]
    assert 'state="frozen"' in sheet
    assert '<autoFilter ref="A1:B3"/>' in sheet
    assert "customWidth" in sheet
    assert 'fitToHeight="0"' in sheet
    assert "Print_Titles" in made["xl/workbook.xml"]


def test_the_workbook_says_what_it_is_and_when_it_was_made() -> None:
    core = parts(workbook([table(("satu", 1))], "Simulasi & uji", CREATED))["docProps/core.xml"]
    assert "<dc:title>Simulasi &amp; uji</dc:title>" in core
    assert "2024-12-01T08:00:00Z" in core


def test_the_same_tables_give_the_same_bytes() -> None:
    assert workbook_of(report(), CREATED) == workbook_of(report(), CREATED)
    assert workbook_of(report(), CREATED) != workbook_of(report(), CREATED.replace(hour=9))


def test_hostile_words_are_read_back_as_words() -> None:
    [rows] = read(workbook([hostile()], HOSTILE, CREATED)).values()
    assert str(rows[1][0]).startswith(HOSTILE)
    assert rows[3][0] == "=1+1"


NAMES = st.lists(st.text(max_size=40) | st.sampled_from(["History", "a/b", "'", "[x]"]), max_size=8)


@settings(max_examples=50)
@given(NAMES)
def test_sheets_have_names_that_a_spreadsheet_takes(titles: list[str]) -> None:
    taken: set[str] = set()
    for title in titles:
        name = sheet_name(title, taken)
        assert 0 < len(name.encode("utf-16-le")) // 2 <= SHEET_NAME_MOST
        assert not re.search(r"[\[\]:*?/\\]", name)
        assert name.strip("'") == name
        assert name.casefold() not in taken | {"history"}
        taken.add(name.casefold())
    tables = [table(("x", 1), title=title) for title in titles]
    assert len(read(workbook(tables, "T", CREATED))) == len(titles) if titles else True


def test_two_tables_of_one_title_have_two_names() -> None:
    long = "Hasil menurut jenjang jabatan dan pemerintahan"
    assert sheet_name(long) == "Hasil menurut jenjang jabatan d"
    assert sheet_name(long, {sheet_name(long).casefold()}) == "Hasil menurut jenjang jabat (2)"


def test_the_sum_stands_outside_the_filter() -> None:
    found = Table("t", "T", ("a", TOTAL), ("A", "B"), (("x", 1), ("y", 2)), ("Jumlah", 3))
    sheet = parts(workbook([found], "T", CREATED))["xl/worksheets/sheet1.xml"]
    assert '<autoFilter ref="A1:B3"/>' in sheet
    assert "<v>3</v>" in sheet
