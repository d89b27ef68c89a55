"""The middle of the window: bar, strip of pages, page."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from reviewer.errors import PasswordNeeded, ReviewerError
from reviewer.ui.actions import set_available
from reviewer.ui.canvas.page_view import PageView
from reviewer.ui.canvas.pictures import Pictures
from reviewer.ui.key_names import KEYS
from reviewer.ui.look import fonts
from reviewer.ui.look.current import colors
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.lines import figure
from reviewer.ui.look.scaling import keep_scaled
from reviewer.ui.look.tokens import Height, Space
from reviewer.ui.panels.arc import WAIT_MS, Arc
from reviewer.ui.panels.label import Label
from reviewer.ui.panels.page_bar import PageBar
from reviewer.ui.panels.page_block import PageBlock
from reviewer.ui.panels.page_source import source_of
from reviewer.ui.panels.page_strip import PageStrip
from reviewer.ui.viewmodels.review import ReviewViewModel

STRIP_GOES: Final = 1400
"""Below this width of the window the strip goes; the bar still says which page it is."""


ON_PAGES: Final = (
    "page.rotate",
    "page.rotate_left",
    "page.straighten",
    "page.move_up",
    "page.move_down",
    "page.move_to",
    "page.split_here",
    "page.take_out",
    "page.delete_here",
)
"""What the strip offers for the pages that are chosen there."""


class PagePanel(QWidget):
    """Shows the page under review. The window gives it its actions with `set_actions`.

    Signals:
        read_anyway_asked: the pixels of the page shall be read although it has its own text.
        password_asked: the operator wants to enter the password of the page's file.
        picked: the operator chose something on the page; the editor should have the focus.
    """

    read_anyway_asked = Signal()
    password_asked = Signal()
    picked = Signal()

    def __init__(self, model: ReviewViewModel, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._pictures = pictures
        self._actions: Mapping[str, QAction] = {}
        self._failure: tuple[str, str] | None = None
        self._done = False
        self._away = ""
        self.view = PageView(model, pictures, self)
        self.strip = PageStrip(model, pictures, self)
        self.bar = PageBar(self)
        self.block = PageBlock(self.view)
        self._state = _StateLine(self.view)
        self._slow = QTimer(self, singleShot=True, interval=WAIT_MS)
        self.bar.set_scale(self.view.zooming.scale)
        self._arrange()
        self._connect()
        self._on_opened()

    def _arrange(self) -> None:
        body = QHBoxLayout()
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(self.strip)
        body.addWidget(self.view, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        page = QWidget(self)
        page.setLayout(body)
        self._split = QSplitter(Qt.Orientation.Vertical, self)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(page)
        self._split.setStretchFactor(0, 1)
        column.addWidget(self._split, 1)

    def _connect(self) -> None:
        model, pictures = self._model, self._pictures
        model.opened.connect(self._on_opened)
        model.page_changed.connect(self._on_page)
        model.pages_changed.connect(self._on_opened)
        model.text_changed.connect(self._on_page)
        model.changed.connect(self._show_source)
        pictures.arrived.connect(self._on_arrived)
        pictures.failed.connect(self._on_failed)
        pictures.tone_changed.connect(self._on_tone)
        self._slow.timeout.connect(self._on_slow)
        self.view.zoomed.connect(self.bar.set_scale)
        self.view.picked.connect(self.picked)
        self.strip.chosen.connect(model.show_page)
        self.bar.read_anyway.clicked.connect(self.read_anyway_asked)
        self.block.again_asked.connect(self._on_again)
        self.view.installEventFilter(self)

    # Called by the window

    def set_actions(self, actions: Mapping[str, QAction]) -> None:
        """Let the buttons of the bar be the window's actions."""
        self._actions = actions
        self.bar.follow(actions)
        self.strip.context_actions = tuple(actions[name] for name in ON_PAGES if name in actions)
        self._show_page()

    def add_below(self, panel: QWidget) -> None:
        """Put a panel below the page, which keeps most of the room."""
        self._split.addWidget(panel)
        self._split.setStretchFactor(1, 0)

    def set_state(self, text: str) -> None:
        """Say what goes on with the document, such as "Reading, page 2 of 3."; empty says nothing."""
        self._state.say(text)

    def show_failure(self, what: str, advice: str = "") -> None:
        """Say over the canvas what is wrong with the whole document; empty takes it away."""
        self._failure = (what, advice) if what else None
        self._show_block()

    def set_done(self, done: bool) -> None:
        """Whether no document is shown because none is left to review."""
        self._done = done
        self._show_block()

    def set_away(self, why: str) -> None:
        """Let nobody turn over pages that are not in view, and say why; empty lets them again, as far as there are."""
        self._away = why
        self._allow_pages()

    def show_below(self, limit: float | None) -> None:
        """Show only regions with a confidence below a limit, or all; the bar says so."""
        self.view.show_below(limit)
        self.bar.set_filter("" if limit is None else self.tr("Below {figure}").format(figure=figure(limit)))

    # Following

    @Slot()
    def _on_opened(self) -> None:
        self._failure = None
        self._show_page()

    @Slot(int)
    def _on_page(self, _page: int) -> None:
        self._show_page()

    @Slot()
    def _show_source(self) -> None:
        """Say who read the page."""
        model = self._model
        text = model.texts.get(model.page)
        self.bar.set_source(source_of(text, writable=model.writable, provider=model.provider))

    def _show_page(self) -> None:
        page, count = self._model.page, self._count()
        self.bar.set_page(page, count)
        self._allow_pages()
        self._show_source()
        self._show_strip()
        self._show_block()
        self.bar.set_waiting("")
        if count and not self._pictures.ready(page) and self._pictures.error(page) is None:
            self._slow.start()
        else:
            self._slow.stop()

    def _allow_pages(self) -> None:
        page = self._model.page
        self._allow("page.previous", self._away or ("" if page > 0 else self.tr("This is the first page.")))
        last = page + 1 >= self._count()
        self._allow("page.next", self._away or (self.tr("This is the last page.") if last else ""))

    def _allow(self, name: str, why_not: str) -> None:
        if name in self._actions:
            set_available(self._actions[name], why_not)

    def _count(self) -> int:
        return 0 if self._model.review is None else len(self._model.review.document.pages)

    def _show_strip(self) -> None:
        self.strip.setVisible(self._count() > 1 and self.window().width() >= fonts.scaled(STRIP_GOES))

    def _show_block(self) -> None:
        error = self._pictures.error(self._model.page) if self._count() else None
        again = self.tr("Try again")
        if isinstance(error, PasswordNeeded):
            self.block.say(error.text, error.advice, again=self.tr("Enter password…"))
        elif self._failure is not None:
            self.block.say(*self._failure, over_page=self._pictures.ready(self._model.page))
        elif isinstance(error, ReviewerError):
            self.block.say(error.text, error.advice, again=again if error.retryable else "")
        elif error is not None:
            self.block.say(self.tr("This page cannot be shown."), "", again=again)
        elif self._done and self._model.review is None:
            advice = self.tr(
                "Add documents with {keys[file.open]}, or drop them here. The lists of the queue have the others."
            ).format(keys=KEYS)
            self.block.say(self.tr("Nothing is left to review."), advice, wrong=False)
        else:
            self.block.hide()

    @Slot(int)
    def _on_arrived(self, page: int) -> None:
        if page == self._model.page:
            self._slow.stop()
            self.bar.set_waiting("")
            self._show_block()

    @Slot()
    def _on_tone(self) -> None:
        """What is said of the picture follows what is done to it, however that was asked for."""
        tone = self._pictures.tone
        for name, on in (("view.contrast", tone.stretched), ("view.invert", tone.inverted)):
            if name in self._actions:
                self._actions[name].setChecked(on)

    @Slot(int, object)
    def _on_failed(self, page: int, _error: object) -> None:
        if page == self._model.page:
            self._slow.stop()
            self.bar.set_waiting("")
            self._show_block()

    @Slot()
    def _on_slow(self) -> None:
        self.bar.set_waiting(self.tr("Opening page {number}").format(number=self._model.page + 1))

    @Slot()
    def _on_again(self) -> None:
        if isinstance(self._pictures.error(self._model.page), PasswordNeeded):
            self.password_asked.emit()
            return
        self._pictures.retry(self._model.page)
        self._show_page()

    # Events

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.view and event.type() is QEvent.Type.Resize:
            self._state.place()
            if self.block.isVisible():
                self.block.place()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_strip()


class _StateLine(QWidget):
    """One line under the bar: what goes on with the document. It lies on the page, which must not move for it."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._view = view
        self._label = Label("", Use.SECOND, "text2")
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.MARGIN, 0, Space.MARGIN, 0)
        row.setSpacing(Space.GAP)
        row.addWidget(Arc())
        row.addWidget(self._label)
        row.addStretch(1)
        keep_scaled(self, self.setFixedHeight, Height.CONTROL_SMALL)
        self.hide()

    def say(self, text: str) -> None:
        self._label.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        self.place()

    def place(self) -> None:
        """Take its place; to be called when the page has become wider or narrower."""
        self.setGeometry(0, 0, self._view.width(), self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), colors().window)
