"""Drawing a region by keys."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest

from desks import document, entry, text, value
from reviewer.domain.geometry import Box, bounds
from reviewer.ui import actions

K, M = Qt.Key, Qt.KeyboardModifier
LABEL, TOTAL = Box(0.1, 0.10, 0.2, 0.12), Box(0.5, 0.10, 0.6, 0.12)
PAID, CASH = Box(0.1, 0.14, 0.2, 0.16), Box(0.5, 0.14, 0.6, 0.16)
MORE = Box(0.62, 0.14, 0.7, 0.16)
FAR = Box(0.1, 0.9, 0.2, 0.92)
WORDS = text([("Total", LABEL), ("8.96", TOTAL)], [("Paid", PAID), ("50", CASH), ("EUR", MORE)], [("Bye", FAR)])


@pytest.fixture
def keyed(desk, view):
    view.hands.use(actions.build(view, view.hands.handlers()))
    return view


def opened(desk, view, *entries, texts=(WORDS,), **more):
    desk.open(*entries, texts=texts, **more)
    view.begin_drawing()
    return view


def press(view, key, modifiers=M.NoModifier, times=1) -> None:
    for _ in range(times):
        QTest.keyClick(view, key, modifiers)


def test_it_starts_at_the_words_of_the_active_value(desk, keyed):
    view = opened(desk, keyed, entry("cash", value("50", 0.5, CASH)))

    assert view.hands.drawing.text == "50"
    assert view.hands.mark.told == "50 Enter takes it"
    assert view.hasFocus()


def test_without_a_place_it_starts_at_the_label(desk, keyed):
    assert opened(desk, keyed, entry("total", value("", None))).hands.drawing.text == "Total"


def test_without_either_at_the_first_word_in_view(desk, keyed):
    desk.open(entry("name", value("", None)), texts=[WORDS])
    keyed.zooming.zoom(4, keyed.viewport().rect().center().toPointF())
    keyed.verticalScrollBar().setValue(keyed.verticalScrollBar().maximum())

    keyed.begin_drawing()

    assert keyed.hands.drawing.text == "Bye"


def test_arrows_and_shift_frame_words_whose_text_is_proposed_at_once(desk, keyed):
    view = opened(desk, keyed, entry("total", value("", None)))
    asked = []
    desk.model.read_asked.connect(asked.append)

    press(view, K.Key_Right)
    press(view, K.Key_Down)
    assert view.hands.drawing.text == "50"
    press(view, K.Key_Right, M.ShiftModifier)
    press(view, K.Key_Return)

    proposal = desk.model.proposal
    assert (proposal.text, proposal.reading, proposal.confidence) == ("50 EUR", False, 0.98)
    assert [bounds(region.polygon) for region in proposal.regions] == [CASH.joined(MORE)]
    assert asked == []
    assert not view.hands.on
    assert not desk.steps, "it waits for Enter in the editor"


def test_several_lines_have_a_region_each(desk, keyed):
    view = opened(desk, keyed, entry("total", value("8.96", 0.5, TOTAL)))

    press(view, K.Key_Down, M.ShiftModifier)
    press(view, K.Key_Return)

    assert desk.model.proposal.text == "8.96\n50"
    assert [bounds(region.polygon) for region in desk.model.proposal.regions] == [TOTAL, CASH]


def test_cells_of_one_row_are_one_line_of_text(desk, keyed):
    cells = text([("Total", LABEL)], [("8.96", TOTAL)], [("Paid", PAID)], [("50", CASH)])
    view = opened(desk, keyed, entry("total", value("8.96", 0.5, TOTAL)), texts=(cells,))
    press(view, K.Key_Left, M.ShiftModifier)
    press(view, K.Key_Down, M.ShiftModifier)
    assert view.hands.drawing.text == "Total 8.96\nPaid 50"

    press(view, K.Key_Up, M.ShiftModifier)
    press(view, K.Key_Return)
    assert desk.model.proposal.text == "Total 8.96"
    assert [bounds(region.polygon) for region in desk.model.proposal.regions] == [LABEL, TOTAL]


def test_shift_shrinks_again_and_space_takes_the_other_end(desk, keyed):
    view = opened(desk, keyed, entry("cash", value("50", 0.5, CASH)))
    press(view, K.Key_Right, M.ShiftModifier)
    press(view, K.Key_Left, M.ShiftModifier)
    assert view.hands.drawing.text == "50"

    press(view, K.Key_Right, M.ShiftModifier)
    press(view, K.Key_Space)
    press(view, K.Key_Left, M.ShiftModifier)

    assert view.hands.drawing.text == "Paid 50 EUR"


def test_home_and_end_of_the_row(desk, keyed):
    view = opened(desk, keyed, entry("cash", value("50", 0.5, CASH)))
    press(view, K.Key_Home)
    assert view.hands.drawing.text == "Paid"
    press(view, K.Key_End, M.ShiftModifier)

    assert view.hands.drawing.text == "Paid 50 EUR"


def test_edges_are_moved_and_then_it_is_read(desk, keyed):
    view = opened(desk, keyed, entry("cash", value("50", 0.5, CASH)))
    asked = []
    desk.model.read_asked.connect(asked.append)

    press(view, K.Key_Right, M.ControlModifier | M.ShiftModifier, times=10)
    assert view.hands.mark.told == "50 Enter reads it"
    press(view, K.Key_Return)

    box = bounds(asked[0].regions[0].polygon)
    assert (box.left, box.top, box.bottom) == pytest.approx((CASH.left, CASH.top, CASH.bottom))
    assert box.right > CASH.right
    assert desk.model.proposal.reading


def test_a_page_without_words_is_drawn_on_freely(desk, keyed):
    view = opened(desk, keyed, entry("total", value("", None)), texts=())
    assert view.hands.drawing.free
    press(view, K.Key_Return)
    assert "Space" in view.hands.bar.title
    assert desk.model.proposal is None

    press(view, K.Key_Space)
    press(view, K.Key_Right, times=5)
    press(view, K.Key_Down, times=3)
    press(view, K.Key_Return)

    box = bounds(desk.model.proposal.regions[0].polygon)
    scale = view.zooming.scale
    assert (box.width * 800 * scale, box.height * 1000 * scale) == pytest.approx((40, 24))


def test_the_cross_stays_on_the_page(desk, keyed):
    view = opened(desk, keyed, entry("total", value("", None)), texts=())
    press(view, K.Key_Left, times=200)
    press(view, K.Key_Space)
    press(view, K.Key_Right, times=2)
    press(view, K.Key_Down, times=2)
    press(view, K.Key_Return)

    assert bounds(desk.model.proposal.regions[0].polygon).left == 0.0


def test_tab_changes_between_words_and_a_free_rectangle(desk, keyed):
    view = opened(desk, keyed, entry("cash", value("50", 0.5, CASH)))
    press(view, K.Key_Tab)
    assert view.hands.drawing.free
    assert view.hands.drawing.corner_set
    press(view, K.Key_Tab)

    assert not view.hands.drawing.free
    assert view.hands.drawing.text == "50"


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_free_rectangle_begins_where_it_is_seen_to(desk, keyed, rotation):
    view = opened(desk, keyed, entry("total", value("", None)), texts=(), of=document(rotation=rotation))
    press(view, K.Key_Space)
    press(view, K.Key_Right, times=4)
    press(view, K.Key_Down, times=2)
    press(view, K.Key_Return)

    polygon = desk.model.proposal.regions[0].polygon
    seen = [view.view_point(point) for point in polygon]
    assert seen[0][0] < seen[1][0]
    assert seen[0][1] == pytest.approx(seen[1][1])
    assert seen[0][1] < seen[3][1]


def test_escape_draws_nothing(desk, keyed, qtbot):
    view = opened(desk, keyed, entry("cash", value("50", 0.5, CASH)))
    with qtbot.waitSignal(view.picked):
        press(view, K.Key_Escape)

    assert desk.model.proposal is None
    assert not view.hands.on
    assert not view.pointing.drawing
    assert not view.hands.mark.isVisible()


def test_words_out_of_view_are_scrolled_to_and_no_further_than_needed(desk, keyed):
    view = opened(desk, keyed, entry("cash", value("50", 0.5, CASH)))
    before = view.verticalScrollBar().value()
    press(view, K.Key_Up)
    assert view.verticalScrollBar().value() == before

    press(view, K.Key_Down, times=2)

    assert view.hands.drawing.text == "Bye"
    place = view.view_box(FAR)
    assert view.rect().contains(place)
    assert place.bottom() < view.hands.bar.y()


def test_at_the_end_of_the_page_the_bar_makes_room_for_what_is_framed(desk, keyed):
    view = opened(desk, keyed, entry("cash", value("50", 0.5, CASH)))
    bar = view.hands.bar
    foot = bar.geometry()
    place = QRect(foot.center().x(), foot.y() + 2, 40, 10)  # the view cannot be scrolled further
    bar.avoid(place)
    assert not bar.geometry().intersects(place)
    assert view.rect().contains(bar.geometry())
    bar.avoid(QRect(foot.x(), 0, 40, 10))
    assert bar.geometry() == foot

    avoided = []
    bar.avoid = avoided.append
    press(view, K.Key_Down, times=2)
    assert view.hands.drawing.text == "Bye"
    assert avoided[-1].intersects(view.view_box(FAR))


def test_a_drag_ends_drawing_by_keys(desk, keyed):
    view = opened(desk, keyed, entry("cash", value("50", 0.5, CASH)))
    port = view.viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
    QTest.mouseMove(port, QPoint(300, 260))
    QTest.mouseMove(port, QPoint(320, 280))
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=QPoint(320, 280))

    assert not view.hands.on
    assert desk.model.proposal.reading


def test_nothing_is_drawn_in_a_finished_document(desk, keyed):
    desk.open(entry("cash", value("50", 0.99, CASH)), texts=[WORDS])
    desk.model.finish()
    keyed.begin_drawing()

    assert not keyed.hands.on
