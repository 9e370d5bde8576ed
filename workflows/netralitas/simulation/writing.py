"""This file writes frames away, one after the other, as one file in a format that people ask for.

Where the bytes go is the caller's affair: a file that is whole or not there at all is made by
whoever opens the stream. Text that a spreadsheet would take for a formula is quoted in CSV and in
XLSX, where people open it.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import BinaryIO, Final, NamedTuple, Protocol

import polars as pl

from netralitas.simulation.formulas import without_formulas
from netralitas.simulation.pieces import TableFormat
from netralitas.simulation.write_parquet import ParquetForm
from netralitas.simulation.write_xlsx import XlsxForm


class Form(Protocol):
    """A format in the making: it takes frames with the same columns."""

    def write(self, frame: pl.DataFrame) -> None:
        """Write the rows of a frame; OSError when they cannot be kept."""

    def finish(self) -> None:
        """Write what comes last; OSError when it cannot be kept."""

    def abandon(self) -> None:
        """Let go of everything, since the file will not be whole."""


class Sink:
    """Takes the frames of one file; the first that has rows names its columns."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._begun = False
        self._empty = pl.DataFrame()

    def write(self, frame: pl.DataFrame) -> None:
        """Write the rows of a frame; OSError when they cannot be kept."""
        if frame.height:
            self._form.write(frame)
            self._begun = True
        elif frame.width > self._empty.width:
            self._empty = frame

    def finish(self) -> None:
        """Write what comes last; where no row came, the columns that were to have some."""
        if not self._begun and self._empty.width:
            self._form.write(self._empty)
        self._form.finish()


@contextmanager
def sink(stream: BinaryIO, format: TableFormat) -> Iterator[Sink]:
    """Yield what writes frames to a stream; the file is whole when the block ends without error.

    JSON, JSON Lines and YAML hold one flat mapping a row. OSError when rows cannot be kept.
    """
    form = _FORMS[format](stream)
    try:
        made = Sink(form)
        yield made
    except BaseException:
        form.abandon()
        raise
    made.finish()


class CsvForm:
    """Writes a table with commas and a header."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._columns: list[str] = []

    def write(self, frame: pl.DataFrame) -> None:
        """Write the rows of a frame, below the header if they are the first."""
        first = not self._columns
        self._columns = self._columns or frame.columns
        safe = without_formulas(frame.select(self._columns))
        try:
            safe.write_csv(self._stream, include_header=first)
        except OSError as fault:
            raise _numbered(fault) from None

    def finish(self) -> None:
        """Nothing comes after the last row."""

    def abandon(self) -> None:
        """Nothing is held."""


def _numbered(fault: OSError) -> OSError:
    """Return a fault with its number, which the library tells in words alone."""
    number = re.search(r"os error ([0-9]+)", str(fault))
    return OSError(int(number[1]), os.strerror(int(number[1]))) if number else fault


class Marks(NamedTuple):
    """What stands before, between and after the rows, and what stands for no row at all."""

    first: bytes
    between: bytes
    last: bytes
    none: bytes


class LinesForm:
    """Writes one JSON mapping a row, by itself or as an item of a list."""

    def __init__(self, stream: BinaryIO, marks: Marks) -> None:
        self._stream = stream
        self._marks = marks
        self._begun = False

    def write(self, frame: pl.DataFrame) -> None:
        """Write the rows of a frame."""
        if not frame.height:
            return
        text = io.BytesIO()
        frame.write_ndjson(text)
        lines = text.getvalue().removesuffix(b"\n")
        self._stream.write(self._marks.between if self._begun else self._marks.first)
        self._stream.write(lines.replace(b"\n", self._marks.between))
        self._begun = True

    def finish(self) -> None:
        """End the list; it is empty where no row came."""
        self._stream.write(self._marks.last if self._begun else self._marks.none)

    def abandon(self) -> None:
        """Nothing is held."""


_LINES: Final = Marks(b"", b"\n", b"\n", b"")
_JSON: Final = Marks(b"[\n", b",\n", b"\n]\n", b"[]\n")
_YAML: Final = Marks(b"- ", b"\n- ", b"\n", b"[]\n")

_FORMS: Final[Mapping[TableFormat, Callable[[BinaryIO], Form]]] = {
    "csv": CsvForm,
    "json": lambda stream: LinesForm(stream, _JSON),
    "jsonl": lambda stream: LinesForm(stream, _LINES),
    "parquet": ParquetForm,
    "xlsx": XlsxForm,
    "yaml": lambda stream: LinesForm(stream, _YAML),
}
