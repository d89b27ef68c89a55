"""Opening, locking and refusing a workspace."""

import errno
import os
import shutil
import signal
import sqlite3
import stat
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from reviewer.errors import StoreError, WorkspaceBusy
from reviewer.store import database, documents, layout, lock, meta, place, queue
from reviewer.store.workspace import Workspace
from workspaces import prepared, running

posix = pytest.mark.skipif(os.name == "nt", reason="permissions and fork are POSIX")


def statement(folder: Path, sql: str) -> list[tuple[object, ...]]:
    """Run SQL on a closed workspace behind its back."""
    connection = sqlite3.connect(folder / layout.DATABASE)
    try:
        with connection:
            return connection.execute(sql).fetchall()
    finally:
        connection.close()


@posix
def test_a_new_workspace_is_for_its_owner_only(folder):
    with running(folder) as workspace:
        document = prepared(workspace, "a.jpg", b"a")
        original = workspace.originals.path_of(document.originals[0].sha256)
        found = {path: stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.rglob("*"))}

    assert original in found
    for path, mode in found.items():
        assert mode == (0o600 if path.is_file() else 0o700) or not path.exists(), path


@posix
def test_permissions_do_not_depend_on_the_umask(folder):
    before = os.umask(0)
    try:
        Workspace.open(folder).close()
    finally:
        os.umask(before)

    assert stat.S_IMODE((folder / layout.DATABASE).stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_what_is_written_is_there_after_opening_again(folder):
    with running(folder) as workspace:
        workspace.lane.call(lambda connection: meta.put(connection, "answer", "42"))
        with workspace.read() as connection:
            name = meta.get(connection, "workspace")
    with running(folder) as workspace, workspace.read() as connection:
        assert meta.get(connection, "answer") == "42"
        assert meta.get(connection, "workspace") == name


def test_a_closed_workspace_is_one_file_without_a_log(folder):
    with running(folder) as workspace:
        workspace.lane.call(lambda connection: meta.put(connection, "answer", "42"))
        with workspace.read() as connection:
            meta.get(connection, "answer")

    assert sorted(path.name for path in folder.iterdir() if path.is_file()) == ["workspace.db", "workspace.lock"]


def test_every_connection_is_set_up_to_keep_what_is_confirmed(workspace):
    def pragma(connection, name):
        return connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()

    def settings(connection):
        return {
            name: pragma(connection, name)
            for name in ("journal_mode", "synchronous", "foreign_keys", "trusted_schema", "cell_size_check")
        }

    assert workspace.lane.call(settings) == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
    }
    assert workspace.lane.call(lambda connection: pragma(connection, "application_id")) == database.APPLICATION_ID
    with workspace.read() as connection:
        assert pragma(connection, "query_only") == 1
        assert pragma(connection, "wal_autocheckpoint") == 0


def test_a_reader_cannot_write(workspace):
    with pytest.raises(StoreError) as caught, workspace.read() as connection:
        meta.put(connection, "answer", "42")

    assert caught.value.code == "read_only"


def test_a_reader_sees_one_moment(workspace):
    with workspace.read() as connection:
        assert meta.get(connection, "answer") is None
        workspace.lane.call(lambda writer: meta.put(writer, "answer", "42"))
        assert meta.get(connection, "answer") is None
    with workspace.read() as connection:
        assert meta.get(connection, "answer") == "42"


def test_there_is_one_owner(workspace, folder):
    with pytest.raises(WorkspaceBusy) as caught:
        Workspace.open(folder)

    assert str(caught.value) == ("This workspace is open in the Reviewer window. Close it, or use --workspace.")


def test_reading_commands_come_beside_the_owner(workspace, folder, taken):
    document = taken()
    with Workspace.open(folder, write=False) as beside, beside.read() as connection:
        assert [row.id for row in queue.listed(connection)] == [document.id]
        later = taken("later.jpg")
    with Workspace.open(folder, write=False) as beside, beside.read() as connection:
        assert [row.id for row in queue.listed(connection)] == [document.id, later.id]


def test_a_workspace_that_is_read_refuses_changes(folder):
    Workspace.open(folder).close()
    with Workspace.open(folder, write=False) as workspace, pytest.raises(StoreError) as caught:
        workspace.lane.call(lambda connection: meta.put(connection, "answer", "42"))

    assert caught.value.code == "only_read"
    assert not caught.value.retryable


