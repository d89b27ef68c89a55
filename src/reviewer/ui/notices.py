"""Shows notices: what only tells in the status bar, what needs an answer in a bar above the page."""

from collections import deque

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal, Slot

from reviewer.domain.hidden import visible
from reviewer.ui.announce import announce
from reviewer.ui.panels.notice_bar import NoticeBar
from reviewer.ui.panels.status import StatusBar
from reviewer.ui.viewmodels.notice import Notice, NoticeLevel

SHOWN_MS = 12_000
MOST = 200


class Notices(QObject):
    """One notice at a time in each place; the next waits. A notice never takes the focus.

    Args:
        status: for what only tells.
        bar: for errors, above the page.

    Signals:
        all_asked: the operator wants to see all of them.
        told: a Notice was shown, or waits to be.
    """

    all_asked = Signal()
    told = Signal(object)

    def __init__(self, status: StatusBar, bar: NoticeBar, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._status = status
        self._bar = bar
        self._closed = False
        self._told: Notice | None = None
        self._errors: deque[Notice] = deque()
        self.past: deque[Notice] = deque(maxlen=MOST)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SHOWN_MS)
        self._soon.timeout.connect(self._on_shown)
        status.chosen.connect(self._on_chosen)
        bar.chosen.connect(self._on_bar_chosen)
        bar.dismissed.connect(self._on_dismissed)
        bar.hide()

    @Slot(object)
    def tell(self, notice: Notice) -> None:
        """Show a notice. One of the same key is replaced."""
        if self._closed:
            return
        if not notice.text.isprintable():
            notice = replace(notice, text=visible(notice.text))
        again = self._told is not None and bool(notice.key) and self._told.key == notice.key
        if notice.level is not NoticeLevel.INFO or not (again or notice.quiet):  # how far something is, is said once
            announce(self._status, notice.text, at_once=notice.level is NoticeLevel.ERROR)
        self._note(notice)
        self.told.emit(notice)
        if notice.level is NoticeLevel.ERROR:
            self._errors = deque(error for error in self._errors if not notice.key or error.key != notice.key)
            self._errors.append(notice)
            self._show_error()
            return
        if notice.quiet and self._told is not None and not again:
            return
        self._told = notice
        self._status.show_notice(notice.text, notice.action, notice.level.value)
        self._soon.start()

    def _note(self, notice: Notice) -> None:
        """Keep a notice in the list; of those that only tell, such as how far something is, the last of each key."""
        if notice.level is NoticeLevel.INFO and notice.key:
            old = [past for past in self.past if past.key == notice.key and past.level is NoticeLevel.INFO]
            for past in old:
                self.past.remove(past)
        self.past.append(notice)

    def close(self) -> None:
        """Before the window goes; what is told after that is shown nowhere."""
        self._closed = True
        self._soon.stop()

    def act(self) -> bool:
        """Follow the link of the notice that is shown. Returns whether there is one; errors go first."""
        if self._errors and (self._many() or self._errors[0].action):
            self._on_bar_chosen()
        elif self._told is not None and self._told.action:
            self._on_chosen()
        else:
            return False
        return True

    def dismiss(self) -> None:
        """Take away the notice that is shown; errors go first."""
        if self._errors:
            self._errors.popleft()
            self._show_error()
        else:
            self._on_shown()

    @Slot(str)
    def clear(self, key: str) -> None:
        """Take back the notices of a key: what they told is over."""
        self._errors = deque(error for error in self._errors if error.key != key)
        self._show_error()
        if self._told is not None and self._told.key == key:
            self._on_shown()

    @Slot()
    def _on_shown(self) -> None:
        self._told = None
        self._status.clear_notice()

    @Slot()
    def _on_chosen(self) -> None:
        told, self._told = self._told, None
        self._status.clear_notice()
        if told is not None and told.act is not None:
            told.act()

    @Slot()
    def _on_bar_chosen(self) -> None:
        if self._many():
            self._errors = deque(error for error in self._errors if error.action)
            self._show_error()
            self.all_asked.emit()
            return
        error = self._errors.popleft() if self._errors else None
        self._show_error()
        if error is not None and error.act is not None:
            error.act()

    @Slot()
    def _on_dismissed(self) -> None:
        if self._errors:
            self._errors.popleft()
        # The bar hides itself after this signal; the next error comes when it has.
        QTimer.singleShot(0, self._show_error)

    @Slot()
    def _show_error(self) -> None:
        self._bar.setVisible(bool(self._errors))
        if self._errors:
            first = self._errors[0]
            more = len(self._errors) - 1
            text = first.text if not more else self.tr("{} ({} more)").format(first.text, more)
            self._bar.show_notice(text, self.tr("Show all") if self._many() else first.action, "error")

    def _many(self) -> bool:
        """Whether several errors wait, and the first has nothing to offer: they are better read in a list."""
        return len(self._errors) > 1 and not self._errors[0].action
