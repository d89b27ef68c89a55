"""The program's side of the reader children. Imports no engine, no numpy and no cv2."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from queue import Empty, LifoQueue
from types import MappingProxyType

from reviewer.domain.geometry import Box
from reviewer.domain.text import Line, PageText
from reviewer.engines._choose import Choice
from reviewer.engines._messages import Choose, Describe, Described, Measure, Measured, Read, ReadRegions, RegionsRead
from reviewer.engines.base import AUTO, EngineInfo, Hints
from reviewer.jobs import CancelToken, Report
from reviewer.processes import limits
from reviewer.processes.child import Child
from reviewer.processes.memory import Pixels

__all__ = ["Choice", "ReaderClient"]

_NO_OPTIONS: Mapping[str, str] = MappingProxyType({})
_NO_HINTS = Hints()
_POLL_SECONDS = 0.1


class ReaderClient:
    """Reads pages in children of its own: as many at a time as there are children. Any thread may call.

    Every method raises `ChildDied`, `Cancelled`, and `EngineError` when an engine is missing or lacks a language.

    Args:
        options: of the engines, for example ``tesseract_path``.
        children: how many.
    """

    def __init__(self, options: Mapping[str, str] = _NO_OPTIONS, *, children: int = 1) -> None:
        self._options = dict(options)
        self._children = tuple(
            Child("reviewer.engines.worker", seconds=limits.READ_SECONDS, title="text reader") for _ in range(children)
        )
        self._free: LifoQueue[Child] = LifoQueue()  # the last one is the warmest
        for child in self._children:
            self._free.put(child)

    def describe(self, engine: str = "", *, token: CancelToken | None = None) -> tuple[EngineInfo, ...]:
        """What an engine can do here, or all of them."""
        with self._lent(token) as child:
            return child.call("describe", Describe(engine, self._options), Described, token=token).engines

    def choose(
        self, engine: str = AUTO, languages: tuple[str, ...] = (), *, token: CancelToken | None = None
    ) -> Choice:
        """Which engine will read these languages, and why; a name is obeyed if it can do it."""
        with self._lent(token) as child:
            return child.call("choose", Choose(engine, languages, self._options), Choice, token=token)

    def read(
        self,
        pixels: Pixels,
        page: int = 0,
        engine: str = AUTO,
        hints: Hints = _NO_HINTS,
        *,
        region: Box | None = None,
        token: CancelToken | None = None,
        on_progress: Report | None = None,
    ) -> PageText:
        """Read a page.

        Args:
            pixels: in shared memory, which must stay until this returns.
            page: its index in the document.
            engine: by name, or ``auto``.
            hints: what is known of the page.
            region: read only this rectangle (fractions of the page).
            token: to cancel with.
            on_progress: called from this thread.

        Returns:
            Words in the frame of the page as it came. A blank page has none.
        """
        request = Read(pixels, page, engine, hints, region, self._options)
        with self._lent(token) as child:
            return child.call("read", request, PageText, token=token, on_progress=on_progress)

    def read_regions(
        self,
        pixels: Pixels,
        regions: tuple[Box, ...],
        engine: str,
        hints: Hints = _NO_HINTS,
        *,
        token: CancelToken | None = None,
    ) -> tuple[tuple[Line, ...], ...]:
        """Read several rectangles of a page (fractions of it). Returns the lines of each."""
        request = ReadRegions(pixels, regions, engine, hints, self._options)
        with self._lent(token) as child:
            return child.call("read_regions", request, RegionsRead, token=token).lines

    def skew(self, pixels: Pixels, turn: int = 0, *, token: CancelToken | None = None) -> float:
        """By how many degrees clockwise the print of a page leans after a turn; 0 when it does not, or little tells."""
        with self._lent(token) as child:
            return child.call("measure", Measure(pixels, turn), Measured, token=token).skew

    def start(self) -> None:
        """Start the children now, without waiting for it, so that the first pages need not wait so long."""
        for child in self._children:
            child.start()

    def kill(self) -> None:
        """End the children now, from any thread."""
        for child in self._children:
            child.kill()

    def close(self) -> None:
        """End the children for good."""
        self.kill()
        for child in self._children:
            child.close()

    @contextmanager
    def _lent(self, token: CancelToken | None) -> Iterator[Child]:
        """A child that nobody else uses now."""
        child = self._wait(token or CancelToken())
        try:
            yield child
        finally:
            self._free.put(child)

    def _wait(self, token: CancelToken) -> Child:
        while True:
            token.check()
            with suppress(Empty):
                return self._free.get(timeout=_POLL_SECONDS)
