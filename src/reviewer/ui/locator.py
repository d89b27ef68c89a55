"""Ties what is typed to the list under the editor and to what is lit on the page."""

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor

from reviewer.ui.canvas.hits import Lit
from reviewer.ui.canvas.page_view import PageView
from reviewer.ui.canvas.pictures import Pictures
from reviewer.ui.panels.editing import Editing, anchor
from reviewer.ui.panels.place_list import PlaceList
from reviewer.ui.viewmodels.finding import Finding
from reviewer.ui.viewmodels.locating import NONE, Locating
from reviewer.ui.viewmodels.review import ReviewViewModel

_MOVED = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide)
_PASSING = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason)


class Locator(QObject):
    """Hears the editor's keys, and shows what the view-models found.

    Args:
        review: the document.
        locating: places of what is typed.
        finding: places of what is looked for in the document; lit while nothing is typed.
        fields: where values are edited.
        cells: where those of a table are; there, Down goes to the next cell while no list is shown.
        view: the page.
        pictures: of the pages.
    """

    def __init__(
        self,
        review: ReviewViewModel,
        locating: Locating,
        finding: Finding,
        fields: Editing,
        cells: Editing | None,
        view: PageView,
        pictures: Pictures,
    ) -> None:
        super().__init__(view)
        self._review = review
        self._locating = locating
        self._finding = finding
        self._cells = cells
        self._places = tuple(place for place in (fields, cells) if place is not None)
        self._at = fields
        self._view = view
        self._pictures = pictures
        self._list: PlaceList | None = None
        for place in self._places:
            place.live.taking = locating.take
            place.editor.installEventFilter(self)
        for changed in (locating.changed, locating.marked_changed, finding.changed, finding.current_changed):
            changed.connect(self._light)
        locating.changed.connect(self._on_changed)
        review.page_changed.connect(self._light)
        finding.current_changed.connect(self._show_found)

    @property
    def list(self) -> PlaceList | None:
        """The list, once something was found."""
        return self._list

    # Following

    @Slot()
    def _on_changed(self) -> None:
        if self._list is None and (self._locating.shown or self._locating.nowhere):
            self._list = PlaceList(self._locating, self._pictures, self._at.viewport().window())
            self._list.taken.connect(self._on_taken)
            self._place()
            self._list.follow()
        elif self._list is not None and self._list.isHidden():
            self._place()

    def _place(self) -> None:
        """Keep the list at the editor, in whatever window that is by now."""
        if self._list is None:
            return
        window, seen = self._at.viewport().window(), anchor(self._at)
        if self._list.parentWidget() is not window:
            self._list.setParent(window)
        self._list.place_under(seen)
        if self._list.isHidden() and not seen.isEmpty() and (self._locating.shown or self._locating.nowhere):
            self._list.follow()

    @Slot()
    def _light(self) -> None:
        """Light the places on the shown page: those of what is typed, else those that were looked for."""
        page = self._review.page
        locating, finding = self._locating, self._finding
        if locating.shown:
            lit = [
                Lit(polygons, number + 1, number == locating.marked)
                for number, place in enumerate(locating.places)
                if (polygons := tuple(region.polygon for region in place.regions if region.page == page))
            ]
        else:
            lit = [
                Lit(tuple(region.polygon for region in finding.regions(number)), 0, number == finding.current)
                for number in finding.on_page(page)
            ]
        if lit or self._view.overlay.hits.lit:
            self._view.overlay.show_hits(lit)

    @Slot()
    def _show_found(self) -> None:
        if self._finding.current != NONE:
            self._view.show_place(self._finding.regions(self._finding.current))

    @Slot(int)
    def _on_taken(self, number: int) -> None:
        self._locating.take(number)
        self._at.focus_editor()

    # Keys in the editor

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        place = next((place for place in self._places if place.editor is watched), None)
        if place is None:
            return False
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._press(event, place)
        if isinstance(event, QFocusEvent):
            if event.gotFocus():
                self._at = place
            elif event.reason() not in _PASSING:
                self._locating.hide()
        elif event.type() in _MOVED and place is self._at:
            self._place()
        return False

    def _press(self, event: QKeyEvent, place: Editing) -> bool:
        """Whether the list takes a key."""
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier != Qt.KeyboardModifier.NoModifier:
            return False
        match event.key():
            case Qt.Key.Key_Down:
                return self._goes_down(place) and self._locating.down()
            case Qt.Key.Key_Up:
                return self._locating.up()
            case Qt.Key.Key_Escape:
                return self._locating.close()
            case _:
                return False

    def _goes_down(self, place: Editing) -> bool:
        """Whether Down means the list: not while the caret can go down, nor to another cell."""
        if self._locating.marked != NONE:
            return True
        if place is self._cells:
            return self._locating.shown
        cursor = QTextCursor(place.editor.textCursor())
        return not cursor.movePosition(QTextCursor.MoveOperation.Down)
