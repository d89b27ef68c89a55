"""The field sheet: one field of many documents, to be confirmed together."""

from collections.abc import Mapping

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from reviewer.domain.field import Mark as Said
from reviewer.ui.key_names import KEYS
from reviewer.ui.look.fonts import Use
from reviewer.ui.panels import numbered
from reviewer.ui.panels.choices import source_of
from reviewer.ui.panels.empty import Empty
from reviewer.ui.panels.sheets.cell_painter import picture_height
from reviewer.ui.panels.sheets.clips import Clips
from reviewer.ui.panels.sheets.field_grid import FieldGrid
from reviewer.ui.panels.sheets.field_head import FieldHead
from reviewer.ui.panels.sheets.hints import Foot
from reviewer.ui.panels.sheets.page_part import PagePart
from reviewer.ui.panels.sheets.page_side import PageSide
from reviewer.ui.panels.sheets.sheet_page import ARROWS, SheetPage
from reviewer.ui.panels.sheets.strips import FileOf, SheetStrips
from reviewer.ui.viewmodels.look_first import BURST_MS
from reviewer.ui.viewmodels.modes import Scope
from reviewer.ui.viewmodels.sheets.cell import Place, SheetCell
from reviewer.ui.viewmodels.sheets.field_sheet import FieldSheet

_ROOM_FOR_PAGE = 1100


