"""This file brings the tables of a store to the state that this release works with."""

from __future__ import annotations

import os
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from netralitas.casework.record.opening import WAIT, find
from netralitas.casework.record.schema import check_schema, schema_of, too_new
from netralitas.casework.record.statements import Line
from netralitas.casework.record.tables import SCHEMAS
from netralitas.casework.record.transactions import Own

_HERE = Path(__file__).parent


def current(address: str | os.PathLike[str]) -> str | None:
    """Return the state of a store's tables; None where there are none. Nothing is written.

    InputError for an address that means no database, Unavailable where it cannot be read.
    """
    database, engine, file = find(address)
    if file is not None and not file.exists():
        return None
    own = Own(engine, database)
    try:
        with own.reading() as connection:
            return schema_of(connection)
    finally:
        own.close()


def upgrade(address: str | os.PathLike[str], *, wait: float = WAIT) -> str:
    """Bring a store's tables to the newest state, and return it; where they are there, do nothing.

    All of it happens or nothing does. Several may try at once: one does it, the others wait.
    Unavailable for tables that a later release has made.
    """
    database, engine, _ = find(address, wait=wait)
    own = Own(engine, database)
    try:
        with own.writing() as connection:
            database.alone(Line.of(connection))
            found = schema_of(connection)
            if found is not None and found not in SCHEMAS:
                raise too_new(found)
            if found != SCHEMAS[-1]:
                command.upgrade(config_for(connection), "head")
            reached = schema_of(connection)
            check_schema(reached)
            return SCHEMAS[-1]
    finally:
        own.close()


def config_for(connection: Connection) -> Config:
    """Return Alembic's settings for a connection; there is no file of them."""
    config = Config()
    config.set_main_option("script_location", str(_HERE).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
