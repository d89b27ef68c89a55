"""Originals are kept whole or not at all."""

import hashlib
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journals import few
from reviewer.errors import Cancelled, StoreError, UnreadableFile
from reviewer.jobs import CancelToken
from reviewer.store import originals as module
from reviewer.store.originals import Originals


@pytest.fixture
def kept(tmp_path):
    (tmp_path / "originals").mkdir()
    (tmp_path / "tmp").mkdir()
    return Originals(tmp_path / "originals", tmp_path / "tmp")


def left_over(tmp_path):
    return list((tmp_path / "tmp").iterdir())


def test_a_file_is_kept_under_the_hash_of_its_content(kept, tmp_path):
    source = tmp_path / "scan.pdf"
    source.write_bytes(b"content")
    found = kept.keep(source)

    assert found.sha256 == hashlib.sha256(b"content").hexdigest()
    assert (found.size, found.fresh) == (7, True)
    assert kept.path_of(found.sha256) == tmp_path / "originals" / found.sha256[:2] / found.sha256
    assert kept.read(found.sha256, verify=True) == b"content"
    assert left_over(tmp_path) == []


def test_the_same_bytes_twice_are_one_file(kept, tmp_path):
    first = kept.keep(io.BytesIO(b"content"))
    second = kept.keep(io.BytesIO(b"content"))

    assert second == module.Kept(first.sha256, first.size, fresh=False)
    assert left_over(tmp_path) == []


@few
@given(content=st.binary(max_size=64))
def test_whatever_goes_in_comes_out(tmp_path_factory, content):
    folder = tmp_path_factory.mktemp("any")
    kept = Originals(folder, folder)

    assert kept.read(kept.keep(io.BytesIO(content)).sha256, verify=True) == content


def test_a_long_file_is_copied_in_pieces(kept, monkeypatch):
    monkeypatch.setattr(module, "_CHUNK", 3)

    assert kept.read(kept.keep(io.BytesIO(b"0123456789")).sha256, verify=True) == b"0123456789"


def test_a_truncated_original_is_healed_by_adding_the_file_again(kept):
    sha256 = kept.keep(io.BytesIO(b"content")).sha256
    kept.path_of(sha256).write_bytes(b"cont")

    assert kept.keep(io.BytesIO(b"content")).fresh
    assert kept.read(sha256, verify=True) == b"content"


def test_a_damaged_or_missing_original_is_told(kept):
    sha256 = kept.keep(io.BytesIO(b"content")).sha256
    kept.path_of(sha256).write_bytes(b"c0ntent")
    with pytest.raises(StoreError) as damaged:
        kept.read(sha256, verify=True)
    kept.remove(sha256)
    with pytest.raises(StoreError) as missing:
        kept.read(sha256)

    assert (damaged.value.code, missing.value.code) == ("damaged", "original_missing")
    assert not kept.has(sha256)


def test_an_original_that_cannot_be_read_is_told(kept):
    sha256 = kept.keep(io.BytesIO(b"content")).sha256
    kept.remove(sha256)
    kept.path_of(sha256).mkdir()
    with pytest.raises(StoreError) as caught:
        kept.read(sha256)

    assert caught.value.code == "unreachable"


def test_a_file_that_vanished_or_is_a_folder_is_told(kept, tmp_path):
    with pytest.raises(UnreadableFile, match="not there any more"):
        kept.keep(tmp_path / "gone.pdf")
    with pytest.raises(UnreadableFile, match="a folder"):
        kept.keep(tmp_path)


@pytest.mark.parametrize(
    ("error", "words"), [(PermissionError(), "not allowed"), (OSError(5, "I/O"), "cannot be read")]
)
def test_a_source_that_breaks_in_the_middle_leaves_nothing(kept, tmp_path, error, words):
    class Breaking(io.BytesIO):
        def read(self, size=-1):
            if self.tell():
                raise error
            return super().read(4)

    with pytest.raises(UnreadableFile, match=words):
        kept.keep(Breaking(b"content"))
    assert left_over(tmp_path) == []
    assert list((tmp_path / "originals").iterdir()) == []


def test_a_full_disk_leaves_nothing(kept, tmp_path, monkeypatch):
    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module.os, "fsync", full)
    with pytest.raises(StoreError) as caught:
        kept.keep(io.BytesIO(b"content"))

    assert caught.value.code == "full"
    assert left_over(tmp_path) == []
    assert list((tmp_path / "originals").iterdir()) == []


def test_a_temporary_folder_that_is_gone_is_told(kept, tmp_path):
    (tmp_path / "tmp").rmdir()
    with pytest.raises(StoreError):
        kept.keep(io.BytesIO(b"content"))


def test_copying_stops_when_asked(kept, tmp_path):
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        kept.keep(io.BytesIO(b"content"), token)

    assert left_over(tmp_path) == []


def test_a_file_is_on_the_disk_before_it_has_its_name(kept, monkeypatch, tmp_path):
    events = []
    fsync, replace = module.os.fsync, module.Path.replace
    monkeypatch.setattr(module.os, "fsync", lambda descriptor: (events.append("sync"), fsync(descriptor)))
    monkeypatch.setattr(module.Path, "replace", lambda a, b: (events.append("rename"), replace(a, b)))
    kept.keep(io.BytesIO(b"content"))

    assert events == ["sync", "sync", "rename", "sync"]  # file, the new folder ab/, rename, folder
