"""One file for each state that the tables have been in; Alembic reads them from this folder."""

__all__ = ()
