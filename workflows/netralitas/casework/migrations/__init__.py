"""The tables of the record, release by release; Alembic leads from each state to the next."""

from netralitas.casework.migrations.upgrading import current, upgrade

__all__ = ["current", "upgrade"]
