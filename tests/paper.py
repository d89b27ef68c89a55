"""Pages made of text laid out on a grid, as an engine would have read them."""

import re
import textwrap

from reviewer.domain.text import Line, PageText, TextSource, Word

CELL = 0.5  # a character is half as wide as a row is high


def page(
    text: str,
    *,
    number: int = 0,
    confidence: float | None = 0.99,
    characters: bool = False,
    weak: str = "",
    source: TextSource = TextSource.ENGINE,
    languages: tuple[str, ...] = (),
) -> PageText:
    """A page with one line a row of `text`; empty rows leave room.

    Args:
        text: common indentation is removed; a character's column is its place on the paper.
        number: index of the page.
        confidence: of every word.
        characters: whether words have confidences and edges of characters.
        weak: a word whose last character has confidence 0.4.
        source: an engine or a text layer.
        languages: as read with.
    """
    rows = textwrap.dedent(text).strip("\n").split("\n")
    columns = max(map(len, rows))
    across, down = 1.0 / (columns + 4), 1.0 / (len(rows) + 2)
    lines = []
    for y, row in enumerate(rows, 1):
        words = []
        for match in re.finditer(r"\S+", row):
            left, right = (match.start() + 2) * across, (match.end() + 2) * across
            top, bottom = (y + 0.1) * down, (y + 0.9) * down
            words.append(_word(match[0], (left, top, right, bottom), confidence, characters, weak))
        if words:
            box = (words[0].polygon[0], words[-1].polygon[1], words[-1].polygon[2], words[0].polygon[3])
            lines.append(Line(tuple(words), box))
    aspect = (columns + 4) * CELL / (len(rows) + 2)
    return PageText(number, tuple(lines), source, "grid", languages=languages, aspect=aspect)


def _word(
    text: str, box: tuple[float, float, float, float], confidence: float | None, characters: bool, weak: str
) -> Word:
    left, top, right, bottom = box
    polygon = ((left, top), (right, top), (right, bottom), (left, bottom))
    if not characters:
        return Word(text, polygon, confidence)
    figures = [confidence or 0.99] * len(text)
    if text == weak:
        figures[-1] = 0.4
    edges = tuple(edge / len(text) for at in range(len(text)) for edge in (at, at + 1))
    return Word(text, polygon, confidence, tuple(figures), edges)
