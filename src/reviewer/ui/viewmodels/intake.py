"""Taking files in: what was dropped, pasted or handed over, and the passwords of encrypted ones."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from reviewer.errors import PasswordNeeded, ReviewerError
from reviewer.lanes import INTAKE
from reviewer.ui.viewmodels.notice import Notice, NoticeLevel, of_error
from reviewer.ui.workers.runner import Runner

if TYPE_CHECKING:  # SQLAlchemy behind them takes 0.3 s to import; the first paint does not wait for that
    from reviewer.pages.client import PageClient
    from reviewer.services.desk import Desk
    from reviewer.services.intake import Taken

PASSWORD_TRIES = 3


@dataclass(frozen=True)
class Locked:
    """An encrypted file that waits for its password.

    Attributes:
        name: of the file.
        path: to be taken in once it opens, or None for a document of the workspace.
        sha256: of a document's original, or empty.
        tries: that are left.
    """

    name: str
    path: Path | None
    sha256: str
    tries: int = PASSWORD_TRIES

    @property
    def wrong(self) -> bool:
        """Whether a password was tried and did not open it."""
        return self.tries < PASSWORD_TRIES


class IntakeViewModel(QObject):
    """Takes files in one after the other, and tells what became of each.

    Signals:
        taken: a Taken: a file is a document now, or was one before.
        show_asked: id of the document to be shown.
        progressed: share done and words; no words when all is done.
        told: a Notice.
        locked: a Locked file waits for a password.
        unlocked: a password was given for a document of the workspace.
    """

    taken = Signal(object)
    show_asked = Signal(str)
    progressed = Signal(float, str)
    told = Signal(object)
    locked = Signal(object)
    unlocked = Signal()
    _came = Signal(object)
    _came_to_show = Signal(object)

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._desk: Desk | None = None
        self._pages: PageClient | None = None
        self._tries: dict[str, int] = {}
        self._shut: set[Path] = set()
        self._first_wanted = False
        # These signals carry what the worker thread tells into the GUI thread.
        self._came.connect(self._on_came)
        self._came_to_show.connect(self._on_came_to_show)

    def use(self, desk: "Desk", pages: "PageClient") -> None:
        """Take into a workspace; what looks into the files is closed by its owner."""
        self._desk = desk
        self._pages = pages

    # Files

    def take(self, paths: list[Path], *, show: bool = False) -> None:
        """Take files and folders in; show the first document they become, when asked for."""
        if self._desk is None and paths:
            text = self.tr("Nothing was added: the workspace is not open.")
            self.told.emit(Notice(text, NoticeLevel.WARNING, key="adding"))
        if self._desk is None or self._pages is None or not paths:
            return
        self._first_wanted = self._first_wanted or show
        came = self._came_to_show if show else self._came
        job = self._desk.arrivals.intake(tuple(paths), self._pages, came.emit)
        self._runner.start(
            INTAKE, job, succeeded=self._on_all_taken, failed=self._on_failed, progressed=self.progressed.emit
        )

    def take_picture(self, make: Callable[[Path], Path]) -> None:
        """Take in a picture that `make` writes into a folder, and show it."""
        if self._desk is not None and self._pages is not None:
            self._first_wanted = True
            job = self._desk.arrivals.paste(make, self._pages, self._came_to_show.emit)
            self._runner.start(INTAKE, job, succeeded=self._on_all_taken, failed=self._on_failed)

    @Slot()
    def take_incoming(self) -> None:
        """Take in what `reviewer add` handed over; not what waits for its password already."""
        waits = any(run.job.kind == "incoming" and not run.begun for run in self._runner.runs(INTAKE))
        if self._desk is not None and self._pages is not None and not waits:
            job = self._desk.arrivals.incoming(self._pages, self._came.emit, frozenset(self._shut))
            self._runner.start(INTAKE, job, failed=self._on_failed)

    # Passwords

    def unlock(self, locked: Locked, password: str) -> None:
        """Try a password for a file."""
        if self._desk is None:
            return
        self._tries[locked.sha256 or str(locked.path)] = locked.tries - 1
        if locked.path is None:
            self._desk.passwords.put(locked.sha256, password)
            self.unlocked.emit()
            return
        self._desk.passwords.offer(password)
        if locked.path in self._shut:
            self._shut.remove(locked.path)
            self.take_incoming()
        else:
            self.take([locked.path])

    def ask_password(self, name: str, path: Path | None = None, sha256: str = "") -> None:
        """Have the password of a file asked for, unless enough were tried."""
        tries = self._tries.get(sha256 or str(path), PASSWORD_TRIES)
        if tries > 0:
            self.locked.emit(Locked(name, path, sha256, tries))
            return
        self._tries.pop(sha256 or str(path))
        text = self.tr("“{}” stays closed: none of the passwords opens it.").format(name)
        self.told.emit(Notice(text, NoticeLevel.WARNING))

    @Slot(object)
    def _on_came(self, taken: "Taken") -> None:
        if taken.error is not None:
            self._tell_not_taken(taken, taken.error)
            return
        if taken.known:
            text = self.tr("“{}” is already in the workspace.").format(taken.path.name)
            if taken.parts:
                text = self.tr("“{}” is already in the workspace, split into %n document(s).", "", taken.parts)
                text = text.format(taken.path.name)
            self.told.emit(Notice(text, key="known"))
        for notice in taken.notices:
            self.told.emit(Notice(f"“{taken.path.name}”: {notice}", NoticeLevel.WARNING))
        self.taken.emit(taken)

    @Slot(object)
    def _on_came_to_show(self, taken: "Taken") -> None:
        self._on_came(taken)
        if self._first_wanted and taken.document is not None:
            self._first_wanted = False
            self.show_asked.emit(taken.document.id)

    def _tell_not_taken(self, taken: "Taken", error: ReviewerError) -> None:
        if not isinstance(error, PasswordNeeded):
            self.told.emit(Notice(f"“{taken.path.name}”: {error}", NoticeLevel.ERROR, key=str(taken.path)))
            return
        if self._desk is not None and taken.path.is_relative_to(self._desk.workspace.incoming):
            self._shut.add(taken.path)
        self.ask_password(taken.path.name, taken.path)

    @Slot(object)
    def _on_all_taken(self, _outcomes: object) -> None:
        self.progressed.emit(1.0, "")

    @Slot(object)
    def _on_failed(self, error: ReviewerError) -> None:
        self.told.emit(of_error(error))
