"""What the actions of the sheets do."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction

from reviewer.domain.field import Mark
from reviewer.ui import actions
from reviewer.ui.commands.panes import Group, Handlers
from reviewer.ui.panels.sheets.sheet_page import SheetPage
from reviewer.ui.viewmodels.modes import Mode

_SHEETS = frozenset({Mode.FIELD, Mode.CHARACTERS})
_ALL = _SHEETS | {Mode.YES_NO}
_MODES = {
    "sheet.confirm": _ALL,
    "sheet.yes": frozenset({Mode.YES_NO}),
    "sheet.no": frozenset({Mode.YES_NO}),
    "sheet.back": frozenset({Mode.YES_NO}),
    "sheet.aside": _ALL,
    "sheet.page": _ALL,
    "sheet.open": _ALL,
    "sheet.next": _SHEETS,
    "sheet.previous": _SHEETS,
    "sheet.choose": _SHEETS,
}
"""In which modes the actions work: elsewhere their keys mean something else."""

OF_VALUES = frozenset({Mode.FIELD, Mode.YES_NO})
"""Modes whose active cell is a value, to which some actions of fields apply as well."""


class SheetCommands(Group):
    """They speak to the page that is shown."""

    of_document = False
    _lead: tuple[str, str] | None = None
    _connected = False

    def handlers(self) -> Handlers:
        if not self._connected:
            self._connected = True
            self._session.review.opened.connect(self._on_opened)
        return {
            "sheet.confirm": self._on_page(lambda page: page.enter()),
            "sheet.yes": self._on_page(lambda page: page.answer(True)),
            "sheet.no": self._on_page(lambda page: page.answer(False)),
            "sheet.back": self._on_page(lambda page: page.back()),
            "sheet.aside": self._on_page(lambda page: page.set_aside()),
            "sheet.page": self._on_page(lambda page: page.show_page()),
            "sheet.open": self.open_document,
            "sheet.next": self._on_page(lambda page: page.next_field(1)),
            "sheet.previous": self._on_page(lambda page: page.next_field(-1)),
            "sheet.choose": self._on_page(lambda page: page.choose()),
        }

    def instead(self) -> Handlers:
        """What actions of fields do while a sheet of values is shown."""
        takes = {f"field.take_{n}": self._on_page(partial(_take, n)) for n in range(1, 10)}
        return {
            "field.blank": self._on_page(lambda page: page.mark(Mark.BLANK)),
            "field.unreadable": self._on_page(lambda page: page.mark(Mark.UNREADABLE)),
            "field.readings": self._on_page(lambda page: page.offer()),
            **takes,
        }

    @property
    def of_values(self) -> bool:
        """Whether a sheet of values is shown."""
        return self._session.modes.mode in OF_VALUES

    def mark(self, made: Mapping[str, QAction]) -> None:
        """Let the keys work that belong to the mode that is on."""
        mode = self._session.modes.mode
        why_not = self.tr("This is for sheets over many documents.")
        for name, modes in _MODES.items():
            actions.set_available(made[name], "" if mode in modes else why_not)

    @Slot()
    def open_document(self) -> None:
        """Leave the sheet for the document of the active value."""
        page = self._page()
        place = None if page is None else page.place
        if place is None:
            return
        self._lead = place
        self._session.modes.leave()
        if self._session.opening.here == place[0]:
            self._session.review.select(place[1])
        else:
            self._session.open(place[0])

    @Slot()
    def _on_opened(self) -> None:
        review, lead = self._session.review, self._lead
        if lead is not None and review.review is not None and review.review.document.id == lead[0]:
            self._lead = None
            review.select(lead[1])

    def _page(self) -> SheetPage | None:
        shown = self._panes.window.stack.currentWidget()
        return shown if isinstance(shown, SheetPage) else None

    def _on_page(self, verb: Callable[[SheetPage], object]) -> Callable[[], None]:
        def act() -> None:
            page = self._page()
            if page is not None:
                verb(page)

        return act


def _take(number: int, page: SheetPage) -> None:
    page.take(number)
