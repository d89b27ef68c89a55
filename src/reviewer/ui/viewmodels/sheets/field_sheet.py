"""One field of many documents."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal, Slot

from reviewer.domain.field import Mark
from reviewer.lanes import SHEET
from reviewer.ui.viewmodels.drafts import Drafts
from reviewer.ui.viewmodels.look_first import BURST_MS
from reviewer.ui.viewmodels.modes import Scope
from reviewer.ui.viewmodels.notice import Notice
from reviewer.ui.viewmodels.rows import spoken
from reviewer.ui.viewmodels.sheets.arranging import Arranged, Section, arranged
from reviewer.ui.viewmodels.sheets.cell import SheetCell
from reviewer.ui.viewmodels.sheets.known import KnownCells
from reviewer.ui.viewmodels.sheets.settling import Settling
from reviewer.ui.viewmodels.sheets.states import State
from reviewer.ui.workers.runner import Run, Runner

if TYPE_CHECKING:  # SQLAlchemy behind them takes 0.3 s to import; the first paint does not wait for that
    from reviewer.services.sheets.cells import Cell
    from reviewer.store.values import FieldCount


@dataclass(frozen=True)
class Choice:
    """A field that can be shown.

    Attributes:
        kind: name of the document type; empty for all that have the field.
        title: of the type, for the operator.
        field, column: names.
        label: for the operator.
        asking, unsure: how many values nobody settled, and how many of them need a human.
    """

    kind: str
    title: str
    field: str
    column: str
    label: str
    asking: int = 0
    unsure: int = 0

    @property
    def name(self) -> tuple[str, str]:
        return (self.field, self.column)


@dataclass(frozen=True)
class Tally:
    """How it is with the values of a sheet, by number."""

    values: int = 0
    unsure: int = 0
    aside: int = 0
    errors: int = 0
    typed: int = 0
    counting: int = 0
    unseen: int = 0


class FieldSheet(KnownCells):
    """Which field is shown, and its cells in their sections.

    Signals, besides those of known cells:
        choices_changed: the fields that can be chosen, or the one that is, are others.
        advanced: what was in view is confirmed: the next is to be shown.
        pointed: the operator is led to a cell (its number).
    """

    choices_changed = Signal()
    advanced = Signal()
    pointed = Signal(int)

    def __init__(self, runner: Runner, settling: Settling, drafts: Drafts, parent: QObject | None = None) -> None:
        super().__init__(runner, settling, drafts, parent)
        self.choices: tuple[Choice, ...] = ()
        self.choice: Choice | None = None
        self.sections: list[Section] = []
        self.how = Arranged.ALIKE
        self.only_unsure = False
        self.missing = False
        """Whether the fields were looked for, and there is none with anything to check."""
        self._all: list[SheetCell] = []
        self._shares: list[tuple[int, ...]] = []
        self._sums = [0] * len(fields(Tally))
        self._counting: Run | None = None
        self.changed.connect(self._on_changed)
        self.looked.connect(self._on_changed)

    # Choosing

    def begin(self, scope: Scope) -> None:
        """Show the field that was shown last, else the one with the most to check."""
        super().begin(scope)
        self.missing = False
        if self.choice is not None:
            self._list()  # most likely it is still there; the counts follow
        self._count()

    def choose(self, choice: Choice) -> None:
        """Show a field."""
        self.choice = choice
        self.choices_changed.emit()
        self._list()

    def next_field(self, by: int = 1) -> bool:
        """Show the next (1) or previous (-1) field with something to check, round the end. False without another."""
        names = [choice for choice in self.choices if choice.unsure or self._is(choice)]
        if not names:
            return False
        here = next((number for number, choice in enumerate(names) if self._is(choice)), -1 if by > 0 else 0)
        following = names[(here + by) % len(names)]
        if self._is(following):
            return False
        self.choose(following)
        return True

    def following(self) -> Choice | None:
        """The next field with something to check, or None."""
        names = [choice for choice in self.choices if choice.unsure or self._is(choice)]
        here = next((number for number, choice in enumerate(names) if self._is(choice)), -1)
        found = names[(here + 1) % len(names)] if names else None
        return None if found is None or self._is(found) else found

    def arrange(self, how: Arranged) -> None:
        """Let other cells stand together."""
        self.how = how
        self._arrange()

    def show_only_unsure(self, only: bool) -> None:
        """Show only what needs a human, or all that nobody settled."""
        self.only_unsure = only
        self._arrange()

    def _is(self, choice: Choice) -> bool:
        mine = self.choice
        return mine is not None and (mine.kind, *mine.name) == (choice.kind, *choice.name)

    # Looking

    def tally(self) -> Tally:
        """How it is with all of them."""
        return Tally(*self._sums)

    @property
    def label(self) -> str:
        """Of the field, for the operator."""
        return "" if self.choice is None else self.choice.label

    # Saying

    def confirm(self) -> None:
        """What was shown is right: all of it that can be confirmed. What was typed and not taken comes first."""
        drafts = (number for number, cell in enumerate(self.cells) if cell.draft is not None)
        typed = next((number for number in drafts if self.cells[number].state is State.TYPED), None)
        if typed is not None:
            self._tell(self.tr("This was typed, but not taken. Press Enter in it to take it, or Esc to drop it."))
            self.pointed.emit(typed)
            return
        counting = [number for number, cell in enumerate(self.cells) if cell.counts]
        if self.look.allows(bool(counting)):
            self.look.rest(BURST_MS)
            if self.say("confirm", counting):
                self._tell(self.tr("Confirmed: %n value(s).", "", len(counting)))
            self.advanced.emit()

    def correct(self, number: int, text: str) -> bool:
        """The text of a cell is another one; as it is read already, that confirms it. False when it is not taken."""
        cell = self.cell(number)
        if cell is None or not self.counts_key(number):
            return False
        if cell.state in (State.GONE, State.FINISHED):
            self._tell(self.tr("This value cannot be changed here now."))
            return False
        return self.say("correct", [number], text)

    def mark(self, number: int, mark: Mark) -> None:
        """Say that a cell is blank or unreadable."""
        cell = self.cell(number)
        if cell is not None and self.counts_key(number) and cell.state not in (State.GONE, State.FINISHED):
            self.say(str(mark), [number])

    def set_aside(self, number: int) -> None:
        """Leave a cell for the document view, or take it up again."""
        cell = self.cell(number)
        if cell is not None and self.counts_key(number) and cell.state not in (State.GONE, State.FINISHED):
            self.say("take_up" if cell.aside else "set_aside", [number])

    def _tell(self, text: str) -> None:
        self.told.emit(Notice(text, key="sheet"))

    # Within

    @Slot(object)
    def _on_changed(self, numbers: set[int]) -> None:
        for number in numbers:
            if number < len(self._shares):
                share = _share(self.cells[number])
                for place, (before, now) in enumerate(zip(self._shares[number], share, strict=True)):
                    self._sums[place] += now - before
                self._shares[number] = share

    def _put(self, cells: list[SheetCell]) -> None:
        self._shares = [_share(cell) for cell in cells]
        self._sums = [sum(each) for each in zip(*self._shares, strict=True)] or [0] * len(fields(Tally))
        super()._put(cells)

    def _count(self) -> None:
        if self._desk is not None and self.on:
            job = self._desk.asked_fields(self._among())
            self._counting = self._runner.start(SHEET, job, succeeded=self._on_counted, failed=self._on_failed)

    @Slot(object)
    def _on_counted(self, counts: "tuple[FieldCount, ...]") -> None:
        if self.sender() is not self._counting or not self.on:
            return
        self.choices = tuple(self._choices(counts))
        known = next((choice for choice in self.choices if self._is(choice)), None)
        best = max(self.choices, key=lambda choice: choice.unsure, default=None)
        self.choice = known or best
        self.missing = self.choice is None
        self.choices_changed.emit()
        if self.choice is None:
            self._put([])
        elif known is None or not (self.loading or self._all):
            self._list()

    def _choices(self, counts: "Sequence[FieldCount]") -> list[Choice]:
        assert self._desk is not None
        found = []
        for count in counts:
            kind = self._desk.kind(count.document_type)
            field = kind.field(count.field)
            order = next((number for number, each in enumerate(kind.fields) if each.name == count.field), 1_000)
            label = field.label if field is not None else spoken(count.field)
            if count.column:
                column = next((c for c in field.columns if c.name == count.column), None) if field else None
                label = f"{label}: {column.label if column is not None else spoken(count.column)}"
            made = Choice(count.document_type, kind.title, count.field, count.column, label, count.asking, count.unsure)
            found.append((kind.title, order, label, made))
        return [made for *_, made in sorted(found, key=lambda each: each[:3])]

    def _list(self) -> None:
        if self._desk is None or self.choice is None or not self.on:
            return
        if self._listing is not None:
            self._listing.cancel()
        self._drafts.flush()
        self._all = []
        among = self._among()
        if self.choice.kind:
            among = replace(among, wanted=replace(among.wanted, document_types=frozenset({self.choice.kind})))
        job = self._desk.cells(among, self.choice.field, self.choice.column)
        self._listing = self._runner.start(
            SHEET, job, succeeded=self._on_listed, failed=self._on_failed, cancelled=self._on_ended
        )
        self._arrange()  # now: none is shown because they are being listed, and not because there is none

    @Slot(object)
    def _on_listed(self, cells: "tuple[Cell, ...]") -> None:
        if self.sender() is self._listing:
            self._listing = None
            self._all = [SheetCell(cell.value, cell.name, cell.page) for cell in cells]
            self._arrange()

    def _arrange(self) -> None:
        shown = [cell for cell in self._all if cell.unsure] if self.only_unsure else self._all
        cells, self.sections = arranged(shown, self.how)
        self._put(cells)


def _share(cell: SheetCell) -> tuple[int, ...]:
    """What a cell adds to each number of the tally."""
    state = cell.state
    return (
        state is not State.GONE,
        cell.unsure and state is not State.GONE and not cell.waiting,
        state is State.ASIDE,
        state is State.ERROR,
        state is State.TYPED,
        cell.counts,
        not cell.seen,
    )
