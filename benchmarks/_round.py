"""Documents on their way to an emulated service: as many as wanted, without pictures, each with bytes of its own."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

from _documents import desk_of, document_of
from msgspec.structs import replace
from PIL import Image

from reviewer import document_types
from reviewer.domain.field import Field, Region, Value
from reviewer.domain.geometry import Box
from reviewer.domain.recognition import RecognitionTask
from reviewer.domain.text import PageText
from reviewer.emulators._emulator import Emulator, emulate
from reviewer.emulators._reading import ReadDocument, Reading, ReadPage
from reviewer.emulators._server import serving
from reviewer.jobs import CancelToken, silent
from reviewer.providers.base import Pace, Sent, Size, Upload
from reviewer.secret import Secret
from reviewer.services.desk import Desk
from reviewer.services.remote import connection
from reviewer.services.remote.recognize import RemoteJob
from reviewer.services.wishes import Wish, wished
from reviewer.store import documents, tasks

SIZE = (1000, 1400)
KEYS = {
    ("handl", "token"): "canary-round-77aa",
    ("verihubs", "app_id"): "bench",
    ("verihubs", "api_key"): "canary-round-77aa",
}
PACES = Pace(first=0.02, growth=1.2, most=0.2)
_VALUE = Value("3171234567890123", confidence=0.98, regions=(Region(0, Box(0.1, 0.1, 0.3, 0.12).polygon()),))


class Canned:
    """Reads every file alike, at once.

    Args:
        kind: Reviewer's document type that every file is.
        field: that it has.
    """

    def __init__(self, kind: str, field: str) -> None:
        document = ReadDocument(kind, (Field(field, (_VALUE,)),))
        self._reading = Reading("image/jpeg", (ReadPage(PageText(0, ()), *SIZE),), (document,))

    def read(self, content: bytes, name: str, kinds: tuple[str, ...] = ()) -> Reading:
        return self._reading


@contextmanager
def played(name: str, faults: tuple[str, ...] = (), seed: int = 0, **more: Any) -> Iterator[tuple[Emulator, str]]:
    """A service on a socket, and its address."""
    key = "bench:canary-round-77aa" if name == "verihubs" else "canary-round-77aa"
    reader = Canned("ktp", "nik") if name == "verihubs" else Canned("receipt", "total")
    emulator = emulate(name, reader, key=key, faults=faults, seed=seed, types=dict(document_types.load(())), **more)
    with serving(emulator.app) as url:
        yield emulator, url


@contextmanager
def desk_at(folder: Path, name: str, url: str, **options: Any) -> Iterator[Desk]:
    """A desk that knows a service at an address."""
    kind = connection.kind(name)
    before, kind.pace = kind.pace, PACES
    with desk_of(folder) as desk:
        table = {"use": True, "base_url": url, "per_minute": 60_000, "timeout": 5, **options}
        desk.settings = replace(desk.settings, providers={name: table})
        desk.find_secret = lambda provider, key: Secret(KEYS[provider, key]) if (provider, key) in KEYS else None
        yield desk
    kind.pace = before


def taken(desk: Desk, count: int, source: str) -> list[RecognitionTask]:
    """So many documents with a task each."""
    made = [document_of(desk, _picture(), f"{number}.jpg", SIZE) for number in range(count)]
    kind = "ktp" if source == "verihubs" else "receipt"
    wishes = [wished(document.id, Wish(source, kind)) for document in made]

    def add(connection: Any) -> None:
        for document, task in zip(made, wishes, strict=True):
            documents.add(connection, document, desk.workspace.originals)
            tasks.enqueue(connection, task)

    desk.workspace.lane.call(add)
    return wishes


def _picture() -> bytes:
    """An empty page that no other one is."""
    content = BytesIO()
    Image.new("L", SIZE, 255).save(content, "JPEG", quality=30, comment=uuid.uuid4().bytes)
    return content.getvalue()


def job(desk: Desk, task: RecognitionTask) -> RemoteJob:
    """The job of the program, but for the making of the file, which takes a page child."""
    return RemoteJob(
        task,
        desk.workspace,
        desk.ledger,
        desk.connections,
        _upload(desk),
        lambda _document, _task, fields, _kind, _token: fields,
        desk.nudges,
        lambda _step: None,
        lambda _document, _text: None,
        lambda: desk.closing,
    )


def run_all(desk: Desk, wishes: list[RecognitionTask], places: int = 16) -> list[Future[Any]]:
    """Do all tasks, so many at a time; returns when all have ended."""
    with ThreadPoolExecutor(places) as pool:
        return [pool.submit(job(desk, task), CancelToken(), silent) for task in wishes]


def _upload(desk: Desk) -> Any:
    def make(document: Any, task: RecognitionTask, _token: CancelToken) -> Upload:
        content = desk.workspace.originals.path_of(document.originals[0].sha256).read_bytes()
        sent = Sent((Size(*SIZE),), (), task.document_type)
        return Upload(task.id, "document.jpg", "image/jpeg", content, sent, _no_page)

    return make


def _no_page(*_: object) -> Any:
    raise NotImplementedError


def settled(desk: Desk) -> dict[str, int]:
    """How many tasks are in each state."""
    with desk.workspace.read() as connection:
        found = tasks.listed(connection, limit=1_000_000)
    count: dict[str, int] = {}
    for task in found:
        count[task.state.value] = count.get(task.state.value, 0) + 1
    return count


def apart(target: Any, *arguments: Any) -> threading.Thread:
    """Run something beside."""
    thread = threading.Thread(target=target, args=arguments, daemon=True)
    thread.start()
    return thread
