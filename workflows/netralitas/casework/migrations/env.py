"""This file is run by Alembic: it takes the connection it is given, and the transaction on it."""

from __future__ import annotations

from alembic import context

from netralitas.casework.record.tables import ALL, VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=ALL,
    version_table=VERSION_TABLE,
    # SQLite does it too, once transactions begin where we say so (see record_sqlite.py).
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
