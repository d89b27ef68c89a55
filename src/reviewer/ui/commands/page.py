"""What the actions of the menu View do, and those of the page."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QApplication, QInputDialog, QWidget

from reviewer.ui.commands.panes import Group, Handlers


class PageCommands(Group):
    """Looking at the page, walking between the panes."""

    def handlers(self) -> Handlers:
        review, view = self._session.review, self._panes.page.view
        return {
            "view.zoom_in": view.zoom_in,
            "view.zoom_out": view.zoom_out,
            "view.fit_page": view.fit_page,
            "view.fit_width": view.fit_width,
            "view.overlay": view.show_fields,
            "view.words": view.show_words,
            "view.filter_below": self.filter_below,
            "view.next_pane": lambda: self.next_pane(1),
            "view.previous_pane": lambda: self.next_pane(-1),
            "page.copy": view.copy_picture,
            "page.previous": lambda: review.show_page(review.page - 1),
            "page.next": lambda: review.show_page(review.page + 1),
        }

    @Slot()
    def filter_below(self) -> None:
        text = self.tr("Show only values with a confidence below (per cent, 100 shows all)")
        title = self.tr("Only values below")
        limit, given = QInputDialog.getInt(self._panes.window, title, text, 90, 1, 100, 5)
        if given:
            self._panes.page.show_below(None if limit == 100 else limit / 100)

    def next_pane(self, by: int) -> None:
        """Walk queue, page, table, fields, and issues that offer something."""
        queue, page, fields = self._panes.queue, self._panes.page, self._panes.fields
        panes: list[tuple[QWidget, Callable[[], None]]] = [
            (queue, queue.enter),
            (page, lambda: page.view.setFocus(Qt.FocusReason.ShortcutFocusReason)),
            (self._panes.table, self._enter_table),
            (fields.panel, self._leave_table),
        ]
        if fields.issues.links():
            panes.append((fields.issues, fields.issues.enter))
        panes = [pane for pane in panes if pane[0].isVisible()]
        focus = QApplication.focusWidget()
        there = [n for n, (pane, _) in enumerate(panes) if focus is not None and pane.isAncestorOf(focus)]
        here = there[-1] if there else -by  # the table lies within the page
        panes[(here + by) % len(panes)][1]()

    def _enter_table(self) -> None:
        if not self._panes.table.grid.active:
            self._panes.table.model.enter()
        self._panes.table.grid.focus_editor()

    def _leave_table(self) -> None:
        """Go to the fields: to one that has its own row there."""
        review = self._session.review
        if self._panes.table.isVisible() and self._panes.table.grid.active:
            review.select(next((row.id for row in review.rows() if not row.table), review.current))
        self._panes.fields.list.focus_editor()
