"""This file is the record's PostgreSQL: many processes at once, and one order of what they did.

Who writes takes locks in one order, so that no two wait for each other: first the rows of his
cases by their ids, then the edge of the log. Only the second is waited for by writers of other
cases, and it is held no longer than the commit takes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy import (
    URL,
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Engine,
    Integer,
    LargeBinary,
    Table,
    create_engine,
    func,
)

from netralitas.casework.record.failures import (
    BROKEN_DISK,
    BUSY,
    DAMAGED,
    FULL,
    GONE,
    NO_TABLES,
    NO_TRANSACTION,
    NOT_ALLOWED,
    READ_ONLY,
    TOO_MANY,
    looked_up,
)
from netralitas.casework.record.statements import Line, Row, Texts, ask, send, send_many
from netralitas.casework.record.tables import cases, edge, personal
from netralitas.casework.store import Unavailable
from netralitas.facts import Text

_MEANS: Final[Mapping[str, Text]] = {
    "08": GONE,
    "57": GONE,
    "57014": BUSY,
    "28": NOT_ALLOWED,
    "42501": NOT_ALLOWED,
    "3D": GONE,
    "53100": FULL,
    "53300": TOO_MANY,
    "55P03": BUSY,
    "40": BUSY,
    "58": BROKEN_DISK,
    "XX001": DAMAGED,
    "XX002": DAMAGED,
    "23": DAMAGED,
    "25006": READ_ONLY,
    "42P01": NO_TABLES,
    "42703": NO_TABLES,
    "3F": NO_TABLES,
}
"""SQLSTATE, by its beginning, and what it means to who runs the database."""

_UPGRADING: Final = 0x6E6574726C  # of the advisory locks, the one of who changes the tables
_FEW: Final = 8  # rows up to which one statement each is no slower than one for all

_TYPES: Final[Mapping[type[Any], str]] = {
    BigInteger: "bigint",
    Boolean: "boolean",
    Integer: "integer",
    LargeBinary: "bytea",
}

_DURABLE: Final = "SELECT set_config('synchronous_commit', 'on', true)"
_SETTINGS: Final = f"{_DURABLE}, set_config('lock_timeout', %s, true)"
# NO KEY: rows of other tables may still be made that refer to these.
_HOLD: Final = f"SELECT id FROM {cases} WHERE id = ANY(%b::text[]) ORDER BY id FOR NO KEY UPDATE"
_HOLD_EDGE: Final = f"SELECT id FROM {edge} FOR NO KEY UPDATE"


class Postgres:
    """PostgreSQL as the record uses it; a writer waits so many seconds for another one.

    ImportError where its driver is not installed.
    """

    dialect = "postgresql+psycopg"
    failures: tuple[type[Exception], ...]

    def __init__(self, *, wait: float) -> None:
        from psycopg import Error  # an extra: only who has a server needs it

        self.failures = (Error,)
        self.texts = Texts()
        self._wait = f"{round(wait * 1000)}ms"

    def engine(self, url: URL) -> Engine:
        """Return an engine on a database of a server."""
        return create_engine(
            url,
            isolation_level="READ COMMITTED",
            pool_pre_ping=True,
            hide_parameters=True,
            connect_args={"connect_timeout": 10, "application_name": "netralitas"},
        )

    @contextmanager
    def together(self, line: Line) -> Iterator[None]:
        """Send all that follows in one pipeline: only who asks for rows waits for the server."""
        driver: Any = line.driver.driver_connection
        failed: BaseException | None = None
        try:
            with driver.pipeline():
                try:
                    yield
                except BaseException as fault:
                    # Kept from the driver: it would warn, in words with host and user, that what
                    # was sent after this one came to nothing.
                    failed = fault
        except self.failures:
            if failed is None:
                raise
        if failed is not None:
            raise failed

    def begin(self, line: Line) -> None:
        """Set for this transaction how long to wait, and that its commit waits for the disk.

        Whatever the server's or the user's own settings say.
        """
        send(line, _SETTINGS, (self._wait,))

    def begin_within(self, line: Line) -> None:
        """Set that the commit waits for the disk; whose transaction it is says how long to wait."""
        if getattr(line.driver.driver_connection, "autocommit", False):
            raise Unavailable(NO_TRANSACTION)
        send(line, _DURABLE, ())

    def hold(self, line: Line, ids: Collection[str]) -> None:
        """Lock the rows of these cases, in the order of their ids, and then the edge of the log."""
        send(line, _HOLD, (sorted(ids),))
        send(line, _HOLD_EDGE, ())

    def put(self, line: Line, table: Table, rows: Sequence[Row], *, over: bool = False) -> None:
        """Insert rows, many of them at once; `over` replaces those of the same primary key."""
        if 0 < len(rows) <= _FEW:
            send_many(line, self.texts.insertion(table, _marks, over=over), rows)
        elif rows:
            text = self.texts.insertion(table, _arrays, over=over)
            send(line, text, [list(column) for column in zip(*rows, strict=True)])

    def remove(self, line: Line, table: Table, keys: Sequence[tuple[str, str]]) -> None:
        """Delete the rows of these primary keys."""
        if keys:
            names = ", ".join(column.name for column in table.primary_key)
            pairs = [list(part) for part in zip(*keys, strict=True)]
            text = f"DELETE FROM {table} WHERE ({names}) IN "
            send(line, f"{text}(SELECT * FROM unnest(%b::text[], %b::text[]))", pairs)

    def among(
        self,
        line: Line,
        wanted: Sequence[Column[Any]],
        column: Column[str],
        values: Sequence[str],
    ) -> Sequence[Row]:
        """Return the wanted columns of the rows in which a column has one of the values."""
        names = ", ".join(one.name for one in wanted)
        text = f"SELECT {names} FROM {column.table} WHERE {column.name} = ANY(%b::text[])"
        return ask(line, text, (list(values),))

    def place(self, text: ColumnElement[str], part: str) -> ColumnElement[int]:
        """Return where in a text a part of it begins, 0 where it does not occur."""
        return func.strpos(text, part)

    def alone(self, line: Line) -> None:
        """Take the lock of who changes the tables, until the transaction ends."""
        send(line, "SELECT pg_advisory_xact_lock(%s)", (_UPGRADING,))

    def after_erasing(self, engine: Engine) -> None:
        """Let the room of erased rows be used again; the server then overwrites it."""
        alone = engine.execution_options(isolation_level="AUTOCOMMIT")
        with alone.connect() as connection:
            send(Line.of(connection), f"VACUUM {personal}", ())

    def why(self, fault: BaseException) -> Text:
        """Return what failed, by its SQLSTATE; without one, the server was not reached."""
        return looked_up(getattr(fault, "sqlstate", None) or "08", _MEANS)


def _marks(table: Table) -> str:
    return f"VALUES ({', '.join('%s' for _ in table.c)})"


def _arrays(table: Table) -> str:
    """Return as values those of each column in one array, of any number of rows."""
    # Texts and bytes go as they are (%b): the driver would else look at each for what to escape.
    plain = {"bytea", "text"}
    types = [_TYPES.get(type(column.type), "text") for column in table.c]
    marks = ", ".join(f"%b::{one}[]" if one in plain else f"%s::{one}[]" for one in types)
    return f"SELECT * FROM unnest({marks})"
