"""The program's side of the reader child. Imports no engine, no numpy and no cv2."""

from collections.abc import Mapping
from types import MappingProxyType

from reviewer.domain.geometry import Box
from reviewer.domain.text import PageText
from reviewer.engines._choose import Choice
from reviewer.engines._messages import Choose, Describe, Described, Read
from reviewer.engines.base import AUTO, EngineInfo, Hints
from reviewer.jobs import CancelToken, Report
from reviewer.processes import limits
from reviewer.processes.child import Child
from reviewer.processes.memory import Pixels

__all__ = ["Choice", "ReaderClient"]

_NO_OPTIONS: Mapping[str, str] = MappingProxyType({})
_NO_HINTS = Hints()


class ReaderClient:
    """Reads pages in a child of its own, one at a time; use several for several pages at a time.

    Every method raises `ChildDied`, `Cancelled`, and `EngineError` when an engine is missing or lacks a language.

    Args:
        options: of the engines, for example ``tesseract_path``.
    """

    def __init__(self, options: Mapping[str, str] = _NO_OPTIONS) -> None:
        self._options = dict(options)
        self._child = Child("reviewer.engines.worker", seconds=limits.READ_SECONDS, title="text reader")

    def describe(self, engine: str = "", *, token: CancelToken | None = None) -> tuple[EngineInfo, ...]:
        """What an engine can do here, or all of them."""
        return self._child.call("describe", Describe(engine, self._options), Described, token=token).engines

    def choose(
        self, engine: str = AUTO, languages: tuple[str, ...] = (), *, token: CancelToken | None = None
    ) -> Choice:
        """Which engine will read these languages, and why; a name is obeyed if it can do it."""
        return self._child.call("choose", Choose(engine, languages, self._options), Choice, token=token)

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
        return self._child.call("read", request, PageText, token=token, on_progress=on_progress)

    def start(self) -> None:
        """Start the child now, so that the first page need not wait for it."""
        self._child.start()

    def kill(self) -> None:
        """End the child now, from any thread."""
        self._child.kill()

    def close(self) -> None:
        """End the child for good."""
        self._child.close()
