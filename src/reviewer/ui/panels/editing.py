"""Where a value is edited, a row of the fields or a cell of the table, and what its live editor does in both."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from PySide6.QtCore import QObject, QRect, Signal, Slot
from PySide6.QtWidgets import QWidget

from reviewer.ui.look import current, fonts
from reviewer.ui.look.fonts import Use
from reviewer.ui.panels.field_words import Shown, weak_characters
from reviewer.ui.panels.value_edit import ValueEdit
from reviewer.ui.viewmodels.review import ReviewViewModel, Went
from reviewer.ui.viewmodels.rows import FieldRow
from reviewer.ui.viewmodels.typing import Typing


class Editing(Protocol):
    """A view with the live editor of the active value."""

    @property
    def live(self) -> "LiveEditor": ...

    @property
    def editor(self) -> ValueEdit: ...

    def viewport(self) -> QWidget: ...

    def frame(self) -> QRect:
        """What the value takes, in the viewport; empty when it is not edited here."""
        ...

    def focus_editor(self) -> None: ...


class LiveEditor(QObject):
    """Between the editor of a view and the review.

    Args:
        review: the document.
        editor: is filled by the view, by `put`.
        row: gives the row of the active value; None when that is edited elsewhere.

    Signals:
        ready: nothing is left to check after an Enter.
        dropped: what was typed or proposed was given up, or is typed again: the editor is to be filled anew.

    Attributes:
        taking: asked first at an Enter: takes what is marked in a list at the editor, and says whether it did.
        typing: how what is typed is read.
    """

    ready = Signal()
    dropped = Signal()

    def __init__(
        self,
        review: ReviewViewModel,
        editor: ValueEdit,
        row: Callable[[], FieldRow | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._review = review
        self._editor = editor
        self._row = row
        self.taking: Callable[[], bool] = lambda: False
        self.typing = Typing(review)
        editor.typed.connect(self._on_typed)
        editor.escaped.connect(self._on_escaped)
        editor.shortened.connect(review.tell_shortened)
        review.proposal_changed.connect(self._on_proposal_changed)
        review.retyped.connect(self._on_retyped)

    def confirm(self) -> Went:
        """What the editor shows is right."""
        if self.taking():
            return Went.STAYED
        went = self._review.enter(self.typing.whole(self._row(), self._editor.text()))
        if went is Went.READY:
            self.ready.emit()
        return went

    def go_on(self) -> None:
        """What Tab does: take how the text may go on, where that is shown; else the next field."""
        if not self._editor.take_offered():
            self._review.next_field(1)

    def step(self, by: int) -> None:
        """Count what stands at the caret up or down: in a date, an amount, the choices."""
        counted = self.typing.stepped(self._row(), self._editor.text(), self._editor.caret, by)
        if counted is not None:
            self._editor.take_text(counted.text)
            self._editor.set_caret(counted.caret)

    def shown(self, row: FieldRow, **more: Any) -> Shown:
        """What is to be shown of a row besides its value; `more` of it is what only the view knows."""
        proposal, active = self._review.proposal, row.id == self._review.current
        mine = proposal if proposal is not None and proposal.entry == row.id else None
        forcing, draft = self._review.forcing(row.id), self._review.draft(row.id)
        return Shown(active, mine, forcing, draft, focused=active and self._editor.hasFocus(), **more)

    def text_of(self, row: FieldRow) -> str:
        """What stands in the editor of a row: what is proposed, or was typed and not confirmed, else its value."""
        draft, proposal = self._review.draft(row.id), self._review.proposal
        proposed = proposal.text if proposal is not None and proposal.entry == row.id else ""
        newer = not self._review.typing and self._editor.text() == proposed  # than what was typed
        if proposed and (draft is None or newer):
            return proposed
        return row.value.text if draft is None else draft

    def put(self, row: FieldRow, use: Use, spacing: Sequence[float], name: str, told: str) -> tuple[str, int | None]:
        """Fill the editor with the active value, or what was typed or is proposed instead.

        Args:
            row: of the value.
            use: the font.
            spacing: extra space after each letter of the value.
            name: of the value, for a screen reader.
            told: why it is doubted.

        Returns:
            The text, and the index of the first doubtful character; None without one.
        """
        text = self.text_of(row)
        own = text == row.value.text
        weak = weak_characters(row) if own else ()
        self._editor.set_font(fonts.font(use))
        self._editor.setReadOnly(not self._review.writable)
        self._editor.setAccessibleName(name)
        self._editor.setAccessibleDescription(told)
        doubt = current.colors().doubt_line
        self._editor.show_text(text, weak=weak, spacing=spacing if own else (), doubt=doubt)
        return text, weak[0] if weak else None

    # Within

    @Slot()
    def _on_typed(self) -> None:
        proposal, text = self._review.proposal, self._editor.text()
        reading = proposal is not None and proposal.reading
        if proposal is None or reading or text != proposal.text:
            self._review.typed(text)
        if reading:
            self._review.set_proposal(None)  # what is typed counts, not what is still being read
        row = self._row()
        if row is not None and self._editor.textCursor().atEnd():
            self._editor.offer(self.typing.begun(row, text))

    @Slot()
    def _on_escaped(self) -> None:
        """Drop what was proposed or typed; the value stands as it was. What was typed before a proposal comes back."""
        proposal, row, text = self._review.proposal, self._row(), self._editor.text()
        self._review.set_proposal(None)
        if row is None:
            return
        untouched = proposal is not None and (proposal.reading or text == proposal.text)
        if not untouched or self._review.draft(row.id) is None:
            self._review.typed(row.value.text)
        self.dropped.emit()

    @Slot()
    def _on_retyped(self) -> None:
        if self._row() is not None:
            self.dropped.emit()

    @Slot()
    def _on_proposal_changed(self) -> None:
        proposal, row = self._review.proposal, self._row()
        if row is None:
            return
        if proposal is not None and proposal.text and proposal.entry == row.id:
            self._editor.take_text(proposal.text)
        elif proposal is None and self._editor.text() != self.text_of(row):
            self.dropped.emit()  # nobody took it: what stays there would seem to be the value


def anchor(place: Editing) -> QRect:
    """As much of the value as is seen, in its window; empty when nothing is."""
    viewport = place.viewport()
    seen = place.frame().intersected(viewport.rect())
    return QRect(viewport.mapTo(viewport.window(), seen.topLeft()), seen.size()) if not seen.isEmpty() else QRect()
