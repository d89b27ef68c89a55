import pytest

from reviewer.domain.geometry import Box
from reviewer.pages.calls import View
from reviewer.pages.frame import layout, placing, reduced
from reviewer.processes import limits


@pytest.mark.parametrize(
    ("size", "shown"),
    [((2480, 3508), (2480, 3508)), ((12_000, 10_000), (6928, 5774)), ((100_000, 10), (32_000, 3)), ((0.2, 5), (1, 5))],
)
def test_a_page_is_reduced_to_the_limits(size, shown):
    assert reduced(*size) == shown


@pytest.mark.parametrize(
    ("view", "size"),
    [
        (View(), (2000, 1000)),
        (View(500, 500), (500, 250)),
        (View(0, 500), (1000, 500)),
        (View(500, 500, rotation=90), (250, 500)),
        (View(4000, 4000), (4000, 2000)),
        (View(clip=Box(0.25, 0.5, 0.5, 1.0)), (500, 500)),
        (View(500, 100, clip=Box(0.25, 0.5, 0.5, 1.0)), (100, 100)),
        (View(clip=Box(-1, -1, 2, 2)), (2000, 1000)),
    ],
)
def test_a_view_fits(view, size):
    plan = layout(2000, 1000, view)

    assert (plan.turned_width, plan.turned_height) == size


def test_no_view_is_larger_than_the_limit():
    plan = layout(2000, 1000, View(1_000_000, 1_000_000))

    assert plan.turned_width * plan.turned_height == pytest.approx(limits.SHOWN_PIXELS, rel=0.001)


def test_a_skewed_view_fits_with_its_corners():
    plan = layout(2000, 1000, View(500, 500, skew=30))

    assert plan.turned_width == 500
    assert plan.turned_height < 500
    assert plan.width < 500


def moved(matrix, x, y):
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


@pytest.mark.parametrize(
    ("rotation", "corner"), [(0, (0, 0)), (90, (1000, 0)), (180, (2000, 1000)), (270, (0, 2000)), (-90, (0, 2000))]
)
def test_the_top_left_corner_goes_round_clockwise(rotation, corner):
    view = View(rotation=rotation)

    assert moved(placing(layout(2000, 1000, view), view, 20, 10), 0, 0) == pytest.approx(corner)


def test_the_middle_of_a_part_stays_the_middle():
    view = View(300, 300, clip=Box(0.5, 0.0, 1.0, 0.5), rotation=90, skew=7)
    plan = layout(2000, 1000, view)

    middle = moved(placing(plan, view, 20, 10), 15, 2.5)
    assert middle == pytest.approx((plan.turned_width / 2, plan.turned_height / 2))
