"""Typing locates: the list under the editor, the places on the page, and what keys do there."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from desks import Desk, document, entry, value
from printed import line, page
from reviewer.domain.field import Region
from reviewer.domain.geometry import Box, bounds
from reviewer.services.review import Review
from reviewer.ui.canvas.hits import FADED
from reviewer.ui.canvas.page_view import PageView
from reviewer.ui.locator import Locator
from reviewer.ui.panels.field_side import FieldSide
from reviewer.ui.panels.field_words import Shown, reason
from reviewer.ui.panels.place_list import PlaceList
from reviewer.ui.panels.strips import Strips
from reviewer.ui.viewmodels.asked import Proposal
from reviewer.ui.viewmodels.finding import Finding
from reviewer.ui.viewmodels.indexing import Indexing
from reviewer.ui.viewmodels.locating import NONE, Locating

K, Ctrl = Qt.Key, Qt.KeyboardModifier.ControlModifier
TEXTS = (
    page(
        line(0.1, "Total", "8.95"),
        line(0.2, "Cash", "50.00"),
        line(0.3, "Tax", "8.95"),
        line(0.4, "Massimo", "Bakeries"),
        line(0.5, "סה״כ", "לתשלום", from_right=True),
    ),
    page(line(0.1, "Invoice", "A-4711"), number=1),
)
TOTAL = Box(*TEXTS[0].words[1].polygon[0], *TEXTS[0].words[1].polygon[2])


class Window(QWidget):
    """Page and fields side by side, with what locates."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.indexing = Indexing(desk.runner, desk.model, self)
        self.locating = Locating(desk.model, self.indexing, self)
        self.finding = Finding(desk.model, self.indexing, self)
        self.view = PageView(desk.model, desk.pictures, self)
        self.side = FieldSide(desk.model, Strips(desk.model, desk.pictures), self)
        self.editor = self.side.list.editor
        row = QHBoxLayout(self)
        row.addWidget(self.view, 1)
        row.addWidget(self.side)
        self.side.setFixedWidth(460)
        self.resize(1200, 900)
        self.locator = Locator(desk.model, self.locating, self.finding, self.side.list, None, self.view, desk.pictures)

    @property
    def popup(self) -> PlaceList | None:
        made = self.locator.list
        return made if made is not None and made.isVisible() else None

    def type(self, text: str) -> None:
        self.editor.selectAll()
        QTest.keyClicks(self.editor, text)

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            QTest.keyClick(self.editor, key)

    @property
    def rows(self) -> list[str]:
        return [place.text for place in self.locating.places] if self.locating.shown else []


@pytest.fixture
def desk(qtbot, look) -> Iterator[Desk]:
    made = Desk(drawing=True)
    yield made
    made.close()


@pytest.fixture
def window(desk, qtbot) -> Window:
    made = Window(desk)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    return made


def opened(window: Window, qtbot, *entries, texts=TEXTS, pages=2) -> Review:
    """A document whose first entry has the editor, and whose words are ready."""
    made = entries or (entry("total", value("", 0.5)), entry("cash", value("50.00", 0.99)))
    review = window.desk.open(*made, texts=texts, of=document(pages))
    window.side.list.focus_editor()
    window.indexing.want()
    qtbot.waitUntil(lambda: window.indexing.complete)
    return review


def test_the_second_sign_brings_the_list_with_nothing_chosen(window, qtbot):
    opened(window, qtbot)
    window.type("8")
    assert window.popup is None

    window.press(K.Key_Period, K.Key_9)

    assert window.rows == ["8.95", "8.95"]
    assert window.popup is not None
    assert window.locating.marked == NONE
    assert not window.popup.list.currentIndex().isValid()
    assert window.editor.hasFocus()
    assert window.editor.text() == "8.9"


def test_enter_keeps_what_was_typed_while_nothing_is_marked(window, qtbot):
    review = opened(window, qtbot)
    window.type("8.9")
    window.press(K.Key_Return)

    kept = review.revision.entries["total:0"].value
    assert (kept.text, kept.regions) == ("8.9", ())
    assert window.popup is None


