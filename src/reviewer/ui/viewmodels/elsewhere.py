"""What became of the shown document at its service: asked for in the background when it is shown."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from reviewer.domain.revision import RevisionStatus
from reviewer.domain.step import Step
from reviewer.lanes import ELSEWHERE
from reviewer.services.sources import is_provider, title_of
from reviewer.ui.viewmodels.notice import Notice
from reviewer.ui.workers.runner import Runner

if TYPE_CHECKING:  # SQLAlchemy behind it takes 0.3 s to import; the first paint does not wait for that
    from reviewer.services.desk import Desk
    from reviewer.services.opening import Opened


class Elsewhere(QObject):
    """Asks once for each document in a run of the program. That it cannot be asked is no news.

    Signals:
        changed: the Step that gave a document its status.
        told: a Notice.
    """

    changed = Signal(object)
    told = Signal(object)

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._desk: Desk | None = None
        self._asked: set[str] = set()

    def use(self, desk: "Desk") -> None:
        """Ask for documents of a workspace."""
        self._desk = desk

    @Slot(object)
    def look(self, opened: "Opened | None") -> None:
        """A document is shown."""
        desk = self._desk
        if opened is None or desk is None or desk.closing or desk.workspace.read_only:
            return
        revision = opened.revision
        origin = revision.origin
        wanted = origin is not None and is_provider(origin.source) and origin.source in desk.providers
        if not wanted or revision.status is not RevisionStatus.PENDING or revision.document in self._asked:
            return
        self._asked.add(revision.document)
        self._runner.start(ELSEWHERE, desk.status_elsewhere(revision.document), succeeded=self._on_known)

    @Slot(object)
    def _on_known(self, step: Step | None) -> None:
        if step is not None:
            self.changed.emit(step)
            words = self.tr("This document was finished or put aside at {service}. Undo takes that back here.")
            self.told.emit(Notice(words.format(service=title_of(step.by)), key="elsewhere"))
