"""Callbacks that were applied."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the table of callbacks."""
    op.create_table(
        "callbacks",
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("remote", sa.Text(), nullable=False),
        sa.Column("body_hash", sa.String(length=64), nullable=False),
        sa.Column("applied_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("provider", "remote", "body_hash", name=op.f("pk_callbacks")),
    )
    op.create_index(op.f("ix_callbacks_applied_at"), "callbacks", ["applied_at"])
