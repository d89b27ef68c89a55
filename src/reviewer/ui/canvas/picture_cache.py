"""Keeps the pictures of pages seen lately, up to a number of bytes."""

from collections import OrderedDict
from typing import Final

import msgspec
from PySide6.QtGui import QImage

from reviewer.ui.canvas.levels import size_of
from reviewer.ui.canvas.page_jobs import PageKey
from reviewer.ui.canvas.tone import Tone

CACHE_BYTES: Final = 160 * 1024 * 1024


class Kept(msgspec.Struct, frozen=True):
    """What there is of a page: see `page_jobs.Shown`; `toned` are levels with another tone, or empty."""

    side: int
    frame: tuple[int, int]
    levels: tuple[QImage, ...]
    toned: tuple[QImage, ...] = ()
    tone: Tone = Tone()

    @property
    def whole(self) -> bool:
        """Whether no larger picture can be had."""
        return max(self.levels[0].width(), self.levels[0].height()) >= max(self.frame)

    def has(self, tone: Tone) -> bool:
        """Whether all levels are there in this tone."""
        return tone.plain or (self.tone == tone and len(self.toned) == len(self.levels))

    @property
    def size(self) -> int:
        return size_of(self.levels) + size_of(self.toned)


class PictureCache:
    """The least lately used page goes first; the shown page never goes."""

    def __init__(self, limit: int = CACHE_BYTES) -> None:
        self._limit = limit
        self._pages: OrderedDict[PageKey, Kept] = OrderedDict()
        self.shown: PageKey | None = None
        self.size = 0

    def get(self, key: PageKey) -> Kept | None:
        kept = self._pages.get(key)
        if kept is not None:
            self._pages.move_to_end(key)
        return kept

    def put(self, key: PageKey, kept: Kept) -> None:
        self._forget(key)
        self._pages[key] = kept
        self.size += kept.size
        for oldest in [k for k in self._pages if k not in (self.shown, key)]:
            if self.size <= self._limit:
                return
            self._forget(oldest)

    def clear(self) -> None:
        """Keep nothing."""
        self._pages.clear()
        self.size = 0

    def __contains__(self, key: object) -> bool:
        return key in self._pages

    def _forget(self, key: PageKey) -> None:
        gone = self._pages.pop(key, None)
        if gone is not None:
            self.size -= gone.size
