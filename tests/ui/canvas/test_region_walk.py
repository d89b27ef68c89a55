"""From region to region by keys."""

import pytest

from desks import document, entry, value
from reviewer.domain.geometry import Box
from reviewer.ui.canvas.region_walk import RegionWalk

FIRST, SECOND, THIRD = Box(0.1, 0.1, 0.3, 0.13), Box(0.6, 0.1, 0.8, 0.13), Box(0.1, 0.3, 0.3, 0.33)


@pytest.fixture
def walk(desk, view) -> RegionWalk:
    return RegionWalk(view, desk.model, view.overlay)


def walked(desk, walk, by, times):
    seen = []
    for _ in range(times):
        walk.step(by)
        seen.append(desk.model.current)
    return seen


def test_regions_are_walked_as_they_are_read(desk, walk):
    desk.open(
        entry("total", value("c", 0.9, THIRD)),
        entry("cash", value("b", 0.9, SECOND)),
        entry("name", value("a", 0.9, FIRST)),
        entry("items", value("nowhere", 0.9)),
    )
    desk.model.select("name:0")

    assert walked(desk, walk, 1, 3) == ["cash:0", "total:0", "total:0"]
    assert walked(desk, walk, -1, 3) == ["cash:0", "name:0", "name:0"]


def test_the_order_follows_the_turn_of_the_page(desk, walk):
    entries = (entry("cash", value("b", 0.9, SECOND)), entry("name", value("a", 0.9, FIRST)))
    desk.open(*entries, of=document(rotation=180))
    desk.model.select("cash:0")

    assert walked(desk, walk, 1, 1) == ["name:0"]


def test_after_the_last_region_comes_the_next_page_that_has_one(desk, walk):
    desk.open(
        entry("name", value("a", 0.9, FIRST)),
        entry("total", value("c", 0.9, THIRD, page=2)),
        entry("cash", value("b", 0.9, FIRST, page=2)),
        of=document(3),
    )
    desk.model.select("name:0")

    assert walked(desk, walk, 1, 2) == ["cash:0", "total:0"]
    assert walked(desk, walk, -1, 2) == ["cash:0", "name:0"]
    assert desk.model.page == 0


def test_a_value_that_moved_is_found_in_its_new_place(desk, walk):
    desk.open(entry("cash", value("b", 0.9, SECOND)), entry("name", value("a", 0.9, FIRST)))
    desk.model.select("name:0")
    walk.step(1)
    desk.model.correct("b", tuple(value("b", 0.9, Box(0.1, 0.02, 0.2, 0.05)).regions))
    desk.model.select("name:0")

    assert walked(desk, walk, -1, 1) == ["cash:0"]


def test_regions_that_lie_over_each_other_are_gone_through_smallest_first(desk, walk):
    small, middle, big = Box(0.2, 0.2, 0.25, 0.22), Box(0.15, 0.15, 0.4, 0.3), Box(0.1, 0.1, 0.9, 0.9)
    beside = Box(0.7, 0.7, 0.8, 0.72)
    desk.open(
        entry("items", value("d", 0.9, big)),
        entry("cash", value("b", 0.9, middle)),
        entry("name", value("a", 0.9, small)),
        entry("total", value("e", 0.9, beside)),
    )
    desk.model.select("name:0")
    seen = []
    for _ in range(3):
        assert walk.under()
        seen.append(desk.model.current)

    assert seen == ["cash:0", "items:0", "name:0"], "one that only lies in the big one is not among them"


def test_one_alone_lies_over_nothing(desk, walk):
    desk.open(entry("name", value("a", 0.9, FIRST)), entry("cash", value("b", 0.9, SECOND)))

    assert not walk.under()
    assert desk.model.current in ("name:0", "cash:0")
