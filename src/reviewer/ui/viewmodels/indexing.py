"""The words of the document under review, ready to be looked through: made beside the window, page by page."""

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from reviewer.domain.locating.page_index import PageIndex
from reviewer.domain.text import PageText
from reviewer.lanes import INDEX
from reviewer.services.indexing import IndexJob
from reviewer.ui.viewmodels.review import ReviewViewModel
from reviewer.ui.workers.runner import Run, Runner

IDLE_MS: Final = 300
"""How long a document lies there before its words are made ready: what is looked at comes first."""

_AT_ONCE: Final = 4000
"""Words of one job, about: the page that is shown is ready before a long document is."""


class Indexing(QObject):
    """Follows the texts of the review.

    Signals:
        changed: more pages are ready, or it is another document.
    """

    changed = Signal()

    def __init__(self, runner: Runner, review: ReviewViewModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._review = review
        self._made: dict[int, PageIndex] = {}
        self._run: Run | None = None
        self._idle = QTimer(self, singleShot=True, interval=IDLE_MS)
        self._idle.timeout.connect(self.want)
        review.opened.connect(self._on_opened)
        review.pages_changed.connect(self._on_opened)
        review.text_changed.connect(self._on_text_changed)

    @property
    def pages(self) -> tuple[PageIndex, ...]:
        """The pages that are ready, in their order."""
        return tuple(made for _, made in sorted(self._made.items()) if self._counts(made))

    @property
    def complete(self) -> bool:
        """Whether all pages that were read are ready, and there is one."""
        return bool(self._review.texts) and not self._missing()

    def page(self, number: int) -> PageIndex | None:
        """A page that is ready, or None."""
        made = self._made.get(number)
        return made if made is not None and self._counts(made) else None

    @Slot()
    def want(self) -> None:
        """Make ready now what is missing, the shown page first."""
        self._idle.stop()
        if self._run is not None:
            return
        texts = self._next()
        if texts:
            self._run = self._runner.start(INDEX, IndexJob(texts), succeeded=self._on_made)
            self._run.ended.connect(self._on_ended)

    # Within

    def _counts(self, made: PageIndex) -> bool:
        return self._review.texts.get(made.page) is made.text

    def _missing(self) -> list[PageText]:
        texts = self._review.texts
        return [text for number, text in sorted(texts.items()) if self.page(number) is None]

    def _next(self) -> tuple[PageText, ...]:
        shown = self._review.page
        missing = sorted(self._missing(), key=lambda text: (text.page < shown, text.page))
        taken: list[PageText] = []
        words = 0
        for text in missing:
            taken.append(text)
            words += sum(len(line.words) for line in text.lines)
            if words >= _AT_ONCE:
                break
        return tuple(taken)

    @Slot()
    def _on_opened(self) -> None:
        self._made = {}
        if self._run is not None:
            self._run.cancel()
        self._idle.start()
        self.changed.emit()

    @Slot(int)
    def _on_text_changed(self, _page: int) -> None:
        self._idle.start()
        self.changed.emit()

    @Slot(object)
    def _on_made(self, made: tuple[PageIndex, ...]) -> None:
        if self.sender() is self._run:
            self._made |= {each.page: each for each in made}
            self.changed.emit()

    @Slot()
    def _on_ended(self) -> None:
        if self.sender() is self._run:
            self._run = None
            if self._missing():
                self.want()
