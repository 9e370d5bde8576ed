"""This file compiles the statements of an append once, and then hands them to the driver as text.

What SQLAlchemy does anew for each execution would cost an append more than SQLite itself does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, Dialect, PoolProxiedConnection, Select, Table

Row = Sequence[Any]
"""The columns of one row, in the order in which the table has them."""

Values = Mapping[str, Any]
Found = Sequence[Sequence[Any]]


class Line(NamedTuple):
    """A connection as its driver has it, in a transaction, and what SQLAlchemy knows of it."""

    driver: PoolProxiedConnection
    dialect: Dialect

    @classmethod
    def of(cls, connection: Connection) -> Line:
        """Return the line below a connection of SQLAlchemy."""
        return cls(connection.connection, connection.dialect)


def run(line: Line, statement: Select[Any], values: Values) -> Found:
    """Execute a statement with values for its parameters, and return the rows that it gives.

    Nothing is converted on the way: the values must be ones that both drivers take; what the driver
    fails at is raised as its own error.
    """
    text, places = _compiled(statement, line.dialect)
    return ask(line, text, values if places is None else [values[place] for place in places])


def ask(line: Line, text: str, values: Any) -> Found:
    """Execute a text of the driver's own, with values as it takes them; return the rows."""
    cursor = line.driver.cursor()
    try:
        cursor.execute(text, values)
        return cursor.fetchall()
    finally:
        cursor.close()


def send(line: Line, text: str, values: Any) -> None:
    """Execute a text of the driver's own, and leave alone what it gives: nothing waits for it."""
    cursor = line.driver.cursor()
    try:
        cursor.execute(text, values)
    finally:
        cursor.close()


def send_many(line: Line, text: str, rows: Sequence[Row]) -> None:
    """Execute a text once for each row of values."""
    cursor = line.driver.cursor()
    try:
        if len(rows) == 1:
            cursor.execute(text, rows[0])
        else:
            cursor.executemany(text, rows)
    finally:
        cursor.close()


@lru_cache
def insertion(table: Table, values: str, *, over: bool) -> str:
    """Return the text of the insertion of values; `over` replaces those of the same primary key."""
    names = [column.name for column in table.c]
    statement = f"INSERT INTO {table.name} ({', '.join(names)}) {values}"
    if not over:
        return statement
    keys = [column.name for column in table.primary_key]
    rest = ", ".join(f"{name} = excluded.{name}" for name in names if name not in keys)
    return f"{statement} ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {rest}"


@lru_cache
def _compiled(statement: Select[Any], dialect: Dialect) -> tuple[str, Sequence[str] | None]:
    """Return a statement as text, and its parameters by place; None where they go by name."""
    compiled = statement.compile(dialect=dialect)
    return str(compiled), (compiled.positiontup or ()) if compiled.positional else None
