"""Paints an action with its keys. The current row is open: help, and room for the editor."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reviewer.ui.dialogs.settings.keys.key_editor import KeyEditor
from reviewer.ui.dialogs.settings.keys.keys_model import Role, Row
from reviewer.ui.look import fonts, icons
from reviewer.ui.look.current import colors
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.ring import paint_box, paint_focus
from reviewer.ui.look.tokens import ICON_ROW, Height, Space
from reviewer.ui.panels.key_cap import cap_size, paint_cap

Index = QModelIndex | QPersistentModelIndex
_WRAP = Qt.TextFlag.TextWordWrap
_CAPTION, _FIRST, _TOP, _BETWEEN = 44, 24, 8, 6


class KeyDelegate(QStyledItemDelegate):
    """Paints rows of the list.

    Args:
        view: the list.
        editor: what lies on the current row.
    """

    def __init__(self, view: QAbstractItemView, editor: KeyEditor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._editor = editor

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: Row = index.data(Role.ROW)
        width = self._view.viewport().width()
        if row.action is None:
            return QSize(0, fonts.scaled(_CAPTION if index.row() else _FIRST))
        below = self._said_height(row, width)
        if index.row() != self._view.currentIndex().row():
            return QSize(0, fonts.scaled(Height.KEY_ROW) + below)
        editor = self._editor.heightForWidth(self._inner(QRect(0, 0, width, 0)).width())
        return QSize(0, self._editor_top(row, width) + editor + below + Space.WIDE)

    def editor_rect(self, rect: QRect, row: Row) -> QRect:
        """Where the editor lies in the place of its row; as high as it likes."""
        inner = self._inner(rect)
        inner.setTop(rect.top() + self._editor_top(row, rect.width()))
        return inner

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(Role.ROW)
        rect = QRect(option.rect)
        painter.save()
        if row.action is None:
            self._paint_caption(painter, rect, row, option)
        elif index.row() == self._view.currentIndex().row():
            self._paint_open(painter, rect, row, option)
        else:
            self._paint_closed(painter, rect, row, option, last=self._is_last(index))
        painter.restore()

    # Parts

    def _paint_caption(self, painter: QPainter, rect: QRect, row: Row, option: QStyleOptionViewItem) -> None:
        line = self._inner(rect)
        line.setTop(rect.bottom() - fonts.line(Use.HEAD) - Space.STEP)
        self._write(painter, line, row.title, Use.HEAD, option)

    def _paint_closed(
        self, painter: QPainter, rect: QRect, row: Row, option: QStyleOptionViewItem, *, last: bool
    ) -> None:
        table = colors()
        if option.state & QStyle.StateFlag.State_MouseOver:
            paint_box(painter, rect.adjusted(0, 0, 0, -1), fill=table.alt)
        inner = self._inner(rect)
        if not last:
            painter.fillRect(inner.left(), rect.bottom(), inner.width(), 1, table.line)
        line = QRect(inner.left(), rect.top(), inner.width(), fonts.scaled(Height.KEY_ROW))
        left = self._paint_caps(painter, line, row, option)
        if row.own:
            word = self.tr("changed")
            painter.setFont(fonts.font(Use.SECOND))
            width = painter.fontMetrics().horizontalAdvance(word) + 2
            place = QRect(left - width - Space.GAP, line.top(), width, line.height())
            self._write(painter, place, word, Use.SECOND, option, "text2", whole=line)
            left = place.left()
        title = QRect(line)
        title.setRight(left - Space.GAP)
        self._write(painter, title, row.title, Use.BODY, option, whole=line)
        inner.setTop(line.bottom() - _BETWEEN)
        self._paint_said(painter, inner, row, option)

    def _paint_open(self, painter: QPainter, rect: QRect, row: Row, option: QStyleOptionViewItem) -> None:
        paint_box(painter, rect.adjusted(0, 0, 0, -1), fill=colors().accent_soft)
        inner = self._inner(rect)
        title = QRect(inner.left(), rect.top() + _TOP, inner.width(), fonts.line(Use.HEAD))
        self._write(painter, title, row.title, Use.HEAD, option)
        painter.setFont(fonts.font(Use.SECOND))
        painter.setPen(colors().text2)
        text = QRect(inner.left(), title.bottom() + 1, inner.width(), self._help_height(row, rect.width()))
        side = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeft)
        painter.drawText(text, int(side) | int(_WRAP), row.help)
        editor = self.editor_rect(rect, row)
        inner.setTop(editor.top() + self._editor.heightForWidth(editor.width()) + Space.STEP)
        self._paint_said(painter, inner, row, option)
        if self._view.hasFocus():
            paint_focus(painter, rect.adjusted(0, 0, 0, -1), self._view)

    def _paint_caps(self, painter: QPainter, line: QRect, row: Row, option: QStyleOptionViewItem) -> int:
        """Caps from the right end inward. Returns where they begin."""
        left = line.right() + 1
        for label in reversed(row.caps):
            size = cap_size(label)
            left -= size.width()
            cap = QRect(left, line.center().y() - size.height() // 2, size.width(), size.height())
            paint_cap(painter, QStyle.visualRect(option.direction, line, cap), label)
            left -= _BETWEEN
        return left

    def _paint_said(self, painter: QPainter, rect: QRect, row: Row, option: QStyleOptionViewItem) -> None:
        """The sentences on keys that are shared."""
        top = rect.top()
        flags = int(QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeft)) | int(_WRAP)
        for sentence, height in zip(row.conflicts, self._said_heights(row, rect.width()), strict=True):
            mark = QRect(rect.left(), top + 2, ICON_ROW, ICON_ROW)
            text = QRect(mark.right() + _BETWEEN, top, rect.width() - ICON_ROW - _BETWEEN, height)
            icons.paint(painter, "error", QStyle.visualRect(option.direction, rect, mark), colors().error)
            painter.setFont(fonts.font(Use.SECOND))
            painter.setPen(colors().error)
            painter.drawText(QStyle.visualRect(option.direction, rect, text), flags, sentence)
            top += height

    def _write(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        use: Use,
        option: QStyleOptionViewItem,
        tone: str = "text",
        whole: QRect | None = None,
    ) -> None:
        painter.setFont(fonts.font(use))
        painter.setPen(getattr(colors(), tone))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        flags = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(QStyle.visualRect(option.direction, whole or rect, rect), int(flags), shown)

    # Measures

    def _inner(self, rect: QRect) -> QRect:
        return rect.adjusted(Space.GAP, 0, -Space.GAP, 0)

    def _editor_top(self, row: Row, width: int) -> int:
        return _TOP + fonts.line(Use.HEAD) + self._help_height(row, width) + _BETWEEN

    def _help_height(self, row: Row, width: int) -> int:
        return self._height(row.help, width - 2 * Space.GAP)

    def _said_height(self, row: Row, width: int) -> int:
        heights = self._said_heights(row, width - 2 * Space.GAP)
        return sum(heights) + (Space.STEP if heights else 0)

    def _said_heights(self, row: Row, width: int) -> list[int]:
        return [self._height(sentence, width - ICON_ROW - _BETWEEN) for sentence in row.conflicts]

    def _height(self, text: str, width: int) -> int:
        room = fonts.metrics(Use.SECOND).boundingRect(QRect(0, 0, max(1, width), 10_000), int(_WRAP), text)
        return max(fonts.line(Use.SECOND), room.height() + 1)

    def _is_last(self, index: Index) -> bool:
        model = index.model()
        after: Row | None = model.index(index.row() + 1, 0).data(Role.ROW)
        return after is None or after.action is None
