import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication

from desks import FRAME, document, entry, text, value
from reviewer.domain.field import Mark, Region
from reviewer.domain.geometry import Box, bounds
from reviewer.domain.revision import Entry
from reviewer.ui.canvas.hover import Told
from reviewer.ui.canvas.page_view import PageView
from reviewer.ui.canvas.zooming import Fit
from reviewer.ui.look.current import colors
from reviewer.ui.look.lines import Line
from reviewer.ui.viewmodels.asked import Proposal

TOTAL, CASH, NAME = Box(0.6, 0.30, 0.8, 0.33), Box(0.6, 0.35, 0.8, 0.38), Box(0.1, 0.05, 0.5, 0.08)
ITEMS = Box(0.1, 0.6, 0.9, 0.8)
FREE, INSIDE = Box(0.1, 0.30, 0.2, 0.33), Box(0.2, 0.65, 0.3, 0.68)

ENTRIES = (
    entry("total", value("8.96", 0.61, TOTAL)),
    entry("cash", value("50.00", 0.98, CASH)),
    entry("name", value("Ada", 0.84, NAME)),
    entry("items", value("a b", 0.95, ITEMS)),
)
WORDS = text(
    [("Total", FREE), ("8.96", TOTAL)], [("50.00", CASH)], [("8.95", INSIDE), ("1.79", Box(0.4, 0.65, 0.5, 0.68))]
)


def place(view, box: Box) -> QPoint:
    """The middle of a box, in pixels of the viewport."""
    return view.zooming.view_rect(view.page_transform.box_to_scene(box)).center().toPoint()


def click(qtbot, view, box: Box, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifier, place(view, box))


def drag(qtbot, view, start: QPoint, end: QPoint, button=Qt.MouseButton.LeftButton) -> None:
    port = view.viewport()
    qtbot.mousePress(port, button, pos=start)
    qtbot.mouseMove(port, (start + end) / 2)
    qtbot.mouseMove(port, end)
    qtbot.mouseRelease(port, button, pos=end)


def rest_on(qtbot, view, box: Box) -> None:
    """Let the pointer rest there until the tip comes. It moves first: it may have been there before the view was."""
    qtbot.mouseMove(view.viewport(), QPoint(1, 1))
    qtbot.mouseMove(view.viewport(), place(view, box))
    qtbot.waitUntil(view.pointing.tip.isVisible)


