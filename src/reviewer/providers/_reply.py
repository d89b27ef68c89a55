"""What a service replied, read without trust."""

import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import UTC
from email.utils import parsedate_to_datetime
from time import time
from typing import Any

import httpx

from reviewer.errors import ProviderError
from reviewer.providers._json import parsed

ANSWER_BYTES = 20_000_000
"""Decoded; a larger answer is none."""
LONGEST_WAIT = 3_600.0
"""A service may ask to wait longer; nobody is asked to believe it."""
_PART = 65_536


class Reply:
    """What came back.

    Attributes:
        status: of HTTP.
        headers: of the last reply.
        body: decoded bytes.
        path: of the last reply, after redirects.
    """

    def __init__(self, status: int, headers: Mapping[str, str], body: bytes, path: str) -> None:
        self.status = status
        self.headers = headers
        self.body = body
        self.path = path

    @property
    def json(self) -> Any:
        """The body as plain JSON values.

        Raises:
            ProviderError: it is no JSON.
        """
        return parsed(self.body)

    @property
    def any_json(self) -> Any:
        """The body as plain JSON values, None when it is none: for bodies of errors."""
        with suppress(ProviderError):
            return parsed(self.body)
        return None

    @property
    def after(self) -> float | None:
        """Seconds of `Retry-After`, None without it."""
        return _after(self.headers.get("retry-after", ""))


class TooLarge(Exception):
    """More bytes than an answer may have."""


def whole_body(response: httpx.Response) -> bytes:
    """Read and unpack everything that comes.

    Raises:
        TooLarge: it is more than an answer may have.
        httpx.HTTPError: it broke off, or cannot be unpacked.
    """
    body = bytearray()
    for part in _unpacked(response):
        body += part
        if len(body) > ANSWER_BYTES:
            raise TooLarge
    return bytes(body)


def _unpacked(response: httpx.Response) -> Iterator[bytes]:
    """The body in small parts. Not httpx' own: it unpacks what it is told, as often as it is told, all at once."""
    if response.is_stream_consumed:  # a transport of a test gave it whole
        yield response.content
        return
    packed = response.headers.get("content-encoding", "").strip().lower()
    if packed in ("", "identity"):
        yield from response.iter_raw(_PART)
    elif packed in ("gzip", "x-gzip", "deflate"):
        yield from _inflated(response.iter_raw())
    else:
        raise httpx.DecodingError("another packing than was asked for")


def _inflated(parts: Iterator[bytes]) -> Iterator[bytes]:
    packed = zlib.decompressobj(zlib.MAX_WBITS | 32)  # with the header of gzip or of zlib
    came = False
    for part in parts:
        came = more = True
        while more and not packed.eof:
            try:
                found = packed.decompress(part, _PART)
            except zlib.error:
                raise httpx.DecodingError("damaged") from None
            yield found
            part = packed.unconsumed_tail
            more = bool(part) or len(found) == _PART
    if came and not packed.eof:
        raise httpx.DecodingError("cut off")


def _after(value: str) -> float | None:
    """Seconds of a `Retry-After` header: a number, or a date."""
    seconds: float | None = None
    with suppress(ValueError):
        seconds = float(value)
    if seconds is None:
        with suppress(ValueError, TypeError, OverflowError):
            date = parsedate_to_datetime(value)
            seconds = (date if date.tzinfo else date.replace(tzinfo=UTC)).timestamp() - time()
    if seconds is None or seconds != seconds:
        return None
    return min(LONGEST_WAIT, max(0.0, seconds))
