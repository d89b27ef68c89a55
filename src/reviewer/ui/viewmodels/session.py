"""One run of the program: the workspace, which document is open, and what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from reviewer.domain.document import Document
from reviewer.domain.text import PageText
from reviewer.errors import PasswordNeeded, ReviewerError
from reviewer.lanes import LOAD, STORE
from reviewer.ui.key_names import KEYS
from reviewer.ui.viewmodels.acting import Acting
from reviewer.ui.viewmodels.adjudicating import Adjudicating
from reviewer.ui.viewmodels.ahead import Ahead
from reviewer.ui.viewmodels.before_start import BeforeStart
from reviewer.ui.viewmodels.bulk import Bulk
from reviewer.ui.viewmodels.callbacks import Callbacks
from reviewer.ui.viewmodels.candidates import Candidates
from reviewer.ui.viewmodels.checking import Checking
from reviewer.ui.viewmodels.delivering import Delivering
from reviewer.ui.viewmodels.ditto import Ditto
from reviewer.ui.viewmodels.drafts import Drafts
from reviewer.ui.viewmodels.earlier import EarlierValues
from reviewer.ui.viewmodels.elsewhere import Elsewhere
from reviewer.ui.viewmodels.explaining import Explaining
from reviewer.ui.viewmodels.exporting import Exporting
from reviewer.ui.viewmodels.finding import Finding
from reviewer.ui.viewmodels.following import Following
from reviewer.ui.viewmodels.forgetting import Forgetting
from reviewer.ui.viewmodels.indexing import Indexing
from reviewer.ui.viewmodels.intake import IntakeViewModel
from reviewer.ui.viewmodels.joining import Joining
from reviewer.ui.viewmodels.locating import Locating
from reviewer.ui.viewmodels.modes import Mode, Modes
from reviewer.ui.viewmodels.notice import Notice, of_error
from reviewer.ui.viewmodels.opening import Opening
from reviewer.ui.viewmodels.paging import Paging
from reviewer.ui.viewmodels.queue import QueueViewModel
from reviewer.ui.viewmodels.queue_filter import QueueFilter
from reviewer.ui.viewmodels.reading import ReadingViewModel
from reviewer.ui.viewmodels.regions import Regions
from reviewer.ui.viewmodels.rereading import Rereading
from reviewer.ui.viewmodels.returning import Returning
from reviewer.ui.viewmodels.review import ReviewViewModel
from reviewer.ui.viewmodels.saving import Saving
from reviewer.ui.viewmodels.sheets.sheets import Sheets
from reviewer.ui.viewmodels.splitting import Splitting
from reviewer.ui.viewmodels.training import Training
from reviewer.ui.viewmodels.unsent import UnsentViewModel
from reviewer.ui.workers.runner import Runner

if TYPE_CHECKING:  # SQLAlchemy behind them takes 0.3 s to import; the first paint does not wait for that
    from reviewer.services.desk import Desk
    from reviewer.services.opening import Opened
    from reviewer.services.region import ReadRegionJob
    from reviewer.services.start import Recovered
    from reviewer.services.tools import Tools


@dataclass(frozen=True)
class Workers:
    """What the composition gives: tools for each place that reads, and the job that reads a region."""

    tools: "list[Tools]"
    region: "type[ReadRegionJob]"


class Session(QObject):
    """Ties the view-models together.

    Signals:
        told: a Notice.
        unlocked: a password was given for the shown document; draw it again.
    """

    told = Signal(object)
    unlocked = Signal()

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.runner = runner
        self.review = ReviewViewModel(self)
        self.queue = QueueViewModel(runner, self)
        self.filter = QueueFilter(self.queue, self)
        self.modes = Modes(self.queue, self)
        self.reading = ReadingViewModel(runner, self)
        self.rereading = Rereading(self.reading, self.queue, self)
        self.checking = Checking(self.rereading, self)
        self.intake = IntakeViewModel(runner, self)
        self.callbacks = Callbacks(runner, self)
        self.ahead = Ahead(runner, self.queue.line, self)
        self.regions = Regions(runner, self.review, self)
        self.indexing = Indexing(runner, self.review, self)
        self.locating = Locating(self.review, self.indexing, self)
        self.finding = Finding(self.review, self.indexing, self)
        self.earlier = EarlierValues(runner, self.review, self)
        self.ditto = Ditto(runner, self.review, self.queue, self)
        self.candidates = Candidates(self.review, self.earlier, self)
        self.explaining = Explaining(runner, self.review, self)
        self.exporting = Exporting(runner, self)
        self.delivering = Delivering(runner, self)
        self.elsewhere = Elsewhere(runner, self)
        self.unsent = UnsentViewModel(runner, self)
        self.training = Training(runner, self)
        self.returning = Returning(runner, self.review, self)
        self.forgetting = Forgetting(self)
        self.saving = Saving(self)
        self.drafts = Drafts(self)
        self.acting = Acting(self.review, self.saving, self.drafts, self)
        self.bulk = Bulk(runner, self.saving, self.drafts, self)
        self.splitting = Splitting(runner, self.acting, self.saving, self.reading, self)
        self.before_start = BeforeStart(runner, self.acting, self.saving, self)
        self.joining = Joining(runner, self.acting, self.saving, self.reading, self)
        self.opening = Opening(runner, self.review, self.ahead, self.acting.keep, self.queue.line, self)
        self.following = Following(
            self.queue,
            self.ahead,
            self.opening,
            self.reading,
            self.acting,
            self.exporting,
            self.delivering,
            self.unsent,
            self,
        )
        self.paging = Paging(runner, self.review, self.reading, self.regions, self)
        self.adjudicating = Adjudicating(runner, self.review, self.acting.keep, self)
        self.modes.workers[Mode.ADJUDICATE] = self.adjudicating
        self.sheets = Sheets(runner, self.acting, self.saving, self.drafts, self.modes, self)
        self._wanted_entry = ("", "")
        self._back = ("", "")
        self.desk: Desk | None = None
        self._workers: Workers | None = None
        self._connect()

    def _connect(self) -> None:
        tellers = (self.review, self.opening, self.acting, self.splitting, self.rereading, self.intake, self.regions)
        for teller in (
            *tellers,
            self.exporting,
            self.explaining,
            self.forgetting,
            self.delivering,
            self.training,
            self.unsent,
            self.checking,
            self.callbacks,
            self.ditto,
            self.joining,
            self.before_start,
            self.paging,
            self.bulk,
            self.adjudicating,
            self.sheets,
            self.following,
            self.elsewhere,
            self.drafts,
        ):
            teller.told.connect(self.told)
        for source in (self.queue, self.ahead):
            source.failed.connect(self._on_failed)
        self._connect_document()
        self._connect_acts()
        self._connect_reading()
        self._connect_store()

    def _connect_document(self) -> None:
        """What is shown."""
        self.review.drafted.connect(self._on_drafted)
        self.review.finished.connect(self.opening.go_on)
        self.review.opened.connect(self._on_opened)
        self.modes.changed.connect(self._on_mode_changed)
        self.adjudicating.page_asked.connect(self.show_entry)
        self.opening.leaving.connect(self.drafts.flush)
        self.opening.leaving.connect(self.reading.prefer)
        self.opening.loading.connect(self.saving.send)
        self.opening.shown.connect(self._on_shown)
        self.opening.shown.connect(self.elsewhere.look)
        self.queue.loaded.connect(self._on_queue_loaded)
        self.queue.loaded.connect(self.ahead.refresh)

    def _connect_acts(self) -> None:
        """What is done to documents as a whole."""
        self.acting.left.connect(self.following.on_left)
        self.acting.asked.connect(self.opening.again)
        self.acting.back.connect(self._on_back)
        self.acting.forth.connect(self._on_forth)
        self.acting.bulk_undo_asked.connect(self._on_bulk_undo_asked)
        self.acting.bulk_redo_asked.connect(self.bulk.redo)
        self.bulk.undo_asked.connect(self._on_bulk_undo_asked)
        self.bulk.begun.connect(self.acting.remember_bulk)
        self.bulk.outdated.connect(self.acting.outdated)
        self.bulk.done.connect(self.following.on_bulk_done)
        self.bulk.done.connect(self.sheets.on_bulk_done)
        self.bulk.broken.connect(self.following.on_bulk_broken)
        self.splitting.split.connect(self.following.on_split)
        self.joining.joined.connect(self.following.on_joined)
        self.paging.split_asked.connect(self.split)

    def _connect_reading(self) -> None:
        """What comes in: files, and what was read of them."""
        self.intake.taken.connect(self.following.on_taken)
        self.intake.show_asked.connect(self.open)
        self.intake.unlocked.connect(self._on_unlocked)
        self.reading.merged.connect(self.adjudicating.on_merged)
        for source in (self.elsewhere.changed, self.reading.merged):
            source.connect(self.checking.hear)
            source.connect(self.following.on_merged)
        self.reading.merged.connect(self.sheets.follow)
        self.reading.text_read.connect(self._on_text_read)
        self.reading.failed.connect(self._on_reading_failed)
        self.reading.progressed.connect(self.queue.set_progress)
        self.reading.changed.connect(self.queue.reload)
        self.reading.ticked.connect(self.queue.tick)

    def _connect_store(self) -> None:
        """What is kept, and what leaves the workspace."""
        self.saving.saved.connect(self.following.on_saved)
        self.saving.saved.connect(self.sheets.follow)
        self.saving.failed.connect(self._on_save_failed)
        self.saving.refused.connect(self.adjudicating.on_refused)
        self.saving.refused.connect(self.following.on_refused)
        self.sheets.stepped.connect(self.following.on_saved)
        self.sheets.outdated.connect(self.following.on_outdated)
        self.forgetting.wanted_again.connect(self.exporting.begin_soon)
        self.delivering.changed.connect(self.unsent.refresh)
        self.unsent.hurried.connect(self.delivering.look)

    # The workspace

    def use(self, desk: "Desk", workers: Workers) -> None:
        """Work on an open workspace."""
        self.desk = desk
        self._workers = workers
        self.acting.operator = desk.settings.operator
        self.runner.start(STORE, desk.workspace.lane)
        for part in (
            self.saving,
            self.drafts,
            self.opening,
            self.ahead,
            self.rereading,
            self.explaining,
            self.exporting,
            self.forgetting,
            self.splitting,
            self.delivering,
            self.elsewhere,
            self.unsent,
            self.callbacks,
            self.joining,
            self.before_start,
            self.paging,
            self.bulk,
            self.filter,
            self.queue,
            self.returning,
            self.sheets,
            self.checking,
            self.earlier,
            self.ditto,
            self.adjudicating,
        ):
            part.use(desk)
        self.training.use(desk, workers.tools[0].pages)
        self.intake.use(desk, workers.tools[0].pages)
        self.regions.use(desk, workers.region)
        self.reading.use(desk, workers.tools)

    def recover(self, found: "Recovered") -> None:
        """Go on with what was left when Reviewer stopped."""
        self.acting.know(found.last)
        self.reading.add(list(found.tasks))
        self.exporting.begin()
        self.delivering.look()
        self.intake.take_incoming()
        self.callbacks.apply()

    def close(self) -> None:
        """Before the threads are joined: keep what was typed and done, let no new work begin."""
        self.review.keep_shape()
        self.drafts.flush()
        self.saving.send()
        self.sheets.settling.close()
        if self.desk is not None:
            self.desk.closing = True

    def tools_in_use(self) -> "list[Tools]":
        """Every set of children in use, to be closed with the program."""
        shared = self._workers.tools if self._workers is not None else []
        return [*self.regions.tools, *shared]

    # Documents

    @property
    def document(self) -> Document | None:
        """The document on the desk."""
        return None if self.review.review is None else self.review.review.document

    @Slot(str)
    def open(self, document: str) -> None:
        """Show a document."""
        self.opening.open(document)

    @Slot(str, str)
    def show_entry(self, document: str, entry: str) -> None:
        """Show a document at one of its values, out of whatever mode."""
        self.modes.leave()
        self._wanted_entry = (document, entry)
        if document == self.opening.here:
            self._on_opened()
        else:
            self.open(document)

    def step_document(self, by: int) -> None:
        """Show the next (1) or previous (-1) document of the queue."""
        row = self.queue.neighbor(self.opening.wanted or self.opening.here, by)
        if row is not None:
            self.open(row.id)

    def export_now(self) -> None:
        """Write the shown document's JSON, whatever its status."""
        self.exporting.ask(self.opening.here)

    def lock(self, sha256: str) -> None:
        """The shown document's file needs its password."""
        if self.document is not None:
            self.intake.ask_password(self.document.name, sha256=sha256)

    def reread(self, *, read_anyway: bool = False) -> None:
        """Read the shown document again; what a person set or confirmed stays."""
        self.rereading.read(self.opening.here, read_anyway=read_anyway)

    def reread_page(self) -> None:
        """Read the shown page again; the others keep their words, and what a person set or confirmed stays."""
        if self.review.provider:
            # Its fields come from one answer about the whole document: a page read here would stand beside them.
            text = self.tr(
                "A service read this document. It reads whole documents only: {keys[document.reread]} sends it again."
            ).format(keys=KEYS)
            self.told.emit(Notice(text, key="reading"))
            return
        self.rereading.read(self.opening.here, pages=(self.review.page,))

    @Slot(object)
    def split(self, pages: tuple[tuple[int, ...], ...] = ()) -> None:
        """Make documents of the parts that the shown one seems to have, or that have these pages each."""
        if self.reading.is_reading(self.opening.here):
            text = self.tr("This document is still being read. It can be split when that is done.")
            self.told.emit(Notice(text, key="split"))
            return
        self.drafts.flush()
        self.splitting.begin(self.opening.here, pages)

    def join(self, documents: Sequence[str]) -> None:
        """Make one document of several, in their order in the queue."""
        self.drafts.flush()
        self.joining.begin(sorted(documents, key=self.queue.row_of))

    def join_chosen(self, sequences: Sequence[int]) -> None:
        """The same of documents that were chosen in the queue, also of those whose rows were never looked at."""
        self.drafts.flush()
        self.joining.find(sequences)

    def append(self) -> None:
        """Put the pages of the shown document behind those of the one before it in the queue."""
        before = self.queue.neighbor(self.opening.here, -1) if self.opening.here else None
        if before is None or self.queue.row_of(self.opening.here) < 0:
            text = self.tr("There is no document before this one in the list.")
            self.told.emit(Notice(text, key="join"))
            return
        self.join([before.id, self.opening.here])

    def change_type(self, document_type: str) -> None:
        """Say what kind of paper the shown document is; its words are looked through again."""
        if self.desk is not None and self.opening.here:
            job = self.desk.retype(self.opening.here, document_type, self.reading.merged.emit)
            self.runner.start(LOAD, job, failed=self._on_failed)

    # Within

    @Slot()
    def _on_queue_loaded(self) -> None:
        """Show the first document when none is shown; not one that was finished while the list was read."""
        if self.saving.pending or self.queue.stale:
            return
        first = self.queue.at(0)
        if not self.opening.here and not self.opening.wanted and first is not None:
            self.open(first.id)

    @Slot(object)
    def _on_shown(self, opened: "Opened | None") -> None:
        self.queue.set_current(self.opening.here)
        (back, text), self._back = self._back, ("", "")
        if opened is not None and opened.document.id == back:
            self.told.emit(Notice(text.format(opened.document.name, keys=KEYS), key="review"))

    @Slot(str)
    def _on_back(self, document: str) -> None:
        self._back = (document, self.tr("Taken back in “{}”. {keys[edit.redo]} does it again."))

    @Slot(str)
    def _on_forth(self, document: str) -> None:
        self._back = (document, self.tr("Done again in “{}”. {keys[edit.undo]} takes it back."))

    @Slot()
    def _on_opened(self) -> None:
        """Go to the value that the document was opened for."""
        shown, (document, entry) = self.document, self._wanted_entry
        if shown is not None and shown.id == document:
            self._wanted_entry = ("", "")
            self.review.select(entry)

    @Slot()
    def _on_mode_changed(self) -> None:
        """What was begun in the document view is not seen in another mode: keep it."""
        if self.modes.on:
            self.review.keep_shape()
            self.drafts.flush()

    @Slot(object)
    def _on_save_failed(self, error: ReviewerError) -> None:
        self.told.emit(of_error(error, self.tr("Try again"), self.saving.send))

    @Slot(object)
    def _on_failed(self, error: ReviewerError) -> None:
        self.told.emit(of_error(error))

    @Slot(str)
    def _on_bulk_undo_asked(self, bulk: str) -> None:
        self.reading.drop_bulk(bulk)
        self.bulk.take_back(bulk)

    @Slot()
    def _on_unlocked(self) -> None:
        self.unlocked.emit()
        self.reread()

    @Slot(str, object)
    def _on_text_read(self, document: str, text: PageText) -> None:
        if document == self.opening.here:
            self.review.take_text(text)

    @Slot(str, object)
    def _on_reading_failed(self, document: str, error: ReviewerError) -> None:
        self.queue.reload()
        shown = self.document
        if isinstance(error, PasswordNeeded) and shown is not None and shown.id == document:
            self.lock(shown.originals[0].sha256)
        else:
            self.rereading.fail(document, error)

    @Slot(str, object)
    def _on_drafted(self, entry: str, text: str | None) -> None:
        self.drafts.put(self.opening.here, entry, text)
