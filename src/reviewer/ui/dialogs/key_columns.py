"""The columns of the key sheet."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStyle, QVBoxLayout, QWidget

from reviewer.ui.dialogs.key_rows import KeyGroup, KeyRow, in_columns
from reviewer.ui.look import fonts
from reviewer.ui.look.current import colors
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.plain import tip
from reviewer.ui.look.tokens import Height, Space
from reviewer.ui.look.ways import run_by_letters, side
from reviewer.ui.panels.empty import Empty
from reviewer.ui.panels.key_cap import cap_size, paint_cap
from reviewer.ui.panels.label import Label
from reviewer.ui.panels.presence import show_in_parent

_SIDE = 28
_NARROWEST = 300
_CAP_GAP = 6


class KeyLine(QWidget):
    """One row: the words, and its keys at the right end. Painted as a whole: fifty rows of labels take too long."""

    def __init__(self, row: KeyRow) -> None:
        super().__init__()
        self.row = row
        self.last = False
        self.setFixedHeight(fonts.scaled(Height.KEY_ROW))
        self.setToolTip(tip(row.help))
        self.setAccessibleName(f"{row.text}, {', '.join(row.caps)}")
        self.setAccessibleDescription(row.help)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, table = QPainter(self), colors()
        run_by_letters(painter)
        right = self.width()
        for written in reversed(self.row.caps):
            size = cap_size(written)
            right -= size.width()
            rect = QRect(right, (self.height() - size.height()) // 2, size.width(), size.height())
            paint_cap(painter, QStyle.visualRect(self.layoutDirection(), self.rect(), rect), written)
            right -= _CAP_GAP
        words = QRect(0, 0, right, self.height())
        painter.setFont(self.font())
        painter.setPen(table.text)
        shown = self.fontMetrics().elidedText(self.row.text, Qt.TextElideMode.ElideRight, words.width())
        way = self.layoutDirection()
        painter.drawText(QStyle.visualRect(way, self.rect(), words), side(way), shown)
        if not self.last:
            painter.fillRect(0, self.height() - 1, self.width(), 1, table.line)


class KeySection(QWidget):
    """A heading and its rows."""

    def __init__(self, group: KeyGroup) -> None:
        super().__init__()
        self.lines = [KeyLine(row) for row in group.rows]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, Space.SECTION - 4)
        column.setSpacing(0)
        heading = Label(group.title, Use.HEAD)
        heading.setContentsMargins(0, 0, 0, 6)
        column.addWidget(heading)
        for line in self.lines:
            column.addWidget(line)

    def narrow(self, words: str) -> bool:
        """Show only the rows that match. Returns whether any does."""
        shown = [line for line in self.lines if line.row.matches(words)]
        for line in self.lines:
            line.setVisible(line in shown)
            line.last = bool(shown) and line is shown[-1]
        show_in_parent(self, bool(shown))
        return bool(shown)


class KeyColumns(QWidget):
    """As many columns as fit, with hairlines between them."""

    def __init__(self, groups: Sequence[KeyGroup]) -> None:
        super().__init__()
        self._groups = groups
        self._sections = {group.title: KeySection(group) for group in groups}
        self._count = 0
        self._words = ""
        self._columns: list[QVBoxLayout] = []
        self._none = Empty()
        self._none.chosen.connect(self._on_none_chosen)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self._none)
        self._none.hide()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.narrow("")

    def arrange(self, width: int) -> None:
        """Spread the groups over as many columns as a width holds."""
        count = max(1, min(3, width // fonts.scaled(_NARROWEST)))
        if count == self._count:
            return
        self._count = count
        for old in self._columns:
            while old.count():
                old.takeAt(0)
            self._row.removeItem(old)
        self._columns = [QVBoxLayout() for _ in range(count)]
        for column, groups in zip(self._columns, in_columns(self._groups, count), strict=True):
            column.setContentsMargins(_SIDE, Space.SECTION - 2, _SIDE, 0)
            column.setSpacing(0)
            for group in groups:
                column.addWidget(self._sections[group.title])
            column.addStretch(1)
            self._row.addLayout(column, 1)
        self.update()

    @Slot(str)
    def narrow(self, words: str) -> None:
        """Show only what matches the words."""
        self._words = words
        found = [section.narrow(words) for section in self._sections.values()]
        self._none.say(self.tr("Nothing matches “{words}”.").format(words=words))
        self._none.setVisible(not any(found))
        self.update()

    def shown(self) -> list[KeyRow]:
        """The rows that match now."""
        return [
            line.row for section in self._sections.values() for line in section.lines if line.row.matches(self._words)
        ]

    def heightForWidth(self, width: int) -> int:
        """The height of all groups, whatever is searched: the sheet does not jump while somebody types."""
        self.ensurePolished()
        heights = [
            sum(self._full_height(self._sections[group.title]) for group in groups)
            for groups in in_columns(self._groups, max(1, self._count))
        ]
        return max(heights, default=0) + Space.SECTION

    def sizeHint(self) -> QSize:
        return QSize(_NARROWEST * max(1, self._count), super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for place in range(1, self._count):
            painter.fillRect(self.width() * place // self._count, 0, 1, self.height(), colors().line)

    def _full_height(self, section: KeySection) -> int:
        heading = fonts.line(Use.HEAD) + 6
        return heading + len(section.lines) * fonts.scaled(Height.KEY_ROW) + Space.SECTION - 4

    @Slot(int)
    def _on_none_chosen(self, place: int) -> None:
        self.narrow("")
