"""This file judges a fair few of the rows of a run again, one by one, and compares every column."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from netralitas.facts import NetralitasError, Place, Text
from netralitas.judgement import FLAT, Cell, CompiledPolicy, cross_checked, flat, judge
from netralitas.simulation.cases import case_of
from netralitas.simulation.columnar import Decided
from netralitas.simulation.judges import Judges

_REFUSED = "refused"
"""The column of a difference of which one side would not judge the case at all."""

_STEP = np.uint64(0x9E3779B97F4A7C15)
_MIXERS = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))

_OWN = ("audit.key", "audit.file", "audit.row", "audit.refused")
"""What stands before the columns of a drawn row: no case and no verdict has such columns."""


class Draw(NamedTuple):
    """Which rows of a run are audited: `size` of them, by the same seed always the same.

    A row is drawn by a keyed hash of its file's place in the run and of its number there, so that
    chunks, jobs and the order in which they finish change nothing.
    """

    size: int
    seed: int

    def of(
        self, file: int, numbers: pl.Series, cases: pl.DataFrame, decided: Decided
    ) -> pl.DataFrame:
        """Return those rows of a chunk that may be among the drawn, with their verdicts.

        `numbers` are the numbers of the rows in the file; `file` is its place in the run.
        """
        keys = self._keys(file, numbers)
        places = np.argpartition(keys, self.size)[: self.size] if self.size < len(keys) else None
        told = pl.DataFrame({
            "audit.key": keys,
            "audit.file": pl.repeat(file, len(keys), dtype=pl.Int64, eager=True),
            "audit.row": numbers.cast(pl.Int64),
            "audit.refused": _refusals(len(keys), decided),
        })  # fmt: skip
        verdicts = decided.verdicts.rename("verdict.{}".format)
        whole = pl.concat([told, cases, verdicts], how="horizontal")
        return whole if places is None else whole[places]

    def _keys(self, file: int, numbers: pl.Series) -> NDArray[np.uint64]:
        """Return a number for each row, spread evenly (SplitMix64 of row and key)."""
        name = f"{self.seed} {file}".encode()
        key = np.frombuffer(hashlib.blake2b(name, digest_size=8).digest(), "<u8")
        mixed: NDArray[np.uint64] = numbers.cast(pl.UInt64).to_numpy() * _STEP + key[0]
        mixed = (mixed ^ (mixed >> np.uint64(30))) * _MIXERS[0]
        mixed = (mixed ^ (mixed >> np.uint64(27))) * _MIXERS[1]
        return mixed ^ (mixed >> np.uint64(31))


class Drawn:
    """The rows drawn so far; `add` in any order comes to the same."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._frames: list[pl.DataFrame] = []
        self._held = 0

    def add(self, rows: pl.DataFrame) -> None:
        """Take the rows that a chunk may contribute, and forget those that were outdone."""
        self._frames.append(rows)
        self._held += rows.height
        if self._held > 2 * self._size:
            self._prune()

    def rows(self) -> Iterator[dict[str, Any]]:
        """Yield the drawn rows in the order of files and rows."""
        self._prune()
        places = [
            (file, row, number, place)
            for number, frame in enumerate(self._frames)
            for place, (file, row) in enumerate(frame.select("audit.file", "audit.row").rows())
        ]
        for _, _, number, place in sorted(places):
            yield self._frames[number].row(place, named=True)

    def _prune(self) -> None:
        if self._held <= self._size:
            return
        keys = np.concatenate([frame["audit.key"].to_numpy() for frame in self._frames])
        last = np.partition(keys, self._size - 1)[self._size - 1] if self._size else None
        self._frames = [
            kept
            for frame in self._frames
            if last is not None and (kept := frame.filter(pl.col("audit.key") <= last)).height
        ]
        self._held = sum(frame.height for frame in self._frames)


class Difference(NamedTuple):
    """A column in which a case judged by itself differs from the same case among the many.

    `at` names file, row and column; `together` is what the run said, `alone` what the single path
    says. The column is `refused` where only one of them judged the case, or for other reasons.
    """

    at: Place
    id: str
    column: str
    together: Cell
    alone: Cell

    @property
    def says(self) -> Text:
        """The difference in words, without its place."""
        return Text(
            id=f"audit: {self.together!r} dalam simulasi, {self.alone!r} bila dinilai sendiri",
            en=f"audit: {self.together!r} in the run, {self.alone!r} when judged alone",
        )


def audited(drawn: Drawn, judges: Judges, files: Sequence[str]) -> Iterator[Difference]:
    """Yield every difference between the drawn rows and the same cases judged one by one.

    The single path runs under the cross-check of durable-rules by its twin. `files` are the files
    of the run, in its order.
    """
    laws: dict[str | None, CompiledPolicy] = {}
    for row in drawn.rows():
        _, file, number, refused = (row.pop(name) for name in _OWN)
        told = {name: row.pop(f"verdict.{name}") for name in (column.name for column in FLAT)}
        region = row.get("region")
        alone, reason = _again(row, region, judges, laws)
        place = Place(files[file], number)
        if refused != reason:
            yield _difference(place, row, _REFUSED, refused, reason)
        elif alone is not None:
            for column, cell in zip(FLAT, alone, strict=True):
                if told[column.name] != cell:
                    yield _difference(place, row, column.name, told[column.name], cell)


def _again(
    row: Mapping[str, Any],
    region: str | None,
    judges: Judges,
    laws: dict[str | None, CompiledPolicy],
) -> tuple[tuple[Cell, ...] | None, str | None]:
    """Return the verdict of a row judged by itself, or why it cannot be judged."""
    try:
        if region not in laws:
            laws[region] = cross_checked(judges.law(region))
        law = laws[region]
        return flat(judge(case_of(row, law.policy), law, as_of=judges.as_of)), None
    except NetralitasError as error:
        return None, error.says.en


def _refusals(height: int, decided: Decided) -> pl.Series:
    reasons: list[str | None] = [None] * height
    for place, error in decided.refused:
        reasons[place] = error.says.en
    return pl.Series(reasons, dtype=pl.String)


def _difference(
    place: Place, row: Mapping[str, Any], column: str, together: Cell, alone: Cell
) -> Difference:
    at = place._replace(path=column)
    return Difference(at, str(row.get("id") or ""), column, together, alone)
