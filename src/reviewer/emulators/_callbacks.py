"""Sends callbacks: each once, or several times and out of order when the faults say so."""

import asyncio
from dataclasses import dataclass, field

import httpx

from reviewer.emulators._faults import Faults
from reviewer.emulators._journal import Journal

SECONDS = 10.0
"""How long a receiver may take to answer."""


@dataclass(frozen=True)
class CallbackOptions:
    """How callbacks are sent.

    Attributes:
        url: where to, for services where that is set in the account (Mindee).
        secret: signs them (Mindee).
        user, password: HTTP Basic (Verihubs).
        allow_http: also to http:// on this computer.
    """

    url: str = ""
    secret: str = "emulated-webhook-secret"
    user: str = "callback"
    password: str = "emulated-callback-password"
    allow_http: bool = False


@dataclass
class Callbacks:
    """Sends what is ready. To be used in the server's event loop.

    Attributes:
        options: how.
        faults: how often, and how late.
        journal: is told of each.
    """

    options: CallbackOptions
    faults: Faults
    journal: Journal
    _open: set["asyncio.Task[None]"] = field(default_factory=set)
    _client: httpx.AsyncClient | None = None

    def send(self, task: str, url: str, body: bytes, headers: dict[str, str]) -> None:
        """Send a callback, without waiting for it.

        Args:
            task: whose it is.
            url: where to.
            body: JSON.
            headers: what proves where it comes from.
        """
        times, late = self.faults.of_callback()
        for _ in range(times):
            sending = asyncio.create_task(self._send(task, url, body, headers, self.faults.between(0.0, late)))
            self._open.add(sending)
            sending.add_done_callback(self._open.discard)

    async def sent(self) -> None:
        """Wait until all that was to be sent is sent."""
        while self._open:
            await asyncio.wait(self._open)

    async def close(self) -> None:
        """Stop sending."""
        for sending in tuple(self._open):
            sending.cancel()
        if self._client is not None:
            await self._client.aclose()

    async def _send(self, task: str, url: str, body: bytes, headers: dict[str, str], late: float) -> None:
        await asyncio.sleep(late)
        if self._client is None:  # one for all: it reads the certificates of the system
            self._client = httpx.AsyncClient(timeout=SECONDS, trust_env=False)
        try:
            answer = await self._client.post(url, content=body, headers={"Content-Type": "application/json", **headers})
            self.journal.callback(task, url, answer.status_code)
        except httpx.HTTPError:
            self.journal.callback(task, url, 0)
