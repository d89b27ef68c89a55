"""The candidates of a field, best first: number, text, what it is beside the others, and where it stands."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView, QStyle, QStyleOptionViewItem, QWidget

from reviewer.domain.hidden import visible
from reviewer.extraction.explain import Considered, Standing
from reviewer.ui.dialogs.task_rows import Index, RowDelegate, RowList
from reviewer.ui.look import fonts, lines
from reviewer.ui.look.current import colors
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.ring import paint_ring
from reviewer.ui.look.share import paint_share
from reviewer.ui.look.tokens import Space, Width
from reviewer.ui.look.ways import run_by_letters
from reviewer.ui.panels.key_cap import cap_size, paint_cap
from reviewer.ui.table.action import QT_TRANSLATE_NOOP

ONE = Qt.ItemDataRole.UserRole
_PAD, _BAR, _SHARE = 7, 3, 48
_STANDINGS = {
    Standing.CHOSEN: QT_TRANSLATE_NOOP("why", "Chosen"),
    Standing.ALIKE: QT_TRANSLATE_NOOP("why", "The same, elsewhere"),
    Standing.RUNNER_UP: QT_TRANSLATE_NOOP("why", "Runner-up"),
    Standing.OTHER: QT_TRANSLATE_NOOP("why", "Less likely"),
}


class CandidateList(RowList):
    """Arrows walk it, Enter takes one; so does a double click.

    Signals:
        marked: another candidate is the current one (its number, from 0).
        taken: this one shall be the value (its number, from 0).
    """

    marked = Signal(int)
    taken = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setAccessibleName(self.tr("Candidates"))
        self._model = QStandardItemModel(self)
        self.setItemDelegate(CandidateDelegate(self))
        self.setModel(self._model)
        self.setUniformItemSizes(True)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self.doubleClicked.connect(self._on_double_clicked)

    def show_candidates(self, considered: Sequence[Considered], current: int) -> None:
        """Show these, with one of them as the current one."""
        self._model.clear()
        for number, one in enumerate(considered, 1):
            item = QStandardItem(visible(one.text))
            item.setData(one, ONE)
            item.setData(visible(self._spoken(number, one)), Qt.ItemDataRole.AccessibleTextRole)
            item.setToolTip("")
            self._model.appendRow(item)
        if considered:
            self.setCurrentIndex(self._model.index(current, 0))
            self.scrollTo(self.currentIndex())

    def _spoken(self, number: int, one: Considered) -> str:
        """What a screen reader says: "2, 8.95, runner-up, 21 %, page 1, in the line: TOTAL 8.95"."""
        where = self.tr("page {page}, in the line: {line}").format(page=one.page + 1, line=one.line)
        return ", ".join((str(number), one.text, standing_words(one.standing), lines.figure(one.probability), where))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.taken.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    @Slot(QModelIndex, QModelIndex)
    def _on_current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.marked.emit(current.row())

    @Slot(QModelIndex)
    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.taken.emit(index.row())


def standing_words(standing: Standing) -> str:
    """What a candidate is beside the others."""
    return QCoreApplication.translate("why", _STANDINGS[standing])


class CandidateDelegate(RowDelegate):
    """Cap and text in one line, its likelihood at the right; under them what it is, and the line it stands in."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, 2 * _PAD + fonts.line(Use.VALUE_SMALL) + 2 + fonts.line(Use.SECOND))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        one: Considered = index.data(ONE)
        rect, table = QRect(option.rect), colors()
        current = index == self._view.currentIndex()
        painter.save()
        run_by_letters(painter)
        if current:
            painter.fillRect(rect, table.accent_soft)
            bar = QRect(rect.left(), rect.top(), Width.BAR, rect.height())
            painter.fillRect(QStyle.visualRect(option.direction, rect, bar), table.accent)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, table.alt)
        inner = rect.adjusted(Space.FIELD, _PAD, -Space.FIELD, -_PAD)
        first = QRect(inner.left(), inner.top(), inner.width(), fonts.line(Use.VALUE_SMALL))
        second = QRect(inner.left(), first.bottom() + 3, inner.width(), fonts.line(Use.SECOND))
        text = self._paint_cap(painter, first, str(index.row() + 1), option)
        right = self._paint_share(painter, first, one.probability, option)
        text.setRight(right - Space.WIDE)
        self._paint_line(painter, text, " ".join(one.text.split()), Use.VALUE_SMALL, "text", option)
        self._paint_where(
            painter, QRect(text.left(), second.top(), inner.right() - text.left(), second.height()), one, option
        )
        if option.state & QStyle.StateFlag.State_HasFocus and current:
            paint_ring(painter, rect.adjusted(2, 1, -2, -1))
        painter.restore()

    def _paint_cap(self, painter: QPainter, line: QRect, number: str, option: QStyleOptionViewItem) -> QRect:
        """The number that takes it; returns the room right of it."""
        size = cap_size(number)
        place = QRect(line.left(), line.top() + (line.height() - size.height()) // 2, size.width(), size.height())
        paint_cap(painter, QStyle.visualRect(option.direction, QRect(option.rect), place), number)
        return line.adjusted(size.width() + Space.WIDE, 0, 0, 0)

    def _paint_share(self, painter: QPainter, line: QRect, share: float, option: QStyleOptionViewItem) -> int:
        """Its likelihood as a figure and a bar; returns where they begin."""
        words, around = lines.figure(share), QRect(option.rect)
        width = fonts.metrics(Use.SECOND).horizontalAdvance(lines.figure(1.0))
        figure = QRect(line.right() - width, line.top(), width + 1, line.height())
        self._paint_line(painter, figure, words, Use.SECOND, "text2", option, Qt.AlignmentFlag.AlignRight)
        bar = QRect(figure.left() - Space.GAP - _SHARE, line.center().y() - 1, _SHARE, _BAR)
        paint_share(painter, QStyle.visualRect(option.direction, around, bar), share, direction=option.direction)
        return bar.left()

    def _paint_where(self, painter: QPainter, line: QRect, one: Considered, option: QStyleOptionViewItem) -> None:
        words = standing_words(one.standing)
        use = Use.LABEL if one.standing is Standing.CHOSEN else Use.SECOND
        self._paint_line(painter, line, words, use, "text2", option)
        used = fonts.metrics(use).horizontalAdvance(words) + Space.GAP
        where = self._view.tr("page {page}: {line}").format(page=one.page + 1, line=short_line(one.line))
        self._paint_line(painter, line.adjusted(used, 0, 0, 0), where, Use.SECOND, "text2", option)

    def _paint_line(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        use: Use,
        tone: str,
        option: QStyleOptionViewItem,
        side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        """One line, cut at its end where there is no room."""
        painter.setFont(fonts.font(use))
        painter.setPen(getattr(colors(), tone))
        shown = fonts.metrics(use).elidedText(visible(text), Qt.TextElideMode.ElideRight, rect.width())
        flags = QStyle.visualAlignment(option.direction, side) | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QStyle.visualRect(option.direction, QRect(option.rect), rect), int(flags), shown)


def short_line(line: str) -> str:
    """A row of the page as one line; long ones are cut when painted."""
    return " ".join(line.split())[:200]
