"""The mode in which two readings of a value are decided between, for many documents one after the other."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QInputMethodEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from reviewer.ui.canvas.pictures import Pictures
from reviewer.ui.key_names import KEYS
from reviewer.ui.look import current, fonts
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.ring import paint_box, paint_focus
from reviewer.ui.look.tokens import Height, Space
from reviewer.ui.panels.cap_button import CapButton
from reviewer.ui.panels.elided import ElidedLabel
from reviewer.ui.panels.empty import Empty
from reviewer.ui.panels.head import PanelHead
from reviewer.ui.panels.label import Label, paragraph
from reviewer.ui.panels.line_edit import tell_shortened
from reviewer.ui.panels.mode_page import ModePage
from reviewer.ui.panels.pair_view import PairView
from reviewer.ui.panels.value_edit import ValueEdit
from reviewer.ui.table.action import Context
from reviewer.ui.viewmodels.adjudicating import Adjudicating
from reviewer.ui.viewmodels.modes import Scope

_WIDEST = 1000
_FOOT = ("adjudicate.upper", "adjudicate.lower", "adjudicate.later", "adjudicate.show_page")


class _Third(ValueEdit):
    """Where a third text is written. Esc ends that, not the mode."""

    def event(self, event: QEvent) -> bool:
        key = event.key() if isinstance(event, QKeyEvent) else 0
        if key == Qt.Key.Key_Escape and event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)


class _Frame(QFrame):
    """The frame around the editor, with the ring."""

    def __init__(self, edit: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._edit = edit
        edit.setParent(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.WIDE, Space.GAP, Space.WIDE, Space.GAP)
        row.addWidget(edit)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_box(painter, self.rect(), frame=current.colors().control, fill=current.colors().base)
        paint_focus(painter, self.rect(), self._edit)
        painter.end()


class AdjudicatePage(ModePage):
    """One pair at a time. Up or Down takes a reading, typing writes another, Space leaves it for later.

    Args:
        model: the pairs.
        pictures: of the pair's document; this page says which.
        made: the actions, for the buttons.

    Signals:
        left: the operator is done here.
    """

    context = Context.PAIR
    left = Signal()

    def __init__(
        self, model: Adjudicating, pictures: Pictures, made: Mapping[str, QAction], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self.look = model.look
        self._place: tuple[str, str] | None = None
        self._pictures = pictures
        self.pair = PairView(pictures, made["adjudicate.upper"], made["adjudicate.lower"], self)
        self._laid_out = QTimer(self, singleShot=True, interval=0)
        self._laid_out.timeout.connect(self._bring_into_view)
        self.pair.installEventFilter(self)
        self.setAutoFillBackground(True)
        self._make_head()
        self._make_body()
        self._make_foot(made)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(self._stack, 1)
        column.addWidget(self._foot)
        self.pair.upper_taken.connect(model.take_upper)
        self.pair.lower_taken.connect(model.take_lower)
        self.pair.looked.connect(model.show)
        self.edit.entered.connect(self._on_entered)
        self.edit.escaped.connect(self._stop_writing)
        self.edit.shortened.connect(partial(tell_shortened, self.edit))
        self._empty.chosen.connect(self._on_chosen)
        model.changed.connect(self._show)

    def _make_head(self) -> None:
        self.head = PanelHead(self.tr("Adjudicate"), margin=Space.FIELD, parent=self)
        self._count = Label("", Use.SECOND, "text2", self.head)
        self.head.add(self._count)

    def _make_body(self) -> None:
        body = QWidget(self)
        body.setMaximumWidth(fonts.scaled(_WIDEST))
        self._label = ElidedLabel("", Use.TITLE, parent=body)
        self._where = ElidedLabel("", Use.BODY, "text2", parent=body)
        self._reason = paragraph("", Use.BODY, "doubt")
        self.edit = _Third(body)
        self.edit.set_font(fonts.font(Use.VALUE_EDIT))
        self.edit.setFixedHeight(self.edit.fontMetrics().height() + 2)
        self.edit.setAccessibleName(self.tr("Another value"))
        self._third = _Frame(self.edit, body)
        self._hint = Label("", Use.SECOND, "text2", body)
        column = QVBoxLayout(body)
        column.setContentsMargins(Space.SECTION, Space.SECTION, Space.SECTION, Space.SECTION)
        column.setSpacing(Space.GAP)
        column.addStretch(2)
        for widget in (self._label, self._where):
            column.addWidget(widget)
        column.addSpacing(Space.GAP)
        column.addWidget(self.pair)
        column.addWidget(self._reason)
        column.addSpacing(Space.GAP)
        column.addWidget(self._third)
        column.addWidget(self._hint)
        column.addStretch(3)
        centered = QWidget()
        row = QHBoxLayout(centered)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(body, 100)
        row.addStretch(1)
        self._empty = Empty(parent=self)
        self._empty.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # while there is nothing else, for the keys
        self._area = QScrollArea(self)  # where texts are large or the window is low, not all of it has room
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidgetResizable(True)
        self._area.setWidget(centered)
        self._area.viewport().installEventFilter(self)
        self._stack = QStackedLayout()
        self._stack.addWidget(self._area)
        self._stack.addWidget(self._empty)

    def _make_foot(self, made: Mapping[str, QAction]) -> None:
        self._foot = QWidget(self)
        row = QHBoxLayout(self._foot)
        row.setContentsMargins(Space.FIELD, Space.GAP, Space.FIELD, Space.GAP)
        row.setSpacing(Space.GAP)
        for name in _FOOT:
            button = CapButton(flat=True, parent=self._foot)
            button.follow(made[name], icon=False)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # their keys do the same from wherever the focus is
            row.addWidget(button)
        row.addStretch(1)
        self._foot.setMinimumHeight(fonts.scaled(Height.HEAD))

    # ModePage

    def begin(self, scope: Scope) -> None:
        self._stop_writing()
        self.head.set_caption(self._named(scope))
        self._model.begin(scope)
        self._show()

    def end(self) -> None:
        self._model.end()
        self.pair.show_pair(None)
        self._pictures.close()

    def take_focus(self) -> None:
        there = self.pair if self._model.shown is not None else self._empty
        there.setFocus(Qt.FocusReason.OtherFocusReason)

    def _named(self, scope: Scope) -> str:
        """Which documents are gone through."""
        if scope.chosen:
            return self.tr("%n chosen document(s)", "", len(scope.chosen))
        words = scope.wanted.words.strip()
        return self.tr("what the queue lists for “{}”").format(words) if words else self.tr("what the queue lists")

    # Showing

    @Slot()
    def _show(self) -> None:
        model = self._model
        shown = model.shown
        place = None if shown is None else (shown.document.id, shown.entry.id)
        if place != self._place:
            self._place = place
            self._stop_writing()
        if shown is None:
            self.pair.show_pair(None)
            self._say_none()
        else:
            self.pair.show_pair(shown)
            self._label.setText(shown.label)
            page = self.tr("{name}, page {page}").format(name=shown.document.name, page=shown.page + 1)
            self._where.setText(page if len(shown.document.pages) > 1 else shown.document.name)
            reasons = shown.review.judgements[shown.entry.id].reasons
            self._reason.setText(" ".join(reason.text for reason in reasons))
            self._say_hint()
            self._laid_out.start()
        was_here = self.isAncestorOf(self.window().focusWidget() or self) and not self.edit.hasFocus()
        self._stack.setCurrentIndex(1 if shown is None else 0)
        if was_here:
            self.take_focus()
        self._foot.setVisible(shown is not None)
        left = self.tr("%n to decide", "", model.left)
        done = self.tr("%n decided", "", model.decided)
        self._count.setText(", ".join(part for part in (left, done if model.decided else "") if part))

    @Slot()
    def _bring_into_view(self) -> None:
        """The pair before what stands around it, but for what is being written."""
        self._area.ensureWidgetVisible(self.pair, 0, Space.GAP)
        if not self._third.isHidden():
            self._area.ensureWidgetVisible(self._third, 0, Space.GAP)

    def _say_hint(self) -> None:
        if not self._third.isHidden():
            text = self.tr("Enter takes it, Esc drops it.")
        elif self._model.forcing:
            text = self.tr("{keys[adjudicate.upper]} again keeps it against the rule.").format(keys=KEYS)
        else:
            text = self.tr("Type to write another value.")
        self._hint.setText(text)

    def _say_none(self) -> None:
        model = self._model
        if model.looking:
            self._empty.say(self.tr("Looking for values that were read in two ways."))
            return
        back = self.tr("Back to the document")
        if model.put_off:
            text = self.tr("Nothing else is to be decided. Left for later: %n value(s).", "", model.put_off)
            self._empty.say(text, self.tr("Decide them now"), back, icon="clock")
        elif model.decided:
            text = self.tr("All is decided. {keys[edit.undo]} takes the last decision back.").format(keys=KEYS)
            self._empty.say(text, back, icon="ring-tick")
        else:
            text = self.tr("No value of these documents was read in two ways.")
            self._empty.say(text, back, icon="ring-tick")

    # Writing a third value

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Typing anywhere in the pair begins another value; a pair of another size is brought into view."""
        if event.type() is QEvent.Type.Resize:
            self._laid_out.start()
        text = _typed(event) if watched is self.pair else ""
        if text.isprintable() and text.strip() and self._model.shown is not None:
            if self._model.allows():
                self._third.show()
                self._say_hint()
                self._laid_out.start()
                self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
                self.edit.insertPlainText(text)
            return True
        return super().eventFilter(watched, event)  # type: ignore[arg-type]  # Qt's own is wider

    @Slot()
    def _on_entered(self) -> None:
        text = self.edit.text().strip()
        if text:
            self.take_focus()
            self._model.write(text)
        self._stop_writing()

    @Slot()
    def _stop_writing(self) -> None:
        if self.edit.hasFocus():
            self.take_focus()
        self._third.hide()
        self.edit.show_text("", weak=(), spacing=(), doubt=current.colors().doubt_line)
        self._say_hint()

    @Slot(int)
    def _on_chosen(self, link: int) -> None:
        if self._model.put_off and link == 0:
            self._model.show_put_off()
            self.take_focus()
        else:
            self.left.emit()


def _typed(event: QEvent) -> str:
    """The letters of a key press, or those that an input method or a dead key gave; empty for all else."""
    if isinstance(event, QInputMethodEvent):
        return event.commitString()
    if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
        return ""
    commands = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    return "" if event.modifiers() & commands else event.text()
