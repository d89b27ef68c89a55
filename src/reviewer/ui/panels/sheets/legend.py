"""What the lines of a sheet mean."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from reviewer.ui.look import current, fonts, lines
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.lines import Line
from reviewer.ui.look.tokens import Space


class Legend(QWidget):
    """A head and a few rows: a line, and what it says."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._title = self.tr("Legend")
        self._rows = (
            (Line.SURE, self.tr("Sure, at or above the threshold")),
            (Line.CHECK, self.tr("Check, below the threshold")),
            (Line.DOUBTFUL, self.tr("Unsure, far below, or against a rule")),
            (Line.PERSON, self.tr("Set or confirmed by a person")),
        )
        self.setAccessibleName(self._title)

    def _line(self) -> int:
        return fonts.line(Use.SECOND) + Space.STEP

    def sizeHint(self) -> QSize:
        return QSize(240, fonts.line(Use.HEAD) + Space.GAP + len(self._rows) * self._line())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, table = QPainter(self), current.colors()
        middle = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading)
        painter.setFont(fonts.font(Use.HEAD))
        painter.setPen(table.text)
        head = fonts.line(Use.HEAD)
        painter.drawText(QRect(0, 0, self.width(), head), middle, self._title)
        for number, (line, words) in enumerate(self._rows):
            top = head + Space.GAP + number * self._line()
            sample = QRect(0, top, lines.SAMPLE_WIDTH, self._line())
            text = QRect(lines.SAMPLE_WIDTH + Space.WIDE, top, self.width(), self._line())
            if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
                sample.moveRight(self.width() - 1)
                text = QRect(0, top, sample.left() - Space.WIDE, self._line())
            lines.paint_sample(painter, sample, line, table)
            painter.setFont(fonts.font(Use.SECOND))
            painter.setPen(table.text2)
            painter.drawText(text, middle, words)
