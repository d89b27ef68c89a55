"""What becomes of the corrections of the shown document: its service gets them, hears a status, or nothing."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from reviewer.errors import ReviewerError
from reviewer.lanes import TRY
from reviewer.services.sources import is_provider, title_of
from reviewer.ui.viewmodels.review import ReviewViewModel
from reviewer.ui.workers.runner import Runner

if TYPE_CHECKING:  # SQLAlchemy behind it takes 0.3 s to import; the first paint does not wait for that
    from reviewer.services.desk import Desk

_VALUES, _STATUS = "feedback", "status"


class Returning(QObject):
    """Asks in the background what a service takes, once for each, and again when the settings change.

    Signals:
        said: one sentence, or empty for a document that was read on this computer.
    """

    said = Signal(str)

    def __init__(self, runner: Runner, review: ReviewViewModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._review = review
        self._desk: Desk | None = None
        self._known: dict[str, frozenset[str]] = {}
        self._asked: set[str] = set()
        review.opened.connect(self.look)
        review.changed.connect(self.look)

    def use(self, desk: "Desk") -> None:
        """Ask for a workspace."""
        self._desk = desk

    @Slot()
    def forget(self) -> None:
        """Other settings count: ask again."""
        self._known, self._asked = {}, set()
        self.look()

    @Slot()
    def look(self) -> None:
        """Say what holds for the shown document."""
        source = self._source()
        if not source or source in self._known:
            self.said.emit(self.words(source))
        elif self._desk is not None and source not in self._asked:
            self._asked.add(source)
            self._runner.start(TRY, self._desk.takes_of(source), succeeded=self._on_known, failed=self._on_failed)

    def words(self, source: str) -> str:
        """What holds for a service; empty when nobody knows yet, and for an engine."""
        if source not in self._known:
            return ""
        takes = self._known[source]
        if {_VALUES, _STATUS} <= takes:
            text = self.tr("{service} gets your corrections, and hears that it is reviewed.")
        elif _VALUES in takes:
            text = self.tr("{service} gets your corrections.")
        elif _STATUS in takes:
            text = self.tr("{service} hears that it is reviewed. Corrections stay here.")
        else:
            text = self.tr("{service} takes no corrections. They stay here.")
        return text.format(service=title_of(source))

    def _source(self) -> str:
        review = self._review.review
        origin = None if review is None else review.revision.origin
        return "" if origin is None or not is_provider(origin.source) else origin.source

    @Slot(object)
    def _on_known(self, found: tuple[str, frozenset[str]]) -> None:
        self._known[found[0]] = found[1]
        self.look()

    @Slot(object)
    def _on_failed(self, _error: ReviewerError) -> None:
        """Its settings cannot be used: that is told where they are; nothing is sent then."""
