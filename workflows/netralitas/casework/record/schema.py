"""This file knows in which state a store's tables are, and refuses those it cannot work with."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, column, inspect, select, table

from netralitas.casework.record.failures import NO_TABLES
from netralitas.casework.record.tables import SCHEMAS, VERSION_TABLE
from netralitas.casework.store import Unavailable
from netralitas.facts import Text


def schema_of(connection: Connection) -> str | None:
    """Return the state of the tables; None where there are none."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    return connection.execute(select(column("version_num")).select_from(_VERSION)).scalar()


def check_schema(found: str | None, known: Sequence[str] = SCHEMAS) -> None:
    """Raise Unavailable unless the tables are in the newest of the known states."""
    if found is None:
        raise Unavailable(NO_TABLES)
    if found not in known:
        raise too_new(found)
    if found != known[-1]:
        raise Unavailable(
            Text(
                id=f"tabelnya masih versi {found}, program ini memakai {known[-1]}; "
                "buat cadangan, lalu jalankan `netralitas db upgrade`",
                en=f"its tables are of version {found}, this program uses {known[-1]}; "
                "make a backup, then run `netralitas db upgrade`",
            )
        )


def too_new(found: str) -> Unavailable:
    """Return the refusal of a store that a later release has written."""
    return Unavailable(
        Text(
            id=f"tabelnya versi {found}, dari rilis yang lebih baru; perbarui program ini "
            "(`netralitas db upgrade` tidak dapat menurunkannya)",
            en=f"its tables are of version {found}, of a later release; update this program "
            "(`netralitas db upgrade` cannot take them back)",
        )
    )


_VERSION = table(VERSION_TABLE)
