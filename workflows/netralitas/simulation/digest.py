"""This file comes to one number for all rows of a run, whatever order or chunks they came in.

Each cell is hashed as its text under the name of its column, the cells of a row are added and mixed
into the hash of the row, and the rows are added up: two lanes of 64 bits, each modulo 2^64. Nothing
of it is the hash function of a library, so a digest may be kept and compared years later.

It is made to find faults: a row lost, doubled or judged otherwise goes unseen once in 2^64 or so.
Whoever may choose rows can make two sets of them with one digest; against forgery a file needs a
cryptographic hash of its bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

import msgspec
import numpy as np
import polars as pl
from numpy.typing import NDArray

Lane = NDArray[np.uint64]
Lanes = tuple[Lane, Lane]

_SEEDS = np.array([0x243F6A8885A308D3], np.uint64), np.array([0x13198A2E03707344], np.uint64)
"""Where each lane starts: the digits of pi, numbers that nobody chose."""

_FACTORS = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xD6E8FEB86659FD93))
_MIXERS = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))
"""Odd numbers whose products spread every bit upwards; the mixers are those of SplitMix64."""

_WORD = 8
_HALF = np.uint64(32)
_HEADS = np.array([(1 << 8 * size) - 1 for size in range(_WORD + 1)], np.uint64)
"""What is left of a word of which only the first bytes belong to a text."""

_BLOCK = 1 << 14
_EPOCH = date(1970, 1, 1)
_WIDEST = 1 << 16
_FARTHEST = 1 << 31
"""Values whose numbers lie close together, and not too far away, are hashed once and looked up."""


class Digest(msgspec.Struct, frozen=True):
    """What a set of judged rows comes to; `a + b` is the digest of the rows of both.

    It counts: a row that stands there twice makes another set. Equal digests mean the same cases,
    by their ids, with the same verdicts in every column.
    """

    rows: int = 0
    first: int = 0
    second: int = 0

    @classmethod
    def of(cls, cases: pl.DataFrame, verdicts: pl.DataFrame) -> Digest:
        """Return the digest of cases and of their verdicts, row by row the same cases.

        Raises ValueError when the two frames differ in height.
        """
        if cases.height != verdicts.height:
            raise ValueError(f"{cases.height} cases, but {verdicts.height} verdicts")
        rows = np.zeros(cases.height, np.uint64), np.zeros(cases.height, np.uint64)
        if "id" in cases.columns:
            _add_texts(rows, "id", cases["id"].cast(pl.String))
        _add_columns(rows, verdicts)
        first, second = (
            int(_mixed(lane + seed).sum(dtype=np.uint64))
            for lane, seed in zip(rows, _SEEDS, strict=True)
        )
        return cls(cases.height, first, second)

    def __add__(self, other: Digest) -> Digest:
        if not isinstance(other, Digest):
            return NotImplemented
        return Digest(
            self.rows + other.rows,
            (self.first + other.first) % 2**64,
            (self.second + other.second) % 2**64,
        )

    def __str__(self) -> str:
        return f"{self.rows}:{self.first:016x}{self.second:016x}"


class _Column(NamedTuple):
    """A column as numbers, of which the first stands for the first of its values, and so on.

    An unknown cell has the number after the last value's.
    """

    name: str
    numbers: NDArray[Any]
    first: int
    values: Sequence[object]


def _add_columns(rows: Lanes, frame: pl.DataFrame) -> None:
    """Add the hashes of all cells to their rows, each different value of a column hashed once."""
    told = pl.DataFrame([column for column in frame if column.null_count() < len(column)])
    if told.is_empty():
        return
    told = told.with_columns(pl.col(pl.String).cast(pl.Categorical))
    numbered = told.select(_numbered(name, kind) for name, kind in told.schema.items())
    bounds = zip(told.columns, numbered.min().row(0), numbered.max().row(0), strict=True)
    spans = {name: range(low, high + 1) for name, low, high in bounds}
    near = {name: span for name, span in spans.items() if _is_near(span)}
    filled = numbered.select(pl.col(name).fill_null(span.stop) for name, span in near.items())
    columns = [_column(told[one.name], one.to_numpy(), near[one.name]) for one in filled]
    tables = tuple(_tables(columns))
    found = np.empty(_BLOCK, np.uint64)
    for at in _blocks(frame.height):
        for column, both in zip(columns, tables, strict=True):
            places = np.subtract(column.numbers[at], column.first, dtype=np.intp)
            for row, table in zip(rows, both, strict=True):
                row[at] += table.take(places, out=found[: len(places)], mode="clip")
    for name in spans.keys() - near.keys():
        _add_texts(rows, f"verdict.{name}", told[name].cast(pl.String))


def _is_near(span: range) -> bool:
    """Return whether a table of values is worth its while; there is a number left after them."""
    return -_FARTHEST < span.start and span.stop < _FARTHEST and len(span) <= _WIDEST


def _numbered(name: str, kind: pl.DataType) -> pl.Expr:
    """Return a column as numbers: days, truths, places in a list; with room for one number more."""
    if kind.is_integer() or kind == pl.Date:
        return pl.col(name).to_physical()
    return (pl.col(name) if kind == pl.Boolean else pl.col(name).to_physical()).cast(pl.UInt32)


def _column(cells: pl.Series, numbers: NDArray[Any], span: range) -> _Column:
    return _Column(cells.name, numbers, span.start, _values(cells, numbers, span))


def _values(cells: pl.Series, numbers: NDArray[Any], span: range) -> Sequence[object]:
    """Return what the numbers of a column stand for; anything for numbers that do not occur."""
    if cells.dtype == pl.Date:
        return [_EPOCH + timedelta(days=day) for day in span]
    if cells.dtype == pl.Boolean:
        return [bool(one) for one in span]
    if cells.dtype.is_integer():
        return span
    if isinstance(cells.dtype, pl.Enum):
        return cells.dtype.categories[span.start : span.stop].to_list()
    one_row = np.full(len(span) + 1, -1)
    one_row[numbers - span.start] = np.arange(len(cells))
    used = np.flatnonzero(one_row[:-1] >= 0)
    values: list[object] = [None] * len(span)
    for place, value in zip(used.tolist(), cells[one_row[used]], strict=True):
        values[place] = value
    return values


def _text(value: object) -> bytes:
    """Return the one text of a value: `true`, `2024-10-02`, `12`."""
    return (str(value).lower() if isinstance(value, bool) else str(value)).encode()


def _tables(columns: Sequence[_Column]) -> Iterator[Lanes]:
    """Yield for each column the hashes of its values, followed by 0 for an unknown cell."""
    names = _hashed([f"verdict.{one.name}".encode() for one in columns], _SEEDS)
    sizes = [len(one.values) + 1 for one in columns]
    seeds = np.repeat(names[0], sizes), np.repeat(names[1], sizes)
    texts = [_text(value) for one in columns for value in (*one.values, None)]
    hashes = _hashed(texts, seeds)
    for size, end in zip(sizes, np.cumsum(sizes), strict=True):
        first, second = (lane[end - size : end] for lane in hashes)
        first[-1] = second[-1] = 0
        yield first, second


def _add_texts(rows: Lanes, name: str, texts: pl.Series) -> None:
    """Add the hash of each text of a column to its row; an unknown one adds nothing."""
    lengths = texts.str.len_bytes().fill_null(0).to_numpy().astype(np.int64)
    laid = texts.str.join("").cast(pl.Binary)[0]
    known = texts.is_not_null().to_numpy()
    lanes = _hashed_together(laid, lengths, _hashed([name.encode()], _SEEDS))
    for row, lane in zip(rows, lanes, strict=True):
        row += lane * known


def _hashed(texts: Sequence[bytes], seeds: Lanes) -> Lanes:
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    return _hashed_together(b"".join(texts), lengths, seeds)


def _hashed_together(laid: bytes, lengths: NDArray[np.int64], seeds: Lanes) -> Lanes:
    """Return the hashes of texts that are laid end to end, eight bytes of all of them at a time."""
    starts = np.cumsum(lengths) - lengths
    # The words that begin at each byte, aligned or not; enough of nothing follows the last text.
    words = np.ndarray((len(laid) + 1,), "<u8", laid + bytes(_WORD), strides=(1,))
    lanes = tuple(
        seed ^ (lengths.astype(np.uint64) * factor)
        for seed, factor in zip(seeds, _FACTORS, strict=True)
    )
    for block in _blocks(len(lengths)):
        long, begin = lengths[block], starts[block]
        shortest = int(long.min())
        for at in range(0, int(long.max()), _WORD):
            rows = slice(None) if shortest > at else np.flatnonzero(long > at)
            word = words[begin[rows] + at]
            if shortest < at + _WORD:
                word &= _HEADS[np.minimum(long[rows] - at, _WORD)]
            for lane, factor in zip(lanes, _FACTORS, strict=True):
                stirred = (lane[block][rows] ^ word) * factor
                lane[block][rows] = stirred ^ (stirred >> _HALF)
    return _mixed(lanes[0]), _mixed(lanes[1])


def _blocks(size: int) -> Iterator[slice]:
    """Yield the rows in blocks small enough to stay near the processor."""
    for first in range(0, size, _BLOCK):
        yield slice(first, min(first + _BLOCK, size))


def _mixed(lane: Lane) -> Lane:
    """Return numbers of which every bit hangs on every bit of those given (SplitMix64)."""
    lane = (lane ^ (lane >> np.uint64(30))) * _MIXERS[0]
    lane = (lane ^ (lane >> np.uint64(27))) * _MIXERS[1]
    return lane ^ (lane >> np.uint64(31))
