"""One run of the program: the workspace, which document is open, and what comes next."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from reviewer.domain.document import Document
from reviewer.domain.field import Region
from reviewer.domain.geometry import bounds_of
from reviewer.domain.recognition import RecognitionTask
from reviewer.domain.step import Step, StepKind
from reviewer.domain.text import PageText
from reviewer.errors import PasswordNeeded, ReviewerError
from reviewer.lanes import EXPORT, INTAKE, LOAD, REGION, STORE
from reviewer.services.review import made
from reviewer.ui.viewmodels.notice import Notice, NoticeLevel, of_error
from reviewer.ui.viewmodels.queue import QueueViewModel
from reviewer.ui.viewmodels.reading import ReadingViewModel
from reviewer.ui.viewmodels.review import Proposal, ReviewViewModel
from reviewer.ui.viewmodels.saving import Saving
from reviewer.ui.workers.runner import Run, Runner

if TYPE_CHECKING:  # SQLAlchemy behind them takes 0.3 s to import; the first paint does not wait for that
    from reviewer.pages.client import PageClient
    from reviewer.services.desk import Desk
    from reviewer.services.intake import Taken
    from reviewer.services.opening import Opened
    from reviewer.services.region import ReadRegionJob, RegionText
    from reviewer.services.start import Recovered
    from reviewer.services.tools import Tools

AHEAD = 3
DRAFT_MS = 500
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


@dataclass(frozen=True)
class Workers:
    """What the composition gives: how to make children, and the job that reads a region."""

    tools: "list[Tools]"
    region: "type[ReadRegionJob]"


class Session(QObject):
    """Ties the view-models together.

    Signals:
        ready: a workspace is open.
        shown: another document (an Opened, or None) is on the desk.
        ahead_changed: documents that come next are known (a tuple of Documents).
        merged: the shown document got new values from a machine.
        told: a Notice.
        locked: a Locked file waits for a password.
        unlocked: a password was given for the shown document; draw it again.
        exported: corrected JSON was written.
        adding: share done and words of taking files in.
    """

    ready = Signal()
    shown = Signal(object)
    ahead_changed = Signal(object)
    told = Signal(object)
    locked = Signal(object)
    unlocked = Signal()
    exported = Signal(int)
    adding = Signal(float, str)
    _taken = Signal(object)
    _wished = Signal(object)
    _export_asked = Signal()

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.runner = runner
        self.review = ReviewViewModel(self)
        self.queue = QueueViewModel(runner, self)
        self.reading = ReadingViewModel(runner, self)
        self.saving = Saving(self)
        self.desk: Desk | None = None
        self._workers: Workers | None = None
        self._region_tools: Tools | None = None
        self._intake_tools: Tools | None = None
        self._shown = ""
        self._wanted = ""
        self._undo_there = False
        self._ahead: dict[str, Opened] = {}
        self._next_ids: tuple[str, ...] = ()
        self._past: list[Step] = []
        self._tries: dict[str, int] = {}
        self._shut: set[Path] = set()
        self._undone: list[Step] = []
        self._region_run: Run | None = None
        self._draft: tuple[str, str, str] | None = None
        self._draft_soon = QTimer(self)
        self._draft_soon.setSingleShot(True)
        self._draft_soon.setInterval(DRAFT_MS)
        self._draft_soon.timeout.connect(self.flush_draft)
        self._connect()

    def _connect(self) -> None:
        self.review.told.connect(self.told)
        self.review.drafted.connect(self._on_drafted)
        self.review.finished.connect(self._on_finished)
        self.review.read_asked.connect(self._on_read_asked)
        self.review.page_changed.connect(self._on_page_changed)
        self.reading.merged.connect(self._on_merged)
        self.reading.text_read.connect(self._on_text_read)
        self.reading.failed.connect(self._on_reading_failed)
        self.reading.progressed.connect(self.queue.set_progress)
        self.reading.changed.connect(self.queue.reload)
        self.saving.saved.connect(self._on_saved)
        self.saving.failed.connect(self._on_save_failed)
        self.queue.failed.connect(self._on_failed)
        self.queue.loaded.connect(self._on_queue_loaded)
        self._taken.connect(self._on_taken)
        self._wished.connect(self._on_wished)
        self._export_asked.connect(self.export_due)

    # The workspace

    def use(self, desk: "Desk", workers: Workers) -> None:
        """Work on an open workspace."""
        self.desk = desk
        self._workers = workers
        self.runner.start(STORE, desk.workspace.lane)
        self.saving.use(desk)
        self.reading.use(desk, workers.tools)
        self.queue.use(desk)
        self.ready.emit()

    def recover(self, found: "Recovered") -> None:
        """Go on with what was left when Reviewer stopped."""
        if found.last is not None:
            self._past.append(found.last.step)
        self.reading.add(list(found.tasks))
        self.export_due()
        self.take_incoming()

    def close(self) -> None:
        """Before the threads are joined: keep the draft, let no new work begin."""
        self.flush_draft()
        if self.desk is not None:
            self.desk.closing = True

    # Taking in

    def take(self, paths: list[Path]) -> None:
        """Take files and folders in."""
        if self.desk is None and paths:
            text = self.tr("Nothing was added: the workspace is not open.")
            self.told.emit(Notice(text, NoticeLevel.WARNING, key="adding"))
        if self.desk is None or not paths:
            return
        job = self.desk.intake(tuple(paths), self._intake_pages(), self._taken.emit)
        self.runner.start(
            INTAKE, job, succeeded=self._on_all_taken, failed=self._on_failed, progressed=self.adding.emit
        )

    def take_picture(self, make: Callable[[Path], Path]) -> None:
        """Take in a picture that `make` writes into a folder."""
        if self.desk is not None:
            job = self.desk.paste(make, self._intake_pages(), self._taken.emit)
            self.runner.start(INTAKE, job, succeeded=self._on_all_taken, failed=self._on_failed)

    @Slot()
    def take_incoming(self) -> None:
        """Take in what `reviewer add` handed over; not what waits for its password already."""
        if self.desk is None or any(run.job.kind == "incoming" and not run.begun for run in self.runner.runs(INTAKE)):
            return
        job = self.desk.incoming(self._intake_pages(), self._taken.emit, frozenset(self._shut))
        self.runner.start(INTAKE, job, failed=self._on_failed)

    def unlock(self, locked: Locked, password: str) -> None:
        """Try a password for a file."""
        if self.desk is None:
            return
        self._tries[locked.sha256 or str(locked.path)] = locked.tries - 1
        if locked.path is not None:
            self.desk.passwords.offer(password)
            if locked.path in self._shut:
                self._shut.remove(locked.path)
                self.take_incoming()
            else:
                self.take([locked.path])
        else:
            self.desk.passwords.put(locked.sha256, password)
            self.unlocked.emit()
            self.reread()

    def lock(self, sha256: str) -> None:
        """The shown document's file needs its password."""
        if self.document is not None:
            self._ask_password(self.document.name, None, sha256)

    def _ask_password(self, name: str, path: Path | None, sha256: str) -> None:
        tries = self._tries.get(sha256 or str(path), PASSWORD_TRIES)
        if tries > 0:
            self.locked.emit(Locked(name, path, sha256, tries))
            return
        self._tries.pop(sha256 or str(path))
        text = self.tr("“{}” stays closed: none of the passwords opens it.").format(name)
        self.told.emit(Notice(text, NoticeLevel.WARNING))

    # Documents

    def open(self, document: str, *, force: bool = False) -> None:
        """Show a document; at once when it was read ahead."""
        if self.desk is None or (document == self._shown and not force):
            return
        self.flush_draft()
        self._wanted = document
        self.reading.prefer(document)
        ready = None if force else self._ahead.pop(document, None)
        if ready is not None:
            self._show(ready)
        elif document:
            self.runner.start(LOAD, self.desk.open(document), succeeded=self._on_opened, failed=self._on_failed)
        else:
            self._show(None)

    @property
    def document(self) -> Document | None:
        """The document on the desk."""
        return None if self.review.review is None else self.review.review.document

    def step_document(self, by: int) -> None:
        """Show the next (1) or previous (-1) document of the queue."""
        row = self.queue.neighbor(self._wanted or self._shown, by)
        if row is not None:
            self.open(row.id)

    @property
    def next_name(self) -> str:
        """Name of the document that comes after this one, or empty."""
        opened = self._ahead.get(self._next_ids[0]) if self._next_ids else None
        return opened.document.name if opened is not None else ""

    def delete(self, ids: list[str]) -> None:
        """Delete documents; each is a step that can be undone."""
        for document in ids:
            self._keep(made(document, StepKind.DELETE, "delete", self._operator))
        if self._shown in ids:
            self._go_on()
        self.told.emit(
            Notice(
                self.tr("%n document(s) deleted.", "", len(ids)), action=self.tr("Undo"), act=self.undo, key="delete"
            )
        )

    def reread(self, *, read_anyway: bool = False) -> None:
        """Read the shown document again; what a person set or confirmed stays."""
        self.retry(self._shown, read_anyway=read_anyway)

    @Slot(str)
    def retry(self, document: str, *, read_anyway: bool = False) -> None:
        """Read a document again."""
        if self.desk is None or not document:
            return
        future = self.desk.wish(document, read_anyway=read_anyway)

        def wished(done: "Future[RecognitionTask]") -> None:
            self._wished.emit(done)

        future.add_done_callback(wished)

    def change_type(self, document_type: str) -> None:
        """Say what kind of paper the shown document is; its words are looked through again."""
        if self.desk is not None and self._shown:
            job = self.desk.retype(self._shown, document_type, self.reading.merged.emit)
            self.runner.start(LOAD, job, failed=self._on_failed)

    # Undo

    @property
    def can_undo(self) -> bool:
        review = self.review.review
        return bool(self._past) or (review is not None and bool(review.history.done))

    @Slot()
    def undo(self) -> None:
        """Take back the last thing the operator did; was it finishing or deleting another document, go back there."""
        last = self._past[-1] if self._past else None
        if last is not None and last.document != self._shown and _leaves(last):
            self._undo_there = True
            self.open(last.document)
            return
        self.review.undo()

    @Slot()
    def redo(self) -> None:
        self.review.redo()

    # Delivering

    @Slot()
    def export_due(self) -> None:
        """Write what the outbox asks for."""
        if self.desk is not None and not self.runner.runs(EXPORT):
            self.runner.start(EXPORT, self.desk.export(), succeeded=self._on_exported, failed=self._on_export_failed)

    def export_now(self) -> None:
        """Write the shown document's JSON, whatever its status."""
        if self.desk is not None and self._shown:
            self.desk.ask_export(self._shown).add_done_callback(lambda _done: self._export_asked.emit())

    # Within

    def _intake_pages(self) -> "PageClient":
        assert self.desk is not None
        if self._intake_tools is None:
            self._intake_tools = self.desk.open_tools()
        return self._intake_tools.pages

    @property
    def _operator(self) -> str:
        return self.desk.settings.operator if self.desk is not None else ""

    def _keep(self, step: Step) -> None:
        """Append a step, and remember what the operator did."""
        self.flush_draft()  # before the step, which takes the place of its drafts
        if step.kind is StepKind.UNDO:
            self._past = [past for past in self._past if past.id != step.cancels]
        elif step.undoable and step.kind is not StepKind.REDO:
            self._past.append(step)
        self.saving.keep(step)

    def _show(self, opened: "Opened | None") -> None:
        self._shown = "" if opened is None else opened.document.id
        self.queue.set_current(self._shown)
        self.shown.emit(opened)
        if opened is None or self.desk is None:
            self.review.open(None, {}, {})
            return
        review = self.desk.review(opened, self._keep)
        self.review.open(review, opened.texts, opened.drafts)
        if self._undo_there:
            self._undo_there = False
            self.review.undo()
        self._look_ahead()

    def _look_ahead(self) -> None:
        if self.desk is not None:
            job = self.desk.following(self._shown, AHEAD)
            self.runner.start(LOAD, job, succeeded=self._on_next, failed=self._on_failed)

    def _go_on(self) -> None:
        """Show the next document to review, or none."""
        following = [document for document in self._next_ids if document != self._shown]
        self.open(following[0] if following else "")

    @Slot(object)
    def _on_opened(self, opened: "Opened") -> None:
        if opened.document.id == self._wanted:
            self._show(opened)

    @Slot(object)
    def _on_next(self, ids: tuple[str, ...]) -> None:
        self._next_ids = tuple(document for document in ids if document != self._shown)
        self._ahead = {document: opened for document, opened in self._ahead.items() if document in self._next_ids}
        for document in self._next_ids:
            if self.desk is not None and document not in self._ahead:
                self.runner.start(LOAD, self.desk.open(document), succeeded=self._on_ahead)
        self._tell_ahead()

    @Slot(object)
    def _on_ahead(self, opened: "Opened") -> None:
        if opened.document.id in self._next_ids:
            self._ahead[opened.document.id] = opened
            self._tell_ahead()

    def _tell_ahead(self) -> None:
        self.ahead_changed.emit(tuple(self._ahead[i].document for i in self._next_ids if i in self._ahead))

    @Slot()
    def _on_queue_loaded(self) -> None:
        """Show the first document when none is shown."""
        first = self.queue.at(0)
        if not self._shown and not self._wanted and first is not None:
            self.open(first.id)

    @Slot()
    def _on_finished(self) -> None:
        self._go_on()

    @Slot(object)
    def _on_saved(self, step: Step) -> None:
        self._ahead.pop(step.document, None)
        self.queue.reload()
        if step.status is not None or step.kind in (StepKind.UNDO, StepKind.REDO):
            self.export_due()

    @Slot(object)
    def _on_save_failed(self, error: ReviewerError) -> None:
        self.told.emit(of_error(error, self.tr("Try again"), self.saving.retry))

    @Slot(object)
    def _on_failed(self, error: ReviewerError) -> None:
        self.told.emit(of_error(error))

    @Slot(object)
    def _on_exported(self, count: object) -> None:
        if isinstance(count, int) and count:
            self.exported.emit(count)

    @Slot(object)
    def _on_export_failed(self, error: ReviewerError) -> None:
        self.told.emit(of_error(error, self.tr("Try again"), self.export_due))

    @Slot(object)
    def _on_taken(self, taken: "Taken") -> None:
        if taken.error is not None:
            self._tell_not_taken(taken)
            return
        if taken.task is not None:
            self.reading.add([taken.task])
        if taken.known:
            text = self.tr("“{}” is already in the workspace.").format(taken.path.name)
            self.told.emit(Notice(text, key="known"))
            self._wanted = ""
        for notice in taken.notices:
            self.told.emit(Notice(f"“{taken.path.name}”: {notice}", NoticeLevel.WARNING))
        self.queue.reload()

    def _tell_not_taken(self, taken: "Taken") -> None:
        if isinstance(taken.error, PasswordNeeded):
            if self.desk is not None and taken.path.is_relative_to(self.desk.workspace.incoming):
                self._shut.add(taken.path)
            self._ask_password(taken.path.name, taken.path, "")
        elif taken.error is not None:
            self.told.emit(Notice(f"“{taken.path.name}”: {taken.error}", NoticeLevel.ERROR, key=str(taken.path)))

    @Slot(object)
    def _on_all_taken(self, outcomes: object) -> None:
        self.adding.emit(1.0, "")

    @Slot(object)
    def _on_wished(self, done: "Future[RecognitionTask]") -> None:
        error = done.exception()
        if isinstance(error, ReviewerError):
            self._on_failed(error)
        elif error is None:
            self.reading.add([done.result()])

    @Slot(object)
    def _on_merged(self, step: Step) -> None:
        self._ahead.pop(step.document, None)
        self.queue.reload()
        review = self.review.review
        if review is None or step.document != self._shown:
            return
        if step.undoable:
            self._past.append(step)
        if review.absorb(step):
            self.review.refresh()
        else:
            self.open(self._shown, force=True)

    @Slot(str, object)
    def _on_text_read(self, document: str, text: PageText) -> None:
        if document == self._shown:
            self.review.take_text(text)

    @Slot(str, object)
    def _on_reading_failed(self, document: str, error: ReviewerError) -> None:
        self.queue.reload()
        row = self.queue.row(document)
        if isinstance(error, PasswordNeeded) and self.document is not None and self.document.id == document:
            self._ask_password(self.document.name, None, self.document.originals[0].sha256)
            return
        name = row.name if row is not None else self.tr("A document")
        again = self.tr("Try again") if error.retryable else ""
        act = partial(self.retry, document) if again else None
        self.told.emit(Notice(f"“{name}”: {error}", NoticeLevel.ERROR, again, act, key=document))

    @Slot(int)
    def _on_page_changed(self, page: int) -> None:
        if self.desk is not None and page not in self.review.texts and self._shown:
            self.runner.start(LOAD, self.desk.text(self._shown, page), succeeded=self._on_text)

    @Slot(object)
    def _on_text(self, text: PageText | None) -> None:
        if text is not None:
            self.review.take_text(text)

    # Drafts

    @Slot(str, str)
    def _on_drafted(self, entry: str, text: str) -> None:
        if self._draft is not None and self._draft[1] != entry:
            self.flush_draft()
        self._draft = (self._shown, entry, text)
        if not self._draft_soon.isActive():  # who types on and on is kept too
            self._draft_soon.start()

    @Slot()
    def flush_draft(self) -> None:
        """Keep what is being typed now."""
        self._draft_soon.stop()
        if self._draft is not None and self.desk is not None:
            self.desk.keep_draft(*self._draft)
        self._draft = None

    # Regions

    @Slot(object)
    def _on_read_asked(self, proposal: Proposal) -> None:
        review = self.review.review
        if self.desk is None or self._workers is None or review is None:
            return
        job = self._region_job(proposal)
        self.runner.drop(REGION)
        if self._region_run is not None:
            self._region_run.cancel()
        run = self.runner.start(REGION, job, succeeded=self._on_region_read, failed=self._on_region_failed)
        run.ended.connect(self._on_region_ended)
        self._region_run = run

    def _region_job(self, proposal: Proposal) -> "ReadRegionJob":
        assert self.desk is not None
        assert self._workers is not None
        assert self.review.review is not None
        review = self.review.review
        region = _around(proposal.regions)
        page = review.document.pages[region.page]
        kind = review.field_type(review.revision.entries[proposal.entry])
        reading = self.desk.settings.reading
        return self._workers.region(
            self._tools_of_regions,
            self.desk.workspace.originals.path_of(page.original),
            page.index,
            self.desk.passwords.of(page.original),
            region,
            page.rotation,
            kind.kind if kind is not None else None,
            reading.engine,
            reading.languages or review.kind.languages,
        )

    def _tools_of_regions(self) -> "Tools":
        assert self.desk is not None
        if self._region_tools is None:
            self._region_tools = self.desk.open_tools()
        return self._region_tools

    @Slot(object)
    def _on_region_read(self, read: "RegionText") -> None:
        proposal = self.review.proposal
        if proposal is None or not proposal.reading or self.sender() is not self._region_run:
            return
        if not read.text:
            self.review.set_proposal(Proposal(proposal.entry, "", proposal.regions, None, False, read.origin))
            self.told.emit(Notice(self.tr("Nothing was read there. Type the value, or draw again."), key="region"))
            return
        self.review.set_proposal(
            Proposal(proposal.entry, read.text, proposal.regions, read.confidence, False, read.origin)
        )

    @Slot(object)
    def _on_region_failed(self, error: ReviewerError) -> None:
        if self.sender() is not self._region_run:
            return
        self.review.set_proposal(None)
        self.told.emit(of_error(error))

    @Slot()
    def _on_region_ended(self) -> None:
        if self.sender() is self._region_run:
            self._region_run = None

    def tools_in_use(self) -> "list[Tools]":
        """Every set of children in use, to be closed with the program."""
        own = [tools for tools in (self._region_tools, self._intake_tools) if tools is not None]
        return own + (list(self._workers.tools) if self._workers is not None else [])


def _around(regions: tuple[Region, ...]) -> Region:
    """One region around those of the first one's page."""
    if len(regions) == 1:
        return regions[0]
    page = regions[0].page
    return Region(page, bounds_of(region.polygon for region in regions if region.page == page).polygon())


def _leaves(step: Step) -> bool:
    """Whether a step put its document out of sight."""
    return step.kind in (StepKind.STATUS, StepKind.DELETE)
