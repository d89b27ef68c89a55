"""Reading a workspace beside its writer, after a crash, and where nothing can be written."""

import errno
import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from reviewer.errors import StoreError
from reviewer.store import layout, meta, readers
from reviewer.store.problems import told
from reviewer.store.workspace import Workspace
from workspaces import running

LOG, SHARED = f"{layout.DATABASE}-wal", f"{layout.DATABASE}-shm"


def put(workspace: Workspace, answer: str) -> None:
    workspace.lane.call(lambda connection: meta.put(connection, "answer", answer))


def answer(folder: Path) -> str | None:
    with Workspace.open(folder, write=False) as workspace, workspace.read() as connection:
        return meta.get(connection, "answer")


def database_files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob(f"{layout.DATABASE}*"))


@pytest.fixture
def whole(folder):
    """A closed workspace: one file."""
    with running(folder) as workspace:
        put(workspace, "41")
    return folder


@pytest.fixture
def crashed(whole, tmp_path):
    """As a power cut leaves it: the last change is in the log alone."""
    copy = tmp_path / "crashed"
    with running(whole) as workspace:
        put(workspace, "42")
        shutil.copytree(whole, copy)
    (copy / SHARED).unlink()
    return copy


@pytest.fixture
def locked_up(monkeypatch, tmp_path):
    """Makes a folder as one that cannot be written: for root, and on every system."""

    def lock_up(folder: Path) -> Path:
        (folder / SHARED).symlink_to("nowhere")  # SQLite follows no links, and so cannot make its file
        monkeypatch.setattr(readers, "_can_be_written", lambda _folder: False)
        return folder

    monkeypatch.setattr(readers.tempfile, "tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    return lock_up


def test_reading_leaves_one_file(whole):
    assert answer(whole) == "41"
    assert database_files(whole) == [layout.DATABASE]


def test_readers_that_close_after_the_writer_leave_one_file(whole):
    with running(whole) as workspace:
        beside = Workspace.open(whole, write=False)
        put(workspace, "42")
        with beside.read() as connection:
            assert meta.get(connection, "answer") == "42"
    beside.close()

    assert database_files(whole) == [layout.DATABASE]
    assert answer(whole) == "42"


def test_a_reader_leaves_the_log_to_the_writer(whole):
    with running(whole) as workspace:
        put(workspace, "42")
        assert answer(whole) == "42"
        assert LOG in database_files(whole)
        put(workspace, "43")
    assert answer(whole) == "43"


def test_what_a_crash_left_in_the_log_is_read_and_folded(crashed):
    assert answer(crashed) == "42"
    assert database_files(crashed) == [layout.DATABASE]


def test_a_folder_that_cannot_be_written_is_read(whole, locked_up):
    assert answer(locked_up(whole)) == "41"


def test_an_empty_log_does_not_hinder_reading(whole, locked_up):
    (whole / LOG).touch()

    assert answer(locked_up(whole)) == "41"


def test_a_log_that_cannot_be_folded_is_read_from_a_copy(crashed, locked_up, tmp_path):
    before = {name: (crashed / name).read_bytes() for name in (layout.DATABASE, LOG)}
    locked_up(crashed)

    assert answer(crashed) == "42"
    assert {name: (crashed / name).read_bytes() for name in before} == before
    assert list((tmp_path / "temporary").iterdir()) == []


def test_a_copy_that_cannot_be_read_is_removed(crashed, locked_up, tmp_path):
    content = bytearray((crashed / layout.DATABASE).read_bytes())
    content[:16] = b"shopping list..."
    (crashed / layout.DATABASE).write_bytes(content)
    with pytest.raises(StoreError):
        answer(locked_up(crashed))

    assert list((tmp_path / "temporary").iterdir()) == []


def test_a_copy_for_which_there_is_no_room_is_told_and_removed(crashed, locked_up, tmp_path, monkeypatch):
    def full(_source, _target):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(readers.shutil, "copyfile", full)
    with pytest.raises(StoreError) as caught:
        answer(locked_up(crashed))

    assert caught.value.code == "full"
    assert list((tmp_path / "temporary").iterdir()) == []


def test_what_can_be_written_is_found_by_writing(tmp_path):
    assert readers._can_be_written(tmp_path)
    assert not readers._can_be_written(tmp_path / "gone")
    assert list(tmp_path.iterdir()) == []


def test_only_a_log_with_something_in_it_counts(tmp_path):
    assert not readers._has_content(tmp_path / "gone")
    (tmp_path / "log").touch()
    assert not readers._has_content(tmp_path / "log")
    (tmp_path / "log").write_bytes(b"x")
    assert readers._has_content(tmp_path / "log")


def test_a_folder_that_can_be_written_is_never_taken_for_unchanging(whole):
    (whole / SHARED).symlink_to("nowhere")
    with pytest.raises(StoreError) as caught:
        answer(whole)

    assert caught.value.code == "unreachable"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission_to_write_is_read(whole):
    whole.chmod(0o500)
    try:
        assert answer(whole) == "41"
        with pytest.raises(StoreError) as caught:
            Workspace.open(whole)
    finally:
        whole.chmod(0o700)
    assert caught.value.code == "read_only"


def test_a_disk_without_room_for_reading_is_called_full():
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR_SHMSIZE

    assert told(error).code == "full"
