"""What the actions of the menu Field do."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from reviewer.domain.document_type import FieldType
from reviewer.domain.field import Mark
from reviewer.ui.commands.panes import Group, Handlers
from reviewer.ui.key_names import KEYS
from reviewer.ui.panels.field_list import FieldList
from reviewer.ui.panels.table_grid import TableGrid
from reviewer.ui.table.field import TAKES

if TYPE_CHECKING:  # as with all dialogs: not before it is asked for
    from reviewer.ui.dialogs.why.panel import WhyPanel


class FieldCommands(Group):
    """Confirming values, walking over them, adding and removing them."""

    _why: "WhyPanel | None" = None

    changing = (
        "field.confirm",
        "field.blank",
        "field.unreadable",
        "field.ditto",
        "field.step_up",
        "field.step_down",
        "field.add",
        "field.remove",
        "field.readings",
        *(action.name for action in TAKES),
    )

    def handlers(self) -> Handlers:
        review = self._session.review
        return {
            "field.confirm": self.confirm,
            "field.next": lambda: self._editing.go_on(),
            "field.previous": lambda: review.next_field(-1),
            "issue.next": self.next_issue,
            "field.why": self.why,
            "field.blank": lambda: review.mark(Mark.BLANK),
            "field.ditto": self._session.ditto.take,
            "field.step_up": lambda: self._editing.step(1),
            "field.step_down": lambda: self._editing.step(-1),
            "field.add": self.add_value,
            "field.remove": self.remove_value,
            "field.readings": self.offer_readings,
            "field.unreadable": lambda: review.mark(Mark.UNREADABLE),
            **{f"field.take_{number}": self._taker(number) for number in range(1, 10)},
        }

    @property
    def _editing(self) -> FieldList | TableGrid:
        """Where the active value is edited: in the list, or in the table below the page."""
        grid = self._panes.table.grid
        return grid if grid.isVisible() and grid.active else self._panes.fields.list

    @Slot()
    def confirm(self) -> None:
        self._editing.confirm()

    @Slot()
    def next_issue(self) -> None:
        self._session.review.next_issue()
        self._panes.fields.list.focus_editor()

    @Slot()
    def why(self) -> None:
        """Show why the active value is what it is, or take that away."""
        if self._session.review.entry(self._session.review.current) is None:
            return
        if self._why is None:
            self._why = self._dialogs().why(self._panes.fields)
        self._why.toggle()

    @Slot()
    def add_value(self) -> None:
        """Add a value or a row where the field may have several; else to a field that has none yet."""
        review = self._session.review
        fields = () if review.can_add else review.addable()
        if review.can_add:
            review.add_value()
        elif len(fields) == 1:
            review.add_to(fields[0])
        elif fields:
            labels = [field.label for field in fields]
            self._panes.fields.list.ask_field(labels, lambda place: self._add_to(fields[place]))
            return
        else:
            self._tell(self.tr("This field has one value only."))
            return
        self._panes.fields.list.focus_editor()

    def _add_to(self, field: FieldType) -> None:
        self._session.review.add_to(field)
        self._panes.fields.list.focus_editor()

    @Slot()
    def remove_value(self) -> None:
        """Remove the value or row, where the field may have several."""
        review = self._session.review
        if not review.can_add:
            text = self.tr("This field always has one value. {keys[field.blank]} says that it is blank.")
            self._tell(text.format(keys=KEYS))
            return
        review.remove_value()
        self._tell(self.tr("Removed. {keys[edit.undo]} brings it back.").format(keys=KEYS))
        self._panes.fields.list.focus_editor()

    @Slot()
    def offer_readings(self) -> None:
        """List what else the active value might be."""
        if not self._panes.fields.list.offer():
            self._tell(self.tr("There is no other candidate for this value."))

    def _taker(self, number: int) -> Callable[[], None]:
        return lambda: self._take(number)

    def _take(self, number: int) -> None:
        """One of what is listed: what was weighed, while that is shown, else the candidates under the value."""
        if self._why is not None and self._why.isVisible():
            self._why.take(number)
        elif not self._session.candidates.take(number):
            self._tell(self.tr("There is no candidate {} for this value.").format(number))
