"""This file counts what cases came to: summaries of any size that are merged in any order.

A summary counts cases, not people: the same person may stand in several cases.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any, Final

import msgspec
import polars as pl

from netralitas.facts import Language
from netralitas.simulation.counting import Counts, Key, counted
from netralitas.simulation.summary_tables import tables_of
from netralitas.simulation.table import Table
from netralitas.simulation.wording import NO_WORDING, Wording

NOTHING: Final[Mapping[tuple[Key, ...], int]] = {}


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """How many cases came to what; `a + b` is the summary of the cases of both.

    Every field counts cases by the values of some columns, and its size is bounded by the law, not
    by the number of cases. Rows without a verdict are counted under `refused` alone. `result` is
    the tier of a violation, its leading track where it has no tier, else the outcome.

    `due` counts dates and not cases: by the kind of clock (`due`, `criminal_due`, `region_due`),
    the clock, the competent official, and the Monday of the week. A date in two readings is counted
    on the earlier day.
    """

    cases: int = 0
    refused: int = 0
    assumed_proven: int = 0
    date_matters: int = 0
    outcome: Counts = NOTHING
    tracks: Counts = NOTHING
    regions: Counts = NOTHING
    acts: Counts = NOTHING
    levels: Counts = NOTHING
    governments: Counts = NOTHING
    recommended: Counts = NOTHING
    authority: Counts = NOTHING
    teams: Counts = NOTHING
    paths: Counts = NOTHING
    criminal: Counts = NOTHING
    provisions: Counts = NOTHING
    criminal_provisions: Counts = NOTHING
    asked: Counts = NOTHING
    filled: Counts = NOTHING
    region_refused: Counts = NOTHING
    due: Counts = NOTHING
    laws: Counts = NOTHING

    @classmethod
    def of(cls, cases: pl.DataFrame, verdicts: pl.DataFrame) -> Summary:
        """Return the summary of cases and of their verdicts, row by row the same cases.

        Raises ValueError when the two frames differ in height.
        """
        if cases.height != verdicts.height:
            raise ValueError(f"{cases.height} cases, but {verdicts.height} verdicts")
        return cls(**counted(cases, verdicts))

    def tables(self, language: Language, wording: Wording = NO_WORDING) -> tuple[Table, ...]:
        """Return the tables that have something to count, in the order of a report."""
        return tables_of(self, language, wording)

    def __add__(self, other: Summary) -> Summary:
        if not isinstance(other, Summary):
            return NotImplemented
        return Summary(**{
            name: _merged(getattr(self, name), getattr(other, name))
            for name in self.__struct_fields__
        })  # fmt: skip


def _merged(one: Any, other: Any) -> Any:
    return one + other if isinstance(one, int) else dict(Counter(one) + Counter(other))
