"""This file reads cases from CSV tables, a piece of rows at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, Final, NamedTuple

import numpy as np

from netralitas.facts import CaseError, Place, Text
from netralitas.policy import columns_of, delimiter_of, lenient_text, records
from netralitas.simulation.csv_cells import line_count, parted, sound_quotes
from netralitas.simulation.frames import laid_out
from netralitas.simulation.pieces import Piece
from netralitas.simulation.regional_words import Regions
from netralitas.simulation.sifting import Cells, Chunk, refused, sifted
from netralitas.simulation.table_rows import row_reader

_HEADER_BYTES: Final = 1024 * 1024
"""A header ends within these first bytes of its file."""

_PIECE_BYTES: Final = 64 * 1024 * 1024


class _Header(NamedTuple):
    """The header of a table: its cells, its line, and the byte and the line that come after it."""

    names: tuple[str, ...]
    delimiter: str
    line: int
    end: int
    next_line: int


def pieces(stream: BinaryIO, whole: Piece) -> Iterator[Piece]:
    """Yield the pieces of a table, each of whole rows; one where it has no header."""
    try:
        header = _header(stream, whole.name)
    except CaseError:
        yield whole  # whoever reads it will say so
        return
    sample = stream.read(_HEADER_BYTES)
    wanted = len(sample) // max(1, sample.count(b"\n")) * whole.rows
    size = min(max(wanted, 1), _PIECE_BYTES)
    start, line, first = header.end, header.next_line, True
    while True:
        rows = _rows_from(stream, start, size, header.delimiter)
        if rows or first:
            yield whole._replace(start=start, end=start + len(rows), line=line, first=first)
        if not rows:
            return
        start, line, first = start + len(rows), line + line_count(rows), False


def chunks(piece: Piece, regions: Regions) -> Iterator[Chunk]:
    """Yield the cases of a piece; a header that no case has is told with the first piece alone."""
    with open(piece.file, "rb") as stream:
        try:
            header = _header(stream, piece.name)
            place = Place(piece.name, header.line)
            columns = columns_of(header.names, place, regions.base)
        except CaseError as error:
            if piece.first:
                yield refused(error)
            return
        stream.seek(piece.start)
        content = stream.read(piece.end - piece.start)
    cells, rows, spoilt = parted(
        content, columns, header.delimiter, file=piece.name, line=piece.line
    )
    candidates = row_reader(cells, rows, columns, file=piece.name)
    found = Cells(cells, rows, candidates, clean=True, spoilt=spoilt)
    yield sifted(found, laid_out(columns), regions)


def _header(stream: BinaryIO, file: str) -> _Header:
    """Return the header at the start of a table, and leave the stream behind it."""
    stream.seek(0)
    begins = stream.read(_HEADER_BYTES)
    text = lenient_text(begins)
    delimiter = delimiter_of(text)
    record = next(records(text, delimiter), None)
    if record is None:
        raise CaseError(_NO_HEADER, at=Place(file), hint=_EXAMPLE)
    if record.fault:
        raise CaseError(record.fault.says, at=Place(file, record.line), hint=record.fault.hint)
    end = sum(map(len, begins.splitlines(keepends=True)[: record.last]))
    stream.seek(end)
    return _Header(tuple(record.cells), delimiter, record.line, end, record.last + 1)


def _rows_from(stream: BinaryIO, start: int, size: int, delimiter: str) -> bytes:
    """Return whole rows from a byte on, of about a size, or all that is left if it is less."""
    while True:
        stream.seek(start)
        block = stream.read(size)
        if len(block) < size:
            return block
        end = _last_row_end(block, delimiter)
        if end:
            return block[:end]
        if size >= _PIECE_BYTES:
            return block[: block.rfind(b"\n") + 1] or block
        size *= 2


def _last_row_end(block: bytes, delimiter: str) -> int:
    """Return where the last row ends that is whole within some bytes; 0 where none is."""
    if b'"' not in block:
        return block.rfind(b"\n") + 1
    numbers = np.frombuffer(block, dtype=np.uint8)
    quotes = np.flatnonzero(numbers == ord('"'))
    breaks = np.flatnonzero(numbers == ord("\n"))
    before = np.searchsorted(quotes, breaks)
    outside = np.flatnonzero(before % 2 == 0)
    if len(outside):
        last = outside[-1]
        if sound_quotes(numbers[: breaks[last] + 1], quotes[: before[last]], delimiter):
            return int(breaks[last]) + 1
    # The quotes are not what they seem: only reading row by row tells where one ends.
    lines = block.splitlines(keepends=True)
    last_line = max((record.line for record in records(lenient_text(block), delimiter)), default=1)
    return sum(map(len, lines[: last_line - 1]))


_NO_HEADER: Final = Text(id="tabel tanpa baris judul", en="a table without a header")
_EXAMPLE: Final = Text(
    id="misalnya id,subject.category,act,at", en="for example id,subject.category,act,at"
)
