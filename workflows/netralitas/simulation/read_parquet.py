"""This file reads cases from Parquet, whose columns have types, a range of rows at a time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time
from typing import Any, BinaryIO, Final

import polars as pl

from netralitas.facts import CaseError, Place, Text
from netralitas.policy import columns_of
from netralitas.simulation.frames import DAY_SORTS, FrameColumn, Sort, laid_out
from netralitas.simulation.pieces import Piece
from netralitas.simulation.regional_words import Regions
from netralitas.simulation.sifting import Cells, Chunk, refused, sifted
from netralitas.simulation.table_rows import row_reader

_EXACT: Final = 2**53
_PLAIN: Final = (pl.String, pl.Boolean, pl.Date, pl.Null)
_NAMED: Final = (pl.Enum, pl.Categorical, pl.Decimal)


def pieces(stream: BinaryIO, whole: Piece) -> Iterator[Piece]:
    """Yield the pieces of a file, each a range of rows; one where it is no Parquet."""
    try:
        rows = pl.scan_parquet(whole.file).select(pl.len()).collect().item()
    except pl.exceptions.PolarsError:
        yield whole  # whoever reads it will say so
        return
    for start in range(0, max(rows, 1), whole.rows):
        end = min(start + whole.rows, rows)
        yield whole._replace(start=start, end=end, first=not start)


def chunks(piece: Piece, regions: Regions) -> Iterator[Chunk]:
    """Yield the cases of a piece; columns that no case has are told with the first piece alone."""
    place = Place(piece.name)
    try:
        scanned = pl.scan_parquet(piece.file)
        schema = scanned.collect_schema()
        found = dict(_flat(schema, place))
        columns = columns_of(tuple(found), place, regions.base)
    except pl.exceptions.PolarsError as fault:
        if piece.first:
            yield refused(_broken(fault, place))
        return
    except CaseError as error:
        if piece.first:
            yield refused(error)
        return
    read = {str(number): found[column.name] for number, column in enumerate(columns) if column.path}
    part = scanned.slice(piece.start, piece.end - piece.start)
    try:
        cells = part.select(**read).collect()
    except pl.exceptions.PolarsError as fault:
        yield refused(_broken(fault, Place(piece.name, piece.start + 1)))
        return
    layout = laid_out(columns)
    cells = cells.with_columns(
        _cells(cells[str(column.source)], column) for column in layout if column.source is not None
    )
    rows = pl.int_range(piece.start + 1, piece.start + 1 + cells.height, eager=True)
    candidates = row_reader(cells, rows, columns, file=piece.name)
    yield sifted(Cells(cells, rows, candidates), layout, regions)


def _flat(schema: pl.Schema, place: Place) -> Iterator[tuple[str, pl.Expr]]:
    """Yield the columns, each field of a struct as one of its own; CaseError for a list."""
    for name, kind in schema.items():
        yield from _fields(name, kind, pl.col(name), place)


def _fields(name: str, kind: Any, values: pl.Expr, place: Place) -> Iterator[tuple[str, pl.Expr]]:
    if isinstance(kind, pl.Struct):
        for field in kind.fields:
            inner = values.struct.field(field.name)
            yield from _fields(f"{name}.{field.name}", field.dtype, inner, place)
    elif kind in _PLAIN or kind in _NAMED or kind.is_numeric() or kind == pl.Datetime:
        yield name, values
    elif name.startswith("verdict."):
        yield name, values
    else:
        raise CaseError(
            Text(
                id=f"kolom {name!r} berisi {kind}: satu sel, satu nilai",
                en=f"column {name!r} holds {kind}: one cell, one value",
            ),
            at=place,
            hint=Text(
                id="satu kolom untuk setiap nilai, misalnya charges.1.act",
                en="one column for each value, for example charges.1.act",
            ),
        )


def _cells(series: pl.Series, column: FrameColumn) -> pl.Series:
    """Return a column as text, or with the type that its cells have in a frame."""
    kind = series.dtype
    if kind.is_float():
        series = _whole(series.fill_nan(None))
        kind = series.dtype
    if kind == pl.Datetime:
        series = _days(series)
        kind = series.dtype
    fits = (
        (kind == pl.Boolean and column.sort is Sort.BOOL)
        or (kind == pl.Date and column.sort in DAY_SORTS)
        or kind in (pl.String, pl.Null)
    )
    if fits:
        return series
    if column.sort is Sort.COUNT and kind.is_signed_integer() and kind != pl.Int128:
        return series.cast(pl.Int64)
    return series.cast(pl.String)


def _whole(series: pl.Series) -> pl.Series:
    """Return whole numbers as such: a column of counts with gaps often comes with points."""
    whole = (series == series.floor()) & (series.abs() < _EXACT)
    return series.cast(pl.Int64) if whole.fill_null(True).all() else series.cast(pl.String)


def _days(series: pl.Series) -> pl.Series:
    """Return times as days where all are midnight; else as text, of which the reader will say."""
    midnight = series.dt.time() == time(0)
    if midnight.fill_null(True).all():
        return series.dt.date()
    days, times = series.dt.date().cast(pl.String), series.cast(pl.String)
    return pl.select(pl.when(midnight).then(days).otherwise(times)).to_series()


def _broken(fault: Exception, place: Place) -> CaseError:
    words = str(fault).splitlines()[0][:200]
    return CaseError(
        Text(id=f"bukan Parquet yang utuh: {words}", en=f"no sound Parquet: {words}"),
        at=place,
        hint=Text(id="tulis ulang berkasnya", en="write the file anew"),
    )
