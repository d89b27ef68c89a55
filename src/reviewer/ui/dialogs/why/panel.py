"""Why the active value is what it is: laid over the fields by Ctrl+J, gone by Esc."""

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QToolButton, QVBoxLayout, QWidget

from reviewer.domain.document_type import Kind
from reviewer.extraction.explain import Considered, Explained
from reviewer.ui.dialogs.why import known
from reviewer.ui.dialogs.why.candidate_list import CandidateList
from reviewer.ui.dialogs.why.feature_words import feature_words
from reviewer.ui.dialogs.why.part_list import PartList
from reviewer.ui.dialogs.why.told import Told
from reviewer.ui.dialogs.why.weighed import Weighed, height_of
from reviewer.ui.key_names import KEYS
from reviewer.ui.look import fonts, icons
from reviewer.ui.look.current import colors
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.ring import paint_focus
from reviewer.ui.look.tokens import Height, Space
from reviewer.ui.panels import field_words
from reviewer.ui.panels.elided import ElidedLabel
from reviewer.ui.panels.field_model import name_of
from reviewer.ui.panels.field_side import FieldSide
from reviewer.ui.panels.hairline import Hairline
from reviewer.ui.panels.key_cap import KeyCap
from reviewer.ui.panels.label import Label
from reviewer.ui.viewmodels.explaining import Explaining
from reviewer.ui.viewmodels.review import ReviewViewModel
from reviewer.ui.viewmodels.rows import FieldRow, spoken


