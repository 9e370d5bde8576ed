"""This file is the record's SQLite: one file, written by one at a time, each commit on the disk."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any, Final

import msgspec
from sqlalchemy import (
    URL,
    Column,
    ColumnElement,
    Connection,
    Engine,
    Table,
    create_engine,
    event,
    func,
)

from netralitas.casework.record.failures import (
    BROKEN_DISK,
    BUSY,
    CANNOT_OPEN,
    DAMAGED,
    FULL,
    NO_TABLES,
    NO_TRANSACTION,
    READ_ONLY,
    looked_up,
)
from netralitas.casework.record.statements import Line, Row, Texts, ask, send, send_many
from netralitas.casework.store import Unavailable
from netralitas.facts import Text

WRITING: Final = "netralitas_writing"
"""The execution option of a connection whose transactions write."""

_MEANS: Final[Mapping[str, Text]] = {
    "SQLITE_BUSY": BUSY,
    "SQLITE_LOCKED": BUSY,
    "SQLITE_FULL": FULL,
    "SQLITE_IOERR": BROKEN_DISK,
    "SQLITE_READONLY": READ_ONLY,
    "SQLITE_CANTOPEN": CANNOT_OPEN,
    "SQLITE_PERM": CANNOT_OPEN,
    "SQLITE_NOTADB": DAMAGED,
    "SQLITE_CORRUPT": DAMAGED,
    "SQLITE_CONSTRAINT": DAMAGED,
    "SQLITE_ERROR": NO_TABLES,
}

_FULL: Final = 2
"""PRAGMA synchronous: at this or more, a commit has reached the disk before it returns."""


class Sqlite:
    """SQLite as the record uses it."""

    dialect = "sqlite"
    failures: tuple[type[Exception], ...] = (sqlite3.Error,)

    def __init__(self) -> None:
        self.texts = Texts()

    def engine(self, path: str, *, wait: float) -> Engine:
        """Return an engine on a file, which is made where there is none.

        A writer waits so many seconds for another one. NORMAL, the usual advice for WAL, loses
        commits at a power cut that were acknowledged; FULL does not.
        """
        engine = create_engine(
            URL.create("sqlite", database=path),
            connect_args={"timeout": wait, "check_same_thread": False},
            hide_parameters=True,
        )
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
        return engine

    def together(self, line: Line) -> AbstractContextManager[object]:
        """Nothing is sent anywhere that could be waited for."""
        return nullcontext()

    def begin(self, line: Line) -> None:
        """Take the one lock for writing, unless the engine has done so as it began."""
        if not _in_transaction(line):
            send(line, "BEGIN IMMEDIATE", ())

    def begin_within(self, line: Line) -> None:
        """Take the one lock for writing, in a transaction that began without it."""
        [[level]] = ask(line, "PRAGMA synchronous", ())
        if level < _FULL:
            raise Unavailable(
                Text(
                    id="koneksi ini dapat kehilangan data saat listrik padam; "
                    "pasang PRAGMA synchronous = FULL sebelum transaksi",
                    en="this connection may lose data at a power cut; "
                    "set PRAGMA synchronous = FULL before the transaction",
                )
            )
        send(line, "UPDATE netralitas_edge SET id = id", ())
        if not _in_transaction(line):
            raise Unavailable(NO_TRANSACTION)

    def hold(self, line: Line, ids: Collection[str]) -> None:
        """Who writes at all holds all cases."""

    def put(self, line: Line, table: Table, rows: Sequence[Row], *, over: bool = False) -> None:
        """Insert rows; `over` replaces those of the same primary key."""
        if rows:
            send_many(line, self.texts.insertion(table, _marks, over=over), rows)

    def remove(self, line: Line, table: Table, keys: Sequence[tuple[str, str]]) -> None:
        """Delete the rows of these primary keys."""
        if keys:
            first, second = table.primary_key
            text = f"DELETE FROM {table.name} WHERE {first.name} = ? AND {second.name} = ?"
            send_many(line, text, keys)

    def among(
        self,
        line: Line,
        wanted: Sequence[Column[Any]],
        column: Column[str],
        values: Sequence[str],
    ) -> Sequence[Row]:
        """Return the wanted columns of the rows in which a column has one of the values."""
        names = ", ".join(one.name for one in wanted)
        text = f"SELECT {names} FROM {column.table} WHERE {column.name} IN "
        listed = msgspec.json.encode(values).decode()
        return ask(line, f"{text}(SELECT value FROM json_each(?))", (listed,))

    def place(self, text: ColumnElement[str], part: str) -> ColumnElement[int]:
        """Return where in a text a part of it begins, 0 where it does not occur."""
        return func.instr(text, part)

    def alone(self, line: Line) -> None:
        """Who writes at all is alone."""

    def after_erasing(self, engine: Engine) -> None:
        """Empty the write-ahead log, in which the pages of before still stand.

        Readers may hold it; the next one who erases, or the last who closes, then does it.
        """
        connection = engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
        finally:
            connection.close()

    def why(self, fault: BaseException) -> Text:
        """Return what failed, by the name that SQLite has for it."""
        return looked_up(getattr(fault, "sqlite_errorname", ""), _MEANS)


def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # transactions begin where _begin says so, and nowhere else
    for setting in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "secure_delete = ON",  # what is erased is overwritten, not just left unreferenced
    ):
        connection.execute(f"PRAGMA {setting}").close()


def _marks(table: Table) -> str:
    return f"VALUES ({', '.join('?' for _ in table.c)})"


def _in_transaction(line: Line) -> bool:
    return bool(getattr(line.driver.driver_connection, "in_transaction", True))


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITING, False)
    cursor = connection.connection.cursor()
    cursor.execute("BEGIN IMMEDIATE" if writes else "BEGIN")
    cursor.close()
