"""A real socket for a service: for commands in the foreground, for tests and benchmarks in a thread."""

import asyncio
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from reviewer.emulators._faulty import TRANSPORT

_LARGEST_HEAD = 65_536


class _Connection(H11Protocol):
    """Lets the service see its transport, so that it can be cut."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as in uvicorn
        self.app_state = {**self.app_state, TRANSPORT: transport}
        super().connection_made(transport)


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes a free one.

    Raises:
        OSError: there is none to be had.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(512)
    except OSError:
        listener.close()
        raise
    return listener


def address(listener: socket.socket) -> str:
    """The base URL of a socket."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


class _Server(uvicorn.Server):
    """Tells when it closes, so that what still works for it can be stopped before it is waited for."""

    closing: Callable[[], None] | None = None

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        if self.closing is not None:
            self.closing()
        await super().shutdown(sockets)


def server_of(app: ASGIApp, closing: Callable[[], None] | None = None) -> uvicorn.Server:
    """What serves an application; quiet, since a request's address may hold a key.

    Args:
        app: a service.
        closing: called when the server begins to close.
    """
    server = _Server(
        uvicorn.Config(
            app,
            http=_Connection,
            ws="none",
            lifespan="on",
            loop="asyncio",
            log_config=None,
            log_level="critical",
            access_log=False,
            proxy_headers=False,
            server_header=False,
            h11_max_incomplete_event_size=_LARGEST_HEAD,
            timeout_graceful_shutdown=1,
        )
    )
    server.closing = closing
    return server


@contextmanager
def serving(
    app: ASGIApp, host: str = "127.0.0.1", port: int = 0, closing: Callable[[], None] | None = None
) -> Iterator[str]:
    """Serve an application in a thread. Yields its base URL; see `server_of` for `closing`."""
    listener = listen(host, port)
    server = server_of(app, closing)
    thread = threading.Thread(target=lambda: server.run(sockets=[listener]), name="emulator", daemon=True)
    thread.start()
    try:
        yield address(listener)  # it listens already: who asks before the server runs, waits
    finally:
        server.should_exit = True
        thread.join()
        listener.close()
