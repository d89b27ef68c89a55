"""Lays out and paints the rows of the field panel."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from reviewer.ui.panels import field_geometry, field_words
from reviewer.ui.panels.field_geometry import Parts, Want
from reviewer.ui.panels.field_model import Role
from reviewer.ui.panels.field_painter import FieldPainter, StripOf
from reviewer.ui.panels.field_words import Shown
from reviewer.ui.viewmodels.rows import FieldRow

Index = QModelIndex | QPersistentModelIndex


class FieldDelegate(QStyledItemDelegate):
    """Says how high a row is and paints it; the list has the one editor, and remembers the heights.

    Args:
        strip: gives the picture of a row for a size, or None while the page is not there.
        shown: what else is to be shown of a row.
    """

    def __init__(self, strip: StripOf, shown: Callable[[FieldRow], Shown], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._strip = strip
        self._shown = shown
        self._resting: dict[tuple[object, ...], int] = {}

    def parts(self, row: FieldRow, width: int) -> Parts:
        """Where the parts of a row stand, relative to its top left."""
        return _parts(row, self._shown(row), width)

    def height(self, row: FieldRow, width: int) -> int:
        """How high a row is; at rest there are few different ones, and hundreds of rows may come at once."""
        shown = self._shown(row)
        if shown.active:
            return _parts(row, shown, width).height
        reason = bool(field_words.reason(row, shown))
        lines, caption = field_geometry.lines_of(row.value.text), row.first and row.number > 0
        form = (width, lines, bool(row.value.regions), reason, caption, shown.most)
        known = self._resting.get(form)
        if known is None:
            known = self._resting[form] = _parts(row, shown, width).height
        return known

    def forget(self) -> None:
        """The text has another size."""
        self._resting.clear()

    def reason(self, row: FieldRow) -> str:
        """The sentences under a value."""
        return field_words.reason(row, self._shown(row))

    # QStyledItemDelegate

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = index.data(Role.ROW)
        return QSize() if row is None else QSize(option.rect.width(), self.parts(row, option.rect.width()).height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(Role.ROW)
        if row is None:
            return
        shown = self._shown(row)
        painter.translate(option.rect.topLeft())
        FieldPainter(painter, row, _parts(row, shown, option.rect.width()), shown, self._strip).paint(
            option.rect.size()
        )
        painter.translate(-option.rect.topLeft())


def _parts(row: FieldRow, shown: Shown, width: int) -> Parts:
    text = row.value.text if shown.draft is None or not shown.active else shown.draft
    return field_geometry.parts(
        Want(
            width=width,
            active=shown.active,
            lines=field_geometry.lines_of(text),
            pictured=field_geometry.lines_of(row.value.text),
            picture=shown.active or bool(row.value.regions),
            reason=field_words.reason(row, shown),
            choices=shown.active and (shown.choices or shown.proposal is not None),
            caption=row.first and row.number > 0,
            most=shown.most,
        )
    )
