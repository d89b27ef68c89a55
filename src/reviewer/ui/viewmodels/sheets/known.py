"""Cells whose values are read as they come into view, and kept up with what happens to them."""

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal, Slot

from reviewer.domain.revision import TO_REVIEW, RevisionStatus
from reviewer.domain.step import Step
from reviewer.lanes import SHEET
from reviewer.ui.viewmodels.drafts import Drafts
from reviewer.ui.viewmodels.look_first import LookFirst
from reviewer.ui.viewmodels.modes import Scope
from reviewer.ui.viewmodels.notice import Notice, of_error
from reviewer.ui.viewmodels.sheets.cell import Place, SheetCell
from reviewer.ui.viewmodels.sheets.settling import Settling
from reviewer.ui.workers.runner import Run, Runner

if TYPE_CHECKING:  # SQLAlchemy behind them takes 0.3 s to import; the first paint does not wait for that
    from reviewer.errors import ReviewerError
    from reviewer.services.desk import Desk
    from reviewer.services.sheets.cells import Among
    from reviewer.services.sheets.details import Detail
    from reviewer.services.sheets.settling import Settled

AT_ONCE = 40
"""Values that are read in one job: what comes into view next is not to wait long."""

_WRITABLE = TO_REVIEW | {RevisionStatus.POSTPONED}