class WhyPanel(QWidget):
    """The candidates of the active value, and what speaks for each. It goes when the focus does.

    Args:
        review: the document; the one that is walked to is shown on its page.
        explaining: weighs them.
        side: the fields, which it is laid over.
    """

    def __init__(self, review: ReviewViewModel, explaining: Explaining, side: FieldSide) -> None:
        super().__init__(side)
        self._review = review
        self._explaining = explaining
        self._side = side
        self._entry = ""
        self._explained: Explained | None = None
        self._make()
        self._arrange()
        self.hide()
        side.installEventFilter(self)
        explaining.changed.connect(self._on_explained)
        review.opened.connect(self._leave)
        review.selected.connect(self._on_selected)
        review.changed.connect(self._on_changed)
        self._weighed.marked.connect(self._on_marked)
        self._weighed.taken.connect(self._on_taken)
        self.close_button.clicked.connect(self.close_panel)
        QApplication.instance().focusChanged.connect(self._on_focus_changed)  # type: ignore[union-attr]

    def _make(self) -> None:
        self.setObjectName("why")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._label = ElidedLabel("", Use.HEAD)
        self._kind = Label("", Use.SECOND, "text2")
        self.close_button = QToolButton()
        self.close_button.setIcon(icons.icon("close"))
        self.close_button.setAutoRaise(True)
        self.close_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.close_button.setToolTip(self.tr("Close"))
        self.close_button.setAccessibleName(self.tr("Close"))
        self._told = Told()
        self._weighed = Weighed(self._words)
        self._numbers = KeyCap()

    def _arrange(self) -> None:
        self._body = body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._told)
        column.addWidget(self._weighed, 1)
        column.addStretch(0)
        self._area = area = QScrollArea()
        area.setWidget(body)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.viewport().setAutoFillBackground(False)
        body.setAutoFillBackground(False)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self._ahead, self._below = self._head(), self._foot()
        for widget in (self._ahead, Hairline(), area, Hairline(), self._below):
            whole.addWidget(widget, 1 if widget is area else 0)

    def _head(self) -> QWidget:
        head = QWidget()
        head.setMinimumHeight(fonts.scaled(Height.HEAD))
        row = QHBoxLayout(head)
        row.setContentsMargins(Space.FIELD, 0, Space.GAP, 0)
        row.setSpacing(Space.GAP)
        row.addWidget(self._label)
        row.addWidget(self._kind, 1)
        row.addWidget(self.close_button)
        return head

    def _foot(self) -> QWidget:
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(Space.FIELD, Space.GAP, Space.FIELD, Space.GAP)
        row.setSpacing(6)
        self._takes = QWidget()
        takes = QHBoxLayout(self._takes)
        takes.setContentsMargins(0, 0, Space.WIDE, 0)
        takes.setSpacing(6)
        for widget in (KeyCap("Return"), self._numbers, Label(self.tr("takes it"), Use.SECOND, "text2")):
            takes.addWidget(widget)
        row.addWidget(self._takes)
        row.addWidget(KeyCap("Esc"))
        row.addWidget(Label(self.tr("closes"), Use.SECOND, "text2"))
        row.addStretch(1)
        return foot

    # Called from outside

    @property
    def list(self) -> CandidateList:
        """The candidates."""
        return self._weighed.list

    @property
    def parts(self) -> PartList:
        """What the score of the marked one is made of."""
        return self._weighed.parts

    @property
    def said(self) -> str:
        """What is known of the value, in sentences."""
        return self._told.said

    @Slot()
    def toggle(self) -> None:
        """Open for the active value, or close."""
        if self.isVisible():
            self.close_panel()
        elif self._review.entry(self._review.current) is not None:
            self._entry = self._review.current
            self.setGeometry(self._side.rect())
            self.show()
            self.raise_()
            self._explaining.ask()
            self._show()

    @Slot()
    def close_panel(self) -> None:
        """Go away; the focus goes back to the value."""
        if self.isVisible():
            self._side.list.focus_editor()  # before the panel is hidden: else Qt looks for who comes next
            self._leave()

    def take(self, number: int) -> None:
        """Make a candidate (from 1) the value, with its place."""
        considered = () if self._explained is None else self._explained.considered
        if not 1 <= number <= len(considered):
            return
        one = considered[number - 1]
        self._review.correct(one.text, one.regions or None)
        self.close_panel()

    # Showing

    def _show(self) -> None:
        row = self._shown_row()
        entry = self._review.entry(self._entry)
        if row is None or entry is None or self._review.review is None:
            return
        self.setAccessibleName(self.tr("Why this value? {field}").format(field=name_of(row)))
        self._label.setText(name_of(row))
        self._kind.setText(field_words.kind_word(row.kind.kind) if row.kind is not None else "")
        self._told.show_value(row)
        why_not = known.unweighed(entry, self._review.review.kind)
        there = not why_not and self._explaining.explanation is not None
        waiting = not why_not and not there and self._explaining.waiting
        self._explained = self._explaining.field(entry.field) if there else None
        placeless = self.tr("It has no place on the page.") if row.value.text and not row.value.regions else ""
        said = [known.of_person(row.value, self._review.review.operator), placeless, why_not]
        if there:
            said += known.of_choice(row, self._explained)
        elif not why_not and not waiting:
            said.append(self.tr("The candidates could not be weighed. Close this and ask again."))
        self._told.say(said, waiting=waiting)
        self._show_candidates(row)
        self._show_focus()

    def _show_candidates(self, row: FieldRow) -> None:
        considered = () if self._explained is None else self._explained.considered
        self._weighed.setVisible(bool(considered))
        self._takes.setVisible(bool(considered) and self._review.writable)
        if self._explained is None or not considered:
            self._review.look_at(())
            return
        first = KEYS["field.take_1"]
        self._numbers.set_label(first if len(considered) == 1 else f"{first}…{len(considered)}")
        here = (number for number, one in enumerate(considered) if one.regions == row.value.regions)
        self._weighed.show_explained(self._explained, next(here, 0))
        self._fit()

    def _fit(self) -> None:
        """Share the height that the head, the foot and what is known leave."""
        fixed = (self._ahead, self._below)
        room = self.height() - 2 - sum(max(each.minimumHeight(), each.sizeHint().height()) for each in fixed)
        self._weighed.fit(self.width(), room - height_of(self._told, self.width()))

    def _show_focus(self) -> None:
        """Screen readers hear the panel's name, then the candidate; without any, what is known."""
        self.setAccessibleDescription(self._told.spoken)
        (self.list if self._weighed.isVisible() else self).setFocus(Qt.FocusReason.PopupFocusReason)

    def _shown_row(self) -> FieldRow | None:
        return next((row for row in self._review.rows() if row.id == self._entry), None)

    # One candidate

    @Slot(object, int)
    def _on_marked(self, one: Considered, number: int) -> None:
        """Show where it stands; with large print not all of the panel fits, so scroll to it."""
        self._review.look_at(one.regions)
        rect = self.list.visualRect(self.list.model().index(number, 0))
        place = self.list.viewport().mapTo(self._body, rect.center())
        self._area.ensureVisible(0, place.y(), 0, rect.height() // 2 + 1)

    def _words(self, name: str) -> str:
        kind = Kind(self._explained.kind) if self._explained is not None else Kind.TEXT
        return feature_words(name, kind, self._label_of)

    def _label_of(self, field: str) -> str:
        review = self._review.review
        kind = None if review is None else review.kind.field(field)
        return kind.label if kind is not None else spoken(field)

    @Slot(int)
    def _on_taken(self, number: int) -> None:
        self.take(number + 1)

    # Following

    @Slot()
    def _on_explained(self) -> None:
        if self.isVisible():
            self._show()

    @Slot()
    def _on_changed(self) -> None:
        if not self.isVisible():
            return
        if self._shown_row() is None:
            self.close_panel()
        else:
            self._explaining.ask()
            self._show()

    @Slot(str)
    def _on_selected(self, entry_id: str) -> None:
        if entry_id != self._entry:
            self._leave()

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        """The operator went on elsewhere."""
        if not self.isVisible() or now is None:
            return
        if now is not self and not self.isAncestorOf(now):
            self._leave()
        elif now is self.parts:
            self._area.ensureWidgetVisible(now)

    @Slot()
    def _leave(self) -> None:
        if not self.isVisible():
            return
        self._entry = ""
        self._explained = None
        self.hide()
        self._explaining.cancel()
        self._review.look_at(())

    # Events

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colors().base)
        paint_focus(painter, self.rect(), self, radius=0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._side and event.type() is QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._side.rect())
            self._fit()
        return False

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays within."""
        stops: list[QWidget] = [self.list, self.parts, self.close_button]
        stops = [stop for stop in stops if stop.isVisible()]
        if not stops:
            return False
        now = QApplication.focusWidget()
        place = stops.index(now) + (1 if forward else -1) if now in stops else 0
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        stops[place % len(stops)].setFocus(reason)
        return True
