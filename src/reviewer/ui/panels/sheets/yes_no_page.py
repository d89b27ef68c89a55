"""One pair after the other: is the text what the picture shows?"""

from collections.abc import Mapping
from pathlib import PurePath

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from reviewer.domain.field import Mark as Said
from reviewer.ui.key_names import KEYS
from reviewer.ui.look import fonts
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.tokens import Space
from reviewer.ui.panels import numbered
from reviewer.ui.panels.cap_button import CapButton
from reviewer.ui.panels.choices import source_of
from reviewer.ui.panels.elided import NAME, ElidedLabel
from reviewer.ui.panels.empty import Empty
from reviewer.ui.panels.label import Label
from reviewer.ui.panels.sheets import cell_words
from reviewer.ui.panels.sheets.clips import Clips
from reviewer.ui.panels.sheets.page_part import PagePart
from reviewer.ui.panels.sheets.page_side import PageSide
from reviewer.ui.panels.sheets.pair_card import PairCard
from reviewer.ui.panels.sheets.sheet_page import SheetPage
from reviewer.ui.panels.sheets.strips import FileOf, SheetStrips
from reviewer.ui.viewmodels.modes import Scope
from reviewer.ui.viewmodels.sheets.cell import Place, SheetCell
from reviewer.ui.viewmodels.sheets.yes_no import AHEAD, YesNo


