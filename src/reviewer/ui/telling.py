"""What the operator is told while work goes on: in notices, over the page, in the status bar."""

from PySide6.QtCore import QObject, Slot

from reviewer.errors import ReviewerError
from reviewer.ui.notices import Notices
from reviewer.ui.panels.field_side import FieldSide
from reviewer.ui.panels.page_panel import PagePanel
from reviewer.ui.panels.status import StatusBar
from reviewer.ui.viewmodels.notice import Notice
from reviewer.ui.viewmodels.queue_state import Progress
from reviewer.ui.viewmodels.session import Session
from reviewer.ui.viewmodels.tasks import TasksViewModel


class Telling(QObject):
    """Listens to the view-models.

    Args:
        session: whose work it is.
        tasks: counts what is read.
        notices: where most is told.
        page, fields: say what goes on with the shown document.
        status: shows the count.
    """

    def __init__(
        self,
        session: Session,
        tasks: TasksViewModel,
        notices: Notices,
        page: PagePanel,
        fields: FieldSide,
        status: StatusBar,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._notices = notices
        self._page = page
        self._fields = fields
        self._status = status
        self._tasks = tasks
        session.told.connect(notices.tell)
        session.acting.outdated.connect(notices.clear)
        session.opening.shown.connect(self._on_shown)
        session.reading.progressed.connect(self._on_reading)
        session.reading.failed.connect(self._on_reading_failed)
        session.intake.progressed.connect(self._on_adding)
        session.exporting.exported.connect(self._on_exported)
        session.runner.crashed.connect(self._on_crashed)
        tasks.counted.connect(self._on_counted)
        session.returning.said.connect(fields.set_returns)
        session.unsent.counted.connect(self._on_unsent)

    @Slot(object)
    def _on_shown(self, _opened: object) -> None:
        progress = self._session.queue.progress(self._session.opening.here)
        self._say("" if progress is None else progress.words)

    @Slot(str, object)
    def _on_reading(self, document: str, progress: Progress | None) -> None:
        if progress is not None:
            self._notices.clear(document)  # that its last reading failed
        if document == self._session.queue.current:
            self._say(progress.words if progress is not None else "")
            if progress is not None:
                self._page.show_failure("")

    @Slot(str, object)
    def _on_reading_failed(self, document: str, error: ReviewerError) -> None:
        if document == self._session.queue.current and not self._session.review.texts:
            self._page.show_failure(error.text, error.advice)

    def _say(self, words: str) -> None:
        self._page.set_state(words)
        self._fields.set_reading(words)

    @Slot(float, str)
    def _on_adding(self, share: float, words: str) -> None:
        if words:
            self._notices.tell(Notice(words, key="adding"))
        else:
            self._notices.clear("adding")

    @Slot(int)
    def _on_exported(self, count: int) -> None:
        desk = self._session.desk
        if desk is not None:
            text = self.tr("%n file(s) written to {}.", "", count).format(desk.export_folder)
            # what was finished, and the way back to it, is of more use just then
            quiet = not self._session.exporting.wanted
            self._notices.tell(Notice(text, key="exported", quiet=quiet))

    @Slot(object)
    def _on_crashed(self, _error: object) -> None:
        text = self.tr("Something went wrong in Reviewer itself. Nothing that was saved is lost; the log says where.")
        self._notices.tell(Notice(text, key="crash"))

    @Slot()
    def _on_unsent(self) -> None:
        self._status.unsent.show_unsent(self._session.unsent.late, offline=self._session.delivering.offline)

    @Slot()
    def _on_counted(self) -> None:
        reading = self._session.reading
        self._status.tasks.show_tasks(reading.running, reading.waiting, self._tasks.share)
