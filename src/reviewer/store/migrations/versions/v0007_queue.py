"""What the queue is filtered and sorted by, and tasks that were asked for as one."""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

from reviewer.domain.doubt import lowest
from reviewer.domain.queue import sort_name
from reviewer.errors import StoreError
from reviewer.store.packing import unpacked_revision

revision = "0007"
down_revision = "0006"

AT_ONCE = 200
"""Revisions in memory."""
_FILTERED = ["status", "document_type", "source", "unsure", "issues", "warnings", "lowest"]
_FILTERED += ["added_at", "reviewed_at", "sort_name"]


def upgrade() -> None:
    """Add the columns, fill in what the documents tell (rules are asked with their next step), make the indexes."""
    for column in (
        sa.Column("sort_name", sa.Text(), nullable=False, server_default=""),
        sa.Column("warnings", sa.Integer(), nullable=True),
        sa.Column("lowest", sa.Float(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False, server_default=""),
    ):
        op.add_column("documents", column)
    op.add_column("tasks", sa.Column("bulk", sa.Text(), nullable=False, server_default=""))
    op.create_index(op.f("ix_tasks_bulk_state"), "tasks", ["bulk", "state"])
    _fill(op.get_bind())
    op.drop_index(op.f("ix_documents_deleted_at_sequence"), "documents")
    op.drop_index(op.f("ix_documents_deleted_at_name_sequence"), "documents")
    for order in ("sort_name", "reviewed_at"):
        name = op.f(f"ix_documents_deleted_at_{order}_sequence")
        op.create_index(name, "documents", ["deleted_at", order, "sequence"])
    op.create_index("ix_documents_filter", "documents", ["deleted_at", "sequence", *_FILTERED])


def _fill(connection: sa.Connection) -> None:
    names = connection.execute(sa.text("SELECT sequence, name FROM documents")).all()
    if not names:
        return
    connection.execute(
        sa.text("UPDATE documents SET sort_name = :name WHERE sequence = :sequence"),
        [{"sequence": row.sequence, "name": sort_name(row.name)} for row in names],
    )
    change = sa.text("UPDATE documents SET source = :source, lowest = :lowest WHERE id = :id")
    for row in _revisions(connection):
        try:
            found = unpacked_revision(row.body)
        except StoreError:
            continue  # said when it is opened; a damaged document must not keep all others out
        source = "" if found.origin is None else found.origin.source
        connection.execute(change, {"id": row.document, "source": source, "lowest": lowest(found)})


def _revisions(connection: sa.Connection) -> Iterator[sa.Row[tuple[str, bytes]]]:
    """All, a few at a time: of 100,000 documents they are some gigabytes."""
    some = sa.text("SELECT document, body FROM revisions WHERE document > :last ORDER BY document LIMIT :most")
    last: str | None = ""
    while last is not None:
        found = connection.execute(some, {"last": last, "most": AT_ONCE}).all()
        yield from found
        last = found[-1].document if found else None
