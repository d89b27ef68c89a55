"""Senders of callbacks, honest and other."""

import asyncio
import base64
import hashlib
import hmac
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from reviewer.receiver.checks import Mindee, Verihubs
from reviewer.receiver.server import Receiver
from reviewer.secret import Secret

KEY, USER, PASSWORD = "canary-key-5f1c", "canary-user", "canary:password-9d"
CHECKS = (Mindee(Secret(KEY)), Verihubs(Secret(USER), Secret(PASSWORD)))


def about(job: str, **more: Any) -> bytes:
    """A body as Mindee v1 sends it."""
    return json.dumps({"job": {"id": job}, "document": {"id": f"{job}-document"}, **more}).encode()


def signature(body: bytes, key: str = KEY) -> str:
    return hmac.new(key.encode(), body, hashlib.sha256).hexdigest()


def basic(user: str = USER, password: str = PASSWORD) -> str:
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


def request(path: str, body: bytes, headers: dict[str, str], method: str = "POST", version: str = "1.1") -> bytes:
    """A request as it crosses the network; `headers` win over the usual ones, an empty value leaves one out."""
    fields = {"Host": "127.0.0.1", "Content-Length": str(len(body)), **headers}
    lines = [f"{method} {path} HTTP/{version}", *(f"{name}: {value}" for name, value in fields.items() if value)]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


def mindee(body: bytes, key: str = KEY, **headers: str) -> bytes:
    return request("/callbacks/mindee", body, {"X-Mindee-Hmac-Signature": signature(body, key), **headers})


def verihubs(body: bytes, user: str = USER, password: str = PASSWORD, **headers: str) -> bytes:
    return request("/callbacks/verihubs", body, {"Authorization": basic(user, password), **headers})


def chunked(whole: bytes, size: int, extension: bytes = b"") -> bytes:
    """The same request with its body in chunks."""
    head, _, body = whole.partition(b"\r\n\r\n")
    lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"content-length")]
    parts = [body[start : start + size] for start in range(0, len(body), size)]
    coded = b"".join(b"%x%s\r\n%s\r\n" % (len(part), extension, part) for part in parts)
    return b"\r\n".join([*lines, b"Transfer-Encoding: chunked", b"", b""]) + coded + b"0\r\n\r\n"


class Memory:
    """A writer that keeps what is written; takes the place of a connection's."""

    def __init__(self) -> None:
        self.written = b""
        self.closed = False

    def write(self, data: bytes) -> None:
        self.written += data

    def can_write_eof(self) -> bool:
        return False

    def close(self) -> None:
        self.closed = True

    async def wait_closed(self) -> None:
        assert self.closed

    @property
    def status(self) -> int:
        """Of the answer; 0 for none."""
        *_, last = [b"", *self.written.split(b"HTTP/1.1 ")]
        return int(last[:3] or 0)


def given(receiver: Receiver, raw: bytes) -> Memory:
    """What a receiver does with the bytes of a connection, without one."""
    writer = Memory()

    async def accept() -> None:
        reader = asyncio.StreamReader()
        reader.feed_data(raw)
        reader.feed_eof()
        await receiver._accept(reader, writer)  # type: ignore[arg-type]

    asyncio.run(accept())
    return writer


def listening(inbox: Path, talk: Callable[[int], Awaitable[Any]], tell: Callable[[str], None] = lambda _: None) -> Any:
    """Run a receiver on a real socket, and meanwhile `talk` with its port. Returns what `talk` returns.

    When that is a task, it is waited for after the receiver has ended.
    """

    async def both() -> Any:
        stopped, heard = asyncio.Event(), asyncio.get_running_loop().create_future()
        receiver = Receiver(inbox, CHECKS, tell)
        running = asyncio.create_task(receiver.run("127.0.0.1", 0, stopped, heard.set_result))
        (address,) = await heard
        try:
            found = await talk(int(address.rpartition(":")[2]))
        finally:
            stopped.set()
            await running
        return await found if isinstance(found, asyncio.Task) else found

    return asyncio.run(both())


async def sent(port: int, raw: bytes, *, ends: bool = False) -> bytes:
    """Send bytes and read the answer until the receiver ends."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(raw)
        if ends:
            writer.write_eof()
        return await reader.read()
    finally:
        writer.close()


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])
