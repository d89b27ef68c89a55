"""Answers of services as they came."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the table of raw answers."""
    op.create_table(
        "answers",
        sa.Column("task", sa.String(length=36), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["task"], ["tasks.id"], name=op.f("fk_answers_task"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("task", name=op.f("pk_answers")),
    )
