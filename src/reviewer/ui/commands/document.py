"""What the actions of the menu Document do."""

from functools import partial

from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QDesktopServices

from reviewer.domain.document import AUTO
from reviewer.engines.base import TITLES
from reviewer.services.sources import title_of
from reviewer.ui.commands.panes import Group, Handlers
from reviewer.ui.viewmodels.review import Went


class DocumentCommands(Group):
    """Finishing a document, putting it aside, reading it again, going to another."""

    changing = (
        "document.finish",
        "document.postpone",
        "document.reject",
        "document.change_type",
        "document.reread",
        "page.reread",
        "document.read_anyway",
        "task.retry",
    )

    def handlers(self) -> Handlers:
        session = self._session
        return {
            "document.postpone": self.postpone,
            "document.reject": self.reject,
            "document.finish": self.finish,
            "document.reopen": self.reopen,
            "document.next": lambda: session.step_document(1),
            "document.previous": lambda: session.step_document(-1),
            "document.reread": lambda: session.reread(),
            "page.reread": lambda: session.reread_page(),
            "document.read_with": self.read_with,
            "document.check": lambda: session.checking.begin(session.opening.here),
            "document.read_anyway": lambda: session.reread(read_anyway=True),
            "document.change_type": self.change_type,
            "document.split": session.split,
            "document.show_original": self.show_original,
            "document.forget_lesson": lambda: session.forgetting.forget(session.opening.here),
            "document.delete": lambda: session.acting.delete(self._panes.queue.chosen()),
            "task.retry": lambda: session.reread(),
            "task.cancel": lambda: session.reading.cancel(session.queue.current),
        }

    @Slot()
    def finish(self) -> None:
        """Mark reviewed; what keeps it from that is told by the view-model."""
        if self._session.saving.held:
            self._tell(self.tr("A change is not saved yet. Nothing is finished before it is."))
            return
        if self._session.reading.is_reading(self._session.queue.current):
            self._tell(self.tr("This document is still being read. It can be finished when all of it is here."))
            return
        went = self._session.review.finish()
        if went is not Went.FINISHED:
            self._panes.fields.list.focus_editor()

    @Slot()
    def postpone(self) -> None:
        if self._session.document is not None:
            question = self.tr("Put this document aside. Why?")
            yes, no = self.tr("Postpone"), self.tr("Go on")
            self._dialogs().ask_reason(question, yes, no, self._session.review.postpone)

    @Slot()
    def reject(self) -> None:
        document = self._session.document
        if document is not None:
            question = self.tr("Reject “{}”? It leaves the queue.").format(document.name)
            self._dialogs().ask_reason(question, self.tr("Reject"), self.tr("Keep"), self._session.review.reject)

    @Slot()
    def reopen(self) -> None:
        if self._session.document is not None:
            question = self.tr("Put this document back into the queue. Why?")
            self._dialogs().ask_reason(question, self.tr("Reopen"), self.tr("Leave it"), self._session.review.reopen)

    @Slot()
    def change_type(self) -> None:
        """Offer the document types."""
        desk, review = self._session.desk, self._session.review.review
        if desk is not None and review is not None:
            now = review.revision.document_type
            self._dialogs().choose_type(desk.types.values(), now, self._session.change_type)

    @Slot()
    def read_with(self) -> None:
        """Offer the engines of this computer and the providers in use."""
        desk, session = self._session.desk, self._session
        document = session.opening.here
        if desk is not None and document:
            here = [(AUTO, self.tr("This computer")), *TITLES.items()]
            away = [(name, title_of(name)) for name in desk.providers]
            read = partial(session.rereading.read, document)
            self._dialogs().choose_source([*here, *away], self._now(), lambda source: read(source=source))

    def _now(self) -> str:
        """What read the shown document last."""
        review = self._session.review.review
        origin = None if review is None else review.revision.origin
        return "" if origin is None else origin.source

    @Slot()
    def show_original(self) -> None:
        document, desk = self._session.document, self._session.desk
        if document is not None and desk is not None:
            path = desk.workspace.originals.path_of(document.originals[0].sha256)
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
