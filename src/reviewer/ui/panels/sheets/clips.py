"""Small parts of many pages: the places where values stand, drawn as they come into view."""

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import ClassVar, Final

import msgspec
from PySide6.QtCore import QObject, Signal, Slot

from reviewer.domain.document import Page
from reviewer.domain.field import Region
from reviewer.domain.geometry import Box, Polygon, bounds
from reviewer.jobs import CancelToken, Report
from reviewer.lanes import VIEW
from reviewer.ui.canvas import levels
from reviewer.ui.canvas.page_jobs import PageFile, PageKey, Renderer
from reviewer.ui.panels.snippet import Cut, upright
from reviewer.ui.workers.runner import Run, Runner

KEPT_BYTES: Final = 64 * 1024 * 1024
AT_ONCE: Final = 12
"""Parts of one page in one job."""
_WIDEST: Final = 1600
_LEAST: Final = 1e-4


class ClipKey(msgspec.Struct, frozen=True):
    """A part of a page.

    Attributes:
        page: see PageKey.
        polygon: a value's region, to be drawn upright and cleaned; empty for a part as it is.
        box: what is drawn.
        rotation: degrees clockwise, of a part as it is.
        pixels: how high it is drawn at most.
    """

    page: PageKey
    polygon: Polygon
    box: Box
    rotation: int
    pixels: int


class ClipWish(msgspec.Struct, frozen=True):
    """A part that is wanted: its key, where the page's file lies, and the page frame in pixels (0 for unknown)."""

    key: ClipKey
    file: PageFile
    frame: tuple[int, int]


def of_region(page: Page, region: Region, pixels: int) -> ClipKey:
    """The picture of a value."""
    return ClipKey(PageKey.of(page), region.polygon, _inside(bounds(region.polygon)), 0, pixels)


def of_part(page: Page, box: Box, pixels: int) -> ClipKey:
    """A part of a page, as it is seen there."""
    return ClipKey(PageKey.of(page), (), _inside(box), page.rotation % 360, pixels)


def _inside(box: Box) -> Box:
    left, top = min(max(0.0, box.left), 1 - _LEAST), min(max(0.0, box.top), 1 - _LEAST)
    return Box(left, top, max(left + _LEAST, min(1.0, box.right)), max(top + _LEAST, min(1.0, box.bottom)))


class ClipJob(msgspec.Struct, frozen=True):
    """Draws parts of one page."""

    kind: ClassVar[str] = "draw parts"
    renderer: Renderer
    wishes: tuple[ClipWish, ...]

    def __call__(self, token: CancelToken, report: Report) -> tuple[tuple[ClipKey, Cut], ...]:
        return tuple(drawn_parts(self.renderer, self.wishes, token, interactive=True))


def drawn_parts(
    renderer: Renderer, wishes: Sequence[ClipWish], token: CancelToken, *, interactive: bool
) -> Iterator[tuple[ClipKey, Cut]]:
    """Parts of one page, one after the other."""
    file, frame = wishes[0].file, wishes[0].frame
    if min(frame) <= 0:
        size = renderer.size(file.path, file.index, file.password, area=file.area, token=token, interactive=interactive)
        frame = (size.width, size.height)
    for wish in wishes:
        token.check()
        yield wish.key, _drawn(renderer, wish, frame, token, interactive=interactive)


def _drawn(renderer: Renderer, wish: ClipWish, frame: tuple[int, int], token: CancelToken, *, interactive: bool) -> Cut:
    key, file = wish.key, wish.file
    with (
        renderer.render(
            file.path,
            file.index,
            width=_WIDEST,
            height=key.pixels,
            clip=key.box,
            rotation=key.rotation,
            area=file.area,
            password=file.password,
            token=token,
            interactive=interactive,
        ) as drawn,
        drawn.view as pixels,
    ):
        image = levels.copied(pixels, drawn.width, drawn.height, drawn.stride, token.check)
    if key.polygon:
        return upright(key.polygon, image, frame)
    return Cut(image, key.box.width * frame[0], key.box.height * frame[1])


class Clips(QObject):
    """Draws what is wanted now, one page at a time, and keeps what fits. What is not wanted any more is not begun.

    Signals:
        arrived: keys of parts that are there now, or cannot be drawn.
    """

    arrived = Signal(object)

    def __init__(
        self, runner: Runner, renderer: Renderer, parent: QObject | None = None, *, limit: int = KEPT_BYTES
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._renderer = renderer
        self._limit = limit
        self._kept: OrderedDict[ClipKey, Cut] = OrderedDict()
        self._size = 0
        self._failed: set[ClipKey] = set()
        self._wanted: list[ClipWish] = []
        self._drawing: tuple[tuple[ClipWish, ...], Run] | None = None
        runner.changed.connect(self._next)

    def clip(self, key: ClipKey) -> Cut | None:
        """The part, or None while there is none."""
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        return found

    def failed(self, key: ClipKey) -> bool:
        """Whether a part cannot be drawn."""
        return key in self._failed

    def want(self, wishes: Iterable[ClipWish]) -> None:
        """Draw these, the first of them first, and nothing else that waits."""
        wanted = [wish for wish in wishes if wish.key not in self._kept and wish.key not in self._failed]
        first: dict[PageKey, int] = {}
        for wish in wanted:
            first.setdefault(wish.key.page, len(first))
        self._wanted = sorted(wanted, key=lambda wish: first[wish.key.page])  # parts of one page together
        self._next()

    @Slot()
    def forget(self) -> None:
        """Nothing is wanted any more; pages that could not be drawn may be tried again."""
        self._wanted = []
        self._failed.clear()

    @Slot()
    def _next(self) -> None:
        # The lane begins the newest run first: with others waiting, ours would go before the page itself.
        if self._drawing is not None or not self._wanted or self._runner.runs(VIEW):
            return
        page = self._wanted[0].key.page
        some = tuple(takewhile(lambda wish: wish.key.page == page, self._wanted))[:AT_ONCE]
        self._wanted = self._wanted[len(some) :]
        run = self._runner.start(
            VIEW,
            ClipJob(self._renderer, some),
            succeeded=self._on_drawn,
            failed=self._on_failed,
            cancelled=self._on_cancelled,
        )
        self._drawing = (some, run)
        run.crashed.connect(self._on_failed)

    @Slot(object)
    def _on_drawn(self, found: tuple[tuple[ClipKey, Cut], ...]) -> None:
        for key, cut in found:
            self._kept[key] = cut
            self._size += cut.image.sizeInBytes()
        while self._size > self._limit and len(self._kept) > 1:
            _, oldest = self._kept.popitem(last=False)
            self._size -= oldest.image.sizeInBytes()
        self._after()

    @Slot(object)
    def _on_failed(self, _error: object) -> None:
        if self._drawing is not None:
            self._failed.update(wish.key for wish in self._drawing[0])
        self._after()

    @Slot()
    def _on_cancelled(self) -> None:
        self._drawing = None

    def _after(self) -> None:
        done, self._drawing = self._drawing, None
        if done is not None:
            self.arrived.emit(tuple(wish.key for wish in done[0]))
        self._next()
