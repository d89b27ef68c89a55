import pytest

from reviewer.domain.weak import told, weak

SURE, UNSURE = 0.98, 0.4


def figures(text, *places):
    return tuple(UNSURE - place / 1000 if place in places else SURE for place in range(len(text)))


@pytest.mark.parametrize(
    ("places", "sentence"),
    [
        ((2,), "Character 3, “9”, is uncertain."),
        ((2, 6), "Characters 3 and 7, “9” and “3”, are uncertain."),
        ((0, 2, 6), "Characters 1, 3 and 7, “8”, “9” and “3”, are uncertain."),
        ((1, 2, 3), "Characters 2 to 4, “.95”, are uncertain."),
        ((0, 1, 2, 4, 6), "5 of 7 characters are uncertain."),
    ],
)
def test_all_weak_characters_are_named(places, sentence):
    text = "8.951.3"
    assert told(text, figures(text, *places)).text == sentence


def test_the_place_is_that_of_the_weakest():
    assert told("8.95", figures("8.95", 1, 3)).at == 3
    assert weak(figures("8.95", 1, 3)) == (1, 3)


def test_nothing_is_told_of_what_is_sure():
    assert told("8.95", figures("8.95")) is None
    assert told("", ()) is None


def test_sentences_stay_short():
    text = "A" * 300
    assert len(told(text, (UNSURE,) * 300).text) < 90
