import itertools
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from desks import Desk, document, entry, text, value
from reviewer.domain.geometry import Box
from reviewer.domain.text import TextSource
from reviewer.errors import PasswordNeeded
from reviewer.lanes import VIEW
from reviewer.ui import actions
from reviewer.ui.panels.page_panel import PagePanel

HERE, THERE = Box(0.1, 0.1, 0.4, 0.13), Box(0.1, 0.5, 0.4, 0.53)
ENTRIES = (
    entry("total", value("8.96", 0.61, HERE)),
    entry("cash", value("50.00", 0.4, THERE, page=1)),
    entry("name", value("Ada", 0.5, HERE, page=1)),
)
NAMES = (
    "view.overlay",
    "view.words",
    "region.draw_here",
    "view.contrast",
    "page.previous",
    "page.next",
    "view.zoom_in",
    "view.zoom_out",
    "view.fit_page",
    "page.rotate",
)


@pytest.fixture
def desk(qtbot, look) -> Iterator[Desk]:
    made = Desk(drawing=True)
    yield made
    made.close()


@pytest.fixture
def window(qtbot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1600, 800)
    return made


@pytest.fixture
def panel(desk, window) -> PagePanel:
    """A panel of 860 in a window of 1600, with its actions."""
    made = PagePanel(desk.model, desk.pictures, window)
    made.resize(860, 700)
    view = made.view
    handlers = dict.fromkeys(NAMES, print) | {
        "view.zoom_in": view.zoom_in,
        "view.zoom_out": view.zoom_out,
        "view.fit_page": view.fit_page,
        "view.overlay": view.show_fields,
        "view.words": view.show_words,
        "view.contrast": desk.pictures.set_stretched,
        "region.draw_here": view.begin_drawing,
        "page.next": lambda: desk.model.show_page(desk.model.page + 1),
        "page.previous": lambda: desk.model.show_page(desk.model.page - 1),
        "page.rotate": lambda: desk.model.turn(90),
    }
    made.actions_ = actions.build(window, handlers)
    made.set_actions(made.actions_)
    window.show()
    return made


def settled(qtbot, desk) -> None:
    qtbot.waitUntil(lambda: not desk.runner.runs(VIEW) and not desk.thumbnails.busy)


def strip_data(panel, page: int, role: int):
    return panel.strip.model().index(page, 0).data(role)


def test_the_bar_says_which_page_is_shown(panel, desk, qtbot):
    desk.open(*ENTRIES, of=document(3))
    assert panel.bar.page.text() == "Page 1 of 3"

    desk.model.show_page(2)

    assert panel.bar.page.text() == "Page 3 of 3"
    assert not panel.actions_["page.next"].isEnabled()
    assert panel.actions_["page.previous"].isEnabled()
    settled(qtbot, desk)


