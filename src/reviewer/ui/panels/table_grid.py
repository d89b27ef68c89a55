"""The cells of a table with their one live editor."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QHelpEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from reviewer.domain.document_type import Kind
from reviewer.ui.announce import announce
from reviewer.ui.look import fonts
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.plain import tip
from reviewer.ui.panels import cell_painter
from reviewer.ui.panels.cell_edit import CellEdit
from reviewer.ui.panels.editing import LiveEditor
from reviewer.ui.panels.field_words import Shown, reason
from reviewer.ui.panels.strips import Strips
from reviewer.ui.viewmodels.review import ReviewViewModel, Went
from reviewer.ui.viewmodels.rows import FieldRow
from reviewer.ui.viewmodels.table import Role, TableViewModel

Index = QModelIndex | QPersistentModelIndex
LEAST, READABLE, WIDEST = 96, 150, 240
"""Widths of columns: usual ones of few letters, texts where there is little room, and what all have before room is
left."""
_LOW = 800
_SAMPLE = 20
"""Rows whose texts say how wide a column is."""


class _Delegate(QStyledItemDelegate):
    """Paints cells.

    Args:
        grid: whose cells they are.
        strips: the pictures of the values.
    """

    def __init__(self, grid: "TableGrid", strips: Strips) -> None:
        super().__init__(grid)
        self._grid = grid
        self._strips = strips

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(Role.CELL)
        shown = Shown() if row is None else self._grid.shown(row)
        cell_painter.paint(painter, option.rect, row, shown, self._strips.strip)

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        if event.type() is not QEvent.Type.ToolTip:
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), tip(self._grid.tip_of(index)), view)
        return True


class TableGrid(QTableView):
    """The active value's cell holds the editor.

    Args:
        review: what is shown and changed.
        model: the table.
        strips: the pictures of the values.

    Signals:
        ready: nothing is left to check after an Enter.
        elsewhere: the keyboard was here, and the active value is no cell of the table any more.
    """

    ready = Signal()
    elsewhere = Signal()

    def __init__(
        self, review: ReviewViewModel, model: TableViewModel, strips: Strips, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._review = review
        self._model = model
        self._filled = ""
        self._seen = ("", "")
        self.setObjectName("table")
        self.setAccessibleName(self.tr("Table"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the editor has it
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        self.setItemDelegate(_Delegate(self, strips))
        self.setModel(model)
        self._dress_headers()
        self.editor = CellEdit(self.viewport())
        self.editor.hide()
        self.editor.installEventFilter(self)
        self.live = LiveEditor(review, self.editor, self._row, self)
        self._was_active = QPersistentModelIndex()
        self._connect(strips)
        self._on_shaped()

    def _dress_headers(self) -> None:
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionsClickable(False)
            header.setHighlightSections(False)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def _connect(self, strips: Strips) -> None:
        self.editor.entered.connect(self.confirm)
        self.editor.moved.connect(self._review.next_field)
        self.editor.walked.connect(self._model.walk)
        self.live.dropped.connect(self._on_dropped)
        self.live.ready.connect(self.ready)
        self._model.shaped.connect(self._on_shaped)
        self._model.revalued.connect(self._on_revalued)
        self._review.proposal_changed.connect(self._on_proposal_changed)
        self._review.selected.connect(self._on_selected)
        strips.changed.connect(self._paint_again)
        self.clicked.connect(self._on_clicked)
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.valueChanged.connect(self._place)

    # Called from outside

    @property
    def active(self) -> bool:
        """Whether the active value is a cell of this table."""
        return self._model.current.isValid()

    def focus_editor(self) -> None:
        """Put the keyboard into the active cell."""
        if self.active:
            self._place()
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def confirm(self) -> Went:
        """What the active cell's editor shows is right."""
        return self.live.confirm()

    def go_on(self) -> None:
        """What Tab does, see LiveEditor."""
        self.live.go_on()

    def frame(self) -> QRect:
        """The active cell, in the viewport; empty without one."""
        return self.visualRect(self._model.current) if self.active and self.editor.isVisible() else QRect()

    def tip_of(self, index: Index) -> str:
        """What the tip of a cell says: what was typed and left, else its text, where it is cut, and why it is asked."""
        row: FieldRow | None = index.data(Role.CELL)
        if row is not None and self._review.draft(row.id) is not None:
            return reason(row, self.shown(row))
        cut = row.value.text if row is not None and cell_painter.is_cut(self.visualRect(index), row) else ""
        return "\n".join(text for text in (cut, index.data(Qt.ItemDataRole.ToolTipRole)) if text)

    def step(self, by: int) -> None:
        """Count what stands at the caret of the active cell up or down."""
        self.live.step(by)

    def shown(self, row: FieldRow) -> Shown:
        """What is to be shown of a cell besides its value."""
        return self.live.shown(row)

    def told(self) -> str:
        """The reason for doubt of the active cell, or what is going on with it; empty for none."""
        row = self._row()
        return "" if row is None else " ".join(reason(row, self.shown(row)).split("\n"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.viewport().update()  # the ring is the cell's
        return super().eventFilter(watched, event)

    # Within

    def _row(self) -> FieldRow | None:
        return self._model.cell(self._model.current.row(), self._model.current.column())

    @Slot()
    def _on_shaped(self) -> None:
        self.setAccessibleName(self._model.field.label if self._model.field is not None else self.tr("Table"))
        self._filled = ""
        self._fit()
        self._begin()
        self._on_revalued()

    def _begin(self) -> None:
        """Show another table from its first row; one that has other rows now, where it was seen."""
        review, field = self._review.review, self._model.field
        seen = ("" if review is None else review.document.id, "" if field is None else field.name)
        if seen != self._seen:
            self._seen = seen
            for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
                bar.setValue(bar.minimum())

    @Slot(str)
    def _on_selected(self, _entry_id: str) -> None:
        had_focus = self.editor.hasFocus()
        self._fill(force=True)
        if had_focus and not self.active:
            self.elsewhere.emit()
        if self.active:
            self.scrollTo(self._model.current)
            announce(self.editor, f"{self.editor.accessibleName()}. {self.told()}")
        self._place()
        self._paint_active()

    @Slot()
    def _on_revalued(self) -> None:
        if self._review.going:
            return
        self._fill(force=False)
        self._place()
        self._paint_active()

    def _paint_active(self) -> None:
        """Paint anew the active cell and the one that was it; cells that change are painted without this."""
        for index in (self._was_active, self._model.current):
            if index.isValid():
                self.viewport().update(self.visualRect(index))
        self._was_active = QPersistentModelIndex(self._model.current)

    @Slot()
    def _on_dropped(self) -> None:
        self._fill(force=True)  # arrows walk again

    @Slot()
    def _on_proposal_changed(self) -> None:
        self.viewport().update()

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self._model.select(index)
        self.focus_editor()

    @Slot(object)
    def _paint_again(self, rows: set[str]) -> None:
        self.viewport().update()

    def _fill(self, *, force: bool) -> None:
        """Put the active cell into the editor; what is being typed stays unless the value itself changed."""
        row = self._row()
        if row is None:
            if self.editor.hasFocus():
                self._filled = ""
            self.editor.hide()
            return
        key = f"{row.id}\n{row.value.text}\n{row.value.settled}"
        if not force and key == self._filled:
            return
        text = self.live.text_of(row)
        own = text == row.value.text
        typing = not own and self._filled.startswith(f"{row.id}\n") and self.editor.text() == text
        self._filled = key
        name = str(self._model.data(self._model.current, Qt.ItemDataRole.AccessibleTextRole))
        text, weak = self.live.put(row, Use.VALUE, (), name, self.told())
        if not typing:  # else the caret stays where it is
            self.editor.set_caret(len(text) if weak is None else weak)
        self.editor.walking = own

    @Slot()
    def _place(self) -> None:
        """Put the editor where the active cell is."""
        if not self.active:
            self.editor.hide()
            return
        place = cell_painter.text_of(self.visualRect(self._model.current))
        height = self.editor.fontMetrics().height() + 2
        self.editor.setGeometry(QRect(place.left(), place.center().y() - height // 2 + 1, place.width(), height))
        self.editor.show()

    def _fit(self) -> None:
        """Columns as wide as what stands in them, and all of the room used."""
        self.verticalHeader().setDefaultSectionSize(cell_painter.row_height())
        columns = range(len(self._model.columns))
        widths = [max(fonts.scaled(LEAST), self._wanted(column)) for column in columns]
        room = self.viewport().width() - sum(widths)
        if room < 0:
            widths = [self._wanted(column) for column in columns]
            room = self.viewport().width() - sum(widths)
        texts = [n for n, one in enumerate(self._model.columns) if one.kind in (Kind.TEXT, Kind.LINES)]
        if widths and room > 0:
            for number in texts or range(len(widths)):
                widths[number] += room // len(texts or widths)
        for number in texts if room < 0 else ():  # a text cut shorter is better than an amount out of sight
            less = min(-room, max(0, widths[number] - fonts.scaled(READABLE)))
            widths[number] -= less
            room += less
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)

    def _wanted(self, column: int) -> int:
        metrics = fonts.metrics(Use.VALUE)
        cells = (self._model.cell(row, column) for row in range(min(_SAMPLE, self._model.rows)))
        longest = max((metrics.horizontalAdvance(cell.value.text) for cell in cells if cell is not None), default=0)
        label = fonts.metrics(Use.LABEL).horizontalAdvance(self._model.columns[column].label)
        return min(fonts.scaled(WIDEST), max(longest + 48, label + 24))

    # Events

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._fill(force=True)  # what is typed stays: it is a draft
            self._fit()
            self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self._place()

    def sizeHint(self) -> QSize:
        head = self.horizontalHeader().sizeHint().height()
        most = 4 if self.window().height() >= fonts.scaled(_LOW) else 3  # the page needs the room more
        return QSize(400, head + cell_painter.row_height() * min(most, max(2, self._model.rows)))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.horizontalHeader().sizeHint().height() + cell_painter.row_height())
