"""No key changes a document that nobody has seen yet.

A hand is sometimes faster than the window: Ctrl+Enter twice, or Enter and text while the next document is read. What
was pressed before that document was painted was meant for the one before, or for nothing: it confirms nothing here and
is written nowhere. It is not kept for later either: text whose Enter was left out would run together in one field, and
text that begins in the middle is worse than none. So all of the burst is left out, until the hand pauses, and that is
told.
"""

from collections.abc import Collection, Iterable

import shiboken6
from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from reviewer.domain.hidden import visible
from reviewer.domain.revision import TO_REVIEW
from reviewer.ui import keys
from reviewer.ui.key_names import KEYS
from reviewer.ui.viewmodels.notice import Notice
from reviewer.ui.viewmodels.session import Session

PAUSE_MS = 250
"""Without a key for so long, a burst is over."""

_PRESSES = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)


class SeenFirst(QObject):
    """Watches keys and clicks from when a document is left until the next one was painted, and no longer.

    Args:
        session: the view-models.
        panes: where the document is shown: what is pressed there changes it.
        clicked: what changes it when it is clicked.
        painted: of these, one must be painted.
        changing: names of the actions that change a document, wherever the focus is.

    Signals:
        told: a Notice.
    """

    told = Signal(object)

    def __init__(
        self,
        session: Session,
        panes: Collection[QWidget],
        clicked: Collection[QWidget],
        painted: Collection[QWidget],
        changing: Collection[str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._panes = tuple(panes)
        self._clicked = tuple(clicked)
        self._painted = tuple(painted)
        self._changing = frozenset(changing)
        self._watched: list[QWidget] = []
        self._shown = ""
        self._left = ""
        self._count = 0
        self._there = self._seen = False
        self.active = False
        """Whether keys are left out now."""
        self.pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self.pause.timeout.connect(self._end_when_seen)
        session.opening.leaving.connect(self._on_left)
        session.review.finished.connect(self._on_left)
        session.review.opened.connect(self._on_opened)
        session.opening.told.connect(self._on_failed)
        session.opening.stayed.connect(self._end)
        session.modes.changed.connect(self._on_mode_changed)

    # Following

    @Slot()
    def _on_left(self) -> None:
        """A document that is done is about to go; another one follows, at once or when it is read."""
        review = self._session.review.review
        if review is not None and review.revision.status not in TO_REVIEW:
            self._left = review.document.name
            self._begin()

    @Slot()
    def _on_opened(self) -> None:
        review = self._session.review.review
        before, self._shown = self._shown, "" if review is None else review.document.id
        if not self._shown:
            self._end()
        elif self.active or before != self._shown:  # also the same one, anew, which was taken for left
            self._begin()
            self._await_painting()

    @Slot(object)
    def _on_failed(self, _notice: Notice) -> None:
        """The next one cannot be shown."""
        if not self._there:
            self._end()

    @Slot()
    def _on_mode_changed(self) -> None:
        """In another mode keys are about what that shows; back from there the document is looked at first."""
        if self._session.modes.on:
            self._end()
        elif self._shown:
            self._begin()
            self._await_painting()

    def _begin(self) -> None:
        if self._session.modes.on or not any(widget.isVisible() for widget in self._painted):
            return  # nobody works at it
        self._there = self._seen = False
        if self.active:
            return
        self.active = True
        self._count = 0
        QApplication.instance().focusChanged.connect(self._on_focus_changed)  # type: ignore[union-attr]
        for widget in (*self._painted, *self._clicked, self._panes[0].window()):
            self._watch(widget)
        self._watch(QApplication.focusWidget())

    def _await_painting(self) -> None:
        """The document is there."""
        self._there = True
        for widget in self._painted:
            widget.update()

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        self._watch(now)

    def _watch(self, widget: QWidget | None) -> None:
        if widget is not None and widget not in self._watched:
            self._watched.append(widget)
            widget.installEventFilter(self)
            widget.destroyed.connect(self._on_destroyed)

    @Slot(QObject)
    def _on_destroyed(self, _gone: QObject) -> None:
        self._watched = [widget for widget in self._watched if shiboken6.isValid(widget)]

    @Slot()
    def _end_when_seen(self) -> None:
        if self._seen and not self.pause.isActive():
            self._end()

    @Slot()
    def _end(self) -> None:
        if not self.active:
            return
        self.active = False
        self._left = ""
        self.pause.stop()
        QApplication.instance().focusChanged.disconnect(self._on_focus_changed)  # type: ignore[union-attr]
        watched, self._watched = self._watched, []
        for widget in watched:
            widget.removeEventFilter(self)
            widget.destroyed.disconnect(self._on_destroyed)

    # Leaving out

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not self.active:
            return False
        kind = event.type()
        if kind is QEvent.Type.Paint:
            if self._there and not self._seen and watched in self._painted:
                self._seen = True
                QTimer.singleShot(0, self._end_when_seen)  # it is on the screen when this is over
        elif kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress) and isinstance(event, QKeyEvent):
            if self._leaves_out(event):
                event.accept()  # else it would be tried as a shortcut
                if kind is QEvent.Type.KeyPress:
                    self._tell()
                return True
        elif kind is QEvent.Type.InputMethod and isinstance(event, QInputMethodEvent):
            if event.commitString() and self._is_within(QApplication.focusWidget()):
                self._tell()
                return True
        elif kind in _PRESSES and watched in self._clicked:
            self._tell()
            return True
        return False

    def _leaves_out(self, event: QKeyEvent) -> bool:
        if event.key() in keys.MODIFIERS or QApplication.activePopupWidget() or QApplication.activeModalWidget():
            return False
        focus = QApplication.focusWidget()
        wanting = [action for action in self._reaching(focus) if keys.claims(event, (action,))]
        if wanting:
            return any(action.objectName() in self._changing for action in wanting)
        return focus is None or self._is_within(focus)

    def _reaching(self, focus: QWidget | None) -> Iterable[QAction]:
        return keys.reaching(self._panes[0].window() if focus is None else focus)

    def _is_within(self, widget: QWidget | None) -> bool:
        return widget is not None and any(pane is widget or pane.isAncestorOf(widget) for pane in self._panes)

    def _tell(self) -> None:
        self._count += 1
        self.pause.start()
        text = self.tr("Left out: %n key(s) pressed before this document was shown.", "", self._count)
        if self._left:
            text = f"{text} {self.tr('{keys[edit.undo]} goes back to “{}”.').format(visible(self._left), keys=KEYS)}"
        self.told.emit(Notice(text, key="unseen"))
