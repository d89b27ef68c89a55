"""What the window shows at this moment, as it is told after each step."""

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget

from reviewer.domain.revision import Entry
from reviewer.services.review import Review
from reviewer.ui.application import Application
from reviewer.ui.dialogs.veil import Veil
from reviewer.ui.replay import places


class Seen(msgspec.Struct, frozen=True):
    """The window after a step.

    Attributes:
        document: name of the shown document, empty for none; the rest of it is empty then too.
        type: name of its document type.
        status: of its revision.
        page: the shown one, from 1; 0 for none.
        field: name of the active value, see `places`; `label` is what the window calls it.
        value: its text, as it stands.
        editor: the text in the editor, which may not be confirmed yet.
        unsure: whether it needs a human, and `reason` why.
        left: how many values of the document need a human.
        errors: how many values break a rule.
        queue: how many documents the queue lists.
        focus: what is called the thing that has the keyboard.
        dialog: title of what lies over the window, empty for nothing.
    """

    document: str = ""
    type: str = ""
    status: str = ""
    page: int = 0
    field: str = ""
    label: str = ""
    value: str = ""
    editor: str = ""
    unsure: bool = False
    reason: str = ""
    left: int = 0
    errors: int = 0
    queue: int = 0
    focus: str = ""
    dialog: str = ""


class Looking:
    """Looks at a window.

    Args:
        application: the window with everything behind it.
    """

    def __init__(self, application: Application) -> None:
        self._application = application
        self._model = application.session.review

    def now(self) -> Seen:
        """What is to be seen."""
        return self._seen(self._model.entry(self._model.current))

    def at(self, field: str) -> Seen | None:
        """The same, but of another value than the active one; None when the document has no such value."""
        review = self._model.review
        entry = None if review is None else places.find(review.revision, field)
        return None if entry is None else self._seen(entry)

    def _seen(self, entry: Entry | None) -> Seen:
        window, review = self._application.window, self._model.review
        seen = Seen(
            queue=self._application.session.queue.rowCount(),
            focus=spoken(QApplication.activePopupWidget() or QApplication.focusWidget()),
            dialog=lying_over(window),
        )
        if review is None:
            return seen
        seen = msgspec.structs.replace(
            seen,
            document=review.document.name,
            type=review.revision.document_type,
            status=review.revision.status.value,
            page=self._model.page + 1,
            left=len(review.unsure()),
            errors=len(review.errors),
        )
        return seen if entry is None else self._with(seen, review, entry)

    def _with(self, seen: Seen, review: Review, entry: Entry) -> Seen:
        editor, judgement = self._application.panes.fields.list.editor, self._model.judgement(entry.id)
        draft = self._model.draft(entry.id)
        active = entry.id == self._model.current and not editor.isHidden()
        return msgspec.structs.replace(
            seen,
            field=places.written(review.revision, entry),
            label=self._model.label(entry),
            value=entry.value.text,
            editor=editor.text() if active else entry.value.text if draft is None else draft,
            unsure=entry.id in review.unsure(),
            reason="" if judgement is None else " ".join(reason.text for reason in judgement.reasons),
        )


def spoken(widget: QWidget | None) -> str:
    """The name that a screen reader says of a widget; empty for none."""
    interface = None if widget is None else QAccessible.queryAccessibleInterface(widget)
    return "" if interface is None else interface.text(QAccessible.Text.Name)


def lying_over(window: QWidget) -> str:
    """The title of a dialog, or of what lies on a veil over the window."""
    dialog = QApplication.activeModalWidget()
    if dialog is not None:
        return dialog.windowTitle() or spoken(dialog)
    veils = window.findChildren(Veil, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return next((veil.accessibleName() for veil in veils if veil.isVisible()), "")
