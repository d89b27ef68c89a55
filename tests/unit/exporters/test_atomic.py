"""A file is written whole or not at all."""

import errno
import os
import stat

import pytest

from reviewer.errors import StoreError
from reviewer.exporters import _atomic, atomic


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_written_and_an_older_one_replaced(tmp_path):
    path = tmp_path / "a.json"
    atomic.write(path, [b"old"])
    atomic.write(path, [b"ne", b"w"])

    assert path.read_bytes() == b"new"
    assert names(tmp_path) == ["a.json"]


def test_an_older_file_stays_when_making_the_new_one_fails(tmp_path):
    path = tmp_path / "a.json"
    path.write_bytes(b"old")

    def breaking():
        yield b"half"
        raise RuntimeError("a bug")

    with pytest.raises(RuntimeError):
        atomic.write(path, breaking())
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a.json"]


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.ENOSPC, "full"), (errno.EDQUOT, "full"), (errno.EROFS, "read_only"), (errno.EIO, "unreachable")],
)
def test_an_older_file_stays_when_the_disk_refuses(tmp_path, monkeypatch, number, code):
    path = tmp_path / "a.json"
    path.write_bytes(b"old")

    def refuse(_descriptor):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(_atomic.os, "fsync", refuse)
    with pytest.raises(StoreError) as caught:
        atomic.write(path, [b"new"])

    assert caught.value.code == code
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a.json"]


def test_a_missing_folder_is_told(tmp_path):
    with pytest.raises(StoreError, match="does not exist") as caught:
        atomic.write(tmp_path / "gone" / "a.json", [b"new"])

    assert caught.value.code == "no_folder"


def test_a_folder_in_the_place_of_the_file_is_told_and_stays(tmp_path):
    (tmp_path / "a.json").mkdir()
    with pytest.raises(StoreError):
        atomic.write(tmp_path / "a.json", [b"new"])

    assert names(tmp_path) == ["a.json"]


def test_the_file_is_on_the_disk_before_it_has_its_name(tmp_path, monkeypatch):
    events = []
    fsync, replace = os.fsync, _atomic.Path.replace
    monkeypatch.setattr(_atomic.os, "fsync", lambda descriptor: (events.append("sync"), fsync(descriptor)))
    monkeypatch.setattr(_atomic.Path, "replace", lambda a, b: (events.append("rename"), replace(a, b)))
    atomic.write(tmp_path / "a.json", [b"new"])

    assert events == ["sync", "rename", "sync"]


def test_a_folder_that_cannot_be_synced_is_no_failure(tmp_path, monkeypatch):
    fsync = os.fsync

    def only_files(descriptor):
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")
        fsync(descriptor)

    monkeypatch.setattr(_atomic.os, "fsync", only_files)
    atomic.write(tmp_path / "a.json", [b"new"])

    assert (tmp_path / "a.json").read_bytes() == b"new"


@pytest.mark.skipif(os.name == "nt", reason="permissions are POSIX")
def test_the_file_has_the_permissions_of_other_files(tmp_path):
    (tmp_path / "other").touch()
    atomic.write(tmp_path / "a.json", [b"new"])

    assert (tmp_path / "a.json").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_a_link_is_replaced_not_followed(tmp_path):
    (tmp_path / "target").write_bytes(b"precious")
    (tmp_path / "a.json").symlink_to(tmp_path / "target")
    atomic.write(tmp_path / "a.json", [b"new"])

    assert (tmp_path / "target").read_bytes() == b"precious"
    assert not (tmp_path / "a.json").is_symlink()
