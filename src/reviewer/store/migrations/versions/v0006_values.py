"""The values of all documents in one table; its rows are made by and by."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the table, and note which documents have no rows yet."""
    op.create_table(
        "field_values",
        sa.Column("sequence", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("entry", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("column", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("band", sa.Text(), nullable=False),
        sa.Column("unsure", sa.Boolean(), nullable=False),
        sa.Column("settled", sa.Boolean(), nullable=False),
        sa.Column("mark", sa.Text(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=True),
        sa.Column("region", sa.JSON(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["sequence"], ["documents.sequence"], name=op.f("fk_field_values_sequence"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("sequence", "entry", name=op.f("pk_field_values")),
    )
    for names in (["field", "column", "key", "sequence"], ["field", "column", "unsure", "key", "sequence"]):
        op.create_index(op.f(f"ix_field_values_{'_'.join(names)}"), "field_values", names)
    connection = op.get_bind()
    newest = connection.execute(sa.text("SELECT MAX(sequence) FROM documents")).scalar()
    if newest is not None:
        statement = sa.text("INSERT INTO meta (key, value) VALUES ('values_unlisted', :newest)")
        connection.execute(statement, {"newest": str(newest)})
