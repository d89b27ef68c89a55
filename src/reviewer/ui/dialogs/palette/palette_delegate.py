"""Paints an action in the palette: icon, title with the letters that matched, heading, keys."""

from itertools import groupby

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reviewer.domain.writing import runs_left
from reviewer.ui.dialogs.palette.palette_model import Role, Row
from reviewer.ui.look import fonts, icons
from reviewer.ui.look.current import colors
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.ring import paint_box
from reviewer.ui.look.tokens import ICON, Height, Space, Width
from reviewer.ui.look.ways import run_by_letters
from reviewer.ui.panels.key_cap import cap_size, paint_cap

Index = QModelIndex | QPersistentModelIndex
_MOST_CAPS, _BETWEEN = 2, 6
_LEAST_TITLE = 0.45
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class PaletteDelegate(QStyledItemDelegate):
    """Rows of the palette."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, fonts.scaled(Height.KEY_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(Role.ROW)
        painter.save()
        run_by_letters(painter)
        rect = QRect(option.rect)
        self._paint_ground(painter, rect, option)
        inner = rect.adjusted(Space.MARGIN, 0, -Space.MARGIN, 0)
        self._paint_icon(painter, inner, row, option)
        inner.setLeft(inner.left() + ICON + Space.WIDE)
        inner.setRight(self._paint_caps(painter, inner, row, option) - Space.GAP)
        inner.setRight(self._paint_note(painter, inner, row, option) - Space.GAP)
        self._paint_title(painter, inner, row, option)
        painter.restore()

    # Parts; all are laid out from the left and mirrored where text runs from the right.

    def _paint_ground(self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem) -> None:
        table = colors()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, table.accent_soft)
            bar = QRect(rect.left(), rect.top(), Width.BAR, rect.height())
            painter.fillRect(QStyle.visualRect(option.direction, rect, bar), table.accent)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            paint_box(painter, rect, fill=table.alt, radius=0)

    def _paint_icon(self, painter: QPainter, inner: QRect, row: Row, option: QStyleOptionViewItem) -> None:
        name = "tick" if row.checked else row.icon
        if name:
            place = QRect(inner.left(), inner.center().y() - ICON // 2 + 1, ICON, ICON)
            ink = colors().disabled if row.why_not else colors().text2
            icons.paint(painter, name, QStyle.visualRect(option.direction, option.rect, place), ink)

    def _paint_caps(self, painter: QPainter, inner: QRect, row: Row, option: QStyleOptionViewItem) -> int:
        """Keys from the right end inward. Returns where they begin."""
        left = inner.right() + 1
        for label in reversed(row.entry.caps[:_MOST_CAPS]):
            size = cap_size(label)
            left -= size.width()
            cap = QRect(left, inner.center().y() - size.height() // 2, size.width(), size.height())
            paint_cap(painter, QStyle.visualRect(option.direction, option.rect, cap), label, enabled=not row.why_not)
            left -= _BETWEEN
        return left

    def _paint_note(self, painter: QPainter, inner: QRect, row: Row, option: QStyleOptionViewItem) -> int:
        """Why it is not possible, that it is recent, or its heading; yields to the title. Returns where it begins."""
        text = row.why_not or (self.tr("recent") if row.recent else row.entry.group)
        metrics = fonts.metrics(Use.SECOND)
        title = fonts.metrics(Use.BODY).horizontalAdvance(row.entry.title) + Space.SECTION
        room = inner.width() - min(title, round(inner.width() * _LEAST_TITLE) if row.why_not else title)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, room))
        width = metrics.horizontalAdvance(shown) + 2
        place = QRect(inner.right() + 1 - width, inner.top(), width, inner.height())
        painter.setFont(fonts.font(Use.SECOND))
        painter.setPen(colors().disabled if row.why_not else colors().text2)
        place = QStyle.visualRect(option.direction, option.rect, place)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), shown)
        return inner.right() + 1 - width

    def _paint_title(self, painter: QPainter, inner: QRect, row: Row, option: QStyleOptionViewItem) -> None:
        table, title = colors(), row.entry.title
        plain, strong = fonts.font(Use.BODY), fonts.font(Use.HEAD)
        strong.setUnderline(True)
        painter.setPen(table.disabled if row.why_not else table.text)
        mirrored = option.direction is Qt.LayoutDirection.RightToLeft
        if mirrored or runs_left(title) or not row.found.letters:
            painter.setFont(plain)
            shown = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, inner.width())
            flags = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            painter.drawText(QStyle.visualRect(option.direction, option.rect, inner), int(flags), shown)
            return
        painter.setClipRect(inner)
        left = inner.left()
        for font, part in _parts(title, row.found.letters, plain, strong):
            painter.setFont(font)
            width = QFontMetrics(font).horizontalAdvance(part)
            painter.drawText(QRect(left, inner.top(), width + 2, inner.height()), _LEFT, part)
            left += width


def _parts(title: str, letters: frozenset[int], plain: QFont, strong: QFont) -> list[tuple[QFont, str]]:
    """The title in runs of letters that matched and that did not."""
    runs = groupby(range(len(title)), key=letters.__contains__)
    return [(strong if hit else plain, "".join(title[place] for place in run)) for hit, run in runs]