def wheel(view, at: QPoint, turns: float) -> None:
    event = QWheelEvent(
        QPointF(at),
        QPointF(view.viewport().mapToGlobal(at)),
        QPoint(),
        QPoint(0, round(120 * turns)),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def scrolled(view) -> tuple[int, int]:
    return view.horizontalScrollBar().value(), view.verticalScrollBar().value()


@pytest.fixture
def opened(desk, view):
    desk.open(*ENTRIES, texts=[WORDS])
    return view


# Framing


def test_a_document_opens_at_fit_width_on_its_first_unsure_value(opened, desk):
    assert desk.model.current == "total:0"
    assert opened.zooming.fit is Fit.WIDTH
    assert opened.horizontalScrollBar().maximum() == opened.horizontalScrollBar().minimum()
    assert opened.viewport().rect().contains(place(opened, TOTAL))


def test_a_field_in_the_middle_moves_nothing(opened, desk):
    desk.model.select("total:0")
    before = scrolled(opened), opened.zooming.scale

    desk.model.select("cash:0")

    assert (scrolled(opened), opened.zooming.scale) == before


def test_a_field_elsewhere_comes_to_45_percent(opened, desk):
    desk.model.select("items:0")
    desk.model.select("cash:0")

    assert place(opened, CASH).y() == pytest.approx(0.45 * opened.viewport().height(), abs=1)


def test_the_operator_s_own_zoom_is_kept(opened, desk):
    opened.zoom_in()
    opened.zoom_in()
    scale = opened.zooming.scale

    desk.model.select("name:0")
    desk.model.select("cash:0")

    assert opened.zooming.scale == scale


def test_the_operator_s_own_zoom_is_kept_over_documents_until_a_fit_is_asked_for(opened, desk):
    opened.zoom_out()
    scale = opened.zooming.scale

    desk.open(*ENTRIES, texts=[WORDS], of=document(name="other"))
    desk.model.select("cash:0")
    assert opened.zooming.scale == scale

    opened.fit_width()
    desk.open(*ENTRIES, texts=[WORDS])
    assert opened.zooming.fit is Fit.WIDTH
    assert opened.zooming.scale != scale


def test_a_document_opens_with_the_fit_that_was_asked_for_last(opened, desk):
    opened.fit_page()
    opened.resize(300, 260)
    desk.model.select("cash:0")
    assert opened.zooming.fit is Fit.HAND  # so small print was zoomed

    opened.resize(1200, 1600)
    desk.open(*ENTRIES, texts=[WORDS], of=document(name="other"))

    assert opened.zooming.fit is Fit.PAGE


def test_print_too_small_to_read_is_zoomed(opened, desk):
    opened.fit_page()
    opened.resize(300, 260)
    desk.model.select("cash:0")

    assert (CASH.height * FRAME[1]) * opened.zooming.scale * 0.5 >= 8.9


def test_fit_follows_the_size_of_the_view(opened):
    opened.fit_width()
    before = opened.zooming.scale

    opened.resize(1000, 600)

    assert opened.zooming.scale > before
    assert opened.horizontalScrollBar().maximum() == opened.horizontalScrollBar().minimum()


@pytest.mark.parametrize("turns", [1, 3, -2])
def test_zooming_keeps_what_lies_under_the_pointer(opened, turns):
    for _ in range(5):
        opened.zoom_in()
    at = QPoint(300, 250)
    before = opened.scene_point(QPointF(at))

    wheel(opened, at, turns)

    after = opened.zooming.view_rect(Box(*before, *before)).center()
    assert (after - QPointF(at)).manhattanLength() <= 2
    assert opened.zooming.fit is Fit.HAND


def test_zooming_ends_at_its_limits(opened):
    for _ in range(40):
        opened.zoom_in()
    largest = opened.zooming.scale
    for _ in range(80):
        opened.zoom_out()

    assert largest == 8.0
    assert 0.1 < opened.zooming.scale < 0.5


def test_the_scale_is_told(opened, qtbot):
    with qtbot.waitSignal(opened.zoomed) as told:
        opened.zoom_in()

    assert told.args == [opened.zooming.scale]


def test_panning_with_the_middle_button(opened, qtbot):
    opened.zoom_in()
    opened.zoom_in()
    before = scrolled(opened)

    drag(qtbot, opened, QPoint(300, 300), QPoint(280, 260), Qt.MouseButton.MiddleButton)

    assert scrolled(opened) == (before[0] + 20, before[1] + 40)


def test_panning_with_space_held(opened, qtbot):
    opened.zoom_in()
    before = scrolled(opened)

    qtbot.keyPress(opened, Qt.Key.Key_Space)
    drag(qtbot, opened, QPoint(300, 300), QPoint(300, 260))
    qtbot.keyRelease(opened, Qt.Key.Key_Space)

    assert scrolled(opened)[1] == before[1] + 40


def test_a_size_learned_late_keeps_what_was_in_the_middle(drawing_desk, qtbot):
    view = _view_of(drawing_desk, qtbot)
    drawing_desk.pages.gate.clear()
    drawing_desk.open(*ENTRIES, texts=[WORDS], of=document(frame=(0, 0)))
    assert view.page_transform.width != FRAME[0]

    drawing_desk.pages.gate.set()
    qtbot.waitUntil(lambda: view.page_transform.width == FRAME[0])

    assert place(view, TOTAL).y() < view.viewport().height()
    assert view.zooming.fit is Fit.WIDTH


# Choosing


def test_clicking_a_region_selects_its_entry_and_moves_nothing(opened, desk, qtbot):
    before = scrolled(opened)
    with qtbot.waitSignal(opened.picked):
        click(qtbot, opened, CASH)

    assert desk.model.current == "cash:0"
    assert scrolled(opened) == before
    assert not desk.steps


def test_a_small_region_on_a_big_one_and_then_the_big_one(desk, view, qtbot):
    small = Box(0.3, 0.62, 0.4, 0.64)
    desk.open(*ENTRIES, entry("cash", value("1", 0.99, small), 1))

    desk.model.select("items:0")
    desk.model.select("total:0")
    here = place(view, small)
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    here = place(view, small)
    chosen = []
    for _ in range(3):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=here)
        chosen.append(desk.model.current)

    assert chosen == ["cash:1", "items:0", "cash:1"]


