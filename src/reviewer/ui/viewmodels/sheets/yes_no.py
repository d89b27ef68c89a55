"""One value after the other, over many documents: right or wrong, by one key."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from reviewer.domain.step import Step
from reviewer.lanes import SHEET
from reviewer.ui.key_names import KEYS
from reviewer.ui.viewmodels.look_first import ANSWER_MS
from reviewer.ui.viewmodels.modes import Scope
from reviewer.ui.viewmodels.notice import Notice
from reviewer.ui.viewmodels.rows import spoken
from reviewer.ui.viewmodels.sheets.cell import SheetCell
from reviewer.ui.viewmodels.sheets.known import KnownCells
from reviewer.ui.viewmodels.sheets.states import State

if TYPE_CHECKING:  # SQLAlchemy behind them takes 0.3 s to import; the first paint does not wait for that
    from reviewer.services.sheets.cells import Cell

AHEAD = 6
"""Values that are read before their turn."""


class YesNo(KnownCells):
    """All unsure values, field by field.

    Attributes:
        at: the number of the value that is asked for; behind the last when all were.
    """

    at = 0

    def begin(self, scope: Scope) -> None:
        """Ask for the unsure values of these documents."""
        super().begin(scope)
        self.at = 0
        if self._desk is not None:
            job = self._desk.cells(self._among())
            self._listing = self._runner.start(
                SHEET, job, succeeded=self._on_listed, failed=self._on_failed, cancelled=self._on_ended
            )
            self.loaded.emit()  # none is shown because they are being listed, and not because there is none

    @Slot(object)
    def _on_listed(self, cells: "tuple[Cell, ...]") -> None:
        if self.sender() is not self._listing:
            return
        self._listing = None
        self.at = 0
        self._put([SheetCell(cell.value, cell.name, cell.page) for cell in cells])
        self._look()

    @property
    def current(self) -> SheetCell | None:
        """The value that is asked for, or None."""
        return self.cell(self.at)

    @property
    def left(self) -> int:
        """How many are still to be asked for."""
        return sum(1 for cell in self.cells[self.at :] if self._asks(cell))

    def label(self, cell: SheetCell) -> str:
        """What a value is about, for the operator."""
        kind = None if cell.detail is None else cell.detail.kind
        return kind.label if kind is not None else spoken(cell.light.column or cell.light.field)

    # Saying

    def asked(self) -> SheetCell | None:
        """The value that a key is about; None, and told, when nobody can have looked at it yet."""
        cell = self.current
        return cell if cell is not None and self.counts_key(self.at) else None

    def yes(self) -> None:
        """It is right as it stands. What breaks a rule, or cannot be read, is not confirmed by one key."""
        cell = self.asked()
        if cell is None:
            return
        if cell.state is State.ERROR:
            self._tell(self.tr("This breaks a rule. Type the right text, or let No set it aside."))
            return
        if cell.state is State.EMPTY:
            self._tell(self.tr("Nothing was read here. Type the text, or let No set it aside."))
            return
        if cell.draft is not None:
            self._tell(self.tr("This was typed, but not taken. Press Enter in it to take it, or Esc to drop it."))
            return
        if cell.long and self._asks(cell):
            text = self.tr("Not all of this can be seen here. {keys[sheet.open]} opens its document.")
            self._tell(text.format(keys=KEYS))
            return
        if cell.state in (State.OPEN, State.NOWHERE, State.ASIDE):
            self.say("confirm", [self.at])
        self._go_on()

    def no(self) -> None:
        """It is wrong: it is set aside for its document."""
        cell = self.asked()
        if cell is None:
            return
        if cell.state not in (State.GONE, State.FINISHED, State.SETTLED, State.ASIDE):
            self.say("set_aside", [self.at])
        self._go_on()

    def correct(self, text: str) -> None:
        """It is another text."""
        cell = self.asked()
        if cell is not None and cell.state not in (State.GONE, State.FINISHED):
            self.say("correct", [self.at], text)
            self._go_on()

    def mark(self, said: str) -> None:
        """It is blank, or unreadable."""
        cell = self.asked()
        if cell is not None and cell.state not in (State.GONE, State.FINISHED):
            self.say(said, [self.at])
            self._go_on()

    def back(self) -> None:
        """Look at the one before again."""
        if self.at > 0:
            self.at -= 1
            self._look()

    # Within

    @Slot(object)
    def follow(self, step: Step) -> None:
        """What was taken back is asked for again."""
        super().follow(step)
        if self.on and step.cancels:
            at = next((number for number, cell in enumerate(self.cells) if cell.step == step.cancels), None)
            if at is not None and at != self.at:
                self.at = at
                self._look()

    def _asks(self, cell: SheetCell) -> bool:
        return not cell.waiting and cell.state not in (State.GONE, State.FINISHED, State.SETTLED)

    def _go_on(self) -> None:
        self.look.rest(ANSWER_MS)
        self.at += 1
        while (cell := self.current) is not None and not self._asks(cell):
            self.at += 1
        self._look()

    def _look(self) -> None:
        self.see(range(self.at, self.at + AHEAD))
        self.changed.emit({self.at})

    def _tell(self, text: str) -> None:
        self.told.emit(Notice(text, key="sheet"))
