"""From the first paint to the first document: opens the workspace, brings back what was left, hears second starts."""

import importlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal, Slot

from reviewer.errors import ReviewerError, SettingsError, WorkspaceBusy
from reviewer.jobs import CancelToken, Report
from reviewer.lanes import DESCRIBE, LEARN, LOAD
from reviewer.settings import Settings
from reviewer.ui.late import PORTIONS, Late
from reviewer.ui.letterbox import Letterbox
from reviewer.ui.viewmodels.notice import of_error
from reviewer.ui.viewmodels.session import Session, Workers
from reviewer.ui.workers.runner import Runner

if TYPE_CHECKING:  # SQLAlchemy behind them takes 0.3 s to import; the first paint does not wait for that
    from reviewer.services.desk import Desk
    from reviewer.services.start import Recovered

Start = Callable[[Path, Settings], "tuple[Desk, Workers]"]
Recover = Callable[["Desk"], "Recovered"]

PATIENCE_MS, CALM_MS = 1000, 50
LATE = (
    "reviewer.services.recognize",
    "reviewer.services.retype",
    "reviewer.services.explaining",
    "reviewer.services.incoming",
    "reviewer.services.callbacks",
    "reviewer.services.export",
)
"""What the first document does not wait for, and nobody shall wait for later. Nothing of Qt (see Late)."""


class StartJob(msgspec.Struct, frozen=True):
    """Open the workspace; imports what the first paint did not wait for."""

    kind: ClassVar[str] = "start"
    start: Start
    folder: Path
    settings: Settings

    def __call__(self, token: CancelToken, report: Report) -> "tuple[Desk, Workers]":
        return self.start(self.folder, self.settings)


class RecoverJob(msgspec.Struct, frozen=True):
    """Bring back what was left when Reviewer stopped."""

    kind: ClassVar[str] = "recover"
    recover: Recover
    desk: "Desk"

    def __call__(self, token: CancelToken, report: Report) -> "Recovered":
        return self.recover(self.desk)


class ImportJob(msgspec.Struct, frozen=True):
    """Import modules that are needed later, so that nobody waits for them then."""

    kind: ClassVar[str] = "import"
    names: tuple[str, ...]

    def __call__(self, token: CancelToken, report: Report) -> None:
        for name in self.names:
            token.check()
            importlib.import_module(name)


class Starting(QObject):
    """One start. First things first: the workspace, the queue and its first document, then all else.

    Args:
        runner: of the jobs.
        session: gets the workspace.
        folder: of the workspace.
        start: opens a workspace; runs in a worker thread.
        recover: brings back what was left; runs in a worker thread.
        takes: paths to take in as soon as the workspace is open.
        opens: likewise, and the first document they become is shown.

    Attributes:
        late: what nobody shall wait for later, begun when all else is done.

    Signals:
        done: everything is there, and what was left is back.
        called: a second start wants the window to come to the front.
        handed_over: another window has this workspace; it came to the front and took the files.
        told: a Notice.
    """

    done = Signal()
    called = Signal()
    handed_over = Signal()
    told = Signal(object)

    def __init__(
        self,
        runner: Runner,
        session: Session,
        folder: Path,
        start: Start,
        recover: Recover,
        takes: tuple[Path, ...] = (),
        opens: tuple[Path, ...] = (),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._session = session
        self._folder = folder
        self._start = start
        self._recover = recover
        self._takes = takes
        self._opens = opens
        self._went_on = False
        self.late = Late(PORTIONS, self)

    def begin(self, settings: Settings) -> None:
        """Open the workspace."""
        self._settings = settings
        self._open()

    def _open(self) -> None:
        job = StartJob(self._start, self._folder, self._settings)
        self._runner.start(LOAD, job, succeeded=self._on_started, failed=self._on_not_started)

    @Slot(object)
    def _on_started(self, started: "tuple[Desk, Workers]") -> None:
        desk, workers = started
        queue = self._session.queue
        for listed in (queue.loaded, queue.failed):
            listed.connect(self._on_listed)
        self._session.use(desk, workers)
        for problem in desk.types.problems:
            self.told.emit(of_error(SettingsError(problem, "Its file was left out.")))

    @Slot(object)
    def _on_not_started(self, error: ReviewerError) -> None:
        from reviewer.ui.single import hand_over  # brings Qt's network, which only a second start needs

        if isinstance(error, WorkspaceBusy) and hand_over(self._folder, self._takes + self._opens):
            self.handed_over.emit()
            return
        self.told.emit(of_error(error, self.tr("Try again"), self._open))

    @Slot()
    def _on_listed(self) -> None:
        """The queue is there. The rest waits for its first document, if there is one, but not for long."""
        queue = self._session.queue
        for listed in (queue.loaded, queue.failed):
            listed.disconnect(self._on_listed)
        QTimer.singleShot(PATIENCE_MS if queue.rowCount() else 0, self._go_on)

    @Slot()
    def see(self) -> None:
        """The first page is there; what comes now may wait until it is painted."""
        if not self._went_on:
            QTimer.singleShot(CALM_MS, self._go_on)

    @Slot()
    def _go_on(self) -> None:
        if not self._went_on:
            self._went_on = True
            self._runner.start(DESCRIBE, ImportJob(LATE)).ended.connect(self._on_imported)

    @Slot()
    def _on_imported(self) -> None:
        desk = self._session.desk
        if desk is not None:
            job = RecoverJob(self._recover, desk)
            self._runner.start(LOAD, job, succeeded=self._on_recovered, failed=self._on_not_recovered)

    @Slot(object)
    def _on_recovered(self, found: "Recovered") -> None:
        desk, intake = self._session.desk, self._session.intake
        assert desk is not None
        for folder, take in (
            (desk.workspace.incoming, intake.take_incoming),
            (desk.workspace.inbox, self._session.callbacks.apply),
        ):
            Letterbox(folder, self).changed.connect(take)
        self._session.recover(found)
        self._runner.start(LEARN, desk.list_values())
        if self._takes:
            intake.take(list(self._takes))
        if self._opens:
            intake.take(list(self._opens), show=True)
        self._settle()

    @Slot(object)
    def _on_not_recovered(self, error: ReviewerError) -> None:
        self.told.emit(of_error(error))
        self._settle()

    def _settle(self) -> None:
        """All is there; hear of second starts from now on."""
        self.done.emit()
        self.late.begin()
        from reviewer.ui.single import Doorbell  # brings Qt's network, which the first document does not wait for

        self._doorbell = Doorbell(self._folder, self)
        self._doorbell.rung.connect(self._on_rung)

    @Slot(list)
    def _on_rung(self, paths: list[str]) -> None:
        """A second start handed its files over."""
        self.called.emit()
        self._session.intake.take([Path(path) for path in paths], show=True)
