"""Services that are played on this computer, and what the window needs to use them."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont
from PySide6.QtCore import Qt
from starlette.responses import RedirectResponse

from canned import SIZE, TYPES, CannedReader
from paper import page
from reviewer import registry
from reviewer.emulators._emulator import Emulator, emulate
from reviewer.emulators._mindee_v2 import model_id
from reviewer.emulators._server import serving
from reviewer.providers.base import PACKAGE, Pace
from reviewer.settings import Reading, Settings

WAIT = 3_600.0
"""Seconds of the emulator's clock until a task is done: it is done when the test says so."""


@dataclass(frozen=True)
class Service:
    """How a service is set up in a test.

    Attributes:
        name: of provider and emulator.
        keys: what the environment calls its secrets, and the parts of the emulator's key.
        options: in the settings.
        path: what its base URL ends with.
    """

    name: str
    keys: dict[str, str]
    options: dict[str, Any] = field(default_factory=dict)
    path: str = ""

    @property
    def title(self) -> str:
        return str(registry.load(PACKAGE, self.name).Provider.title)

    @property
    def key(self) -> str:
        return ":".join(self.keys.values())

    def keyed(self, beginning: str) -> "Service":
        """The same with other keys."""
        return replace(self, keys={name: f"{beginning}-{name.lower()}" for name in self.keys})


HANDL = Service("handl", {"TOKEN": "token-of-mine"})
MINDEE_V1 = Service("mindee", {"API_KEY": "key-of-mine"})
MINDEE_V2 = Service(
    "mindee",
    {"API_KEY": "key-of-mine"},
    {"api": "v2", "otherwise": model_id("receipt"), "types": {"receipt": model_id("receipt")}},
)
MYBIROS = Service("mybiros", {"KEY": "key-of-mine"}, {"service": "receipt"}, "/api/v1")
VERIHUBS = Service("verihubs", {"APP_ID": "app-of-mine", "API_KEY": "key-of-mine"}, {"types": {"ktp": "ktp"}})
ASPOSE = Service("aspose", {"CLIENT_ID": "id-of-mine", "CLIENT_SECRET": "secret-of-mine"})


class Door:
    """In front of a service: while `to` is set, everybody is sent there."""

    def __init__(self, app: Any) -> None:
        self._app = app
        self.to = ""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http" and self.to:
            query = scope["query_string"].decode()
            await RedirectResponse(f"{self.to}{scope['path']}?{query}")(scope, receive, send)
        else:
            await self._app(scope, receive, send)


class Clock:
    """Seconds that pass when told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Playing:
    """A service that is played.

    Attributes:
        service: which.
        emulator: with its journal and faults.
        url: where it is.
        clock: of the emulator.
        door: in front of it.
    """

    service: Service
    emulator: Emulator
    door: Door
    url: str
    clock: Clock

    def settings(self, *, default: bool = True, **options: Any) -> Settings:
        """The operator's settings with this service in use; with `default` it reads every document."""
        table = {
            "use": True,
            "base_url": self.url + self.service.path,
            "per_minute": 60_000,
            **self.service.options,
            **options,
        }
        reading = Reading(provider=self.service.name if default else "")
        return Settings(operator="Ana", reading=reading, providers={self.service.name: table})

    def answer(self) -> None:
        """Let everything that was sent so far be done."""
        self.clock.now += WAIT

    @property
    def sent(self) -> int:
        """How many files were accepted."""
        return len(self.emulator.journal.submissions)

    def asked(self, kind: str) -> int:
        """How many requests of a kind there were."""
        return sum(request.kind == kind for request in list(self.emulator.journal.requests))

    @property
    def told(self) -> list[Any]:
        """What was sent back of reviews."""
        return list(self.emulator.journal.feedback.values())


Play = Callable[..., Playing]


@contextmanager
def player(monkeypatch: Any) -> Iterator[Play]:
    """Makes services that are played, with their keys in the environment; pauses are short."""
    with ExitStack() as stack:

        def play(service: Service, *pages: str, reader: Any = None, faults: tuple[str, ...] = ()) -> Playing:
            clock = Clock()
            emulator = emulate(
                service.name,
                reader or CannedReader(*pages),
                types=TYPES,
                key=service.key,
                faults=faults,
                latency=WAIT,
                clock=clock,
            )
            door = Door(emulator.app)
            url = stack.enter_context(serving(door))
            for name, value in service.keys.items():
                monkeypatch.setenv(f"REVIEWER_{service.name.upper()}_{name}", value)
            monkeypatch.setattr(registry.load(PACKAGE, service.name).Provider, "pace", Pace(0.05, 1.0, 0.05))
            return Playing(service, emulator, door, url, clock)

        yield play


def printed(path: Path, text: str, number: int = 0) -> Path:
    """A picture of print, each word where a canned reader says that it stands; another file for each number."""
    picture = Image.new("RGB", SIZE, "white")
    draw = ImageDraw.Draw(picture)
    for word in (word for line in page(text).lines for word in line.words):
        (left, top), (right, _), (_, bottom), _ = ((x * SIZE[0], y * SIZE[1]) for x, y in word.polygon)
        size = 50 * (right - left) / ImageFont.load_default(50).getlength(word.text)
        font = ImageFont.load_default(min(size, 0.9 * (bottom - top)))
        draw.text((left, (top + bottom) / 2), word.text, "black", font, anchor="lm")
    picture.putpixel((number, 0), (0, 0, 0))
    picture.save(path)
    return path


def finish(desk: Any) -> None:
    """Confirm what is unsure, and mark reviewed, by keys."""
    for _ in range(200):
        if not desk.review.review.unsure():
            break
        desk.press(Qt.Key.Key_Return)
    review = desk.review.review
    for _ in range(5):
        desk.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        desk.wait(desk.saved)
        if str(review.revision.status) == "reviewed":
            return
    raise AssertionError("it cannot be marked reviewed")
