"""What the pages of sheets have in common: actions speak to the one that is shown."""

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from reviewer.domain.field import Mark
from reviewer.ui.look import fonts
from reviewer.ui.panels.mode_page import ModePage
from reviewer.ui.viewmodels.sheets.cell import Place

WIDE, NARROW = 420, 320
ARROWS = frozenset(
    {
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
    }
)
"""Keys that walk in a grid."""
_NARROW_BELOW = 1400


class SheetPage(ModePage):
    """A page with an active value. What a page cannot do, it leaves."""

    page_wanted = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Much that is asked for in one go is asked for once.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.want_now)

    def enter(self) -> None:
        """What Enter does."""

    def set_aside(self) -> None:
        """Set the active value aside, or take it up again."""

    def answer(self, right: bool) -> None:
        """Say that the active value is right, or wrong."""

    def back(self) -> None:
        """Show the one before."""

    def next_field(self, by: int) -> None:
        """Show another field or sign."""

    def show_page(self) -> None:
        """Show the page around the active value, or take it away."""

    def choose(self) -> None:
        """Open the list of fields or signs."""

    def mark(self, said: Mark) -> None:
        """Say that the active value is blank or unreadable."""

    def take(self, number: int) -> None:
        """Take a proposal of the active value, from 1."""

    def offer(self) -> None:
        """List all proposals of the active value."""

    @Slot()
    def want(self) -> None:
        """Have drawn what is seen, in the next turn."""
        self._soon.start()

    @Slot()
    def want_now(self) -> None:
        """Have drawn what is seen."""

    @property
    def place(self) -> Place | None:
        """Document and entry of the active value."""
        return None

    def show_part(self, middle: QStackedWidget, part: QWidget, focus: QWidget) -> None:
        """Show a part of the middle; the focus goes along. Else it would be somewhere where Esc leads nowhere."""
        before = middle.currentWidget()
        had_focus = before is not None and before.isAncestorOf(self.window().focusWidget() or self)
        focus.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        middle.setCurrentWidget(part)
        if had_focus and part is not before:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def fit_side(self, side: QWidget, room: int) -> None:
        """Give the page around the active value its width, or none where there is not so much room."""
        narrow = self.width() < fonts.scaled(_NARROW_BELOW)
        side.setFixedWidth(fonts.scaled(NARROW if narrow else WIDE))
        side.setVisible(self.page_wanted and self.width() >= fonts.scaled(room))
        self.want()

    def toggle_side(self, side: QWidget) -> None:
        """Show the page around the active value, or take it away."""
        self.page_wanted = side.isHidden()
        side.setVisible(self.page_wanted)
        self.want()
