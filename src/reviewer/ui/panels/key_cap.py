"""A key, drawn as the cap of a key."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from reviewer.ui import keys
from reviewer.ui.look import fonts
from reviewer.ui.look.current import colors
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.ring import paint_box
from reviewer.ui.look.tokens import Radius
from reviewer.ui.look.ways import run_by_letters
from reviewer.ui.panels.presence import show_in_parent


def cap_size(text: str) -> QSize:
    """How large the cap of a label is."""
    metrics = fonts.metrics(Use.SMALL)
    height = max(fonts.scaled(18), metrics.height() + 2)
    return QSize(max(height, metrics.horizontalAdvance(text) + 14), height)


def paint_cap(painter: QPainter, rect: QRect, text: str, *, on_accent: bool = False, enabled: bool = True) -> None:
    """Paint a cap, for delegates and buttons; on an accented button it has no ground of its own."""
    table = colors()
    ink = table.accent_text if on_accent else table.text2 if enabled else table.disabled
    if on_accent:
        paint_box(painter, rect, frame=ink, radius=Radius.TAG)
    else:
        paint_box(painter, rect, frame=table.line, fill=table.alt, radius=Radius.TAG)
        if enabled:
            edge = QRectF(rect.left() + 2, rect.bottom(), rect.width() - 4, 1)
            painter.fillRect(edge, table.control)
    usual = painter.layoutDirection()
    run_by_letters(painter)
    painter.setFont(fonts.font(Use.SMALL))
    painter.setPen(ink)
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), text)
    painter.setLayoutDirection(usual)


class KeyCap(QWidget):
    """Shows one key. It cannot be pressed; it tells what can be."""

    def __init__(self, sequence: str = "", *, label: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._label = ""
        self.set_label(label or (keys.label(sequence) if sequence else ""))

    @property
    def label(self) -> str:
        """What is written on the cap."""
        return self._label

    def set_key(self, sequence: str) -> None:
        """Show another key, as QKeySequence reads it; empty shows nothing."""
        self.set_label(keys.label(sequence) if sequence else "")

    def set_label(self, label: str) -> None:
        """Write something on the cap that is not a key, such as `Drag`."""
        self._label = label
        self.setAccessibleName(label)
        show_in_parent(self, bool(label))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return cap_size(self._label)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_cap(QPainter(self), self.rect(), self._label, enabled=self.isEnabled())
