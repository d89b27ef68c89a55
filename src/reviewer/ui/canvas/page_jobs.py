"""The slow work behind what is seen of a page: drawing it in the page child, making it fit to be shown."""

from pathlib import Path
from time import sleep
from typing import ClassVar, Protocol, Self

import msgspec
from PySide6.QtGui import QImage

from reviewer.domain.document import Page
from reviewer.domain.geometry import Box
from reviewer.jobs import CancelToken, Report
from reviewer.ui.canvas import levels
from reviewer.ui.canvas.tone import Tone


class PageKey(msgspec.Struct, frozen=True):
    """A page of an original, or a part of it: the same wherever it is used."""

    original: str
    index: int
    area: Box | None = None

    @classmethod
    def of(cls, page: Page) -> "PageKey":
        return cls(page.original, page.index, page.area)


class PageFile(msgspec.Struct, frozen=True):
    """Where a page's original lies, and which part of its page it is."""

    path: Path
    index: int
    password: str | None = None
    area: Box | None = None


class Size(Protocol):
    """The page frame in pixels."""

    @property
    def width(self) -> int: ...

    @property
    def height(self) -> int: ...


class Drawn(Protocol):
    """A picture in shared memory: rows of `stride` bytes, BGRX."""

    @property
    def width(self) -> int: ...

    @property
    def height(self) -> int: ...

    @property
    def stride(self) -> int: ...

    @property
    def view(self) -> memoryview: ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...


class Renderer(Protocol):
    """Draws pages outside this process; `pages.client.PageClient` does."""

    def size(
        self,
        path: Path,
        index: int,
        password: str | None = None,
        *,
        area: Box | None = None,
        token: CancelToken | None = None,
        interactive: bool = False,
    ) -> Size: ...

    def render(
        self,
        path: Path,
        index: int,
        *,
        width: int = 0,
        height: int = 0,
        clip: Box | None = None,
        rotation: int = 0,
        area: Box | None = None,
        password: str | None = None,
        token: CancelToken | None = None,
        interactive: bool = False,
    ) -> Drawn: ...


class Shown(msgspec.Struct, frozen=True):
    """A page as it can be shown.

    Attributes:
        key: of the page.
        side: the longest side that was asked for.
        frame: pixels of the page frame.
        levels: the picture and its halves; unturned.
    """

    key: PageKey
    side: int
    frame: tuple[int, int]
    levels: tuple[QImage, ...]


class DrawJob(msgspec.Struct, frozen=True):
    """Draws a whole page, at most `side` pixels long and never larger than its frame."""

    kind: ClassVar[str] = "draw page"
    renderer: Renderer
    key: PageKey
    file: PageFile
    side: int

    def __call__(self, token: CancelToken, report: Report) -> Shown:
        path, index, password, area = self.file.path, self.file.index, self.file.password, self.file.area
        breathe = _breather(token)
        frame = self.renderer.size(path, index, password, area=area, token=token, interactive=True)
        side = min(self.side, max(frame.width, frame.height))
        with (
            self.renderer.render(
                path, index, width=side, height=side, area=area, password=password, token=token, interactive=True
            ) as drawn,
            drawn.view as pixels,
        ):
            image = levels.copied(pixels, drawn.width, drawn.height, drawn.stride, breathe)
        return Shown(self.key, self.side, (frame.width, frame.height), levels.levels(image, breathe))


class Toned(msgspec.Struct, frozen=True):
    """Levels of a page as the operator wants to see them; `whole` when the sharpest is among them."""

    key: PageKey
    tone: Tone
    levels: tuple[QImage, ...]
    whole: bool


class ToneJob(msgspec.Struct, frozen=True):
    """Gives levels of a page another tone: those that are at most `side` pixels long, or all with 0."""

    kind: ClassVar[str] = "tone page"
    key: PageKey
    levels: tuple[QImage, ...]
    tone: Tone
    side: int = 0

    def __call__(self, token: CancelToken, report: Report) -> Toned:
        breathe = _breather(token)
        wanted = [image for image in self.levels if not self.side or max(image.width(), image.height()) <= self.side]
        wanted = wanted or [self.levels[-1]]
        ink, paper = levels.tones(self.levels[-1]) if self.tone.stretched else (0.0, 1.0)
        table = self.tone.table(ink, paper)
        made = tuple(levels.mapped(image, table, breathe) for image in wanted)
        return Toned(self.key, self.tone, made, len(made) == len(self.levels))


def _breather(token: CancelToken) -> levels.Breathe:
    def breathe() -> None:
        sleep(0)  # gives Python's lock away
        token.check()

    return breathe
