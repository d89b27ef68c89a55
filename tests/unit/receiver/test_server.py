"""The receiver on a real socket: time, number of connections, end."""

import asyncio
from contextlib import suppress

import pytest

from callbacks import about, chunked, listening, mindee, sent, status, verihubs
from reviewer.receiver import limits, spool
from reviewer.receiver.server import Refusals

SIGNED = mindee(about("j"))


@pytest.fixture
def short(monkeypatch):
    """Nobody waits for long."""
    monkeypatch.setattr(limits, "REQUEST_SECONDS", 0.2)
    monkeypatch.setattr(limits, "LINGER_SECONDS", 0.2)


def test_a_request_in_pieces_is_one_request(tmp_path):
    async def talk(port):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for start in range(0, len(SIGNED), 11):
            writer.write(SIGNED[start : start + 11])
            await writer.drain()
        answer = await reader.read()
        writer.close()
        return answer

    assert status(listening(tmp_path, talk)) == 200
    assert len(spool.waiting(tmp_path)) == 1


@pytest.mark.parametrize("begun", [b"", SIGNED[:30], SIGNED[:-1], chunked(SIGNED, 5)[:-5]])
def test_who_is_slow_is_cut_off(tmp_path, short, begun):
    """The sender never ends; the receiver does."""

    async def talk(port):
        return await sent(port, begun)

    assert status(listening(tmp_path, talk)) == 408
    assert list(tmp_path.iterdir()) == []


def test_who_never_ends_after_the_answer_is_cut_off(tmp_path, short):
    async def talk(port):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(SIGNED)
        answer = await reader.read()
        while True:  # writes on until the connection is cut
            try:
                writer.write(b"x" * 1000)
                await writer.drain()
            except ConnectionError:
                return answer

    assert status(listening(tmp_path, talk)) == 200


def test_one_request_a_connection(tmp_path):
    async def talk(port):
        return await sent(port, SIGNED + mindee(about("k")))

    answer = listening(tmp_path, talk)

    assert answer.count(b"HTTP/1.1") == 1
    assert b"Connection: close" in answer
    assert len(spool.waiting(tmp_path)) == 1


def test_a_large_body_that_is_refused_still_hears_why(tmp_path):
    async def talk(port):
        return await sent(port, verihubs(b"x" * (3 << 20), password="wrong"))

    assert status(listening(tmp_path, talk)) == 401


@pytest.fixture
def few(monkeypatch):
    """A receiver with two places, and room for three to wait."""
    monkeypatch.setattr(limits, "CONNECTIONS", 2)
    monkeypatch.setattr(limits, "WAITING", 3)


async def opened(port, count):
    return [await asyncio.open_connection("127.0.0.1", port) for _ in range(count)]


def test_who_finds_all_places_taken_waits_for_one(tmp_path, few):
    async def talk(port):
        idle = await opened(port, 2)
        waiting = asyncio.create_task(sent(port, SIGNED))
        done, _ = await asyncio.wait({waiting}, timeout=0.2)
        for _, writer in idle:
            writer.close()
        return done, await waiting

    done, answer = listening(tmp_path, talk)

    assert not done
    assert status(answer) == 200


def test_slow_senders_cannot_keep_the_places(tmp_path, few, short):
    async def talk(port):
        slow = await opened(port, 4)
        answer = await sent(port, SIGNED)
        for _, writer in slow:
            writer.close()
        return answer

    assert status(listening(tmp_path, talk)) == 200


def test_too_many_are_cut_off(tmp_path, few):
    told = []

    async def talk(port):
        within = await opened(port, 5)
        try:
            cut = await sent(port, SIGNED)
        except ConnectionError:
            cut = b""
        for _, writer in within:
            writer.close()
        return cut, await sent(port, SIGNED)

    cut, answer = listening(tmp_path, talk, told.append)

    assert cut == b""
    assert status(answer) == 200
    assert told[0] == "refused: 1 × too many"


def test_it_ends_while_somebody_is_connected(tmp_path, monkeypatch):
    monkeypatch.setattr("reviewer.receiver.server._GRACE_SECONDS", 0.1)

    async def talk(port):
        ((reader, writer),) = await opened(port, 1)

        async def rest():
            with suppress(ConnectionError):
                assert await reader.read() == b""
            writer.close()

        return asyncio.create_task(rest())

    assert listening(tmp_path, talk) is None


def test_many_at_a_time_are_each_kept(tmp_path):
    bodies = [about(f"j{number}") for number in range(40)]

    async def one(port, body, gate):
        async with gate:
            return status(await sent(port, mindee(body)))

    async def talk(port):
        gate = asyncio.Semaphore(8)
        return await asyncio.gather(*(one(port, body, gate) for body in bodies))

    assert listening(tmp_path, talk) == [200] * 40
    assert sorted(spool.read(path).body for path in spool.waiting(tmp_path)) == sorted(bodies)


def test_refusals_are_told_together():
    told, clock = [], [0.0]
    refusals = Refusals(told.append, lambda: clock[0])

    for _ in range(1000):
        refusals.count("401")
    refusals.count("404")
    assert told == ["refused: 1 × 401"]

    clock[0] = 61.0
    refusals.count("401")
    refusals.flush()
    assert told == ["refused: 1 × 401", "refused: 1000 × 401, 1 × 404"]
