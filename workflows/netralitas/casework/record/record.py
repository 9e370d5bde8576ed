"""This file keeps cases in a database: SQLite in one file, or PostgreSQL for many processes.

Events, the state after them, deadlines, personal data and the edge of the log's tree are written in
one transaction. Writers come one after the other, which gives the log its order without gaps.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import datetime
from typing import Final, NamedTuple

from sqlalchemy import Connection, bindparam, insert, select

from netralitas.casework.case import Case, thaw
from netralitas.casework.events import Event, event_from
from netralitas.casework.log.merkle import Frontier
from netralitas.casework.record.checking import EDGE, done_by, frontier_of
from netralitas.casework.record.database import Database
from netralitas.casework.record.failures import told
from netralitas.casework.record.firing import fire
from netralitas.casework.record.opening import WAIT, find
from netralitas.casework.record.queries import due_after, line_from, listed
from netralitas.casework.record.schema import check_schema, schema_of
from netralitas.casework.record.statements import Line
from netralitas.casework.record.tables import cases, checkpoints, events, personal, receipts
from netralitas.casework.record.transactions import OneWriter, Own, Transactions, Within, adopted
from netralitas.casework.record.writing import deadline_from, write
from netralitas.casework.store import (
    Change,
    Done,
    Due,
    Entry,
    Make,
    Personal,
    Query,
    Summary,
    UnknownCase,
)


class Leaf(NamedTuple):
    """An event as the log has it: its place, its canonical bytes, the hash kept of them."""

    place: int
    content: bytes
    digest: bytes


class Record:
    """A Store in a database, to be had from `open_record`; it may be used from several threads.

    Beside the Store port it keeps what the log and the reporters need: signed checkpoints, and
    which case a receipt number leads to.
    """

    def __init__(self, database: Database, transactions: Transactions) -> None:
        self._database = database
        self._transactions = transactions

    def within(self, connection: Connection | object) -> Record:
        """Return this store inside a transaction of somebody else's, who commits it or does not.

        The connection is SQLAlchemy's, or one of `sqlite3` or `psycopg`, to the same database. What
        is refused is taken back to where it began, and the rest of the transaction stands. From the
        first thing that is written until its end, no one else can write. Unavailable where no
        transaction is open, or where its commit would not wait for the disk.
        """
        if not isinstance(connection, Connection):
            with told(self._database):
                connection = adopted(connection, self._database.dialect)
        return Record(self._database, Within(connection, self._database))

    def close(self) -> None:
        """Close the connections; those of an embedder are left alone."""
        self._transactions.close()

    def append(self, changes: Sequence[Change]) -> None:
        """Take all the changes, in their order, or none of them; durable when it returns."""
        with self._transactions.appending() as line:
            write(self._database, line, changes)
        if any(change.erases for change in changes):
            self._transactions.erased()

    def done(self, key: str) -> Done | None:
        """Return what a key was used for."""
        with self._transactions.reading() as connection:
            return done_by(self._database, Line.of(connection), key)

    def case(self, case: str) -> Case:
        """Return a case as it stands."""
        with self._transactions.reading() as connection:
            state = connection.execute(_STATE, {"case": case}).scalar()
        if state is None:
            raise UnknownCase(case)
        return thaw(state)

    def events(self, case: str, *, after: int = 0) -> Sequence[Event]:
        """Return the events of a case above a version."""
        asked = {"case": case, "after": after}
        with self._transactions.reading() as connection:
            found = connection.execute(_EVENTS, asked).scalars().all()
            if not found and connection.execute(_STATE, asked).scalar() is None:
                raise UnknownCase(case)
        return tuple(event_from(content) for content in found)

    def entries(self, *, start: int = 0, limit: int = 1000) -> Sequence[Entry]:
        """Return events of all cases in their one order."""
        return tuple(
            Entry(leaf.place, event_from(leaf.content))
            for leaf in self.leaves(start=start, limit=limit)
        )

    def leaves(self, *, start: int = 0, limit: int = 1000) -> Sequence[Leaf]:
        """Return the same as the bytes that stand there, which nothing mends or judges."""
        with self._transactions.reading() as connection:
            found = connection.execute(_LEAVES.where(events.c.leaf >= start).limit(limit))
            return tuple(Leaf(*one) for one in found)

    def size(self) -> int:
        """Return how many events there are."""
        return self.frontier().size

    def frontier(self) -> Frontier:
        """Return the edge of the log's tree: its size, and all that its root follows from."""
        with self._transactions.reading() as connection:
            return frontier_of(connection.execute(EDGE).all())

    def list(self, query: Query) -> Sequence[Summary]:
        """Return the cases that a query asks for."""
        with self._transactions.reading() as connection:
            found = connection.execute(listed(query, self._database))
            return tuple(line_from(row) for row in found)

    def due(
        self, until: datetime, *, limit: int = 1000, after: tuple[datetime, str, str] | None = None
    ) -> Sequence[Due]:
        """Return deadlines that fire at or before an instant."""
        with self._transactions.reading() as connection:
            found = connection.execute(due_after(until, limit, after))
            return tuple(Due(case, deadline_from(content)) for case, content in found)

    def fire(self, now: datetime, limit: int, make: Make) -> Sequence[Event]:
        """Claim deadlines that have come, and append what is made of each, in one transaction."""
        with self._transactions.writing() as connection:
            return fire(self._database, connection, now, limit, make)

    def personal(self, case: str) -> Sequence[Personal]:
        """Return the personal data kept of a case."""
        with self._transactions.reading() as connection:
            found = connection.execute(_PERSONAL, {"case": case})
            return tuple(Personal(name=name, salt=salt, data=data) for name, salt, data in found)

    def keep_checkpoint(self, size: int, note: str) -> None:
        """Keep a signed checkpoint; the one first kept of a size stays."""
        with self._transactions.writing() as connection:
            if connection.execute(_NOTE, {"of": size}).scalar() is None:
                connection.execute(insert(checkpoints), {"size": size, "note": note})

    def checkpoints(self) -> Sequence[str]:
        """Return the signed checkpoints, the smallest log first."""
        with self._transactions.reading() as connection:
            return tuple(connection.execute(_NOTES).scalars())

    def keep_receipt(self, number: str, case: str) -> None:
        """Let a receipt number, as its hash in hex, lead to a case; UnknownCase for none.

        A number leads where it first led: it is taken once, and nothing is done the second time.
        """
        with self._transactions.writing() as connection:
            if connection.execute(_STATE, {"case": case}).scalar() is None:
                raise UnknownCase(case)
            if connection.execute(_RECEIPT, {"asked": number}).scalar() is None:
                connection.execute(insert(receipts), {"number": number, "case_id": case})

    def receipt(self, number: str) -> str | None:
        """Return the case that the hash of a receipt number leads to; None for a number of none."""
        with self._transactions.reading() as connection:
            return connection.execute(_RECEIPT, {"asked": number}).scalar()


