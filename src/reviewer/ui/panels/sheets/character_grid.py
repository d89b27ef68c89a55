"""The cells of the character sheet: cut-out characters, small and many."""

from collections import OrderedDict
from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, QSizeF, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from reviewer.ui.look import current, fonts, icons, lines
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.ring import paint_box
from reviewer.ui.look.tokens import ICON_ROW, Width
from reviewer.ui.look.ways import run_by_letters
from reviewer.ui.panels.sheets.cell_model import CellModel
from reviewer.ui.panels.sheets.clips import ClipKey, Clips, ClipWish, of_region
from reviewer.ui.panels.sheets.grid import Measure, SheetGrid
from reviewer.ui.panels.sheets.likeness import MOST as MOST_MEASURED
from reviewer.ui.panels.sheets.likeness import Glyph
from reviewer.ui.panels.sheets.strips import FileOf
from reviewer.ui.panels.snippet import Cut
from reviewer.ui.viewmodels.sheets.arranging import Section
from reviewer.ui.viewmodels.sheets.characters import CharacterCell, CharacterSheet

Index = QModelIndex | QPersistentModelIndex
CELL = QSize(56, 72)
FOOT = 20
MOST = 2_000
_ROOM = 0.12
"""Of a character's width, shown of what stands beside it."""
_QUIET = 0.5
_MEASURED = 32
"""Pixels that a value is high when its characters are measured."""


