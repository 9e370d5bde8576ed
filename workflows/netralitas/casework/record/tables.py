"""This file draws the tables of the record: what stands in which column, and what finds it.

The migrations make them; a test holds that what they make is what is drawn here.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

SCHEMAS: Final = ("0001",)
"""Every state that the tables have been in, the newest last: the revisions of the migrations."""

VERSION_TABLE: Final = "netralitas_schema"
"""Where the migrations write in which state the tables are; embedders have a table of their own."""

ALL: Final = MetaData()

# Bytewise on both databases, as Python sorts: what a locale thinks of an id orders nothing.
_Id = Text().with_variant(Text(collation="C"), "postgresql")

cases: Final = Table(
    "netralitas_cases",
    ALL,
    Column("id", _Id, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("state", LargeBinary, nullable=False),
    Column("region", Text),
    Column("open", Boolean, nullable=False),
    Column("stages", Text, nullable=False),
    Column("opened", BigInteger, nullable=False),
    Column("changed", BigInteger, nullable=False),
    Column("next_date", BigInteger),
    Index("netralitas_cases_by_region", "region", "id"),
    Index("netralitas_cases_by_next_date", "next_date"),
)
"""Each case as it stands, and its line in a list. Instants are microseconds since 1970, in UTC."""

events: Final = Table(
    "netralitas_events",
    ALL,
    Column("case_id", _Id, ForeignKey(cases.c.id), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("leaf", BigInteger, nullable=False, unique=True),
    Column("content", LargeBinary, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("key", _Id, nullable=False, unique=True),
    Column("command", Text, nullable=False),
)
"""What was done: canonical bytes and their hash, at its place in its case and in the log."""

deadlines: Final = Table(
    "netralitas_deadlines",
    ALL,
    Column("case_id", _Id, ForeignKey(cases.c.id), primary_key=True),
    Column("id", _Id, primary_key=True),
    Column("fires", BigInteger, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Index("netralitas_deadlines_in_order", "fires", "case_id", "id"),
)
"""The deadlines that neither fired nor were cleared; all of them follow from the events."""

personal: Final = Table(
    "netralitas_personal",
    ALL,
    Column("case_id", _Id, ForeignKey(cases.c.id), primary_key=True),
    Column("name", _Id, primary_key=True),
    Column("salt", LargeBinary, nullable=False),
    Column("data", LargeBinary, nullable=False),
)
"""What is known of people, and the salts of the commitments to it: all that can be erased."""

edge: Final = Table(
    "netralitas_edge",
    ALL,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("frontier", LargeBinary, nullable=False),
)
"""One row: the right edge of the log's tree. Whoever appends holds it until he is done."""

THE_EDGE: Final = 1
"""The id of that row."""

checkpoints: Final = Table(
    "netralitas_checkpoints",
    ALL,
    Column("size", BigInteger, primary_key=True, autoincrement=False),
    Column("note", Text, nullable=False),
)
"""The signed checkpoints of the log, by the number of leaves they speak of."""

receipts: Final = Table(
    "netralitas_receipts",
    ALL,
    Column("number", Text, primary_key=True),
    Column("case_id", _Id, ForeignKey(cases.c.id), nullable=False),
)
"""Which case a reporter's receipt number leads to; of the number only its slow, keyed hash."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def micros(at: datetime) -> int:
    """Return an instant as the tables hold it: microseconds since 1970 began, in UTC."""
    past = at - _EPOCH
    return (past.days * 86_400 + past.seconds) * 1_000_000 + past.microseconds


def instant(stored: int) -> datetime:
    """Return the instant that was stored."""
    return _EPOCH + timedelta(microseconds=stored)
