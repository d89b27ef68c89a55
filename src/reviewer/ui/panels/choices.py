"""Candidates of the active value, as small buttons that a number takes."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from reviewer.domain.field import Alternative
from reviewer.domain.hidden import visible
from reviewer.ui import keys
from reviewer.ui.look import lines
from reviewer.ui.look.plain import tip
from reviewer.ui.look.scaling import keep_scaled
from reviewer.ui.look.tokens import Height, Space
from reviewer.ui.panels.cap_button import CapButton
from reviewer.ui.viewmodels.candidates import Candidate

MOST = 3
_LISTED = 60
_LONG, _SHORT, _SHORTEST = 24, 16, 12


class Choices(QWidget):
    """One button a candidate: "8.95 Tesseract, 88 % Alt+1". Never takes the focus.

    Where a new reading contradicts the value, a button before them keeps it: "Keep 8.96 Enter".

    Signals:
        taken: the number of a candidate, from 1.
        kept: the value is to stay as it is.
        more_asked: the operator wants to see all candidates.
    """

    taken = Signal(int)
    kept = Signal()
    more_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Candidate, ...] = ()
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(Space.GAP)
        self._layout.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self._value: str | None = None
        self._keep = CapButton(key="Return", parent=self)
        self._keep.setObjectName("keep")
        self._keep.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        keep_scaled(self._keep, self._keep.setFixedHeight, Height.CONTROL_SMALL)
        self._keep.clicked.connect(self.kept)
        self._layout.addWidget(self._keep)
        self._buttons = [self._make(number) for number in range(1, MOST + 1)]
        self._all = 0
        self._more = CapButton(self.tr("More"), key="F4", parent=self)
        self._more.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        keep_scaled(self._more, self._more.setFixedHeight, Height.CONTROL_SMALL)
        self._more.clicked.connect(self.more_asked)
        self._layout.addWidget(self._more)

    def follow(self, actions: Mapping[str, QAction]) -> None:
        """Show the keys that these actions have, and others when they change."""
        shown = {"field.readings": self._more, "field.confirm": self._keep}
        shown |= {f"field.take_{number}": button for number, button in enumerate(self._buttons, 1)}
        for name in shown.keys() & actions.keys():
            keys.follow(actions[name], shown[name].set_key)

    def show_candidates(self, candidates: tuple[Candidate, ...], keep: str | None = None) -> None:
        """Show the first of them, and with `keep` that this value may also stay."""
        if (candidates[:MOST], len(candidates), keep) == (self._shown, self._all, self._value):
            return  # asked with each step, and measuring takes as long as all else
        self._value = keep
        self._keep.setAccessibleName(self.tr("Keep {}").format(visible(keep or "")))
        self._shown, self._all = candidates[:MOST], len(candidates)
        for number, found in enumerate(self._shown):
            self._describe(self._buttons[number], found)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _make(self, number: int) -> CapButton:
        button = CapButton(key=f"Alt+{number}", parent=self)
        button.setObjectName("choice")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        keep_scaled(button, button.setFixedHeight, Height.CONTROL_SMALL)
        button.clicked.connect(lambda: self.taken.emit(number))
        self._layout.addWidget(button)
        return button

    def _describe(self, button: CapButton, found: Candidate) -> None:
        button.setToolTip(tip(f"{found.text}\n{source_of(found)}"))
        button.setAccessibleName(self.tr("Use {}").format(visible(found.label)))
        button.setAccessibleDescription(source_of(found))

    def _fit(self) -> None:
        """As much as there is room for: with who says it, the last ones without, then shorter values, then fewer."""
        for count in range(len(self._shown), 0, -1):
            with_source = ((sources, _LONG) for sources in range(count, -1, -1))
            for sources, letters in (*with_source, (0, _SHORT), (0, _SHORTEST)):
                self._fill(count, letters, sources)
                if self._layout.minimumSize().width() <= self.width():
                    return

    def _fill(self, count: int, letters: int, sources: int) -> None:
        """Show so many, the first of them with who says it."""
        self._more.setVisible(count < self._all)
        self._keep.setVisible(self._value is not None)
        if self._value is not None:
            kept = _short(self._value, letters)
            words = self.tr("Keep {}").format(kept) if kept else self.tr("Keep it")
            self._keep.setText(words.replace("&", "&&"))
        for number, button in enumerate(self._buttons):
            button.setVisible(number < count)
            if number < count:
                found = self._shown[number]
                parts = (_short(found.label, letters), source_of(found) if number < sources else "")
                # An ampersand would become a mnemonic.
                button.setText("   ".join(part for part in parts if part).replace("&", "&&"))


def in_a_list(found: Candidate) -> str:
    """A line of the list of all of them."""
    return "   ".join(part for part in (_short(found.label, _LISTED), source_of(found)) if part)


def _short(line: str, letters: int) -> str:
    shown = visible(line)
    return shown if len(shown) <= letters else f"{shown[: letters - 1]}…"


def source_of(found: Alternative) -> str:
    """Who read it, and how sure."""
    figure = "" if found.confidence is None else lines.figure(found.confidence)
    return ", ".join(part for part in (found.origin, figure) if part)
