"""This file brings files of cases to the desk as tables, whatever their form and size."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from netralitas.desk.complaints import no_such_file
from netralitas.desk.extras import installed, needing
from netralitas.desk.inputs import STDIN, file_name
from netralitas.facts import Case, CaseError
from netralitas.policy import Policy

if TYPE_CHECKING:
    from netralitas.simulation import Piece

SHEETS: Final = ("xlsx", "parquet")
"""The forms that only tables have: the reader of single cases does not know them."""

MANY: Final = 1024 * 1024
"""Bytes from which on files are many cases: some thousands."""

PACKED: Final = {".parquet": 16, ".xlsx": 4}
"""How many times as much such a file holds as its bytes tell."""


@contextmanager
def table_pieces(files: Sequence[str], kind: Any) -> Iterator[list[Piece]]:
    """Yield the pieces of files; standard input is kept in a file of its own meanwhile.

    Complaint for a file that is not there.
    """
    with needing("simulation"):
        from netralitas.simulation import pieces_of
    with tempfile.TemporaryDirectory(prefix="netralitas-") as folder:
        pieces: list[Piece] = []
        for name in files:
            place = name
            if name == STDIN:
                place = os.path.join(folder, "stdin")
                with open(place, "wb") as kept:
                    shutil.copyfileobj(sys.stdin.buffer, kept)
            try:
                pieces += pieces_of(place, format=kind, name=file_name(name))
            except FileNotFoundError:
                raise no_such_file(name) from None
        yield pieces


def table_cases(
    file: str, kind: Any, words: Callable[[str | None], Policy], only: str | None = None
) -> Iterator[Case | CaseError]:
    """Yield each case of a table, or in its stead the error that says what is wrong with it.

    `only` keeps the cases of one id, and says nothing of the others.
    """
    with needing("simulation"):
        from netralitas.simulation import case_of, chunks_of
    with table_pieces([file], kind) as pieces:
        for piece in pieces:
            for chunk in chunks_of(piece, words):
                frame = chunk.frame
                if only is None:
                    yield from chunk.faults
                elif frame.height:
                    frame = frame.filter(frame["id"] == only)
                for row in frame.iter_rows(named=True):
                    yield case_of(row, words(row.get("region")))


def is_sheet(file: str, kind: Any) -> bool:
    """Whether a file is a table that only the reader of tables knows."""
    return kind in SHEETS or (
        kind is None and file.lower().endswith(tuple(f".{s}" for s in SHEETS))
    )


def seeks_in_many(file: str, kind: Any, only: str | None) -> bool:
    """Whether one case is sought in a table of many, which the reader of tables finds sooner.

    Where that reader is not installed the other one finds it too.
    """
    lines = kind in ("csv", "jsonl") or file.lower().endswith((".csv", ".jsonl", ".ndjson"))
    return only is not None and lines and are_many([file])


def are_many(files: Sequence[str]) -> bool:
    """Whether files hold many cases, and what judges many at once is installed.

    Of standard input that cannot be told: it does not.
    """
    sizes = (
        os.path.getsize(name) * PACKED.get(os.path.splitext(name)[1].lower(), 1)
        for name in files
        if os.path.isfile(name)
    )
    return sum(sizes) >= MANY and installed("simulation")
