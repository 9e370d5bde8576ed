"""This file says what SQLite and PostgreSQL do differently, as far as the record must know."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

from sqlalchemy import Column, ColumnElement, Engine, Table

from netralitas.casework.record.statements import Line, Row, Texts
from netralitas.facts import Text


class Database(Protocol):
    """One of the two databases: how it locks, writes many rows at once, and says what failed."""

    dialect: str
    """What SQLAlchemy calls it, and its driver."""

    failures: tuple[type[Exception], ...]
    """What the driver raises, whatever it fails at."""

    texts: Texts
    """Its statements, as they were made so far."""

    def together(self, line: Line) -> AbstractContextManager[object]:
        """Open a context in which statements follow each other without waiting for one another.

        What one of them fails at is raised where rows are next asked for, or at its end.
        """
        ...

    def begin(self, line: Line) -> None:
        """Make sure that nobody else writes what this transaction will, and that it is durable.

        It is the first thing that is asked of a transaction that writes.
        """
        ...

    def begin_within(self, line: Line) -> None:
        """Do the same in a transaction that somebody else began; Unavailable where it cannot be."""
        ...

    def hold(self, line: Line, ids: Collection[str]) -> None:
        """Wait until nobody else writes these cases, nor the log, and keep others from it.

        Until the transaction ends.
        """
        ...

    def put(self, line: Line, table: Table, rows: Sequence[Row], *, over: bool = False) -> None:
        """Insert rows; `over` replaces those of the same primary key."""
        ...

    def remove(self, line: Line, table: Table, keys: Sequence[tuple[str, str]]) -> None:
        """Delete the rows of these primary keys, of tables that have two columns of them."""
        ...

    def among(
        self,
        line: Line,
        wanted: Sequence[Column[Any]],
        column: Column[str],
        values: Sequence[str],
    ) -> Sequence[Row]:
        """Return the wanted columns of the rows in which a column has one of the values."""
        ...

    def place(self, text: ColumnElement[str], part: str) -> ColumnElement[int]:
        """Return where in a text a part of it begins, 0 where it does not occur."""
        ...

    def alone(self, line: Line) -> None:
        """Wait until nobody else changes the tables themselves."""
        ...

    def after_erasing(self, engine: Engine) -> None:
        """Let go of the bytes that were erased, outside of any transaction, as far as it can be."""
        ...

    def why(self, fault: BaseException) -> Text:
        """Return what failed, and what to do about it, in words that quote nothing stored."""
        ...
