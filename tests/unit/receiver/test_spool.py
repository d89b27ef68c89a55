"""Files of the spool: whole or not there."""

import errno
import os
import stat
import time

import msgspec
import pytest

from callbacks import about
from reviewer.errors import UnreadableFile
from reviewer.receiver import limits, spool


@pytest.fixture
def inbox(tmp_path):
    folder = tmp_path / "inbox"
    folder.mkdir(mode=0o700)
    return folder


def put(inbox, body, provider="mindee"):
    return spool.put(inbox, spool.received(provider, body))


def test_a_callback_comes_out_as_it_went_in(inbox):
    body = about("j") + b"\xff\x00"

    path = put(inbox, body)

    callback = spool.read(path)
    assert (callback.provider, callback.body, callback.remote) == ("mindee", body, ())  # that was no JSON
    assert spool.read(put(inbox, about("j"))).remote == ("j", "j-document")
    assert callback.received_at.endswith("Z")
    if os.name != "nt":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_same_body_is_the_same_file(inbox):
    first = put(inbox, about("j"))
    content = first.read_bytes()

    assert put(inbox, about("j")) == first
    assert put(inbox, about("j") + b"\r\n") == first
    assert first.read_bytes() == content
    assert spool.waiting(inbox) == (first,)
    assert put(inbox, about("j"), "verihubs") != first


def test_the_oldest_is_first(inbox):
    paths = [put(inbox, about(f"j{number}")) for number in range(4)]
    for age, path in enumerate(paths):
        os.utime(path, ns=(0, 10**18 - age))

    assert spool.waiting(inbox) == tuple(reversed(paths))


@pytest.mark.parametrize("failing", ["fsync", "replace"])
def test_what_cannot_be_written_leaves_nothing(inbox, monkeypatch, failing):
    def fail(*_arguments):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os if failing == "fsync" else spool.Path, failing, fail)

    with pytest.raises(OSError, match="No space"):
        put(inbox, about("j"))
    assert list(inbox.iterdir()) == []


def test_the_folder_is_synced_before_it_returns_even_for_a_copy(inbox, monkeypatch):
    synced = []
    monkeypatch.setattr(spool, "sync_folder", lambda folder: synced.append((folder, len(spool.waiting(folder)))))

    put(inbox, about("j"))
    put(inbox, about("j"))

    assert synced == [(inbox, 1), (inbox, 1)]


def test_only_whole_files_wait(inbox, tmp_path):
    (inbox / ".x.part").write_bytes(b"half")
    (inbox / "y.part").write_bytes(b"half")
    (inbox / "refused").mkdir()
    path = put(inbox, about("j"))

    assert spool.waiting(inbox) == (path,)
    assert spool.waiting(tmp_path / "gone") == ()


def broken(**changes):
    callback = spool.received("mindee", about("j"))
    return msgspec.json.encode({**msgspec.to_builtins(callback), **changes})


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"\xff",
        broken().replace(b"mindee", b"\xff"),
        b"[" * 100_000,
        broken(form=2),
        broken(provider="other"),
        broken(provider="../../x"),
        broken(body="e30="),
        broken(body_hash="0" * 64),
        broken(remote="j"),
        broken()[:-10],
        b" " * (2 * limits.BODY_BYTES + 1),
    ],
)
def test_what_is_no_callback_is_put_aside(inbox, content):
    path = inbox / "a.json"
    path.write_bytes(content)

    with pytest.raises(UnreadableFile):
        spool.read(path)

    aside = spool.refuse(path)
    assert aside == inbox / "refused" / "a.json"
    assert aside.read_bytes() == content
    assert spool.waiting(inbox) == ()


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_a_link_is_not_followed(inbox, tmp_path):
    real = put(inbox, about("j"))
    outside = real.rename(tmp_path / "outside.json")
    link = inbox / "a.json"
    link.symlink_to(outside)

    with pytest.raises(UnreadableFile):
        spool.read(link)
    spool.refuse(link)
    assert outside.exists()


def test_what_was_never_whole_goes_when_it_is_old(inbox):
    old, new = inbox / ".old.part", inbox / ".new.part"
    for path in (old, new):
        path.write_bytes(b"half")
    long_ago = time.time() - 7 * 24 * 3600
    os.utime(old, (long_ago, long_ago))

    spool.tidy(inbox)

    assert list(inbox.iterdir()) == [new]
