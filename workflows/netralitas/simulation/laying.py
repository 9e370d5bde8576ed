"""This file gives the rows of several files the same columns, so that they are written as one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import polars as pl

from netralitas.policy import Policy
from netralitas.simulation.columnar import SCHEMA
from netralitas.simulation.judges import Judges
from netralitas.simulation.pieces import Piece
from netralitas.simulation.reading import chunks_of


def laid_together(
    pieces: Sequence[Piece], judges: Judges
) -> Callable[[pl.DataFrame], pl.DataFrame]:
    """Return what gives judged rows the columns of all files; those of one file have them already.

    The columns of a file are those of its first cases. Reading them raises what reading raises.
    """
    firsts = {piece.file: piece for piece in reversed(pieces)}
    if len(firsts) < 2:
        return lambda rows: rows

    def words(region: str | None) -> Policy:
        return judges.law(region).policy

    found = [next(chunks_of(piece, words)).frame.clear() for piece in reversed(firsts.values())]
    schema: dict[str, Any] = dict(pl.concat(found, how="diagonal_relaxed").schema)
    # A month may stand in the days of one file and not of another: as texts they go together.
    schema |= {name: pl.String for name in schema if _is_day_of_charge(name)}
    schema |= {f"verdict.{name}": kind for name, kind in SCHEMA.items()}

    def lay(rows: pl.DataFrame) -> pl.DataFrame:
        return rows.select(
            (pl.col(name) if name in rows.columns else pl.lit(None)).cast(kind).alias(name)
            for name, kind in schema.items()
        )

    return lay


def _is_day_of_charge(name: str) -> bool:
    """Whether a column is the day of a charge."""
    return name == "at" or (name.startswith("charges.") and name.endswith(".at"))
