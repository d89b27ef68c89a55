"""A second reader: which places it is asked about, and what its answer means for the words that were read there.

Both readings are aligned letter by letter, and where they differ the confidences vote. Measured on receipts: where a
second engine agrees, 1.0 % of the characters' words are wrong; where it differs, 15.4 %. Where it differs although the
first one was as good as certain of each of these letters, the first was right in 80 of 81 words, and the second in
none: that is no question to ask. In the other 43 the first was right in 30 and the second in 7: nobody can be
preferred there, and a person decides. It tells a misread character, not a wrong choice.
"""

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import islice

import msgspec
from msgspec.structs import replace

from reviewer.domain.field import Field, Value
from reviewer.domain.geometry import Box, bounds
from reviewer.domain.mrz.clean import looks_like
from reviewer.domain.text import Line, PageText, TextSource, Word
from reviewer.extraction.candidate import Candidate

AGREED, DIFFERS = 0.99, 0.5
"""Confidence of a character that both read alike, and of one that they read differently."""
WORD_DIFFERS = 0.85
"""Confidence of a word with such a character."""
CERTAIN, OUTVOTED = 0.99, 0.95
"""What the first reader must be sure of each letter to outvote the second one; and what the letter is worth then."""
MOST = 40
"""Lines a page: more would take longer than reading it did."""
_LONGEST = 60
_OPINION = 0.6
"""Mean confidence below which the second reader is not heard."""
_SHAPES = str.maketrans("’‘“”„–—", '\'\'"""--')
_MARGIN = 0.25  # of the line's height, around


class Place(msgspec.Struct, frozen=True):
    """A line of a page in which a value stands: its number, and its box with a little more around."""

    line: int
    box: Box


def places(fields: Iterable[Field], page: PageText) -> tuple[Place, ...]:
    """Where a second reader should look: whole lines with values in them, as an engine read them.

    A word by itself is read worse than in its line.
    """
    if page.source is TextSource.TEXT_LAYER:
        return ()
    wanted = [
        bounds(region.polygon)
        for value in _values(fields)
        for region in value.regions
        if region.page == page.page and region.polygon and len(value.text) <= _LONGEST
    ]
    found = (
        Place(number, _around(bounds(line.polygon)))
        for number, line in enumerate(page.lines)
        if any(_holds(box, word) for box in wanted for word in line.words)
        and not looks_like(line.text)  # a machine-readable zone has check digits, and is read again in its own way
    )
    return tuple(islice(found, MOST))


def compared(page: PageText, asked: Sequence[Place], answers: Sequence[Sequence[Line]]) -> PageText:
    """The page with what the second reader makes of its words.

    Args:
        page: as read first.
        asked: lines of it.
        answers: what was read again at each.
    """
    lines = list(page.lines)
    for place, read in zip(asked, answers, strict=True):
        words = [word for line in read for word in line.words]
        if words and _mean(words) >= _OPINION:  # where it guesses, it says nothing
            line = lines[place.line]
            lines[place.line] = replace(line, words=tuple(_judged(line.words, "".join(word.text for word in words))))
    return replace(page, lines=tuple(lines))


def _mean(words: Sequence[Word]) -> float:
    """How sure the second reader is, letter by letter."""
    letters = sum(len(word.text) for word in words)
    return sum(len(word.text) * (word.confidence or 0.0) for word in words) / letters


def read_otherwise(candidate: Candidate) -> tuple[str, str, int] | None:
    """The first word of a candidate that the second reader read otherwise: it, what was read, where it begins."""
    at = 0
    for number, span in enumerate(candidate.spans):
        at = candidate.text.find(span.text, at) if number else 0
        for placed, first, _ in span.row.words_in(span.start, span.stop):
            word = placed.word
            if word.second is not None:
                inside = span.text.find(word.text[first:])
                return word.text, word.second, max(0, at) + max(0, inside)
    return None


def text_of(candidate: Candidate) -> str | None:
    """The candidate as the second reader read it; None when that is no other text."""
    text = candidate.text
    for span in candidate.spans:
        for placed, first, last in span.row.words_in(span.start, span.stop):
            word = placed.word
            if word.second and (first, last) == (0, len(word.text)):
                text = text.replace(word.text, word.second, 1)
    return text if text != candidate.text else None


