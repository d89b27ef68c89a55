"""The tables, how older workspaces get them, and that PostgreSQL could have them."""

import re
import shutil
import sqlite3
import sys
from subprocess import run

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from journals import machine
from reviewer.domain.document import Page
from reviewer.domain.queue import Sort, Span
from reviewer.domain.revision import Entry, Origin, Revision
from reviewer.errors import StoreError
from reviewer.store import database, documents, layout, migrations, queue, schema, values
from reviewer.store.migrations.versions.v0007_queue import AT_ONCE
from reviewer.store.packing import packed_revision
from reviewer.store.workspace import Workspace
from workspaces import prepared, running


def tables(path):
    connection = sqlite3.connect(path)
    try:
        rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()
    finally:
        connection.close()
    # alembic sorts constraints in another order, so compare the words
    return {(kind, name, table, *sorted(re.findall(r"\w+|[^\w\s]", sql or ""))) for kind, name, table, sql in rows}


def migrated(path):
    database.make_file(path)
    engine = database.writer(path)
    with engine.connect() as connection, connection.begin():
        migrations.run(connection)
    return engine


def test_the_migrations_from_nothing_make_the_tables_of_a_new_workspace(tmp_path):
    Workspace.open(tmp_path / "new").close()
    migrated(tmp_path / "old.db")

    assert tables(tmp_path / "old.db") == tables(tmp_path / "new" / layout.DATABASE)


def test_the_migrations_are_up_to_date_with_the_tables(tmp_path):
    def ours(_object, name, kind, _reflected, _other):
        return not (kind == "table" and name.startswith("search"))

    with migrated(tmp_path / "old.db").connect() as connection, connection.begin():
        context = MigrationContext.configure(connection, opts={"include_object": ours, "compare_type": True})
        assert compare_metadata(context, schema.metadata) == []


def test_the_version_is_that_of_the_newest_migration():
    script = ScriptDirectory(str(migrations.FOLDER))

    assert script.get_heads() == [schema.VERSION]
    versions = [revision.revision for revision in script.walk_revisions()]
    assert versions == sorted(versions, reverse=True)  # they are compared as texts


def test_postgresql_could_have_the_tables():
    dialect = postgresql.dialect()
    for table in schema.metadata.sorted_tables:
        assert str(CreateTable(table).compile(dialect=dialect))
        for index in table.indexes:
            made = str(CreateIndex(index).compile(dialect=dialect))
            assert len(index.name) <= 63, made


NEXT = '''
"""A later version."""
import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{version}"

def upgrade():
    with op.batch_alter_table("documents") as table:
        table.add_column(sa.Column("owner", sa.Text(), nullable=False, server_default="nobody"))
    {more}
'''


@pytest.fixture
def older(folder, tmp_path, monkeypatch):
    """A workspace with a document, for a Reviewer that has one migration more."""
    with running(folder) as workspace:
        document = prepared(workspace, "a.jpg", b"a")
        workspace.lane.call(lambda connection: documents.add(connection, document, workspace.originals))
    shutil.copytree(migrations.FOLDER, tmp_path / "migrations")
    monkeypatch.setattr(migrations, "FOLDER", tmp_path / "migrations")
    monkeypatch.setattr(layout, "VERSION", "9999")
    monkeypatch.setattr(migrations.run, "__defaults__", ("9999",))

    def later(more="pass"):
        (tmp_path / "migrations" / "versions" / "v9999_next.py").write_text(
            NEXT.format(more=more, version=schema.VERSION)
        )
        return document

    return later


def owners(path):
    connection = sqlite3.connect(path)
    try:
        return connection.execute("SELECT id, owner FROM documents").fetchall()
    finally:
        connection.close()


def test_an_older_workspace_is_copied_then_brought_up_to_date(folder, older):
    document = older()
    with running(folder) as workspace, workspace.read() as connection:
        assert documents.get(connection, document.id) == document
        assert [row.id for row in queue.listed(connection, queue.Filter(words="jpg"))] == [document.id]
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == "9999"

    assert owners(folder / layout.DATABASE) == [(document.id, "nobody")]
    copy = folder / "backups" / f"workspace-{schema.VERSION}.db"
    assert ("table", "documents") in {row[:2] for row in tables(copy)}
    connection = sqlite3.connect(copy)
    assert connection.execute("SELECT id FROM documents").fetchall() == [(document.id,)]
    connection.close()


