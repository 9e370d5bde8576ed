"""This file says what a piece of a file of cases is, so that it can be read anywhere, by itself."""

from __future__ import annotations

from typing import Literal, NamedTuple

TableFormat = Literal["csv", "xlsx", "parquet", "jsonl", "json", "yaml"]


class Piece(NamedTuple):
    """A part of a file of cases; `name` is how the file is called in messages.

    `start` and `end` count bytes of CSV and JSON Lines, rows of Parquet; `line` is the number of
    the first line. What is wrong with a file as a whole is told with its `first` piece alone.
    `columns` and `regions` are those that occur anywhere in a file of JSON Lines.
    """

    file: str
    name: str
    format: TableFormat
    rows: int
    start: int = 0
    end: int = 0
    line: int = 1
    first: bool = True
    sheet: str | None = None
    columns: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
