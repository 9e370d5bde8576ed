"""This file parts the bytes of a CSV table into cells: all at once where that is certain.

Certain is what is UTF-8 without control characters, whose quotes each open or close a cell and
whose rows have no more cells than columns. Anything else is read row by row, as a single file is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from netralitas.facts import CaseError
from netralitas.policy import CaseColumn, candidate_of_row, records, row_place

_NEWLINE: Final = ord("\n")
_QUOTE: Final = ord('"')
_RETURN: Final = ord("\r")
_BLANK: Final = ord(" ")
_LAID_OUT: Final = np.frombuffer(b"\t\n\r", dtype=np.uint8)
_MARK: Final = b"\xef\xbb\xbf"
_STAND_IN: Final = ord("\x0b")
"""Stands for a line break inside a cell; no cell that is read here may hold it."""

_BEYOND_ASCII: Final = (rb"\xc2[\x80-\x9f]", rb"\xe2\x80[\xa8\xa9]", rb"\xef\xbf[\xbe\xbf]")
"""The control characters beyond ASCII, as UTF-8 has them."""


class Parted(NamedTuple):
    """Cells under the places of their columns, the line of each row, and the rows without cells."""

    cells: pl.DataFrame
    lines: pl.Series
    spoilt: tuple[CaseError, ...] = ()


def parted(
    content: bytes, columns: Sequence[CaseColumn], delimiter: str, *, file: str, line: int
) -> Parted:
    """Return the cells of whole rows of a table; `line` is the number of the first line."""
    found = _at_once(content, columns, delimiter, line)
    return found or _row_by_row(content, columns, delimiter, file=file, line=line)


def sound_quotes(content: NDArray[np.uint8], quotes: NDArray[Any], delimiter: str) -> bool:
    """Whether each quote opens or closes a cell, or is one of a pair that stands for itself."""
    if len(quotes) % 2:
        return False
    opening, closing = quotes[::2], quotes[1::2]
    before = content[opening - 1]
    after = content[np.minimum(closing + 1, len(content) - 1)]
    opens = (before == ord(delimiter)) | (before == _NEWLINE) | (before == _QUOTE) | (opening == 0)
    closes = (after == ord(delimiter)) | (after == _NEWLINE) | (after == _QUOTE)
    closes |= (after == ord("\r")) | (closing == len(content) - 1)
    return bool(opens.all() and closes.all())


def line_count(content: bytes) -> int:
    """Return the number of lines that end in some bytes, as a reader of CSV counts them."""
    if b"\r" in content and content.count(b"\r") != content.count(b"\r\n"):
        return len(content.splitlines())
    return int(np.count_nonzero(np.frombuffer(content, dtype=np.uint8) == _NEWLINE))


def clean(content: bytes) -> bool:
    """Whether bytes are UTF-8 without control characters; tabs and line breaks are none."""
    numbers = np.frombuffer(content, dtype=np.uint8)
    low = numbers[np.flatnonzero(numbers < _BLANK)]
    return bool(np.isin(low, _LAID_OUT).all()) and _plain(content)


def _plain(content: bytes) -> bool:
    """Whether bytes are UTF-8 without control characters beyond the first 32."""
    if b"\x7f" in content:
        return False
    if content.isascii():
        return True
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return not any(re.search(pattern, content) for pattern in _BEYOND_ASCII)


def _at_once(
    content: bytes, columns: Sequence[CaseColumn], delimiter: str, line: int
) -> Parted | None:
    """Return the cells, or None where what a row is may be disputed."""
    numbers = np.frombuffer(content, dtype=np.uint8)
    low = np.flatnonzero(numbers < _BLANK)
    control = numbers[low]
    breaks = low[control == _NEWLINE]
    returns = low[control == _RETURN]
    ended = not len(content) or content[-1] == _NEWLINE
    if not np.isin(control, _LAID_OUT).all() or not _plain(content):
        return None
    if content.startswith(_MARK):
        return None  # it would be taken for the mark at the start of a file
    if len(returns) and (
        returns[-1] + 1 == len(numbers) or (numbers[returns + 1] != _NEWLINE).any()
    ):
        return None
    quoted = b'"' in content
    within = np.zeros(len(breaks), dtype=np.bool_)
    if quoted:
        quotes = np.flatnonzero(numbers == _QUOTE)
        if not sound_quotes(numbers, quotes, delimiter):
            return None
        within = np.searchsorted(quotes, breaks) % 2 == 1
    inner = breaks[within]
    if len(inner):
        changed = numbers.copy()
        changed[inner] = _STAND_IN
        content = changed.tobytes()
    cells = _read(content, columns, delimiter, quoted)
    if cells is None or cells.height != len(breaks) - len(inner) + (not ended):
        return None
    if len(inner):
        stand_in = chr(_STAND_IN)
        cells = cells.with_columns(pl.all().str.replace_all(stand_in, "\n", literal=True))
    firsts = np.flatnonzero(np.concatenate(([True], ~within)))[: cells.height]
    return _without_blank_rows(cells, pl.Series(firsts + line), columns)


def _read(
    content: bytes, columns: Sequence[CaseColumn], delimiter: str, quoted: bool
) -> pl.DataFrame | None:
    try:
        # All columns: of a row with too many cells nothing is said where only some are read.
        cells = pl.read_csv(
            content,
            has_header=False,
            schema={str(place): pl.String for place in range(len(columns))},
            separator=delimiter,
            quote_char='"' if quoted else None,
            raise_if_empty=False,
        )
    except pl.exceptions.PolarsError:
        return None
    return cells.select(str(place) for place, column in enumerate(columns) if column.path)


def _without_blank_rows(
    cells: pl.DataFrame, lines: pl.Series, columns: Sequence[CaseColumn]
) -> Parted:
    """Leave out the rows that say nothing, as a spreadsheet leaves them behind."""
    ids = next(str(place) for place, column in enumerate(columns) if column.path == ("id",))
    blank = (cells[ids].str.strip_chars() == "").fill_null(True)
    if blank.any():
        places = blank.arg_true()
        said = pl.any_horizontal(pl.all().str.strip_chars() != "").fill_null(False)
        silent = places.filter(~cells[places].select(said).to_series())
        kept = np.delete(np.arange(cells.height), silent.to_numpy())
        cells, lines = cells[kept], lines[kept]
    return Parted(cells, lines)


def _row_by_row(
    content: bytes, columns: Sequence[CaseColumn], delimiter: str, *, file: str, line: int
) -> Parted:
    spoilt: list[CaseError] = []
    rows: list[Sequence[str]] = []
    lines: list[int] = []
    text = content.decode("utf-8", "surrogateescape")
    for record in records(text, delimiter, first=line):
        place = row_place(file, record.line, columns)
        if record.fault:
            spoilt.append(CaseError(record.fault.says, at=place(()), hint=record.fault.hint))
        elif len(record.cells) > len(columns):
            fault = candidate_of_row(record.cells, columns, place).fault
            assert fault is not None
            spoilt.append(fault)
        else:
            rows.append(record.cells)
            lines.append(record.line)
    cells = {
        str(place): [row[place] if place < len(row) else None for row in rows]
        for place, column in enumerate(columns)
        if column.path
    }
    frame = pl.DataFrame(cells, schema={place: pl.String for place in cells})
    return Parted(frame, pl.Series(lines, dtype=pl.Int64), tuple(spoilt))
