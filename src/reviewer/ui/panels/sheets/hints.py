"""The foot of a sheet: what its keys do, and the one button that goes on."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from reviewer.ui import keys
from reviewer.ui.look import current, fonts
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.tokens import Space
from reviewer.ui.panels.cap_button import CapButton
from reviewer.ui.panels.key_cap import KeyCap
from reviewer.ui.panels.label import Label

Hint = tuple[str, str]
"""Name of an action, or words for keys that are none; and what they do."""


class Foot(QWidget):
    """Keys left, the button right.

    Args:
        hints: in order; those at the end go first where there is no room.
        made: the actions, whose keys are shown.
    """

    def __init__(self, hints: Sequence[Hint], made: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._made = made
        self.button = CapButton("", parent=self)
        self.button.set_primary(True)
        keys.follow(made["sheet.confirm"], self.button.set_key)
        self._shown: list[tuple[str, KeyCap, Label]] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.FIELD, 0, Space.FIELD, 0)
        row.setSpacing(Space.STEP)
        for name, words in hints:
            cap, label = KeyCap(label=name, parent=self), Label(words, Use.SECOND, "text2")
            row.addWidget(cap)
            row.addWidget(label)
            row.addSpacing(Space.WIDE)
            self._shown.append((name, cap, label))
            if name in made:
                made[name].changed.connect(self.refresh)
        row.addStretch(1)
        row.addWidget(self.button)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.refresh()

    def refresh(self) -> None:
        """Show the keys that actions have now."""
        for name, cap, _ in self._shown:
            if name in self._made:
                shown = keys.labels(sequence.toString() for sequence in self._made[name].shortcuts())
                cap.set_label(shown[0] if shown else "–")

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), fonts.scaled(48))

    def resizeEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        super().resizeEvent(event)
        room = self.width() - self.button.sizeHint().width() - 2 * Space.FIELD - Space.SECTION
        for _, cap, label in self._shown:
            room -= cap.sizeHint().width() + label.sizeHint().width() + Space.WIDE + 3 * Space.STEP
            cap.setVisible(room >= 0)
            label.setVisible(room >= 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, table = QPainter(self), current.colors()
        painter.fillRect(self.rect(), table.base)
        painter.fillRect(0, 0, self.width(), 1, table.line)