class CharacterGrid(SheetGrid):
    """Shows the characters of one sign.

    Args:
        sheet: what is shown.
        clips: draws the values that they are cut out of.
        file_of: says where pages lie.

    Signals:
        moved: another cell is the active one.
    """

    moved = Signal()

    def __init__(self, sheet: CharacterSheet, clips: Clips, file_of: FileOf, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet = sheet
        self._clips = clips
        self._file_of = file_of
        self._made: OrderedDict[tuple[object, ...], QPixmap] = OrderedDict()
        self.setObjectName("characters")
        self.setAccessibleName(self.tr("Characters"))
        self.cells = CellModel(lambda: len(sheet.cells), self._text, self._spoken, self._described, self)
        self.setModel(self.cells)
        self.setItemDelegate(_Delegate(self))
        self.letters.connect(self._on_letters)
        self.looked.connect(sheet.shown)
        self.selectionModel().currentChanged.connect(self.moved)
        sheet.loaded.connect(self._on_loaded)
        sheet.rearranged.connect(self._on_rearranged)
        sheet.changed.connect(self._on_changed)

    def measure(self) -> Measure:
        return Measure(CELL.width(), CELL.height() - FOOT + max(FOOT, fonts.line(Use.SMALL) + 4), False)

    @property
    def active(self) -> int:
        """The number of the active cell, -1 for none."""
        return self.currentIndex().row()

    @property
    def coming(self) -> bool:
        """Whether cells in view are still to be painted with their pictures."""
        cells = self._sheet.cells
        return any(number < len(cells) and not cells[number].seen for number in self.seen())

    def cell(self, number: int) -> CharacterCell | None:
        """A cell, or None."""
        return self._sheet.cell(number)

    def go_to(self, number: int) -> None:
        """Make a cell the active one."""
        self.setCurrentIndex(self.model().index(number, 0))

    def go_on(self) -> bool:
        """Show the first cell that was not shown yet, at the top. False when there is none."""
        unseen = next((number for number, cell in enumerate(self._sheet.cells) if not cell.seen), None)
        if unseen is None:
            return False
        self.scrollTo(self.model().index(unseen, 0), self.ScrollHint.PositionAtTop)
        self.go_to(unseen)
        return True

    def wishes(self) -> list[ClipWish]:
        """What is to be drawn: the values of the characters in view, then those of the next screenful."""
        found: dict[ClipKey, ClipWish] = {}
        for number in (*self.seen(), *self.in_view(), *self.ahead()):
            cell = self.cell(number)
            if cell is not None:
                page = cell.character.page
                key = self._key(cell)
                found.setdefault(key, ClipWish(key, self._file_of(page), (page.width, page.height)))
        return list(found.values())

    def glyphs(self) -> list[Glyph]:
        """All characters, to be measured."""
        return [
            Glyph(
                cell.mark,
                ClipWish(
                    of_region(cell.character.page, cell.character.region, _MEASURED),
                    self._file_of(cell.character.page),
                    (cell.character.page.width, cell.character.page.height),
                ),
                cell.character.edges,
            )
            for cell in self._sheet.cells[:MOST_MEASURED]
        ]

    def forget(self) -> None:
        """Let go of what was made."""
        self._made.clear()

    # Painting

    def _key(self, cell: CharacterCell) -> ClipKey:
        return of_region(cell.character.page, cell.character.region, round(CELL.height() * self.devicePixelRatioF()))

    def picture(self, cell: CharacterCell, size: QSize) -> QPixmap | None:
        """A character as it stands on its page, on the paper strip; None while there is none."""
        key, ratio = self._key(cell), self.devicePixelRatioF()
        cut = self._clips.clip(key)
        if cut is None or cut.image.isNull():
            return None
        known = (key, cell.character.edges, ratio, current.colors().name)
        made = self._made.get(known)
        if made is None:
            made = self._made[known] = _cut_out(cut, cell.character.edges, size, ratio)
            if len(self._made) > MOST:
                self._made.popitem(last=False)
        return made

    def paint_cell(self, painter: QPainter, rect: QRect, number: int) -> None:
        """Paint one character."""
        cell = self.cell(number)
        if cell is None:
            return
        table, active = current.colors(), number == self.active
        painter.save()
        run_by_letters(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_box(painter, rect, fill=table.accent_soft if active else table.base)
        picture = QRect(rect.left() + 1, rect.top() + 1, rect.width() - 2, CELL.height() - FOOT - 1)
        painter.fillRect(picture, table.paper_strip)
        quiet = cell.waiting or cell.gone or cell.settled or cell.certain
        painter.setOpacity(_QUIET if quiet else 1.0)
        made = self.picture(cell, picture.size())
        if made is not None:
            painter.drawPixmap(picture.topLeft(), made)
        if made is not None or self._clips.failed(self._key(cell)):
            self._note(number, cell, drawn=made is not None)
        self._paint_foot(painter, QRect(rect.left(), picture.bottom() + 1, rect.width(), 0), rect, cell)
        painter.setOpacity(1.0)
        if active:
            ring = table.accent if self.hasFocus() else table.control
            paint_box(painter, rect, frame=ring, width=Width.FOCUS)
        else:
            paint_box(painter, rect, frame=table.doubt if cell.odd else table.line)
        painter.restore()

    def _paint_foot(self, painter: QPainter, foot: QRect, rect: QRect, cell: CharacterCell) -> None:
        table = current.colors()
        foot.setBottom(rect.bottom())
        inner = foot.adjusted(6, 0, -6, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        if cell.corrected and cell.sign:
            painter.setFont(fonts.font(Use.VALUE_SMALL))
            painter.setPen(table.text)
            painter.drawText(inner, int(middle | Qt.AlignmentFlag.AlignLeft), cell.sign)
        sign = "question" if cell.odd else "tick" if cell.settled or cell.certain else ""
        if sign:
            place = QRect(inner.right() - ICON_ROW + 1, inner.center().y() - ICON_ROW // 2 + 1, ICON_ROW, ICON_ROW)
            icons.paint(painter, sign, place, table.doubt if cell.odd else table.text2)
            return
        painter.setFont(fonts.font(Use.SMALL))
        weak = cell.character.confidence < 0.9
        painter.setPen(table.doubt if weak else table.text2)
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignCenter), lines.figure(cell.character.confidence))

    # Within

    def _note(self, number: int, cell: CharacterCell, *, drawn: bool) -> None:
        if self.counts(number) and cell.show(drawn=drawn):
            self.note_looked(number)

    def _text(self, number: int) -> str:
        cell = self.cell(number)
        return "" if cell is None else cell.sign

    def _spoken(self, number: int) -> str:
        cell = self.cell(number)
        if cell is None:
            return ""
        told = self.tr("{sign}, character {at} of {text}, {name}").format(
            sign=cell.sign, at=cell.character.at + 1, text=" ".join(cell.text.split()), name=cell.character.name
        )
        return f"{told}, {self._state(cell)}"

    def _state(self, cell: CharacterCell) -> str:
        if cell.odd:
            return self.tr("odd")
        if cell.corrected:
            return self.tr("corrected")
        if cell.settled or cell.certain:
            return self.tr("confirmed")
        return self.tr("{} per cent").format(int(cell.character.confidence * 100))

    def _described(self, number: int) -> str:
        cell = self.cell(number)
        return "" if cell is None else self._sheet.label(cell)

    @Slot()
    def _on_loaded(self) -> None:
        self.cells.reset()
        count = len(self._sheet.cells)
        self.set_sections([Section("", 0, count)] if count else [])
        self.verticalScrollBar().setValue(0)
        if count:
            self.go_to(0)

    @Slot()
    def _on_rearranged(self) -> None:
        """What was seen stands where it was."""
        top, active = self.verticalScrollBar().value(), self.active
        self.cells.reset()
        self.set_sections([Section("", 0, len(self._sheet.cells))])
        self.go_to(active)
        self.verticalScrollBar().setValue(top)

    @Slot(object)
    def _on_changed(self, numbers: set[int]) -> None:
        self.cells.tell(numbers & set(self.seen()) if len(numbers) > 50 else numbers)
        self.repaint_cells(numbers)

    @Slot(str)
    def _on_letters(self, text: str) -> None:
        """The right sign was typed."""
        number = self.active
        if len(text) == 1 and number >= 0:
            if not self._sheet.correct(number, text):
                return
            if number + 1 < len(self._sheet.cells):
                self.go_to(number + 1)


def _cut_out(cut: Cut, edges: tuple[float, float], size: QSize, ratio: float) -> QPixmap:
    """The part of a value's picture between two edges, as large as fits, multiplied onto the paper."""
    image = cut.image
    width = max(0.01, edges[1] - edges[0])
    left = max(0.0, edges[0] - width * _ROOM) * image.width()
    right = min(1.0, edges[1] + width * _ROOM) * image.width()
    piece = image.copy(int(left), 0, max(1, round(right - left)), image.height())
    target = QSize(round((size.width() - 6) * ratio), round((size.height() - 8) * ratio))
    smooth = Qt.TransformationMode.SmoothTransformation
    shown = piece.scaled(target, Qt.AspectRatioMode.KeepAspectRatio, smooth)
    shown.setDevicePixelRatio(ratio)
    pixmap = QPixmap(QSize(round(size.width() * ratio), round(size.height() * ratio)))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(current.colors().paper_strip)
    painter = QPainter(pixmap)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    logical = QSizeF(shown.width() / ratio, shown.height() / ratio)
    painter.drawImage(QPointF((size.width() - logical.width()) / 2, (size.height() - logical.height()) / 2), shown)
    painter.end()
    return pixmap


class _Delegate(QStyledItemDelegate):
    def __init__(self, grid: CharacterGrid) -> None:
        super().__init__(grid)
        self._paint: Callable[[QPainter, QRect, int], None] = grid.paint_cell

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self._paint(painter, option.rect, index.row())
