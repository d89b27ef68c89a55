"""Changes the keys of one action: its keys to be taken away, a button for one more, and the default."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QStyle, QWidget

from reviewer.ui.dialogs.settings.keys.key_capture import KeyCapture
from reviewer.ui.dialogs.settings.keys.key_chip import HEIGHT, KeyChip
from reviewer.ui.dialogs.settings.keys.keys_model import Row, Shared
from reviewer.ui.look import fonts
from reviewer.ui.look.tokens import Space
from reviewer.ui.panels.link import Link


class KeyEditor(QWidget):
    """Lies on the current row of the list; wraps where the row is narrow.

    Signals:
        added: a key was pressed for the action.
        removed: the label of keys to take away.
        restored: the action shall have the keys of the table.
        resized: it needs another height.
        taken: a key that is shared shall be this action's alone.
    """

    added = Signal(str)
    removed = Signal(str)
    restored = Signal()
    resized = Signal()
    taken = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips: list[KeyChip] = []
        self._caps: tuple[str, ...] | None = None
        self.capture = KeyCapture(self)
        self.default = Link(self.tr("Default"), parent=self)
        self.take = Link("", parent=self)
        self.take.hide()
        self.take.clicked.connect(self.taken)
        self.capture.captured.connect(self.added)
        self.capture.waiting_changed.connect(self.resized)
        self.default.clicked.connect(self.restored)

    def show_row(self, row: Row, shared: Shared | None = None) -> None:
        """Show the keys of a row, and offer to take one from the others that have it."""
        words = self.tr("Take {key} from “{action}”")
        self.take.setText("" if shared is None else words.format(key=shared.label, action=shared.titles))
        self.take.setVisible(shared is not None)
        self.default.setVisible(row.own)
        self.default.setAccessibleName(self.tr("Default keys of “{action}”").format(action=row.title))
        self.capture.setAccessibleDescription(row.title)
        if row.caps != self._caps:
            self._caps = row.caps
            self._fill(row.caps)
        self._place(self.width())

    def stops(self) -> list[QPushButton]:
        """What Tab walks through."""
        every = [*self._chips, self.capture, self.take, self.default]
        return [widget for widget in every if widget.isVisibleTo(self)]

    def heightForWidth(self, width: int) -> int:
        return max((rect.bottom() + 1 for rect in self._rects(width)), default=0)

    def hasHeightForWidth(self) -> bool:
        return True

    def sizeHint(self) -> QSize:
        return QSize(self.width(), self.heightForWidth(self.width()))

    def set_width(self, width: int) -> None:
        """Be as wide as the row gives, and as high as that needs."""
        self.resize(width, self.heightForWidth(width))
        self._place(width)

    def _fill(self, caps: tuple[str, ...]) -> None:
        held = next((place for place, chip in enumerate(self._chips) if chip.hasFocus()), -1)
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._chips = [self._chip(label) for label in caps]
        if held >= 0:
            after = self._chips[min(held, len(self._chips) - 1)] if self._chips else self.capture
            after.setFocus(Qt.FocusReason.OtherFocusReason)

    def _chip(self, label: str) -> KeyChip:
        chip = KeyChip(label, self)
        chip.clicked.connect(self._on_chip)
        chip.show()
        return chip

    def _rects(self, width: int) -> list[QRect]:
        """Places of all that is shown, in lines, read from the left."""
        found = []
        corner = QPoint(0, 0)
        height = fonts.scaled(HEIGHT)
        for widget in self.stops():
            wanted = widget.sizeHint().width()
            if corner.x() and corner.x() + wanted > width:
                corner = QPoint(0, corner.y() + height + Space.STEP)
            found.append(QRect(corner, QSize(wanted, height)))
            corner += QPoint(wanted + Space.GAP, 0)
        return found

    def _place(self, width: int) -> None:
        whole = QRect(0, 0, width, self.height())
        for widget, rect in zip(self.stops(), self._rects(width), strict=True):
            widget.setGeometry(QStyle.visualRect(self.layoutDirection(), whole, rect))

    @Slot()
    def _on_chip(self) -> None:
        chip = self.sender()
        if isinstance(chip, KeyChip):
            self.removed.emit(chip.label)
