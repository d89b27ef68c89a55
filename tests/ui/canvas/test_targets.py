from desks import text
from reviewer.domain.geometry import Box
from reviewer.ui.canvas.targets import Cycle, Meaning, Regions, target
from reviewer.ui.canvas.words import Words

BIG, SMALL = Box(0.1, 0.1, 0.9, 0.5), Box(0.4, 0.2, 0.5, 0.24)
REGIONS = Regions({"big": (BIG.polygon(),), "small": (SMALL.polygon(),)})
REACH = (0.004, 0.004)
WORDS = Words(
    text(
        [("8.95", Box(0.41, 0.205, 0.49, 0.235)), ("1.79", Box(0.6, 0.205, 0.68, 0.235))],
        [("free", Box(0.1, 0.7, 0.2, 0.73))],
    )
)


def at(x, y, *, active="other", shown=lambda _entry: True, words=WORDS):
    return target(REGIONS, words, (x, y), REACH, active=active, shown=shown, line_height=lambda box: box.height)


def test_the_smallest_region_comes_first():
    assert at(0.495, 0.21).entries == ("small", "big")
    assert at(0.495, 0.21).meaning is Meaning.SELECT


def test_a_frame_is_hit_a_little_outside_too():
    assert at(0.502, 0.22, words=None).entries == ("small", "big")
    assert at(0.51, 0.22, words=None).entries == ("big",)


def test_a_word_in_a_region_of_one_line_means_the_region():
    assert at(0.45, 0.22).meaning is Meaning.SELECT
    assert at(0.45, 0.22).word == 0


def test_a_word_in_a_region_of_several_lines_means_the_word():
    found = at(0.65, 0.22)

    assert (found.entries, found.word, found.meaning) == (("big",), 1, Meaning.TAKE)


def test_in_the_active_region_a_click_takes_nothing():
    assert at(0.65, 0.22, active="big").meaning is Meaning.SELECT


def test_a_word_on_free_ground_is_taken():
    assert at(0.15, 0.71).meaning is Meaning.TAKE
    assert at(0.15, 0.71, active="").meaning is Meaning.NOTHING
    assert at(0.9, 0.9).meaning is Meaning.NOTHING


def test_what_is_not_seen_is_not_hit():
    assert at(0.495, 0.21, shown=lambda entry: entry == "big", words=None).entries == ("big",)


def test_polygons_of_many_points_are_hit_inside_only():
    corner = ((0.0, 0.0), (0.5, 0.0), (0.5, 0.1), (0.1, 0.1), (0.1, 0.5), (0.0, 0.5))
    regions = Regions({"corner": (corner,)})

    assert regions.at((0.05, 0.4), REACH) == ["corner"]
    assert regions.at((0.4, 0.4), REACH) == []


def test_the_same_place_again_goes_to_the_next_larger():
    cycle, near = Cycle(), lambda one, other: one == other

    chosen = [cycle.next(("small", "big"), (5.0, 5.0), near) for _ in range(3)]

    assert chosen == ["small", "big", "small"]


def test_another_place_begins_anew():
    cycle, near = Cycle(), lambda one, other: one == other
    cycle.next(("small", "big"), (5.0, 5.0), near)

    assert cycle.next(("small", "big"), (9.0, 9.0), near) == "small"


def test_a_region_comes_moves_and_goes():
    regions = Regions({"big": (BIG.polygon(),)})
    everywhere = Box(0, 0, 1, 1)

    regions.put("small", (SMALL.polygon(),))
    assert regions.at(SMALL.center, REACH) == ["small", "big"]

    there = Box(0.1, 0.8, 0.2, 0.9)
    regions.put("small", (there.polygon(),))
    assert regions.at(SMALL.center, REACH) == ["big"]
    assert regions.at(there.center, REACH) == ["small"]
    assert regions.boxes["small"] == there

    regions.put("small", ())
    assert regions.within(everywhere) == set(regions.boxes) == {"big"}
