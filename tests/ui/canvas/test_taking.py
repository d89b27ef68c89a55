from desks import text, value
from reviewer.domain.field import Region
from reviewer.domain.geometry import Box, bounds
from reviewer.ui.canvas.taking import appended, covered, removed
from reviewer.ui.canvas.words import Words

RM, SUM, TAX = Box(0.5, 0.1, 0.55, 0.13), Box(0.6, 0.1, 0.7, 0.13), Box(0.8, 0.1, 0.9, 0.13)
BELOW = Box(0.5, 0.2, 0.6, 0.23)
WORDS = Words(text([("RM", RM), ("8.95", SUM), ("0.00", TAX)], [("thanks", BELOW)]))


def test_a_word_that_follows_is_appended_and_the_region_grows():
    read, regions = appended(value("RM", 0.9, RM), WORDS, 1, 0)

    assert read == "RM 8.95"
    assert regions == (Region(0, RM.joined(SUM).polygon()),)


def test_a_word_that_comes_before_is_put_in_front():
    read, regions = appended(value("8.95", 0.9, SUM), WORDS, 0, 0)

    assert read == "RM 8.95"
    assert regions == (Region(0, RM.joined(SUM).polygon()),)


def test_a_word_of_another_line_is_a_region_of_its_own():
    read, regions = appended(value("8.95", 0.9, SUM), WORDS, 3, 0)

    assert read == "8.95 thanks"
    assert [bounds(region.polygon) for region in regions] == [SUM, BELOW]


def test_a_word_with_another_between_is_a_region_of_its_own():
    read, regions = appended(value("RM", 0.9, RM), WORDS, 2, 0)

    assert read == "RM 0.00"
    assert len(regions) == 2


def test_the_first_word_of_an_empty_value_is_all_of_it():
    assert appended(value("", None), WORDS, 1, 0) == ("8.95", (Region(0, SUM.polygon()),))


def test_pages_are_in_reading_order_too():
    first, _regions = appended(value("later", 0.9, RM, page=2), WORDS, 1, 0)
    last, regions = appended(value("earlier", 0.9, RM, page=0), Words(text([("8.95", SUM)], page=1)), 0, 1)

    assert first == "8.95 later"
    assert last == "earlier 8.95"
    assert [region.page for region in regions] == [0, 1]


def test_a_region_without_words_is_told_from_above_and_left():
    above, _ = appended(value("drawn", 0.9, Box(0.5, 0.4, 0.6, 0.43)), WORDS, 3, 0)
    left, _ = appended(value("drawn", 0.9, Box(0.75, 0.2, 0.9, 0.23)), WORDS, 3, 0)
    right, _ = appended(value("drawn", 0.9, Box(0.1, 0.2, 0.3, 0.23)), WORDS, 3, 0)

    assert (above, left, right) == ("thanks drawn", "thanks drawn", "drawn thanks")


def test_words_in_a_frame_are_found_by_their_middle():
    assert covered(WORDS, (Box(0.52, 0.09, 0.66, 0.14).polygon(),)) == [0, 1]


def test_slanting_words_are_joined_along_their_line():
    one = ((0.1, 0.10), (0.2, 0.12), (0.2, 0.15), (0.1, 0.13))
    two = ((0.21, 0.122), (0.3, 0.14), (0.3, 0.17), (0.21, 0.152))
    words = Words(text([("one", Box(0.1, 0.1, 0.2, 0.15)), ("two", Box(0.21, 0.122, 0.3, 0.17))]))
    words.words = tuple(type(w)(w.text, p, w.confidence) for w, p in zip(words.words, (one, two), strict=True))
    first = value("one", 0.9)
    first = type(first)("one", regions=(Region(0, one),))

    _read, regions = appended(first, words, 1, 0)

    assert regions == (Region(0, (one[0], two[1], two[2], one[3])),)


def test_a_word_between_others_is_put_between_them():
    read, regions = appended(value("RM 0.00", 0.9, RM, TAX), WORDS, 1, 0)

    assert read == "RM 8.95 0.00"
    assert [bounds(region.polygon) for region in regions] == [RM.joined(TAX)]


