"""What the score of a candidate is made of: each feature in words, with its figures and a small bar."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QLocale, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView, QStyle, QStyleOptionViewItem, QWidget

from reviewer.extraction.explain import Part
from reviewer.ui.dialogs.task_rows import Index, RowDelegate, RowList
from reviewer.ui.look import fonts
from reviewer.ui.look.current import colors
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.ring import paint_box, paint_ring
from reviewer.ui.look.tokens import Space
from reviewer.ui.look.ways import run_by_letters

_PART, _FIGURES, _SHARE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2
_PAD, _HALF, _BAR = 5, 28, 6


class PartList(RowList):
    """The features of one candidate, the heaviest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setAccessibleName(self.tr("What its score is made of"))
        self._model = QStandardItemModel(self)
        self.setItemDelegate(PartDelegate(self))
        self.setModel(self._model)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.minimumHeight())  # it takes what is left, and asks for no more

    def show_parts(self, parts: Sequence[Part], words: Callable[[str], str]) -> None:
        """Show parts; `words` says what a feature is called."""
        self._model.clear()
        most = max((abs(part.score) for part in parts), default=1.0)
        for part in parts:
            item = QStandardItem(words(part.name))
            figures = f"{part.name}   {_figure(part.value)} × {_figure(part.weight)}"
            item.setData(part.score, _PART)
            item.setData(figures, _FIGURES)
            item.setData(part.score / most, _SHARE)
            item.setData(f"{item.text()}, {points(part.score)}", Qt.ItemDataRole.AccessibleTextRole)
            item.setData(figures, Qt.ItemDataRole.AccessibleDescriptionRole)
            self._model.appendRow(item)
        if parts:
            self.setCurrentIndex(self._model.index(0, 0))


def points(score: float) -> str:
    """A score with its sign: +3.15."""
    written = QLocale().toString(abs(score), "f", 2)
    return f"{'−' if score < 0 else '+'}{written}"


def _figure(number: float) -> str:
    written = QLocale().toString(abs(number), "g", 3)
    return f"−{written}" if number < 0 else written


class PartDelegate(RowDelegate):
    """Words, and under them name, value and weight; at the right bar and points."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._words_rect(QRect(0, 0, self._view.viewport().width(), 100)).width()
        return QSize(0, 2 * _PAD + self.height(index.data(), Use.BODY, width) + fonts.line(Use.SMALL))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect = QRect(option.rect)
        painter.save()
        run_by_letters(painter)
        if option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, colors().alt)
        words = self._words_rect(rect)
        self.write(painter, words, index.data(), Use.BODY, "text", option)
        below = words.adjusted(0, words.height() - fonts.line(Use.SMALL), 0, 0)
        self.write(painter, below, index.data(_FIGURES), Use.SMALL, "text2", option)
        self._paint_points(painter, rect, index, option)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_ring(painter, rect.adjusted(2, 1, -2, -1))
        painter.restore()

    def _words_rect(self, rect: QRect) -> QRect:
        right = Space.FIELD + _points_width() + Space.GAP + 2 * fonts.scaled(_HALF) + Space.WIDE
        return rect.adjusted(Space.FIELD, _PAD, -right, -_PAD)

    def _paint_points(self, painter: QPainter, rect: QRect, index: Index, option: QStyleOptionViewItem) -> None:
        """For at the right of the middle, against at its left: a filled bar, and a hollow one."""
        line = QRect(rect.left(), rect.top() + _PAD, rect.width(), fonts.line(Use.BODY))
        width, table = _points_width(), colors()
        figure = QRect(line.right() - Space.FIELD - width, line.top(), width + 1, line.height())
        painter.setFont(fonts.font(Use.BODY))
        painter.setPen(table.text)
        side = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignRight) | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QStyle.visualRect(option.direction, rect, figure), int(side), points(index.data(_PART)))
        half, share = fonts.scaled(_HALF), float(index.data(_SHARE))
        middle = figure.left() - Space.GAP - half
        long = max(3, round(half * abs(share)))
        top = line.center().y() - _BAR // 2 + 1
        bar = QRect(middle + 1 if share > 0 else middle - long, top, long, _BAR)
        place = QStyle.visualRect(option.direction, rect, bar)
        if share > 0:
            paint_box(painter, place, fill=table.text2, radius=1)
        else:
            paint_box(painter, place, frame=table.text2, radius=1)
        axis = QRect(middle, line.top() + 2, 1, line.height() - 4)
        painter.fillRect(QStyle.visualRect(option.direction, rect, axis), table.control)


def _points_width() -> int:
    return fonts.metrics(Use.BODY).horizontalAdvance("+00.00")
