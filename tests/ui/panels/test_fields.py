"""The field panel: nothing typed is lost, nothing is confirmed by accident."""

import dataclasses
from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QMimeData, QRect, QSize, Qt
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPushButton, QWidget

import desks
from desks import Desk, entry, value
from reviewer.domain.document_type import FieldType, Kind
from reviewer.domain.field import Alternative, Doubt, Region
from reviewer.domain.geometry import Box
from reviewer.domain.revision import Entry
from reviewer.domain.text import PageText
from reviewer.ui.look import fonts
from reviewer.ui.look.current import colors
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.plain import tip
from reviewer.ui.look.tokens import Width
from reviewer.ui.panels import field_geometry
from reviewer.ui.panels.cap_button import CapButton
from reviewer.ui.panels.choices import Choices
from reviewer.ui.panels.field_delegate import FieldDelegate
from reviewer.ui.panels.field_geometry import Want
from reviewer.ui.panels.field_painter import FieldPainter
from reviewer.ui.panels.field_side import FieldSide
from reviewer.ui.panels.field_words import Shown, reason, weak_characters
from reviewer.ui.panels.key_cap import cap_size
from reviewer.ui.panels.snippet import Strip
from reviewer.ui.panels.strips import Strips
from reviewer.ui.panels.value_edit import LONGEST
from reviewer.ui.viewmodels.asked import Proposal
from reviewer.ui.viewmodels.candidates import Candidate
from reviewer.ui.viewmodels.review import Went

HERE = Box(0.1, 0.1, 0.3, 0.15)
THERE = Region(0, Box(0.5, 0.5, 0.7, 0.55).polygon())


@pytest.fixture
def desk(qtbot, look) -> Iterator[Desk]:
    made = Desk()
    yield made
    made.close()


@pytest.fixture
def side(desk, qtbot) -> FieldSide:
    made = FieldSide(desk.model, Strips(desk.model, desk.pictures))
    qtbot.addWidget(made)
    made.resize(460, 800)
    made.show()
    return made


def test_what_was_typed_and_not_confirmed_is_asked_for_before_finishing(side, desk):
    desk.open(entry("total", value("8.96", 0.99, HERE)), entry("cash", value("9", 0.99)))
    side.list.editor.take_text("8.95")
    desk.model.next_field(1)

    assert desk.model.finish() is Went.STAYED
    assert desk.model.finish() is Went.STAYED
    assert desk.model.current == "total:0"
    assert side.list.editor.text() == "8.95"

    desk.model.enter("8.95")
    assert desk.model.finish() is Went.FINISHED


def test_what_is_typed_while_a_region_is_read_counts(side, desk):
    desk.open(entry("total", value("8.96", 0.4, HERE)))
    desk.model.draw(THERE)
    side.list.editor.take_text("8.95")

    assert desk.model.proposal is None
    assert desk.model.draft("total:0") == "8.95"


def test_a_proposal_that_was_changed_is_dropped_at_once(side, desk):
    desk.open(entry("total", value("8.96", 0.4, HERE)))
    desk.model.set_proposal(Proposal("total:0", "8.98", (THERE,), 0.9, False, "RapidOCR"))
    side.list.editor.take_text("8.9")
    side.list.editor.escaped.emit()
    assert (side.list.editor.text(), desk.model.draft("total:0"), desk.model.proposal) == ("8.96", None, None)


def test_a_place_that_is_read_says_so_and_then_who_read_it(side, desk):
    desk.open(entry("total", value("8.96", 0.4, HERE)))
    (row,) = desk.model.rows()
    desk.model.draw(THERE)
    assert reason(row, Shown(active=True, proposal=desk.model.proposal)) == "Reading this place."

    desk.model.set_proposal(Proposal("total:0", "8.95", (THERE,), 0.9, False, "RapidOCR"))

    told = reason(row, Shown(active=True, proposal=desk.model.proposal))
    assert told == "Read by RapidOCR. Enter takes it, Esc drops it."


