"""Text layers in which Hebrew or Arabic stands among Latin words and figures: what is read of what is seen."""

from itertools import chain

import pytest

from reviewer.domain.geometry import bounds
from reviewer.domain.writing import way_of
from reviewer.pages.frame import Matrix
from reviewer.pages.glyphs import found_lines, line_of
from reviewer.pages.reading import in_reading_order

WIDE, HIGH, LETTER = 800.0, 600.0, 8.0
MATRIX: Matrix = (1 / WIDE, 0.0, 0.0, 1 / HIGH, 0.0, 0.0)
# What is read, and what is seen from left to right with the letters of a script that runs to the left drawn as they
# stand: what the Unicode bidirectional algorithm makes of the first.
FROM_RIGHT = [
    ("שלום", "םולש"),
    ("שלום עולם", "םלוע םולש"),
    ("חשבונית 10482 תאריך 14/03/2025", "14/03/2025 ךיראת 10482 תינובשח"),
    ("לכבוד: Harbour Ropes Ltd, רחוב 12", "12 בוחר ,Harbour Ropes Ltd :דובכל"),
    ('סה"כ: 1,250.00 (כולל 17%)', '(17% ללוכ) 1,250.00 :כ"הס'),
    ("מאת A - B, לכבוד", "דובכל ,A - B תאמ"),
    ("טלפון 04 123 4567", "04 123 4567 ןופלט"),
    ("ב-30 באפריל.", ".לירפאב 30-ב"),
    ("رقم 12", "12 مقر"),
]
FROM_LEFT = [
    ("Please pay לפני 30 באפריל.", "Please pay לירפאב 30 ינפל."),
    ("Account 123 לפני 30 באפריל 2025.", "Account 123 2025 לירפאב 30 ינפל."),
    ("Account 123 שלום", "Account 123 םולש"),
    ("Total (שלום עולם) 12.50 EUR", "Total (םלוע םולש) 12.50 EUR"),
    ("Name: דוד כהן", "Name: ןהכ דוד"),
]


def char(sign, x, y, size=LETTER):
    return {"c": sign, "bbox": (x, y, x + size, y + 2 * size), "origin": (x, y + 1.6 * size)}


def span(chars):
    return {"chars": chars, "char_flags": 16, "alpha": 255, "ascender": 0.9, "descender": -0.2, "size": 2 * LETTER}


def seen(text, *, left=0.0, right=0.0, y=100.0):
    """The characters of a visual line, from left to right."""
    x = left or right - LETTER * len(text)
    return [char(sign, x + LETTER * n, y) for n, sign in enumerate(text)]


def runs(chars):
    """As MuPDF gives them: what runs to the left is turned, the rest stays, parts follow each other as they look."""
    parts, at = [], 0
    while at < len(chars):
        end = at
        if way_of(chars[at]["c"]) < 0:
            while end < len(chars) and (way_of(chars[end]["c"]) < 0 or chars[end]["c"] in ' "'):
                end += 1
            parts.append(chars[at:end][::-1])
        else:
            while end < len(chars) and way_of(chars[end]["c"]) >= 0:
                end += 1
            parts.append(chars[at:end])
        at = end
    return parts


def as_it_looks(chars):
    """One line, its runs from left to right."""
    return [list(chain(*runs(chars)))]


def as_it_is_read(chars):
    """One line, its runs from right to left."""
    return [list(chain(*runs(chars)[::-1]))]


def as_drawn(chars):
    """One line, its letters from left to right, as if none ran to the left."""
    return [chars]


def in_pieces(chars):
    """A line for each run."""
    return runs(chars)


def read(*lines):
    raw = {"blocks": [{"lines": [{"dir": (1.0, 0.0), "spans": [span(chars)]} for chars in lines]}]}
    found = [line_of(words) for words in found_lines(raw, MATRIX)]
    return in_reading_order(found, WIDE / HIGH)


@pytest.mark.parametrize("order", [as_it_looks, as_it_is_read, as_drawn, in_pieces])
@pytest.mark.parametrize(("text", "look"), FROM_RIGHT)
def test_a_line_from_the_right_is_read_as_it_was_meant(text, look, order):
    (line,) = read(*order(seen(look, right=700)))

    assert line.text == text


@pytest.mark.parametrize("order", [as_it_looks, as_drawn, in_pieces])
@pytest.mark.parametrize(("text", "look"), FROM_LEFT)
def test_a_line_from_the_left_is_read_as_it_was_meant(text, look, order):
    other = seen("A line of Latin words that is as long as the page is wide", left=60, y=200)

    lines = read(*order(seen(look, left=60)), other)

    assert [line.text for line in lines] == [text, "A line of Latin words that is as long as the page is wide"]


@pytest.mark.parametrize("look", ["(17% ללוכ)", ")17% ללוכ("])
def test_brackets_open_and_close_whether_named_after_their_look_or_not(look):
    (line,) = read(*as_it_looks(seen(look, right=700)))

    assert line.text == "(כולל 17%)"


def test_every_word_keeps_its_place():
    (line,) = read(*as_it_looks(seen("12 בוחר ,Harbour Ropes Ltd :דובכל", right=700)))
    lefts = {word.text: bounds(word.polygon).left for word in line.words}

    assert lefts["לכבוד:"] > lefts["Ltd,"] > lefts["Ropes"] > lefts["Harbour"] > lefts["רחוב"] > lefts["12"]


def test_letters_that_run_to_the_left_have_their_edges():
    (line,) = read(*as_it_looks(seen("םולש", right=700)))
    (word,) = line.words

    assert word.text == "שלום"
    assert word.edges == pytest.approx([0.75, 1, 0.5, 0.75, 0.25, 0.5, 0, 0.25])


def test_shapes_of_arabic_letters_are_letters():
    (line,) = read(*as_it_looks(seen("\ufe8e\ufe92\ufea3\ufeae\ufee3", right=700)))

    assert line.text == "مرحبا"


def test_what_stands_apart_is_a_line_of_its_own():
    lines = read(*in_pieces(seen("םולש", right=700)), seen("12.50", left=80))

    assert [line.text for line in lines] == ["שלום", "12.50"]


def test_columns_are_read_from_the_right():
    rows = [seen("הז טסקט ךורא תצק", left=x, y=100 + 20 * n) for n in range(6) for x in (60, 420)]
    lines = read(*(part for row in rows for part in as_it_looks(row)))

    assert [round(bounds(line.polygon).left * WIDE) for line in lines] == [420] * 6 + [60] * 6


def test_lines_without_such_letters_stay_as_they_are():
    latin = seen("Invoice 12 of 3 March", left=60, y=300)
    (_, line) = read(*as_it_looks(seen("םולש", right=700)), latin)

    assert line.text == "Invoice 12 of 3 March"
    assert line == read(latin)[0]
