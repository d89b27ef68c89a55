"""Callbacks under fire: copies in disorder over two receivers that are killed meanwhile, and forgeries.

Each receiver is a process of its own on a real socket; the owner of the workspace applies while callbacks arrive.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import http.client
import itertools
import json
import random
import subprocess
import sys
import threading
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import NamedTuple

from _documents import desk_of, document_of
from sqlalchemy import Connection

from reviewer.domain.recognition import RecognitionTask, TaskState
from reviewer.jobs import CancelToken, silent
from reviewer.providers.base import Ticket
from reviewer.receiver import spool
from reviewer.services.callbacks import CallbackJob
from reviewer.services.desk import Desk
from reviewer.services.remote.errand import Errand, kept
from reviewer.store import documents, tasks

KEY, USER, PASSWORD = "canary-key-77aa", "canary-user-77aa", "canary-password-77aa"
SENDERS = 8
PAUSE = 0.02
SEED = 20261129


class Sent(NamedTuple):
    """One request."""

    path: str
    body: bytes
    headers: dict[str, str]


@dataclass(frozen=True)
class Copies:
    """What became of copies.

    Attributes:
        callbacks: different ones that were sent.
        requests: that were answered with 2xx.
        repeats: that were sent again because no 2xx came.
        kills: of receivers meanwhile.
        effects: hints at tasks.
        hinted: tasks that were hinted at.
        seconds: all together.
    """

    callbacks: int
    requests: int
    repeats: int
    kills: int
    effects: int
    hinted: int
    seconds: float


@dataclass(frozen=True)
class Forgeries:
    """What became of forgeries.

    Attributes:
        requests: that were sent.
        answers: how many by status, as text.
        files: in the inbox afterwards.
        leaks: secrets found in what the receiver wrote.
        seconds: all together.
    """

    requests: int
    answers: dict[str, int]
    files: int
    leaks: int
    seconds: float


def copies(folder: Path, count: int = 200, each: int = 10, kills: int = 4) -> Copies:
    """Send so many callbacks so many times each, shuffled, over two receivers, of which one is killed now and then.

    Args:
        folder: empty; gets the workspace.
        count: callbacks, each of a task of its own; half of them of Mindee, half of Verihubs.
        each: copies of each.
        kills: how often a receiver is killed and started again.
    """
    begun, chance = monotonic(), random.Random(SEED)
    secrets = _credentials(folder)
    hinted: list[str] = []
    with desk_of(folder / "workspace") as desk:
        remote = [str(uuid.UUID(int=chance.getrandbits(128), version=4)) for _ in range(count)]
        _submitted(desk, remote)
        requests = [_honest(job, number) for number, job in enumerate(remote)] * each
        chance.shuffle(requests)
        with _Pair(desk.workspace.folder, secrets, folder / "log") as pair, ThreadPoolExecutor(SENDERS) as senders:
            marks = {len(requests) * (place + 1) // (kills + 1) for place in range(kills)}
            sending = [
                senders.submit(pair.send_until_taken, request, kill=number in marks)
                for number, request in enumerate(requests)
            ]
            while wait(sending, timeout=PAUSE).not_done:
                CallbackJob(desk.workspace, hinted.append)(CancelToken(), silent)
            tries = [future.result() for future in sending]
        CallbackJob(desk.workspace, hinted.append)(CancelToken(), silent)
    return Copies(
        count, len(tries), sum(tries) - len(tries), pair.kills, len(hinted), len(set(hinted)), monotonic() - begun
    )


def forged(folder: Path, count: int = 10_000) -> Forgeries:
    """Send so many forged callbacks, of all kinds in turn, to one receiver.

    Args:
        folder: empty; gets the workspace.
        count: how many.
    """
    begun, chance = monotonic(), random.Random(SEED)
    secrets = _credentials(folder)
    with desk_of(folder / "workspace"):
        pass
    made = list(itertools.islice(_forgeries(chance), count))
    log = folder / "log"
    process, port = _started(folder / "workspace", secrets, log)
    try:
        with ThreadPoolExecutor(SENDERS) as senders:
            answers = Counter(str(status) for status in senders.map(lambda request: _status(port, request), made))
    finally:
        process.terminate()
        process.wait()
    inbox = folder / "workspace" / spool.FOLDER
    leaks = sum(secret.encode() in log.read_bytes() for secret in (KEY, USER, PASSWORD))
    return Forgeries(count, dict(answers), len(list(inbox.iterdir())), leaks, monotonic() - begun)


# Senders


def _honest(job: str, number: int) -> Sent:
    body = json.dumps({"job": {"id": job}, "document": {"id": f"d-{job}"}} if number % 2 else {"reference_id": job})
    return _signed(body.encode()) if number % 2 else _authorized(body.encode())


def _signed(body: bytes, key: str = KEY) -> Sent:
    signature = hmac.new(key.encode(), body, hashlib.sha256).hexdigest()
    return Sent("/callbacks/mindee", body, {"X-Mindee-Hmac-Signature": signature})


def _authorized(body: bytes, user: str = USER, password: str = PASSWORD) -> Sent:
    coded = base64.b64encode(f"{user}:{password}".encode()).decode()
    return Sent("/callbacks/verihubs", body, {"Authorization": f"Basic {coded}"})


def _forgeries(chance: random.Random) -> Iterator[Sent]:
    """Without end: each kind in turn, each with a body of its own."""
    for number in itertools.count():
        body = json.dumps({"job": {"id": f"j-{number}"}, "reference_id": f"j-{number}"}).encode()
        yield _KINDS[number % len(_KINDS)](body, chance)


def _tampered(body: bytes, chance: random.Random) -> Sent:
    place = chance.randrange(len(body))
    return _signed(body)._replace(body=body[:place] + bytes([body[place] ^ 1]) + body[place + 1 :])


def _bit_off(body: bytes, chance: random.Random) -> Sent:
    signature = _signed(body).headers["X-Mindee-Hmac-Signature"]
    place = chance.randrange(64)
    other = f"{int(signature[place], 16) ^ 1:x}"
    return _signed(body)._replace(
        headers={"X-Mindee-Hmac-Signature": signature[:place] + other + signature[place + 1 :]}
    )


_KINDS: Sequence[Callable[[bytes, random.Random], Sent]] = (
    _tampered,
    _bit_off,
    lambda body, _: _signed(body, "another key"),
    lambda body, _: _signed(body, ""),
    lambda body, _: _signed(body)._replace(headers={}),
    lambda body, _: _signed(body + b"\r\n")._replace(body=body + b" "),
    lambda body, _: _signed(body)._replace(path="/callbacks/verihubs"),
    lambda body, _: _authorized(body)._replace(path="/callbacks/mindee"),
    lambda body, _: _authorized(body)._replace(headers={}),
    lambda body, chance: _authorized(body, password=PASSWORD[: chance.randrange(len(PASSWORD))]),
    lambda body, chance: _authorized(body, user=USER + chance.choice("abc ")),
    lambda body, _: _authorized(body, user="", password=f"{USER}:{PASSWORD}"),
    lambda body, _: _authorized(body, user=PASSWORD, password=USER),
)


def _status(port: int, request: Sent) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("POST", request.path, request.body, request.headers)
        return connection.getresponse().status
    finally:
        connection.close()


# Receivers


def _started(workspace: Path, secrets: Path, log: Path) -> tuple[subprocess.Popen[bytes], int]:
    """A receiver that listens, and its port. What it says of requests is added to the log."""
    command = [sys.executable, "-m", "reviewer", "receive", "--port", "0"]
    command += ["--workspace", str(workspace), "--credentials", str(secrets)]
    with log.open("ab") as told:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=told)
    assert process.stdout is not None
    with process.stdout as addresses:
        address, _ = addresses.readline(), addresses.readline()  # one a provider
    return process, int(address.split(b"/")[2].rpartition(b":")[2])


class _Pair:
    """Two receivers; one that is killed is started again."""

    def __init__(self, workspace: Path, secrets: Path, log: Path) -> None:
        self._workspace, self._secrets, self._log = workspace, secrets, log
        self._lock = threading.Lock()
        self._chance = random.Random(SEED)
        self._processes: list[subprocess.Popen[bytes]] = []
        self._ports: list[int] = []
        self.kills = 0

    def __enter__(self) -> _Pair:
        for _ in range(2):
            self._start(len(self._ports))
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._processes:
            process.kill()
            process.wait()

    def _start(self, place: int) -> None:
        process, port = _started(self._workspace, self._secrets, self._log)
        self._processes[place : place + 1], self._ports[place : place + 1] = [process], [port]

    def send_until_taken(self, request: Sent, *, kill: bool) -> int:
        """Send to one of the two, again until it is taken. Returns how many times."""
        for tries in itertools.count(1):
            with self._lock:
                place = self._chance.randrange(2)
                port = self._ports[place]
            if kill:
                kill = False
                self._kill(place)
            try:
                if 200 <= _status(port, request) < 300:
                    return tries
            except (OSError, http.client.HTTPException):
                continue
        raise AssertionError

    def _kill(self, place: int) -> None:
        with self._lock:
            self._processes[place].kill()
            self._processes[place].wait()
            self.kills += 1
            self._start(place)


# The workspace


def _credentials(folder: Path) -> Path:
    path = folder / "credentials.json"
    path.touch(mode=0o600)
    secrets = {"mindee": {"webhook_secret": KEY}, "verihubs": {"callback_user": USER, "callback_password": PASSWORD}}
    path.write_text(json.dumps(secrets), "utf-8")
    return path


def _submitted(desk: Desk, remote: Sequence[str]) -> None:
    """A task for each remote id, all of one document."""
    document = document_of(desk, b"x", "x.jpg", (10, 10))

    def operation(connection: Connection) -> None:
        documents.add(connection, document, desk.workspace.originals)
        for number, job in enumerate(remote):
            source = "mindee" if number % 2 else "verihubs"
            task = RecognitionTask(str(uuid.uuid4()), document.id, source=source)
            tasks.enqueue(connection, task)
            tasks.move(connection, task, TaskState.SUBMITTED, ticket=kept(Errand(Ticket((job,)))))

    desk.workspace.lane.call(operation)
