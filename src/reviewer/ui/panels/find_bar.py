"""The bar over the page that looks for a text in the whole document."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from reviewer.ui import keys
from reviewer.ui.key_names import KEYS
from reviewer.ui.look import fonts, icons
from reviewer.ui.look.current import colors
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.ring import paint_box
from reviewer.ui.look.tokens import Height, Radius, Space
from reviewer.ui.panels.label import Label
from reviewer.ui.panels.line_edit import LineEdit
from reviewer.ui.viewmodels.finding import NONE, Finding

_WIDTH = 430
_SCROLL_BAR = 14
"""Room at the view's edge, whether there is one or not: the bar must not jump."""


class FindBar(QFrame):
    """Lies over the view, top right; the page does not move for it.

    It is no child of the view: the letters that are commands of the page would be that here, too.

    Args:
        finding: what it tells, and what it is told.
        view: the page; its parent is that of the bar.

    Signals:
        left: it was closed; the editor should have the focus.
    """

    left = Signal()

    def __init__(self, finding: Finding, view: QWidget) -> None:
        super().__init__(view.parentWidget())
        self._finding = finding
        self._view = view
        self.setObjectName("find")
        self.setAccessibleName(self.tr("Find in the document"))
        self.edit = LineEdit(self)
        self.edit.setPlaceholderText(self.tr("Find in the document"))
        self.edit.setAccessibleName(self.tr("Find in the document"))
        self.edit.addAction(icons.icon("search", "text2"), LineEdit.ActionPosition.LeadingPosition)
        keys.KeyGuard(self.edit)
        self.edit.installEventFilter(self)
        self.count = Label("", Use.SECOND, "text2", self)
        self.exact = self._tool("", self.tr("Exact"), self.tr("Only what is written just so: case, accents, marks"))
        self.exact.setCheckable(True)
        self.exact.setFixedWidth(fonts.metrics(Use.BODY).horizontalAdvance(self.exact.text()) + 20)
        self.previous = self._tool("previous", self.tr("Previous place"), "")
        self.next = self._tool("next", self.tr("Next place"), "")
        self.close_button = self._tool("close", self.tr("Close"), self.tr("Close (Esc)"))
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.GAP, Space.STEP, Space.STEP, Space.STEP)
        row.setSpacing(Space.STEP)
        row.addWidget(self.edit, 1)
        for widget in (self.count, self.exact, self.previous, self.next, self.close_button):
            row.addWidget(widget)
        self._connect()
        self.hide()

    def _connect(self) -> None:
        finding = self._finding
        self.edit.textChanged.connect(finding.look_for)
        self.exact.toggled.connect(lambda on: finding.look_for(self.edit.text(), exact=on))
        self.previous.clicked.connect(lambda: finding.step(-1))
        self.next.clicked.connect(lambda: finding.step(1))
        self.close_button.clicked.connect(self.leave)
        finding.changed.connect(self._tell)
        finding.current_changed.connect(self._tell)
        self._view.installEventFilter(self)

    def _tool(self, icon: str, name: str, tip: str) -> QToolButton:
        made = QToolButton(self)
        made.setAutoRaise(True)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.setAccessibleName(name)
        made.setToolTip(tip)
        if icon:
            made.setIcon(icons.icon(icon))
        else:
            made.setText(name)
        return made

    # Called from outside

    def open(self, text: str = "") -> None:
        """Show the bar and take the focus; with `text`, look for that, else for what was looked for last."""
        if text:
            self.edit.setText(text)
        self.previous.setToolTip(self.tr("Previous place ({keys[document.find_previous]})").format(keys=KEYS))
        self.next.setToolTip(self.tr("Next place ({keys[document.find_next]})").format(keys=KEYS))
        self.show()
        self.place()
        self.raise_()
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.selectAll()
        if not self._finding.active:
            self._finding.begin()
        self._tell()

    @Slot()
    def leave(self) -> None:
        """Close the bar, and give the focus back."""
        self._finding.end()
        self.hide()
        self.left.emit()

    def place(self) -> None:
        """Take its place at the view's edge."""
        over = self._view.geometry()
        room = over.width() - 2 * Space.WIDE - _SCROLL_BAR
        height = max(fonts.scaled(Height.HEAD), self.sizeHint().height())
        width = min(fonts.scaled(_WIDTH), room)
        left = over.left() + over.width() - width - Space.WIDE - _SCROLL_BAR
        self.setGeometry(left, over.top() + Space.WIDE, width, height)

    # Within

    @Slot()
    def _tell(self) -> None:
        finding = self._finding
        if not finding.active and self.isVisible():
            self.hide()  # another document was opened
        many = len(finding.hits)
        if not finding.text:
            text = ""
        elif not many:
            text = self.tr("not found") if finding.complete else self.tr("looking")
        else:
            of = self.tr("{}+").format(many) if finding.full else str(many)
            text = self.tr("{} of {}").format(finding.current + 1 if finding.current != NONE else 0, of)
        self.count.setText(text)
        self.count.setVisible(bool(text))
        self.edit.setAccessibleDescription(text)
        for button in (self.previous, self.next):
            button.setEnabled(many > 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._view:
            if event.type() in (QEvent.Type.Resize, QEvent.Type.Move) and self.isVisible():
                self.place()
        elif event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._press(event)
        return False

    def _press(self, event: QKeyEvent) -> bool:
        """Whether the bar takes a key of its text."""
        backward = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
        )
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if plain:
                self._finding.step(-1 if backward else 1)
            case Qt.Key.Key_Down if plain:
                self._finding.step(1)
            case Qt.Key.Key_Up if plain:
                self._finding.step(-1)
            case Qt.Key.Key_Escape if plain:
                self.leave()
            case _:
                return False
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:  # with the focus on a button
            self.leave()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_box(painter, self.rect(), frame=colors().control, fill=colors().window, radius=Radius.DIALOG)
        painter.end()