def test_a_region_in_which_nothing_was_read_leaves_the_text(side, desk):
    desk.open(entry("total", value("8.96", 0.4, HERE)))
    desk.model.draw(THERE)
    desk.model.set_proposal(Proposal("total:0", "", (THERE,)))
    assert side.list.editor.text() == "8.96"

    side.list.confirm()
    kept = desk.model.entry("total:0").value
    assert (kept.text, kept.regions) == ("8.96", (THERE,))


def test_a_proposal_that_is_corrected_keeps_its_place(side, desk):
    desk.open(entry("total", value("8.96", 0.4, HERE)))
    desk.model.draw(THERE)
    desk.model.set_proposal(Proposal("total:0", "8.9S", (THERE,), 0.5))
    assert side.list.editor.text() == "8.9S"
    assert desk.model.draft("total:0") is None

    side.list.editor.take_text("8.95")
    side.list.confirm()
    kept = desk.model.entry("total:0").value
    assert (kept.text, kept.regions) == ("8.95", (THERE,))


def test_a_proposal_stays_in_the_editor_while_texts_get_another_size(side, desk):
    desk.open(entry("total", value("8.96", 0.4, HERE)))
    desk.model.set_proposal(Proposal("total:0", "7.77", (THERE,), 0.5))
    QApplication.sendEvent(side.list, QEvent(QEvent.Type.StyleChange))
    assert side.list.editor.text() == "7.77"

    side.list.confirm()
    kept = desk.model.entry("total:0").value
    assert (kept.text, kept.regions) == ("7.77", (THERE,))


def test_a_proposal_that_goes_by_itself_takes_its_text_along(side, desk):
    desk.open(entry("total", value("8.96", 0.4, HERE)))
    desk.model.set_proposal(Proposal("total:0", "7.77", (THERE,), 0.5))
    desk.model.turn(90)  # its place is another one now
    assert desk.model.proposal is None
    assert side.list.editor.text() == "8.96"


def test_what_was_typed_before_a_place_was_read_is_there_again_when_that_is_dropped(qtbot, side, desk):
    desk.open(entry("total", value("8.96", 0.4, HERE)))
    side.list.editor.take_text("8.95")
    for proposal in (Proposal("total:0", "", (THERE,), reading=True), Proposal("total:0", "7.77", (THERE,), 0.5)):
        desk.model.set_proposal(proposal)
        qtbot.keyClick(side.list.editor, Qt.Key.Key_Escape)
        assert (desk.model.proposal, side.list.editor.text()) == (None, "8.95")
        assert desk.model.draft("total:0") == "8.95"

    qtbot.keyClick(side.list.editor, Qt.Key.Key_Escape)
    assert side.list.editor.text() == "8.96"
    assert desk.model.draft("total:0") is None


def test_typing_and_a_proposal_are_taken_back_one_after_the_other(side, desk):
    desk.open(entry("total", value("8.96", 0.4, HERE)))
    desk.model.draw(THERE)
    desk.model.set_proposal(Proposal("total:0", "7.77", (THERE,), 0.5))
    side.list.editor.take_text("7.78")

    assert desk.model.untype()
    assert (side.list.editor.text(), desk.model.proposal.text) == ("7.77", "7.77")
    assert desk.model.retype()
    assert side.list.editor.text() == "7.78"
    assert desk.model.untype()
    assert desk.model.untype()
    assert (side.list.editor.text(), desk.model.proposal) == ("8.96", None)
    assert not desk.model.can_untype
    assert not desk.model.untype()


def test_a_value_that_is_emptied_while_its_place_is_read_is_typed_empty(side, desk):
    desk.open(entry("total", value("8.96", 0.4, HERE)))
    desk.model.draw(THERE)
    side.list.editor.take_text("")
    assert desk.model.proposal is None
    assert desk.model.draft("total:0") == ""


def test_a_document_that_is_read_while_it_is_open_gets_an_active_field(side, desk):
    desk.open(entry("total", value("8.96", 0.99, HERE)))
    desk.model.current = ""  # as it was while there was no value
    desk.model.refresh()
    assert desk.model.current == "total:0"


