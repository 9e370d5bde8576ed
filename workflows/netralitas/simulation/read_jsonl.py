"""This file reads cases from JSON Lines, a piece of lines at a time.

Each line is decoded by itself; what its values are called becomes columns, and these are checked
in bulk. A line of which that is not certain goes to the reader of single cases.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, BinaryIO, Final

import msgspec
import numpy as np
import polars as pl
from numpy.typing import NDArray

from netralitas.facts import CASE_SCHEMA, CaseError, Place, Text
from netralitas.policy import Candidate, candidate_of_line, candidates_of
from netralitas.simulation.csv_cells import clean
from netralitas.simulation.flattening import Flattening
from netralitas.simulation.frames import FrameColumn, Sort
from netralitas.simulation.named_columns import named_columns
from netralitas.simulation.pieces import Piece
from netralitas.simulation.regional_words import Regions
from netralitas.simulation.sifting import Cells, Chunk, refused, sifted_blocks

_SAMPLE: Final = 1024 * 1024
_PIECE_BYTES: Final = 64 * 1024 * 1024
_NAMES_MAX: Final = 20_000
"""Different names in a file; what has more is no file of cases."""

_REGIONS_MAX: Final = 2_000
_LINE_MAX: Final = 16_384
"""Bytes of a line that is read in bulk; it cannot hold more values than a case may."""

_VALUES: Final = 4_000_000
"""Cells of a chunk: where there are many columns it has fewer rows."""

_BATCH: Final = 8192
_LONGEST: Final = 1024 * 1024
_EXACT: Final = 2**53
_BEFORE_COLON: Final = (b'" :', b'"\t:', b'"\r:')
_UNREADABLE: Final = (AttributeError, msgspec.DecodeError, UnicodeDecodeError, RecursionError)

_TEXTS: Final = frozenset({str, type(None)})
_TYPES: Final[Mapping[Sort, frozenset[type]]] = {
    Sort.BOOL: frozenset({bool, type(None)}),
    Sort.COUNT: frozenset({int, type(None)}),
}
_KINDS: Final[Mapping[Sort, Any]] = {Sort.BOOL: pl.Boolean, Sort.COUNT: pl.Int64}


def pieces(stream: BinaryIO, whole: Piece) -> Iterator[Piece]:
    """Yield the pieces of a file, each of whole lines and with the columns of all of them."""
    sample = stream.read(_SAMPLE)
    size = len(sample) // max(1, sample.count(b"\n")) * whole.rows
    size = min(max(size, 1), _PIECE_BYTES)
    names: dict[str, Any] = {}
    regions: dict[str, None] = {}
    parts: list[tuple[int, int, int]] = []
    start, line = 0, 1
    said = False
    decode = msgspec.json.Decoder().decode
    flattening = Flattening()
    for block in _blocks(stream, size):
        said = said or bool(block.strip())
        parts.append((start, start + len(block), line))
        start, line = start + len(block), line + block.count(b"\n")
        for text in block.split(b"\n"):
            if (data := _stated(text, decode)) is not None and len(names) < _NAMES_MAX:
                names.update(flattening.cells(data))
                region = data.get("region")
                if isinstance(region, str) and len(regions) < _REGIONS_MAX:
                    regions[region] = None
    known = whole._replace(columns=tuple(names), regions=tuple(regions))
    for begin, end, number in parts if said else [(0, 0, 1)]:
        yield known._replace(start=begin, end=end, line=number, first=not begin)


def chunks(piece: Piece, regions: Regions) -> Iterator[Chunk]:
    """Yield the cases of a piece; what is wrong with the whole file is told with the first."""
    with open(piece.file, "rb") as stream:
        stream.seek(piece.start)
        content = stream.read(piece.end - piece.start)
    if fault := _fault(piece, regions):
        if piece.first:
            yield refused(fault)
        return
    layout = named_columns(piece.columns, piece.regions, regions)
    lines = [
        (number, line)
        for number, line in enumerate(content.split(b"\n"), start=piece.line)
        if line.strip()
    ]
    sound = clean(content) and b"\\" not in content
    spaced = any(mark in content for mark in _BEFORE_COLON)
    rows = max(1, min(piece.rows, _BATCH, _VALUES // max(1, len(layout))))

    def blocks() -> Iterator[Cells]:
        for begin in range(0, len(lines), rows):
            cells = _cells(lines[begin : begin + rows], layout, piece.name)
            if spaced:  # then keys cannot be counted, and one may stand twice
                cells = cells._replace(odd=np.ones(len(cells.rows), dtype=np.bool_))
            yield cells._replace(clean=sound)

    yield from sifted_blocks(blocks(), layout, regions)


def _fault(piece: Piece, regions: Regions) -> CaseError | None:
    """Return what is wrong with a file as a whole, if anything is."""
    if piece.first and not piece.columns and not piece.end:
        try:
            list(candidates_of(b"", piece.name, regions.base, "jsonl"))
        except CaseError as error:
            return error
    if len(piece.columns) < _NAMES_MAX:
        return None
    says = Text(
        id=f"lebih dari {_NAMES_MAX} kunci berbeda", en=f"more than {_NAMES_MAX} different keys"
    )
    hint = Text(id="periksa kunci setiap baris", en="check the keys of each line")
    return CaseError(says, at=Place(piece.name), hint=hint)


def _blocks(stream: BinaryIO, size: int) -> Iterator[bytes]:
    """Yield the content in blocks of whole lines; a line of any length is in one block."""
    stream.seek(0)
    kept: list[bytes] = []
    while block := stream.read(size):
        end = len(block) if len(block) < size else block.rfind(b"\n") + 1
        if end:
            yield b"".join((*kept, block[:end]))
            kept = []
        kept.append(block[end:])
    if rest := b"".join(kept):
        yield rest


def _stated(line: bytes, decode: Callable[[bytes], Any]) -> dict[str, Any] | None:
    """Return what a line states, whoever can read it; None for what is no case at all."""
    try:
        data = decode(line)
    except _UNREADABLE:
        if len(line) > _LONGEST or not line.strip():
            return None
        data = candidate_of_line(line, "", 1).data
    return data if isinstance(data, dict) else None


def _cells(lines: Sequence[tuple[int, bytes]], layout: Sequence[FrameColumn], file: str) -> Cells:
    """Return the values of lines as cells; the lines in which anything is uncertain are odd."""
    decode = msgspec.json.Decoder().decode
    flattening = Flattening()
    named = [column for column in layout if column.sort is not Sort.MARK]
    known = frozenset(column.name for column in named)
    odd = np.zeros(len(lines), dtype=np.bool_)
    stated: list[dict[str, Any]] = []
    for place, (_, line) in enumerate(lines):
        cells: dict[str, Any] = {}
        before = flattening.keys
        try:
            data = decode(line)
            cells = flattening.cells(data)
            odd[place] = "subject" not in data  # of a person nothing need be known, but said
        except _UNREADABLE:
            odd[place] = True
        if not (
            cells.keys() <= known
            and cells.get("schema") == CASE_SCHEMA
            # As many keys as are written: none of them twice.
            and line.count(b'":') == flattening.keys - before
            and len(line) < _LINE_MAX
        ):
            odd[place] = True
        stated.append(cells)
    columns = {
        str(column.source): _column([cells.get(column.name) for cells in stated], column, odd)
        for column in named
    }
    numbers = [number for number, _ in lines]

    def candidates(places: NDArray[Any]) -> Iterator[Candidate]:
        for place in places.tolist():
            yield candidate_of_line(lines[place][1], file, numbers[place])

    rows = pl.Series(numbers, dtype=pl.Int64)
    return Cells(pl.DataFrame(columns), rows, candidates, lenient=False, odd=odd)


def _column(values: list[Any], column: FrameColumn, odd: NDArray[np.bool_]) -> pl.Series:
    """Return the values of one column; those of another type are left out, and their lines odd."""
    taken = _TYPES.get(column.sort, _TEXTS)
    if not set(map(type, values)) <= taken:
        for place, value in enumerate(values):
            if type(value) not in taken:
                odd[place] = True
                values[place] = None
    if column.sort is Sort.COUNT:
        for place, value in enumerate(values):
            if value is not None and abs(value) >= _EXACT:
                odd[place] = True
                values[place] = None
    kind = _KINDS.get(column.sort, pl.String)
    return pl.Series(values, dtype=kind)
