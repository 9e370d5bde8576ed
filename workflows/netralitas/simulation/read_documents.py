"""This file reads cases from YAML and JSON documents, which are taken whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, Final

import polars as pl

from netralitas.facts import Case, CaseError
from netralitas.policy import Candidate, Format, candidates_of
from netralitas.simulation.cases import row_of
from netralitas.simulation.flattening import Flattening
from netralitas.simulation.laid_rows import frame_of, refuse_mixed, without_schema
from netralitas.simulation.named_columns import named_columns
from netralitas.simulation.pieces import Piece
from netralitas.simulation.regional_words import Regions, case_in_words
from netralitas.simulation.sifting import FAULTS_TOLD, Chunk, refused

_MOST: Final = 8 * 1024 * 1024
"""More bytes than the reader of documents takes: it refuses what is read so far."""


def pieces(stream: BinaryIO, whole: Piece) -> Iterator[Piece]:
    """Yield the document as one piece."""
    yield whole


def chunks(piece: Piece, regions: Regions) -> Iterator[Chunk]:
    """Yield the cases of a document at once."""
    with open(piece.file, "rb") as stream:
        content = stream.read(_MOST)
    taken: list[tuple[Case, Candidate]] = []
    faults: list[CaseError] = []
    kind: Format = "json" if piece.format == "json" else "yaml"
    try:
        for candidate in candidates_of(content, piece.name, regions.base, kind):
            try:
                taken.append((case_in_words(candidate, regions), candidate))
            except CaseError as error:
                faults.append(error)
    except CaseError as error:
        yield refused(error)
        return
    flattening = Flattening()
    names = dict.fromkeys(
        name for _, candidate in taken for name in flattening.cells(candidate.data)
    )
    layout = named_columns(tuple(names), {case.region for case, _ in taken}, regions)
    known = frozenset(column.name for column in layout)
    rows = []
    lines = []
    for case, candidate in taken:
        try:
            row = row_of(case, known, candidate.place)
            refuse_mixed(row, layout, candidate.place)
            rows.append(row)
            lines.append(candidate.place(()).line)
        except CaseError as error:
            faults.append(error)
    told = tuple(sorted(faults, key=lambda error: error.at.line)[:FAULTS_TOLD])
    frame = without_schema(frame_of(rows, layout))
    yield Chunk(frame, pl.Series(lines, dtype=pl.Int64), told, len(faults) - len(told))