def test_a_number_in_pieces_is_put_together():
    read, _regions = appended(value("8.95", 0.9, SUM), WORDS, 2, 0)

    assert read == "8.95 0.00"


def test_a_text_that_was_changed_gets_the_word_at_its_end():
    read, _regions = appended(value("RM 0,00", 0.9, RM, TAX), WORDS, 1, 0)

    assert read == "RM 0,00 8.95"


def test_a_word_of_the_value_is_taken_out_again():
    whole = value("RM 8.95 0.00", 0.9, RM.joined(TAX))

    assert removed(whole, WORDS, 0, 0) == ("8.95 0.00", (Region(0, SUM.joined(TAX).polygon()),))
    read, regions = removed(whole, WORDS, 1, 0)
    assert read == "RM 0.00"
    assert [bounds(region.polygon) for region in regions] == [RM, TAX]


def test_of_words_that_read_the_same_the_one_meant_is_taken_out():
    words = Words(text([("8.95", RM), ("X", SUM), ("8.95", TAX)]))
    read, regions = removed(value("8.95 X 8.95", 0.9, RM.joined(TAX)), words, 2, 0)

    assert read == "8.95 X"
    assert [bounds(region.polygon) for region in regions] == [RM.joined(SUM)]


def test_lines_stay_when_a_word_of_them_goes():
    words = Words(text([("one", RM), ("two", SUM)], [("three", BELOW)]))
    first = value("one two\nthree", 0.9, RM.joined(SUM), BELOW)

    assert removed(first, words, 1, 0)[0] == "one\nthree"
    assert removed(first, words, 2, 0)[0] == "one two"


def test_the_only_word_and_a_word_beside_the_value_are_not_taken_out():
    assert removed(value("RM", 0.9, RM), WORDS, 0, 0) is None
    assert removed(value("RM 8.95", 0.9, RM.joined(SUM)), WORDS, 2, 0) is None
    assert appended(value("RM", 0.9, RM), WORDS, 0, 0) == ("RM", (Region(0, RM.polygon()),))


def test_regions_of_other_pages_stay_when_a_word_goes():
    first = value("one two", 0.9, SUM)
    first = type(first)("earlier RM 8.95", regions=(Region(0, TAX.polygon()), Region(1, RM.joined(SUM).polygon())))

    read, regions = removed(first, WORDS, 0, 1)
    assert read == "earlier 8.95"
    assert regions == (Region(0, TAX.polygon()), Region(1, SUM.polygon()))


def test_from_the_right_what_follows_stands_left():
    name, to_pay, amount = Box(0.8, 0.1, 0.9, 0.13), Box(0.6, 0.1, 0.75, 0.13), Box(0.4, 0.1, 0.5, 0.13)
    words = Words(text([("סה״כ", name), ("לתשלום", to_pay), ("99.10", amount)]))

    read, regions = appended(value("סה״כ", 0.9, name), words, 1, 0)
    assert read == "סה״כ לתשלום"
    assert [bounds(region.polygon) for region in regions] == [name.joined(to_pay)]

    drawn = value("drawn", 0.9, Box(0.1, 0.1, 0.2, 0.13))
    assert appended(drawn, words, 2, 0)[0] == "99.10 drawn"


def test_words_of_print_that_stands_on_its_side_keep_their_turn():
    one = ((0.50, 0.1), (0.50, 0.2), (0.47, 0.2), (0.47, 0.1))
    two = ((0.50, 0.22), (0.50, 0.3), (0.47, 0.3), (0.47, 0.22))
    words = Words(text([("one", Box(0.47, 0.1, 0.5, 0.2)), ("two", Box(0.47, 0.22, 0.5, 0.3))]))
    words.words = tuple(type(w)(w.text, p, w.confidence) for w, p in zip(words.words, (one, two), strict=True))
    first = type(value("one", 0.9))("one", regions=(Region(0, one),))

    _read, regions = appended(first, words, 1, 0)
    assert regions == (Region(0, ((0.50, 0.1), (0.50, 0.3), (0.47, 0.3), (0.47, 0.1))),)
