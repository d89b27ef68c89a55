"""Pages that are a part of a file's page."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Give pages an area; those that are there are whole."""
    op.add_column("pages", sa.Column("area", sa.JSON(none_as_null=True), nullable=True))