def _values(fields: Iterable[Field]) -> Iterator[Value]:
    for field in fields:
        yield from field.values
        for row in field.rows:
            yield from _values(row.fields)


def _holds(box: Box, word: Word) -> bool:
    x, y = bounds(word.polygon).center
    return box.left <= x <= box.right and box.top <= y <= box.bottom


def _around(box: Box) -> Box:
    margin = _MARGIN * box.height
    return Box(
        max(0.0, box.left - margin),
        max(0.0, box.top - margin),
        min(1.0, box.right + margin),
        min(1.0, box.bottom + margin),
    )


def _judged(words: Sequence[Word], other: str) -> Iterator[Word]:
    """The words with the confidence that two readings give them."""
    mine = "".join(word.text for word in words)
    matcher = SequenceMatcher(None, _plain(mine), _plain(other), autojunk=False)
    alike = [False] * len(mine)
    for block in matcher.get_matching_blocks():
        alike[block.a : block.a + block.size] = [True] * block.size
    opcodes = matcher.get_opcodes()
    start = 0
    for word in words:
        stop = start + len(word.text)
        read = _read_there(opcodes, other, start, stop)
        if _plain(read) == _plain(word.text):
            yield _agreed(word)
        elif _outvotes(word, alike[start:stop]):
            yield _outvoting(word, alike[start:stop])
        else:
            yield _differs(word, read, alike[start:stop])
        start = stop


def _plain(text: str) -> str:
    """Without what makes no difference: case, and the shape of quotes and dashes. Of the same length."""
    return "".join(low if len(low := sign.lower()) == 1 else sign for sign in text.translate(_SHAPES))


def _read_there(opcodes: Sequence[tuple[str, int, int, int, int]], other: str, start: int, stop: int) -> str:
    """What the second reader read between two places of the first one's text."""
    parts: list[str] = []
    for kind, i1, i2, j1, j2 in opcodes:
        if kind == "insert":
            if start < i1 <= stop or i1 == start == 0:
                parts.append(other[j1:j2])
        elif i1 < stop and i2 > start:
            if kind == "equal":
                parts.append(other[j1 + max(0, start - i1) : j1 + min(i2, stop) - i1])
            elif kind == "replace":
                share = _share(i1, i2, j1, j2, max(start, i1), min(stop, i2))
                parts.append(other[share[0] : share[1]])
    return "".join(parts)


def _share(i1: int, i2: int, j1: int, j2: int, start: int, stop: int) -> tuple[int, int]:
    """The part of a replaced stretch that belongs to a part of what it replaces."""
    if i2 - i1 == j2 - j1:
        return j1 + start - i1, j1 + stop - i1
    per = (j2 - j1) / (i2 - i1)
    return j1 + round((start - i1) * per), j1 + round((stop - i1) * per)


def _agreed(word: Word) -> Word:
    characters = tuple(max(figure, AGREED) for figure in word.characters)
    confidence = None if word.confidence is None else max(word.confidence, AGREED)
    return replace(word, confidence=confidence, characters=characters)


def _outvotes(word: Word, alike: Sequence[bool]) -> bool:
    """Whether the first reader was certain of every letter that the second one read otherwise."""
    if len(word.characters) != len(word.text):
        return False
    doubted = [figure for figure, same in zip(word.characters, alike, strict=True) if not same]
    return bool(doubted) and min(doubted) >= CERTAIN


def _outvoting(word: Word, alike: Sequence[bool]) -> Word:
    figures = zip(word.characters, alike, strict=True)
    characters = tuple(figure if same else min(figure, OUTVOTED) for figure, same in figures)
    return replace(word, confidence=min(word.confidence or OUTVOTED, OUTVOTED), characters=characters)


def _differs(word: Word, read: str, alike: Sequence[bool]) -> Word:
    characters = tuple(
        figure if same else min(figure, DIFFERS) for figure, same in zip(word.characters, alike, strict=False)
    )
    if len(characters) != len(word.text):
        characters = ()
    confidence = None if word.confidence is None else min(word.confidence, WORD_DIFFERS)
    return replace(word, confidence=confidence, characters=characters, second=read)
