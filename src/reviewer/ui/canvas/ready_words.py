"""The words of pages, made ready to be painted and found; very many of them beside the window."""

from collections import deque
from typing import ClassVar, Final

import msgspec
from PySide6.QtCore import QObject, Signal, Slot

from reviewer.domain.text import PageText
from reviewer.jobs import CancelToken, Report
from reviewer.lanes import INDEX
from reviewer.ui.canvas.words import Words
from reviewer.ui.workers.runner import Runner

AT_ONCE: Final = 1500
"""Words that are made ready in no time: more than most pages have."""

_KEPT: Final = 6
"""Pages whose words are kept ready: going back and forth must not make them anew."""

_Made = tuple[PageText, Words]


class WordsJob(msgspec.Struct, frozen=True):
    """Make the words of a page ready: about 4 ms for 1,000."""

    kind: ClassVar[str] = "place words"
    text: PageText

    def __call__(self, token: CancelToken, report: Report) -> _Made:
        return self.text, Words(self.text)


class ReadyWords(QObject):
    """Makes words ready and keeps the last ones.

    Args:
        runner: for pages with very many.

    Signals:
        arrived: words that were asked for in vain are ready.
    """

    arrived = Signal()

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._made: deque[_Made] = deque(maxlen=_KEPT)
        self._coming: list[PageText] = []

    def of(self, text: PageText | None) -> Words | None:
        """The words of a page; None when it is not read, and while there are so many that it takes a while."""
        if text is None:
            return None
        known = next((words for seen, words in self._made if seen is text), None)
        if known is None and sum(len(line.words) for line in text.lines) <= AT_ONCE:
            known = Words(text)
            self._made.append((text, known))
        elif known is None and not any(coming is text for coming in self._coming):
            self._coming.append(text)
            self._runner.start(INDEX, WordsJob(text), succeeded=self._on_made)
        return known

    @Slot(object)
    def _on_made(self, made: _Made) -> None:
        self._coming = [text for text in self._coming if text is not made[0]]
        self._made.append(made)
        self.arrived.emit()