@pytest.mark.parametrize("width", [500, 366, 250, 120])
def test_other_readings_are_never_cut_off(qtbot, look, width):
    choices = Choices()
    qtbot.addWidget(choices)
    choices.resize(width, 24)
    long = "KAWASAN PERINDUSTRIAN BALAKONG"
    choices.show_candidates(tuple(Candidate(long, "Second choice", 0.3) for _ in range(3)))
    choices.show()

    shown = [button for button in choices._buttons if button.isVisible()]
    assert shown
    assert shown[0].text().startswith("KAWASAN")
    assert shown[0]._key == "Alt+1"
    if width >= 250:
        assert all(button.width() >= button.sizeHint().width() for button in shown)


def test_readings_without_room_are_behind_more(qtbot, look):
    choices = Choices()
    qtbot.addWidget(choices)
    choices.resize(420, 24)
    choices.show_candidates(tuple(Candidate(f"{number}.00", "") for number in range(3)))
    choices.show()
    assert not choices._more.isVisible()
    choices.show_candidates(tuple(Candidate(f"{number}.00", "") for number in range(5)))
    assert choices._more.isVisible()
    with qtbot.waitSignal(choices.more_asked):
        choices._more.click()


def test_all_readings_are_listed_and_a_number_takes_one(side, desk, qtbot):
    readings = tuple(Alternative(f"{number}.00 & more", "Tesseract") for number in range(5))
    desk.open(entry("total", replace(value("8.96", 0.4, HERE), alternatives=readings)))
    assert side.list.offer()
    (menu,) = [menu for menu in side.list.findChildren(QMenu) if menu.isVisible()]
    assert len(menu.actions()) == 5
    qtbot.keyClick(menu, Qt.Key.Key_4)
    assert desk.model.entry("total:0").value.text == "3.00 & more"
    assert not menu.isVisible()


def test_what_was_listed_is_taken_though_the_numbers_are_others_by_now(side, desk, qtbot):
    readings = tuple(Alternative(f"{number}.00", "Tesseract") for number in range(3))
    desk.open(entry("total", replace(value("8.96", 0.4, HERE), alternatives=readings)))
    assert side.list.offer()
    (menu,) = [menu for menu in side.list.findChildren(QMenu) if menu.isVisible()]
    of, first = side.list._candidates.of, Candidate("5.00", "Sum")
    side.list._candidates.of = lambda entry: (first, *of(entry))

    menu.actions()[1].trigger()

    assert desk.model.entry("total:0").value.text == "1.00"


def test_without_other_readings_no_list_opens(side, desk):
    desk.open(entry("total", value("8.96", 0.4, HERE)))
    assert not side.list.offer()


# Many values


@pytest.fixture
def measured(side, monkeypatch) -> list[str]:
    """The ids of the rows whose parts are laid out, one for each time."""
    found: list[str] = []
    parts = FieldDelegate.parts

    def noted(delegate, row, width):
        found.append(row.id)
        return parts(delegate, row, width)

    monkeypatch.setattr(FieldDelegate, "parts", noted)
    return found


def many(count: int) -> list[Entry]:
    return [entry("items", value(f"w{number}", 0.5 if number % 3 else 0.99, HERE), number) for number in range(count)]


def test_rows_are_as_wide_whether_all_of_them_are_seen_or_not(side, desk, qtbot):
    def width(count: int) -> int:
        desk.open(*many(count))
        bar = side.list.verticalScrollBar()
        qtbot.waitUntil(lambda: bar.maximum() == 0 if count < 10 else bar.isVisible())
        return side.list.viewport().width()

    assert width(2) == width(40)


def test_going_on_and_confirming_lay_out_only_the_rows_that_change(side, desk, measured):
    desk.open(*many(500))
    side.grab()
    del measured[:]

    desk.model.next_field(1)
    side.list.confirm()
    desk.model.undo()
    side.grab()

    assert set(measured) <= {f"items:{number}" for number in (1, 2, 4)}