def test_the_owner_goes_and_the_next_may_come(folder):
    Workspace.open(folder).close()
    Workspace.open(folder).close()


@posix
def test_another_process_holds_the_lock_until_it_is_killed(folder):
    ready, tell = os.pipe()
    child = os.fork()
    if child == 0:
        Workspace.open(folder)
        os.write(tell, b"x")
        signal.pause()
        os._exit(1)
    os.close(tell)
    assert os.read(ready, 1) == b"x"
    os.close(ready)
    try:
        with pytest.raises(WorkspaceBusy):
            Workspace.open(folder)
        Workspace.open(folder, write=False).close()
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    Workspace.open(folder).close()


def test_a_failed_opening_leaves_the_lock_free(folder):
    Workspace.open(folder).close()
    statement(folder, "UPDATE alembic_version SET version_num = '9999'")
    for _ in range(2):
        with pytest.raises(StoreError) as caught:
            Workspace.open(folder)
        assert caught.value.code == "newer"


@pytest.mark.parametrize("write", [True, False])
def test_a_workspace_of_a_newer_reviewer_is_refused_politely(folder, write):
    Workspace.open(folder).close()
    statement(folder, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match="newer Reviewer"):
        Workspace.open(folder, write=write)

    assert statement(folder, "SELECT version_num FROM alembic_version") == [("9999",)]


def test_an_older_workspace_is_not_changed_by_reading(folder):
    Workspace.open(folder).close()
    statement(folder, "UPDATE alembic_version SET version_num = '0000'")
    with pytest.raises(StoreError) as caught:
        Workspace.open(folder, write=False)

    assert caught.value.code == "older"


@pytest.mark.parametrize("write", [True, False])
def test_a_file_that_is_no_database_is_refused_and_kept(folder, write):
    folder.mkdir()
    (folder / layout.DATABASE).write_bytes(b"shopping list\n" * 500)
    with pytest.raises(StoreError) as caught:
        Workspace.open(folder, write=write)

    assert caught.value.code == "not_a_workspace"
    assert (folder / layout.DATABASE).read_bytes() == b"shopping list\n" * 500


@pytest.mark.parametrize("write", [True, False])
def test_a_database_of_another_program_is_refused(folder, write):
    folder.mkdir()
    statement(folder, "CREATE TABLE places (url TEXT)")
    with pytest.raises(StoreError) as caught:
        Workspace.open(folder, write=write)

    assert caught.value.code == "not_a_workspace"


@pytest.mark.parametrize("write", [True, False])
def test_a_damaged_database_is_said_to_be(folder, write):
    Workspace.open(folder).close()
    path = folder / layout.DATABASE
    content = bytearray(path.read_bytes())
    content[100:4096] = b"\xff" * 3996
    path.write_bytes(content)
    with pytest.raises(StoreError) as caught:
        Workspace.open(folder, write=write)

    assert caught.value.code == "damaged"


@pytest.mark.parametrize("write", [True, False])
def test_nothing_is_made_where_nothing_should_be(folder, write):
    with pytest.raises(StoreError) as caught:
        Workspace.open(folder, write=write, create=False)

    assert caught.value.code == "absent"
    assert not folder.exists()


def test_reading_never_makes_a_workspace(folder):
    with pytest.raises(StoreError):
        Workspace.open(folder, write=False)

    assert not folder.exists()


def test_a_file_in_the_place_of_the_folder_is_told(folder):
    folder.write_text("a file")
    with pytest.raises(StoreError) as caught:
        Workspace.open(folder)

    assert str(caught.value) == f"{folder} is not a folder. Choose another one."


def test_a_start_that_was_cut_short_is_begun_again(folder):
    folder.mkdir()
    (folder / layout.DATABASE).touch()
    with running(folder) as workspace, workspace.read() as connection:
        assert queue.count(connection) == 0


def test_what_a_crash_left_in_the_temporary_folder_goes(folder):
    Workspace.open(folder).close()
    (folder / "tmp" / "original-x").write_bytes(b"half")
    (folder / "tmp" / "page").mkdir()
    (folder / "tmp" / "page" / "x").write_bytes(b"half")
    Workspace.open(folder).close()

    assert list((folder / "tmp").iterdir()) == []


