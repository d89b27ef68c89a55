"""The tables. SQLite now, PostgreSQL later: nothing here is of one of them alone, but for the index of `search`.

Times are ISO 8601 in UTC, as text; `sequence` grows over all rows of a table and gives the order that clocks cannot.
"""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Connection,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    event,
)

VERSION = "0008"
"""Of the newest migration; a workspace says in `alembic_version` which one it has."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

_Big = BigInteger().with_variant(Integer(), "sqlite")  # only INTEGER PRIMARY KEY numbers rows by itself in SQLite
_Id = String(36)


def _sequence() -> Column[int]:
    return Column("sequence", _Big, primary_key=True, autoincrement=True)


def _document(*, primary_key: bool = False) -> Column[str]:
    documents_id = ForeignKey("documents.id", ondelete="CASCADE")
    return Column("document", _Id, documents_id, nullable=False, primary_key=primary_key)


_FILTERED = (
    *("status", "document_type", "source", "unsure", "issues", "warnings", "lowest"),
    *("added_at", "reviewed_at", "sort_name"),
)

documents = Table(
    "documents",
    metadata,
    _sequence(),
    Column("id", _Id, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("document_type", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("added_at", Text, nullable=False),
    Column("page_count", Integer, nullable=False),
    Column("steps", Integer, nullable=False, default=0),  # number of the last step
    Column("unsure", Integer),  # values that need a human; null until judged
    Column("issues", Integer),
    Column("reviewed_by", Text, nullable=False, default=""),
    Column("reviewed_at", Text, nullable=False, default=""),
    Column("reason", Text, nullable=False, default=""),
    Column("deleted_at", Text),
    Column("rev", Integer, nullable=False, default=0),
    Column("sort_name", Text, nullable=False, server_default=""),  # what names are sorted by
    Column("warnings", Integer),  # what the rules tell besides `issues`, which are errors
    Column("lowest", Float),  # confidence of the least sure value that nobody settled
    Column("source", Text, nullable=False, server_default=""),  # engine or provider that read it last
    # The queue: each order has an index, and one has all that filters ask for, so that looking for a few among very
    # many documents reads it alone.
    Index(None, "deleted_at", "status", "sequence"),
    Index(None, "deleted_at", "document_type", "sequence"),
    Index(None, "deleted_at", "sort_name", "sequence"),
    Index(None, "deleted_at", "unsure", "sequence"),
    Index(None, "deleted_at", "reviewed_at", "sequence"),
    Index("ix_documents_filter", "deleted_at", "sequence", *_FILTERED),
    sqlite_autoincrement=True,  # numbers of purged rows are not used again
)

originals = Table(
    "originals",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("media_type", Text, nullable=False),
    Column("size", _Big, nullable=False),
    Column("name", Text, nullable=False),
    Column("page_count", Integer, nullable=False),
    Column("encrypted", Boolean, nullable=False),
)

pages = Table(
    "pages",
    metadata,
    _document(primary_key=True),
    Column("position", Integer, primary_key=True),  # from 0; below: of a file whose pages were left out
    Column("original", String(64), ForeignKey("originals.sha256"), nullable=False, index=True),
    Column("original_index", Integer, nullable=False),
    Column("rotation", Integer, nullable=False),
    Column("skew", Float, nullable=False),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("area", JSON(none_as_null=True)),  # left, top, right, bottom in fractions of the file's page; null is all
)

tasks = Table(
    "tasks",
    metadata,
    _sequence(),
    Column("id", _Id, nullable=False, unique=True),
    _document(),
    Column("source", Text, nullable=False),
    Column("document_type", Text, nullable=False),
    Column("languages", JSON, nullable=False),
    Column("read_anyway", Boolean, nullable=False),
    Column("asked", Boolean, nullable=False),
    Column("pages", JSON, nullable=False),
    Column("state", Text, nullable=False),
    Column("error", Text, nullable=False),
    Column("advice", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("created_at", Text, nullable=False),
    Column("ticket", JSON(none_as_null=True)),  # what a provider gave for the remote task, kept before the first poll
    Column("claimed_by", Text, nullable=False, default=""),
    Column("rev", Integer, nullable=False, default=0),
    Column("bulk", Text, nullable=False, server_default=""),  # shared by those that were asked for as one
    Index(None, "state", "source", "sequence"),
    Index(None, "document", "sequence"),
    Index(None, "bulk", "state"),
    sqlite_autoincrement=True,  # numbers of purged rows are not used again
)

page_texts = Table(
    "page_texts",
    metadata,
    _sequence(),
    Column("task", _Id, ForeignKey("tasks.id", ondelete="CASCADE"), nullable=False),
    _document(),
    Column("page", Integer, nullable=False),  # where it is now, whatever `body` says; below 0: it was left out
    Column("body", LargeBinary, nullable=False),
    UniqueConstraint("task", "page"),
    Index(None, "document", "page", "sequence"),
    sqlite_autoincrement=True,  # numbers of purged rows are not used again
)

recognitions = Table(
    "recognitions",
    metadata,
    _sequence(),
    Column("id", _Id, nullable=False, unique=True),
    _document(),
    Column("task", _Id, nullable=False),
    Column("name", Text, nullable=False),
    Column("created_at", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index(None, "document", "sequence"),
    sqlite_autoincrement=True,  # numbers of purged rows are not used again
)

answers = Table(
    "answers",
    metadata,
    Column("task", _Id, ForeignKey("tasks.id", ondelete="CASCADE"), primary_key=True),
    Column("sha256", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

steps = Table(
    "steps",
    metadata,
    _sequence(),
    Column("id", _Id, nullable=False, unique=True),
    _document(),
    Column("number", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("cancels", Text, nullable=False),
    Column("bulk", Text, nullable=False),
    Column("undoable", Boolean, nullable=False),
    Column("standing", Boolean, nullable=False),  # derived: done by a person, and not undone since
    Column("body", LargeBinary, nullable=False),
    UniqueConstraint("document", "number"),
    Index(None, "standing", "sequence"),
    Index(None, "bulk"),
    sqlite_autoincrement=True,  # numbers of purged rows are not used again
)
revisions = Table(
    "revisions",
    metadata,
    _document(primary_key=True),
    Column("number", Integer, nullable=False),  # of the last step in `body`; later steps are applied to it
    Column("size", Integer, nullable=False),  # bytes of `body`
    Column("behind", Integer, nullable=False),  # bytes of the steps that are not yet in `body`
    Column("body", LargeBinary, nullable=False),
)

field_values = Table(
    "field_values",
    metadata,
    # Derived from the revisions, for what looks over many documents: see `values`.
    Column("sequence", _Big, ForeignKey("documents.sequence", ondelete="CASCADE"), primary_key=True),
    Column("entry", Text, primary_key=True),
    Column("field", Text, nullable=False),
    Column("column", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("key", Text, nullable=False),  # equal for values that mean the same
    Column("band", Text, nullable=False),
    Column("unsure", Boolean, nullable=False),
    Column("settled", Boolean, nullable=False),
    Column("mark", Text),
    Column("confidence", Float),
    Column("region", JSON(none_as_null=True)),
    Column("differs", Text),  # whose readings differ; null for nearly all
    Index(None, "differs", "sequence"),
    Index(None, "field", "column", "key", "sequence"),
    Index(None, "field", "column", "unsure", "key", "sequence"),
)

drafts = Table(
    "drafts",
    metadata,
    _document(primary_key=True),
    Column("entry", Text, primary_key=True),
    Column("text", Text, nullable=False),
    Column("at", Text, nullable=False),
)

outbox = Table(
    "outbox",
    metadata,
    _sequence(),
    Column("id", _Id, nullable=False, unique=True),
    _document(),
    Column("kind", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("due_at", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("error", Text, nullable=False),
    Column("body", JSON, nullable=False),
    Column("key", Text, nullable=False, unique=True),  # idempotency key
    Column("created_at", Text, nullable=False),
    Column("rev", Integer, nullable=False, default=0),
    Index(None, "state", "due_at"),
    Index(None, "document"),
    sqlite_autoincrement=True,  # numbers of purged rows are not used again
)

lessons = Table(
    "lessons",
    metadata,
    _document(primary_key=True),
    Column("steps", Integer, nullable=False),  # of the document, when it was drawn; -1: forgotten
    Column("body", LargeBinary, nullable=False),
)

callbacks = Table(
    "callbacks",
    metadata,
    # Those that were applied, each once: the same key is refused in the transaction of its effect.
    Column("provider", Text, primary_key=True),
    Column("remote", Text, primary_key=True),
    Column("body_hash", String(64), primary_key=True),
    Column("applied_at", Text, nullable=False, index=True),
)

meta = Table("meta", metadata, Column("key", Text, primary_key=True), Column("value", Text, nullable=False))

SEARCH_DDL = (
    "CREATE VIRTUAL TABLE search USING fts5("
    "name, document_type, text, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3')"
)
"""The words of each document, by its `sequence`; used in `search` only."""


@event.listens_for(metadata, "after_create")
def _create_search(_target: MetaData, connection: Connection, **_: object) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(SEARCH_DDL)