def test_only_what_is_unsure_is_shown_without_laying_out_all_of_it_again(side, desk, measured):
    desk.open(*many(500))
    side.panel.set_only_unsure(True)
    side.grab()
    del measured[:]

    side.list.confirm()
    side.grab()

    assert len(set(measured)) <= 2


def test_a_row_that_is_left_with_a_draft_has_room_to_say_so(side, desk):
    desk.open(entry("total", value("8.96", 0.99, HERE)), entry("cash", value("9", 0.99)))
    side.grab()
    desk.model.select("cash:0")
    side.grab()
    before = side.list.visualRect(side.list.model().index(0, 0)).height()

    desk.model.select("total:0")
    side.list.editor.take_text("8.95")
    desk.model.select("cash:0")

    assert side.list.visualRect(side.list.model().index(0, 0)).height() > before


def test_the_editor_stands_in_the_active_row_wherever_that_is(side, desk):
    desk.open(*many(60))
    for number in (0, 59, 30, 31):
        desk.model.select(f"items:{number}")
        side.grab()
        row = side.list.visualRect(side.list.model().index(number, 0))
        assert row.contains(side.list.editor.geometry())
        assert side.list.viewport().rect().contains(row)


def test_the_head_counts_what_is_settled(side, desk):
    desk.open(*many(6))
    desk.model.enter("w1")

    assert side.panel._left.text() == "3 to check"
    assert side.head._caption.text() == "3 of 6 settled"


# The caret


LONG = "Ardent Thistle and Daughters, Importers of Fine Hardware, formerly of Saltmarsh Quay"


def first_letter_seen(side) -> bool:
    shown = side.list.editor.character_rect(0)
    return shown.left() >= 0


def test_a_long_value_shows_its_beginning(side, desk):
    desk.open(entry("total", value("8.96", 0.99, HERE)), entry("name", value(LONG, 0.99, HERE)))
    desk.model.select("name:0")
    side.grab()

    assert side.list.editor.textCursor().position() == 0
    assert first_letter_seen(side)


def test_the_caret_stands_before_the_first_doubtful_character_wherever_it_is(side, desk):
    unsure = replace(
        value(LONG, 0.5, HERE), characters=tuple(0.2 if number == 70 else 1.0 for number in range(len(LONG)))
    )
    desk.open(entry("name", unsure))
    side.grab()

    assert side.list.editor.textCursor().position() == 70
    assert not first_letter_seen(side)


def test_behind_a_short_sure_value_one_can_type_on(side, desk):
    desk.open(entry("total", value("8.96", 0.99, HERE)))

    assert side.list.editor.textCursor().position() == 4


def test_a_document_that_is_still_read_is_not_offered_to_be_finished(side, desk):
    desk.open(entry("total", value("8.96", 0.99, HERE)))
    assert side.panel.finish.isVisible()
    side.set_reading("Reading, page 2 of 3")
    assert side.panel.foot.isVisible()
    assert not side.panel.finish.isVisible()
    side.set_reading("")
    assert side.panel.finish.isVisible()


def test_a_text_that_runs_to_the_left_stands_at_the_right(side, desk):
    desk.open(entry("company", value("שלום 12", 0.4, HERE)))
    editor = side.list.editor
    first, last = editor.character_rect(0), editor.character_rect(3)

    assert first is not None
    assert last is not None
    assert last.right() <= first.left() + 1
    assert first.right() >= editor.width() - 4

    editor.take_text("Hello")
    assert editor.character_rect(0).left() == 0
    assert editor.character_rect(0).left() < editor.character_rect(3).left()


def test_every_line_that_runs_to_the_left_stands_at_the_right(side, desk):
    desk.open(entry("company", value("רחוב הים הגדול 12\nחיפה", 0.4, HERE)))
    editor = side.list.editor
    for first in (0, editor.text().index("\n") + 1):
        assert editor.character_rect(first).right() >= editor.width() - 4


