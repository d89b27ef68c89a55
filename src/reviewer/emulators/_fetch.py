"""Fetches a file that a request names by its URL: from this computer only."""

import ipaddress
from urllib.parse import urlsplit

import httpx

LARGEST = 100_000_000
SECONDS = 10.0


class NotFetched(Exception):
    """There is no such file, or it is not on this computer."""


def is_here(url: str) -> bool:
    """Whether a URL names this computer."""
    try:
        host = urlsplit(url).hostname or ""
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


async def fetched(url: str) -> bytes:
    """The bytes behind a URL.

    Raises:
        NotFetched: it is elsewhere, too large, or not there.
    """
    if not is_here(url):
        raise NotFetched("an emulator fetches nothing from other computers")
    content = bytearray()
    try:
        async with (
            httpx.AsyncClient(timeout=SECONDS, trust_env=False) as client,
            client.stream("GET", url) as response,
        ):
            if response.status_code != 200:
                raise NotFetched(f"status {response.status_code}")
            async for chunk in response.aiter_bytes():
                content += chunk
                if len(content) > LARGEST:
                    raise NotFetched("too large")
    except (httpx.HTTPError, httpx.InvalidURL):
        raise NotFetched("not reachable") from None
    return bytes(content)
