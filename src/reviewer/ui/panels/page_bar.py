"""The bar above the page: which page, what lies over it, how large it is."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, Slot
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from reviewer.ui.look import fonts, icons
from reviewer.ui.look.current import colors
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.lines import THIN_SPACE
from reviewer.ui.look.plain import tip
from reviewer.ui.look.tokens import Height, Space, Width
from reviewer.ui.panels.arc import Arc
from reviewer.ui.panels.cap_button import CapButton
from reviewer.ui.panels.label import Label
from reviewer.ui.panels.link import Link
from reviewer.ui.panels.page_source import Source

WORDS_GO: Final = 1500
"""Below this width of the window, words beside icons go."""

_DRAW: Final = "region.draw_here"
_LEFT: Final = ("view.overlay", "view.words", _DRAW)
_LAST: Final = ("view.zoom_out", "view.zoom_in", "view.fit_page", "page.rotate")
_FOLDED: Final = (*_LEFT, "view.contrast", "view.picture")
_ICON_ONLY: Final = ("page.previous", "page.next", "view.zoom_out", "view.zoom_in", "view.fit_page", "page.rotate")

_STEPS: Final = 5


class PageBar(QWidget):
    """Buttons follow the window's actions; what has no room becomes an icon, then an entry of the last menu."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.buttons: dict[str, CapButton] = {}
        self._actions: Mapping[str, QAction] = {}
        self._narrowed = 0
        self._needed: tuple[int, ...] = ()
        self._source = Source()
        self.page = Label("", Use.BODY)
        self.figure = Label("", Use.BODY)
        self.figure.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.source = Label("", Use.SECOND, "text2")
        self.read_anyway = Link(self.tr("Read anyway"), Use.SECOND)
        self.arc = Arc()
        self.waiting = Label("", Use.SECOND, "text2")
        self._more = QToolButton(self)
        self._make_more()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(Space.WIDE, 0, Space.WIDE, 0)
        self._row.setSpacing(Space.STEP)
        for name in (*_ICON_ONLY, *_FOLDED):
            button = CapButton(flat=True, parent=self)
            button.set_compact(name in _ICON_ONLY or name in ("view.contrast", "view.picture"))
            self.buttons[name] = button
        self._fill()
        self._show_waiting()
        self._show_source("")

    def _make_more(self) -> None:
        self._more.setIcon(icons.icon("more"))
        self._more.setAutoRaise(True)
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._more.setAccessibleName(self.tr("More"))
        self._more.setToolTip(self.tr("More"))
        self._menu = QMenu(self._more)
        self._more.setMenu(self._menu)
        self._more.hide()

    def _fill(self) -> None:
        buttons, row = self.buttons, self._row
        self._separators = [_Separator(self) for _ in range(3)]
        for widget in (buttons["page.previous"], self.page, buttons["page.next"], self._separators[0]):
            row.addWidget(widget)
        for name in _LEFT[:2]:
            row.addWidget(buttons[name])
        row.addWidget(self._separators[1])
        row.addWidget(buttons[_LEFT[2]])
        row.addSpacing(Space.GAP)
        row.addWidget(self.source)
        row.addWidget(self.read_anyway)
        row.addStretch(1)
        row.addWidget(self.arc)
        row.addSpacing(Space.STEP)
        row.addWidget(self.waiting)
        row.addSpacing(Space.STEP)
        for widget in (buttons["view.zoom_out"], self.figure, buttons["view.zoom_in"], buttons["view.fit_page"]):
            row.addWidget(widget)
        row.addWidget(self._separators[2])
        row.addWidget(buttons["page.rotate"])
        row.addWidget(buttons["view.contrast"])
        row.addWidget(buttons["view.picture"])
        row.addWidget(self._more)

    # Called by the panel

    def follow(self, actions: Mapping[str, QAction]) -> None:
        """Let the buttons be these actions."""
        self._actions = actions
        words = {
            "view.overlay": self.tr("Fields"),
            "view.words": self.tr("Words"),
            _DRAW: self.tr("Draw"),
        }
        for name, button in self.buttons.items():
            if name in actions:
                button.follow(actions[name], words.get(name, ""))
                button.setAccessibleName(actions[name].text())
            button.set_capped(name == _DRAW)
            button.setVisible(name in actions)
        self._needed = ()
        self._fit()

    def set_page(self, page: int, count: int) -> None:
        """Say which page is shown, from 0; no count for no document."""
        self.page.setText(self.tr("Page {page} of {count}").format(page=page + 1, count=count) if count else "")
        self._fit()

    def set_scale(self, scale: float) -> None:
        """Say how large the page is shown."""
        self.figure.setMinimumWidth(self.figure.fontMetrics().horizontalAdvance(f"000{THIN_SPACE}%"))
        self.figure.setText(self.tr("{figure}{space}%").format(figure=round(scale * 100), space=THIN_SPACE))

    def set_source(self, source: Source) -> None:
        """Say who read the page, and why so."""
        if source == self._source:
            return  # it is said with each change of a value
        self._source = source
        self.page.setToolTip(tip(f"{source.text}. {source.reason}".strip(". ") if source.text else ""))
        self.source.setToolTip(tip(f"{source.text}. {source.reason}".strip(". ")))
        self._fit()

    def set_waiting(self, text: str) -> None:
        """Say what is waited for, or nothing."""
        self.waiting.setText(text)
        self._show_waiting()
        self._fit()

    def _show_waiting(self) -> None:
        self.waiting.setVisible(bool(self.waiting.text()))
        self.arc.setVisible(bool(self.waiting.text()))

    def set_filter(self, text: str) -> None:
        """Say beside the fields' button that not all of them are shown."""
        button = self.buttons["view.overlay"]
        action = self._actions.get("view.overlay")
        if action is not None:
            button.follow(action, text or self.tr("Fields"))
        self._needed = ()
        self._fit()

    # What fits

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._needed = ()
            self._fit()

    @Slot()
    def _fit(self) -> None:
        """Take away as much as needed: letters of who read the page, words beside icons, then buttons.

        What only tells goes before a word does. What offers to read the page anyway stays: it stands nowhere else.
        """
        if not self._actions:
            return
        needed, changing = self._needed or self._measured(), self._changing()
        for step in range(2 if self.window().width() < WORDS_GO else 0, len(needed)):
            room = self.width() - needed[step] - changing
            fitting = [text for text in self._source.forms if self._source_width(text) <= room]
            if fitting or (room >= 0 and not self._source.anyway):
                break
        self._narrow(step)
        self._show_source(fitting[0] if fitting else "")

    def _measured(self) -> tuple[int, ...]:
        """How much room the buttons take at each step."""
        widths = []
        for widget in (self.page, self.source, self.read_anyway, self.arc, self.waiting):
            widget.hide()
        for step in range(_STEPS):
            self._narrow(step)
            self._row.invalidate()
            widths.append(self._row.sizeHint().width())
        self.page.show()
        self._show_waiting()
        self._needed = tuple(widths)
        return self._needed

    def _changing(self) -> int:
        """How much room is taken by what differs from page to page."""
        shown = [self.page, *((self.arc, self.waiting) if self.waiting.text() else ())]
        return sum(widget.sizeHint().width() + self._row.spacing() for widget in shown)

    def _source_width(self, text: str) -> int:
        link = self.read_anyway.sizeHint().width() + self._row.spacing() if self._source.anyway else 0
        return fonts.metrics(Use.SECOND).horizontalAdvance(text) + 1 + self._row.spacing() + link

    def _show_source(self, text: str) -> None:
        self.source.setText(text)
        self.source.setVisible(bool(text))
        self.read_anyway.setVisible(bool(text) and self._source.anyway)

    def _narrow(self, step: int) -> None:
        for name in _LEFT:
            self.buttons[name].set_compact(step >= (1 if name == _DRAW else 2))
        folded, bare = step >= 3, step >= 4
        for name in _FOLDED:
            self.buttons[name].setVisible(not folded and name in self._actions)
        for name in _LAST:
            self.buttons[name].setVisible(not bare and name in self._actions)
        self.figure.setVisible(not bare)
        self._separators[2].setVisible(not bare)
        for separator in self._separators[:2]:
            separator.setVisible(not folded)
        self._more.setVisible(folded)
        if folded and not self._menu.actions():
            self._menu.addActions([self._actions[name] for name in (*_FOLDED, *_LAST) if name in self._actions])
        self._narrowed = step

    @property
    def narrowed(self) -> int:
        """How much was taken away: 0 nothing, 1 a word, 2 words, 3 some buttons, 4 all that change the view."""
        return self._narrowed

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), fonts.scaled(Height.PAGE_BAR))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, fonts.scaled(Height.PAGE_BAR))

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), colors().window)


class _Separator(QWidget):
    """A short hairline between groups of buttons."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedWidth(2 * Space.GAP + Width.HAIRLINE)

    def paintEvent(self, event: QPaintEvent) -> None:
        height = 22
        QPainter(self).fillRect(self.width() // 2, (self.height() - height) // 2, 1, height, colors().line)
