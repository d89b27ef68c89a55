"""The form of a page: title and sentence, sections between hairlines, labels beside inputs with hints under them."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractSlider,
    QAbstractSpinBox,
    QBoxLayout,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from reviewer.ui.look import fonts, icons
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.tokens import Height, Space
from reviewer.ui.panels.hairline import Hairline
from reviewer.ui.panels.label import Label, paragraph

LABEL: Final = 148
INPUT: Final = 360
_ROOM: Final = 280
_CHECK: Final = 24
_RIGHT: Final = 28


class Form(QWidget):
    """Rows in sections. Where there is little room, labels stand above their inputs.

    Everything is made where it stays: each move to another parent would style all that is in it again.

    Args:
        page: that it fills.
        title: of the page.
        sentence: what the page is about, or empty.
        aside: stands at the right of the title, for what switches the whole page on or off.
    """

    def __init__(self, page: QWidget, title: str, sentence: str = "", aside: QWidget | None = None) -> None:
        super().__init__(page)
        whole = QVBoxLayout(page)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self)
        self._rows: list[Row] = []
        self._last: QWidget | None = None
        self._filled = False
        self._stacked = False
        self._folded: list[QWidget] | None = None
        self._quiet = _QuietWheel(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(Space.BIG - Space.GAP, Space.FIELD, _RIGHT - Space.GAP, Space.WIDE)
        self._column.setSpacing(0)
        self._column.addLayout(_head(title, aside))
        self._column.addStretch(1)
        if sentence:
            self._put(paragraph(sentence, Use.SECOND, "text2"))

    def section(self, title: str = "") -> None:
        """Begin a section, under a hairline."""
        self._put(_space(Space.MARGIN))
        self._put(Hairline())
        self._put(_space(Space.MARGIN))
        if title:
            self._put(Label(title, Use.HEAD))
            self._put(_space(Space.GAP))

    def fold(self, words: str) -> "Fold":
        """Begin what few need, under a hairline: everything that is added from now on is shown on request."""
        self._put(_space(Space.MARGIN))
        self._put(Hairline())
        self._put(_space(Space.WIDE))
        button = Fold(words)
        self._put(button)
        self._folded = button.inside
        return button

    def space(self) -> None:
        """Leave some room between what belongs together."""
        self._put(_space(Space.WIDE))

    def caption(self, title: str) -> None:
        """A title within a section."""
        self._put(_space(Space.MARGIN))
        self._put(Label(title, Use.HEAD))
        self._put(_space(Space.GAP))

    def row(self, label: str, control: QWidget, *beside: QWidget, hint: str = "") -> "Row":
        """Add an input with its label; more controls stand beside it, the hint under it."""
        for each in (control, *beside):
            self._quiet.watch(each)
        return self._add_row(Row(self, label, (control, *beside), hint))

    def check(self, box: QCheckBox, hint: str = "") -> "Row":
        """Add a check box: it is its own label."""
        return self._add_row(Row(self, "", (box,), hint, indent=fonts.scaled(_CHECK) if hint else 0))

    def add(self, widget: QWidget, stretch: int = 0, *, wide: bool = False) -> None:
        """Add something over the whole width.

        Args:
            widget: what to add.
            stretch: above 0, it takes the height that is left.
            wide: it reaches into the margins a little, so that the texts in its rows stand under the others.
        """
        if stretch and not self._filled:
            self._filled = True
            self._column.takeAt(self._column.count() - 1)
        self._put(widget, stretch, 0 if wide else Space.GAP)

    def minimumSizeHint(self) -> QSize:
        """As narrow as with labels above their inputs: they go there before anything has to be scrolled aside."""
        lines = [self._column.itemAt(place) for place in range(self._column.count())]
        widest = max((line.minimumSize().width() for line in lines if line and line.widget() is None), default=0)
        rows = max((row.least() for row in self._rows), default=0) + 2 * Space.GAP
        others = widest if self._stacked else min(widest, rows)
        margins = self._column.contentsMargins()
        width = max(rows, others) + margins.left() + margins.right()
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - Space.BIG - _RIGHT
        most = max((row.least() for row in self._rows), default=0)
        self._stacked = room < fonts.scaled(LABEL) + max(fonts.scaled(_ROOM), most)
        for row in self._rows:
            row.set_stacked(self._stacked)

    def _add_row(self, row: "Row") -> "Row":
        if isinstance(self._last, Row):
            self._put(_space(Space.WIDE))
        self._rows.append(row)
        self._put(row)
        return row

    def _put(self, widget: QWidget, stretch: int = 0, margin: int = Space.GAP) -> None:
        self._last = widget
        if self._folded is not None:
            widget.hide()
            self._folded.append(widget)
        end = self._column.count() - (0 if self._filled else 1)
        line = QHBoxLayout()
        line.setContentsMargins(margin, 0, margin, 0)
        line.addWidget(widget)
        if isinstance(widget, Fold):
            line.addStretch(1)
        self._column.insertLayout(end, line, stretch)


class Fold(QPushButton):
    """Shows and hides what stands under it.

    Attributes:
        inside: what it shows.
    """

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.inside: list[QWidget] = []
        self.setFlat(True)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.toggled.connect(self._on_toggled)
        self._on_toggled(False)

    @Slot(bool)
    def _on_toggled(self, shown: bool) -> None:
        self.setIcon(icons.icon("down" if shown else "chevron-right"))
        self.setAccessibleDescription(self.tr("shown") if shown else self.tr("hidden"))
        for widget in self.inside:
            widget.setVisible(shown)


class Composite(QWidget):
    """Several controls for one value.

    Attributes:
        control: the one that a label beside it names. Not a focus proxy: Tab would step over the others.
    """

    control: QWidget


class Row(QWidget):
    """A label, controls in a line, and a hint under them. Names and describes its first control for screen readers.

    Attributes:
        control: what the label names: the first control, or the one that a composite names.
    """

    def __init__(self, form: Form, label: str, line: Sequence[QWidget], hint: str, *, indent: int = 0) -> None:
        super().__init__(form)
        self.control = line[0].control if isinstance(line[0], Composite) else line[0]
        self._hint = paragraph(hint, Use.SECOND, "text2")
        if indent:
            self._hint.setIndent(indent)
        self._plain = hint
        self._label = Label(label, Use.BODY, "text2")
        self._label.setWordWrap(True)
        self._label.setFixedWidth(fonts.scaled(LABEL))
        self._label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        if label:
            self._label.setBuddy(self.control)
            self._label.setMinimumHeight(fonts.scaled(Height.CONTROL))
            self.control.setAccessibleName(label)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._box.addWidget(self._label, 0, Qt.AlignmentFlag.AlignTop)
        self._field = self._made(line)
        self._box.addLayout(self._field, 1)
        self.say("")

    def say(self, text: str, tone: str = "error") -> None:
        """Say something in the place of the hint; empty shows the hint again."""
        self._hint.setText(text or self._plain)
        self._hint.set_tone(tone if text else "text2")
        self._hint.setVisible(bool(text or self._plain))
        self.control.setAccessibleDescription(text or self._plain)

    def said(self) -> str:
        """What stands under the controls."""
        return self._hint.text()

    def text(self) -> str:
        """Label and hint."""
        own = self.control.text() if isinstance(self.control, QCheckBox) else ""
        return f"{self._label.text()} {own} {self._plain}"

    def least(self) -> int:
        """The width that the controls need without the label."""
        return self._field.minimumSize().width()

    def set_stacked(self, stacked: bool) -> None:
        """Put the label above its controls, or beside them."""
        wanted = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        if self._box.direction() is wanted:
            return
        self._box.setDirection(wanted)
        self._box.setSpacing(Space.STEP if stacked else 0)
        self._label.setVisible(bool(self._label.text()) or not stacked)
        self._label.setFixedWidth(fonts.scaled(INPUT if stacked else LABEL))
        self._label.setMinimumHeight(0 if stacked or not self._label.text() else fonts.scaled(Height.CONTROL))

    def _made(self, line: Sequence[QWidget]) -> QVBoxLayout:
        across = QHBoxLayout()
        across.setSpacing(Space.GAP)
        for widget in line:
            if widget.sizePolicy().horizontalPolicy() is QSizePolicy.Policy.Fixed:
                across.addWidget(widget)
            else:
                across.addWidget(widget, 100)
        across.addStretch(1)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(across)
        column.addWidget(self._hint)
        column.addStretch(1)
        return column


class _QuietWheel(QObject):
    """Turning the wheel over an input scrolls the page; only an input with the focus takes it."""

    def watch(self, control: QWidget) -> None:
        for each in (control, *control.findChildren(QWidget)):
            if isinstance(each, QComboBox | QAbstractSpinBox | QAbstractSlider):
                each.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
                each.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return False


def limited(control: QWidget, width: int = INPUT) -> QWidget:
    """Let an input take the width that there is, but no more than its share."""
    control.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    control.setMaximumWidth(fonts.scaled(width))
    control.setMinimumWidth(min(control.minimumSizeHint().width(), fonts.scaled(width)))
    return control


def _head(title: str, aside: QWidget | None) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setContentsMargins(Space.GAP, 0, Space.GAP, Space.STEP)
    words = Label(title, Use.TITLE)
    words.setMinimumHeight(fonts.line(Use.TITLE))
    line.addWidget(words, 1)
    if aside is not None:
        line.addWidget(aside)
    return line


def _space(height: int) -> QWidget:
    gap = QWidget()
    gap.setFixedHeight(height)
    return gap
