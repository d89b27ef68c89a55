"""The connection of one call: any thread can cut it, and an answer that only trickles in ends."""

import socket
import ssl
from collections.abc import Iterable
from contextlib import suppress
from time import monotonic
from typing import Any

import httpcore  # comes with httpx, which goes through it
import httpx

from reviewer.jobs import CancelToken

_SLICE = 2.0
"""Seconds after which a connection that does not come about looks whether it is still wanted."""


class Wire(httpcore.NetworkBackend):
    """Makes the connections of one call.

    Args:
        token: of the job that calls; when it asks to stop, whatever is open is cut.
        seconds: how long a reply may take from its first byte wanted to its last; a service that sends a byte now and
            then would never run into the time-out of a single wait.
    """

    def __init__(self, token: CancelToken, seconds: float) -> None:
        self._token = token
        self._seconds = seconds
        self._network = httpcore.SyncBackend()
        self._sockets: list[socket.socket] = []
        self._until: float | None = None
        self._forget = token.on_cancel(self._cut)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        until = monotonic() + (self._seconds if timeout is None else timeout)
        while True:
            self._token.check()
            left = max(0.001, until - monotonic())
            try:
                stream = self._network.connect_tcp(host, port, min(left, _SLICE), local_address, socket_options)
            except httpcore.ConnectTimeout:
                if left <= _SLICE:
                    raise
                continue
            try:
                self._keep(stream)
            except BaseException:
                stream.close()  # nobody has got it yet
                raise
            return _Stream(stream, self)

    def forget(self) -> None:
        """The call is over."""
        self._forget()
        for each in self._sockets:
            each.close()

    def reading(self, timeout: float | None) -> float:
        """Seconds that the next wait for bytes may last."""
        now = monotonic()
        if self._until is None:
            self._until = now + self._seconds
        left = self._until - now
        if left <= 0:
            raise httpx.ReadTimeout("slow")
        return left if timeout is None else min(left, timeout)

    def writing(self) -> None:
        """Something is sent: the next reply has its own time."""
        self._until = None

    def _keep(self, stream: httpcore.NetworkStream) -> None:
        """Hold on to the connection itself: the socket object changes while TLS is agreed."""
        found = stream.get_extra_info("socket")
        if isinstance(found, socket.socket):
            self._sockets.append(found.dup())
        self._token.check()

    def _cut(self) -> None:
        for each in self._sockets:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)


class _Stream(httpcore.NetworkStream):
    """A connection that keeps to the time of its call."""

    def __init__(self, stream: httpcore.NetworkStream, wire: Wire) -> None:
        self._stream = stream
        self._wire = wire

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._wire.reading(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._wire.writing()
        self._stream.write(buffer, timeout)

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, timeout), self._wire)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