def test_a_workspace_that_was_copied_opens(folder, tmp_path):
    with running(folder) as workspace:
        document = prepared(workspace, "a.jpg", b"a")
        workspace.lane.call(lambda connection: documents.add(connection, document, workspace.originals))
    shutil.copytree(folder, tmp_path / "copy")
    with running(tmp_path / "copy") as workspace, workspace.read() as connection:
        assert documents.get(connection, document.id) == document


def test_a_folder_whose_name_needs_quoting(tmp_path):
    folder = tmp_path / "50% off? #1 ünïcode &x=y"
    Workspace.open(folder).close()
    Workspace.open(folder, write=False).close()

    assert (folder / layout.DATABASE).is_file()


def test_closing_without_a_loop_writes_what_is_queued(folder):
    workspace = Workspace.open(folder)
    future = workspace.lane.submit(lambda connection: meta.put(connection, "answer", "42"))
    workspace.close()

    assert future.result(timeout=0) is None
    with Workspace.open(folder, write=False) as reading, reading.read() as connection:
        assert meta.get(connection, "answer") == "42"


def test_a_folder_that_cannot_do_a_write_ahead_log_is_refused(folder, monkeypatch):
    class Refusing(sqlite3.Connection):
        def execute(self, sql, *args):
            return super().execute("SELECT 'delete'" if "journal_mode" in sql else sql, *args)

    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *args, **kwargs: connect(*args, factory=Refusing, **kwargs))
    with pytest.raises(StoreError) as caught:
        Workspace.open(folder)

    assert caught.value.code == "unsafe_folder"


def test_a_folder_on_another_computer_is_refused(folder, monkeypatch, tmp_path):
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/vda / ext4 rw 0 0\nserver:/x {tmp_path}/my\\040share nfs4 rw 0 0\nodd\n", encoding="utf-8")
    monkeypatch.setattr(place, "_MOUNTS", mounts)
    monkeypatch.setattr(place.sys, "platform", "linux")
    with pytest.raises(StoreError) as caught:
        Workspace.open(tmp_path / "my share" / "deep" / "workspace")

    assert caught.value.code == "unsafe_folder"
    assert not (tmp_path / "my share").exists()
    Workspace.open(folder).close()


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_where_nothing_is_known_about_a_folder_it_is_taken(monkeypatch, tmp_path, platform):
    monkeypatch.setattr(place, "_MOUNTS", tmp_path / "gone")
    monkeypatch.setattr(place.sys, "platform", platform)

    assert not place.is_remote(tmp_path)


def test_a_lock_that_the_system_cannot_give_is_not_called_busy(folder, monkeypatch):
    def refuse(_descriptor):
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(lock, "_take", refuse)
    with pytest.raises(StoreError) as caught:
        Workspace.open(folder)

    assert caught.value.code == "unreachable"


def test_an_error_inside_a_reading_is_left_as_it_is(workspace):
    with pytest.raises(FileNotFoundError), workspace.read():
        raise FileNotFoundError("not ours")


def test_errors_do_not_tell_what_stands_in_a_document(workspace):
    secret = "Jane Roe"
    with pytest.raises(StoreError) as caught, workspace.read() as connection:
        meta.put(connection, secret, secret)

    assert isinstance(caught.value.__cause__, OperationalError)
    assert secret not in f"{caught.value} {caught.value.__cause__}"


def test_readers_that_are_never_given_back_are_told(workspace, monkeypatch):
    monkeypatch.setattr(workspace._readers.engine.pool, "_timeout", 0.01)
    with ExitStack() as readers:
        for _ in range(15):  # five in the pool, ten over it
            readers.enter_context(workspace.read())
        with pytest.raises(StoreError) as caught:
            readers.enter_context(workspace.read())

    assert caught.value.code == "locked"


@pytest.mark.parametrize(
    ("version", "affected"),
    [
        ((3, 40, 1), True),
        ((3, 44, 6), False),
        ((3, 45, 0), True),
        ((3, 50, 7), False),
        ((3, 51, 2), True),
        ((3, 51, 3), False),
        ((3, 53, 0), False),
    ],
)
def test_which_sqlite_has_the_reset_race(monkeypatch, version, affected):
    monkeypatch.setattr(sqlite3, "sqlite_version_info", version)

    assert database.wal_reset_bug() is affected