def test_the_end_of_a_long_text_that_runs_to_the_left_can_be_seen(side, desk):
    desk.open(entry("company", value("שלום " * 30 + "סוף", 0.4, HERE)))
    editor = side.list.editor
    editor.set_caret(len(editor.text()))
    assert 0 <= editor.cursorRect().left() <= editor.viewport().width()
    editor.set_caret(0)
    assert 0 <= editor.cursorRect().left() <= editor.viewport().width()


def test_undoing_an_added_value_keeps_the_focus_in_the_editor(side, desk, qtbot):
    desk.open(entry("total", value("8.96", 0.99, HERE)), entry("cash", value("9", 0.99)))
    side.activateWindow()
    qtbot.waitUntil(side.isActiveWindow)
    side.list.focus_editor()
    desk.model.select("cash:0")
    desk.model.remove_value()
    assert desk.model.current == "total:0"
    assert side.list.editor.hasFocus()
    desk.model.undo()
    assert side.list.editor.hasFocus()


def test_keeping_an_empty_value_against_a_rule_is_said_in_words(side, desk):
    desk.open(entry("total", value("", 0.0)))
    row = desk.model.rows()[0]
    assert reason(row, Shown(active=True, forcing=True)) == "Enter again leaves it empty, with the error."


def test_what_becomes_of_corrections_stands_in_the_foot_and_in_the_tip_of_the_head(side, desk, qtbot):
    desk.open(entry("total", value("8.95", 0.99, HERE)))
    assert side.panel.foot.isVisible()
    assert not side.panel._returns.isVisible()
    before = side.panel.foot.height()
    side.set_returns("Handl gets your corrections.")
    assert side.panel._returns.isVisible()
    assert "Handl gets your corrections." in side.head.toolTip()
    qtbot.waitUntil(lambda: side.panel.foot.height() > before)
    side.set_returns("")
    assert not side.panel._returns.isVisible()
    assert not side.head.toolTip()


def test_the_foot_lets_the_fields_be_as_narrow_as_they_may(side, desk, qtbot):
    desk.open(*(entry(f"field{number}", value("1", 0.99)) for number in range(200)))
    assert side.panel.foot.isVisible()
    assert side.minimumSizeHint().width() <= Width.FIELDS_LEAST
    side.resize(Width.FIELDS_NARROW, 600)
    qtbot.waitUntil(lambda: side.panel._settled.shown() == "All 200 fields are settled.")


def test_a_tip_tells_what_a_row_has_no_room_for_and_nothing_else(side, desk):
    long = "A long line of print that no row of this width can show, <b>whole</b> and plain"
    desk.open(entry("total", value("8.96", 0.99, HERE)), entry("cash", value(long, 0.99)))
    model = side.list.model()
    told = [model.index(number, 0).data(Qt.ItemDataRole.ToolTipRole) for number in range(2)]
    assert told[0] is None
    assert told[1] == tip(long)


def test_the_active_row_stays_in_view_when_the_list_becomes_lower(side, desk, qtbot):
    desk.open(*(entry(f"field{number}", value("1", 0.99, HERE)) for number in range(20)))
    rows = side.list
    desk.model.select(rows.model().at(8).id)
    index = rows.model().index(8, 0)
    side.resize(460, 420)
    qtbot.waitUntil(lambda: rows.viewport().height() < 400)
    assert rows.viewport().rect().contains(rows.visualRect(index))

    rows.verticalScrollBar().setValue(0)  # the operator looks at something else
    assert not rows.viewport().rect().intersects(rows.visualRect(index))
    side.resize(460, 380)
    qtbot.waitUntil(lambda: rows.viewport().height() < 260)
    assert rows.verticalScrollBar().value() == 0


def pasted(editor, text):
    data = QMimeData()
    data.setText(text)
    editor.insertFromMimeData(data)


def test_ten_megabytes_are_cut_and_that_is_said(side, desk, qtbot):
    desk.open(entry("total", value("8.96", 0.4, HERE)))
    told = []
    desk.model.told.connect(told.append)
    pasted(side.list.editor, "12345\u0007 " * 1_500_000)

    assert len(side.list.editor.text()) <= LONGEST
    assert "\u0007" not in side.list.editor.text()
    assert "at most" in told[-1].text


