"""This file opens the transactions of the record: its own, or one inside those of an embedder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from threading import Lock
from typing import Protocol

from sqlalchemy import Connection, Engine, PoolProxiedConnection, create_engine
from sqlalchemy.pool import StaticPool

from netralitas.casework.record.database import Database
from netralitas.casework.record.failures import BUSY, told
from netralitas.casework.record.sqlite import WRITING
from netralitas.casework.record.statements import Line
from netralitas.casework.store import Unavailable


class Transactions(Protocol):
    """Where the record reads and writes; whatever the database fails at is Unavailable."""

    def reading(self) -> AbstractContextManager[Connection]:
        """Open a transaction that only reads."""
        ...

    def writing(self) -> AbstractContextManager[Connection]:
        """Open a transaction that writes: it is durable at its end, or nothing of it was taken."""
        ...

    def appending(self) -> AbstractContextManager[Line]:
        """Open the same for no more than an append, which is asked for most: with less ado."""
        ...

    def erased(self) -> None:
        """Let go of the bytes of what a transaction has erased, as far as it can be done now."""
        ...

    def close(self) -> None:
        """Close what was opened here."""
        ...


class Own:
    """Transactions on connections of the record's own."""

    def __init__(self, engine: Engine, database: Database) -> None:
        self.engine = engine
        self._database = database
        self._writer = engine.execution_options(**{WRITING: True})

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a transaction that only reads."""
        with told(self._database), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open a transaction that writes, and commit it."""
        with told(self._database), self._writer.begin() as connection:
            self._database.begin(Line.of(connection))
            yield connection

    @contextmanager
    def appending(self) -> Iterator[Line]:
        """Open a transaction on the driver's own connection, and commit it."""
        with told(self._database), self._connected() as driver:
            try:
                line = Line(driver, self.engine.dialect)
                with self._database.together(line):
                    self._database.begin(line)
                    yield line
                # By itself: were a server to go down on it, for want of room for its log, the
                # driver would of all that was sent together tell only that nobody is there now.
                driver.commit()
            except BaseException:
                self._take_back(driver)
                raise

    @contextmanager
    def _connected(self) -> Iterator[PoolProxiedConnection]:
        """Take a connection for an append, and give it back."""
        driver = self.engine.raw_connection()
        try:
            yield driver
        finally:
            driver.close()

    def _take_back(self, driver: PoolProxiedConnection) -> None:
        try:
            driver.rollback()
        except self._database.failures:
            driver.invalidate()  # the server is gone, and with it the transaction

    def erased(self) -> None:
        """Let go of the bytes of what was erased; what cannot be done now is no failure."""
        # The erasure itself is committed; the next one comes by here as well.
        with suppress(Unavailable), told(self._database):
            self._database.after_erasing(self.engine)

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()


class OneWriter(Own):
    """The same for a database that takes one writer at a time: his connection is kept for the next.

    Threads wait for each other here; what is asked of the pool for each append costs a tenth of it.
    """

    def __init__(self, engine: Engine, database: Database, *, wait: float) -> None:
        super().__init__(engine, database)
        self._wait = wait
        self._turn = Lock()
        self._kept: PoolProxiedConnection | None = None

    @contextmanager
    def _connected(self) -> Iterator[PoolProxiedConnection]:
        if not self._turn.acquire(timeout=self._wait):
            raise Unavailable(BUSY)
        try:
            if self._kept is None or not self._kept.is_valid:
                self._kept = self.engine.raw_connection()
            yield self._kept
        finally:
            self._turn.release()

    def close(self) -> None:
        """Close all connections, the one that was kept as well."""
        if self._kept is not None:
            self._kept.close()
            self._kept = None
        super().close()


def adopted(driver: object, dialect: str) -> Connection:
    """Return a connection on top of one of the driver's own, which somebody else ends and closes.

    It goes on in the transaction of that connection, and leaves it open.
    """
    engine = create_engine(
        f"{dialect}://", creator=lambda: driver, poolclass=StaticPool, pool_reset_on_return=None
    )
    for ending in ("do_commit", "do_rollback", "do_close"):
        setattr(engine.dialect, ending, _nothing)
    return engine.connect()


def _nothing(_: object) -> None:
    """Whose transaction it is ends it."""


class Within:
    """Parts of one transaction that somebody else began and will end."""

    def __init__(self, connection: Connection, database: Database) -> None:
        self._connection = connection
        self._database = database

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Read in that transaction."""
        with told(self._database):
            yield self._connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Write in that transaction; what is refused is taken back, and the rest of it stands."""
        with told(self._database):
            self._database.begin_within(Line.of(self._connection))
            with self._connection.begin_nested():
                yield self._connection

    @contextmanager
    def appending(self) -> Iterator[Line]:
        """Do the same for an append."""
        with self.writing() as connection:
            line = Line.of(connection)
            with self._database.together(line):
                yield line

    def erased(self) -> None:
        """Nothing can be let go of before the transaction ends."""

    def close(self) -> None:
        """The connection is not the record's to close."""
