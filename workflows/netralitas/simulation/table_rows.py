"""This file hands rows of a table of cells over to the reader of single cases."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import polars as pl
from numpy.typing import NDArray

from netralitas.policy import Candidate, CaseColumn, candidate_of_row, row_place


def row_reader(
    cells: pl.DataFrame,
    rows: pl.Series,
    columns: Sequence[CaseColumn],
    *,
    file: str,
    letters: Sequence[str] = (),
) -> Callable[[NDArray[Any]], Iterator[Candidate]]:
    """Return what gives the candidates of the rows at some places."""

    def candidates(places: NDArray[Any]) -> Iterator[Candidate]:
        numbers = rows.gather(places).to_list()
        for number, values in zip(numbers, cells[places].iter_rows(), strict=True):
            texts: list[str | None] = [None] * len(columns)
            for name, value in zip(cells.columns, values, strict=True):
                texts[int(name)] = cell_text(value)
            yield candidate_of_row(texts, columns, row_place(file, number, columns, letters))

    return candidates


def cell_text(value: Any) -> str | None:
    """Return a typed cell as a table of text would have it."""
    if value is None or isinstance(value, str):
        return value
    return str(value).lower() if isinstance(value, bool) else str(value)