def test_an_invisible_character_is_seen_in_the_editor(side, desk):
    desk.open(entry("total", value("8.96", 0.99, HERE)))
    side.list.editor.take_text("8.9\u200e6")
    marked = side.list.editor.grab().toImage()
    side.list.editor.take_text("8.96")

    assert marked != side.list.editor.grab().toImage()


# Reasons


def doubted(*texts):
    return replace(value("8.96", 0.4, HERE), doubts=tuple(Doubt("x", text) for text in texts))


SENTENCES = tuple(f"This is reason {number}, which takes more than one line of the row to be told." for number in "123")


def test_all_reasons_of_the_active_value_have_room(side, desk):
    desk.open(entry("total", doubted(*SENTENCES)))
    side.grab()
    index = side.list.model().index(0, 0)
    parts = side.list._delegate.parts(desk.model.rows()[0], side.list.visualRect(index).width())
    needed = fonts.metrics(Use.SECOND).boundingRect(
        QRect(0, 0, parts.reason.width() - 22, 10_000), int(Qt.TextFlag.TextWordWrap), "\n".join(SENTENCES)
    )

    assert parts.reason.height() >= needed.height()
    assert side.list.editor.accessibleDescription().count("This is reason") == 3


def test_more_reasons_than_have_room_are_counted(desk, side):
    desk.open(entry("total", doubted(*SENTENCES, "Four.", "Five.")))
    (row,) = desk.model.rows()

    assert reason(row, Shown(active=True)).splitlines()[-1] == "And 2 more: Ctrl+J."
    assert reason(row, Shown()) == SENTENCES[0]


def test_every_character_that_a_reason_names_is_marked(side, desk):
    unsure = replace(value("8.96", 0.5, HERE), characters=(0.7, 0.99, 0.2, 0.99))
    desk.open(entry("total", unsure))
    (row,) = desk.model.rows()

    assert reason(row, Shown(active=True)) == "Characters 1 and 3, “8” and “9”, are uncertain."
    assert weak_characters(row) == (0, 2)
    assert side.list.editor.caret == 0


# Filling in


@pytest.fixture
def kinds(monkeypatch):
    """Fields of other kinds in the invented document."""
    fields = (
        FieldType("total", "Total", Kind.AMOUNT),
        FieldType("day", "Day", Kind.DATE),
        FieldType("money", "Currency", Kind.CHOICE, choices=("EUR", "GBP")),
        FieldType("name", "Name"),
    )
    monkeypatch.setattr("desks.KIND", replace(desks.KIND, fields=fields))


def type_(qtbot, side, text):
    side.list.editor.selectAll()
    qtbot.keyClicks(side.list.editor, text)


def test_a_choice_goes_on_by_tab_and_never_by_enter(kinds, side, desk, qtbot):
    desk.open(entry("money", value("USD", 0.4, HERE)), entry("name", value("Ardent", 0.4, HERE)))
    type_(qtbot, side, "G")
    assert side.list.editor.text() == "G"
    side.list.go_on()
    assert side.list.editor.text() == "GBP"
    assert desk.model.current == "money:0"
    assert not desk.model.entry("money:0").value.settled

    type_(qtbot, side, "E")
    side.list.confirm()
    assert desk.model.entry("money:0").value.text == "E"


def test_a_choice_goes_on_by_right_only_behind_the_text(kinds, side, desk, qtbot):
    desk.open(entry("money", value("USD", 0.4, HERE)))
    type_(qtbot, side, "G")
    qtbot.keyClick(side.list.editor, Qt.Key.Key_Left)
    qtbot.keyClick(side.list.editor, Qt.Key.Key_Right)
    assert side.list.editor.text() in ("G", "GBP")
    qtbot.keyClick(side.list.editor, Qt.Key.Key_Right)
    assert side.list.editor.text() == "GBP"


