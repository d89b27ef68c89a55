"""Under X11, each key of the table does what it is for wherever the focus is, and changes no text.

Text editors take other keys here than offscreen: Ctrl+U, Ctrl+K, Ctrl+E, Ctrl+D and others edit a line under X11.
"""

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

import canned
import windows
from fakes import FakeTools, pages_of
from reviewer.services.region import ReadRegionJob
from reviewer.services.start import open_desk
from reviewer.settings import Settings
from reviewer.ui import actions
from reviewer.ui.application import Application
from reviewer.ui.table.action import Action, Context
from reviewer.ui.table.rows import ACTIONS
from reviewer.ui.viewmodels.modes import Mode
from reviewer.ui.viewmodels.session import Workers

ARROWS = frozenset({"Ctrl+Down", "Ctrl+Up"})
"""Arrows, also with Ctrl, belong to the modes of the page while one is on."""

BOTH = Context.WINDOW, Context.FIELD
ENDS = frozenset({"Return", "Enter", "Tab", "Shift+Tab", "Esc"})
"""Keys that end typing in a cell of a sheet."""

MODES = Mode.ADJUDICATE, Mode.FIELD, Mode.YES_NO, Mode.CHARACTERS
ONLY_IN_THEIR_MODE = ("shape.", "draw.", "sheet.")


class Place(msgspec.Struct, frozen=True):
    """Somewhere in the window.

    Attributes:
        focus: puts the focus there, and says where it should be.
        contexts: of the actions whose keys should work there.
        taken: keys that belong to what has the focus.
        left_out: keys that are not pressed.
    """

    focus: Callable[[], QWidget]
    contexts: tuple[Context, ...]
    taken: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()


class Bench:
    """The window with an invoice of two pages on the desk. Actions only tell that they were triggered."""

    def __init__(self, application: Application, wait: Callable[[Callable[[], bool]], None]) -> None:
        self.wait = wait
        self.application = application
        self.review = application.session.review
        self.fields = application.panes.fields.list
        self.grid = application.panes.table.grid
        self.view = application.panes.page.view
        self.told: list[str] = []
        for name, made in application.actions.items():
            made.triggered.disconnect()
            made.triggered.connect(lambda _checked=False, name=name: self.told.append(name))

    # Where the focus is

    def value(self, text: str) -> QWidget:
        self._select(table=False)
        self.fields.editor.take_text(text)
        return self.fields.editor

    def cell(self) -> QWidget:
        self._select(table=True)
        self.grid.editor.take_text("12.00")
        return self.grid.editor

    def _select(self, *, table: bool) -> None:
        row = next(row for row in self.review.rows() if bool(row.table) is table and row.value.regions)
        self.review.select(row.id)
        self.fields.focus_editor()

    def page(self) -> QWidget:
        self.view.hands.cease()
        return focused(self.view)

    def shape(self) -> QWidget:
        if not self.view.hands.reshaping.on:
            self._select(table=False)
            self.application.commands.region.edit()
        return focused(self.view)

    def draw(self) -> QWidget:
        if not self.view.hands.drawing.on:
            self._select(table=False)
            self.application.commands.region.draw()
        return focused(self.view)

    def search(self) -> QWidget:
        return written(self.application.panes.queue.searching.edit)

    def find(self) -> QWidget:
        bar = self.application.commands.locate.bar
        bar.open()
        return written(bar.edit)

    def mode(self) -> QWidget:
        self.application.window.stack.currentWidget().take_focus()
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)  # drops what other keys have typed
        return QApplication.focusWidget()

    def sheet_cell(self) -> QWidget:
        grid = self.application.window.stack.currentWidget().grid
        if not grid.editing:
            sheet = self.application.session.sheets.field
            self.wait(lambda: sheet.cells[grid.active].seen)  # an operator looks before pressing
            sheet.look.pause.stop()
            grid.edit_cell()
        grid.editor.take_text("12.00")
        return focused(grid.editor)

    def places(self) -> Iterator[tuple[str, Place]]:
        panes = self.application.panes
        yield "one line", Place(lambda: self.value("8.96"), BOTH)
        yield "many lines", Place(lambda: self.value("Candles\nand rope"), BOTH)
        yield "cell", Place(self.cell, (*BOTH, Context.TABLE))
        yield "page", Place(self.page, (Context.WINDOW, Context.PAGE))
        yield "strip", Place(lambda: focused(panes.page.strip), (Context.WINDOW, Context.STRIP))
        yield "queue", Place(lambda: focused(panes.queue.list), (Context.WINDOW, Context.QUEUE))
        yield "search", Place(self.search, (Context.WINDOW,))
        yield "find", Place(self.find, (Context.WINDOW,))
        for name, focus, context in (("edited", self.shape, Context.SHAPE), ("drawn", self.draw, Context.DRAW)):
            own = frozenset(key for action in ACTIONS if action.context is context for key in action.keys)
            yield name, Place(focus, (Context.WINDOW, Context.PAGE, context), ARROWS | own)
        self.view.hands.cease()
        panes.queue.searching.clear()  # modes work on what the queue lists
        for mode in MODES:
            self.application.session.modes.enter(mode)
            self.application.commands.modes.mark(self.application.actions)
            its = Context.PAIR if mode is Mode.ADJUDICATE else Context.SHEET
            yield f"{mode.value}, looking", Place(self.mode, (Context.WINDOW, Context.MODE, its))
            if mode in (Mode.FIELD, Mode.YES_NO):
                self.wait(lambda: self.application.window.stack.currentWidget().place is not None)
                yield mode.value, Place(self.mode, (Context.WINDOW, Context.MODE, its))
            if mode is Mode.FIELD:
                yield "cell of a sheet", Place(self.sheet_cell, (Context.WINDOW, Context.MODE, its), left_out=ENDS)

    # Pressing

    def enable(self) -> None:
        """What is on the desk does not count, but a mode does."""
        for name, made in self.application.actions.items():
            if not name.startswith(ONLY_IN_THEIR_MODE):
                made.setEnabled(True)

    def wrong_at(self, name: str, place: Place) -> Iterator[str]:
        for action in ACTIONS:
            for key in (key for key in action.keys if key not in place.left_out):
                if (widget := place.focus()) is not QApplication.focusWidget():
                    yield f"{name}: the focus is in {QApplication.focusWidget()}"
                    return
                yield from (f"{name}, {key}: {what}" for what in self._pressed(action, key, place, widget))

    def _pressed(self, action: Action, key: str, place: Place, widget: QWidget) -> Iterator[str]:
        self.enable()
        self.told.clear()
        before = text_of(widget)
        works = action.context in place.contexts and self.application.actions[action.name].isEnabled()
        if key in place.taken and action.context not in (Context.SHAPE, Context.DRAW):
            works = False
        if action.yields and before is not None:
            works = False
        combination = QKeySequence(key)[0]
        QTest.keyClick(widget, combination.key(), combination.keyboardModifiers())
        if works and self.told != [action.name]:
            yield f"{action.name} was to be done, not {self.told}"
        if not works and action.name in self.told:
            yield f"{action.name} was done"
        if works and text_of(widget) != before:
            yield f"“{before}” became “{text_of(widget)}”"
        if QApplication.activePopupWidget() is not None:
            QApplication.activePopupWidget().close()
            yield "a menu opened"


