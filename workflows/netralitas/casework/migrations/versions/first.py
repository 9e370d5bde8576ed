"""This file makes the first tables: cases, events, deadlines, personal data, log, receipts.

What is written here stays as it is; what changes later is a migration of its own.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

# Ids are ordered by their bytes, on every server alike.
_ID = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables, and the edge of a log without leaves."""
    op.create_table(
        "netralitas_cases",
        sa.Column("id", _ID, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("state", sa.LargeBinary, nullable=False),
        sa.Column("region", sa.Text),
        sa.Column("open", sa.Boolean, nullable=False),
        sa.Column("stages", sa.Text, nullable=False),
        sa.Column("opened", sa.BigInteger, nullable=False),
        sa.Column("changed", sa.BigInteger, nullable=False),
        sa.Column("next_date", sa.BigInteger),
    )
    op.create_index("netralitas_cases_by_region", "netralitas_cases", ["region", "id"])
    op.create_index("netralitas_cases_by_next_date", "netralitas_cases", ["next_date"])
    op.create_table(
        "netralitas_events",
        sa.Column("case_id", _ID, sa.ForeignKey("netralitas_cases.id"), primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("leaf", sa.BigInteger, nullable=False, unique=True),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.Column("key", _ID, nullable=False, unique=True),
        sa.Column("command", sa.Text, nullable=False),
    )
    op.create_table(
        "netralitas_deadlines",
        sa.Column("case_id", _ID, sa.ForeignKey("netralitas_cases.id"), primary_key=True),
        sa.Column("id", _ID, primary_key=True),
        sa.Column("fires", sa.BigInteger, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    op.create_index(
        "netralitas_deadlines_in_order", "netralitas_deadlines", ["fires", "case_id", "id"]
    )
    op.create_table(
        "netralitas_personal",
        sa.Column("case_id", _ID, sa.ForeignKey("netralitas_cases.id"), primary_key=True),
        sa.Column("name", _ID, primary_key=True),
        sa.Column("salt", sa.LargeBinary, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
    )
    edge = op.create_table(
        "netralitas_edge",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("frontier", sa.LargeBinary, nullable=False),
    )
    op.bulk_insert(edge, [{"id": 1, "frontier": bytes(8)}])
    op.create_table(
        "netralitas_checkpoints",
        sa.Column("size", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("note", sa.Text, nullable=False),
    )
    op.create_table(
        "netralitas_receipts",
        sa.Column("number", sa.Text, primary_key=True),
        sa.Column("case_id", _ID, sa.ForeignKey("netralitas_cases.id"), nullable=False),
    )
