"""This file decides the task in Polars: an expression a rule, a query an act.

Texts are columns of an Enum, so that a comparison is one of small integers. Polars itself finds
the conditions that several expressions share.
"""

from __future__ import annotations

from functools import reduce
from operator import add, and_, or_

import numpy as np
import polars as pl

from benchmarks.peer_engines.outcomes import OutcomeColumn, Outcomes
from benchmarks.peer_engines.task import Answers, Box, Cases, Clause, Ready, Task

NAME = "Polars expressions"
VERSION = pl.__version__
KIND = "columns"
ROWS = 1_000_000


def ready(task: Task, cases: Cases) -> Ready:
    """Return a query an act before a frame of the cases."""
    frame = frame_of(cases).with_row_index("row").lazy()
    queries = [
        frame.filter(pl.col("act") == act).select("row", met=_word(task, act)) for act in task.acts
    ]
    column = OutcomeColumn(Outcomes(task))

    def answer() -> Answers:
        met = np.empty(cases.rows, dtype=np.uint64)
        for answered in pl.collect_all(queries):
            met[answered["row"].to_numpy()] = answered["met"].to_numpy()
        return Answers(met, column.codes(met), column.names)

    return answer


def frame_of(cases: Cases) -> pl.DataFrame:
    """Return the cases as a frame: Boolean, UInt8, and Enum for texts."""
    columns: list[pl.Series] = []
    for name, codes in cases.columns.items():
        values = cases.task.acts if name == "act" else cases.task.vocabulary[name]
        words = isinstance(values[0], str)
        vocabulary = pl.Series(name, values, dtype=pl.Enum(map(str, values)) if words else None)
        columns.append(vocabulary.gather(codes))
    return pl.DataFrame(columns)


def _word(task: Task, act: str) -> pl.Expr:
    bits = [
        pl.when(reduce(or_, map(_box, rule.boxes)))
        .then(_number(1 << rule.bit))
        .otherwise(_number(0))
        for rule in task.rules[act]
    ]
    return reduce(add, bits, _number(task.first_bits(act)))


def _number(value: int) -> pl.Expr:
    return pl.lit(value, dtype=pl.UInt64)


def _box(box: Box) -> pl.Expr:
    return reduce(and_, map(_clause, box))


def _clause(clause: Clause) -> pl.Expr:
    column = pl.col(clause.field)
    if clause.kind == "flag":
        return column if clause.allowed[0] else ~column
    if clause.kind == "number":
        return (column >= clause.low) & (column < clause.below)
    if len(clause.allowed) == 1:
        return column == clause.allowed[0]
    return column.is_in(clause.allowed)
