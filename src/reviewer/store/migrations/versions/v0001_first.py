"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "documents",
        sa.Column("sequence", _BIG, autoincrement=True, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("document_type", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("added_at", sa.Text(), nullable=False),
        sa.Column("page_count", sa.Integer(), nullable=False),
        sa.Column("steps", sa.Integer(), nullable=False),
        sa.Column("unsure", sa.Integer(), nullable=True),
        sa.Column("issues", sa.Integer(), nullable=True),
        sa.Column("reviewed_by", sa.Text(), nullable=False),
        sa.Column("reviewed_at", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("deleted_at", sa.Text(), nullable=True),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_documents")),
        sa.UniqueConstraint("id", name=op.f("uq_documents_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_documents_deleted_at_document_type_sequence"), "documents", ["deleted_at", "document_type", "sequence"]
    )
    op.create_index(op.f("ix_documents_deleted_at_name_sequence"), "documents", ["deleted_at", "name", "sequence"])
    op.create_index(op.f("ix_documents_deleted_at_sequence"), "documents", ["deleted_at", "sequence"])
    op.create_index(op.f("ix_documents_deleted_at_status_sequence"), "documents", ["deleted_at", "status", "sequence"])
    op.create_index(op.f("ix_documents_deleted_at_unsure_sequence"), "documents", ["deleted_at", "unsure", "sequence"])
    op.create_table(
        "meta",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_meta")),
    )
    op.create_table(
        "originals",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", _BIG, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("page_count", sa.Integer(), nullable=False),
        sa.Column("encrypted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_originals")),
    )
    op.create_table(
        "drafts",
        sa.Column("document", sa.String(length=36), nullable=False),
        sa.Column("entry", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name=op.f("fk_drafts_document"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("document", "entry", name=op.f("pk_drafts")),
    )
    op.create_table(
        "outbox",
        sa.Column("sequence", _BIG, autoincrement=True, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("document", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("due_at", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name=op.f("fk_outbox_document"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_outbox")),
        sa.UniqueConstraint("id", name=op.f("uq_outbox_id")),
        sa.UniqueConstraint("key", name=op.f("uq_outbox_key")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_outbox_document"), "outbox", ["document"])
    op.create_index(op.f("ix_outbox_state_due_at"), "outbox", ["state", "due_at"])
    op.create_table(
        "pages",
        sa.Column("document", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("original", sa.String(length=64), nullable=False),
        sa.Column("original_index", sa.Integer(), nullable=False),
        sa.Column("rotation", sa.Integer(), nullable=False),
        sa.Column("skew", sa.Float(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name=op.f("fk_pages_document"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["original"], ["originals.sha256"], name=op.f("fk_pages_original")),
        sa.PrimaryKeyConstraint("document", "position", name=op.f("pk_pages")),
    )
    op.create_index(op.f("ix_pages_original"), "pages", ["original"])
    op.create_table(
        "recognitions",
        sa.Column("sequence", _BIG, autoincrement=True, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("document", sa.String(length=36), nullable=False),
        sa.Column("task", sa.String(length=36), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"], ["documents.id"], name=op.f("fk_recognitions_document"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_recognitions")),
        sa.UniqueConstraint("id", name=op.f("uq_recognitions_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_recognitions_document_sequence"), "recognitions", ["document", "sequence"])
    op.create_table(
        "revisions",
        sa.Column("document", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("behind", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name=op.f("fk_revisions_document"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("document", name=op.f("pk_revisions")),
    )
    op.create_table(
        "steps",
        sa.Column("sequence", _BIG, autoincrement=True, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("document", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("cancels", sa.Text(), nullable=False),
        sa.Column("bulk", sa.Text(), nullable=False),
        sa.Column("undoable", sa.Boolean(), nullable=False),
        sa.Column("standing", sa.Boolean(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name=op.f("fk_steps_document"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_steps")),
        sa.UniqueConstraint("document", "number", name=op.f("uq_steps_document_number")),
        sa.UniqueConstraint("id", name=op.f("uq_steps_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_steps_bulk"), "steps", ["bulk"])
    op.create_index(op.f("ix_steps_standing_sequence"), "steps", ["standing", "sequence"])
    op.create_table(
        "tasks",
        sa.Column("sequence", _BIG, autoincrement=True, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("document", sa.String(length=36), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("document_type", sa.Text(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("read_anyway", sa.Boolean(), nullable=False),
        sa.Column("asked", sa.Boolean(), nullable=False),
        sa.Column("pages", sa.JSON(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("advice", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("ticket", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("claimed_by", sa.Text(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name=op.f("fk_tasks_document"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_tasks")),
        sa.UniqueConstraint("id", name=op.f("uq_tasks_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_tasks_document_sequence"), "tasks", ["document", "sequence"])
    op.create_index(op.f("ix_tasks_state_source_sequence"), "tasks", ["state", "source", "sequence"])
    op.create_table(
        "page_texts",
        sa.Column("sequence", _BIG, autoincrement=True, nullable=False),
        sa.Column("task", sa.String(length=36), nullable=False),
        sa.Column("document", sa.String(length=36), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"], ["documents.id"], name=op.f("fk_page_texts_document"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["task"], ["tasks.id"], name=op.f("fk_page_texts_task"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_page_texts")),
        sa.UniqueConstraint("task", "page", name=op.f("uq_page_texts_task_page")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_page_texts_document_page_sequence"), "page_texts", ["document", "page", "sequence"])
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE search USING fts5("
            "name, document_type, text, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3')"
        )
