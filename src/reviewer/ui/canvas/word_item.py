"""Draws all words of a page. One item: thousands of them would make every scroll slow."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from reviewer.domain.geometry import Box, Point
from reviewer.ui.canvas.words import Words
from reviewer.ui.look.current import colors
from reviewer.ui.look.tokens import Colors

CROWD = 800
"""More words than this in view are drawn only near the pointer and on the active field's line."""

_FILLED_BELOW, _FILLED = 6.0, 0.25
_STRONG_FROM = 14.0
"""Heights of print in pixels: smaller words are filled, and lower frames are thin in high contrast too, for they would
lie on the letters."""
_NEAR = 110.0
_PAGE = QRectF(0, 0, 1, 1)


class WordItem(QGraphicsItem):
    """Frames of words, thin and pale; the page frame is 0 to 1."""

    def __init__(self, parent: QGraphicsItem) -> None:
        super().__init__(parent)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self._words: Words | None = None
        self._hovered: int | None = None
        self._pointer: Point | None = None
        self._lines: frozenset[int] = frozenset()
        self._crowded = False
        self._reach = (0.0, 0.0)

    def show_words(self, words: Words | None) -> None:
        self._words = words
        self._hovered = None
        self.update()

    def hover(self, number: int | None) -> None:
        """Frame one word more strongly, or none."""
        if number != self._hovered:
            before, self._hovered = self._hovered, number
            self._update_word(before)
            self._update_word(number)

    def stress_lines(self, lines: frozenset[int]) -> None:
        """In a crowd, the words of these lines are drawn: those of the active field."""
        changed, self._lines = self._lines ^ lines, lines
        if changed and self._crowded and self._words is not None:
            for line in changed:
                for number in self._words.on_line(line):
                    self._update_word(number)

    def look_at(self, view: Box, reach: tuple[float, float]) -> None:
        """Tell what part of the page is in view, and how far a pixel reaches in fractions of it."""
        crowded = self._words is not None and self._words.grid.about(view) > CROWD
        self._reach = (reach[0] * _NEAR, reach[1] * _NEAR)
        if crowded != self._crowded:
            self._crowded = crowded
            self.update()

    def point_at(self, point: Point | None) -> None:
        """Where the pointer is; in a crowd only the words around it are drawn."""
        before, self._pointer = self._pointer, point
        if self._crowded:
            for place in (before, point):
                if place is not None:
                    box = self._around(place).grown(self._reach[0] * 0.2, self._reach[1] * 0.2)
                    self.update(QRectF(box.left, box.top, box.width, box.height))

    def boundingRect(self) -> QRectF:
        return _PAGE

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        words = self._words
        if words is None:
            return
        exposed = option.exposedRect
        area = Box(exposed.left(), exposed.top(), exposed.right(), exposed.bottom())
        numbers = self._few(words) if self._crowded else words.grid.near(area)
        table = colors()
        self._paint_frames(painter, words, numbers, table)
        if self._hovered is not None and self._hovered < len(words.rects):
            _paint_hovered(painter, words, self._hovered, table)

    def _few(self, words: Words) -> list[int]:
        """Those near the pointer and on the lines of the active field."""
        few = set() if self._pointer is None else set(words.grid.near(self._around(self._pointer)))
        return sorted(few.union(*(words.on_line(line) for line in self._lines)))

    def _around(self, point: Point) -> Box:
        return Box(*point, *point).grown(*self._reach)

    def _paint_frames(self, painter: QPainter, words: Words, numbers: list[int], table: Colors) -> None:
        color = QColor(table.page_word)
        color.setAlphaF(table.page_word_opacity)
        height = words.height * _pixels_down(painter)
        if height < _FILLED_BELOW:
            painter.setPen(Qt.PenStyle.NoPen)
            color.setAlphaF(min(_FILLED, table.page_word_opacity * 0.5))
            painter.setBrush(color)
        else:
            extra = table.line_extra if height >= _STRONG_FROM else 0.0
            painter.setPen(_pen(color, 1 + extra, painter))
            painter.setBrush(Qt.BrushStyle.NoBrush)
        leaning = words.leaning
        painter.drawRects([words.rects[number] for number in numbers if number not in leaning])
        if leaning:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for number in numbers:
                if number in leaning:
                    painter.drawPolygon(leaning[number])
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _update_word(self, number: int | None) -> None:
        if self._words is not None and number is not None and number < len(self._words.rects):
            x, y = (reach / _NEAR * 3 for reach in self._reach)
            self.update(self._words.rects[number].adjusted(-x, -y, x, y))


def _paint_hovered(painter: QPainter, words: Words, number: int, table: Colors) -> None:
    """A frame of 1.5 pixels and a breath of color, with round corners as everything that can be clicked."""
    transform = painter.worldTransform()
    polygon: QPolygonF = words.leaning.get(number) or QPolygonF(words.rects[number])
    shown = transform.map(polygon)
    painter.save()
    painter.setWorldTransform(type(transform)())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(_pen(table.page_field, 1.5 + table.line_extra, painter))
    ground = QColor(table.page_word)
    ground.setAlphaF(0.22)
    painter.setBrush(QBrush(ground))
    if number in words.leaning:
        painter.drawPolygon(shown)
    else:
        around = shown.boundingRect()
        corner = QPointF(round(around.left()) - 0.5, round(around.top()) - 0.5)
        far = QPointF(round(around.right()) + 0.5, round(around.bottom()) + 0.5)
        painter.drawRoundedRect(QRectF(corner, far), 2, 2)
    painter.restore()


def _pixels_down(painter: QPainter) -> float:
    """How many pixels the unturned page is high."""
    transform = painter.worldTransform()
    return float((transform.m21() ** 2 + transform.m22() ** 2) ** 0.5)


def _pen(color: QColor, width: float, painter: QPainter) -> QPen:
    pen = QPen(color, width * painter.device().devicePixelRatioF())
    pen.setCosmetic(True)
    return pen
