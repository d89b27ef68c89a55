"""The modes as a row of words in the tool bar; where there is no room, one button with a menu."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, QRect, QSize, Qt, Slot
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QStyle, QToolButton, QWidget

from reviewer.ui.look import controls
from reviewer.ui.look.measures import CHEVRON, MODE, SIGNED
from reviewer.ui.table.action import QT_TRANSLATE_NOOP

_WORDS: Final = {
    "mode.field": QT_TRANSLATE_NOOP("modes", "Field"),
    "mode.yes_no": QT_TRANSLATE_NOOP("modes", "Yes/No"),
    "mode.characters": QT_TRANSLATE_NOOP("modes", "Characters"),
}
"""Shorter than in menus; a mode that is not here is called as there."""

_ROOM: Final = 24
"""Above and below a word: no more than the tool bar has, whatever the size of texts."""


class ModeBar(QWidget):
    """Buttons that follow the actions of modes; the one that is on is underlined.

    Args:
        made: the actions, in order.
    """

    def __init__(self, made: Sequence[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._made = tuple(made)
        self._is_folded = False
        self.buttons = {action.objectName(): _Button(self) for action in made}
        self.folded = _Folded(self)
        self.folded.setAccessibleDescription(self.tr("Way to review"))
        menu = QMenu(self.folded)
        menu.addActions(list(made))
        self.folded.setMenu(menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for button in (*self.buttons.values(), self.folded):
            row.addWidget(button)
        for action in made:
            self.buttons[action.objectName()].clicked.connect(action.trigger)
            action.changed.connect(self._show)
        self._show()

    def set_folded(self, folded: bool) -> None:
        """Show one button with a menu, or all of them."""
        if folded != self._is_folded:
            self._is_folded = folded
            self._show()

    @Slot()
    def _show(self) -> None:
        for action in self._made:
            button = self.buttons[action.objectName()]
            button.setText(_word(action))
            button.setToolTip(action.toolTip())
            button.setAccessibleName(action.text())
            button.setEnabled(action.isEnabled())
            button.setChecked(action.isChecked())
            button.setVisible(not self._is_folded)
        on = next((action for action in self._made if action.isChecked()), self._made[0])
        self.folded.setText(_word(on))
        self.folded.setChecked(True)
        self.folded.setVisible(self._is_folded)


class _Button(QToolButton):
    """A word that is underlined while it is on."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty(MODE, True)
        self.setCheckable(True)
        self.setAutoRaise(True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)  # a word is never cut

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width(), min(hint.height(), self.fontMetrics().height() + _ROOM))


class _Folded(_Button):
    """The word of the mode that is on, and behind it the sign of a menu."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setProperty(SIGNED, CHEVRON)

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(CHEVRON, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        place = QRect(self.width() - CHEVRON - 9, 0, CHEVRON, self.height())
        painter = QPainter(self)
        controls.paint_chevron(
            painter, QStyle.visualRect(self.layoutDirection(), self.rect(), place), 0, enabled=self.isEnabled()
        )


def _word(action: QAction) -> str:
    word = _WORDS.get(action.objectName())
    return QCoreApplication.translate("modes", word) if word else action.text()
