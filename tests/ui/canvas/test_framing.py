import pytest

from reviewer.domain.geometry import Box
from reviewer.ui.canvas import framing

VIEW = (800.0, 600.0)


def test_fit_width_keeps_its_margin_and_brings_no_scroll_bar():
    shown = 1000 * framing.fit_width((1000, 2000), VIEW)

    assert VIEW[0] - 2 * framing.MARGIN - 2 < shown < VIEW[0] - 2 * framing.MARGIN


def test_fit_page_shows_all_of_it():
    scale = framing.fit_page((1000, 2000), VIEW)

    assert 1000 * scale < VIEW[0]
    assert 2000 * scale < VIEW[1]


def test_the_scale_has_limits():
    page = (1000.0, 2000.0)

    assert framing.limited(100.0, page, VIEW) == framing.LARGEST
    assert framing.limited(0.0001, page, VIEW) == framing.fit_page(page, VIEW) / 2


@pytest.mark.parametrize("top", [121, 200, 458])
def test_nothing_moves_for_a_place_in_the_middle(top):
    assert framing.least_scroll(Box(100, top, 200, top + 20), VIEW) == (0.0, 0.0)


@pytest.mark.parametrize("top", [-500, 0, 100, 470, 590, 2000])
def test_any_other_place_comes_to_45_percent_of_the_height(top):
    place = Box(100, top, 200, top + 20)

    _across, down = framing.least_scroll(place, VIEW)

    assert place.center[1] - down == pytest.approx(0.45 * VIEW[1])


def test_a_place_higher_than_the_middle_shows_its_beginning():
    _across, down = framing.least_scroll(Box(100, 300, 200, 900), VIEW)

    assert 300 - down == pytest.approx(0.2 * VIEW[1])


@pytest.mark.parametrize(
    ("left", "right", "moved"), [(100, 300, 0), (-50, 100, -74), (700, 900, 124), (30, 1200, 6), (-20, 1200, -44)]
)
def test_across_it_moves_just_far_enough(left, right, moved):
    assert framing.least_scroll(Box(left, 200, right, 220), VIEW)[0] == moved


def test_what_can_be_read_is_not_zoomed():
    assert framing.readable(0.5, line_height=40, width=300, view_width=800) == 0.5


def test_small_print_is_zoomed_until_it_can_be_read():
    scale = framing.readable(0.2, line_height=40, width=300, view_width=800)

    assert scale * 40 * framing.X_HEIGHT_SHARE == pytest.approx(framing.LEAST_X_HEIGHT)


def test_zooming_ends_where_the_place_fills_the_view():
    scale = framing.readable(0.2, line_height=40, width=2500, view_width=800)

    assert scale * 2500 < 800
    assert scale > 0.2


def test_a_wide_place_is_never_made_smaller():
    assert framing.readable(0.4, line_height=10, width=9000, view_width=800) == 0.4
