"""One request on one connection, read within its limits by h11, and one answer."""

import asyncio
from contextlib import suppress
from http import HTTPStatus

import h11

from reviewer.receiver import limits
from reviewer.receiver.checks import Headers

_CHUNK = 1 << 16


class Refused(Exception):
    """The request is answered with this status, without detail.

    Args:
        status: of HTTP.
        headers: besides the usual ones.
    """

    def __init__(self, status: int, *headers: tuple[str, str]) -> None:
        super().__init__(status)
        self.status = status
        self.headers = headers


class Gone(Exception):
    """The sender ended before its request did; there is nobody to answer."""


class Exchange:
    """Reads a request, its head first, and answers it. Trusts nothing: sizes are counted as they come.

    Args:
        reader, writer: of the connection.
    """

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self._connection = h11.Connection(h11.SERVER, max_incomplete_event_size=limits.HEADER_BYTES)
        self._answered = False
        self._ahead = 0
        """Bytes of the body that came with the head."""

    async def head(self) -> h11.Request:
        """The request line and the headers.

        Raises:
            Refused: they are wrong, or too long.
            Gone: there is no request.
        """
        seen = 0
        while (event := self._next()) is h11.NEED_DATA:
            if seen >= limits.HEADER_BYTES:
                raise Refused(431)
            data = await self._reader.read(limits.HEADER_BYTES - seen)
            seen += len(data)
            self._connection.receive_data(data)
        if not isinstance(event, h11.Request):
            raise Gone
        if event.http_version not in (b"1.0", b"1.1"):
            raise Refused(505)
        self._ahead = len(self._connection.trailing_data[0])
        return event

    async def body(self, headers: Headers) -> bytes:
        """The body, whole, of the request with these headers.

        Raises:
            Refused: it is too long, or framed wrongly.
            Gone: the sender ended before.
        """
        _check_framing(headers)
        body, seen = bytearray(), self._ahead
        while True:
            event = self._next()
            if event is h11.NEED_DATA:
                if self._connection.they_are_waiting_for_100_continue:
                    self._writer.write(self._connection.send(h11.InformationalResponse(status_code=100, headers=[])))
                data = await self._reader.read(_CHUNK)
                if not data:
                    raise Gone
                seen += len(data)
                self._connection.receive_data(data)
            elif isinstance(event, h11.Data):
                body += event.data
            elif isinstance(event, h11.EndOfMessage):
                return bytes(body)
            else:
                raise Gone
            if len(body) > limits.BODY_BYTES or seen > limits.BODY_BYTES + limits.FRAMING_BYTES:
                raise Refused(413)

    def answer(self, status: int, *headers: tuple[str, str]) -> None:
        """Send a status without a body, once; it says that the connection ends."""
        if self._answered:
            return
        self._answered = True
        fields = [("Content-Length", "0"), ("Connection", "close"), *headers]
        with suppress(h11.LocalProtocolError):  # the request was such that it has no answer
            phrase = HTTPStatus(status).phrase
            for event in (h11.Response(status_code=status, headers=fields, reason=phrase), h11.EndOfMessage()):
                self._writer.write(self._connection.send(event) or b"")

    async def linger(self) -> None:
        """Let the sender end: a connection that is closed with bytes unread is cut, and the answer with it."""
        with suppress(TimeoutError, OSError):
            if self._writer.can_write_eof():
                self._writer.write_eof()
            async with asyncio.timeout(limits.LINGER_SECONDS):
                while await self._reader.read(_CHUNK):
                    pass

    def _next(self) -> h11.Event | type[h11.NEED_DATA] | type[h11.PAUSED]:
        try:
            return self._connection.next_event()
        except h11.RemoteProtocolError as error:
            raise Refused(error.error_status_hint) from None


def _check_framing(headers: Headers) -> None:
    """The length must be clear, and not too long."""
    names = [name for name, _ in headers]
    if b"transfer-encoding" in names:
        if b"content-length" in names:  # two programs could read two different bodies
            raise Refused(400)
        return
    length = next((value for name, value in headers if name == b"content-length"), None)
    if length is None:
        raise Refused(411)
    if int(length) > limits.BODY_BYTES:
        raise Refused(413)
