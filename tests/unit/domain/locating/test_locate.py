"""What is typed is found, however it was misread or written."""

import pytest

from printed import TODAY, index, line
from reviewer.domain.field import Region
from reviewer.domain.geometry import Box, bounds
from reviewer.domain.locating.hit import Closeness
from reviewer.domain.locating.locate import Wanted, is_small_edit, located

PAGE = index(
    line(0.1, "MR.", "D.I.Y.", "(KUCHA1)", "SDN", "BHD"),
    line(0.2, "Total", "Incl.", "GST", "RM8.95"),
    line(0.3, "1.234,50", "5", "March", "2024", "05/03/2024"),
    line(0.4, "corner", "Gardcnia", "(GST", "000473792512)", "Straße"),
    line(0.5, "-12.50", "(7.00)", "Ltd,", "8970273"),
    line(0.6, "סה״כ", "לתשלום", "99.10", from_right=True),
    line(0.7, "مُحَمَّد", "أحمد", "٣٤٥", from_right=True),
)


def texts(typed, *pages, **wanted):
    return [place.text for place in located(pages or (PAGE,), Wanted(typed, **wanted), TODAY)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("8.9", "8.95"),  # a number glued to its currency
        ("GARDCN", "Gardcnia"),
        ("kuchai", "(KUCHA1)"),  # 1 and I
        ("comer", "corner"),  # rn and m
        ("0O0473", "000473792512"),  # 0 and O
        ("strasse", "Straße"),
        ("mr diy", "MR. D.I.Y."),  # several words, without their marks
        ("1234.5", "1.234,50"),
        ("1,234.50", "1.234,50"),
        ("2024-03-05", "5 March 2024"),
        ("5.3.2024", "5 March 2024"),
        ("gardenia", "Gardcnia"),  # a sign that nobody mixes up, in a long word
        ("000473192512", "000473792512"),  # a figure of a long number
        ("12.5", "-12.50"),  # the sign belongs to it
        ("ltd", "Ltd"),  # the comma does not
        ("סהכ", "סה״כ"),
        ("לתש", "לתשלום"),
        ("محمد", "مُحَمَّد"),
        ("احمد", "أحمد"),
        ("345", "٣٤٥"),
    ],
)
def test_what_is_typed_is_found(typed, first):
    assert texts(typed)[0] == first


@pytest.mark.parametrize("typed", ["8", ".", "", "  ", "zzzz", "12.51", "8970274"])
def test_what_is_not_there_or_too_short_is_not_found(typed):
    assert texts(typed) == []


def test_the_end_of_a_number_is_no_hit():
    assert texts("50") == []
    assert texts("95") == []


def test_what_is_the_same_comes_before_what_only_looks_like_it():
    page = index(line(0.1, "B0B", "808", "bob"))
    assert texts("808", page) == ["808", "B0B", "bob"]


def test_a_number_without_its_point_comes_last():
    assert texts("8.9") == ["8.95", "8970273"]


def test_an_amount_comes_before_other_figures():
    page = index(line(0.1, "123.45"), line(0.2, "1.234,50"))
    assert texts("1234.5", page) == ["1.234,50", "123.45"]


def test_whole_words_come_before_beginnings_and_labelled_lines_before_others():
    page = index(line(0.1, "8.95"), line(0.2, "8.955"), line(0.3, "Total", "8.95"))
    places = located((page,), Wanted("8.95", label="Total"), TODAY)
    assert [(place.text, place.hit.first) for place in places] == [("8.95", 3), ("8.95", 0), ("8.955", 1)]


def test_the_pages_after_the_shown_one_come_before_those_before_it():
    pages = [index(line(0.1, f"Acme{number}"), number=number) for number in range(3)]
    assert texts("acme", *pages, page=1) == ["Acme1", "Acme2", "Acme0"]


def test_the_own_place_comes_first_and_is_told():
    page = index(line(0.1, "8.95"), line(0.2, "8.95"))
    own = (Region(0, bounds(page.words[1].polygon).grown(0.01, 0.005).polygon()),)
    places = located((page,), Wanted("8.9", own=own), TODAY)
    assert [(place.hit.first, place.own) for place in places] == [(1, True), (0, False)]