def test_tab_goes_on_to_the_next_field_where_nothing_is_begun(kinds, side, desk, qtbot):
    desk.open(entry("money", value("USD", 0.4, HERE)), entry("name", value("Ardent", 0.4, HERE)))
    type_(qtbot, side, "X")
    side.list.go_on()

    assert desk.model.current == "name:0"
    assert desk.model.draft("money:0") == "X"


def test_counting_is_typing_and_confirms_nothing(kinds, side, desk):
    desk.open(entry("total", value("8.95", 0.4, HERE)), entry("name", value("Ardent", 0.4, HERE)))
    side.list.editor.set_caret(4)
    side.list.step(1)
    assert side.list.editor.text() == "8.96"
    assert desk.model.draft("total:0") == "8.96"
    assert not desk.model.entry("total:0").value.settled
    side.list.step(-1)
    assert desk.model.draft("total:0") is None

    desk.model.select("name:0")
    side.list.step(1)
    assert side.list.editor.text() == "Ardent"


def test_enter_makes_a_date_whole_that_was_typed_without_its_year(kinds, side, desk, qtbot):
    desk.open(entry("day", value("9.9.2019", 0.4, HERE)), entry("name", value("Ardent", 0.4, HERE)))
    type_(qtbot, side, "5/3")
    side.list.confirm()

    kept = desk.model.entry("day:0").value
    assert kept.text.startswith("5/3/20")
    assert kept.normalized.endswith("-03-05")


def test_a_held_enter_confirms_nothing(side, desk):
    desk.open(entry("total", value("8.96", 0.4, HERE)))
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True)
    side.list.editor.keyPressEvent(held)

    assert not desk.model.entry("total:0").value.settled


def test_who_says_it_is_told_of_the_likeliest_as_long_as_there_is_room(qtbot, look):
    choices = Choices()
    qtbot.addWidget(choices)
    choices.resize(300, 24)
    choices.show_candidates((Candidate("93.10", "Sum"), Candidate("93.12", "Sum, Second choice", 0.02)))
    choices.show()
    first, second = (button for button in choices._buttons if button.isVisible())

    assert first.text().split() == ["93.10", "Sum"]
    assert second.text() == "93.12"


@pytest.mark.parametrize("factor", [1.0, 1.5])
def test_the_keys_of_candidates_stay_within_their_buttons(qtbot, look, factor):
    look.set_text_factor(factor)
    choices = Choices()
    qtbot.addWidget(choices)
    choices.resize(600, 60)
    choices.show_candidates((Candidate("8.95", "Tesseract", 0.88),), keep="8.96")
    choices.show()
    shown = [button for button in choices.findChildren(CapButton) if button.isVisible()]
    assert len(shown) == 2
    assert all(cap_size("Alt+1").height() + 4 <= button.height() <= button.sizeHint().height() for button in shown)
    parts = field_geometry.parts(Want(460, True, 1, 1, True, "", True, False, 400))
    assert parts.choices.height() == shown[0].height()


def test_the_second_reading_stands_after_letters_that_are_set_apart(desk, look):
    desk.open(entry("date", value("09/10/2017", 0.99, HERE)))
    row = desk.model.rows()[0]
    dated = replace(row.value, normalized="2017-10-09")
    row = dataclasses.replace(row, kind=FieldType("date", "Date", Kind.DATE), value=dated)
    parts = field_geometry.parts(Want(440, False, 1, 1, True, "", False, False, 200))

    def begins(spacing: tuple[float, ...]) -> int:
        """Where the second reading begins: the only thing in the second color that far down."""
        image = QImage(440, parts.height, QImage.Format.Format_RGB32)
        image.fill(colors().base)
        painter = QPainter(image)
        strip = Strip(QPixmap(1, 1), spacing)
        FieldPainter(painter, row, parts, Shown(), lambda *_: strip).paint(QSize(440, parts.height))
        painter.end()
        second, text = colors().text2.rgb(), range(parts.text.top(), parts.text.bottom())
        return min(x for x in range(440) if any(image.pixel(x, y) == second for y in text))

    assert begins((3.0,) * 10) - begins((0.0,) * 10) == 30


