"""Which values were read in two ways that differ; of older documents that is noted by and by."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the column, and note that the rows of all documents are to be written anew."""
    op.add_column("field_values", sa.Column("differs", sa.Text(), nullable=True))
    op.create_index(op.f("ix_field_values_differs_sequence"), "field_values", ["differs", "sequence"])
    connection = op.get_bind()
    newest = connection.execute(sa.text("SELECT MAX(sequence) FROM documents")).scalar()
    if newest is not None:
        connection.execute(sa.text("DELETE FROM meta WHERE key = 'values_unlisted'"))
        statement = sa.text("INSERT INTO meta (key, value) VALUES ('values_unlisted', :newest)")
        connection.execute(statement, {"newest": str(newest)})
