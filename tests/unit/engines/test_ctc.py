import numpy as np
import pytest

from reviewer.engines._ctc import Decoder

CHARACTERS = ("a", "b", "á", " ")


def steps(text: str, sure: float = 0.9, blanks: dict[int, float] | None = None):
    """A row for each sign of `text`; `.` stands for none."""
    columns = {".": 0, **{character: index + 1 for index, character in enumerate(CHARACTERS)}}
    rows = np.full((len(text), len(CHARACTERS) + 1), 0.01, np.float32)
    for row, sign in enumerate(text):
        rows[row, columns[sign]] = sure
    for row, share in (blanks or {}).items():
        rows[row, columns[" "]] = share
    return rows


@pytest.fixture
def decoder():
    return Decoder(CHARACTERS)


def texts(pieces):
    return [piece.text for piece in pieces]


def test_repeats_are_one_character_unless_something_lies_between(decoder):
    assert texts(decoder.pieces(steps(".aa.a.bb"))) == ["aab"]


def test_blanks_part_words(decoder):
    assert texts(decoder.pieces(steps("a.b. .b.a"))) == ["ab", "ba"]


def test_a_blank_that_was_only_the_second_choice_parts_words(decoder):
    assert texts(decoder.pieces(steps("a.b.b.a"))) == ["abba"]
    assert texts(decoder.pieces(steps("a.b.b.a", blanks={3: 0.2}))) == ["ab", "ba"]


def test_a_wide_gap_parts_words(decoder):
    assert texts(decoder.pieces(steps("a.b.a.b.........a.b"))) == ["abab", "ab"]


def test_only_allowed_characters_come(decoder):
    allowed = decoder.allowing("ab")
    rows = steps(".á.b.")
    rows[1, 1] = 0.3
    assert texts(decoder.pieces(rows, allowed=allowed)) == ["ab"]


def test_characters_have_confidences_and_edges_from_left_to_right(decoder):
    (word,) = decoder.pieces(steps(".a.b."))
    assert word.characters == pytest.approx((0.9, 0.9))
    assert len(word.edges) == 3
    assert list(word.edges) == sorted(word.edges)
    assert word.edges[1] == pytest.approx(0.5)


def test_padding_does_not_count(decoder):
    (word,) = decoder.pieces(steps(".a.b......"), share=0.5)
    assert word.edges[1] == pytest.approx(0.5)


def test_nothing_is_nothing(decoder):
    assert decoder.pieces(steps(".....")) == ()
    assert decoder.pieces(steps(" ")) == ()
