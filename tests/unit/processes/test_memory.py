import os
import shutil
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from reviewer.errors import TooLarge
from reviewer.processes import memory
from reviewer.processes.memory import Pixels, SharedMemory


class Said(msgspec.Struct):
    text: str = ""


def names():
    folders = (Path("/dev/shm"), Path(memory.tempfile.gettempdir()))
    return [path.name for folder in folders if folder.is_dir() for path in folder.glob(f"reviewer-{os.getpid()}-*")]


@pytest.fixture
def own_folder(tmp_path, monkeypatch):
    """Files instead of nameless memory, in a folder of the test: as on other systems than Linux."""
    monkeypatch.setattr(memory, "_FAST", tmp_path / "none")
    monkeypatch.setattr(memory, "_PROC", False)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


def test_a_child_writes_and_the_program_sees(child):
    with SharedMemory.create(100) as shared:
        child.call("fill", Said(shared.path), Said)
        assert bytes(shared.view[:5]) == b"BGRX\0"


def test_a_child_writes_into_a_file_where_nothing_better_is_there(child, own_folder):
    with SharedMemory.create(100) as shared:
        assert Path(shared.path).parent == own_folder
        assert Path(shared.path).stat().st_mode & 0o777 == 0o600
        child.call("fill", Said(shared.path), Said)
        assert bytes(shared.view[:4]) == b"BGRX"
    assert list(own_folder.glob("*.pixels")) == []


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it has a name until it is closed")
def test_it_never_has_a_name_that_could_be_left_behind():
    before = names()
    with SharedMemory.create(1000):
        assert names() == before


def test_both_sides_keep_it_when_the_name_is_gone(own_folder):
    with SharedMemory.create(100) as shared, SharedMemory.attach(shared.path) as other:
        shared.unlink()
        shared.view[:2] = b"ok"
        assert bytes(other.view[:2]) == b"ok"
        assert list(own_folder.iterdir()) == []


def test_a_reader_cannot_write():
    with SharedMemory.create(100) as shared, SharedMemory.attach(shared.path) as other, pytest.raises(TypeError):
        other.view[0] = 1


def test_closing_twice_is_no_error_and_a_view_lives_on():
    shared = SharedMemory.create(100)
    shared.view[:2] = b"ok"
    view = memoryview(shared.view)[:2]
    shared.close()
    shared.close()

    assert bytes(view) == b"ok"
    with pytest.raises(FileNotFoundError):
        SharedMemory.attach(shared.path)


def test_more_than_there_is_room_for_is_refused(monkeypatch):
    with SharedMemory.create(100) as shared, pytest.raises(TooLarge):
        shared.reserve(shared.capacity + 1)

    usage = shutil.disk_usage("/")
    monkeypatch.setattr(memory.shutil, "disk_usage", lambda folder: usage._replace(free=10))
    with pytest.raises(TooLarge, match="not enough memory"):
        SharedMemory.create(100)


def test_a_full_disk_is_told_and_does_not_kill(monkeypatch):
    def full(descriptor, start, size):
        raise OSError(28, "No space left on device")

    with SharedMemory.create(100) as shared:
        monkeypatch.setattr(os, "posix_fallocate", full, raising=False)
        with pytest.raises(TooLarge):
            shared.reserve(50)


def test_what_the_dead_left_is_swept(own_folder):
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    left = own_folder / f"reviewer-{process.pid}-0a1b.pixels"
    left.write_bytes(b"")
    folder = own_folder / f"reviewer-{process.pid}-tmp_1"
    (folder / "deep").mkdir(parents=True)
    kept = [own_folder / f"reviewer-{os.getpid()}-0a1b.pixels", own_folder / "reviewer-notes.pixels"]
    for path in kept:
        path.write_bytes(b"")

    memory.sweep()

    assert sorted(own_folder.iterdir()) == sorted(kept)


def test_pixels_know_their_size():
    assert Pixels("x", 10, 5, 48).size == 240
