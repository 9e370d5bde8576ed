"""This file lays rows of single cases out as a frame, and puts them among the others."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl

from netralitas.facts import CaseError, Place, Text
from netralitas.policy import Field
from netralitas.simulation.frames import TYPES, FrameColumn, Path, Sort


def frame_of(rows: Sequence[Mapping[str, Any]], columns: Sequence[FrameColumn]) -> pl.DataFrame:
    """Return a frame of rows; its days of acts are dates where all of them are single."""
    series = []
    for column in columns:
        values = [row.get(column.name) for row in rows]
        single = column.sort is Sort.DAYS and all(
            value is None or len(value) == len("2024-10-02") for value in values
        )
        if single:
            values = [value and date.fromisoformat(value) for value in values]
        kind = pl.Date if single else TYPES[column.sort]
        series.append(pl.Series(column.name, values, dtype=kind))
    return pl.DataFrame(series)


def joined(frame: pl.DataFrame, other: pl.DataFrame, order: pl.Series) -> pl.DataFrame:
    """Return the rows of two frames in an order; days are text where they are so in one."""
    texts = [
        name
        for name, kind in frame.schema.items()
        if kind != other.schema[name] and pl.String in (kind, other.schema[name])
    ]
    as_text = pl.col(texts).cast(pl.String)
    return pl.concat([frame.with_columns(as_text), other.with_columns(as_text)])[order]


def without_schema(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a frame without what every case file says of itself."""
    return frame.drop("schema", strict=False)


def refuse_mixed(
    row: Mapping[str, Any], columns: Sequence[FrameColumn], place: Callable[[Path], Place]
) -> None:
    """Raise CaseError for a fact that means one thing in one region and another in the next."""
    for column in columns:
        value = row.get(column.name)
        if isinstance(column.leaf, Field) and value is not None:
            if isinstance(value, bool) is not (column.sort is Sort.BOOL):
                name = column.leaf.name
                says = Text(
                    id=f"fakta {name!r} ya/tidak di satu daerah, bukan di daerah lain",
                    en=f"fact {name!r} is true or false in one region, and not in another",
                )
                hint = Text(id="nilai setiap daerah tersendiri", en="judge each region by itself")
                raise CaseError(says, at=place(column.path), hint=hint)
