"""Draws outlines with the lines of the line language."""

from typing import Final

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from reviewer.ui.canvas.dots import draw_dotted
from reviewer.ui.canvas.outline import Outline, around, draw
from reviewer.ui.look import lines
from reviewer.ui.look.lines import Line
from reviewer.ui.look.tokens import Colors

COLORED: Final = 0.75
"""Paper less bright than this gets a white line outside the region's own."""


def paint_outlines(
    painter: QPainter, outlines: list[Outline], on_color: list[Outline], line: Line, table: Colors
) -> None:
    """Draw outlines with the pens of one line; those on colored paper get a white line outside first."""
    scale = painter.device().devicePixelRatioF()
    pens = lines.pens(line, table, scale)
    if pens and on_color:
        white = QPen(table.page_paper, pens[0].widthF() + 2 * scale)
        white.setCosmetic(True)
        white.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        _draw_all(painter, white, on_color)
    for pen in pens:
        _draw_all(painter, pen, outlines)
    if line is Line.UNREADABLE:
        rects = [around(shape) for shape in outlines]
        painter.drawLines([QLineF(rect.bottomLeft(), rect.topRight()) for rect in rects])


def _draw_all(painter: QPainter, pen: QPen, outlines: list[Outline]) -> None:
    painter.setPen(pen)
    rects = [shape for shape in outlines if isinstance(shape, QRectF)]
    if pen.style() is Qt.PenStyle.CustomDashLine and pen.capStyle() is Qt.PenCapStyle.RoundCap:
        draw_dotted(painter, pen, rects)
    else:
        painter.drawRects(rects)
    for shape in outlines:
        if not isinstance(shape, QRectF):
            draw(painter, shape)
