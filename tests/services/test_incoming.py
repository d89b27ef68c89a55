"""Files that `reviewer add` hands over to the owner of a workspace."""

import os
import time

import pytest

from fakes import FakeFile, receipt
from reviewer.errors import PasswordNeeded, StoreError, UnreadableFile
from reviewer.jobs import CancelToken, silent
from reviewer.services.incoming import hand_over, handed_over
from reviewer.store import queue


def apply(bench):
    job = bench.desk.arrivals.incoming(bench.tools.pages, lambda _: None)
    return job(CancelToken(), silent)


def names(bench):
    with bench.desk.workspace.read() as connection:
        return [row.name for row in queue.listed(connection)]


@pytest.fixture
def incoming(bench):
    return bench.desk.workspace.incoming


def test_what_is_handed_over_is_taken_in_once_in_its_order(bench, incoming, tmp_path):
    hand_over(receipt(tmp_path / "b.png", "1.00"), incoming)
    hand_over(receipt(tmp_path / "a.png", "2.00"), incoming)

    assert [taken.document.name for taken in apply(bench)] == ["b.png", "a.png"]

    assert list(incoming.iterdir()) == []
    assert apply(bench) == ()
    assert names(bench) == ["b.png", "a.png"]


def test_a_crash_before_it_was_removed_makes_no_second_document(bench, incoming, tmp_path):
    path = hand_over(receipt(tmp_path / "a.png"), incoming)
    bench.take(path)

    (taken,) = apply(bench)

    assert taken.known
    assert list(incoming.iterdir()) == []
    assert names(bench) == ["a.png"]


def test_any_name_comes_over(bench, incoming, tmp_path):
    odd = os.fsdecode(b"\xff\xfe 1\n.png")

    assert hand_over(receipt(tmp_path / odd), incoming).name == odd

    assert names(bench) == []
    apply(bench)
    assert names(bench) == ["?? 1\n.png"]


def test_what_cannot_be_used_is_told_once(bench, incoming, tmp_path):
    hand_over(FakeFile(damaged="This PDF is damaged.").write(tmp_path / "a.pdf"), incoming)

    assert apply(bench)[0].error.text == "This PDF is damaged."
    assert apply(bench) == ()


def test_what_needs_a_password_waits_for_it(bench, incoming, tmp_path):
    hand_over(FakeFile(password="sesame").write(tmp_path / "a.pdf"), incoming)
    assert isinstance(apply(bench)[0].error, PasswordNeeded)

    bench.desk.passwords.offer("sesame")

    assert apply(bench)[0].error is None
    assert list(incoming.iterdir()) == []


def test_what_is_not_whole_is_left_alone_until_it_is_old(bench, incoming):
    unfinished = incoming / "0-0.part"
    unfinished.mkdir()
    (unfinished / "a.png").write_bytes(b"half")
    assert list(handed_over(incoming)) == []

    apply(bench)
    assert unfinished.exists()

    long_ago = time.time() - 7 * 24 * 3600
    os.utime(unfinished, (long_ago, long_ago))
    apply(bench)
    assert not unfinished.exists()


def test_a_file_that_is_gone_is_told(incoming, tmp_path):
    with pytest.raises(UnreadableFile):
        hand_over(tmp_path / "gone.png", incoming)

    assert list(incoming.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_bytes(b"")

    with pytest.raises(StoreError):
        hand_over(receipt(tmp_path / "a.png"), blocked / "incoming")


def test_what_waits_for_its_password_is_left_alone(bench, incoming, tmp_path):
    first = hand_over(receipt(tmp_path / "a.png", "1.00"), incoming)
    hand_over(receipt(tmp_path / "b.png", "2.00"), incoming)

    job = bench.desk.arrivals.incoming(bench.tools.pages, lambda _: None, frozenset({first}))
    assert [taken.document.name for taken in job(CancelToken(), silent)] == ["b.png"]

    assert first.exists()
