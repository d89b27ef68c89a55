"""The sheets in the window: keys, what is confirmed, what is said, and what is drawn."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from msgspec.structs import replace as replace_value
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow

from desks import FakePages
from reviewer.domain.document import Page
from reviewer.domain.field import Field, Region, Value
from reviewer.domain.field_value import FieldValue
from reviewer.domain.geometry import Box
from reviewer.services.sheets.details import Detail
from reviewer.ui.canvas.page_jobs import PageFile
from reviewer.ui.look import current
from reviewer.ui.look.fonts import Use
from reviewer.ui.panels.sheets.cell_painter import CellPainter, measure
from reviewer.ui.panels.sheets.clips import Clips, ClipWish, of_part, of_region
from reviewer.ui.panels.sheets.grid import GAP, Measure, SheetGrid
from reviewer.ui.panels.sheets.strips import SheetStrips
from reviewer.ui.viewmodels.sheets.arranging import Arranged, Section, arranged
from reviewer.ui.viewmodels.sheets.cell import SheetCell, lines_of
from reviewer.ui.viewmodels.sheets.states import State
from reviewer.ui.workers.runner import Runner

SIZE = QSize(180, 44)
PLACE = Region(0, Box(0.1, 0.2, 0.3, 0.25).polygon())
PAGE = Page("sha", 0, width=800, height=1000)
K = Qt.Key
NONE, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


# Layout


class Grid(SheetGrid):
    """Cells of 100 by 50."""

    def measure(self) -> Measure:
        return Measure(100, 50, True)


@pytest.fixture
def grid(qtbot, look) -> Grid:
    from PySide6.QtCore import QStringListModel

    made = Grid()
    qtbot.addWidget(made)
    model = QStringListModel([str(number) for number in range(25)], made)
    made.setModel(model)
    made.resize(2 * 20 + 3 * 100 + 2 * GAP + 20, 200)
    made.show()
    made.set_sections([Section("Four", 0, 4), Section("Five", 4, 21)])
    return made


def press(grid, *keys):
    for key in keys:
        QTest.keyClick(grid, key)
    return grid.currentIndex().row()


def test_arrows_go_through_sections_by_columns(grid):
    grid.setCurrentIndex(grid.model().index(1, 0))
    assert press(grid, K.Key_Down) == 3  # the second row has one cell only
    assert press(grid, K.Key_Down) == 4
    assert press(grid, K.Key_Right) == 5
    assert press(grid, K.Key_Up) == 3
    assert press(grid, K.Key_Left, K.Key_Left) == 1
    assert press(grid, K.Key_End) == 24
    assert press(grid, K.Key_Down) == 24
    assert press(grid, K.Key_Home) == 0
    assert press(grid, K.Key_PageDown) >= 4


def test_what_is_seen_is_what_lies_in_the_viewport(grid):
    assert next(iter(grid.seen())) == 0
    assert 24 not in grid.seen()
    grid.verticalScrollBar().setValue(grid.verticalScrollBar().maximum())
    assert 24 in grid.seen()
    assert 0 not in grid.seen()
    for number in grid.seen():
        assert grid.indexAt(grid.visualRect(grid.model().index(number, 0)).center()).row() == number


def test_no_two_cells_overlap(grid):
    rects = [grid.place(number) for number in range(25)]
    assert not any(a.intersects(b) for n, a in enumerate(rects) for b in rects[n + 1 :])
    assert all(isinstance(rect, QRect) and rect.width() >= 100 for rect in rects)


def test_letters_are_typed_and_space_is_not(grid):
    typed = []
    grid.letters.connect(typed.append)
    QTest.keyClicks(grid, "7ß")
    QTest.keyClick(grid, K.Key_Space)
    QTest.keyClick(grid, K.Key_A, CTRL)
    assert typed == ["7", "ß"]


# Clips


@pytest.fixture
def clips(qtbot) -> Iterator[Clips]:
    runner = Runner()
    made = Clips(runner, FakePages(), limit=200_000)
    made.runner = runner
    yield made
    assert runner.close(5)


def wish(top, page="sha", pixels=60):
    region = Region(0, Box(0.1, top, 0.3, top + 0.05).polygon())
    key = of_region(Page(page, 0, width=800, height=1000), region, pixels)
    return ClipWish(key, PageFile(Path(page), 0), (800, 1000))


def test_parts_are_drawn_page_by_page_and_kept(clips, qtbot):
    arrived = []
    clips.arrived.connect(arrived.append)
    wishes = [wish(0.1), wish(0.2, "other"), wish(0.3)]
    clips.want(wishes)
    qtbot.waitUntil(lambda: all(clips.clip(each.key) is not None for each in wishes))

    assert [len(keys) for keys in arrived] == [2, 1]
    cut = clips.clip(wishes[0].key)
    assert (round(cut.width), round(cut.height)) == (160, 50)
    before = len(clips._renderer.clips)
    clips.want(wishes)
    assert len(clips._renderer.clips) == before


def test_what_is_not_wanted_any_more_is_not_begun(clips, qtbot):
    clips._renderer.gate.clear()
    clips.want([wish(0.1, "a"), wish(0.1, "b")])
    clips.want([wish(0.1, "c")])
    clips._renderer.gate.set()
    qtbot.waitUntil(lambda: clips.clip(wish(0.1, "c").key) is not None)
    assert clips.clip(wish(0.1, "b").key) is None


def test_no_more_is_kept_than_fits(clips, qtbot):
    wishes = [wish(0.1 + n / 100, f"p{n}") for n in range(30)]
    clips.want(wishes)
    qtbot.waitUntil(lambda: clips.clip(wishes[-1].key) is not None)
    assert clips.clip(wishes[0].key) is None


def test_a_page_that_cannot_be_drawn_is_told_and_not_tried_for_ever(clips, qtbot):
    clips._renderer.clips.clear()

    def broken(*_arguments, **_named):
        from reviewer.errors import UnreadableFile

        raise UnreadableFile("Damaged.", "Scan it again.")

    clips._renderer.render = broken
    clips.want([wish(0.1)])
    qtbot.waitUntil(lambda: clips.failed(wish(0.1).key))
    clips.want([wish(0.1)])
    assert not clips._wanted


def test_a_part_never_leaves_the_page():
    box = of_part(PAGE, Box(-0.5, 0.9, 1.5, 1.4), 100).box
    assert (box.left, box.right, box.bottom) == (0.0, 1.0, 1.0)
    assert of_region(PAGE, Region(0, Box(1.0, 1.0, 1.0, 1.0).polygon()), 10).box.width > 0


# Strips


@pytest.fixture
def strips(clips, look) -> SheetStrips:
    return SheetStrips(clips, lambda page: PageFile(Path(page.original), page.index))


def known(number, **more):
    """A cell whose value was read."""
    place = Region(0, Box(0.1, number / 20, 0.3, number / 20 + 0.03).polygon())
    made = cell("12.50", region=place)
    made.take(Detail("d", "total:0", Value("12.50", recognized_text="12.50", regions=(place,), **more)))
    return made


def drawn(strips, clips, qtbot, cells):
    wishes = strips.wishes(cells, SIZE.height(), 1.0)
    clips.want(wishes)
    qtbot.waitUntil(lambda: all(clips.clip(each.key) is not None for each in wishes))


def test_pictures_of_what_comes_next_are_made_a_few_in_each_turn(strips, clips, qtbot):
    cells = [known(number) for number in range(10)]
    assert not strips.prepare(cells, SIZE, 1.0, Use.VALUE_SHEET)  # nothing is drawn yet
    drawn(strips, clips, qtbot, cells)
    assert strips.wishes(cells, SIZE.height(), 1.0) == []

    turns = 1
    while strips.prepare(cells, SIZE, 1.0, Use.VALUE_SHEET):
        turns += 1
    assert turns == 2
    assert len(strips._made) == len(cells)


def test_what_is_not_read_yet_is_not_prepared(strips, clips, qtbot):
    unread = cell("12.50", region=PLACE)
    drawn(strips, clips, qtbot, [unread])
    assert not strips.prepare([unread], SIZE, 1.0, Use.VALUE_SHEET)
    assert not strips._made


def test_a_picture_follows_its_characters_once_they_are_known(strips, clips, qtbot):
    one = cell("12.50", region=PLACE)
    drawn(strips, clips, qtbot, [one])
    before = strips.picture(one, SIZE, 1.0, Use.VALUE_SHEET)
    edges = tuple(edge / 50 for number in range(5) for edge in (number * 9, number * 9 + 8))
    one.take(Detail("d", "total:0", Value("12.50", recognized_text="12.50", regions=(PLACE,), edges=edges)))
    assert strips.picture(one, SIZE, 1.0, Use.VALUE_SHEET) is not before


# Arranging


def cell(text, name="d", **light):
    value = FieldValue(document=name, entry="total:0", field="total", text=text, key=text.lower(), **light)
    return SheetCell(value, name, PAGE)


def test_what_means_the_same_stands_together_shorter_before_longer():
    cells = [cell("100.00"), cell("9.50"), cell("B", "x"), cell("9.40"), cell("b", "y"), cell("a\nb"), cell("")]
    ordered, sections = arranged(cells, Arranged.ALIKE)
    assert [each.text for each in ordered] == ["", "B", "b", "9.40", "9.50", "100.00", "a\nb"]
    assert [(section.first, section.count) for section in sections] == [(0, 1), (1, 5), (6, 1)]
    assert arranged([], Arranged.ALIKE) == ([], [])


def test_a_text_that_cannot_be_seen_whole_is_not_confirmed_with_the_others():
    assert lines_of("x" * 84) == 4
    long = cell("x" * 85, region=PLACE)
    assert long.state is State.LONG
    assert not long.counts
    assert cell("x" * 84, region=PLACE).state is State.OPEN


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("x" * 14, True),
        ("1234\u202e56\u202c78", False),  # what nobody sees is written out
        ("x" * 84, True),
        ("x" * 64 + "\u202e" * 16, False),
    ],
)
def test_a_cell_counts_as_seen_whole_when_all_of_its_text_was_painted(strips, text, whole):
    painter = CellPainter(strips)
    painter.lines = lines_of(text)
    rect = QRect(0, 0, *measure(painter.lines)[:2])
    assert painter.whole(rect, cell(text, region=PLACE)) is whole


# In the window


@pytest.fixture
def window(look, qtbot, tmp_path, monkeypatch) -> Iterator[object]:
    """A window with three documents whose totals are unsure."""
    from PIL import Image

    from reviewer import app
    from reviewer.settings import Settings
    from reviewer.ui.application import Application
    from workspaces import prepared

    monkeypatch.setenv("REVIEWER_SETTINGS", str(tmp_path / "settings"))
    made = Application(tmp_path / "workspace", Settings(operator="Ana"), look, app.start, app.recover)
    made.window.resize(1600, 1000)
    with qtbot.waitSignal(made.starting.done):
        made.show()
    made.ids = fill(made, prepared, Image, tmp_path)
    made.session.queue.reload(now=True)
    qtbot.waitUntil(lambda: made.session.queue.rowCount() == 3)
    made.window.activateWindow()
    yield made
    made.close()
    made.window.deleteLater()


def fill(made, prepared, images, folder):
    from io import BytesIO

    from reviewer.store import documents

    desk, ids = made.session.desk, []
    for name, total in (("a", "12.50"), ("b", "9.80"), ("c", "12.50")):
        content = BytesIO()
        images.new("RGB", (400, 600), "white").save(content, "PNG", comment=name)
        document = prepared(desk.workspace, f"{name}.png", content.getvalue() + name.encode(), 1)
        desk.workspace.lane.call(lambda c, document=document: documents.add(c, document, desk.workspace.originals))
        value = Value(total, confidence=0.5, recognized_text=total, recognized_confidence=0.5, regions=(PLACE,))
        fields = (Field("total", (value,)),)
        desk.workspace.lane.call(
            lambda c, d=document.id, fields=fields: desk.ledger.merge(
                c, d, fields, document_type="receipt", origin="bench"
            )
        )
        ids.append(document.id)
    return ids


def settle(made, qtbot):
    """Until nothing is read or kept any more."""
    from reviewer.lanes import SETTLE, SHEET

    def calm() -> bool:
        running = any(made.runner.runs(lane) for lane in (SETTLE, SHEET))
        return not running and not made.session.saving.pending and not made.session.sheets.settling.waiting

    qtbot.waitUntil(calm)
    qtbot.waitUntil(calm)


def enter(made, qtbot, name):
    made.actions[name].trigger()
    sheet = made.session.sheets.field if name == "mode.field" else made.session.sheets.yes_no
    qtbot.waitUntil(lambda: bool(sheet.cells))
    page = made.window.stack.currentWidget()
    looked_at(qtbot, page, sheet)
    settle(made, qtbot)
    return page, sheet


def looked_at(qtbot, page, sheet):
    """Until all that stands there was painted, and the hand has paused."""
    numbers = page.grid.seen() if hasattr(page, "grid") else [sheet.at]
    qtbot.waitUntil(lambda: all(sheet.cells[number].seen for number in numbers if number < len(sheet.cells)))
    sheet.look.pause.stop()


@pytest.mark.parametrize("name", ["mode.field", "mode.yes_no", "mode.characters"])
def test_the_focus_is_in_the_sheet_also_while_it_is_empty(window, qtbot, name):
    window.actions[name].trigger()
    page = window.window.stack.currentWidget()
    assert window.window.focusWidget() is page.empty, "not in the status bar, where Esc leads nowhere"
    settle(window, qtbot)
    part = {"mode.field": "grid", "mode.yes_no": "card", "mode.characters": "empty"}[name]
    assert window.window.focusWidget() is getattr(page, part)


def test_the_button_has_the_key_that_the_operator_gave(window, qtbot):
    page, _ = enter(window, qtbot, "mode.field")
    window.actions["sheet.confirm"].setShortcuts(["F12"])
    assert page.foot.button._key == "F12"


def test_enter_confirms_and_ctrl_z_takes_it_back_without_a_mouse(window, qtbot):
    page, sheet = enter(window, qtbot, "mode.field")
    assert page.grid.hasFocus() or page.window().focusWidget() is page.grid
    assert page.foot.button.text() == "Confirm 3"

    QTest.keyClick(page.grid, K.Key_Space)
    settle(window, qtbot)
    assert page.foot.button.text() == "Confirm 2"
    QTest.keyClick(page.grid, K.Key_Return)
    settle(window, qtbot)
    assert [cell.state for cell in sheet.cells] == [State.ASIDE, State.SETTLED, State.SETTLED]

    assert window.actions["edit.undo"].isEnabled()
    QTest.keyClick(page.grid, K.Key_Z, CTRL)
    settle(window, qtbot)
    qtbot.waitUntil(lambda: sheet.cells[1].state is State.OPEN)
    assert sheet.cells[0].state is State.ASIDE


def test_typing_corrects_one_and_esc_drops_what_was_typed(window, qtbot):
    page, sheet = enter(window, qtbot, "mode.field")
    QTest.keyClick(page.grid, K.Key_9)
    assert page.grid.editing
    assert page.grid.editor.text() == "9"
    QTest.keyClick(page.grid.editor, K.Key_Escape)
    assert not page.grid.editing
    assert sheet.cells[0].draft is None
    assert window.session.modes.on, "Esc drops the text first"

    QTest.keyClick(page.grid, K.Key_9)
    QTest.keyClicks(page.grid.editor, ".30 y")  # letters, digits and blanks are text while a cell is typed in
    QTest.keyClick(page.grid.editor, K.Key_Backspace)
    QTest.keyClick(page.grid.editor, K.Key_Backspace)
    QTest.keyClick(page.grid.editor, K.Key_Return)
    settle(window, qtbot)
    assert (sheet.cells[0].text, sheet.cells[0].was) == ("9.30", "9.80")
    assert page.grid.active == 1

    QTest.keyClick(page.grid, K.Key_Escape)
    assert not window.session.modes.on


def test_leaving_a_cell_keeps_what_was_typed_and_confirms_nothing(window, qtbot):
    page, sheet = enter(window, qtbot, "mode.field")
    QTest.keyClick(page.grid, K.Key_9)
    page.grid.go_to(2)
    assert sheet.cells[0].state is State.TYPED
    QTest.keyClick(page.grid, K.Key_Return)
    assert page.grid.active == 0
    assert not any(cell.waiting for cell in sheet.cells)


def test_the_active_value_is_shown_on_its_page_and_f2_takes_that_away(window, qtbot):
    page, _ = enter(window, qtbot, "mode.field")
    assert page.side.isVisible()
    assert page.side.part.wish() is not None
    QTest.keyClick(page.grid, K.Key_F2)
    assert not page.side.isVisible()
    QTest.keyClick(page.grid, K.Key_F2)
    assert page.side.isVisible()


def test_shift_f2_opens_the_document_at_the_value(window, qtbot):
    page, _ = enter(window, qtbot, "mode.field")
    page.grid.go_to(2)
    document, entry = page.place
    QTest.keyClick(page.grid, K.Key_F2, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: window.session.document is not None and window.session.document.id == document)
    assert window.session.review.current == entry
    assert not window.session.modes.on


def test_a_cell_says_what_it_is(window, qtbot):
    page, sheet = enter(window, qtbot, "mode.field")
    spoken = page.grid.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Total, b.png, 9.80, unsure, 50 per cent"
    shown = QAccessible.queryAccessibleInterface(page.grid)
    assert shown.childCount() >= len(sheet.cells)


def test_y_and_n_answer_and_typing_corrects(window, qtbot):
    page, pairs = enter(window, qtbot, "mode.yes_no")
    QTest.keyClick(page.card, K.Key_Y)
    settle(window, qtbot)
    looked_at(qtbot, page, pairs)
    QTest.keyClick(page.card, K.Key_Left)
    settle(window, qtbot)
    looked_at(qtbot, page, pairs)
    assert [cell.state for cell in pairs.cells[:2]] == [State.SETTLED, State.ASIDE]

    QTest.keyClick(page.card, K.Key_9)
    assert page.card.editor.text() == "9"
    QTest.keyClicks(page.card.editor, "9n")
    QTest.keyClick(page.card.editor, K.Key_Return)
    settle(window, qtbot)
    assert pairs.cells[2].text == "99n"


def composed(widget, text):
    """What an input method or a dead key gives to whatever has the keyboard."""
    assert widget.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled), "else it is not asked"
    QApplication.sendEvent(widget, QInputMethodEvent("´", []))  # shown while it is composed: no text yet
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def test_letters_of_an_input_method_or_a_dead_key_are_typed_in_sheets_too(window, qtbot):
    page, _ = enter(window, qtbot, "mode.field")
    page.grid.go_to(1)
    composed(page.grid, "é")
    assert page.grid.editor.text() == "é"
    QTest.keyClick(page.grid.editor, K.Key_Escape)

    page, _ = enter(window, qtbot, "mode.yes_no")
    composed(page.card, "é")
    assert page.card.editor.text() == "é"


def test_yes_confirms_what_the_card_shows_whole_and_nothing_else(window, qtbot):
    page, pairs = enter(window, qtbot, "mode.yes_no")
    for text, whole in (("LOT 1851-A, JALAN KPB 6\n" * 3 + "SELANGOR", True), ("x" * 84, False)):
        shown = pairs.current
        shown.detail = replace_value(shown.detail, value=replace_value(shown.value, text=text))
        shown.seen, shown.whole = False, None
        pairs.changed.emit({pairs.at})
        looked_at(qtbot, page, pairs)
        assert (shown.state is State.OPEN) is whole
        assert page.state.text().startswith("long") is not whole


def test_keys_of_sheets_are_asleep_in_the_document_view(window, qtbot):
    assert not window.actions["sheet.yes"].isEnabled()
    enter(window, qtbot, "mode.field")
    assert not window.actions["sheet.yes"].isEnabled()
    assert window.actions["sheet.confirm"].isEnabled()
    assert window.actions["field.blank"].isEnabled()
    window.actions["mode.document"].trigger()
    assert not window.actions["sheet.confirm"].isEnabled()


def test_blank_is_said_of_the_active_cell(window, qtbot):
    page, sheet = enter(window, qtbot, "mode.field")
    QTest.keyClick(page.grid, K.Key_B, CTRL)
    settle(window, qtbot)
    assert sheet.cells[0].value.mark is not None
    assert isinstance(window.window, QMainWindow)


def test_the_list_of_fields_marks_the_one_that_is_shown_and_what_is_to_check_has_the_color_of_doubt(window, qtbot):
    page, sheet = enter(window, qtbot, "mode.field")
    sheet.choices = (*sheet.choices, replace(sheet.choice, field="cash", label="Cash"))
    menu = page.head.field.menu()
    menu.aboutToShow.emit()
    fields = [entry for entry in menu.actions() if not entry.isSeparator()]
    assert len(fields) == 2
    assert [entry.text().partition("\t")[0] for entry in fields if entry.isCheckable()] == [sheet.choice.label]

    image, doubt = page.head.only.grab().toImage(), current.colors().doubt.rgb()
    assert any(image.pixel(x, y) == doubt for x in range(image.width()) for y in range(image.height()))