def test_clicking_on_at_one_place_goes_through_what_lies_there_and_takes_no_word(desk, view, qtbot):
    small, large = Box(0.2, 0.2, 0.5, 0.3), Box(0.1, 0.1, 0.9, 0.4)
    word = Box(0.3, 0.24, 0.34, 0.26)
    beside = Box(0.44, 0.24, 0.45, 0.26)
    entries = (entry("cash", value("a b", 0.99, small)), entry("items", value("c", 0.99, large)))
    desk.open(*entries, texts=[text([("a", word), ("b", beside)])])
    desk.model.select("items:0")
    here = place(view, Box(word.right, word.top, word.right + 0.006, word.bottom))
    chosen = []
    for _ in range(2):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=here)
        chosen.append(desk.model.current)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=here - QPoint(4, 0))  # a word lies there
    chosen.append(desk.model.current)

    assert chosen == ["cash:0", "items:0", "cash:0"]
    assert desk.steps == []


def test_a_word_becomes_the_active_field_s_value(opened, desk, qtbot):
    with qtbot.waitSignal(opened.picked):
        click(qtbot, opened, FREE)

    now = desk.model.entry("total:0").value
    assert (now.text, now.regions) == ("Total", (Region(0, FREE.polygon()),))
    assert desk.model.current == "total:0"


def test_a_word_in_a_region_of_several_lines_is_taken_too(opened, desk, qtbot):
    desk.model.select("items:0")
    desk.model.select("total:0")
    opened.verticalScrollBar().setValue(opened.verticalScrollBar().maximum())

    click(qtbot, opened, INSIDE)

    assert desk.model.entry("total:0").value.text == "8.95"


def test_shift_takes_a_word_out_of_another_field(opened, desk, qtbot):
    click(qtbot, opened, CASH, Qt.KeyboardModifier.ShiftModifier)

    assert desk.model.entry("total:0").value.text == "50.00"
    assert desk.model.current == "total:0"


def test_control_appends_before_or_after_by_reading_order(opened, desk, qtbot):
    click(qtbot, opened, FREE, Qt.KeyboardModifier.ControlModifier)
    assert desk.model.entry("total:0").value.text == "Total 8.96"

    click(qtbot, opened, CASH, Qt.KeyboardModifier.ControlModifier)
    assert desk.model.entry("total:0").value.text == "Total 8.96 50.00"


def test_a_click_beside_everything_gives_the_page_the_focus(opened, desk, qtbot):
    before = desk.model.current

    click(qtbot, opened, Box(0.45, 0.45, 0.46, 0.46))

    assert desk.model.current == before
    assert opened.hasFocus() or opened.window().focusWidget() is opened


def test_a_finished_document_is_looked_at_only(opened, desk, qtbot):
    desk.model.review.reject("no")

    click(qtbot, opened, FREE)
    drag(qtbot, opened, QPoint(100, 100), QPoint(300, 200))
    click(qtbot, opened, CASH)

    assert desk.model.entry("total:0").value.text == "8.96"
    assert desk.model.proposal is None
    assert desk.model.current == "cash:0"


def test_the_second_press_of_a_double_click_does_nothing(opened, desk, qtbot):
    click(qtbot, opened, FREE)
    steps = len(desk.steps)

    qtbot.mouseDClick(opened.viewport(), Qt.MouseButton.LeftButton, pos=place(opened, FREE))

    assert len(desk.steps) == steps


# Drawing


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_drag_draws_fractions_of_the_unturned_page(desk, view, qtbot, rotation):
    desk.open(*ENTRIES, of=document(rotation=rotation))
    view.fit_page()
    wanted = Box(0.25, 0.4, 0.45, 0.5)
    shown = view.zooming.view_rect(view.page_transform.box_to_scene(wanted)).toRect()

    with qtbot.waitSignal(desk.model.read_asked):
        drag(qtbot, view, shown.topLeft(), shown.bottomRight())

    region = desk.model.proposal.regions[0]
    got = bounds(region.polygon)
    assert region.page == 0
    for edge in ("left", "top", "right", "bottom"):
        assert getattr(got, edge) == pytest.approx(getattr(wanted, edge), abs=3 / (FRAME[0] * view.zooming.scale))


