"""Listens, and puts what is proved to come from a service into the spool before it answers."""

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from reviewer.receiver import limits, spool
from reviewer.receiver.checks import Check
from reviewer.receiver.exchange import Exchange, Gone, Refused

PATH = "/callbacks/"
"""Followed by the provider."""

Tell = Callable[[str], None]
"""Called with a line for the log: ids, sizes and outcomes, never a body or a key."""

_RETRY_SECONDS = 30
_QUIET_SECONDS = 60.0
_GRACE_SECONDS = 2.0


class Receiver:
    """Takes callbacks for one spool. All in one thread: what is verified is written, synced and answered in turn.

    Args:
        inbox: the spool folder; it must be there.
        checks: the providers that are taken, and how they prove themselves.
        tell: gets lines for the log.
    """

    def __init__(self, inbox: Path, checks: Sequence[Check], tell: Tell) -> None:
        self._inbox = inbox
        self._checks = {f"{PATH}{check.provider}".encode(): check for check in checks}
        self._tell = tell
        self._refusals = Refusals(tell)
        self._open: dict[asyncio.Task[None], asyncio.StreamWriter] = {}
        self._places = asyncio.Semaphore(limits.CONNECTIONS)  # handed on in the order of asking

    async def run(
        self, host: str, port: int, stopped: asyncio.Event, listening: Callable[[tuple[str, ...]], None]
    ) -> None:
        """Listen until asked to stop; what was begun then has a moment to end.

        Args:
            host: where, a name or an address of this computer.
            port: where; 0 takes one that is free.
            stopped: set to end.
            listening: called once with the addresses.

        Raises:
            OSError: it cannot listen there.
        """
        server = await asyncio.start_server(self._accept, host, port, backlog=4 * limits.CONNECTIONS)
        try:
            listening(tuple(_address(*socket.getsockname()[:2]) for socket in server.sockets))
            await stopped.wait()
        finally:
            server.close()
            await self._settle(_GRACE_SECONDS)
            for writer in self._open.values():
                writer.transport.abort()
            await self._settle(_GRACE_SECONDS)
            self._refusals.flush()

    async def _settle(self, seconds: float) -> None:
        """Wait for what is open to end."""
        if self._open:
            await asyncio.wait(self._open, timeout=seconds)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """A connection: it waits for its place, is served, and ends."""
        task = asyncio.current_task()
        assert task is not None
        if len(self._open) >= limits.CONNECTIONS + limits.WAITING:
            self._refusals.count("too many")
            writer.transport.abort()
            return
        self._open[task] = writer
        exchange = Exchange(reader, writer)
        try:
            async with self._places:
                await self._serve(exchange)
        except Exception as error:  # never the text: it may hold what was sent
            self._tell(f"failed: {type(error).__name__}")
            exchange.answer(500)
        finally:
            self._open.pop(task)
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()

    async def _serve(self, exchange: Exchange) -> None:
        """One request, whatever it is, within the time for all of it."""
        try:
            async with asyncio.timeout(limits.REQUEST_SECONDS):
                await self._take(exchange)
        except TimeoutError:
            self._answer(exchange, Refused(408))
        except Refused as refused:
            self._answer(exchange, refused)
        except (Gone, ConnectionError):
            self._refusals.count("gone")
            return
        await exchange.linger()

    async def _take(self, exchange: Exchange) -> None:
        request = await exchange.head()
        check = self._checks.get(request.target.partition(b"?")[0])
        if check is None:
            raise Refused(404)
        if request.method != b"POST":
            raise Refused(405, ("Allow", "POST"))
        if not check.admits(request.headers):
            raise _unproved(check)
        body = await exchange.body(request.headers)
        if not check.verifies(request.headers, body):
            raise _unproved(check)
        self._keep(spool.received(check.provider, body))
        exchange.answer(200)

    def _keep(self, callback: spool.Callback) -> None:
        """Put it into the spool.

        Raises:
            Refused: the disk does not take it; the sender shall try again.
        """
        about = f"{callback.provider}: {len(callback.body)} bytes, {', '.join(callback.remote) or 'no id'}"
        try:
            spool.put(self._inbox, callback)
        except OSError as error:
            self._tell(f"{about}, not kept: {error.strerror or type(error).__name__}")
            raise Refused(503, _later()) from None
        self._tell(f"{about}, kept")

    def _answer(self, exchange: Exchange, refused: Refused) -> None:
        self._refusals.count(str(refused.status))
        exchange.answer(refused.status, *refused.headers)


class Refusals:
    """Tells how many requests were refused: the first at once, the others together, so that nobody fills the log.

    Args:
        tell: gets the lines.
        clock: in seconds.
    """

    def __init__(self, tell: Tell, clock: Callable[[], float] = time.monotonic) -> None:
        self._tell = tell
        self._clock = clock
        self._due = clock()
        self._counts: Counter[str] = Counter()

    def count(self, what: str) -> None:
        """One more, of a status or another word."""
        self._counts[what] += 1
        if self._clock() >= self._due:
            self.flush()

    def flush(self) -> None:
        """Tell what was counted."""
        if self._counts:
            self._tell("refused: " + ", ".join(f"{count} × {what}" for what, count in sorted(self._counts.items())))
            self._counts.clear()
            self._due = self._clock() + _QUIET_SECONDS


def _unproved(check: Check) -> Refused:
    return Refused(401, *((("WWW-Authenticate", check.challenge),) if check.challenge else ()))


def _later() -> tuple[str, str]:
    return "Retry-After", str(_RETRY_SECONDS)


def _address(host: str, port: int) -> str:
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"
