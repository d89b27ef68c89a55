"""The list under the editor: where the typed text stands on the pages. It never takes the focus."""

from PySide6.QtCore import QEvent, QModelIndex, QRect, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QListView, QVBoxLayout, QWidget

from reviewer.ui import keys
from reviewer.ui.announce import announce
from reviewer.ui.canvas.pictures import Pictures
from reviewer.ui.look import fonts
from reviewer.ui.look.current import colors
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.ring import paint_box
from reviewer.ui.look.tokens import Radius, Space
from reviewer.ui.panels.elided import ElidedLabel
from reviewer.ui.panels.key_cap import KeyCap
from reviewer.ui.panels.label import Label
from reviewer.ui.panels.place_crops import PlaceCrops
from reviewer.ui.panels.place_model import ROW, PlaceDelegate, PlaceModel, spoken
from reviewer.ui.viewmodels.locating import NONE, Locating

ROWS = 6
_FEW = 3
"""Rows from which the list lies under the editor, where it belongs, although there is more room above."""
GAP = 4
_LEAST = 320
_EDGE = 8
"""Room between the list and the edge of the window."""


class PlaceList(QFrame):
    """Lies over the window, as its child.

    Args:
        locating: what it shows.
        pictures: of the pages.
        parent: the window.

    Signals:
        taken: number of the place that was clicked.
    """

    taken = Signal(int)

    def __init__(self, locating: Locating, pictures: Pictures, parent: QWidget) -> None:
        super().__init__(parent)
        self._locating = locating
        self._crops = PlaceCrops(pictures)
        self._anchor = QRect()
        self.setObjectName("places")
        self.setAccessibleName(self.tr("Places of the text"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.model = PlaceModel(self)
        self.list = _rows(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(PlaceDelegate(self._crops, self.list))
        self.list.clicked.connect(self._on_clicked)
        self._foot = _Foot(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.list)
        column.addWidget(self._foot)
        locating.changed.connect(self.follow)
        locating.marked_changed.connect(self._on_marked_changed)
        pictures.arrived.connect(self._on_arrived)
        self.hide()

    def place_under(self, anchor: QRect) -> None:
        """Lie under a rectangle of the window; above it where there is more room."""
        self._anchor = anchor
        self._place()

    @Slot()
    def follow(self) -> None:
        """Show what was found, or that nothing was."""
        locating = self._locating
        if not locating.shown and not locating.nowhere:
            self.hide()
            return
        self._crops.clear()
        self.model.show_places(locating.places if locating.shown else (), self._page())
        self.list.setVisible(locating.shown)
        self._foot.say(locating)
        self._place()
        self.setVisible(not self._anchor.isEmpty())
        self.raise_()

    # Within

    def _page(self) -> int:
        return self._locating.page

    def _place(self) -> None:
        if self._anchor.isEmpty():
            self.hide()
            return
        row, foot = fonts.scaled(ROW), self._foot.sizeHint().height()
        count = min(ROWS, self.model.rowCount()) if self._locating.shown else 0
        below = self.window().height() - self._anchor.bottom() - GAP - _EDGE - foot - 2
        above = self._anchor.top() - GAP - _EDGE - foot - 2
        under = below >= min(count, _FEW) * row or below >= above
        count = min(count, max(1, (below if under else above) // row)) if count else 0
        height = count * row + foot + 2
        self.list.setFixedHeight(count * row)
        top = self._anchor.bottom() + 1 + GAP if under else self._anchor.top() - GAP - height
        width = max(self._anchor.width(), fonts.scaled(_LEAST))  # a cell may be narrow
        left = max(_EDGE, min(self._anchor.left(), self.window().width() - width - _EDGE))
        self.setGeometry(left, top, width, height)
        if self._locating.marked != NONE:
            self.list.scrollTo(self.model.index(self._locating.marked, 0))

    @Slot()
    def _on_marked_changed(self) -> None:
        marked = self._locating.marked
        index = self.model.index(marked, 0) if marked != NONE else QModelIndex()
        self.list.setCurrentIndex(index)
        if marked == NONE:
            self.list.clearSelection()
        else:
            self.list.scrollTo(index)
            place = self._locating.marked_place
            if place is not None:
                announce(self, spoken(place, marked + 1, self._page()), at_once=True)
        self._foot.say(self._locating)

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self.taken.emit(index.row())

    @Slot(int)
    def _on_arrived(self, _page: int) -> None:
        if self.isVisible():
            self._crops.clear()
            self.list.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_box(painter, self.rect(), frame=colors().control, fill=colors().base, radius=Radius.CONTROL)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange):
            self._crops.clear()
            self._place()


class _Foot(QWidget):
    """What the keys do now; or that nothing was found."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._nothing = Label("", Use.SECOND, "text2", self)
        self._caps: list[tuple[KeyCap, Label]] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.WIDE, Space.STEP, Space.WIDE, Space.STEP)
        row.setSpacing(Space.STEP)
        row.addWidget(self._nothing)
        for key in ("↓", keys.label("Return"), keys.label("Esc")):
            cap, label = KeyCap(label=key, parent=self), ElidedLabel("", Use.SECOND, "text2", parent=self)
            self._caps.append((cap, label))
            row.addWidget(cap)
            row.addWidget(label)
            row.addSpacing(Space.GAP)
        row.addStretch(1)

    def say(self, locating: Locating) -> None:
        """Say what Down, Enter and Esc do."""
        shown, marked = locating.shown, locating.marked_place
        nothing = self.tr("Not on this page. Enter keeps what you typed.")
        if locating.pages > 1:
            nothing = self.tr("Not in this document. Enter keeps what you typed.")
        self._nothing.setText(nothing)
        self._nothing.setVisible(not shown)
        typed = _short(locating.text)
        words = (
            self.tr("go to the list") if marked is None else self.tr("next"),
            self.tr("keep {}").format(typed) if marked is None else self.tr("take {}").format(_short(marked.text)),
            self.tr("close"),
        )
        for (cap, label), text in zip(self._caps, words, strict=True):
            label.setText(text)
            cap.setVisible(shown)
            label.setVisible(shown)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colors().alt)
        painter.end()


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 16 else f"{line[:15]}…"


def _rows(parent: QWidget) -> QListView:
    made = QListView(parent)
    made.setAccessibleName(parent.accessibleName())
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setUniformItemSizes(True)
    made.setMouseTracking(True)
    made.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    return made
