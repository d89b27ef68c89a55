"""How the reader client shares its children out, with children that are none."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import ClassVar

import pytest

from reviewer.domain.text import PageText
from reviewer.engines import client
from reviewer.engines.client import ReaderClient
from reviewer.errors import Cancelled
from reviewer.jobs import CancelToken
from reviewer.processes.memory import Pixels

PIXELS = Pixels("nowhere", 1, 1, 4)


class Held:
    """A child whose calls last until `go` is set."""

    made: ClassVar[list["Held"]] = []
    go = threading.Event()
    reached = threading.Semaphore(0)

    def __init__(self, *_, **__):
        self.calls = 0
        self.closed = False
        self.made.append(self)

    def call(self, name, body, answer, **_):
        self.calls += 1
        self.reached.release()
        assert self.go.wait(30)
        if self.closed:
            raise Cancelled
        return PageText(body.page, ())

    def kill(self):
        self.go.set()

    def close(self):
        self.closed = True


@pytest.fixture
def children(monkeypatch):
    monkeypatch.setattr(client, "Child", Held)
    monkeypatch.setattr(Held, "made", [])
    monkeypatch.setattr(Held, "go", threading.Event())
    monkeypatch.setattr(Held, "reached", threading.Semaphore(0))
    return Held.made


def test_as_many_pages_are_read_at_a_time_as_there_are_children(children):
    reader = ReaderClient(children=2)
    with ThreadPoolExecutor(3) as threads:
        reads = [threads.submit(reader.read, PIXELS, page) for page in range(3)]
        for _ in range(2):
            assert Held.reached.acquire(timeout=30)
        assert [child.calls for child in children] == [1, 1]
        Held.go.set()
        assert [read.result(30).page for read in reads] == [0, 1, 2]
    assert sum(child.calls for child in children) == 3


def test_one_page_after_another_stays_with_one_child(children):
    reader = ReaderClient(children=2)
    Held.go.set()
    for page in range(3):
        reader.read(PIXELS, page)
    assert sorted(child.calls for child in children) == [0, 3]


def test_who_waits_for_a_child_hears_that_it_was_cancelled(children):
    reader, token = ReaderClient(children=1), CancelToken()
    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(reader.read, PIXELS)
        assert Held.reached.acquire(timeout=30)
        second = threads.submit(reader.read, PIXELS, token=token)
        token.cancel()
        with pytest.raises(Cancelled):
            second.result(30)
        Held.go.set()
        assert first.result(30).page == 0


def test_closing_ends_those_that_wait_too(children):
    reader = ReaderClient(children=1)
    with ThreadPoolExecutor(2) as threads:
        reads = [threads.submit(reader.read, PIXELS) for _ in range(2)]
        assert Held.reached.acquire(timeout=30)
        children[0].closed = True
        reader.close()
        for read in reads:
            with pytest.raises(Cancelled):
                read.result(30)
