"""What the actions of the menu Field do."""

from collections.abc import Callable

from PySide6.QtCore import Slot

from reviewer.domain.field import Mark
from reviewer.ui.commands.panes import Group, Handlers


class FieldCommands(Group):
    """Confirming values, walking over them, adding and removing them."""

    def handlers(self) -> Handlers:
        review = self._session.review
        return {
            "field.confirm": self._panes.fields.list.confirm,
            "field.next": lambda: review.next_field(1),
            "field.previous": lambda: review.next_field(-1),
            "issue.next": self.next_issue,
            "field.why": self.why,
            "field.blank": lambda: review.mark(Mark.BLANK),
            "field.add": self.add_value,
            "field.remove": self.remove_value,
            "field.unreadable": lambda: review.mark(Mark.UNREADABLE),
            **{f"field.take_{number}": self._taker(number) for number in range(1, 10)},
        }

    @Slot()
    def next_issue(self) -> None:
        self._session.review.next_issue()
        self._panes.fields.list.focus_editor()

    @Slot()
    def why(self) -> None:
        """Say all reasons for doubt of the active value."""
        review = self._session.review
        judgement = review.judgement(review.current)
        if judgement is None:
            return
        reasons = " ".join(reason.text for reason in judgement.reasons)
        self._tell(reasons or self.tr("Nothing speaks against this value."))

    @Slot()
    def add_value(self) -> None:
        """Add a value or a row where the field may have several."""
        review = self._session.review
        if not review.can_add:
            self._tell(self.tr("This field has one value only."))
            return
        review.add_value()
        self._panes.fields.list.focus_editor()

    @Slot()
    def remove_value(self) -> None:
        """Remove the value or row, where the field may have several."""
        review = self._session.review
        if not review.can_add:
            self._tell(self.tr("This field always has one value. Ctrl+B says that it is blank."))
            return
        review.remove_value()
        self._panes.fields.list.focus_editor()

    def _taker(self, number: int) -> Callable[[], None]:
        return lambda: self._panes.fields.list.take_alternative(number)