@pytest.mark.parametrize(
    "more", ["raise RuntimeError('half')", "op.execute(\"INSERT INTO drafts VALUES ('gone', 'e', 't', 'a')\")"]
)
def test_a_migration_that_fails_leaves_all_as_it_was(folder, older, more):
    older(more)
    before = tables(folder / layout.DATABASE)
    with pytest.raises((RuntimeError, StoreError)):
        Workspace.open(folder)

    assert tables(folder / layout.DATABASE) == before


def test_alembic_is_not_imported_for_a_workspace_that_is_up_to_date(folder):
    code = (
        "import sys; from pathlib import Path; from reviewer.store.workspace import Workspace\n"
        "for _ in range(2): Workspace.open(Path(sys.argv[1])).close()\n"
        "assert not [name for name in sys.modules if name.startswith('alembic')]"
    )
    found = run([sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=False)

    assert found.returncode == 0, found.stderr


def test_without_a_database_reading_asks_for_none():
    engine = create_engine("sqlite://")
    with engine.connect() as connection, pytest.raises(StoreError):
        layout.check(connection)


def test_pages_of_a_workspace_without_areas_are_whole(folder):
    """A workspace as version 0002 made it."""
    folder.mkdir()
    database.make_file(folder / layout.DATABASE)
    engine = database.writer(folder / layout.DATABASE)
    with engine.connect() as connection, connection.begin():
        migrations.run(connection, "0002")
        connection.execute(
            text(
                "INSERT INTO documents (id, name, document_type, status, added_at, page_count, steps, reviewed_by, "
                "reviewed_at, reason, rev) VALUES ('d', 'a.jpg', 'auto', 'pending', '', 1, 0, '', '', '', 0)"
            )
        )
        connection.execute(text("INSERT INTO originals VALUES ('s', 'image/jpeg', 1, 'a.jpg', 1, 0)"))
        connection.execute(text("INSERT INTO pages VALUES ('d', 0, 's', 0, 90, 0.0, 10, 20)"))
    engine.dispose()

    with running(folder) as workspace, workspace.read() as connection:
        assert documents.get(connection, "d").pages == (Page("s", 0, 90, 0.0, 10, 20),)
    assert (folder / "backups" / "workspace-0002.db").exists()


def test_documents_from_before_the_queue_was_filtered_tell_what_it_is_filtered_by(folder):
    """A workspace as version 0005 made it, with a document whose revision is damaged."""
    folder.mkdir()
    database.make_file(folder / layout.DATABASE)
    engine = database.writer(folder / layout.DATABASE)
    count = 2 * AT_ONCE + 1
    with engine.connect() as connection, connection.begin():
        migrations.run(connection, "0005")
        for number in range(count):
            name = f"d{number:04}"
            connection.execute(
                text(
                    "INSERT INTO documents (id, name, document_type, status, added_at, page_count, steps, unsure, "
                    "reviewed_by, reviewed_at, reason, rev) "
                    "VALUES (:name, :name, 'receipt', 'pending', '', 1, 1, 1, '', '', '', 0)"
                ),
                {"name": name},
            )
            entry = Entry("total:0", "total", machine("1", number / count))
            revision = Revision(name, entries={entry.id: entry}, origin=Origin("rapidocr"), steps=1)
            body = b"damaged" if number == 1 else packed_revision(revision)
            connection.execute(
                text("INSERT INTO revisions VALUES (:name, 1, 9, 0, :body)"), {"name": name, "body": body}
            )
    engine.dispose()

    with running(folder) as workspace, workspace.read() as connection:
        half = queue.Filter(sources=frozenset({"rapidocr"}), confidence=Span(0.5, 1.0))
        assert queue.count(connection, half) == count // 2
        assert queue.count(connection, queue.Filter(sources=frozenset({"rapidocr"}))) == count - 1
        assert len(queue.first(connection, queue.Filter(), Sort(queue.Order.NAME), 2 * count)) == count
        assert values.unlisted(connection, count) == [f"d{number:04}" for number in reversed(range(count))]