def test_when_something_new_is_to_check_the_keyboard_goes_from_the_button_back_to_the_value(side, desk, qtbot):
    other = QPushButton(side)
    other.show()
    QWidget.setTabOrder(side.panel.finish, other)
    side.activateWindow()
    desk.open(entry("total", value("8.95", 0.4, HERE)), entry("cash", value("9", 0.99)))
    desk.model.enter("8.95")
    side.panel.finish.setFocus()
    qtbot.waitUntil(side.panel.finish.hasFocus)

    desk.model.review.undo()
    desk.model.refresh(unasked=True)  # as when a new reading comes

    assert not side.panel.foot.isVisible()
    assert side.list.editor.hasFocus()
    assert desk.model.current == "total:0"


def lines_seen(side: FieldSide) -> int:
    """How many lines of the editor are seen whole."""
    editor = side.list.editor
    return editor.viewport().height() // editor.fontMetrics().lineSpacing()


def test_a_value_gets_room_for_the_lines_that_are_typed_and_gives_it_back(side, desk, qtbot):
    desk.open(entry("total", value("8.96", 0.4, HERE)), entry("cash", value("9", 0.99)))
    editor, height = side.list.editor, side.list.frame().height()
    assert lines_seen(side) == 1
    editor.take_text("8.96\nand\nmore")
    assert lines_seen(side) >= 3
    assert side.list.frame().height() > height
    assert editor.verticalScrollBar().maximum() == 0
    desk.model.next_field(1)
    desk.model.next_field(-1)
    assert editor.text() == "8.96\nand\nmore"
    qtbot.waitUntil(lambda: lines_seen(side) >= 3)

    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: side.list.frame().height() == height)
    editor.take_text("8.95")
    assert side.list.frame().height() == height


def test_empty_lines_around_what_is_pasted_or_typed_are_nothing(side, desk):
    desk.open(entry("total", value("8.96", 0.4, HERE)), entry("cash", value("9", 0.99)))
    pasted = QMimeData()
    pasted.setText("8.95\r\n")
    side.list.editor.selectAll()
    side.list.editor.insertFromMimeData(pasted)
    assert side.list.editor.text() == "8.95"
    side.list.editor.take_text("\n8.94\n\n")
    side.list.confirm()
    assert desk.model.entry("total:0").value.text == "8.94"


def test_without_any_value_the_keyboard_is_at_the_button(side, desk, qtbot):
    side.activateWindow()
    other = QPushButton(side)
    other.show()
    desk.open()
    desk.model.take_text(PageText(0, lines=()))
    desk.model.refresh()
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    side.list.focus_editor()
    assert side.panel.finish.hasFocus()

    desk.open(entry("total", value("8.96", 0.4, HERE)))
    qtbot.waitUntil(side.list.editor.hasFocus)


def test_the_first_value_that_comes_does_not_call_away_from_what_is_typed_elsewhere(side, desk, qtbot):
    side.activateWindow()
    search = QLineEdit(side)
    search.show()
    desk.open()
    side.list.focus_editor()  # as when a document is shown that is still being read
    search.setFocus()
    qtbot.waitUntil(search.hasFocus)

    desk.open(entry("total", value("8.96", 0.4, HERE)))
    qtbot.waitUntil(side.list.editor.isVisible)
    assert search.hasFocus()
    side.list.focus_editor()
    assert side.list.editor.hasFocus()


def test_from_the_button_shift_tab_and_whatever_leads_to_a_value_go_back_to_it(side, desk, qtbot):
    side.activateWindow()
    desk.open(entry("total", value("8.95", 0.4, HERE)), entry("cash", value("9", 0.99)))
    button, editor = side.panel.finish, side.list.editor
    for go_back in (
        lambda: qtbot.keyClick(button, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier),
        desk.model.undo,
        lambda: desk.model.select("cash:0"),
    ):
        desk.model.select("total:0")
        side.list.editor.take_text("8.94")
        assert side.list.confirm() is Went.READY
        qtbot.waitUntil(button.hasFocus)
        go_back()
        assert editor.hasFocus()
    assert desk.model.current == "cash:0"
