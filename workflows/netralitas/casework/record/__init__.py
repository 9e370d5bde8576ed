"""Cases in a database: SQLite in one file, or PostgreSQL for many processes.

It needs the extra `store`, and imports it.
"""

from netralitas.casework.record.record import Leaf, Record, open_record

__all__ = ["Leaf", "Record", "open_record"]