@pytest.mark.parametrize(("rotation", "corner"), [(0, 0), (90, 3), (180, 2), (270, 1)])
def test_what_is_drawn_begins_at_the_top_left_as_it_is_seen(desk, view, qtbot, rotation, corner):
    desk.open(*ENTRIES, of=document(rotation=rotation))
    view.fit_page()

    drag(qtbot, view, QPoint(200, 250), QPoint(330, 300))

    polygon = desk.model.proposal.regions[0].polygon
    assert polygon[0] == bounds(polygon).polygon()[corner]


def test_on_print_that_stands_on_its_side_it_begins_where_the_print_does(desk, view, qtbot):
    box = Box(0.3, 0.2, 0.33, 0.4)
    upward = box.polygon()[3:] + box.polygon()[:3]
    words = text([("side", box)])
    word = words.lines[0].words[0]
    words = type(words)(0, (type(words.lines[0])((type(word)("side", upward, 0.9),), upward),))
    desk.open(*ENTRIES, texts=[words])
    shown = view.zooming.view_rect(view.page_transform.box_to_scene(box.grown(0.02, 0.02))).toRect()

    drag(qtbot, view, shown.topLeft(), shown.bottomRight())

    polygon = desk.model.proposal.regions[0].polygon
    assert polygon[0] == bounds(polygon).polygon()[3]


def test_drawing_ends_at_the_edges_of_the_page(opened, desk, qtbot):
    drag(qtbot, opened, QPoint(10, 300), QPoint(200, 400))

    assert bounds(desk.model.proposal.regions[0].polygon).left == 0.0


def test_escape_gives_up_what_is_being_drawn(opened, desk, qtbot):
    port = opened.viewport()
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
    qtbot.mouseMove(port, QPoint(300, 300))
    qtbot.keyClick(opened, Qt.Key.Key_Escape)
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=QPoint(300, 300))

    assert desk.model.proposal is None
    assert not desk.steps


def test_while_drawing_is_asked_for_a_click_takes_nothing(opened, desk, qtbot):
    with qtbot.waitSignal(opened.drawing_changed) as told:
        opened.begin_drawing()
    assert told.args == [True]
    click(qtbot, opened, FREE)
    assert not desk.steps

    drag(qtbot, opened, QPoint(200, 200), QPoint(300, 300))

    assert desk.model.proposal is not None
    assert not opened.pointing.drawing


def test_a_proposal_is_shown_where_it_was_drawn(opened, desk):
    region = Region(0, Box(0.2, 0.2, 0.3, 0.25).polygon())
    desk.model.set_proposal(Proposal("total:0", "8.95", (region,)))
    assert opened.overlay.proposal.polygons == (region.polygon,)

    desk.model.set_proposal(None)
    assert opened.overlay.proposal.polygons == ()


# Showing


def test_each_band_has_its_line(opened, desk):
    desk.model.select("items:0")
    overlay = opened.overlay

    assert overlay.line("total:0") is Line.DOUBTFUL
    assert overlay.line("cash:0") is Line.SURE
    assert overlay.line("name:0") is Line.CHECK
    assert overlay.line("items:0") is Line.ACTIVE


def test_a_person_s_value_and_an_unreadable_one_have_theirs(opened, desk):
    desk.model.select("cash:0")
    desk.model.enter("50.00")
    desk.model.select("name:0")
    desk.model.mark(Mark.UNREADABLE)
    desk.model.select("items:0")

    assert opened.overlay.line("cash:0") is Line.PERSON
    assert opened.overlay.line("name:0") is Line.UNREADABLE


def test_tags_are_for_what_is_unsure_and_for_the_active_field(opened, desk):
    desk.model.select("cash:0")
    overlay = opened.overlay

    assert (overlay.tag("total:0").label, overlay.tag("total:0").figure) == ("", "61\u2009%")
    assert (overlay.tag("cash:0").label, overlay.tag("cash:0").figure) == ("Cash", "98\u2009%")
    assert overlay.tag("items:0") is None


def test_a_tag_stands_where_no_word_is(opened, desk):
    desk.model.select("total:0")
    tag = opened.overlay.tag("total:0")
    shown = tag.boundingRect().translated(opened.viewportTransform().map(tag.pos()))

    for word in (FREE, TOTAL, CASH):
        assert not shown.intersects(opened.zooming.view_rect(opened.page_transform.box_to_scene(word)))


