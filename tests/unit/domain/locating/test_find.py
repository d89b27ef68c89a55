"""Looking for a text in the whole document."""

from printed import TODAY, index, line
from reviewer.domain.geometry import bounds
from reviewer.domain.locating.cut import found_regions
from reviewer.domain.locating.find import MOST, found

PAGES = (
    index(line(0.1, "The", "boathouse", "by", "the"), line(0.2, "Boat", "1.234,50")),
    index(line(0.1, "BOAT5", "and", "oars"), number=1),
)


def where(text, *, exact=False, pages=PAGES):
    return [(hit.page, hit.first, hit.start, hit.stop) for hit in found(pages, text, TODAY, exact=exact)]


def test_all_places_are_found_in_reading_order_also_within_words():
    assert where("boat") == [(0, 1, 0, 4), (0, 4, 0, 4), (1, 0, 0, 4)]
    assert where("house") == [(0, 1, 4, 9)]


def test_look_alikes_and_other_writings_are_found():
    assert where("boats") == [(1, 0, 0, 5)]
    assert where("1234.5") == [(0, 5, 0, 8)]


def test_exact_means_just_so():
    assert where("boat", exact=True) == [(0, 1, 0, 4)]
    assert where("BOATS", exact=True) == []
    assert where("the Boat", exact=True) == [(0, 3, 0, 4)]


def test_a_text_runs_over_the_end_of_a_line():
    hits = found(PAGES, "the boat", TODAY)
    assert [(hit.first, hit.last) for hit in hits] == [(0, 1), (3, 4)]
    assert len(found_regions(PAGES[0], hits[1])) == 2


def test_only_what_was_found_is_lit():
    (hit,) = found(PAGES, "house", TODAY)
    word = bounds(PAGES[0].words[1].polygon)
    (region,) = found_regions(PAGES[0], hit)
    assert bounds(region.polygon).left > word.left + word.width / 3
    assert bounds(region.polygon).right == word.right


def test_marks_are_found_as_they_are():
    pages = (index(line(0.1, "€", "5,-", "—")),)
    assert where("€", pages=pages) == [(0, 0, 0, 1)]
    assert where("—", pages=pages) == [(0, 2, 0, 1)]
    assert where("", pages=pages) == []


def test_hits_do_not_lie_in_each_other():
    pages = (index(line(0.1, "aaaa")),)
    assert len(where("aa", pages=pages)) == 2


def test_counting_has_an_end():
    pages = [index(*(line(0.001 * n, *["e"] * 30) for n in range(50)), number=number) for number in range(3)]
    assert len(found(pages, "e", TODAY)) == MOST
