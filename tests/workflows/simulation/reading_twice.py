"""This file reads the same cases in bulk and one by one, for tests that compare the two."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from netralitas.facts import Case, CaseError, Language, NotInstalled
from netralitas.policy import Policy, candidates_of, case_from, format_of, overlay
from netralitas.simulation.cases import case_of
from netralitas.simulation.frames import CHUNK_ROWS
from netralitas.simulation.reading import chunks_of, pieces_of
from netralitas.simulation.sifting import Chunk
from tests.engine.policy.packs import nation, pack


class Taken(NamedTuple):
    """The cases of a file in their order, and the errors of what is none."""

    cases: list[Case]
    errors: list[CaseError]

    @property
    def said(self) -> list[str]:
        """What the errors say, with their places."""
        return list(map(said, self.errors))

    @property
    def said_of_columns(self) -> list[tuple[str, str]]:
        """What the errors say, with nothing of their places but the column."""
        return [(error.says.en, error.at.path.split(" ")[-1]) for error in self.errors]


@cache
def words(region: str | None) -> Policy:
    """Return the words of the nation, of the region `contoh`, or of one that adds none."""
    if region not in (None, "contoh", "lain"):
        raise NotInstalled(region, installed=("contoh", "lain"))
    return overlay(nation(), pack()) if region == "contoh" else nation()


def chunks(content: bytes, suffix: str, *, rows: int = CHUNK_ROWS, **how: Any) -> list[Chunk]:
    """Return the chunks of a file of that content and suffix, read in pieces of some rows."""
    with TemporaryDirectory() as folder:
        file = Path(folder, f"t{suffix}")
        file.write_bytes(content)
        pieces = pieces_of(str(file), rows=rows, name=f"t{suffix}", **how)
        return [chunk for piece in pieces for chunk in chunks_of(piece, words)]


def only(content: bytes, suffix: str, **how: Any) -> Chunk:
    """Return the only chunk of a file."""
    [chunk] = chunks(content, suffix, **how)
    return chunk


def taken(found: Sequence[Chunk]) -> Taken:
    """Return what chunks hold, each row made the case that it is."""
    cases = [
        case_of(row, words(row.get("region")))
        for chunk in found
        for row in chunk.frame.iter_rows(named=True)
    ]
    return Taken(cases, [error for chunk in found for error in chunk.faults])


def in_bulk(content: bytes, suffix: str, *, rows: int = CHUNK_ROWS) -> Taken:
    """Return what reading in bulk makes of a file."""
    return taken(chunks(content, suffix, rows=rows))


def one_by_one(content: bytes, suffix: str) -> Taken:
    """Return what the reader of single cases makes of a file."""
    file = f"t{suffix}"
    found = Taken([], [])
    try:
        candidates = candidates_of(content, file, words(None), format_of(content, file))
        for candidate in candidates:
            try:
                found.cases.append(case_from(candidate, words(None), words))
            except CaseError as error:
                found.errors.append(error)
            except NotInstalled as error:
                at = candidate.place(("region",))
                found.errors.append(CaseError(error.says, at=at))
    except CaseError as error:
        found.errors.append(error)
    return found


def said(error: CaseError) -> str:
    """Return what an error says in English."""
    return error.message(Language.EN)


def csv(*lines: str) -> bytes:
    """Return a CSV file of some lines."""
    return "".join(f"{line}\n" for line in lines).encode()
