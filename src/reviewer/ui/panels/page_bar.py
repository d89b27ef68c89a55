"""The bar above the page: which page, what lies over it, how large it is."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QSize, Qt, Slot
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

WORDS_GO: Final = 1500
"""Below this width of the window, words beside icons go."""

_LEFT: Final = ("view.overlay", "view.words", "region.draw_here")
_LAST: Final = ("view.zoom_out", "view.zoom_in", "view.fit_page", "page.rotate")
_FOLDED: Final = ("view.overlay", "view.words", "region.draw_here", "view.contrast")
_ICON_ONLY: Final = ("page.previous", "page.next", "view.zoom_out", "view.zoom_in", "view.fit_page", "page.rotate")


class PageBar(QWidget):
    """Buttons follow the window's actions; what has no room becomes an icon, then an entry of the last menu."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.buttons: dict[str, CapButton] = {}
        self._actions: Mapping[str, QAction] = {}
        self._narrowed = 0
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
            button.set_compact(name in _ICON_ONLY or name == "view.contrast")
            self.buttons[name] = button
        self._fill()
        self.set_waiting("")
        self.set_source("", "", False)

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
        row.addWidget(self._more)

    # Called by the panel

    def follow(self, actions: Mapping[str, QAction]) -> None:
        """Let the buttons be these actions."""
        self._actions = actions
        words = {
            "view.overlay": self.tr("Fields"),
            "view.words": self.tr("Words"),
            "region.draw_here": self.tr("Draw"),
        }
        for name, button in self.buttons.items():
            if name in actions:
                button.follow(actions[name], words.get(name, ""))
                button.setAccessibleName(actions[name].text())
            button.set_capped(name == "region.draw_here")
            button.setVisible(name in actions)
        self._fit()

    def set_page(self, page: int, count: int) -> None:
        """Say which page is shown, from 0; no count for no document."""
        self.page.setText(self.tr("Page {page} of {count}").format(page=page + 1, count=count) if count else "")
        self._fit()

    def set_scale(self, scale: float) -> None:
        """Say how large the page is shown."""
        self.figure.setMinimumWidth(self.figure.fontMetrics().horizontalAdvance(f"000{THIN_SPACE}%"))
        self.figure.setText(self.tr("{figure}{space}%").format(figure=round(scale * 100), space=THIN_SPACE))

    def set_source(self, text: str, reason: str, anyway: bool) -> None:
        """Say who read the page, and why so; `anyway`: its pixels were not read but can be."""
        self.source.setText(text)
        self.page.setToolTip(tip(f"{text}. {reason}".strip(". ") if text else ""))
        self.source.setToolTip(tip(reason))
        self._has_source, self._anyway = bool(text), anyway
        self._fit()

    def set_waiting(self, text: str) -> None:
        """Say what is waited for, or nothing."""
        self.waiting.setText(text)
        self.waiting.setVisible(bool(text))
        self.arc.setVisible(bool(text))
        self._fit()

    def set_filter(self, text: str) -> None:
        """Say beside the fields' button that not all of them are shown."""
        button = self.buttons["view.overlay"]
        action = self._actions.get("view.overlay")
        if action is not None:
            button.follow(action, text or self.tr("Fields"))
        self._fit()

    # What fits

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        """Take away as much as needed: who read the page, then words, then buttons."""
        if not self._actions:
            return
        least = 2 if self.window().width() < WORDS_GO else 0
        for step in range(least, 5):
            self._narrow(step)
            if step < 1 and self._anyway and self._row.sizeHint().width() > self.width():
                self.read_anyway.hide()  # the menu has it; who read the page stands only here
                self._row.invalidate()
            if self._row.sizeHint().width() <= self.width():
                break

    def _narrow(self, step: int) -> None:
        self.source.setVisible(self._has_source and step < 1)
        self.read_anyway.setVisible(self._anyway and step < 1)
        for name in _LEFT:
            self.buttons[name].set_compact(step >= 2)
        folded = step >= 3
        for name in _FOLDED:
            self.buttons[name].setVisible(not folded and name in self._actions)
        for name in _LAST:
            self.buttons[name].setVisible(step < 4 and name in self._actions)
        self.figure.setVisible(step < 4)
        self._separators[2].setVisible(step < 4)
        for separator in self._separators[:2]:
            separator.setVisible(not folded)
        self._more.setVisible(folded)
        if folded and not self._menu.actions():
            self._menu.addActions([self._actions[name] for name in (*_FOLDED, *_LAST) if name in self._actions])
        self._row.invalidate()
        self._narrowed = step

    @property
    def narrowed(self) -> int:
        """How much was taken away: 0 nothing, 1 the source, 2 words, 3 some buttons, 4 all that change the view."""
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
