"""This file compiles the statements of an append once, and then hands them to the driver as text.

What SQLAlchemy does anew for each execution would cost an append more than SQLite itself does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Dialect, PoolProxiedConnection, Select, Table

Row = Sequence[Any]
"""The columns of one row, in the order in which the table has them."""

Values = Mapping[str, Any]
Found = Sequence[Sequence[Any]]


class Texts:
    """The statements of one database as texts of its driver's own, each made once."""

    def __init__(self) -> None:
        self._selections: dict[Select[Any], tuple[str, Sequence[str] | None]] = {}
        self._insertions: dict[tuple[str, bool, Callable[[Table], str]], str] = {}

    def selection(
        self, statement: Select[Any], dialect: Dialect
    ) -> tuple[str, Sequence[str] | None]:
        """Return a statement, and its parameters by place; None where they go by name."""
        found = self._selections.get(statement)
        if found is None:
            compiled = statement.compile(dialect=dialect)
            places = (compiled.positiontup or ()) if compiled.positional else None
            found = self._selections[statement] = (str(compiled), places)
        return found

    def insertion(self, table: Table, values: Callable[[Table], str], *, over: bool) -> str:
        """Return the insertion of values; `over` replaces those of the same primary key."""
        found = self._insertions.get((table.name, over, values))
        if found is None:
            found = self._insertions[table.name, over, values] = _insertion(table, values, over)
        return found


class Line(NamedTuple):
    """A connection as its driver has it, in a transaction, and what SQLAlchemy knows of it."""

    driver: PoolProxiedConnection
    dialect: Dialect

    @classmethod
    def of(cls, connection: Connection) -> Line:
        """Return the line below a connection of SQLAlchemy."""
        return cls(connection.connection, connection.dialect)


def run(line: Line, texts: Texts, statement: Select[Any], values: Values) -> Found:
    """Execute a statement with values for its parameters, and return the rows that it gives.

    Nothing is converted on the way: the values must be ones that both drivers take; what the driver
    fails at is raised as its own error.
    """
    text, places = texts.selection(statement, line.dialect)
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


def _insertion(table: Table, values: Callable[[Table], str], over: bool) -> str:
    names = [column.name for column in table.c]
    statement = f"INSERT INTO {table.name} ({', '.join(names)}) {values(table)}"
    if not over:
        return statement
    keys = [column.name for column in table.primary_key]
    rest = ", ".join(f"{name} = excluded.{name}" for name in names if name not in keys)
    return f"{statement} ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {rest}"
