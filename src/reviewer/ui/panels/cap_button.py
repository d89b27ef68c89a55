"""A button that shows its key: icon, word, cap."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Slot
from PySide6.QtGui import QAction, QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QStylePainter, QWidget

from reviewer.ui import keys
from reviewer.ui.look import fonts, icons
from reviewer.ui.look.current import colors
from reviewer.ui.look.measures import PRIMARY
from reviewer.ui.look.tokens import ICON, Height
from reviewer.ui.look.ways import run_by_letters
from reviewer.ui.panels.key_cap import cap_size, paint_cap

_PAD = 12
_GAP = 8


class CapButton(QPushButton):
    """A push button with the cap of its key after the word. It can follow an action.

    In a compact button only the icon is left; word and key are in its tip.
    """

    def __init__(
        self, text: str = "", icon: str = "", key: str = "", *, flat: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self._key = keys.label(key) if key else ""
        self._compact = False
        self._action: QAction | None = None
        self._own_text = ""
        self._with_icon = True
        self._capped = True
        self._tone = "text"
        self._measured: tuple[tuple[object, ...], QSize] | None = None
        self.setText(text)
        self.setFlat(flat)
        self.setAutoDefault(False)
        # A click must not take the focus from the editor; Tab and the keys still reach the button.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(text)

    def follow(self, action: QAction, text: str = "", *, icon: bool = True) -> None:
        """Show an action's word (or `text`), icon, key, tip and state from now on, and trigger it."""
        self._action = action
        self._own_text = text
        self._with_icon = icon
        action.changed.connect(self._on_action_changed)
        self.clicked.connect(action.trigger)
        self._on_action_changed()

    def set_primary(self, primary: bool) -> None:
        """Give the button the accent, or take it away."""
        self.setProperty(PRIMARY, primary)
        self.updateGeometry()
        self.update()

    def set_tone(self, tone: str) -> None:
        """Show icon and words in the color of a role, the words strong."""
        self._tone = tone
        self.updateGeometry()
        self.update()

    @Slot(str)
    def set_key(self, sequence: str) -> None:
        """Show another key, as QKeySequence reads it; empty shows none."""
        self._key = keys.label(sequence) if sequence else ""
        self.updateGeometry()
        self.update()

    def set_capped(self, capped: bool) -> None:
        """Show the key's cap, or leave it to the tip."""
        self._capped = capped
        self.updateGeometry()
        self.update()

    def set_compact(self, compact: bool) -> None:
        """Show the icon only, or all again."""
        if compact != self._compact:
            self._compact = compact
            self.updateGeometry()
            self.update()

    @Slot()
    def _on_action_changed(self) -> None:
        action = self._action
        if action is None:
            return
        shown = keys.labels(sequence.toString() for sequence in action.shortcuts())
        self._key = shown[0] if shown else ""
        self._icon = action.icon().name() if self._with_icon else ""
        self.setText(self._own_text or action.text())
        self.setToolTip(action.toolTip())
        self.setAccessibleName(self.text())
        self.setCheckable(action.isCheckable())
        self.setChecked(action.isChecked())
        self.setEnabled(action.isEnabled())
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        # Layouts ask often; measuring the words takes longer than all else.
        state = (
            self.text(),
            self._icon,
            self._key,
            self._compact,
            self._capped,
            self._is_accented(),
            self._tone,
            self.font(),
        )
        if self._measured is None or self._measured[0] != state:
            self._measured = (state, self._measure())
        return QSize(self._measured[1])

    def _measure(self) -> QSize:
        parts = self._parts()
        width = sum(part.width() for part in parts) + _GAP * (len(parts) - 1)
        pad = 6 if self._compact else _PAD
        return QSize(width + 2 * pad, max(fonts.scaled(Height.CONTROL), self.fontMetrics().height() + 10))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        run_by_letters(painter)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        self._paint_parts(painter)

    def _parts(self) -> list[QSize]:
        parts = [QSize(ICON, ICON)] if self._icon else []
        if self._compact and self._icon:
            return parts
        parts.append(QSize(self._word_width(), self.fontMetrics().height()))
        return [*parts, cap_size(self._key)] if self._key and self._capped else parts

    def _word_width(self) -> int:
        return QFontMetrics(self._font()).size(int(Qt.TextFlag.TextShowMnemonic), self.text()).width() + 1

    def _font(self) -> QFont:
        made = QFont(self.font())
        if self._is_accented() or self._tone != "text":
            made.setWeight(QFont.Weight.DemiBold)
        return made

    def _paint_parts(self, painter: QPainter) -> None:
        parts = self._parts()
        left = (self.width() - sum(part.width() for part in parts) - _GAP * (len(parts) - 1)) // 2
        rects = []
        for part in parts:
            rect = QRect(QPoint(left, (self.height() - part.height()) // 2), part)
            rects.append(QStyle.visualRect(self.layoutDirection(), self.rect(), rect))
            left += part.width() + _GAP
        ink = self._ink()
        if self._icon:
            icons.paint(painter, self._icon, rects.pop(0), ink)
        if rects:
            painter.setFont(self._font())
            painter.setPen(ink)
            painter.drawText(rects[0], int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextShowMnemonic), self.text())
        if len(rects) > 1:
            on_accent = self._is_accented()
            paint_cap(painter, rects[1], self._key, on_accent=on_accent, enabled=self.isEnabled())

    def _is_accented(self) -> bool:
        return self.isEnabled() and (bool(self.property(PRIMARY)) or self.isDefault())

    def _ink(self) -> QColor:
        table = colors()
        if not self.isEnabled():
            return table.disabled
        if self._is_accented():
            return table.accent_text
        ink: QColor = getattr(table, self._tone)
        return table.accent_ink if self.isChecked() and self._tone == "text" else ink