def open_record(address: str | os.PathLike[str], *, wait: float = WAIT) -> Record:
    """Return the record at an address: a path, `sqlite:///path` or `postgresql://user@host/name`.

    A file that is not there yet, or holds none of its tables, gets them; a server must be given
    them once (`netralitas db upgrade`). Unavailable, with what to do, where the tables are of
    another release. A writer waits `wait` seconds for another one.
    """
    database, engine, file = find(address, wait=wait)
    own = Own(engine, database) if file is None else OneWriter(engine, database, wait=wait)
    try:
        with own.reading() as connection:
            found = schema_of(connection)
        if found is None and file is not None:
            from netralitas.casework.migrations import upgrade  # Alembic: for a new file alone

            found = upgrade(file, wait=wait)
        check_schema(found)
    except BaseException:
        own.close()
        raise
    return Record(database, own)


_STATE: Final = select(cases.c.state).where(cases.c.id == bindparam("case"))
_EVENTS: Final = (
    select(events.c.content)
    .where(events.c.case_id == bindparam("case"), events.c.version > bindparam("after"))
    .order_by(events.c.version)
)
_LEAVES: Final = select(events.c.leaf, events.c.content, events.c.digest).order_by(events.c.leaf)
_PERSONAL: Final = (
    select(personal.c.name, personal.c.salt, personal.c.data)
    .where(personal.c.case_id == bindparam("case"))
    .order_by(personal.c.name)
)
_NOTE: Final = select(checkpoints.c.note).where(checkpoints.c.size == bindparam("of"))
_NOTES: Final = select(checkpoints.c.note).order_by(checkpoints.c.size)
_RECEIPT: Final = select(receipts.c.case_id).where(receipts.c.number == bindparam("asked"))
