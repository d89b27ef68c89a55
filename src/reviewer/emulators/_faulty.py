"""Between the socket and a service: notes every request, and does to it what the faults say."""

import asyncio
import contextlib
import random
import zlib
from collections.abc import Awaitable, Callable, Iterator
from typing import Protocol

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from reviewer.emulators._faults import Fault, Faults
from reviewer.emulators._journal import Journal, Request

TRANSPORT = "transport"
"""Where the server keeps the connection's transport in the scope's state, so that it can be cut."""

_CHUNK = 65_536
_DEPTH = 100_000
_GZIP = 31  # of zlib
_TYPES = (
    b'{"document":[1,2],"job":"done","items":{"a":null},"detail":5,"inference":[],"data":"x","results":7,'
    b'"document_pages":"no","taskStatus":{"a":1},"task_id":[],"api_request":3}'
)
_HTML = b"<!DOCTYPE html><html><body><h1>502 Bad Gateway</h1></body></html>"


class ConnectionCut(ConnectionAbortedError):
    """The connection was cut on demand; seen only where there is no socket."""


class Refusing(Protocol):
    """What a service must know for faults."""

    def kind(self, method: str, path: str) -> str: ...

    def refuse(self, status: int, *, path: str = "") -> Response: ...


class Faulty:
    """An ASGI application around another one.

    Args:
        app: the service.
        faults: choose.
        journal: is told of each request.
        service: says what a request is for, and has its own answers with an error status.
    """

    def __init__(
        self,
        app: ASGIApp,
        faults: Faults,
        journal: Journal,
        service: Refusing,
    ) -> None:
        self._app = app
        self._faults = faults
        self._journal = journal
        self._service = service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith("/_emulator"):
            await self._app(scope, receive, send)
            return
        kind = self._service.kind(scope["method"], scope["path"])
        entry = self._journal.request(scope["method"], scope["path"], kind)
        fault = self._faults.of_request(kind)

        async def noted(message: Message) -> None:
            if message["type"] == "http.response.start":
                entry.status = message["status"]
            await send(message)

        if fault is None:
            await self._app(scope, receive, noted)
        else:
            entry.fault = fault.what
            await self._happen(fault, entry, scope, receive, noted)

    async def _happen(self, fault: Fault, entry: Request, scope: Scope, receive: Receive, send: Send) -> None:
        if fault.what == "cut-request":
            await _received(receive, round(self._faults.between(fault.low, fault.high)))
            _cut(scope)
        elif fault.status:
            await self._refused(fault, scope, receive, send)
        elif fault.what == "slow":
            answer = await _answered(self._app, scope, receive)
            await asyncio.sleep(self._faults.between(fault.low, fault.high))
            await _replay(answer, send)
        elif fault.what == "cut":
            answer = await _answered(self._app, scope, receive)
            await _cut_short(answer, round(self._faults.between(fault.low, fault.high)), scope, send)
        else:
            await _answered(self._app, scope, receive)
            await (_huge(fault, send) if fault.what == "huge" else _garbage(fault.value, scope, receive, send))

    async def _refused(self, fault: Fault, scope: Scope, receive: Receive, send: Send) -> None:
        if fault.accepted:
            await _answered(self._app, scope, receive)
        else:
            await _received(receive)  # a server that answers before it has read all cuts the connection
        answer = self._service.refuse(fault.status, path=scope["path"])
        if fault.retry_after is not None:
            answer.headers["Retry-After"] = f"{fault.retry_after:g}"
        await answer(scope, receive, send)


async def _received(receive: Receive, most: int | None = None) -> None:
    """Read the request's body, or its first bytes."""
    count = 0
    while most is None or count < most:
        message = await receive()
        count += len(message.get("body", b""))
        if message["type"] == "http.disconnect" or not message.get("more_body"):
            return


async def _answered(app: ASGIApp, scope: Scope, receive: Receive) -> list[Message]:
    """Let the service carry the request out, and keep its answer."""
    messages: list[Message] = []

    async def keep(message: Message) -> None:
        messages.append(message)

    await app(scope, receive, keep)
    return messages


async def _replay(messages: list[Message], send: Send) -> None:
    for message in messages:
        await send(message)


def _cut(scope: Scope) -> None:
    """End the connection without another byte."""
    transport = scope.get("state", {}).get(TRANSPORT)
    if transport is None:
        raise ConnectionCut("cut on demand")
    transport.abort()


async def _cut_short(messages: list[Message], count: int, scope: Scope, send: Send) -> None:
    body = b"".join(message.get("body", b"") for message in messages)
    if count <= 0 or not body:
        _cut(scope)
        return
    start = messages[0]
    await send(start)
    if count >= len(body):
        await send({"type": "http.response.body", "body": body})
        return
    await send({"type": "http.response.body", "body": body[:count], "more_body": True})
    transport = scope.get("state", {}).get(TRANSPORT)
    if transport is None:
        raise ConnectionCut("cut on demand")
    transport.close()  # what was written is still sent


async def _huge(fault: Fault, send: Send) -> None:
    """So many bytes of valid JSON."""
    headers = [(b"content-type", b"application/json")]
    if fault.packed:
        headers.append((b"content-encoding", b"gzip"))
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    with contextlib.suppress(ConnectionError):
        for chunk in _packed(round(fault.low)) if fault.packed else _padding(round(fault.low)):
            await send({"type": "http.response.body", "body": chunk, "more_body": True})
        await send({"type": "http.response.body", "body": b""})


def _padding(size: int) -> Iterator[bytes]:
    yield b'{"padding":"'
    for at in range(0, size, _CHUNK):
        yield b"x" * min(_CHUNK, size - at)
    yield b'"}'


def _packed(size: int) -> Iterator[bytes]:
    """The same with gzip, as one stream: few clients read more than one."""
    packer = zlib.compressobj(wbits=_GZIP)
    for chunk in _padding(size):
        yield packer.compress(chunk)
    yield packer.flush()


async def _garbage(which: str, scope: Scope, receive: Receive, send: Send) -> None:
    bodies: dict[str, Callable[[], bytes]] = {
        "bytes": lambda: random.randbytes(2_000),
        "html": lambda: _HTML,
        "empty": lambda: b"",
        "deep": lambda: b'{"a":' * _DEPTH + b"1" + b"}" * _DEPTH,
        "types": lambda: _TYPES,
        "half": lambda: b'{"job": {"id": "',
    }
    media_type = "text/html" if which == "html" else "application/json"
    answer: Callable[[Scope, Receive, Send], Awaitable[None]] = Response(bodies[which](), media_type=media_type)
    await answer(scope, receive, send)
