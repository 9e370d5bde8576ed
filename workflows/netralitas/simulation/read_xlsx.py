"""This file reads cases from a sheet of an XLSX workbook, minding what sheets do to values.

A whole number comes as 1.0, a day as a date or as the serial number of one, a fault (`#N/A`) as
nothing at all. This file alone imports python-calamine.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any, BinaryIO, Final

import polars as pl
import python_calamine as calamine

from netralitas.facts import CaseError, Place, Text, nearest
from netralitas.policy import YEARS, CaseColumn, columns_of, row_place
from netralitas.simulation.frames import DAY_SORTS, laid_out
from netralitas.simulation.pieces import Piece
from netralitas.simulation.regional_words import Regions
from netralitas.simulation.sifting import Cells, Chunk, refused, sifted_blocks
from netralitas.simulation.table_rows import row_reader
from netralitas.simulation.workbook_parts import Workbook, letters_of

_ROWS: Final = 16_384
"""Rows whose cells are held at once; each is a value of its own."""

_ROUNDED: Final = 10**15
"""Numbers from here on a sheet keeps only roughly."""

_Row = Sequence[Any]


def pieces(stream: BinaryIO, whole: Piece) -> Iterator[Piece]:
    """Yield the workbook as one piece: a sheet is read from its start."""
    yield whole


def chunks(piece: Piece, regions: Regions) -> Iterator[Chunk]:
    """Yield the cases of a sheet, some rows at a time."""
    try:
        sheet = _sheet(piece)
        workbook = Workbook(piece.file, piece.name)
        faulty = workbook.faulty_cells(sheet.name)
        # Of a sheet without any cell some versions cannot give the rows.
        rows = enumerate(sheet.iter_rows() if sheet.height else (), start=1)
        line, names = _header(rows, piece.name)
        columns = columns_of(names, Place(piece.name, line), regions.base)
    except CaseError as error:
        yield refused(error)
        return
    first = sheet.start[1] if sheet.start else 0
    letters = [letters_of(first + place) for place in range(len(columns))]
    layout = laid_out(columns)
    days = {column.source for column in layout if column.sort in DAY_SORTS}
    reading = _Reading(piece.name, columns, letters, days, workbook.epoch, faulty)
    blocks = iter(lambda: list(islice(rows, min(piece.rows, _ROWS))), [])
    yield from sifted_blocks(map(reading.cells, blocks), layout, regions)


def _sheet(piece: Piece) -> calamine.CalamineSheet:
    """Return the sheet that is named, else the first one that people see."""
    place = Place(piece.name)
    try:
        book = calamine.CalamineWorkbook.from_path(piece.file)
        shown = [
            sheet.name
            for sheet in book.sheets_metadata
            if sheet.typ == calamine.SheetTypeEnum.WorkSheet
            and sheet.visible == calamine.SheetVisibleEnum.Visible
        ]
        name = piece.sheet or next(iter(shown), None)
        if name is None or name not in book.sheet_names:
            says = Text(id=f"tidak ada lembar {name!r}", en=f"there is no sheet {name!r}")
            raise CaseError(says, at=place, hint=nearest(name or "", book.sheet_names))
        return book.get_sheet_by_name(name)
    except calamine.PasswordError:
        says = Text(id="buku kerja bersandi", en="a workbook with a password")
        hint = Text(id="simpan tanpa sandi", en="save it without one")
        raise CaseError(says, at=place, hint=hint) from None
    except calamine.CalamineError as fault:
        says = Text(id=f"bukan XLSX yang utuh: {fault}", en=f"no sound XLSX: {fault}")
        hint = Text(id="simpan ulang sebagai .xlsx atau CSV", en="save it anew as .xlsx or CSV")
        raise CaseError(says, at=place, hint=hint) from None


def _header(rows: Iterator[tuple[int, _Row]], file: str) -> tuple[int, list[str]]:
    for line, row in rows:
        if any(map(_says, row)):
            width = max(place for place, cell in enumerate(row, start=1) if _says(cell))
            return line, [str(cell) for cell in row[:width]]
    says = Text(id="lembar tanpa baris judul", en="a sheet without a header")
    hint = Text(id="misalnya id | subject.category | act", en="as in id | subject.category | act")
    raise CaseError(says, at=Place(file), hint=hint)


class _Reading:
    """How the rows of one sheet become cells; `days` are the columns that hold days."""

    def __init__(
        self,
        file: str,
        columns: Sequence[CaseColumn],
        letters: Sequence[str],
        days: set[int | None],
        epoch: date,
        faulty: dict[int, tuple[str, str]],
    ) -> None:
        self._file = file
        self._columns = columns
        self._letters = letters
        self._days = [place in days for place in range(len(columns))]
        self._epoch = epoch
        self._faulty = faulty

    def cells(self, block: Sequence[tuple[int, _Row]]) -> Cells:
        """Return the cells of rows; empty rows are left out, and rows that a sheet spoilt told."""
        numbers: list[int] = []
        texts: list[list[str | None]] = []
        spoilt: list[CaseError] = []
        width = len(self._columns)
        for number, row in block:
            fault = self._fault(number, row)
            if fault is not None:
                spoilt.append(fault)
                continue
            cells = [self._text(cell, day) for cell, day in zip(row, self._days, strict=False)]
            if any(cell and cell.strip() for cell in cells):
                numbers.append(number)
                texts.append(cells + [None] * (width - len(cells)))
        rows = pl.Series(numbers, dtype=pl.Int64)
        frame = pl.DataFrame(
            {
                str(place): pl.Series([row[place] for row in texts], dtype=pl.String)
                for place, column in enumerate(self._columns)
                if column.path
            }
        )
        candidates = row_reader(frame, rows, self._columns, file=self._file, letters=self._letters)
        return Cells(frame, rows, candidates, spoilt=tuple(spoilt))

    def _fault(self, number: int, row: _Row) -> CaseError | None:
        """Return what a sheet itself makes of a row that no reader could mend."""
        if number in self._faulty:
            letters, fault = self._faulty[number]
            says = Text(id=f"sel galat {fault}", en=f"the cell holds the fault {fault}")
            hint = Text(id="perbaiki rumusnya", en="mend its formula")
            return CaseError(says, at=Place(self._file, number, f"{letters}{number}"), hint=hint)
        width = len(self._columns)
        if len(row) > width and any(map(_says, row[width:])):
            says = Text(
                id=f"ada sel di kanan {width} kolom yang berjudul",
                en=f"a cell stands to the right of the {width} columns with a name",
            )
            hint = Text(id="beri kolomnya judul, atau hapus", en="name its column, or remove it")
            return CaseError(says, at=Place(self._file, number), hint=hint)
        for place, cell in enumerate(row):
            if isinstance(cell, float) and abs(cell) >= _ROUNDED:
                says = Text(
                    id="lembar kerja membulatkan bilangan lebih dari 15 angka",
                    en="a sheet rounds numbers of more than 15 digits",
                )
                hint = Text(id="formatlah sel itu sebagai teks", en="format the cell as text")
                where = row_place(self._file, number, self._columns, self._letters)
                return CaseError(says, at=where(self._columns[place].path), hint=hint)
        return None

    def _text(self, cell: Any, day: bool) -> str | None:
        """Return a cell as a table of text would have it."""
        if isinstance(cell, str):
            return cell or None
        if isinstance(cell, bool):
            return "true" if cell else "false"
        if isinstance(cell, float) and cell.is_integer():
            return self._serial(int(cell)) if day else str(int(cell))
        if isinstance(cell, datetime) and cell.time() == time(0):
            return cell.date().isoformat()
        return str(cell)

    def _serial(self, number: int) -> str:
        """Return the day that a serial number means; the number where it means none of a case."""
        if 0 < number < 100_000:
            day = self._epoch + timedelta(days=number)
            if day.year in YEARS:
                return day.isoformat()
        return str(number)


def _says(cell: Any) -> bool:
    return bool(cell.strip()) if isinstance(cell, str) else True
