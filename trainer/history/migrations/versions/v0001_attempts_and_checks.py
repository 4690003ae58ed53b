"""Attempts, and the checks of each."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """From an empty database.  Written out, and not taken from tables.py, which shows the tables of today."""
    op.create_table(
        "attempts",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("key", sa.Text, nullable=False, unique=True),
        sa.Column("trainee", sa.Text, nullable=False),
        sa.Column("dialogue", sa.Text, nullable=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("level", sa.Integer, nullable=False),
        sa.Column("seed", sa.BigInteger, nullable=False),
        sa.Column("waited", sa.Float, nullable=False),
        sa.Column("started", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished", sa.DateTime(timezone=True)),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("forked_from", sa.Integer, sa.ForeignKey("attempts.id")),
        sa.Column("fork_turn", sa.Integer),
        sa.Column("steps", sa.Integer, nullable=False),
        sa.Column("ending", sa.Text, nullable=False),
        sa.Column("success", sa.Boolean),
        sa.Column("total", sa.Float),
        sa.Column("ready", sa.Boolean),
        sa.Column("criticals", sa.JSON, nullable=False),
        sa.Column("events", sa.JSON, nullable=False),
        sa.Column("wrap_up", sa.JSON),
        sa.Column("score", sa.JSON),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_attempts_trainee", "attempts", ["trainee"])
    op.create_table(
        "checks",
        sa.Column("attempt", sa.Integer, sa.ForeignKey("attempts.id"), primary_key=True),
        sa.Column("place", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("section", sa.Text, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
    )
    op.create_index("ix_checks_name", "checks", ["name"])