def test_a_pair_s_tag_says_the_label_of_the_pair(desk, view):
    cells = [
        Entry(f"pairs:0:{column}:0", "pairs", value(words, 0.99, box), 0.0, "pairs:0", column)
        for column, words, box in (("label", "Surname", FREE), ("value", "Thistle", TOTAL))
    ]
    desk.open(*cells)
    desk.model.select("pairs:0:value:0")

    assert view.overlay.tag("pairs:0:value:0").label == "Surname"
    assert "Surname" in view.spoken()


def test_a_long_label_does_not_cover_the_page(desk, view):
    long = "The name of the legal representative as it stands in the register"
    cells = [
        Entry(f"pairs:0:{column}:0", "pairs", value(words, 0.99, box), 0.0, "pairs:0", column)
        for column, words, box in (("label", long, FREE), ("value", "Thistle", TOTAL))
    ]
    desk.open(*cells)
    desk.model.select("pairs:0:value:0")

    tag = view.overlay.tag("pairs:0:value:0")
    assert tag.size[0] < 280
    assert tag.label.endswith("…")


def test_a_tag_is_seen_whole_wherever_its_field_is_zoomed_to(desk, view):
    desk.open(entry("name", value("Ada", 0.84, Box(0.5, 0.5, 0.62, 0.53))))
    for _ in range(6):
        view.zoom_in()
    bar = view.horizontalScrollBar()
    shown = view.zooming.view_rect(view.page_transform.box_to_scene(Box(0.5, 0.5, 0.62, 0.53)))
    bar.setValue(bar.value() + round(shown.left()) - 12)  # the field stands at the edge now
    desk.model.select("name:0")

    tag = view.overlay.tag("name:0")
    here = tag.boundingRect().translated(view.viewportTransform().map(tag.pos()))
    assert view.viewport().rect().toRectF().contains(here.adjusted(1, 1, -1, -1))


def test_a_tag_is_placed_anew_when_the_view_gets_another_size(opened, desk):
    desk.model.select("cash:0")
    before = opened.overlay.tag("cash:0")
    opened.resize(opened.width() - 200, opened.height() - 200)
    after = opened.overlay.tag("cash:0")
    assert after is not before
    here = after.boundingRect().translated(opened.viewportTransform().map(after.pos()))
    assert opened.viewport().rect().toRectF().contains(here.adjusted(1, 1, -1, -1))


def test_hiding_the_overlay_keeps_its_tags(opened, desk):
    desk.model.select("cash:0")
    before = opened.overlay.tag("name:0")

    opened.show_fields(False)
    assert not before.isVisible()
    opened.show_fields(True)

    assert opened.overlay.tag("name:0") is before
    assert before.isVisible()
    assert opened.overlay.tag("cash:0").isVisible()


def test_a_value_with_another_place_is_found_there(opened, desk):
    desk.model.select("total:0")

    desk.model.correct("Total", (Region(0, FREE.polygon()),))

    assert opened.overlay.regions.at(FREE.center, (0, 0)) == ["total:0"]
    assert opened.overlay.regions.at(TOTAL.center, (0, 0)) == []
    assert opened.overlay.active.polygons == (FREE.polygon(),)
    desk.model.undo()
    assert opened.overlay.regions.at(TOTAL.center, (0, 0)) == ["total:0"]


def test_a_blank_value_has_no_place(opened, desk):
    desk.model.mark(Mark.BLANK)

    assert opened.overlay.line("total:0") is None
    assert opened.overlay.regions.at(TOTAL.center, (0, 0)) == []


def test_many_values_of_another_document_take_the_place_of_these(opened, desk):
    boxes = [Box(0.1, n / 40, 0.2, (n + 0.8) / 40) for n in range(30)]
    desk.open(*(entry("items", value("a", 0.5, box), n) for n, box in enumerate(boxes)))

    assert opened.overlay.regions.within(Box(0, 0, 1, 1)) == {f"items:{n}" for n in range(30)}
    assert opened.overlay.line("cash:0") is None


def _colors_along(view, box: Box) -> set[str]:
    """Colors under the upper edge of a region's line, which lies a pixel outside."""
    image: QImage = view.viewport().grab().toImage()
    shown = view.zooming.view_rect(view.page_transform.box_to_scene(box))
    y = int(shown.top() - 1)
    return {image.pixelColor(x, y).name() for x in range(int(shown.left()) + 6, int(shown.right()) - 6)}