def test_a_match_runs_over_lines_only_between_words():
    page = index(line(0.1, "12", "Main"), line(0.2, "Street", "5"))
    (place,) = located((page,), Wanted("main street"), TODAY)
    assert place.text == "Main Street"
    assert len(place.regions) == 2
    assert texts("mainstreet", page) == []
    assert texts("main st", page) == ["Main Street"]


def test_part_of_a_word_has_its_part_of_the_polygon():
    (place,) = [each for each in located((PAGE,), Wanted("8.95"), TODAY) if each.text == "8.95"]
    word = next(word for word in PAGE.words if word.text == "RM8.95")
    whole, part = bounds(word.polygon), bounds(place.regions[0].polygon)
    assert part.right == pytest.approx(whole.right)
    assert part.left == pytest.approx(whole.left + whole.width / 3)


def test_words_of_a_line_have_one_polygon():
    (place,) = located((PAGE,), Wanted("sdn bhd"), TODAY)
    first, last = (bounds(word.polygon) for word in PAGE.words if word.text in ("SDN", "BHD"))
    assert [bounds(region.polygon) for region in place.regions] == [first.joined(last)]


def test_the_line_and_what_was_typed_are_told():
    place = located((PAGE,), Wanted("8.9"), TODAY)[0]
    assert place.line == "Total Incl. GST"
    assert place.text[: place.found] == "8.9"
    assert place.confidence == 0.9


def test_a_label_far_left_on_leaning_print_is_on_the_line():
    lean = 0.03

    def word(text, left, top):
        right = left + 0.15
        return (text, ((left, top + left * lean), (right, top + right * lean), (right, top + 0.02 + right * lean),
                       (left, top + 0.02 + left * lean)))  # fmt: skip

    from reviewer.domain.locating.page_index import PageIndex
    from reviewer.domain.text import Line, PageText, Word

    lines = [
        Line((Word(text, polygon, 0.9),), polygon)
        for text, polygon in (word("Total", 0.05, 0.3), word("8.95", 0.8, 0.3), word("Tax", 0.05, 0.33))
    ]
    page = PageIndex(PageText(0, tuple(lines)), TODAY)
    assert located((page,), Wanted("8.95"), TODAY)[0].line == "Total"


def test_a_long_list_has_an_end():
    page = index(*(line(0.01 * number, *["Main"] * 6) for number in range(60)))
    assert len(texts("main", page)) == 30


@pytest.mark.parametrize(
    ("before", "after", "small"),
    [
        ("8.96", "8.95", True),
        ("8.96", "8,96", True),
        ("8.96", "8", False),
        ("8.96", "50.00", False),
        ("Gardcnia Bakeries", "Gardenia Bakeries", True),
        ("Gardcnia Bakcries", "Gardenia Bakeries", True),
        ("Gardenia", "Massimo", False),
        ("", "8.95", False),
    ],
)
def test_a_sign_put_right_is_a_small_edit(before, after, small):
    assert is_small_edit(before, after) is small


def test_words_without_letters_and_pages_without_words_do_no_harm():
    assert texts("8.9", index(line(0.1, "—", "***"), line(0.2, "8.9"))) == ["8.9"]
    assert texts("8.9", index()) == []


def test_odd_polygons_are_taken_as_they_are():
    from reviewer.domain.locating.page_index import PageIndex
    from reviewer.domain.text import Line, PageText, Word

    polygon = ((0.1, 0.1), (0.2, 0.1), (0.25, 0.12), (0.2, 0.14), (0.1, 0.14))
    other = Box(0.3, 0.1, 0.4, 0.14).polygon()
    text = PageText(0, (Line((Word("RM8.95", polygon), Word("net", other)), other),))
    places = located((PageIndex(text, TODAY),), Wanted("8.95 net"), TODAY)
    assert [place.text for place in places] == ["8.95 net"]
    assert places[0].confidence is None


def test_closeness_says_how_it_differs():
    def closeness(typed):
        return located((PAGE,), Wanted(typed), TODAY)[0].hit.closeness

    assert closeness("total") is Closeness.SAME
    assert closeness("mr diy") is Closeness.MARKS
    assert closeness("1234.5") is Closeness.VALUE
    assert closeness("comer") is Closeness.ALIKE
    assert closeness("gardenia") is Closeness.NEAR