def focused(widget: QWidget) -> QWidget:
    widget.setFocus()
    return widget


def written(edit: QLineEdit) -> QWidget:
    edit.setText("rope")
    return focused(edit)


def text_of(widget: QWidget) -> str | None:
    """What is in an editor; None for what is none."""
    if isinstance(widget, QLineEdit):
        return widget.text()
    return widget.toPlainText() if isinstance(widget, QPlainTextEdit) else None


def unsure(folder: Path, settings: Settings):
    """What is read is to be checked: sheets have something to show."""
    tools = FakeTools()
    tools.reader.confidence = 0.8
    return open_desk(folder, settings), Workers([tools], ReadRegionJob)


@pytest.fixture
def bench(dressed, qtbot, tmp_path) -> Iterator[Bench]:
    application = windows.make(tmp_path, dressed, start=unsure)
    with qtbot.waitSignal(application.starting.done):
        application.show()
    application.window.activateWindow()
    qtbot.waitUntil(application.window.isActiveWindow)
    application.session.intake.take([pages_of(tmp_path / "a.png", canned.INVOICE, canned.RECEIPT)])
    qtbot.waitUntil(lambda: len(application.session.review.rows()) > 5)
    qtbot.waitUntil(application.panes.fields.list.editor.hasFocus)
    yield Bench(application, lambda condition: qtbot.waitUntil(condition))
    application.close()
    application.window.deleteLater()


def test_every_key_does_what_it_is_for_wherever_the_focus_is(bench):
    assert set(bench.application.actions) == set(actions.BY_NAME)
    wrong = (what for name, place in bench.places() for what in bench.wrong_at(name, place))
    assert "\n".join(islice(wrong, 40)) == ""
