"""The key sheet of F1: all keys by group, over the window, to be searched and printed."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from reviewer.ui.dialogs import key_print
from reviewer.ui.dialogs.card import SHADOW
from reviewer.ui.dialogs.key_columns import KeyColumns
from reviewer.ui.dialogs.key_rows import groups
from reviewer.ui.dialogs.laid_card import LaidCard
from reviewer.ui.look import fonts, icons
from reviewer.ui.look.current import colors
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.ring import paint_box
from reviewer.ui.look.tokens import Radius, Space
from reviewer.ui.panels.hairline import Hairline
from reviewer.ui.panels.key_cap import KeyCap
from reviewer.ui.panels.label import Label
from reviewer.ui.panels.line_edit import LineEdit

_WIDEST, _HIGHEST, _EDGE = 1200, 820, 32
_SIDE = 28
ITSELF = "help.keys"


class KeySheet(LaidCard):
    """Lies over the window until Esc, F1 or a click beside it.

    Args:
        window: to lie over.
        actions: with their keys.
        mode: what the mode is called that is on.
        in_mode: whether that is another than that of one document.

    Signals:
        change_asked: the operator wants to change keys.
    """

    change_asked = Signal()

    def __init__(
        self, window: QWidget, actions: Mapping[str, QAction], mode: str = "", *, in_mode: bool = False
    ) -> None:
        super().__init__(window)
        self._actions = actions
        self._groups = groups(actions, in_mode=in_mode)
        self.search = LineEdit()
        self.columns = KeyColumns(self._groups)
        self._area = QScrollArea()
        self._dress_area()
        column = QVBoxLayout(self._card)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self._head(mode))
        column.addWidget(Hairline())
        column.addWidget(self._area, 1)
        column.addWidget(_Foot(actions[ITSELF].shortcut().toString() if ITSELF in actions else ""))
        self.setAccessibleName(self.tr("Keys"))

    def open(self) -> None:
        """Show the sheet, with the focus in its search."""
        self.lay()
        self._place()
        self.search.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        made = self._actions.get(ITSELF)
        own = made is not None and QKeySequence(event.keyCombination()) in made.shortcuts()
        if event.key() == Qt.Key.Key_Escape or own:
            self.close_card()
        elif event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._scroll(event.key())

    def _dress_area(self) -> None:
        self._area.setWidget(self.columns)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.columns.setAutoFillBackground(False)
        self._area.viewport().setAutoFillBackground(False)

    def _head(self, mode: str) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(_SIDE, Space.MARGIN, _SIDE, Space.MARGIN)
        row.setSpacing(Space.WIDE)
        row.addWidget(Label(self.tr("Keys"), Use.TITLE))
        row.addWidget(Label(mode, Use.BODY, "text2"))
        row.addStretch(1)
        self.search.setPlaceholderText(self.tr("Find a key or an action"))
        self.search.setAccessibleName(self.tr("Find a key or an action"))
        self.search.addAction(icons.icon("search", "text2"), LineEdit.ActionPosition.LeadingPosition)
        self.search.setMinimumWidth(fonts.scaled(240))
        self.search.setClearButtonEnabled(False)
        self.search.textChanged.connect(self.columns.narrow)
        row.addWidget(self.search)
        for text, ask in ((self.tr("Change keys…"), self._on_change), (self.tr("Print…"), self._on_print)):
            button = QPushButton(text)
            button.clicked.connect(ask)
            row.addWidget(button)
        return head

    def _place(self) -> None:
        width = min(_WIDEST, self.width() - 2 * _EDGE)
        self.columns.arrange(width)
        self._card.resize(width + 2 * SHADOW, 100)
        chrome = self._card.sizeHint().height() - self._area.sizeHint().height()
        wanted = chrome + self.columns.heightForWidth(width)
        height = min(wanted, _HIGHEST, self.height() - 2 * _EDGE + 2 * SHADOW)
        self._card.resize(width + 2 * SHADOW, height)
        spare = self.height() - (height - 2 * SHADOW)
        self._card.move((self.width() - self._card.width()) // 2, max(_EDGE, int(spare * 0.36)) - SHADOW)

    def _scroll(self, key: int) -> None:
        bar = self._area.verticalScrollBar()
        far = bar.pageStep() if key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp) else 3 * bar.singleStep()
        bar.setValue(bar.value() + (far if key in (Qt.Key.Key_PageDown, Qt.Key.Key_Down) else -far))

    @Slot()
    def _on_change(self) -> None:
        self.close_card()
        self.change_asked.emit()

    @Slot()
    def _on_print(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: key_print.print_groups(printer, self._groups))
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()


class _Foot(QWidget):
    def __init__(self, key: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(_SIDE, Space.WIDE, _SIDE, Space.WIDE)
        row.setSpacing(5)
        if key:
            row.addWidget(KeyCap(key))
            row.addWidget(Label(self.tr("or"), Use.BODY, "text2"))
        row.addWidget(KeyCap("Esc"))
        row.addWidget(Label(self.tr("closes"), Use.BODY, "text2"))
        row.addStretch(1)
        row.addWidget(Label(self.tr("Every key can be changed. Menus show the same keys."), Use.BODY, "text2"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, table = QPainter(self), colors()
        painter.setClipRect(self.rect())
        # The rounded lower corners of the card: the box reaches above what is seen of it.
        paint_box(painter, self.rect().adjusted(0, -20, 0, 0), fill=table.alt, radius=Radius.DIALOG - 1)
        painter.fillRect(0, 0, self.width(), 1, table.line)