def test_lines_differ_without_their_colors(opened, desk):
    opened.show_words(False)
    desk.model.select("items:0")
    opened.verticalScrollBar().setValue(0)
    sure, doubtful, check = (_colors_along(opened, box) for box in (CASH, TOTAL, NAME))

    assert len(sure) == 1  # solid
    assert len(doubtful) > 2  # dots
    assert len(check) >= 2  # dashes
    assert QColor("#9A5900").name() in check


def test_the_active_region_is_filled(opened, desk):
    desk.model.select("cash:0")
    image = opened.viewport().grab().toImage()
    inside, outside = place(opened, CASH), place(opened, Box(0.45, 0.45, 0.46, 0.46))

    assert image.pixelColor(inside) != image.pixelColor(outside)


def test_the_overlay_is_hidden_and_shown_again(opened, desk):
    opened.show_words(False)
    with_fields = opened.viewport().grab().toImage()
    opened.show_fields(False)
    without = opened.viewport().grab().toImage()
    opened.show_fields(True)

    assert with_fields != without
    assert opened.viewport().grab().toImage() == with_fields
    assert without.pixelColor(place(opened, TOTAL)) == QColor("white")


def test_hidden_fields_are_not_hit(opened, desk, qtbot):
    opened.show_fields(False)
    opened.show_words(False)

    click(qtbot, opened, CASH)

    assert desk.model.current == "total:0"


def test_only_values_below_a_limit(opened, desk):
    desk.model.select("total:0")

    opened.show_below(0.9)
    assert [opened.overlay.shown(e.id) for e in ENTRIES] == [True, False, True, False]
    opened.show_below(None)
    assert all(opened.overlay.shown(e.id) for e in ENTRIES)


def test_the_active_field_is_shown_whatever_the_limit(opened, desk):
    opened.show_below(0.9)

    desk.model.select("cash:0")

    assert opened.overlay.shown("cash:0")


def test_words_are_drawn_pale(opened):
    opened.show_fields(False)
    here = opened.zooming.view_rect(opened.page_transform.box_to_scene(FREE)).topLeft().toPoint()

    image = opened.viewport().grab().toImage()

    assert 150 < min(image.pixelColor(here + QPoint(d, 0)).lightness() for d in (-1, 0, 1)) < 230


def test_in_a_crowd_only_words_near_the_pointer_and_the_active_line_are_drawn(desk, view):
    boxes = [Box(x / 40, y / 30, (x + 0.8) / 40, (y + 0.8) / 30) for y in range(30) for x in range(40)]
    lines = [[(f"w{n}", box) for n, box in enumerate(boxes[row * 40 : row * 40 + 40])] for row in range(30)]
    desk.open(entry("total", value("w", 0.5, boxes[12 * 40])), texts=[text(*lines)])
    view.fit_page()
    view.pointing.move(QPointF(place(view, boxes[0])))
    image = view.viewport().grab().toImage()
    page = view.zooming.view_rect(view.page_transform.box_to_scene(Box(0, 0, 1, 1)))

    def inked(top: float, bottom: float) -> bool:
        rows = range(int(page.top() + page.height() * top), int(page.top() + page.height() * bottom))
        return any(image.pixelColor(int(page.right()) - 40, y).lightness() < 250 for y in rows)

    assert inked(0.39, 0.43)  # the active field's line
    assert not inked(0.6, 0.9)


def test_a_turn_turns_the_regions_along(opened, desk):
    desk.model.turn(90)

    assert opened.page_transform.rotation == 90
    shown = opened.zooming.view_rect(opened.page_transform.box_to_scene(TOTAL))
    assert shown.height() > shown.width()
    assert opened.viewport().rect().contains(place(opened, TOTAL))


def test_another_page_shows_its_own(desk, view):
    there = entry("cash", value("2", 0.5, NAME, page=1))
    desk.open(ENTRIES[0], there, of=document(2))
    assert view.overlay.line("cash:0") is None

    desk.model.select("cash:0")

    assert desk.model.page == 1
    assert view.overlay.line("total:0") is None
    assert view.overlay.active.polygons == (NAME.polygon(),)


