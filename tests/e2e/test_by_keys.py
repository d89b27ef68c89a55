"""One document by keys alone, from its first doubt to the end, back to the start by undoing, and on after a restart."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

import canned
import windows
from fakes import FakeTools, pages_of
from reviewer.domain.revision import RevisionStatus
from reviewer.services.region import ReadRegionJob
from reviewer.services.start import open_desk
from reviewer.settings import Settings
from reviewer.ui.application import Application
from reviewer.ui.viewmodels.modes import Mode
from reviewer.ui.viewmodels.session import Workers

DOUBTED = "12.60"
"""The total that was read: cash minus change is 12.50."""


class Operator:
    """Presses keys, and looks. Nothing is asked of the program in any other way."""

    def __init__(self, qtbot, application: Application) -> None:
        self._qtbot = qtbot
        self.application = application
        self.session = application.session
        self.model = application.session.review
        self.view = application.panes.page.view

    def wait(self, condition: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(condition)

    def press(self, *keys: str) -> None:
        self.wait(lambda: not self.application.seen_first.active)  # an operator looks before pressing
        for key in keys:
            self.wait(lambda: self.application.looked_at)
            combination = QKeySequence(key)[0]
            widget = QApplication.focusWidget() or self.application.window
            QTest.keyClick(widget, combination.key(), combination.keyboardModifiers())

    def type(self, text: str) -> None:
        QTest.keyClicks(QApplication.focusWidget(), text)

    def go_to(self, entry: str) -> None:
        """By Tab, or back by Shift+Tab, as far as it takes."""
        order = [row.id for row in self.model.rows()]
        here, there = order.index(self.model.current), order.index(entry)
        self.press(*["Tab" if here < there else "Shift+Tab"] * abs(here - there))
        assert self.model.current == entry

    @property
    def focus(self):
        return QApplication.focusWidget()

    @property
    def editor(self):
        return self.application.panes.fields.list.editor

    @property
    def cell(self):
        return self.application.panes.table.grid.editor

    def value(self, entry: str):
        return self.model.entry(entry).value

    @property
    def state(self):
        """All that undoing has to bring back: values with their places, status, pages as they lie."""
        review = self.model.review
        pages = [(page.original, page.index, page.rotation, page.skew) for page in review.document.pages]
        return review.revision.entries, review.revision.status, pages

    @property
    def status(self) -> RevisionStatus:
        return self.model.review.revision.status

    def settled(self) -> bool:
        return self.session.saving.pending == 0


def started(folder: Path, settings: Settings):
    return open_desk(folder, settings), Workers([FakeTools()], ReadRegionJob)


@pytest.fixture
def sit_down(qtbot, dressed, tmp_path) -> Iterator[Callable[[], Operator]]:
    """Opens the window on the workspace of the test; again after it was closed."""
    opened: list[Application] = []

    def sit_down_() -> Operator:
        made = windows.make(tmp_path, dressed, start=started)
        opened.append(made)
        with qtbot.waitSignal(made.starting.done):
            made.show()
        made.window.activateWindow()
        qtbot.waitUntil(made.window.isActiveWindow)
        return Operator(qtbot, made)

    yield sit_down_
    for made in opened:
        made.close()
        made.window.deleteLater()


def test_all_of_a_document_by_keys_and_back_again(sit_down, tmp_path):
    ana = sit_down()
    doubted = pages_of(tmp_path / "b.png", canned.RECEIPT.replace("12.50", DOUBTED), "TERMS\n No returns")
    ana.session.intake.take([windows.receipt(tmp_path / "a.png"), doubted])
    ana.wait(lambda: ana.session.queue.rowCount() == 2 and ana.focus is ana.editor)
    ana.press("Return", "Return", "Return")  # two values are new, then “Mark reviewed”
    ana.wait(lambda: ana.session.document.name == "b.png" and ana.model.current == "company:0")  # it was read
    ana.wait(lambda: ana.focus is ana.editor)
    start = ana.state

    settle_values(ana)
    set_places(ana)
    find_and_insert(ana)
    turn_and_move_pages(ana)
    look_into_modes(ana)
    ana.wait(ana.settled)
    worked = ana.state
    finish(ana)

    ana.press("Ctrl+Z")
    ana.wait(lambda: ana.session.document is not None and ana.focus is ana.editor)
    steps = undo_until(ana, lambda: ana.state[1] is RevisionStatus.IN_REVIEW and ana.state == worked)
    steps = undo_until(ana, lambda: ana.state == start)
    assert steps >= 10
    ana.press(*["Ctrl+Shift+Z"] * steps)
    assert ana.state == worked
    ana.wait(ana.settled)
    ana.application.close()

    again = sit_down()
    again.wait(lambda: again.session.document is not None and again.focus in (again.editor, again.cell))
    assert again.session.document.name == "b.png"
    assert again.state == worked
    again.press("Ctrl+Z")
    assert again.state != worked
    again.press("Ctrl+Shift+Z")
    assert again.state == worked
    again.wait(again.settled)


def undo_until(ana: Operator, reached: Callable[[], bool], most: int = 60) -> int:
    """Press Ctrl+Z until then. Returns how often."""
    for pressed in range(most):
        if reached():
            return pressed
        ana.press("Ctrl+Z")
    raise AssertionError(f"not after {most} steps: {ana.state}")


def settle_values(ana: Operator) -> None:
    """Reasons, a proposed value by its number, a place by typing, ditto, a cell of the table."""
    ana.press("Ctrl+D")
    assert ana.value("company:0").settled_by == "Ana"
    ana.press("Return", "Return")
    assert ana.model.current == "total:0"
    ana.press("Ctrl+J")
    assert ana.focus is not ana.editor
    ana.press("Ctrl+J")
    assert ana.focus is ana.editor
    ana.press("Alt+1")
    assert ana.value("total:0").text == "12.50"

    ana.go_to("number:0")
    ana.type("rop")
    ana.wait(lambda: ana.session.locating.shown)
    ana.press("Down", "Return")
    assert ana.value("number:0").text == "Rope"
    assert ana.value("number:0").regions == ana.value("line_items:1:description:0").regions

    ana.press("Ctrl+G")
    assert ana.focus is ana.cell
    ana.press("Down", "Right")
    assert ana.model.current == "line_items:1:quantity:0"
    ana.type("1")
    ana.press("Return")
    assert ana.value("line_items:1:quantity:0").text == "1"


def set_places(ana: Operator) -> None:
    """A region is moved, another one drawn."""
    ana.go_to("cash:0")
    before = ana.value("cash:0").regions
    ana.press("Ctrl+E")
    assert ana.focus is ana.view
    ana.press("Right", "Shift+Down", "Return")
    assert ana.focus is ana.editor
    assert ana.value("cash:0").regions != before
    assert ana.value("cash:0").text == "20.00"

    ana.go_to("company_number:0")
    ana.press("Alt+R")
    assert ana.focus is ana.view
    ana.press("Right", "Return")
    ana.wait(lambda: ana.model.proposal is not None and not ana.model.proposal.reading)
    assert ana.focus is ana.editor
    text = ana.model.proposal.text
    ana.press("Return")
    assert ana.value("company_number:0").text == text != ""
    assert ana.value("company_number:0").regions


def find_and_insert(ana: Operator) -> None:
    """What is written in the find bar is no command; a sign that no key has."""
    ana.press("Ctrl+F")
    ana.type("receipt")
    assert ana.focus.text() == "receipt"
    ana.wait(lambda: len(ana.session.finding.hits) == 1)
    ana.press("Esc")
    assert ana.focus is ana.editor
    ana.go_to("currency:0")
    ana.press("Ctrl+.")
    ana.type("euro")
    ana.press("Return")
    assert ana.focus is ana.editor
    ana.press("Return")
    assert ana.value("currency:0").text == "€"


def turn_and_move_pages(ana: Operator) -> None:
    """By the palette and by keys; a deleted page comes back."""
    ana.press("Ctrl+K")
    ana.type("turn the page")
    ana.press("Return")
    assert ana.model.review.document.pages[ana.model.page].rotation == 90
    ana.press("Ctrl+Shift+PgDown")
    assert [page.index for page in ana.model.review.document.pages] == [1, 0]
    ana.press("Ctrl+Shift+Del")
    assert len(ana.model.review.document.pages) == 1
    ana.press("Ctrl+Z")
    assert [page.index for page in ana.model.review.document.pages] == [1, 0]


def look_into_modes(ana: Operator) -> None:
    """Each is entered by its key, and left by Esc to where the operator was."""
    for key, mode in (
        ("F9", Mode.FIELD),
        ("Shift+F9", Mode.YES_NO),
        ("Ctrl+F9", Mode.CHARACTERS),
        ("Ctrl+Shift+F9", Mode.ADJUDICATE),
    ):
        ana.press(key)
        assert ana.session.modes.mode is mode
        assert ana.application.window.stack.currentWidget().isAncestorOf(ana.focus)
        ana.press("Esc")
        assert not ana.session.modes.on
        assert ana.focus in (ana.editor, ana.cell)


def finish(ana: Operator) -> None:
    """Enter, until all is confirmed and the document is done."""
    for _ in ana.model.rows():
        if ana.model.review is None or ana.model.review.revision.status is RevisionStatus.REVIEWED:
            break
        ana.press("Return")
    ana.wait(lambda: ana.session.document is None or ana.status is RevisionStatus.REVIEWED)
    ana.wait(ana.settled)
