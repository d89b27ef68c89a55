"""The program's side of the page child: files in, sizes, pixels and text out."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from reviewer.domain.geometry import Box
from reviewer.errors import ChildDied
from reviewer.jobs import CancelToken
from reviewer.pages.area import cut_clip, cut_size, cut_text
from reviewer.pages.calls import (
    WHOLE,
    ComposeCall,
    DrawCall,
    Drawn,
    Embedded,
    EncodeCall,
    Leaf,
    PageCall,
    PageSize,
    Probe,
    Snippet,
    SnippetCall,
    Source,
    Stored,
    TextLayer,
    View,
    Written,
)
from reviewer.processes import limits
from reviewer.processes.child import Child
from reviewer.processes.memory import BYTES_PER_PIXEL, Pixels, SharedMemory

_MODULE = "reviewer.pages.worker"
_MARGIN = 64  # rows or pixels that rounding may add
_SNIPPET_PIXELS = 2_000


class Picture:
    """A drawn page in shared memory. Close it, or use it as a context; what still uses `view` keeps the memory.

    Attributes:
        width, height: pixels.
        stride: bytes from one row to the next; 4 bytes a pixel: blue, green, red, 255 (QImage's Format_RGB32).
        notices: sentences for the operator.
    """

    def __init__(self, memory: SharedMemory, drawn: Drawn) -> None:
        self._memory = memory
        self.width, self.height, self.stride = drawn.width, drawn.height, drawn.stride
        self.notices = drawn.notices

    @property
    def view(self) -> memoryview:
        """The rows, `stride * height` bytes."""
        return self._memory.view[: self.stride * self.height]

    @property
    def pixels(self) -> Pixels:
        """What another child needs to see it, as long as this is not closed."""
        return Pixels(self._memory.path, self.width, self.height, self.stride)

    def close(self) -> None:
        self._memory.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@dataclass(frozen=True)
class PictureFile:
    """A page as the bytes of a picture file; width and height in pixels."""

    data: bytes
    width: int
    height: int


@dataclass(frozen=True)
class PageOf:
    """A page of a file, for a PDF that is made: see `Leaf`."""

    path: Path
    index: int
    area: Box | None = None
    rotation: int = 0
    password: str | None = None


class PageClient:
    """Asks about pages. Any thread may; a call waits for the one before it.

    There are two children, each started when first needed: one for what the operator is looking at (`interactive`), so
    that it never waits for the other, which serves the jobs.

    A call about a page may name an area of it, as fractions: then that area is the page.

    All calls raise `InputError` (unreadable, too large, password), `ChildDied` and `Cancelled`.

    Args:
        seconds: how long a page may take.
    """

    def __init__(self, *, seconds: float = limits.PAGE_SECONDS) -> None:
        self._for_view = Child(_MODULE, seconds=seconds, title="page reader")
        self._for_jobs = Child(_MODULE, seconds=seconds, title="page reader")

    def start(self, *, interactive: bool = False) -> None:
        """Start a child now, without waiting for it, so that the first page need not wait so long."""
        self._child(interactive).start()

    def close(self) -> None:
        self._for_view.close()
        self._for_jobs.close()

    def probe(
        self,
        path: Path,
        password: str | None = None,
        *,
        token: CancelToken | None = None,
        interactive: bool = False,
    ) -> Probe:
        """What a file is, and how many pages it has."""
        call = PageCall(_source(path, password))
        return self._child(interactive).call("probe", call, Probe, seconds=limits.OPEN_SECONDS, token=token)

    def size(
        self,
        path: Path,
        index: int,
        password: str | None = None,
        *,
        area: Box | None = None,
        token: CancelToken | None = None,
        interactive: bool = False,
    ) -> PageSize:
        """The page frame of a page."""
        call = PageCall(_source(path, password), index)
        return cut_size(self._child(interactive).call("size", call, PageSize, token=token), area)

    def text(
        self,
        path: Path,
        index: int,
        password: str | None = None,
        *,
        area: Box | None = None,
        token: CancelToken | None = None,
        interactive: bool = False,
    ) -> TextLayer:
        """The page's own text, when it can stand for what is seen; `PageText.page` is the index in the file."""
        call = PageCall(_source(path, password), index)
        return cut_text(self._child(interactive).call("text", call, TextLayer, token=token), area)

    def embedded(self, path: Path, password: str | None = None, *, token: CancelToken | None = None) -> Embedded:
        """The electronic invoice in a PDF."""
        call = PageCall(_source(path, password))
        return self._child(False).call("embedded", call, Embedded, seconds=limits.OPEN_SECONDS, token=token)

    def render(
        self,
        path: Path,
        index: int,
        *,
        width: int = 0,
        height: int = 0,
        clip: Box | None = None,
        rotation: int = 0,
        skew: float = 0.0,
        area: Box | None = None,
        password: str | None = None,
        token: CancelToken | None = None,
        interactive: bool = False,
    ) -> Picture:
        """The pixels of a page, or of a part of it; see `View` for what the arguments mean."""
        view = View(width, height, cut_clip(clip or WHOLE, area), rotation, skew)
        memory = SharedMemory.create(_capacity(view))
        try:
            call = DrawCall(_source(path, password), index, view, memory.path)
            drawn = self._child(interactive).call("draw", call, Drawn, token=token)
            memory.unlink()
            _check(drawn, memory.capacity)
            return Picture(memory, drawn)
        except BaseException:
            memory.close()
            raise

    def snippet(
        self,
        path: Path,
        index: int,
        clip: Box,
        height: int,
        *,
        format: str = "png",
        area: Box | None = None,
        rotation: int = 0,
        password: str | None = None,
        token: CancelToken | None = None,
        interactive: bool = False,
    ) -> bytes:
        """A part of a page as a PNG or JPEG file of so many rows, at most 2,000 pixels wide; turned clockwise."""
        view = View(_SNIPPET_PIXELS, min(height, _SNIPPET_PIXELS), cut_clip(clip, area), rotation)
        call = SnippetCall(_source(path, password), index, view, format)
        return self._child(interactive).call("snippet", call, Snippet, token=token).data

    def is_as_shown(self, path: Path, password: str | None = None, *, token: CancelToken | None = None) -> bool:
        """Whether whoever opens a file sees its pages as they are shown here, and nothing else."""
        call = PageCall(_source(path, password))
        return self._child(False).call("stored", call, Stored, token=token).as_shown

    def encode(
        self,
        path: Path,
        index: int,
        *,
        format: str = "jpeg",
        dpi: int = 0,
        most: int = 0,
        rotation: int = 0,
        area: Box | None = None,
        password: str | None = None,
        token: CancelToken | None = None,
    ) -> PictureFile:
        """A page as a picture file, with nothing in it but the pixels.

        Args:
            path: of the file.
            index: of the page in it.
            area: the part of the page that is the page.
            password: of the file.
            format: ``png`` or ``jpeg``.
            dpi: it is reduced to so many dots per inch where it says that it has more; 0: as it is.
            most: bytes; it is reduced until it fits; 0: any number.
            rotation: degrees clockwise, a multiple of 90.
            token: to cancel with.
        """
        view = View(clip=cut_clip(WHOLE, area), rotation=rotation)
        with SharedMemory.create(limits.FILE_BYTES) as memory:
            call = EncodeCall(_source(path, password), index, view, format, memory.path, most, dpi)
            written = self._child(False).call("encode", call, Written, token=token)
            return PictureFile(_taken(memory, written), written.width, written.height)

    def compose(self, pages: Sequence[PageOf], *, token: CancelToken | None = None) -> bytes:
        """A PDF of pages of files. What is no picture stays none, but for parts of pages; nothing else is in it."""
        leaves = tuple(Leaf(_source(each.path, each.password), each.index, each.area, each.rotation) for each in pages)
        with SharedMemory.create(limits.FILE_BYTES) as memory:
            written = self._child(False).call("compose", ComposeCall(leaves, memory.path), Written, token=token)
            return _taken(memory, written)

    def _child(self, interactive: bool) -> Child:
        return self._for_view if interactive else self._for_jobs


def _source(path: Path, password: str | None) -> Source:
    return Source(os.fsencode(path.absolute()), password)


def _capacity(view: View) -> int:
    """Bytes that a view may need; what is not written takes no room."""
    pixels = limits.SHOWN_PIXELS
    if view.width and view.height:
        pixels = min(pixels, view.width * view.height)
    return (pixels + _MARGIN * (view.width + view.height + limits.SIDE_PIXELS)) * BYTES_PER_PIXEL


def _taken(memory: SharedMemory, written: Written) -> bytes:
    if not 0 < written.size <= memory.capacity:
        raise _wrong()
    return bytes(memory.view[: written.size])


def _check(drawn: Drawn, capacity: int) -> None:
    """Believe nothing that would make somebody read beyond the memory."""
    fits = drawn.stride * drawn.height <= capacity and drawn.stride >= drawn.width * BYTES_PER_PIXEL
    if drawn.width < 1 or drawn.height < 1 or not fits:
        raise _wrong()


def _wrong() -> ChildDied:
    return ChildDied("The page reader gave a wrong answer.", "Try again; if it happens again, leave this file out.")
