"""What the actions of tables do."""

from PySide6.QtCore import Slot

from reviewer.ui.commands.panes import Group, Handlers
from reviewer.ui.frame import kept
from reviewer.ui.key_names import KEYS

SHOWN = "tables-below"


class TableCommands(Group):
    """Going to the table below the page, walking in it, showing it or not."""

    looking = ("table.enter", "table.left", "table.right")

    def handlers(self) -> Handlers:
        model = self._panes.table.model
        return {
            "table.enter": self.enter,
            "table.left": lambda: model.walk(-1, 0),
            "table.right": lambda: model.walk(1, 0),
            "view.table": self.show,
        }

    @Slot()
    def enter(self) -> None:
        """Go to the table; from it, back to the first field that is no cell."""
        table, review = self._panes.table, self._session.review
        if not table.model.rows:
            text = self.tr("This document has no table. {keys[field.add]} adds a row where its type has one.")
            self._tell(text.format(keys=KEYS))
        elif not table.grid.active:
            table.model.enter()
            self._panes.fields.list.focus_editor()
        else:
            rows = review.rows()
            outside = [row for row in rows if not row.table]
            first = next((row for row in outside if row.judgement.unsure), next(iter(outside), None))
            if first is not None:
                review.select(first.id)
                self._panes.fields.list.focus_editor()

    def arrange(self, shown: bool) -> None:
        """Put tables below the page, or among the fields."""
        self._panes.table.set_wanted(shown)
        self._panes.fields.panel.set_folded(shown)

    def show(self, shown: bool) -> None:
        """Show tables below the page, or their cells among the fields; remembered."""
        kept().setValue(SHOWN, shown)
        self.arrange(shown)
        if self._session.review.current:
            self._session.review.select(self._session.review.current)
        self._panes.fields.list.focus_editor()