def test_no_document_shows_nothing(opened, desk):
    desk.model.open(None, {}, {})

    image = opened.viewport().grab().toImage()
    assert {image.pixelColor(x, 300).name() for x in range(0, 600, 7)} == {"#d9dee4"}


def test_paper_stands_there_at_once(desk, view):
    desk.open()

    image = view.viewport().grab().toImage()

    assert image.pixelColor(350, 300) == QColor("white")


def test_the_dark_look_dims_the_page_if_wished(opened, look):
    look.set_scheme("dark")
    at = place(opened, Box(0.45, 0.45, 0.46, 0.46))
    dimmed = opened.viewport().grab().toImage().pixelColor(at)
    opened.set_dimmed(False)

    assert dimmed == QColor("#dbdbdb")
    assert opened.viewport().grab().toImage().pixelColor(at) == QColor("white")


# Hovering


def test_the_tip_tells_word_figure_and_what_clicks_do(opened, desk):
    found = opened.pointing._at(FREE.center)

    assert opened.pointing.told(found) == Told(
        "Total", "word, 98\u2009%", ("Click: use as Total", "Ctrl+click: append")
    )


def test_the_tip_over_another_field_leads_there(opened):
    told = opened.pointing.told(opened.pointing._at(CASH.center))

    assert told.hints == ("Click: go to Cash", "Shift+click: use as Total", "Ctrl+click: append")


def test_the_tip_of_a_region_without_a_word_names_it(opened):
    told = opened.pointing.told(opened.pointing._at((0.15, 0.075)))

    assert told == Told("", "Name, 84\u2009%, to check", ("Click: go to Name",))


def test_the_tip_comes_when_the_pointer_rests_and_never_over_the_word(opened, qtbot):
    rest_on(qtbot, opened, FREE)

    assert not opened.pointing.tip.geometry().intersects(opened.view_box(FREE))
    assert opened.rect().contains(opened.pointing.tip.geometry())

    QApplication.sendEvent(opened.viewport(), QEvent(QEvent.Type.Leave))
    assert not opened.pointing.tip.isVisible()


def test_a_tip_goes_when_the_page_moves(opened, qtbot):
    rest_on(qtbot, opened, FREE)

    opened.verticalScrollBar().setValue(opened.verticalScrollBar().value() + 30)

    assert not opened.pointing.tip.isVisible()


# For who cannot see


def test_the_page_can_be_read_aloud(opened):
    assert opened.spoken().splitlines() == [
        "Name: Ada, unsure, 84\u2009%",
        "Total: 8.96, unsure, 61\u2009%",
        "Cash: 50.00, 98\u2009%",
        "Items: a b, 95\u2009%",
    ]
    assert opened.accessibleName() == "Page"


def test_the_focus_is_seen(opened, qtbot):
    opened.clearFocus()
    before = opened.grab().toImage()
    opened.activateWindow()
    opened.setFocus()
    qtbot.waitUntil(opened.hasFocus)

    assert opened.grab().toImage() != before
    assert "Total: 8.96" in opened.accessibleDescription()


def test_the_picture_can_be_copied_as_it_is_turned(drawing_desk, qtbot):
    view = _view_of(drawing_desk, qtbot)
    drawing_desk.open(of=document(rotation=90))
    qtbot.waitUntil(lambda: drawing_desk.pictures.ready(0))

    view.copy_picture()

    copied = QApplication.clipboard().image()
    assert (copied.width(), copied.height()) == (FRAME[1], FRAME[0])


def _view_of(desk, qtbot):
    view = PageView(desk.model, desk.pictures)
    qtbot.addWidget(view)
    view.resize(700, 600)
    view.show()
    return view


@pytest.mark.parametrize(("unasked", "at_once"), [(False, True), (True, False)])
def test_values_that_come_by_themselves_are_drawn_a_turn_later(opened, desk, qtbot, monkeypatch, unasked, at_once):
    drawn = []
    monkeypatch.setattr(opened.overlay, "refresh", lambda: drawn.append(True))
    desk.model.refresh(unasked=unasked)
    assert bool(drawn) is at_once
    qtbot.waitUntil(lambda: drawn == [True])
    assert not desk.model.unasked


# Straightened and arranged pages


