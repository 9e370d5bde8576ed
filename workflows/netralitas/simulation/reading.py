"""This file reads cases from tables of any size: a file is parted, and each piece read by itself.

CSV and JSON Lines are parted by bytes between two rows, Parquet by rows; a sheet, YAML and JSON
stay whole. Pieces may be read in any order, in any process that sees the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import BinaryIO, Final, Protocol

from netralitas.policy import format_of
from netralitas.simulation import (
    read_csv,
    read_documents,
    read_jsonl,
    read_parquet,
    read_xlsx,
)
from netralitas.simulation.frames import CHUNK_ROWS
from netralitas.simulation.pieces import Piece, TableFormat
from netralitas.simulation.regional_words import Regions, Words
from netralitas.simulation.sifting import Chunk

_SUFFIXES: Final[Mapping[str, TableFormat]] = {
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".parquet": "parquet",
}
_BEGINS: Final[Mapping[bytes, TableFormat]] = {b"PK\x03\x04": "xlsx", b"PAR1": "parquet"}


class _Reader(Protocol):
    """What reads one format."""

    def pieces(self, stream: BinaryIO, whole: Piece) -> Iterator[Piece]:
        """Yield the pieces of a file; the stream stands at its start."""

    def chunks(self, piece: Piece, regions: Regions) -> Iterator[Chunk]:
        """Yield the cases of a piece."""


_READERS: Final[Mapping[TableFormat, _Reader]] = {
    "csv": read_csv,
    "json": read_documents,
    "jsonl": read_jsonl,
    "parquet": read_parquet,
    "xlsx": read_xlsx,
    "yaml": read_documents,
}


def table_format_of(file: str, begins: bytes = b"") -> TableFormat:
    """Return the format that a file's name says, else the one in which its bytes begin."""
    named = _SUFFIXES.get(PurePath(file).suffix.lower())
    return named or _BEGINS.get(begins[:4]) or format_of(begins, file)


def pieces_of(
    file: str,
    *,
    format: TableFormat | None = None,
    rows: int = CHUNK_ROWS,
    name: str | None = None,
    sheet: str | None = None,
) -> tuple[Piece, ...]:
    """Return the pieces of a file, each of about so many rows; OSError when it cannot be read.

    `name` is how the file is called in messages. `sheet` names the sheet of a workbook; without it
    the first is read. What is wrong with the file is not said here: `chunks_of` does.
    """
    with open(file, "rb") as stream:
        kind = format or table_format_of(file, stream.read(65536))
        stream.seek(0)
        whole = Piece(file, name or file, kind, rows, sheet=sheet)
        return tuple(_READERS[kind].pieces(stream, whole))


def chunks_of(piece: Piece, words: Words) -> Iterator[Chunk]:
    """Yield the cases of a piece and the faults of the rows that are none; OSError as above.

    `words` gives the policy whose words a case of a region may use. A region without words is a
    fault of the rows that name it; without words of the nation nothing can be read.
    """
    return _READERS[piece.format].chunks(piece, Regions(words))
