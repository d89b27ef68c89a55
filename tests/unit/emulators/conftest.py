"""A service without a socket, its clock, and what polls it to its end."""

import asyncio
from contextlib import ExitStack

import httpx
import pytest

from canned import TYPES, CannedReader
from reviewer.emulators._emulator import emulate

POLLS = 20_000


class Clock:
    """Seconds that pass when told to."""

    def __init__(self):
        self.now = 1_000.0

    def __call__(self):
        return self.now


class Client:
    """A client that does not follow redirects, and its server; both live while a call lasts."""

    def __init__(self, emulator, clock):
        self.emulator = emulator
        self.clock = clock
        self._runner = asyncio.Runner()
        transport = httpx.ASGITransport(app=emulator.app)
        self._client = httpx.AsyncClient(transport=transport, base_url="http://emulator")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.emulator.tasks.close()
        self._runner.run(self._client.aclose())
        self._runner.close()

    def get(self, path, **arguments):
        return self.request("GET", path, **arguments)

    def post(self, path, **arguments):
        return self.request("POST", path, **arguments)

    def request(self, method, path, **arguments):
        return self._runner.run(self._client.request(method, path, **arguments))

    @property
    def journal(self):
        return self.emulator.journal

    def until(self, ask, is_done):
        """Ask until an answer is the one that is waited for."""
        for _ in range(POLLS):
            answer = ask()
            if is_done(answer):
                return answer
        raise AssertionError(f"the task does not end: {answer.status_code} {answer.text[:300]}")


@pytest.fixture
def play():
    """Makes a client of a service; arguments are those of `emulate`."""
    with ExitStack() as stack:

        def make(name, *pages, reader=None, stopped=False, **arguments):
            clock = Clock()
            if stopped:
                arguments["clock"] = clock
            emulator = emulate(name, reader or CannedReader(*pages), types=TYPES, **arguments)
            return stack.enter_context(Client(emulator, clock))

        yield make