class YesNoPage(SheetPage):
    """The pair in the middle, its page at the right.

    Args:
        pairs: what is asked for.
        clips: draws parts of pages.
        file_of: says where pages lie.
        made: the actions, whose keys are told.
    """

    def __init__(
        self, pairs: YesNo, clips: Clips, file_of: FileOf, made: Mapping[str, QAction], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.pairs = pairs
        self.look, self.moving = pairs.look, frozenset({Qt.Key.Key_Up})
        self._strips = SheetStrips(clips, file_of)
        self.card = PairCard(self._strips, lambda: pairs.asked() is not None, self)
        self.label = Label("", Use.FIRST)
        self.name = ElidedLabel("", Use.BODY, "text2", cut=NAME)
        self.left = Label("", Use.BODY, "text2")
        self.state = Label("", Use.BODY, "text2")
        self.no, self.yes = CapButton("", parent=self), CapButton("", parent=self)
        self.no.follow(made["sheet.no"], icon=False)
        self.yes.follow(made["sheet.yes"], icon=False)
        self.yes.set_primary(True)
        self.side = PageSide(PagePart(clips, file_of), made, self)
        self.empty = Empty(parent=self)
        self._middle = QStackedWidget(self)
        self._pair = self._column()
        self._middle.addWidget(self._pair)
        self._middle.addWidget(self.empty)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._middle, 1)
        row.addWidget(self.side)
        pairs.loaded.connect(self._show)
        pairs.changed.connect(self._show)
        pairs.looked.connect(self._show_state)
        clips.arrived.connect(self.card.update)
        self.card.entered.connect(self._on_entered)
        self.card.drafted.connect(self._on_drafted)
        self.card.dropped.connect(self._on_dropped)
        self.card.looked.connect(self._on_looked)
        self.side.part.wanted.connect(self.want)
        self.side.taken.connect(self.take)
        self.side.more_asked.connect(self.offer)
        self._show()

    def _column(self) -> QWidget:
        whole = QWidget(self)
        column = QVBoxLayout(whole)
        column.setContentsMargins(Space.BIG, Space.BIG, Space.BIG, Space.BIG)
        column.setSpacing(Space.WIDE)
        head = QHBoxLayout()
        head.addWidget(self.label)
        head.addStretch(1)
        head.addWidget(self.left, 0, Qt.AlignmentFlag.AlignBottom)
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.WIDE)
        buttons.addWidget(self.no)
        buttons.addWidget(self.yes)
        buttons.addStretch(1)
        buttons.addWidget(self.state)
        inner = QVBoxLayout()
        inner.setSpacing(Space.WIDE)
        inner.addLayout(head)
        inner.addWidget(self.name)
        inner.addWidget(self.card)
        inner.addLayout(buttons)
        holder = QWidget(whole)
        holder.setMaximumWidth(fonts.scaled(760))
        holder.setLayout(inner)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(holder, 100)
        across.addStretch(1)
        column.addStretch(2)
        column.addLayout(across)
        column.addStretch(3)
        return whole

    # SheetPage

    def begin(self, scope: Scope) -> None:
        self.pairs.begin(scope)

    def end(self) -> None:
        self.card.close_editor()
        self.pairs.end()
        self._strips.forget()

    def take_focus(self) -> None:
        (self.card if self.active is not None else self.empty).setFocus()

    # What actions do

    def enter(self) -> None:
        """Enter is yes."""
        self.pairs.yes()

    def set_aside(self) -> None:
        """Space is no."""
        self.pairs.no()

    def answer(self, right: bool) -> None:
        """Say yes or no."""
        if right:
            self.pairs.yes()
        else:
            self.pairs.no()

    def back(self) -> None:
        """Show the one before."""
        self.pairs.back()

    def mark(self, said: Said) -> None:
        """Say that there is nothing, or that nobody can read it."""
        if self.pairs.current is not None:
            self.pairs.mark(str(said))

    @Slot(int)
    def take(self, number: int) -> None:
        """Take a proposal, from 1."""
        cell = self.active
        found = () if cell is None or cell.value is None else cell.value.alternatives
        if 1 <= number <= len(found):
            self.pairs.correct(found[number - 1].text)

    @Slot()
    def offer(self) -> None:
        """List all proposals."""
        cell = self.active
        found = () if cell is None or cell.value is None else cell.value.alternatives
        if found:
            shown = ["   ".join((" ".join(each.text.split()), source_of(each))).strip() for each in found]
            below = self.side.choices
            numbered.offer(self.tr("Readings"), shown, lambda at: self.take(at + 1), below=below, parent=self)

    def show_page(self) -> None:
        """Show the page, or take it away."""
        self.toggle_side(self.side)

    @property
    def active(self) -> SheetCell | None:
        """The pair that is asked for."""
        return self.pairs.current

    @property
    def place(self) -> Place | None:
        """Document and entry of the pair."""
        return None if self.active is None else self.active.place

    # Within

    @Slot()
    def _show(self) -> None:
        cell = self.active
        shown = cell is not None
        self.show_part(self._middle, self._pair if shown else self.empty, self.card if shown else self.empty)
        if cell is None:
            self._say_why_empty()
            self.card.show_cell(None, "")
            self.side.show_cell(None, "")
            return
        label = self.pairs.label(cell)
        self.label.setText(label)
        self.name.setText(PurePath(cell.name).stem or cell.name)
        self.left.setText(self.tr("{} left").format(self.pairs.left))
        self._show_state()
        self.card.show_cell(cell, cell_words.spoken(cell, label))
        self.side.show_cell(cell, label)
        self.want()

    @Slot()
    def _show_state(self) -> None:
        cell = self.active
        if cell is not None:
            words = (cell_words.state_sign(cell)[1], cell_words.line_and_figure(cell)[1])
            self.state.setText(", ".join(word for word in words if word))

    def _say_why_empty(self) -> None:
        if self.pairs.loading:
            self.empty.say(self.tr("Looking for values."))
        elif self.pairs.cells:
            text = self.tr("All values were looked at. What was set aside is left for its document.")
            self.empty.say(text, icon="tick")
        else:
            text = self.tr("Nothing to check in these documents. {keys[mode.document]} leads back to the document.")
            self.empty.say(text.format(keys=KEYS), icon="tick")

    @Slot(str)
    def _on_entered(self, text: str) -> None:
        self.pairs.correct(text)
        self.take_focus()

    @Slot(str)
    def _on_drafted(self, text: str) -> None:
        self.pairs.draft(self.pairs.at, text)

    @Slot()
    def _on_dropped(self) -> None:
        self.pairs.draft(self.pairs.at, None)

    @Slot()
    def _on_looked(self) -> None:
        self.pairs.shown({self.pairs.at})

    @Slot()
    def want_now(self) -> None:
        """Have drawn what is seen."""
        if not self.pairs.on:
            return
        ratio, at = self.devicePixelRatioF(), self.pairs.at
        shown = self.pairs.cells[at : at + AHEAD]
        height = self.card.picture_size().height()
        first = None if self.side.isHidden() else self.side.part.wish()
        self._strips.want(shown, height, ratio, first)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_side(self.side, 900)