def test_enter_in_the_list_takes_text_and_place_as_one_step(window, qtbot):
    review = opened(window, qtbot)
    window.type("8.9")
    window.press(K.Key_Down, K.Key_Down, K.Key_Return)

    taken = review.revision.entries["total:0"].value
    assert taken.text == "8.95"
    assert [bounds(region.polygon) for region in taken.regions] == [bounds(TEXTS[0].words[5].polygon)]
    assert window.editor.text() == "8.95"
    assert window.desk.model.current == "total:0", "the operator sees what was taken"
    assert [step.action for step in window.desk.steps] == ["correct"]
    assert window.popup is None

    window.desk.model.undo()
    assert review.revision.entries["total:0"].value.text == ""
    assert review.revision.entries["total:0"].value.regions == ()


def test_walking_shows_the_place_and_leads_back_into_the_editor(window, qtbot):
    opened(window, qtbot)
    window.type("a-4711")
    assert window.rows == ["A-4711"]
    window.press(K.Key_Down)
    assert window.desk.model.page == 1
    assert window.desk.model.looked == window.locating.places[0].regions

    window.press(K.Key_Up)
    assert window.locating.marked == NONE
    assert window.desk.model.looked == ()
    assert window.popup is not None


def test_a_place_of_another_page_is_shown_once_it_is_taken(window, qtbot):
    review = opened(window, qtbot, entry("total", value("8.95", 0.5, TOTAL)))
    window.type("a-4711")
    window.press(K.Key_Down, K.Key_Return)
    assert [region.page for region in review.revision.entries["total:0"].value.regions] == [1]
    assert window.desk.model.page == 1

    window.desk.model.undo()
    assert window.desk.model.page == 0


def test_typing_in_the_list_is_text(window, qtbot):
    opened(window, qtbot)
    window.type("8.")
    QTest.keyClicks(window.editor, "9")
    window.press(K.Key_Down)
    QTest.keyClicks(window.editor, "5")

    assert window.editor.text() == "8.95"
    assert window.locating.marked == NONE
    assert window.rows == ["8.95", "8.95"]


def test_esc_closes_the_list_until_another_text_is_typed(window, qtbot):
    opened(window, qtbot)
    window.type("8.9")
    window.press(K.Key_Escape)
    assert window.popup is None
    assert window.editor.text() == "8.9", "the first Esc closes only the list"

    QTest.keyClicks(window.editor, "5")
    assert window.popup is None
    window.type("mass")
    assert window.rows == ["Massimo"]

    window.press(K.Key_Escape, K.Key_Escape)
    assert window.editor.text() == ""


def test_down_brings_a_closed_list_back(window, qtbot):
    opened(window, qtbot)
    window.type("8.9")
    window.press(K.Key_Escape, K.Key_Down)
    assert window.locating.marked == 0


def test_a_corrected_sign_brings_no_list_and_moves_no_place(window, qtbot):
    review = opened(window, qtbot, entry("total", value("8.96", 0.5, TOTAL)))
    before = review.revision.entries["total:0"].value.regions
    window.editor.set_caret(4)
    window.press(K.Key_Backspace)
    QTest.keyClicks(window.editor, "5")
    assert window.popup is None

    window.press(K.Key_Return)
    kept = review.revision.entries["total:0"].value
    assert (kept.text, kept.regions) == ("8.95", before)


def test_down_lists_the_places_of_a_text_that_was_only_put_right(window, qtbot):
    opened(window, qtbot, entry("total", value("8.96", 0.5, TOTAL)))
    window.editor.set_caret(4)
    window.press(K.Key_Backspace)
    QTest.keyClicks(window.editor, "5")
    window.press(K.Key_Down)

    assert window.rows == ["8.95", "8.95"]
    assert [place.own for place in window.locating.places] == [True, False]
    assert window.locating.marked == 0


def test_a_text_typed_anew_over_a_value_brings_the_list(window, qtbot):
    opened(window, qtbot, entry("total", value("50.00", 0.5, TOTAL)))
    window.type("8.9")
    assert window.rows == ["8.95", "8.95"]


def test_what_is_nowhere_is_told_in_one_line_and_kept_by_enter(window, qtbot):
    review = opened(window, qtbot)
    window.type("31.10")
    assert window.rows == []
    assert window.locating.nowhere
    assert window.popup is not None
    assert not window.popup.list.isVisible()

    window.press(K.Key_Return)
    assert review.revision.entries["total:0"].value.text == "31.10"
    (row, _) = window.desk.model.rows()
    assert reason(row, Shown()) == "Typed, no place on the page."