def test_a_straightened_page_leans_with_its_regions(opened, desk, qtbot):
    before = opened.zooming.view_rect(opened.page_transform.box_to_scene(TOTAL))

    desk.model.arrange(lambda review: review.straighten({0: -5.0}))

    after = opened.zooming.view_rect(opened.page_transform.box_to_scene(TOTAL))
    assert opened.page_transform.skew == -5.0
    assert after.height() > before.height()
    assert opened.viewport().rect().contains(after.center().toPoint())
    click(qtbot, opened, TOTAL)
    assert desk.model.current == "total:0"


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_what_is_drawn_on_a_straightened_page_lies_there_on_the_page_itself(desk, view, qtbot, rotation):
    desk.open(*ENTRIES, of=document(rotation=rotation))
    desk.model.arrange(lambda review: review.straighten({0: -6.0}))
    view.fit_page()
    start, end = QPoint(180, 250), QPoint(330, 290)

    drag(qtbot, view, start, end)

    transform = view.page_transform
    shown = transform.polygon_to_scene(desk.model.proposal.regions[0].polygon)
    corners = [view.zooming.scene_point(QPointF(point)) for point in (start, end)]
    assert shown[0] == pytest.approx(corners[0], abs=3 / view.zooming.scale)  # top left, as it is seen
    assert shown[2] == pytest.approx(corners[1], abs=3 / view.zooming.scale)
    assert shown[0][1] == pytest.approx(shown[1][1], abs=0.5)  # upright there, so leaning on the page


def test_the_page_that_is_looked_at_stays_where_it_is_when_pages_move(desk, view):
    there = entry("cash", value("2", 0.5, NAME, page=2))
    desk.open(ENTRIES[0], there, of=document(4))
    desk.model.select("cash:0")
    view.zooming.to_fit(Fit.WIDTH)
    before = scrolled(view)

    desk.model.arrange(lambda review: review.move_pages([0, 1], 4))

    assert desk.model.page == 0
    assert scrolled(view) == before
    assert view.overlay.active.polygons == (NAME.polygon(),)
    assert view.overlay.line("total:0") is None


def test_a_page_that_is_deleted_gives_its_place_to_the_next(desk, view):
    there = entry("cash", value("2", 0.5, NAME, page=1))
    desk.open(ENTRIES[0], there, of=document(2))

    desk.model.arrange(lambda review: review.delete_pages([0]))

    assert desk.model.page == 0
    assert view.overlay.line("cash:0") is not None
    desk.model.undo()
    assert view.overlay.line("cash:0") is None
    assert view.overlay.line("total:0") is not None


def test_a_page_without_values_keeps_its_beginning_in_view_when_panels_come_and_go(view, desk):
    view.resize(600, 500)
    desk.open(texts=[WORDS])
    assert view.verticalScrollBar().value() == view.verticalScrollBar().minimum()
    view.resize(1000, 500)
    assert view.verticalScrollBar().maximum() > view.verticalScrollBar().minimum()
    assert view.verticalScrollBar().value() == view.verticalScrollBar().minimum()

    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 2)
    view.resize(900, 500)
    assert view.verticalScrollBar().value() > view.verticalScrollBar().minimum()


def test_frames_of_small_print_are_thin_in_high_contrast_too(opened, look):
    def inked() -> int:
        """How many pixels in a row across the left edge of a word are of its frame, at most."""
        opened.overlay.show_fields(False)
        image = opened.viewport().grab().toImage()
        box = opened.zooming.view_rect(opened.page_transform.box_to_scene(FREE))
        color, y = colors().page_word.rgb(), round(box.center().y())
        return sum(image.pixel(x, y) == color for x in range(round(box.left()) - 4, round(box.left()) + 5))

    look.set_scheme("contrast")
    opened.zoom_in()
    while opened.overlay.words.height * FRAME[1] * opened.zooming.scale > 12:
        opened.zoom_out()
    assert inked() <= 1
    for _ in range(12):
        opened.zoom_in()
    opened.zooming.show(opened.page_transform.box_to_scene(FREE))
    assert inked() == 2


def test_a_page_begins_at_its_top_when_its_size_becomes_known(view, desk):
    view.resize(600, 300)
    desk.open(texts=[WORDS])
    view.zooming.set_page((600.0, 700.0))
    view.zooming.to_top()
    view.zooming.set_page((600.0, 2400.0))
    assert view.verticalScrollBar().maximum() > view.verticalScrollBar().minimum()
    assert view.verticalScrollBar().value() == view.verticalScrollBar().minimum()
