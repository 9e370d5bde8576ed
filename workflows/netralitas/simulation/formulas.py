"""This file keeps a spreadsheet from taking the text of a cell for a formula."""

from __future__ import annotations

from typing import Final

import polars as pl

_FORMULA: Final = r"^([=+\-@\t\r])"
_BEYOND: Final = "A"
"""From here on in the order of texts, no text is taken for a formula."""


def without_formulas(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a frame whose texts no spreadsheet takes for formulas: what would be one is quoted.

    Numbers and days are left alone.
    """
    texts = [
        name
        for name, kind in frame.schema.items()
        if kind in (pl.String, pl.Categorical) or isinstance(kind, pl.Enum)
    ]
    if not texts:
        return frame
    # The least text of most columns says already that there is nothing to look for.
    least = frame.select(pl.col(texts).cast(pl.String).min()).row(0, named=True)
    low = [name for name in texts if least[name] is not None and least[name] < _BEYOND]
    found = frame.select(pl.col(low).cast(pl.String).str.contains(_FORMULA).any())
    meant = [name for name in low if found[name][0]]
    return frame.with_columns(pl.col(meant).cast(pl.String).str.replace(_FORMULA, "'${1}"))
