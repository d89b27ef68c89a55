"""The form of a page: title and sentence, sections between hairlines, labels beside inputs with hints under them."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractSlider,
    QAbstractSpinBox,
    QBoxLayout,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from reviewer.ui.look import fonts
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.tokens import Height, Space
from reviewer.ui.panels.first_run import Hairline
from reviewer.ui.panels.label import Label, paragraph

LABEL: Final = 148
INPUT: Final = 360
_ROOM: Final = 280
_CHECK: Final = 24
_RIGHT: Final = 28


class Form(QWidget):
    """Rows in sections. Where there is little room, labels stand above their inputs.

    Args:
        title: of the page.
        sentence: what the page is about, or empty.
        aside: stands at the right of the title, for what switches the whole page on or off.
    """

    def __init__(self, title: str, sentence: str = "", aside: QWidget | None = None) -> None:
        super().__init__()
        self._rows: list[Row] = []
        self._quiet = _QuietWheel(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(Space.BIG, Space.FIELD, _RIGHT, Space.SECTION)
        self._column.setSpacing(0)
        head = QHBoxLayout()
        head.addWidget(Label(title, Use.TITLE), 1)
        if aside is not None:
            head.addWidget(aside)
        self._column.addLayout(head)
        if sentence:
            self._column.addWidget(paragraph(sentence, Use.SECOND, "text2"))
        self._column.addStretch(1)

    def section(self, title: str = "") -> None:
        """Begin a section, under a hairline."""
        self._put(_space(Space.MARGIN))
        self._put(Hairline())
        self._put(_space(Space.MARGIN))
        if title:
            self._put(Label(title, Use.HEAD))
            self._put(_space(Space.GAP))

    def row(self, label: str, control: QWidget, *beside: QWidget, hint: str = "") -> "Row":
        """Add an input with its label; more controls stand beside it, the hint under it."""
        for each in (control, *beside):
            self._quiet.watch(each)
        return self._add_row(Row(label, (control, *beside), hint))

    def check(self, box: QCheckBox, hint: str = "") -> "Row":
        """Add a check box: it is its own label."""
        return self._add_row(Row("", (box,), hint, indent=fonts.scaled(_CHECK) if hint else 0))

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Add something over the whole width. One with a stretch takes the height that is left."""
        if stretch:
            self._drop_stretch()
            self._column.addWidget(widget, stretch)
        else:
            self._put(widget)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - Space.BIG - _RIGHT
        for row in self._rows:
            row.set_stacked(room < fonts.scaled(LABEL) + fonts.scaled(_ROOM))

    def _add_row(self, row: "Row") -> "Row":
        if self._rows and self._column.itemAt(self._end() - 1).widget() is self._rows[-1]:
            self._put(_space(Space.WIDE))
        self._rows.append(row)
        self._put(row)
        return row

    def _put(self, widget: QWidget) -> None:
        self._column.insertWidget(self._end(), widget)

    def _end(self) -> int:
        last = self._column.itemAt(self._column.count() - 1)
        return self._column.count() - (1 if last.spacerItem() is not None else 0)

    def _drop_stretch(self) -> None:
        if self._end() < self._column.count():
            self._column.takeAt(self._end())


class Row(QWidget):
    """A label, controls in a line, and a hint under them. Names and describes its first control for screen readers.

    Attributes:
        control: what the label names: the first control, or what that hands its focus to.
    """

    def __init__(self, label: str, line: Sequence[QWidget], hint: str, *, indent: int = 0) -> None:
        super().__init__()
        self.control = line[0].focusProxy() or line[0]
        self._hint = paragraph(hint, Use.SECOND, "text2")
        self._hint.setContentsMargins(indent, 0, 0, 0)
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
        self._box.addLayout(self._field(line), 1)
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

    def set_stacked(self, stacked: bool) -> None:
        """Put the label above its controls, or beside them."""
        wanted = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        if self._box.direction() is wanted:
            return
        self._box.setDirection(wanted)
        self._label.setVisible(bool(self._label.text()) or not stacked)
        self._label.setFixedWidth(fonts.scaled(INPUT if stacked else LABEL))
        self._label.setMinimumHeight(0 if stacked else fonts.scaled(Height.CONTROL))

    def _field(self, line: Sequence[QWidget]) -> QVBoxLayout:
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


def _space(height: int) -> QWidget:
    gap = QWidget()
    gap.setFixedHeight(height)
    return gap