class KnownCells(QObject):
    """The cells of one sheet. Sheets are kinds of this.

    Args:
        runner: for the jobs.
        settling: keeps what is said.
        drafts: keeps what is typed.

    Signals:
        loaded: there are other cells, in another order.
        changed: numbers of cells that are otherwise now (a set).
        looked: numbers of cells that were on the screen and count since (a set).
        typed: what is typed and not taken in a document (its id) is otherwise now.
        told: a Notice.
    """

    loaded = Signal()
    changed = Signal(object)
    looked = Signal(object)
    typed = Signal(str)
    told = Signal(object)

    def __init__(self, runner: Runner, settling: Settling, drafts: Drafts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._settling = settling
        self._drafts = drafts
        self._desk: Desk | None = None
        self.look = LookFirst(self)
        self.look.told.connect(self.told)
        self.scope: Scope | None = None
        self.cells: list[SheetCell] = []
        self._numbers: dict[Place, int] = {}
        self._wanted: list[Place] = []
        self._reading: Run | None = None
        self._listing: Run | None = None
        self._stale: set[Place] = set()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._read)
        settling.settled.connect(self._on_settled)
        settling.lost.connect(self._on_lost)

    def use(self, desk: "Desk") -> None:
        """Show values of a workspace."""
        self._desk = desk

    @property
    def on(self) -> bool:
        """Whether the sheet is shown."""
        return self.scope is not None

    @property
    def loading(self) -> bool:
        """Whether its cells are being listed."""
        return self._listing is not None

    def begin(self, scope: Scope) -> None:
        """Show the values of these documents."""
        self.scope = scope
        self._put([])

    def end(self) -> None:
        """It is not shown any more: nothing is read for it."""
        self.scope = None
        self._drafts.flush()
        self._wanted = []
        for run in (self._reading, self._listing):
            if run is not None:
                run.cancel()
        self._reading = self._listing = None
        self._put([])

    def cell(self, number: int) -> SheetCell | None:
        return self.cells[number] if 0 <= number < len(self.cells) else None

    def see(self, numbers: Iterable[int], ahead: Iterable[int] = ()) -> None:
        """These are in view now: they are read first; then those that come next."""
        near = (cell for number in numbers if (cell := self.cell(number)) is not None)
        following = (cell for number in ahead if (cell := self.cell(number)) is not None)
        wanted = [cell.place for cell in near if cell.detail is None or cell.place in self._stale]
        wanted += [cell.place for cell in following if cell.detail is None]
        self._wanted = wanted
        if wanted:
            self._soon.start()

    def shown(self, numbers: Collection[int]) -> None:
        """These were painted as they are, with their pictures: they count."""
        if numbers:
            self.looked.emit(set(numbers))

    def counts_key(self, number: int) -> bool:
        """Whether a key that is about a cell counts, since it could be looked at; if not, that is told."""
        cell = self.cell(number)
        return self.look.allows(cell is not None and cell.seen and not cell.waiting)

    def draft(self, number: int, text: str | None) -> None:
        """Something was typed and not taken: it is kept; None takes it away."""
        cell = self.cell(number)
        if cell is not None:
            text = None if text == cell.text else text
            if text != cell.draft:
                cell.draft = text
                self._drafts.put(*cell.place, text)
                self.typed.emit(cell.place[0])
                self.changed.emit({number})

    # Saying

    def say(self, said: str, numbers: Sequence[int], text: str = "") -> bool:
        """Say the same of some cells, as one act. False when nothing can be kept."""
        cells = [cell for number in numbers if (cell := self.cell(number)) is not None and not cell.waiting]
        if not self._settling.say([cell.verdict(said, text) for cell in cells]):
            return False
        for cell in cells:
            cell.waiting = True
            cell.said, cell.draft = text or cell.draft, None
        self.changed.emit(set(numbers))
        return True

    # Following

    @Slot(object)
    def follow(self, step: Step) -> None:
        """A document changed: read its values again that are shown."""
        self.renew({step.document})

    def renew(self, documents: Collection[str]) -> None:
        """Read the values of these documents again that are shown."""
        if self.on:
            self._stale.update(place for place in self._numbers if place[0] in documents)
            if self._stale:
                self._soon.start()

    # Within

    def _among(self) -> "Among":
        return among_of(self.scope or Scope())

    def _put(self, cells: list[SheetCell]) -> None:
        """Show other cells."""
        self.cells = cells
        self._numbers = {cell.place: number for number, cell in enumerate(cells)}
        self._stale.clear()
        self._wanted = []
        self.loaded.emit()

    @Slot()
    def _read(self) -> None:
        """Read what is wanted, then what may be outdated, a few at a time."""
        if self._reading is not None or self._desk is None or not self.on:
            return
        wanted = [place for place in self._wanted if self._is_wanted(place)]
        places = (wanted + [place for place in self._stale if place not in wanted])[:AT_ONCE]
        if not places:
            return
        self._stale.difference_update(places)
        job = self._desk.details(tuple(places))
        self._reading = self._runner.start(
            SHEET, job, succeeded=self._on_read, failed=self._on_failed, cancelled=self._on_ended
        )
        self._reading.crashed.connect(self._on_ended)

    def _is_wanted(self, place: Place) -> bool:
        number = self._numbers.get(place)
        return number is not None and (self.cells[number].detail is None or place in self._stale)

    @Slot(object)
    def _on_read(self, details: "tuple[Detail, ...]") -> None:
        if self.sender() is self._reading:
            self._reading = None
            self._take(details)
            self._read()

    def _take(self, details: "Iterable[Detail]") -> None:
        changed = set()
        for detail in details:
            number = self._numbers.get(detail.place)
            if number is not None:
                self.cells[number].take(detail)
                changed.add(number)
        if changed:
            self.changed.emit(changed)

    @Slot(object)
    def _on_settled(self, done: "Settled") -> None:
        if not self.on:
            return
        steps = {step.document: step.id for step in done.steps}
        for place in done.outcomes:
            if place in self._numbers:
                self.cells[self._numbers[place]].step = steps.get(place[0], "")
        self._take(done.details)
        if done.error is not None:
            self._on_lost()
        self._tell_outcomes(done)

    @Slot()
    def _on_lost(self) -> None:
        """What waits was not kept: it can be said again."""
        missed = {number for number, cell in enumerate(self.cells) if cell.waiting}
        for number in missed:
            cell = self.cells[number]
            cell.waiting = False
            cell.draft = cell.said if cell.said != cell.text else None
        if missed:
            self.changed.emit(missed)

    def _tell_outcomes(self, done: "Settled") -> None:
        """Say what was not taken, and why."""
        from reviewer.services.sheets.verdicts import Outcome  # not before the first sheet

        counted = {outcome: 0 for outcome in Outcome}
        for place, outcome in done.outcomes.items():
            counted[outcome] += place in self._numbers
        changed, gone = counted[Outcome.CHANGED], counted[Outcome.GONE]
        finished, errors = counted[Outcome.FINISHED], counted[Outcome.ERROR]
        told = [
            self.tr("Left as is, since changed meanwhile: %n value(s).", "", changed) if changed else "",
            self.tr("No longer there: %n value(s).", "", gone) if gone else "",
            self.tr("In a document that was finished meanwhile: %n value(s).", "", finished) if finished else "",
            self.tr("Not confirmed, since against a rule: %n value(s).", "", errors) if errors else "",
        ]
        if any(told):
            self.told.emit(Notice(" ".join(text for text in told if text), key="sheet"))

    @Slot(object)
    def _on_failed(self, error: "ReviewerError") -> None:
        self._on_ended()
        self.told.emit(of_error(error))

    @Slot()
    def _on_ended(self) -> None:
        if self.sender() is self._reading:
            self._reading = None
        if self.sender() is self._listing:
            self._listing = None
            self.loaded.emit()


def among_of(scope: Scope) -> "Among":
    """The documents of a scope that can be changed."""
    from reviewer.services.sheets.cells import Among  # not before the first sheet

    statuses = (scope.wanted.statuses & _WRITABLE) or TO_REVIEW
    return Among(replace(scope.wanted, statuses=statuses), scope.chosen)
