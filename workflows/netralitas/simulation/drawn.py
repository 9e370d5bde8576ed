"""This file makes frames of columns that are held as codes of words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, Literal, Protocol

import numpy as np
import polars as pl

KINDS: Final[Mapping[str, Any]] = {
    "text": pl.String,
    "bool": pl.Boolean,
    "count": pl.Int64,
    "date": pl.Date,
    "span": pl.String,
}


Kept = dict[int, tuple[Sequence[Any], pl.Expr]]
"""Words that many chunks share, by their identity: held here, so that no others can have it."""


class Coded(Protocol):
    """A column held as codes: `words[code]` for each row, None for 0.

    Dates are words written YYYY-MM-DD. `rows` are those that may hold anything; None for all.
    """

    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> Literal["text", "bool", "count", "date", "span"]: ...
    @property
    def words(self) -> Sequence[Any]: ...
    @property
    def codes(self) -> Sequence[int]: ...
    @property
    def rows(self) -> Sequence[int] | None: ...


def frames(chunks: Iterable[Sequence[Coded]]) -> Iterator[pl.DataFrame]:
    """Yield the frame of each chunk of columns; words that chunks share are turned once."""
    kept: Kept = {}
    for columns in chunks:
        yield _frame(columns, kept)


def _frame(columns: Sequence[Coded], kept: Kept) -> pl.DataFrame:
    codes: dict[str, np.ndarray[Any, Any]] = {}
    wanted: list[pl.Expr] = []
    for column in columns:
        places = _places(column)
        if not places.any():
            wanted.append(pl.lit(None, dtype=KINDS[column.kind]).alias(column.name))
            continue
        codes[column.name] = places
        words = kept.get(id(column.words))
        if words is None:
            words = column.words, pl.lit(_words(column))
            if column.name != "id":  # its words are others in every chunk
                kept[id(column.words)] = words
        wanted.append(words[1].gather(pl.col(column.name)).alias(column.name))
    if not codes:
        return pl.DataFrame(schema={column.name: KINDS[column.kind] for column in columns})
    return pl.DataFrame(codes).select(wanted)


def _places(column: Coded) -> np.ndarray[Any, Any]:
    if column.rows is not None and 2 * len(column.rows) < len(column.codes):
        places = np.zeros(len(column.codes), dtype=np.uint16)
        places[column.rows] = [column.codes[row] for row in column.rows]
        return places
    if len(column.words) <= 256:
        return np.frombuffer(bytes(column.codes), dtype=np.uint8)
    return np.array(column.codes, dtype=np.uint16)


def _words(column: Coded) -> pl.Series:
    if column.kind == "date":
        return pl.Series(column.words, dtype=pl.String).str.to_date()
    return pl.Series(column.words, dtype=KINDS[column.kind])
