"""The character sheet: all characters that were read as one sign."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, QTimer, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from reviewer.ui.key_names import KEYS
from reviewer.ui.look import fonts
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.tokens import Space
from reviewer.ui.panels.elided import ElidedLabel
from reviewer.ui.panels.empty import Empty
from reviewer.ui.panels.sheets.cell_painter import PICTURE, CellPainter
from reviewer.ui.panels.sheets.character_grid import CharacterGrid
from reviewer.ui.panels.sheets.clips import Clips, ClipWish
from reviewer.ui.panels.sheets.corner import Corner, value_of
from reviewer.ui.panels.sheets.hints import Foot
from reviewer.ui.panels.sheets.likeness import Likeness
from reviewer.ui.panels.sheets.page_part import PagePart
from reviewer.ui.panels.sheets.page_side import PageSide
from reviewer.ui.panels.sheets.sheet_page import ARROWS, SheetPage
from reviewer.ui.panels.sheets.strips import FileOf, SheetStrips
from reviewer.ui.viewmodels.look_first import BURST_MS
from reviewer.ui.viewmodels.modes import Scope
from reviewer.ui.viewmodels.sheets.cell import Place
from reviewer.ui.viewmodels.sheets.characters import CharacterSheet

_ROOM_FOR_PAGE = 1000
FRESH_MS = 1_500
"""A sheet has just come up for so long: nobody has gone through its characters yet."""


class CharactersPage(SheetPage):
    """Head, grid and foot; right of them the value of the active character and its page.

    Args:
        sheet: what is shown.
        clips: draws parts of pages.
        likeness: measures how characters look.
        file_of: says where pages lie.
        made: the actions, whose keys are told.
    """

    def __init__(
        self,
        sheet: CharacterSheet,
        clips: Clips,
        likeness: Likeness,
        file_of: FileOf,
        made: Mapping[str, QAction],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.sheet = sheet
        self.look, self.moving = sheet.look, ARROWS
        self._clips = clips
        self._likeness = likeness
        self.fresh = QTimer(self, singleShot=True, interval=FRESH_MS)
        self._strips = SheetStrips(clips, file_of)
        self.grid = CharacterGrid(sheet, clips, file_of, self)
        self.sign = QPushButton(self)
        self.sign.setAutoDefault(False)
        self.sign.setMenu(QMenu(self.sign))
        self.sign.menu().aboutToShow.connect(self._fill_signs)
        self.caption = ElidedLabel("", Use.BODY, "text2")
        self.caption.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.corner = Corner(CellPainter(self._strips), self)
        self.side = PageSide(PagePart(clips, file_of), made, self)
        self.side.put_above(self.corner)
        self.empty = Empty(parent=self)
        self.foot = Foot(
            (
                (self.tr("Arrows"), self.tr("move")),
                (self.tr("Typing"), self.tr("the right sign corrects one")),
                ("sheet.aside", self.tr("marks an odd one")),
                ("sheet.page", self.tr("shows the page")),
                ("sheet.open", self.tr("opens its document")),
                ("sheet.next", self.tr("next sign")),
            ),
            made,
            self,
        )
        self._lay_out()
        sheet.loaded.connect(self._on_loaded)
        sheet.rearranged.connect(self._show_all)
        likeness.measured.connect(self._on_measured)
        sheet.changed.connect(self._on_changed)
        sheet.looked.connect(self._on_changed)
        sheet.advanced.connect(self.grid.go_on)
        self.grid.moved.connect(self._show_active)
        self.grid.seen_changed.connect(self.want)
        self.side.part.wanted.connect(self.want)
        clips.arrived.connect(self.grid.viewport().update)
        clips.arrived.connect(self.corner.update)
        self.foot.button.clicked.connect(self.enter)
        self._show_all()

    def _lay_out(self) -> None:
        head = _Head(self)
        bar = QHBoxLayout(head)
        bar.setContentsMargins(Space.FIELD, 0, Space.FIELD, 0)
        bar.setSpacing(Space.GAP)
        bar.addWidget(self.sign)
        bar.addWidget(self.caption, 1)
        self._middle = QStackedWidget(self)
        self._middle.addWidget(self.grid)
        self._middle.addWidget(self.empty)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(head)
        left.addWidget(self._middle, 1)
        left.addWidget(self.foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(self.side)

    # SheetPage

    def begin(self, scope: Scope) -> None:
        self.sheet.begin(scope)

    def end(self) -> None:
        self.sheet.end()
        self.grid.forget()
        self._strips.forget()

    def take_focus(self) -> None:
        (self.grid if self.sheet.cells else self.empty).setFocus()

    # What actions do

    def enter(self) -> None:
        """Confirm what was shown; is all of that done, go on to the next screenful or sign."""
        self.grid.tell_looked()
        sheet = self.sheet
        if sheet.counting:
            sheet.confirm()
        elif sheet.look.allows(not sheet.loading and not self.grid.coming):
            sheet.look.rest(BURST_MS)
            if not self.grid.go_on():
                sheet.next_sign()
        self.take_focus()

    def set_aside(self) -> None:
        """Mark the active character as odd, or take that back."""
        self.sheet.mark_odd(self.grid.active)

    def show_page(self) -> None:
        """Show the page, or take it away."""
        self.toggle_side(self.side)

    def next_field(self, by: int) -> None:
        """Show another sign."""
        self.sheet.next_sign(by)
        self.take_focus()

    def choose(self) -> None:
        """Open the list of signs."""
        self.sign.showMenu()

    @property
    def place(self) -> Place | None:
        """Document and entry of the active character."""
        cell = self.grid.cell(self.grid.active)
        return None if cell is None else cell.place

    # Within

    @Slot()
    def _on_loaded(self) -> None:
        self._likeness.measure(self.sheet.sign, self.grid.glyphs() if self.sheet.on else ())
        self.fresh.start()
        self._show_all()

    @Slot(str, object)
    def _on_measured(self, sign: str, unlike: Mapping[tuple[str, str, int], float]) -> None:
        """How the characters look is known; while they come up, and nothing was done here, all may still move."""
        untouched = self.grid.active <= 0 and not self.grid.verticalOffset() and not self.sheet.odd
        self.sheet.rank(sign, unlike, fresh=self.fresh.isActive() and untouched)

    @Slot()
    def _show_all(self) -> None:
        part = self.grid if self.sheet.cells else self.empty
        self.show_part(self._middle, part, part)
        if not self.sheet.cells:
            nothing = self.tr(
                "No characters to look at in these documents. {keys[mode.document]} leads back to the document."
            ).format(keys=KEYS)
            looking = self.tr("Looking for characters.")
            loading = self.sheet.loading
            self.empty.say(looking if loading else nothing, icon="" if loading else "tick")
        self._show_head()
        self._show_active()
        self.want()

    def _show_head(self) -> None:
        sheet = self.sheet
        name = self.tr("Sign: {}").format(sheet.sign) if sheet.sign else self.tr("Sign")
        self.sign.setText(name.replace("&", "&&"))
        self.sign.setAccessibleName(name)
        self.sign.setEnabled(bool(sheet.signs))
        told = [
            self.tr("%n character(s)", "", len(sheet.cells)),
            self.tr("{} odd").format(sheet.odd) if sheet.odd else "",
            "" if sheet.whole else self.tr("of the first 1,000 documents; choose others in the queue for more"),
            self._order(),
        ]
        self.caption.setText(", ".join(part for part in told if part) if sheet.cells else "")
        counting, following = sheet.counting, sheet.following()
        unseen = any(not cell.seen for cell in sheet.cells)
        coming = self.grid.coming
        if counting or coming or not (unseen or following):
            text = self.tr("Confirm {}").format(counting)
        elif unseen:
            text = self.tr("Next screenful")
        else:
            text = self.tr("Next: {}").format(following)
        button = self.foot.button
        button.setEnabled(bool(counting or (not coming and (unseen or following))))
        if button.text() != text.replace("&", "&&"):
            button.setText(text.replace("&", "&&"))
            button.setAccessibleName(text)
            button.updateGeometry()

    def _order(self) -> str:
        """In which order they stand; empty as long as that is only how sure the reader was."""
        ranked = self.sheet.ranked
        if ranked > 0:
            return self.tr("those least like the others follow the first {}").format(ranked)
        return self.tr("doubtful ones first, then those least like the others") if ranked == 0 else ""

    def _fill_signs(self) -> None:
        menu = self.sign.menu()
        menu.clear()
        for each in self.sheet.signs:
            told = self.tr("{} to check").format(each.weak) if each.weak else self.tr("all sure")
            action = menu.addAction(f"{each.sign}\t{told}".replace("&", "&&"))
            if each.sign == self.sheet.sign:
                action.setCheckable(True)
                action.setChecked(True)
            action.triggered.connect(lambda _checked=False, sign=each.sign: self.sheet.choose(sign))

    @Slot()
    def _show_active(self) -> None:
        cell = self.grid.cell(self.grid.active)
        value = None if cell is None else value_of(cell)
        self.corner.show_cell(value)
        self.side.show_cell(value, "" if cell is None else self.sheet.label(cell))
        self.grid.viewport().update()

    @Slot(object)
    def _on_changed(self, numbers: set[int]) -> None:
        self._show_head()
        if self.grid.active in numbers:
            self._show_active()

    @Slot()
    def want_now(self) -> None:
        """Have drawn what is seen."""
        if not self.sheet.on:
            return
        ratio = self.devicePixelRatioF()
        first: list[ClipWish] = []
        cell = self.grid.cell(self.grid.active)
        if cell is not None and not self.side.isHidden():
            wish = self.side.part.wish()
            first = [wish] if wish is not None else []
            first += self._strips.wishes([value_of(cell)], PICTURE - 2, ratio)
        self._clips.want([*first, *self.grid.wishes()])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_side(self.side, _ROOM_FOR_PAGE)


class _Head(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), fonts.scaled(52))
