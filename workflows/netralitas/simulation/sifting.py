"""This file parts the rows of a table into cases and faults.

The checks in bulk let most rows pass; each other row goes to the reader of single cases, which
takes it or says in its own words why not. The words are those of the row's region.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from netralitas.facts import CaseError, NetralitasError
from netralitas.policy import Candidate, Policy
from netralitas.simulation.bulk_checks import Checked, Checks
from netralitas.simulation.cases import row_of
from netralitas.simulation.frames import TYPES, FrameColumn
from netralitas.simulation.laid_rows import frame_of, joined, refuse_mixed, without_schema
from netralitas.simulation.list_checks import Mask
from netralitas.simulation.regional_words import Regions, case_in_words
from netralitas.simulation.regional_words import Words as Words

FAULTS_TOLD: Final = 1000
"""Faults of one piece that are told in words; the others are counted.

To word a fault costs as much as to judge a hundred cases.
"""


class Chunk(NamedTuple):
    """Cases read at once, the row of the file each stands in, and what could not be taken.

    `rows` are counted as a person would: lines of a CSV file, rows of a sheet, rows of Parquet from
    1. `untold` faults are more than are told of a piece.
    """

    frame: pl.DataFrame
    rows: pl.Series
    faults: tuple[CaseError, ...]
    untold: int = 0


class Cells(NamedTuple):
    """The cells of some rows under the places of their columns, with the number of each row.

    `candidates` gives what the reader of single cases makes of the rows at places. `lenient` cells
    may have blanks around them; `clean` ones hold no control characters. `spoilt` are the rows that
    have no cells; `odd` ones must be looked at in any case.
    """

    frame: pl.DataFrame
    rows: pl.Series
    candidates: Callable[[NDArray[Any]], Iterable[Candidate]]
    lenient: bool = True
    clean: bool = False
    spoilt: tuple[CaseError, ...] = ()
    odd: Mask | None = None


def refused(error: CaseError) -> Chunk:
    """Return the chunk of what cannot be read at all: no cases, and the reason."""
    return Chunk(pl.DataFrame(), pl.Series(dtype=pl.Int64), (error,))


def sifted_blocks(
    blocks: Iterable[Cells], columns: Sequence[FrameColumn], regions: Regions
) -> Iterator[Chunk]:
    """Yield the cases and the faults of a piece that is read block by block."""
    left = FAULTS_TOLD
    for cells in blocks:
        chunk = sifted(cells, columns, regions, most=left)
        left -= len(chunk.faults)
        yield chunk


def sifted(
    cells: Cells, columns: Sequence[FrameColumn], regions: Regions, *, most: int = FAULTS_TOLD
) -> Chunk:
    """Return the rows that are cases, and the faults of the others, of which `most` are told."""
    checked = _checked(cells, columns, regions)
    faults = list(cells.spoilt)
    untold = 0
    kept: list[int] = []
    cases: list[dict[str, Any]] = []
    names = frozenset(column.name for column in columns)
    doubtful = np.flatnonzero(checked.doubtful)
    for begin in range(0, len(doubtful), FAULTS_TOLD):
        block = doubtful[begin : begin + FAULTS_TOLD]
        if len(faults) >= most:
            # Enough is told: what is refused for certain is only counted.
            untold += int(checked.refused[block].sum())
            block = block[~checked.refused[block]]
        for place, candidate in zip(block.tolist(), cells.candidates(block), strict=True):
            try:
                row = row_of(case_in_words(candidate, regions), names, candidate.place)
                refuse_mixed(row, columns, candidate.place)
                cases.append(row)
                kept.append(place)
            except CaseError as error:
                if len(faults) < most:
                    faults.append(error)
                else:
                    untold += 1
    untold += len(faults[most:])
    told = tuple(sorted(faults[:most], key=lambda error: error.at.line))
    places = pl.Series(np.flatnonzero(~checked.doubtful))
    frame = checked.frame if len(places) == checked.frame.height else checked.frame[places]
    if cases:
        places = pl.concat([places, pl.Series(kept, dtype=places.dtype)])
        order = places.arg_sort()
        frame, places = joined(frame, frame_of(cases, columns), order), places.gather(order)
    rows = cells.rows.gather(places)
    return Chunk(without_schema(frame), rows, told, untold)


def _checked(cells: Cells, columns: Sequence[FrameColumn], regions: Regions) -> Checked:
    """Check all rows, each in the words of its region."""
    if not columns:
        every = np.ones(len(cells.rows), dtype=np.bool_)
        return Checked(pl.DataFrame(), every, ~every)
    raw = pl.DataFrame([_column(column, cells.frame) for column in columns])

    def checks(policy: Policy) -> Checks:
        return Checks(columns, policy, lenient=cells.lenient, clean=cells.clean)

    named = _regions(raw, cells.lenient)
    only = regions.policy(named[0]) if len(named) == 1 else None
    if isinstance(only, Policy):
        checked = checks(only).on(raw)
        _mark(checked, cells.odd)
        return checked
    checked = checks(regions.base).on(raw)
    _mark(checked, cells.odd)
    for region in filter(None, named):
        of_region = (checked.frame["region"] == region).fill_null(False).to_numpy()
        words = regions.policy(region)
        if isinstance(words, NetralitasError):
            checked.doubtful[of_region] = checked.refused[of_region] = True
        elif not _widens(words, regions.base):
            checked.doubtful[of_region] = True
            checked.refused[of_region] = False
        elif len(places := np.flatnonzero(of_region & checked.doubtful)):
            # What is doubtful in the nation's words may be plain in those of the region.
            again = checks(words).on(raw[places])
            _mark(again, None if cells.odd is None else cells.odd[places])
            checked.doubtful[places] = again.doubtful
            checked.refused[places] = again.refused
    return checked


def _column(column: FrameColumn, cells: pl.DataFrame) -> pl.Series:
    if column.source is None:
        return pl.Series(column.name, [None], dtype=TYPES[column.sort]).new_from_index(
            0, cells.height
        )
    series = cells[str(column.source)].alias(column.name)
    return series.cast(pl.String) if series.dtype == pl.Null else series


def _regions(raw: pl.DataFrame, lenient: bool) -> list[str | None]:
    """Return the regions that rows name, and None where some name none."""
    if "region" not in raw:
        return [None]
    found = raw["region"].unique(maintain_order=True).to_list()
    if lenient:
        found = [(name and name.strip()) or None for name in found]
    return list(dict.fromkeys(found)) or [None]


def _mark(checked: Checked, odd: Mask | None) -> None:
    if odd is not None:
        checked.doubtful[odd] = True


def _widens(wider: Policy, policy: Policy) -> bool:
    """Whether all that may be said under a policy may be said under the other as well."""
    names = [field.name for field in wider.fields]
    return (
        wider.acts == policy.acts
        and wider.elections == policy.elections
        and wider.fields[: len(policy.fields)] == policy.fields
        and wider.offices[: len(policy.offices)] == policy.offices
        and wider.sanctions[: len(policy.sanctions)] == policy.sanctions
        and len(set(names)) == len(names)
    )