def test_a_value_that_has_its_place_is_not_told_to_be_nowhere(window, qtbot):
    opened(window, qtbot, entry("total", value("8.95", 0.5, TOTAL)))
    window.type("31.10")
    assert not window.locating.nowhere
    assert window.popup is None


def test_places_are_lit_and_the_fields_step_back(window, qtbot):
    opened(window, qtbot, entry("total", value("", 0.5)), entry("cash", value("50.00", 0.9, TOTAL)))
    window.type("8.9")
    window.press(K.Key_Down)
    overlay = window.view.overlay
    assert [(lit.number, lit.marked) for lit in overlay.hits.lit] == [(2, False), (1, True)]
    assert overlay._layer.opacity() == pytest.approx(FADED)

    window.press(K.Key_Escape)
    assert overlay.hits.lit == ()
    assert overlay._layer.opacity() == 1.0


def test_a_click_on_a_row_takes_it(window, qtbot):
    review = opened(window, qtbot)
    window.type("mass")
    shown = window.popup.list
    QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, 20))
    assert review.revision.entries["total:0"].value.text == "Massimo"
    assert window.editor.hasFocus()


def test_the_list_lies_over_the_row_where_there_is_no_room_below(window, qtbot):
    window.resize(1200, 420)
    opened(window, qtbot, *(entry("items", value(str(number), 0.99), number) for number in range(12)))
    window.desk.model.select("items:11")
    window.type("8.9")
    frame = window.side.list.frame()
    top = window.side.list.viewport().mapTo(window, frame.topLeft()).y()
    assert window.popup.geometry().bottom() < top


def test_an_input_method_opens_the_list_when_it_commits(window, qtbot):
    review, typed = opened(window, qtbot), []
    window.editor.typed.connect(lambda: typed.append(window.editor.text()))
    QApplication.sendEvent(window.editor, QInputMethodEvent("mass", []))
    assert typed == [], "what is not decided yet is not typed"
    assert window.popup is None
    assert window.editor.text() == ""
    assert review.revision.entries["total:0"].value.text == ""

    committed = QInputMethodEvent("", [])
    committed.setCommitString("mass")
    QApplication.sendEvent(window.editor, committed)
    assert window.rows == ["Massimo"]


def test_a_text_from_the_right_is_found_and_taken(window, qtbot):
    review = opened(window, qtbot)
    committed = QInputMethodEvent("", [])
    committed.setCommitString("סהכ לת")
    QApplication.sendEvent(window.editor, committed)
    window.press(K.Key_Down, K.Key_Return)

    taken = review.revision.entries["total:0"].value
    assert taken.text == "סה״כ לתשלום"
    (region,) = taken.regions
    first, last = (bounds(word.polygon) for word in TEXTS[0].lines[4].words)
    assert bounds(region.polygon) == first.joined(last)


def test_a_proposal_takes_the_list_away(window, qtbot):
    opened(window, qtbot)
    window.type("8.9")
    window.desk.model.set_proposal(Proposal("total:0", "", (Region(0, TOTAL.polygon()),), reading=True))
    assert window.popup is None


def test_another_field_takes_the_list_away(window, qtbot):
    opened(window, qtbot)
    window.type("8.9")
    window.press(K.Key_Tab)
    assert window.popup is None
    assert window.desk.model.current == "cash:0"
    assert window.view.overlay.hits.lit == ()


def test_leaving_the_editor_hides_the_list_and_typing_brings_it_back(window, qtbot):
    opened(window, qtbot)
    window.type("8.9")
    window.view.setFocus()
    assert window.popup is None
    window.side.list.focus_editor()
    QTest.keyClicks(window.editor, "5")
    assert window.popup is not None


def test_words_that_come_later_are_listed_too(window, qtbot):
    opened(window, qtbot, texts=TEXTS[1:])
    window.type("8.9")
    assert window.rows == []
    window.desk.model.take_text(TEXTS[0])
    window.indexing.want()
    qtbot.waitUntil(lambda: window.rows == ["8.95", "8.95"])


def test_caret_keys_stay_the_carets_in_a_text_of_several_lines(window, qtbot):
    opened(window, qtbot, entry("name", value("Massimo\n8.95", 0.5)))
    window.editor.set_caret(0)
    window.press(K.Key_Down)
    assert window.editor.textCursor().blockNumber() == 1
    assert window.locating.marked == NONE
