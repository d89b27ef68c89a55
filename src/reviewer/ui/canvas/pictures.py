"""The pictures of the open document's pages: a rough one soon, then a sharp one, the neighbours ahead of time."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

import msgspec
from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QImage

from reviewer.domain.document import Document
from reviewer.lanes import VIEW
from reviewer.ui.canvas.page_jobs import DrawJob, PageFile, PageKey, Renderer, Shown, Toned, ToneJob
from reviewer.ui.canvas.picture_cache import CACHE_BYTES, Kept, PictureCache
from reviewer.ui.canvas.thumbnails import Thumbnails
from reviewer.ui.canvas.tone import Tone
from reviewer.ui.canvas.transform import NOMINAL_SIZE
from reviewer.ui.workers.runner import Run, Runner

Source = Callable[[int], PageFile]
"""Where a page of the document lies."""

ROUGH: Final = 1100
SHARP: Final = 3508
"""The long side of an A4 page at 300 dpi: enough unless the operator goes very near."""
SHARPEST: Final = 5600

_SOON: Final = 1300
"""The long side of a picture whose tone is changed at once."""

_PATIENCE: Final = 700
"""Milliseconds that drawing something else may still take when a page is wanted; then it is given up. Giving up is
dear: the page child is ended."""

_BESIDE = 6
"""Pages besides those around the shown one that are drawn for the values that stand there."""


class _Wish(msgspec.Struct, frozen=True):
    key: PageKey
    file: PageFile
    side: int


class Pictures(QObject):
    """Pictures are unturned, as the page frame is; whoever shows them turns them.

    One page is drawn at a time, and what comes next is decided when it is done. So what the operator looks at never
    waits behind a list.

    Signals:
        arrived: a page has a better picture, or its size is known (index in the document).
        thumbnail_arrived: a page has a small picture.
        toned: the shown page looks otherwise, its picture being the same (index in the document).
        tone_changed: the operator wants another tone, or another document is shown.
        failed: a page cannot be shown: index and error.

    Attributes:
        runner: runs what takes long.
    """

    arrived = Signal(int)
    thumbnail_arrived = Signal(int)
    toned = Signal(int)
    tone_changed = Signal()
    failed = Signal(int, object)

    def __init__(
        self,
        runner: Runner,
        renderer: Renderer,
        thumbnails: Thumbnails,
        parent: QObject | None = None,
        *,
        limit: int = CACHE_BYTES,
    ) -> None:
        super().__init__(parent)
        self.runner = runner
        self._renderer = renderer
        self._thumbnails = thumbnails
        self._cache = PictureCache(limit)
        self._document: Document | None = None
        self._source: Source | None = None
        self._shown = -1
        self._side = SHARP
        self._tone = Tone()
        self._toning: Run | None = None
        self._prepared: tuple[tuple[PageKey, PageFile], ...] = ()
        self._beside: tuple[int, ...] = ()
        self._tried: set[_Wish] = set()
        self._errors: dict[PageKey, object] = {}
        self._running: tuple[PageKey, Run] | None = None
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._patience.timeout.connect(self._give_up)
        thumbnails.arrived.connect(self._on_thumbnail)
        thumbnails.idle.connect(self._next)

    # Looking

    def picture(self, page: int) -> QImage | None:
        """The best picture there is yet, unturned, whatever tone it is shown in."""
        kept = self._kept(page)
        return self.thumbnail(page) if kept is None else kept.levels[0]

    def levels(self, page: int) -> tuple[QImage, ...]:
        """What is shown: a picture and its halves, largest first; the small picture while there is no other."""
        kept = self._kept(page)
        if kept is None:
            small = self.thumbnail(page)
            return () if small is None else (small,)
        return kept.levels if self._tone.plain or not kept.toned else kept.toned

    def thumbnail(self, page: int) -> QImage | None:
        key = self.key(page)
        return None if key is None else self._thumbnails.image(key)

    def size(self, page: int) -> tuple[int, int] | None:
        """Pixels of the page frame; an estimate while only its small picture is known."""
        document = self._document
        if document is None or not 0 <= page < len(document.pages):
            return None
        known = document.pages[page]
        if known.width > 0 and known.height > 0:
            return (known.width, known.height)
        kept = self._kept(page)
        if kept is not None:
            return kept.frame
        small = self.thumbnail(page)
        return None if small is None else _estimated(small)

    def ready(self, page: int) -> bool:
        """Whether there is a picture of a page (a small one does not count)."""
        return self._kept(page) is not None

    def error(self, page: int) -> object | None:
        """Why a page cannot be shown, or None."""
        key = self.key(page)
        return None if key is None else self._errors.get(key)

    @property
    def here(self) -> str:
        """The id of the document whose pages are shown, or empty."""
        return "" if self._document is None else self._document.id

    def key(self, page: int) -> PageKey | None:
        if self._document is None or not 0 <= page < len(self._document.pages):
            return None
        return PageKey.of(self._document.pages[page])

    # Asking

    def open(self, document: Document | None, source: Source | None) -> None:
        """Show another document. Pictures that are kept stay good: they belong to the original, not to the document."""
        same = document is not None and self._document is not None and document.id == self._document.id
        self._document = document
        self._source = source
        if not same:
            self.set_tone(Tone(stretched=self._tone.stretched))
        self._shown = -1
        self._side = SHARP
        self._cache.shown = None
        self._prepared = self._beside = ()
        self._tried.clear()
        self._errors.clear()

    def close(self) -> None:
        """Show nothing, and keep nothing for later: what was shown is not looked at any more."""
        self.open(None, None)
        self._cache.clear()

    def prepare(self, pages: tuple[tuple[PageKey, PageFile], ...]) -> None:
        """Draw pages of the document that comes next, when nothing else is to do."""
        self._prepared = pages
        self._tried.clear()
        self._next()

    def want_beside(self, pages: Iterable[int]) -> None:
        """Draw pages that values in view stand on, when nothing else is to do; of many, those asked for last."""
        wanted = [page for page in pages if self.key(page) is not None and not self.ready(page)]
        if wanted:
            self._beside = tuple(dict.fromkeys((*wanted, *self._beside)))[:_BESIDE]
            self._next()

    def want(self, page: int) -> None:
        """Show a page: what there is of it comes at once through `picture`, the rest is drawn."""
        key = self.key(page)
        if key is None:
            return
        if page != self._shown:
            self._errors.pop(key, None)  # leafing back to a page tries it again
            self._side = SHARP
            self._tried.clear()
        self._shown = page
        self._cache.shown = key
        if self._running is not None and self._running[0] != key:
            self._patience.start()
        self._next()

    def want_sharper(self, page: int, side: int) -> None:
        """The page is seen so large that its long side takes `side` pixels."""
        wanted = SHARP if side <= SHARP else SHARPEST
        if page == self._shown and wanted > self._side:
            self._side = wanted
            self._next()

    def want_thumbnail(self, page: int) -> None:
        file = self._file(page)
        if file is not None:
            self._thumbnails.want(*file)

    def retry(self, page: int) -> None:
        """Try again what could not be drawn: a page, and with it others that waited for the same password."""
        if self.key(page) is not None:
            self._errors.clear()
            self._tried.clear()
            self._thumbnails.retry()
            self._next()

    def set_stretched(self, on: bool) -> None:
        """Show paper white and ink dark, or the picture untouched."""
        self.set_tone(replace(self._tone, stretched=on))

    def set_tone(self, tone: Tone) -> None:
        """Show pages in this tone from now on; brightness, contrast and inverting until another document comes."""
        if tone == self._tone:
            return
        self._tone = tone
        if self._toning is not None:
            self._toning.cancel()
        self.tone_changed.emit()
        if self._shown >= 0:
            if tone.plain:
                self._forget_toned()
            self.toned.emit(self._shown)
        self._next()

    @property
    def tone(self) -> Tone:
        return self._tone

    # Drawing

    def _kept(self, page: int) -> Kept | None:
        key = self.key(page)
        return None if key is None else self._cache.get(key)

    @Slot()
    def _next(self) -> None:
        if self._running is not None:
            return
        job = self._job()
        if job is None:
            return
        run = self.runner.start(VIEW, job, succeeded=self._on_drawn, failed=self._on_failed, cancelled=self._on_ended)
        self._running = (job.key, run)
        self._toning = run if isinstance(job, ToneJob) else None
        run.crashed.connect(self._on_failed)

    def _job(self) -> DrawJob | ToneJob | None:
        for wish in self._wishes():
            if wish.key in self._errors:
                continue
            kept = self._cache.get(wish.key)
            shown = wish.key == self._cache.shown
            if kept is None or (kept.side < wish.side and not kept.whole):
                if wish not in self._tried:
                    if not shown:
                        self._tried.add(wish)  # once: what the cache has no room for must not be drawn for ever
                    return DrawJob(self._renderer, wish.key, wish.file, wish.side)
            elif shown and wish.side > ROUGH and not kept.has(self._tone):
                # What can be seen soon comes first: the tone may be another one by then.
                return ToneJob(wish.key, kept.levels, self._tone, 0 if kept.tone == self._tone else _SOON)
        return None

    def _wishes(self) -> Iterator[_Wish]:
        """What is to be drawn, most urgent first."""
        shown = self._file(self._shown)
        if shown is not None:
            yield from (_Wish(*shown, ROUGH), _Wish(*shown, self._side))
        if self._thumbnails.busy:
            return
        for page in (self._shown + 1, self._shown - 1):
            neighbor = self._file(page) if self._shown >= 0 else None
            if neighbor is not None:
                yield from (_Wish(*neighbor, ROUGH), _Wish(*neighbor, SHARP))
        for prepared in self._prepared:
            yield from (_Wish(*prepared, ROUGH), _Wish(*prepared, SHARP))
        for page in self._beside:
            beside = self._file(page)
            if beside is not None:
                yield _Wish(*beside, SHARP)

    def _file(self, page: int) -> tuple[PageKey, PageFile] | None:
        key = self.key(page)
        return None if key is None or self._source is None else (key, self._source(page))

    @Slot(object)
    def _on_drawn(self, result: object) -> None:
        self._running = None
        if isinstance(result, Shown):
            self._cache.put(result.key, Kept(result.side, result.frame, result.levels))
            self._thumbnails.put(result.key, result.levels[-1])
            self._tell(result.key)
        elif isinstance(result, Toned):
            self._keep_toned(result)
        self._on_ended()

    def _keep_toned(self, result: Toned) -> None:
        kept = self._cache.get(result.key)
        if kept is None or result.tone != self._tone:
            return
        self._cache.put(result.key, replace(kept, toned=result.levels, tone=result.tone))
        for page in self._pages_of(result.key):
            self.toned.emit(page)

    def _forget_toned(self) -> None:
        key = self.key(self._shown)
        kept = None if key is None else self._cache.get(key)
        if key is not None and kept is not None:
            self._cache.put(key, replace(kept, toned=(), tone=Tone()))

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        key = self._running[0] if self._running is not None else None
        self._running = None
        if key is not None:
            self._errors[key] = error
            for page in self._pages_of(key):
                self.failed.emit(page, error)
        self._on_ended()

    @Slot()
    def _on_ended(self) -> None:
        self._running = self._toning = None
        self._patience.stop()
        self._next()

    @Slot()
    def _give_up(self) -> None:
        if self._running is not None and self._running[0] != self._cache.shown:
            self._running[1].cancel()

    @Slot(object)
    def _on_thumbnail(self, key: PageKey) -> None:
        for page in self._pages_of(key):
            self.thumbnail_arrived.emit(page)

    def _tell(self, key: PageKey) -> None:
        for page in self._pages_of(key):
            self.arrived.emit(page)

    def _pages_of(self, key: PageKey) -> list[int]:
        pages = () if self._document is None else self._document.pages
        return [number for number, page in enumerate(pages) if PageKey.of(page) == key]


def _estimated(small: QImage) -> tuple[int, int]:
    scale = NOMINAL_SIZE[1] / max(small.width(), small.height(), 1)
    return (round(small.width() * scale), round(small.height() * scale))
