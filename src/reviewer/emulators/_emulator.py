"""What every service has: tasks, faults, a journal, callbacks, and the application that a server serves."""

import time
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, ClassVar, Protocol

import msgspec
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from reviewer import document_types, registry
from reviewer.domain.document_type import DocumentType
from reviewer.emulators._callbacks import CallbackOptions, Callbacks
from reviewer.emulators._faults import Fault, Faults
from reviewer.emulators._faulty import Faulty
from reviewer.emulators._journal import Journal
from reviewer.emulators._reading import Reader
from reviewer.emulators._tasks import Tasks

PACKAGE = "reviewer.emulators"


@dataclass(frozen=True)
class Stage:
    """What a service plays on.

    Attributes:
        reader: reads files.
        tasks, faults, journal, callbacks: of this server.
        key: the key that clients must have.
        clock: seconds.
        types: Reviewer's document types by name.
    """

    reader: Reader
    tasks: Tasks
    faults: Faults
    journal: Journal
    callbacks: Callbacks
    key: str
    clock: Callable[[], float]
    types: Mapping[str, DocumentType]


class Service(Protocol):
    """One service, in a file of its own: its class `Emulator`, and beside it the frozen struct `Options`.

    Attributes:
        title: of the vendor and its product.
        key: that clients must have, unless another is given.
        retention: seconds that tasks are kept; None: for ever.
        path: what the base URL ends with.
    """

    title: ClassVar[str]
    key: ClassVar[str]
    retention: ClassVar[float | None]
    path: ClassVar[str]

    def __init__(self, stage: Stage, options: Any) -> None: ...

    def routes(self) -> Sequence[BaseRoute]:
        """Its calls."""
        ...

    def kind(self, method: str, path: str) -> str:
        """What a request is for: submit, poll, feedback or other."""
        ...

    def refuse(self, status: int, *, path: str = "") -> Response:
        """Its own answer with an error status, to a request of that path."""
        ...

    def credentials(self) -> Mapping[str, str]:
        """What a client needs, by the name the service has for it."""
        ...


@dataclass
class Emulator:
    """A service that is ready to be served.

    Attributes:
        name: of its file.
        service: itself.
        app: what a server serves.
        journal: what it was asked and what it accepted.
        faults: what goes wrong; may be changed at any time.
    """

    name: str
    service: Service
    app: Faulty
    journal: Journal
    faults: Faults
    tasks: Tasks = field(repr=False)


def names() -> list[str]:
    """The services there are."""
    return registry.names(PACKAGE)


def emulate(
    name: str,
    reader: Reader,
    *,
    key: str = "",
    latency: float = 0.0,
    retention: float | None = None,
    faults: Iterable[Fault | str] = (),
    seed: int = 0,
    callbacks: CallbackOptions | None = None,
    options: Mapping[str, Any] | None = None,
    clock: Callable[[], float] = time.monotonic,
    types: Mapping[str, DocumentType] | None = None,
) -> Emulator:
    """Make a service.

    Args:
        name: of its file.
        reader: reads the files that are uploaded.
        key: that clients must have (default: the service's own, see `Service.credentials`).
        latency: seconds until a task is done at the earliest.
        retention: seconds that tasks are kept (default: as the service does).
        faults: what goes wrong, or how it is written.
        seed: of chance.
        callbacks: how they are sent.
        options: of this service, by name; texts are converted.
        clock: seconds; for tests.
        types: Reviewer's document types (default: those that are shipped).

    Raises:
        KeyError: there is no such service.
        ValueError: a fault or an option is wrong; the text says why.
    """
    module = registry.load(PACKAGE, name)
    kind: type[Service] = module.Emulator
    made = _options(module.Options, dict(options or {}))
    chance, journal = Faults(faults, seed), Journal(clock)
    tasks = Tasks(
        reader,
        journal,
        chance,
        latency=latency,
        retention=kind.retention if retention is None else retention,
        clock=clock,
    )
    sender = Callbacks(callbacks or CallbackOptions(), chance, journal)
    known = document_types.load() if types is None else types
    service = kind(Stage(reader, tasks, chance, journal, sender, key or kind.key, clock, known), made)
    app = Faulty(_application(name, service, tasks, sender), chance, journal, service)
    return Emulator(name, service, app, journal, chance, tasks)


def _options(kind: type[msgspec.Struct], given: dict[str, Any]) -> msgspec.Struct:
    """The options of a service; a list may be written as one text with commas."""
    several = {one.name for one in msgspec.structs.fields(kind) if isinstance(one.default, tuple)}
    for name in several & given.keys():
        if isinstance(given[name], str):
            given[name] = tuple(part for part in given[name].split(",") if part)
    try:
        return msgspec.convert(given, kind, strict=False)
    except msgspec.ValidationError as error:
        raise ValueError(str(error)) from None


def _application(name: str, service: Service, tasks: Tasks, callbacks: Callbacks) -> Starlette:
    async def show(_request: Request) -> Response:
        return Response(callbacks.journal.as_json(name), media_type="application/json")

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        yield
        tasks.close()
        await callbacks.close()

    def refused(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        return service.refuse(status, path=request.url.path)

    return Starlette(
        routes=[*service.routes(), Route("/_emulator/journal", show)],
        lifespan=lifespan,
        exception_handlers={HTTPException: refused},
    )
