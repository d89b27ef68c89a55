"""A small picture of the window in one of the color schemes, to be chosen."""

from typing import Final

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QRadioButton, QSizePolicy, QStyle, QStyleOptionButton, QWidget

from reviewer.ui.dialogs.settings.form import Composite
from reviewer.ui.look import fonts
from reviewer.ui.look.current import colors
from reviewer.ui.look.ring import paint_box, paint_ring
from reviewer.ui.look.tokens import CONTRAST, DARK, LIGHT, Colors, Radius, Space

_WIDTH, _HEIGHT = 132, 84

PICTURES: Final[dict[str, tuple[Colors, ...]]] = {
    "system": (LIGHT, DARK),
    "light": (LIGHT,),
    "dark": (DARK,),
    "contrast": (CONTRAST,),
}


class SchemeTile(QRadioButton):
    """A radio button under its picture."""

    def __init__(self, scheme: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.scheme = scheme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        words = super().sizeHint()
        return QSize(max(fonts.scaled(_WIDTH), words.width()), fonts.scaled(_HEIGHT) + Space.GAP + words.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, place: QPoint) -> bool:
        return self.rect().contains(place)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, table = QPainter(self), colors()
        picture = self._picture()
        tables = PICTURES[self.scheme]
        for number, shown in enumerate(tables):
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setClipPath(_rounded(picture))
            if number:
                painter.setClipPath(_lower_half(picture), Qt.ClipOperation.IntersectClip)
            _paint_window(painter, picture, shown)
            painter.restore()
        frame = table.accent if self.isChecked() else table.control
        paint_box(painter, picture, frame=frame, width=2 if self.isChecked() else 1)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.rect = self._words()
        option.state &= ~QStyle.StateFlag.State_HasFocus
        self.style().drawControl(QStyle.ControlElement.CE_RadioButton, option, painter, self)
        if self.hasFocus():
            paint_ring(painter, self._words(), radius=3)

    def _picture(self) -> QRect:
        return QRect(0, 0, self.width(), fonts.scaled(_HEIGHT))

    def _words(self) -> QRect:
        top = fonts.scaled(_HEIGHT) + Space.GAP
        return QRect(0, top, self.width(), self.height() - top)


class SchemeTiles(Composite):
    """All tiles side by side, in as many rows as the width needs."""

    def __init__(self, tiles: list[SchemeTile], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tiles = tiles
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 6, 0, 0)
        self._grid.setSpacing(Space.MARGIN)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.control = tiles[0]
        self._arrange(2)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.tiles[0].sizeHint().width(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        widest = max(tile.sizeHint().width() for tile in self.tiles) + Space.MARGIN
        fitting = (self.width() + Space.MARGIN) // widest
        self._arrange(next(columns for columns in (4, 2, 1) if fitting >= columns or columns == 1))

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for number, tile in enumerate(self.tiles):
            self._grid.addWidget(tile, number // columns, number % columns)
        for column in range(5):
            self._grid.setColumnStretch(column, 1 if column == columns else 0)


def _rounded(rect: QRect) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), Radius.CONTROL, Radius.CONTROL)
    return path


def _lower_half(rect: QRect) -> QPainterPath:
    path = QPainterPath()
    path.moveTo(rect.right() + 1, rect.top())
    path.lineTo(rect.right() + 1, rect.bottom() + 1)
    path.lineTo(rect.left(), rect.bottom() + 1)
    path.closeSubpath()
    return path


def _paint_window(painter: QPainter, rect: QRect, table: Colors) -> None:
    """The window in small: bar, queue, a sheet of paper, fields of which one is active."""
    unit = rect.height() / 84
    paint_box(painter, rect, fill=table.canvas)
    inner = QRectF(rect)
    bar = QRectF(inner.left(), inner.top(), inner.width(), 12 * unit)
    queue = QRectF(inner.left(), bar.bottom(), inner.width() * 0.24, inner.height() - bar.height())
    fields = QRectF(inner.right() - inner.width() * 0.36, bar.bottom(), inner.width() * 0.36, queue.height())
    for part, fill in ((bar, table.window), (queue, table.base), (fields, table.base)):
        painter.fillRect(part, fill)
    for edge in (
        QRectF(bar.left(), bar.bottom() - 1, bar.width(), 1),
        QRectF(queue.right() - 1, queue.top(), 1, queue.height()),
        QRectF(fields.left(), fields.top(), 1, fields.height()),
    ):
        painter.fillRect(edge, table.line)
    paper = QRectF(queue.right() + 10 * unit, bar.bottom() + 9 * unit, 0, queue.height() - 18 * unit)
    paper.setRight(fields.left() - 10 * unit)
    painter.fillRect(paper, table.page_paper.darker(116) if table.page_dim else table.page_paper)
    _paint_lines(painter, paper, 6 * unit, table.page_word, unit, 6)
    _paint_lines(painter, queue, 7 * unit, table.text2, unit, 5)
    active = QRectF(fields.left() + 1, fields.top() + 20 * unit, fields.width() - 1, 18 * unit)
    painter.fillRect(active, table.accent_soft)
    _paint_lines(painter, fields, 7 * unit, table.text2, unit, 2)
    paint_box(painter, active.adjusted(7 * unit, 5 * unit, -7 * unit, -5 * unit), frame=table.accent, fill=table.base)
    below = QRectF(fields)
    below.setTop(active.bottom())
    _paint_lines(painter, below, 7 * unit, table.text2, unit, 4)


def _paint_lines(painter: QPainter, rect: QRectF, margin: float, ink: object, unit: float, count: int) -> None:
    """Words that are too small to read."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.setOpacity(0.55)
    room = rect.width() - 2 * margin
    for number in range(count):
        width = room * (0.9, 0.6, 0.75, 0.45, 0.85, 0.5)[number % 6]
        line = QRectF(rect.left() + margin, rect.top() + margin + number * 8 * unit, width, 2.4 * unit)
        if line.bottom() < rect.bottom() - 3 * unit:
            painter.drawRect(line)
    painter.restore()
