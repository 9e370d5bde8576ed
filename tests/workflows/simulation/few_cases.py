"""This file makes small runs for tests: cases by number, read by functions that workers can find.

A piece holds the cases whose numbers lie between its `start` and `end`, in chunks of its `rows`;
a reading leaves its traces beside its `file`.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from netralitas.facts import CaseError, Place, Text
from netralitas.judgement import CompiledPolicy
from netralitas.regions import policy_for
from netralitas.simulation.audit import Draw
from netralitas.simulation.columnar import Decided
from netralitas.simulation.judges import Judges
from netralitas.simulation.parts import Part, Work
from netralitas.simulation.pieces import Piece
from netralitas.simulation.sifting import Chunk, Words

AS_OF = date(2024, 12, 31)
NOWHERE = "antah_berantah"
"""A region that no distribution brings."""

_ACTS: tuple[dict[str, Any], ...] = (
    {"act": "react_online", "facts.reaction": "comment"},
    {"act": "post_photo", "facts.with": "candidate", "facts.symbol": True},
    {"act": "join_campaign", "facts.party_attribute": True},
    {"act": "join_campaign", "facts.active": True},
    {"act": "install_props"},
)
_SUBJECTS: tuple[dict[str, Any], ...] = (
    {"subject.category": "pns", "subject.level": "administrator"},
    {"subject.category": "pns", "subject.level": "pengawas", "subject.office": "lurah"},
    {"subject.category": "pns", "subject.level": "pelaksana"},
    {"subject.category": "pppk", "subject.level": "pelaksana"},
    {"subject.category": "pns"},
    {"subject.level": "jpt_pratama"},
    {"subject.category": "kepala_desa"},
)
_TYPES: dict[str, Any] = {
    "id": pl.String,
    "region": pl.String,
    "election": pl.String,
    "subject.category": pl.String,
    "subject.level": pl.String,
    "subject.office": pl.String,
    "subject.government": pl.String,
    "act": pl.String,
    "at": pl.Date,
    "facts.reaction": pl.String,
    "facts.with": pl.String,
    "facts.symbol": pl.Boolean,
    "facts.party_attribute": pl.Boolean,
    "facts.active": pl.Boolean,
    "evidence": pl.String,
}


def case(number: int) -> dict[str, Any]:
    """Return the cells of one case; every tenth is of Lumajang, some of no region there is."""
    region = NOWHERE if number % 50 == 7 else "lumajang" if number % 10 == 3 else None
    return {
        "id": f"kasus-{number:06}",
        "region": region,
        "election": "pilkada_2024",
        "subject.government": "kabupaten",
        "at": date(2024, 9, 1) + timedelta(days=number * 7 % 120),
        "evidence": ("foto:verified", None, "none")[number % 3],
        **_ACTS[number % len(_ACTS)],
        **_SUBJECTS[number % len(_SUBJECTS)],
    }


def frame(first: int, end: int) -> pl.DataFrame:
    """Return the cases from one number to before another."""
    return pl.DataFrame([case(number) for number in range(first, end)], schema=_TYPES)


def pieces(folder: Path, count: int, *, of: int = 20, rows: int = 20) -> tuple[Piece, ...]:
    """Return so many pieces `of` so many cases, read in chunks of `rows`."""
    return tuple(
        Piece(str(folder / "kasus.csv"), "kasus.csv", "csv", rows, start=first, end=first + of)
        for first in range(0, count * of, of)
    )


def read(piece: Piece, words: Words) -> Iterator[Chunk]:
    """Yield the cases of a piece; the row of every case is its number, each 41st cannot be read."""
    words(None)
    for first in range(piece.start, piece.end, piece.rows):
        end = min(first + piece.rows, piece.end)
        numbers = [number for number in range(first, end) if number % 41 != 13]
        faults = tuple(
            CaseError(Text(id="bukan kasus", en="no case"), at=Place(piece.name, number, "act"))
            for number in range(first, end)
            if number % 41 == 13
        )
        cases = pl.DataFrame([case(number) for number in numbers], schema=_TYPES)
        yield Chunk(cases, pl.Series(numbers, dtype=pl.Int64), faults)


def read_and_die_once(piece: Piece, words: Words) -> Iterator[Chunk]:
    """Read as `read`, but kill the process in the midst of the third piece; once in all."""
    for number, chunk in enumerate(read(piece, words)):
        if number == 1 and piece.start == 2 * (piece.end - piece.start) and _first_here(piece):
            os.kill(os.getpid(), signal.SIGKILL)
        yield chunk


def read_and_die(piece: Piece, words: Words) -> Iterator[Chunk]:
    """Read as `read`, but kill every process that reads on from the case with number 40."""
    for chunk in read(piece, words):
        if 40 in chunk.rows:
            os.kill(os.getpid(), signal.SIGKILL)
        yield chunk


def read_what_is_gone(piece: Piece, words: Words) -> Iterator[Chunk]:
    """Yield one chunk and then find the file gone."""
    yield from read(piece._replace(end=piece.start + piece.rows), words)
    raise FileNotFoundError(2, "No such file or directory", piece.name)


def read_for_ever(piece: Piece, words: Words) -> Iterator[Chunk]:
    """Read the first piece as `read`; with any other, leave a trace and never come to an end."""
    if piece.start:
        _beside(piece, f"{os.getpid()}.pid").touch()
        while True:
            signal.pause()
    yield from read(piece, words)


def read_and_tell(piece: Piece, words: Words) -> Iterator[Chunk]:
    """Note how many pieces the host had taken when this one was begun; then read as `read`."""
    taken = _beside(piece, "taken").read_text("utf-8")
    _beside(piece, f"begun-{piece.start}").write_text(taken, "utf-8")
    yield from read(piece, words)


class SeveralDraws(NamedTuple):
    """Draws of several sizes from the same rows, each told by the size in `of_size`."""

    draws: tuple[Draw, ...]

    def of(self, file: int, rows: pl.Series, cases: pl.DataFrame, decided: Decided) -> pl.DataFrame:
        """Return the rows of all draws."""
        found = (
            draw.of(file, rows, cases, decided).with_columns(pl.lit(draw.size).alias("of_size"))
            for draw in self.draws
        )
        return pl.concat(found)


def whole(name: str, rows: pl.DataFrame) -> pl.DataFrame:
    """Keep the rows of a chunk as they are."""
    return rows


class InstalledLaws:
    """The laws of the regions that are installed, each compiled when first asked for."""

    def __init__(self) -> None:
        self.asked: list[str | None] = []

    def of(self, region: str | None) -> CompiledPolicy:
        """Return the law of a region, and note that it was asked for."""
        self.asked.append(region)
        return compiled(region)


@cache
def compiled(region: str | None) -> CompiledPolicy:
    """Return the law of a region, compiled once for a run of the tests."""
    return policy_for(region)


def work(reading: Any = read, **more: Any) -> Work:
    """Return the work of a run whose pieces are read in a certain way."""
    return Work(Judges(InstalledLaws(), region=None, as_of=AS_OF), reading, **more)


def told(part: Part) -> tuple[object, ...]:
    """Return a part as values that can be compared: frames as their rows."""
    return tuple(one.rows() if isinstance(one, pl.DataFrame) else one for one in part)


def _beside(piece: Piece, name: str) -> Path:
    return Path(piece.file).with_name(name)


def _first_here(piece: Piece) -> bool:
    trace = _beside(piece, "died")
    try:
        trace.touch(exist_ok=False)
    except FileExistsError:
        return False
    return True
