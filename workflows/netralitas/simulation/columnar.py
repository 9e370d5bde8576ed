"""This file judges frames of cases."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

import polars as pl

from netralitas.facts import NetralitasError
from netralitas.judgement import FLAT, CompiledPolicy, flat, judge
from netralitas.simulation.cases import case_of

KINDS: dict[str, Any] = {"text": pl.String, "bool": pl.Boolean, "count": pl.Int64, "date": pl.Date}
SCHEMA = {column.name: KINDS[column.kind] for column in FLAT}


class Decided(NamedTuple):
    """The verdicts of a frame: one row under `FLAT` for each row of the frame.

    `refused` are the rows that could not be judged, by their place in the frame, each with the
    reason; their verdicts are null. `alone` counts the rows that were judged one by one.
    """

    verdicts: pl.DataFrame
    refused: tuple[tuple[int, NetralitasError], ...]
    alone: int


class Columnar:
    """Judges frames of cases under one policy as of one day."""

    def __init__(self, policy: CompiledPolicy, *, as_of: date) -> None:
        self.policy = policy
        self.as_of = as_of

    def __reduce__(self) -> tuple[object, ...]:
        return _again, (self.policy, self.as_of)

    def decide(self, frame: pl.DataFrame) -> Decided:
        """Return the verdicts of the cases of a frame, in its order."""
        rows: list[tuple[Any, ...]] = []
        refused: list[tuple[int, NetralitasError]] = []
        for place, row in enumerate(frame.iter_rows(named=True)):
            try:
                case = case_of(row, self.policy.policy)
                rows.append(flat(judge(case, self.policy, as_of=self.as_of)))
            except NetralitasError as error:
                refused.append((place, error))
                rows.append((None,) * len(FLAT))
        verdicts = pl.DataFrame(rows, schema=SCHEMA, orient="row")
        return Decided(verdicts, tuple(refused), frame.height)


def _again(policy: CompiledPolicy, as_of: date) -> Columnar:
    return Columnar(policy, as_of=as_of)