def test_buttons_are_the_window_s_actions(panel, desk, qtbot):
    desk.open(*ENTRIES, of=document(3))
    settled(qtbot, desk)
    before = panel.view.zooming.scale

    qtbot.mouseClick(panel.bar.buttons["page.next"], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(panel.bar.buttons["view.zoom_in"], Qt.MouseButton.LeftButton)

    assert desk.model.page == 1
    assert panel.view.zooming.scale > before
    assert panel.bar.figure.text() == f"{round(panel.view.zooming.scale * 100)}\u2009%"
    settled(qtbot, desk)


def test_toggles_show_their_state(panel, desk, qtbot):
    desk.open(*ENTRIES)
    panel.actions_["view.overlay"].setChecked(True)

    qtbot.mouseClick(panel.bar.buttons["view.overlay"], Qt.MouseButton.LeftButton)

    assert not panel.actions_["view.overlay"].isChecked()
    assert not panel.view.overlay.shown("total:0")
    settled(qtbot, desk)


def test_the_strip_is_for_several_pages_only(panel, desk, qtbot):
    desk.open(*ENTRIES, of=document(1))
    assert not panel.strip.isVisible()

    desk.open(*ENTRIES, of=document(2))
    assert panel.strip.isVisible()
    settled(qtbot, desk)


def test_the_strip_tells_what_is_to_check_on_each_page(panel, desk, qtbot):
    desk.open(*ENTRIES, of=document(4), texts=[text([("a", HERE)], page=n) for n in range(3)])

    spoken = [strip_data(panel, page, Qt.ItemDataRole.AccessibleTextRole) for page in range(4)]

    assert spoken == ["Page 1, 1 to check", "Page 2, 2 to check", "Page 3, nothing to check", "Page 4"]
    settled(qtbot, desk)


def test_the_strip_follows_a_correction(panel, desk, qtbot):
    desk.open(*ENTRIES, of=document(2), texts=[text([("a", HERE)])])
    desk.model.enter("8.96")

    assert strip_data(panel, 0, Qt.ItemDataRole.AccessibleTextRole) == "Page 1, nothing to check"
    settled(qtbot, desk)


def test_a_page_of_the_strip_is_chosen_by_pointer_and_by_keys(panel, desk, qtbot):
    desk.open(*ENTRIES, of=document(4))
    strip = panel.strip
    place = strip.visualRect(strip.model().index(1, 0)).center()

    qtbot.mouseClick(strip.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert desk.model.page == 1

    qtbot.keyClick(strip, Qt.Key.Key_Down)
    assert desk.model.page == 2
    settled(qtbot, desk)


def test_the_strip_s_model_is_sound(panel, desk, qtbot, qtmodeltester):
    desk.open(*ENTRIES, of=document(5))
    qtmodeltester.check(panel.strip.model())
    settled(qtbot, desk)


def test_of_2000_pages_only_those_seen_are_drawn(panel, desk, qtbot):
    desk.open(*ENTRIES, of=document(2000))
    panel.strip.grab()
    settled(qtbot, desk)

    drawn = {index for _name, index, _side in desk.pages.calls}
    assert len(drawn) < 20
    assert max(drawn) < 20


def test_a_slow_page_is_told_after_a_moment(panel, desk, qtbot):
    desk.pages.gate.clear()
    desk.open(*ENTRIES, of=document(2))
    assert not panel.bar.waiting.isVisible()

    qtbot.waitUntil(panel.bar.waiting.isVisible)
    assert panel.bar.waiting.text() == "Opening page 1"

    desk.pages.gate.set()
    qtbot.waitUntil(lambda: not panel.bar.waiting.isVisible())
    settled(qtbot, desk)


def test_a_page_that_cannot_be_shown_says_why_and_can_be_tried_again(panel, desk, qtbot):
    desk.pages.broken.add("d.pdf")
    with qtbot.waitSignal(desk.pictures.failed):
        desk.open(*ENTRIES)
    assert panel.block.isVisible()
    assert panel.block.text() == "Page 1 is damaged and cannot be shown. Scan it again."
    assert panel.block.width() <= 420
    settled(qtbot, desk)

    desk.pages.broken.clear()
    with qtbot.waitSignal(desk.pictures.arrived):
        panel.block.again_asked.emit()
    assert not panel.block.isVisible()
    settled(qtbot, desk)


def test_a_failed_document_says_so_until_another_is_opened(panel, desk, qtbot):
    desk.open(*ENTRIES)
    panel.show_failure("This PDF is damaged.", "Open it elsewhere, or reject it.")
    assert panel.block.isVisible()

    desk.open(*ENTRIES)

    assert not panel.block.isVisible()
    settled(qtbot, desk)


def test_the_state_of_the_document_is_one_line(panel, desk, qtbot):
    panel.set_state("Reading, page 2 of 3.")
    assert panel._state.isVisible()
    panel.set_state("")
    assert not panel._state.isVisible()


def test_who_read_the_page_is_said(panel, desk, qtbot, window):
    panel.resize(1200, 700)
    desk.open(*ENTRIES, texts=[text([("a", HERE)], reason="It has no text of its own.")])

    assert panel.bar.source.text() == "Read by RapidOCR"
    assert "no text of its own" in panel.bar.page.toolTip()
    assert not panel.bar.read_anyway.isVisible()
    settled(qtbot, desk)


def test_a_page_with_its_own_text_can_be_read_anyway(panel, desk, qtbot):
    panel.resize(1200, 700)
    desk.open(*ENTRIES, texts=[text([("a", HERE)], source=TextSource.TEXT_LAYER, reason="It is sane.")])
    assert panel.bar.source.text() == "Text of the PDF itself"

    with qtbot.waitSignal(panel.read_anyway_asked):
        qtbot.mouseClick(panel.bar.read_anyway, Qt.MouseButton.LeftButton)
    settled(qtbot, desk)


def test_a_filter_is_said_on_the_button(panel, desk, qtbot):
    desk.open(*ENTRIES)
    panel.show_below(0.5)
    assert panel.bar.buttons["view.overlay"].text() == "Below 50\u2009%"

    panel.show_below(None)
    assert panel.bar.buttons["view.overlay"].text() == "Fields"
    settled(qtbot, desk)


@pytest.mark.parametrize(
    ("window_width", "step", "source"),
    [
        (1600, 0, "Read by RapidOCR"),
        (1600, 0, "RapidOCR"),
        (1600, 0, ""),
        (1400, 2, "Read by RapidOCR"),
        (1400, 2, ""),
        (1280, 3, ""),
        (960, 4, ""),
    ],
)
def test_what_has_no_room_goes_step_by_step(panel, desk, qtbot, window, window_width, step, source):
    desk.open(*ENTRIES, of=document(2), texts=[text([("a", HERE)])])
    bar = panel.bar
    width = bar._measured()[step] + bar._changing() + (bar._source_width(source) if source else 0)
    window.resize(window_width, 800)
    panel.resize(width, 690)
    qtbot.waitUntil(lambda: bar.width() == width)

    assert (bar.narrowed, bar.source.text()) == (step, source)
    assert panel.strip.isVisible() is (window_width >= 1400)
    assert_inside(bar)
    settled(qtbot, desk)


@pytest.mark.parametrize(("window_width", "width"), [(1600, 844), (1400, 644), (1280, 674), (1024, 574), (960, 500)])
def test_reading_the_page_anyway_is_offered_at_every_width(panel, desk, qtbot, window, window_width, width):
    window.resize(window_width, 800)
    panel.resize(width, 690)
    desk.open(*ENTRIES, of=document(120), texts=[text([("a", HERE)], source=TextSource.TEXT_LAYER)])
    qtbot.waitUntil(lambda: panel.bar.width() == width)

    assert panel.bar.source.text() in ("Text of the PDF itself", "PDF text")
    assert panel.bar.read_anyway.isVisible()
    assert_inside(panel.bar)
    settled(qtbot, desk)


def assert_inside(bar) -> None:
    """Everything seen in the bar lies in it, and nothing over anything else."""
    bar.layout().activate()
    shown = sorted((w for w in bar.findChildren(QWidget) if w.isVisible()), key=lambda w: w.x())
    assert shown
    assert all(bar.rect().contains(widget.geometry()) for widget in shown)
    assert all(left.geometry().right() < right.x() for left, right in itertools.pairwise(shown))
    assert all(widget.width() >= widget.sizeHint().width() for widget in shown)


def test_the_page_has_room_left_with_a_larger_text(panel, desk, qtbot, look):
    desk.open(*ENTRIES, of=document(3))
    look.set_text_factor(1.5)
    panel.bar._fit()

    visible = [button for button in panel.bar.buttons.values() if button.isVisible()]
    assert all(panel.bar.rect().contains(button.geometry()) for button in visible)
    settled(qtbot, desk)


def test_choosing_on_the_page_gives_the_focus_back(panel, desk, qtbot):
    desk.open(*ENTRIES)
    view = panel.view
    place = view.zooming.view_rect(view.page_transform.box_to_scene(HERE)).center().toPoint()

    with qtbot.waitSignal(panel.picked):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settled(qtbot, desk)


def test_without_a_document_left_it_says_so(panel, desk, qtbot):
    panel.show()
    desk.model.open(None, {}, {})
    assert not panel.block.isVisible()
    panel.set_done(True)
    assert panel.block.text().startswith("Nothing is left to review.")
    assert panel.view.verticalScrollBar().maximum() == 0
    panel.resize(panel.width() + 50, panel.height() - 200)
    assert panel.view.verticalScrollBar().maximum() == 0


def test_a_page_behind_a_password_offers_to_enter_it(panel, desk, qtbot, monkeypatch):
    locked = PasswordNeeded("This PDF is protected by a password.", "Enter its password.")
    monkeypatch.setattr(desk.pictures, "error", lambda _page: locked)
    desk.open(*ENTRIES)
    panel.show_failure("This PDF could not be read.")
    (button,) = [button for button in panel.block.findChildren(QPushButton) if button.isVisible()]
    assert button.text() == "Enter password…"
    with qtbot.waitSignal(panel.password_asked):
        button.click()
    settled(qtbot, desk)
