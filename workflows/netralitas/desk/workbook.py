"""This file writes tables as a workbook: a sheet for each, numbers as numbers, days as days.

It is the one file of reports that imports xlsxwriter. No text becomes a formula or a link, whatever
it begins with, and the same tables give the same bytes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from netralitas.desk.report import Report
from netralitas.desk.svg import readable
from netralitas.simulation import Cell, Table

SHEET_NAME_MOST = 31
CELL_MOST = 32_767
WIDEST = 60
"""What a spreadsheet allows of a sheet's name and of a cell, and the widest column we make."""

_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")


def workbook_of(report: Report, created: datetime) -> bytes:
    """Return the tables of a report as the bytes of an XLSX file that says when it was made."""
    return workbook([one.table for one in report.sections], report.title, created)


def workbook(tables: Iterable[Table], title: str, created: datetime) -> bytes:
    """Return tables as the bytes of an XLSX file, a sheet each, in their order."""
    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(content, options) as book:
        book.set_properties({"title": readable(title), "created": created})
        formats = _Formats(book)
        taken: set[str] = set()
        for table in tables:
            name = sheet_name(table.title, taken)
            taken.add(name.casefold())
            _fill(book.add_worksheet(name), table, formats)
    return content.getvalue()


def sheet_name(title: str, taken: Iterable[str] = ()) -> str:
    """Return a name that a spreadsheet allows and that is not taken, whatever its case.

    `taken` are names in lower case.
    """
    plain = " ".join(_FORBIDDEN.sub(" ", readable(title)).split()).strip("' ") or "-"
    # Excel keeps `History` for itself.
    used = {*taken, "history"}
    name, number = _cut(plain, SHEET_NAME_MOST).strip("' "), 1
    while name.casefold() in used:
        number += 1
        mark = f" ({number})"
        name = _cut(plain, SHEET_NAME_MOST - len(mark)).strip("' ") + mark
    return name


def _cut(text: str, most: int) -> str:
    """Return a text cut to a length as spreadsheets count it: in units of UTF-16."""
    return text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore")


class _Formats:
    """The formats of one workbook, made once."""

    def __init__(self, book: Workbook) -> None:
        self.heading = self._of(book, bold=True, text_wrap=True, valign="vcenter", bottom=1)
        self.plain = {kind: self._of(book, **_LOOKS[kind]) for kind in _LOOKS}
        self.total = {kind: self._of(book, bold=True, top=1, **_LOOKS[kind]) for kind in _LOOKS}

    @staticmethod
    def _of(book: Workbook, **looks: object) -> Format:
        return book.add_format(looks)


_LOOKS: Mapping[type, Mapping[str, object]] = {
    str: {"text_wrap": True, "valign": "top"},
    int: {"num_format": "#,##0", "valign": "top"},
    float: {"num_format": "0.0%", "valign": "top"},
    date: {"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"},
}


def _fill(sheet: Worksheet, table: Table, formats: _Formats) -> None:
    for column, heading in enumerate(table.headings):
        sheet.write_string(0, column, readable(heading), formats.heading)
        sheet.set_column(column, column, _width(table, column))
    for line, row in enumerate(table.rows, 1):
        _write(sheet, line, row, formats.plain)
    if table.totals:
        _write(sheet, len(table.rows) + 1, table.totals, formats.total)
    sheet.freeze_panes(1, 1)
    # The sum stays outside: it must not be sorted among the rows it adds up.
    sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.headings) - 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)


_A4 = 9


def _write(sheet: Worksheet, line: int, row: Sequence[Cell], formats: dict[type, Format]) -> None:
    for column, cell in enumerate(row):
        match cell:
            case None:
                sheet.write_blank(line, column, None, formats[str])
            case str():
                sheet.write_string(line, column, _cut(readable(cell), CELL_MOST), formats[str])
            case date():
                sheet.write_datetime(line, column, cell, formats[date])
            case _:
                sheet.write_number(line, column, cell, formats[type(cell)])


def _width(table: Table, column: int) -> float:
    """Return a width in letters: that of the longest cell, within reason."""
    cells = [row[column] for row in (*table.rows, table.totals) if row]
    longest = max((len(str(cell)) for cell in cells if cell is not None), default=0)
    words = max(map(len, table.headings[column].split()), default=0)
    return min(max(longest, words + 3, 9), WIDEST) + 1.5
