"""This file decides the task in DuckDB: a prepared statement of CASE expressions an act.

The table stands in memory, texts as ENUMs. The word of the rules met comes back as a NumPy column.
"""

from __future__ import annotations

import duckdb
import numpy as np

from benchmarks.peer_engines.outcomes import OutcomeColumn, Outcomes
from benchmarks.peer_engines.task import Answers, Cases, Clause, PeerRule, Ready, Task

NAME = "DuckDB SQL CASE"
VERSION = duckdb.__version__
KIND = "columns"
ROWS = 1_000_000


def ready(task: Task, cases: Cases) -> Ready:
    """Return a prepared statement an act before a table of the cases."""
    connection = duckdb.connect(config={"threads": 1})
    _table(connection, cases)
    for act in task.acts:
        connection.execute(f"PREPARE {act} AS {query(task, act)}")
    column = OutcomeColumn(Outcomes(task))

    def answer() -> Answers:
        met = np.empty(cases.rows, dtype=np.uint64)
        for act in task.acts:
            found = connection.execute(f"EXECUTE {act}").fetchnumpy()
            met[found["rowid"]] = found["met"]
        return Answers(met, column.codes(met), column.names)

    return answer


def _table(connection: duckdb.DuckDBPyConnection, cases: Cases) -> None:
    columns: list[str] = []
    for name in cases.columns:
        values = cases.task.acts if name == "act" else cases.task.vocabulary[name]
        column = f'"{name}"'
        if isinstance(values[0], bool):
            columns.append(f"{column}::BOOLEAN AS {column}")
        elif isinstance(values[0], str):
            words = ", ".join(f"'{value}'" for value in values)
            connection.execute(f"CREATE TYPE {column} AS ENUM ({words})")
            columns.append(f"([{words}])[{column} + 1]::{column} AS {column}")
        else:
            columns.append(column)
    connection.register("coded", dict(cases.columns))
    connection.execute(f"CREATE TABLE cases AS SELECT {', '.join(columns)} FROM coded")


def query(task: Task, act: str) -> str:
    """Return an act's statement: the number of each of its cases, and the word of the rules met."""
    bits = " + ".join(map(_bit, task.rules[act]))
    word = f"{task.first_bits(act)}::UBIGINT + {bits}"
    return f"SELECT rowid, {word} AS met FROM cases WHERE act = '{act}'"


def _bit(rule: PeerRule) -> str:
    boxes = " OR ".join(f"({' AND '.join(map(condition, box))})" for box in rule.boxes)
    return f"CASE WHEN {boxes} THEN {1 << rule.bit}::UBIGINT ELSE 0::UBIGINT END"


def condition(clause: Clause) -> str:
    """Return a clause in SQL."""
    column = f'"{clause.field}"'
    if clause.kind == "flag":
        return column if clause.allowed[0] else f"NOT {column}"
    if clause.kind == "number":
        return f"{column} >= {clause.low} AND {column} < {clause.below}"
    words = ", ".join(f"'{value}'" for value in clause.allowed)
    return f"{column} IN ({words})"
