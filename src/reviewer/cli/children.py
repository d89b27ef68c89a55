"""The children of one run: one that opens files, and one reader for each page that is read at a time."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import SimpleQueue
from types import TracebackType
from typing import Self

from reviewer.errors import Cancelled, ReviewerError
from reviewer.pages.client import PageClient
from reviewer.services.tools import Tools
from reviewer.settings import Reading


class Children:
    """Lends tools to the places that read. A context: at its end no child is left.

    Opening files takes little beside reading them, so that one child does it for all.

    Attributes:
        pages: opens files.
        places: how many pages are read at a time.
    """

    def __init__(self, reading: Reading) -> None:
        self.pages = PageClient()
        self.places = max(1, reading.readers)
        self._tools = [Tools(reading, self.pages) for _ in range(self.places)]
        self._free: SimpleQueue[Tools] = SimpleQueue()
        for tools in self._tools:
            self._free.put(tools)

    def start(self, file: Path | None) -> None:
        """Start them now, each in a thread that ends at once; what goes wrong is told when they are needed.

        Args:
            file: one that is going to be opened.
        """
        starts: list[Callable[[], object]] = [tools.reader.start for tools in self._tools]
        if file is not None:
            starts.append(lambda: self.pages.probe(file))
        for start in starts:
            threading.Thread(target=_quietly, args=(start,), name="start").start()

    @contextmanager
    def borrowed(self) -> Iterator[Tools]:
        """Tools that nobody else uses now."""
        tools = self._free.get()
        try:
            yield tools
        finally:
            self._free.put(tools)

    def close(self) -> None:
        """End them, also in the middle of their work; who waits for one hears that it was cancelled."""
        for tools in self._tools:
            tools.close()
        self.pages.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _quietly(start: Callable[[], object]) -> None:
    with suppress(ReviewerError, Cancelled):
        start()
