"""This file writes frames as a sheet of an XLSX workbook, row by row, in little memory."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO, Final

import polars as pl
from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.worksheet import Worksheet

from netralitas.facts import NetralitasError, Text
from netralitas.simulation.formulas import without_formulas

ROWS_MAX: Final = 1_048_575
"""Rows below a header that a sheet holds; what is more goes on in the next."""

CELL_MAX: Final = 32_767
"""Characters that a cell holds, counted as a spreadsheet does."""

_MADE: Final = datetime(2010, 1, 1, tzinfo=UTC)
"""When a workbook says that it was made: the same rows are the same bytes."""


class XlsxForm:
    """Writes frames below one header; texts stay texts, whatever they begin with."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        # What is kept of the rows until the end is removed with its folder, whatever happens.
        self._folder = TemporaryDirectory(prefix="netralitas-")
        self._whole = Path(self._folder.name, "whole.xlsx")
        options = {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
            "tmpdir": self._folder.name,
        }
        self._book = Workbook(self._whole, options)
        self._book.set_properties({"created": _MADE})
        self._day = self._book.add_format({"num_format": "yyyy-mm-dd"})
        self._heading = self._book.add_format({"bold": True})
        self._columns: list[str] = []
        self._sheet = self._book.add_worksheet()
        self._row = 0

    def write(self, frame: pl.DataFrame) -> None:
        """Write the rows of a frame; NetralitasError for a text that no cell can hold."""
        if not self._columns:
            self._columns = frame.columns
            self._begin()
        frame = without_formulas(frame.select(self._columns))
        writers = [self._writer(kind) for kind in frame.dtypes]
        for row in frame.iter_rows():
            if self._row > ROWS_MAX:
                self._sheet = self._book.add_worksheet()
                self._begin()
            for column, (write, cell) in enumerate(zip(writers, row, strict=True)):
                if cell is not None:
                    write(self._sheet, self._row, column, cell)
            self._row += 1

    def finish(self) -> None:
        """Put the workbook together; OSError when there is no room for it."""
        try:
            self._book.close()
            with open(self._whole, "rb") as whole:
                copyfileobj(whole, self._stream)
        except FileCreateError as fault:
            raise fault.args[0] from fault  # the error that it hides
        finally:
            self.abandon()

    def abandon(self) -> None:
        """Remove what was kept of the rows."""
        for sheet in self._book.worksheets():
            sheet.row_data_fh.close()
        self._folder.cleanup()

    def _begin(self) -> None:
        self._sheet.freeze_panes(1, 1)
        for place, name in enumerate(self._columns):
            self._sheet.write_string(0, place, name, self._heading)
        self._row = 1

    def _writer(self, kind: Any) -> Callable[[Worksheet, int, int, Any], object]:
        if kind == pl.Date:
            day = self._day
            return lambda sheet, row, column, cell: sheet.write_datetime(row, column, cell, day)
        if kind == pl.Boolean:
            return lambda sheet, row, column, cell: sheet.write_boolean(row, column, cell)
        if kind.is_numeric():
            return lambda sheet, row, column, cell: sheet.write_number(row, column, cell)
        return _write_text


def _write_text(sheet: Worksheet, row: int, column: int, cell: str) -> None:
    if sheet.write_string(row, column, cell) != 0:
        raise NetralitasError(
            Text(
                id=f"teks {len(cell)} karakter; satu sel memuat paling banyak {CELL_MAX}: "
                "pakai csv atau parquet",
                en=f"a text of {len(cell)} characters; a cell holds at most {CELL_MAX}: "
                "use csv or parquet",
            )
        )