class FieldPage(SheetPage):
    """Head, grid and foot; right of them the page around the active value.

    Args:
        sheet: what is shown.
        clips: draws parts of pages.
        file_of: says where pages lie.
        made: the actions, whose keys are told.
    """

    def __init__(
        self,
        sheet: FieldSheet,
        clips: Clips,
        file_of: FileOf,
        made: Mapping[str, QAction],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.sheet = sheet
        self.look, self.moving = sheet.look, ARROWS
        self._clips = clips
        self._strips = SheetStrips(clips, file_of)
        self.grid = FieldGrid(sheet, self._strips, self)
        self.head = FieldHead(sheet, self)
        self.empty = Empty(parent=self)
        self.side = PageSide(PagePart(clips, file_of), made, self)
        self.foot = Foot(
            (
                (self.tr("Arrows"), self.tr("move")),
                (self.tr("Typing"), self.tr("corrects one")),
                ("sheet.aside", self.tr("sets one aside")),
                ("sheet.page", self.tr("shows the page")),
                ("sheet.open", self.tr("opens its document")),
                ("sheet.next", self.tr("next field")),
            ),
            made,
            self,
        )
        self._ahead = QTimer(self, singleShot=True, interval=0)
        self._ahead.timeout.connect(self._prepare)
        self._middle = QStackedWidget(self)
        self._middle.addWidget(self.grid)
        self._middle.addWidget(self.empty)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.head)
        left.addWidget(self._middle, 1)
        left.addWidget(self.foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(self.side)
        self._connect()
        self._show_all()

    def _connect(self) -> None:
        sheet = self.sheet
        sheet.loaded.connect(self._show_all)
        sheet.choices_changed.connect(self._show_all)
        sheet.changed.connect(self._on_changed)
        sheet.looked.connect(self._on_changed)
        sheet.advanced.connect(self._on_advanced)
        self.grid.moved.connect(self._show_active)
        self.grid.seen_changed.connect(self.want)
        self.side.part.wanted.connect(self.want)
        self.side.taken.connect(self.take)
        self.side.more_asked.connect(self.offer)
        self._clips.arrived.connect(self.grid.viewport().update)
        self._clips.arrived.connect(self._prepare_soon)
        self.foot.button.clicked.connect(self.enter)
        self.empty.chosen.connect(self._on_chosen)

    # SheetPage

    def begin(self, scope: Scope) -> None:
        self.sheet.begin(scope)

    def end(self) -> None:
        self.grid.close_editor()
        self.sheet.end()
        self._strips.forget()

    def take_focus(self) -> None:
        (self.grid if self.sheet.cells else self.empty).setFocus()

    # What actions do

    def enter(self) -> None:
        """Confirm what was shown; is all of that done, go on to the next screenful or field."""
        if self.grid.editing:
            self.grid.close_editor()
        self.grid.tell_looked()
        tally, sheet = self.sheet.tally(), self.sheet
        if tally.counting or tally.typed:
            sheet.confirm()
        elif sheet.look.allows(not sheet.loading and not self.grid.coming):
            sheet.look.rest(BURST_MS)
            if not self.grid.go_on() and not sheet.next_field():
                self._show_all()
        self.take_focus()

    def set_aside(self) -> None:
        """Set the active cell aside, or take it up again."""
        self.sheet.set_aside(self.grid.active)

    def mark(self, said: Said) -> None:
        """Say that the active cell is blank or unreadable."""
        self.sheet.mark(self.grid.active, said)

    @Slot(int)
    def take(self, number: int) -> None:
        """Take a proposal of the active cell, from 1."""
        cell = self.active
        found = () if cell is None or cell.value is None else cell.value.alternatives
        if 1 <= number <= len(found):
            self.sheet.correct(self.grid.active, found[number - 1].text)

    @Slot()
    def offer(self) -> None:
        """List all proposals of the active cell."""
        cell = self.active
        found = () if cell is None or cell.value is None else cell.value.alternatives
        if found:
            shown = ["   ".join((" ".join(each.text.split()), source_of(each))).strip() for each in found]
            below = self.side.choices
            numbered.offer(self.tr("Readings"), shown, lambda at: self.take(at + 1), below=below, parent=self)

    def show_page(self) -> None:
        """Show the page around the active cell, or take it away."""
        self.toggle_side(self.side)

    def next_field(self, by: int) -> None:
        """Show another field."""
        self.grid.close_editor()
        self.sheet.next_field(by)
        self.take_focus()

    def choose(self) -> None:
        """Open the list of fields."""
        self.head.open_fields()

    @property
    def active(self) -> SheetCell | None:
        """The active cell."""
        return self.sheet.cell(self.grid.active)

    @property
    def place(self) -> Place | None:
        """Document and entry of the active cell."""
        return None if self.active is None else self.active.place

    # Within

    @Slot()
    def _show_all(self) -> None:
        sheet = self.sheet
        part = self.grid if sheet.cells else self.empty
        self.show_part(self._middle, part, part)
        if not sheet.cells:
            self._say_why_empty()
        self.head.refresh()
        self._show_button()
        self._show_active()
        self.want()

    def _say_why_empty(self) -> None:
        sheet = self.sheet
        following = sheet.following()
        link = (self.tr("Show {}").format(following.label),) if following is not None else ()
        if sheet.missing:
            text = self.tr("Nothing to check in these documents. {keys[mode.document]} leads back to the document.")
            self.empty.say(text.format(keys=KEYS), icon="tick")
        elif sheet.loading or sheet.choice is None:
            self.empty.say(self.tr("Looking for values."))
        else:
            self.empty.say(self.tr("Nothing to check in {}.").format(sheet.label), *link, icon="tick")

    def _show_button(self) -> None:
        tally, button = self.sheet.tally(), self.foot.button
        following = self.sheet.following()
        coming = self.grid.coming
        if tally.counting or coming:
            text = self.tr("Confirm {}").format(tally.counting)
        elif tally.unseen:
            text = self.tr("Next screenful")
        elif following is not None:
            text = self.tr("Next: {label}, {count} to check").format(label=following.label, count=following.unsure)
        else:
            text = self.tr("Confirm {}").format(0)
        button.setEnabled(bool(tally.counting or (not coming and (tally.unseen or following is not None))))
        if button.text() != text:
            button.setText(text.replace("&", "&&"))
            button.setAccessibleName(text)
            button.updateGeometry()

    @Slot()
    def _show_active(self) -> None:
        self.side.show_cell(self.active, self.sheet.label)
        self.grid.viewport().update()

    @Slot(object)
    def _on_changed(self, numbers: set[int]) -> None:
        self.head.refresh()
        self._show_button()
        if self.grid.active in numbers:
            self.side.show_cell(self.active, self.sheet.label)
        self.want()

    @Slot()
    def _on_advanced(self) -> None:
        self.grid.go_on()

    @Slot(int)
    def _on_chosen(self, _link: int) -> None:
        self.next_field(1)

    @Slot()
    def want_now(self) -> None:
        """Have drawn what is seen: first the page of the active value, then the cells in view, then the next ones."""
        if not self.sheet.on:
            return
        ratio, cells = self.devicePixelRatioF(), self.sheet.cells
        wanted = [*self.grid.seen(), *self.grid.in_view(), *self.grid.ahead()]
        first = None if self.side.isHidden() else self.side.part.wish()
        shown = [cells[number] for number in wanted if number < len(cells)]
        self._strips.want(shown, picture_height(self.grid.lines) - 2, ratio, first)
        self._prepare_soon()

    @Slot()
    def _prepare_soon(self) -> None:
        self._ahead.start()

    @Slot()
    def _prepare(self) -> None:
        """Make the pictures of the cells that follow: after Enter a whole screenful of them is painted at once."""
        cells, grid = self.sheet.cells, self.grid
        if not self.sheet.on or not cells:
            return
        following = [cells[number] for number in grid.ahead() if number < len(cells)]
        if self._strips.prepare(following, grid.picture_size, self.devicePixelRatioF(), Use.VALUE_SHEET):
            self._ahead.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_side(self.side, _ROOM_FOR_PAGE)
