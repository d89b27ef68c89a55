"""Editing a region by hand, with keys and with the pointer."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest

from desks import FRAME, document, entry, value
from reviewer.domain.field import Region
from reviewer.domain.geometry import Box, bounds
from reviewer.ui import actions
from reviewer.ui.canvas.handles import Hold, Part, hold_at
from reviewer.ui.table.action import Context

K, M = Qt.Key, Qt.KeyboardModifier
TOTAL, CASH, SECOND = Box(0.3, 0.10, 0.6, 0.15), Box(0.3, 0.25, 0.6, 0.28), Box(0.3, 0.17, 0.5, 0.2)
ENTRIES = (entry("total", value("8.96", 0.61, TOTAL)), entry("cash", value("50.00", 0.7, CASH)))


@pytest.fixture
def keyed(desk, view):
    """A view with the keys of its modes, and two values on the page."""
    made = actions.build(view, view.hands.handlers())
    view.hands.use(made)
    view.actions_of_modes = list(made.values())
    desk.open(*ENTRIES)
    return view


def press(view, key, modifiers=M.NoModifier, times=1) -> None:
    for _ in range(times):
        QTest.keyClick(view, key, modifiers)


def polygon(desk, name="total:0"):
    return desk.model.entry(name).value.regions[0].polygon


def spot(view, point) -> QPoint:
    x, y = view.view_point(point)
    return QPoint(round(x), round(y))


def drag(view, start, end, modifiers=M.NoModifier) -> None:
    port = view.viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, modifiers, start)
    QTest.mouseMove(port, (start + end) / 2)
    QTest.mouseMove(port, end)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, modifiers, end)


def test_regions_are_locked_until_editing_is_asked_for(keyed, desk):
    press(keyed, K.Key_Right, times=3)
    drag(keyed, spot(keyed, (0.45, 0.125)), spot(keyed, (0.6, 0.4)))

    assert desk.steps == []
    assert polygon(desk) == TOTAL.polygon()


def test_nudges_of_one_visit_are_one_step_and_undone_as_one(keyed, desk):
    assert keyed.edit_region()
    pixel = 1 / (FRAME[0] * keyed.zooming.scale)

    press(keyed, K.Key_Right, times=4)
    press(keyed, K.Key_Right, M.ShiftModifier)
    press(keyed, K.Key_Up)
    assert desk.steps == [], "nothing is a step before it is kept"
    press(keyed, K.Key_Return)

    assert [step.action for step in desk.steps] == ["reshape"]
    assert bounds(polygon(desk)).left == pytest.approx(TOTAL.left + 14 * pixel)
    assert bounds(polygon(desk)).width == pytest.approx(TOTAL.width)
    assert not keyed.hands.on
    assert not desk.model.entry("total:0").value.settled
    desk.model.undo()
    assert polygon(desk) == TOTAL.polygon()
    assert keyed.overlay.active.polygons == (TOTAL.polygon(),)


def test_escape_drops_what_keys_moved(keyed, desk, qtbot):
    keyed.edit_region()
    press(keyed, K.Key_Down, M.ShiftModifier, times=3)
    assert keyed.overlay.active.polygons != (TOTAL.polygon(),), "it is seen where it is now"

    with qtbot.waitSignal(keyed.picked):
        press(keyed, K.Key_Escape)

    assert desk.steps == []
    assert keyed.overlay.active.polygons == (TOTAL.polygon(),)


def test_undo_while_editing_takes_back_the_visit_and_stays_in_it(keyed, desk):
    keyed.edit_region()
    press(keyed, K.Key_Right, times=5)

    desk.model.undo()

    assert polygon(desk) == TOTAL.polygon()
    assert keyed.hands.reshaping.polygon == TOTAL.polygon()
    assert keyed.hands.reshaping.on
    desk.model.redo()
    assert keyed.hands.reshaping.polygon != TOTAL.polygon()


def test_corners_are_walked_and_after_the_last_the_whole(keyed):
    keyed.edit_region()
    seen = []
    for _ in range(6):
        seen.append(keyed.hands.reshaping.corner)
        press(keyed, K.Key_Tab)

    assert seen == [-1, 0, 1, 2, 3, -1]
    press(keyed, K.Key_Backtab, M.ShiftModifier)
    assert keyed.hands.reshaping.corner == -1
    assert "the whole region" in keyed.hands.bar.title
    press(keyed, K.Key_Backtab, M.ShiftModifier)
    assert "corner 4 of 4" in keyed.hands.bar.title


def test_a_corner_of_a_rectangle_keeps_it_one_and_with_alt_moves_alone(keyed, desk):
    keyed.edit_region()
    press(keyed, K.Key_Period, times=3)
    press(keyed, K.Key_Right, M.ShiftModifier)
    assert keyed.hands.reshaping.polygon == bounds(keyed.hands.reshaping.polygon).polygon()
    assert bounds(keyed.hands.reshaping.polygon).right > TOTAL.right

    press(keyed, K.Key_Down, M.AltModifier | M.ShiftModifier)
    press(keyed, K.Key_Return)

    corners = polygon(desk)
    assert corners[2][1] > corners[3][1]
    assert corners[0] == (TOTAL.left, TOTAL.top)
    assert corners[1] == (corners[2][0], TOTAL.top)


def test_corners_come_and_go_but_three_stay(keyed, desk):
    keyed.edit_region()
    press(keyed, K.Key_Tab)
    press(keyed, K.Key_Insert)
    assert len(keyed.hands.reshaping.polygon) == 5
    assert keyed.hands.reshaping.corner == 1, "the new one is the current one"

    press(keyed, K.Key_Delete, times=5)

    assert len(keyed.hands.reshaping.polygon) == 3
    assert keyed.hands.bar.title == "A region has three corners at least."
    press(keyed, K.Key_Return)
    assert len(polygon(desk)) == 3


def test_turning_and_size_by_keys(keyed, desk):
    keyed.edit_region()
    press(keyed, K.Key_BracketRight, times=2)
    press(keyed, K.Key_BraceLeft, M.ShiftModifier)
    turned = keyed.hands.reshaping.polygon
    assert turned[1][1] < turned[0][1], "8 degrees against the clock"
    press(keyed, K.Key_BraceRight, M.ShiftModifier)
    press(keyed, K.Key_BracketLeft, times=2)
    assert [tuple(p) for p in keyed.hands.reshaping.polygon] == [pytest.approx(p) for p in TOTAL.polygon()]

    press(keyed, K.Key_Plus, times=3)
    press(keyed, K.Key_Return)

    assert bounds(polygon(desk)).width > TOTAL.width


def test_a_region_that_would_cross_itself_is_refused_calmly(keyed):
    keyed.edit_region()
    press(keyed, K.Key_Tab, times=3)
    before = keyed.hands.reshaping.polygon

    press(keyed, K.Key_Up, M.ShiftModifier, times=40)

    after = keyed.hands.reshaping.polygon
    assert bounds(after).height > 0
    assert after[0] == before[0]
    assert "too small" in keyed.hands.bar.title


def test_arrows_follow_what_is_seen_on_a_turned_page(desk, view):
    desk.open(*ENTRIES, of=document(rotation=90))
    view.edit_region()

    view.hands.reshaping.move(0, 10)

    assert bounds(view.hands.reshaping.polygon).left > TOTAL.left, "down on the screen is right on the page"
    assert bounds(view.hands.reshaping.polygon).top == pytest.approx(TOTAL.top)


def test_each_drag_is_a_step_of_its_own(keyed, desk):
    keyed.edit_region()
    press(keyed, K.Key_Right)
    drag(keyed, spot(keyed, (0.45, 0.125)), spot(keyed, (0.55, 0.2)))
    drag(keyed, spot(keyed, keyed.hands.reshaping.polygon[2]), spot(keyed, (0.9, 0.4)))

    assert [step.action for step in desk.steps] == ["reshape"] * 3, "what keys had moved before is one too"
    assert (bounds(polygon(desk)).right, bounds(polygon(desk)).bottom) == pytest.approx((0.9, 0.4), abs=0.004)
    assert keyed.hands.reshaping.on


def test_a_press_without_a_move_changes_nothing(keyed, desk):
    keyed.edit_region()
    here = spot(keyed, (0.45, 0.125))
    drag(keyed, here, here + QPoint(1, 1))

    assert desk.steps == []


def test_escape_lets_go_of_what_is_dragged(keyed, desk):
    keyed.edit_region()
    port = keyed.viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=spot(keyed, (0.45, 0.125)))
    QTest.mouseMove(port, spot(keyed, (0.45, 0.3)))
    press(keyed, K.Key_Escape)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=spot(keyed, (0.45, 0.3)))

    assert desk.steps == []
    assert keyed.hands.reshaping.on
    assert keyed.hands.reshaping.polygon == TOTAL.polygon()


def test_a_double_click_adds_a_corner_on_a_side_and_takes_one_away(keyed, desk):
    keyed.edit_region()
    QTest.mouseDClick(keyed.viewport(), Qt.MouseButton.LeftButton, pos=spot(keyed, (0.4, TOTAL.top)))
    assert len(polygon(desk)) == 5
    assert polygon(desk)[1][0] == pytest.approx(0.4, abs=0.01)

    QTest.mouseDClick(keyed.viewport(), Qt.MouseButton.LeftButton, pos=spot(keyed, polygon(desk)[1]))
    assert polygon(desk) == TOTAL.polygon()


def test_a_click_beside_it_locks_it_and_does_no_more(keyed, desk):
    keyed.edit_region()
    press(keyed, K.Key_Right)
    QTest.mouseClick(keyed.viewport(), Qt.MouseButton.LeftButton, pos=spot(keyed, CASH.center))

    assert not keyed.hands.on
    assert desk.model.current == "total:0"
    assert len(desk.steps) == 1


@pytest.mark.parametrize("leave", [lambda desk: desk.model.select("cash:0"), lambda desk: desk.model.correct("9")])
def test_what_was_moved_is_kept_before_anything_else(keyed, desk, leave):
    keyed.edit_region()
    press(keyed, K.Key_Right)

    leave(desk)

    assert desk.steps[0].action == "reshape"
    assert polygon(desk) != TOTAL.polygon()


def test_another_document_keeps_what_was_moved_in_the_one_before(keyed, desk):
    review = desk.model.review
    keyed.edit_region()
    press(keyed, K.Key_Right)

    desk.open(*ENTRIES, of=document(name="other"))

    assert review.revision.entries["total:0"].value.placed_by == "Ana"
    assert not keyed.hands.on
    assert polygon(desk) == TOTAL.polygon()


def test_a_draft_survives_a_moved_region(keyed, desk):
    desk.model.typed("8.9")
    keyed.edit_region()
    press(keyed, K.Key_Right)
    press(keyed, K.Key_Return)

    assert desk.model.draft("total:0") == "8.9"


def test_the_regions_of_a_value_are_edited_one_after_the_other(keyed, desk):
    desk.open(entry("total", value("8.96", 0.61, TOTAL, SECOND)))
    keyed.edit_region()
    press(keyed, K.Key_N)
    press(keyed, K.Key_Right, times=2)
    press(keyed, K.Key_Return)

    first, second = desk.model.entry("total:0").value.regions
    assert first.polygon == TOTAL.polygon()
    assert bounds(second.polygon).left > SECOND.left


def test_a_region_on_another_page_is_shown(keyed, desk):
    there = value("8.96", 0.61, TOTAL)
    two = value("5", 0.5, TOTAL)
    two = type(two)(two.text, confidence=0.5, regions=(*there.regions, Region(1, SECOND.polygon())))
    desk.open(entry("total", two), of=document(2))
    keyed.edit_region()

    press(keyed, K.Key_N)

    assert desk.model.page == 1
    assert keyed.hands.reshaping.on
    assert keyed.hands.reshaping.index == 1


def test_there_is_nothing_to_edit_without_a_place_or_in_a_finished_document(keyed, desk):
    desk.open(entry("total", value("8.96", 0.61)))
    assert not keyed.edit_region()
    desk.open(*ENTRIES)
    desk.model.finish()
    desk.model.finish()

    assert not keyed.edit_region()


def test_handles_take_hold_within_24_pixels_whatever_lies_there():
    square = [(100.0, 100.0), (300.0, 100.0), (300.0, 200.0), (100.0, 200.0)]

    assert hold_at(square, (111.0, 89.0)) == Hold(Part.CORNER, 0)
    assert hold_at(square, (200.0, 104.0)) == Hold(Part.SIDE, 0)
    assert hold_at(square, (200.0, 150.0)) == Hold(Part.WHOLE)
    assert hold_at(square, (400.0, 150.0)).part is Part.NOTHING


def test_on_a_small_region_the_whole_can_still_be_taken_hold_of():
    small = [(100.0, 100.0), (140.0, 100.0), (140.0, 116.0), (100.0, 116.0)]

    assert hold_at(small, (120.0, 108.0)).part is not Part.CORNER


def test_the_keys_of_a_mode_are_its_own_only_while_it_is_on(keyed):
    def wanted() -> bool:
        event = QKeyEvent(QEvent.Type.ShortcutOverride, K.Key_Tab, M.NoModifier)
        event.ignore()
        keyed.event(event)
        return event.isAccepted()

    made = next(action for action in keyed.actions_of_modes if action.objectName() == "shape.add_corner")
    assert not wanted()
    assert "Only while a region is edited" in made.toolTip()
    keyed.edit_region()
    assert wanted()
    assert made.isEnabled()
    assert all(actions.BY_NAME[name].context in (Context.SHAPE, Context.DRAW) for name in keyed.hands.handlers())
