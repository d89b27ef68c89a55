"""Lines in which some of the writing runs to the left, put together anew from the places of their words.

Programs write such lines in the order in which they look, each run of letters for itself, and MuPDF parts them where
the pen jumps. What a person reads follows from the places: the runs one after the other in the direction of the line,
Latin words and their figures among Hebrew ones from left to right. It undoes what the Unicode bidirectional algorithm
does, as far as the look tells: https://www.unicode.org/reports/tr9/.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import pairwise

from msgspec.structs import replace

from reviewer.domain.geometry import Box
from reviewer.domain.writing import balance
from reviewer.pages.glyph import Axes, Glyph
from reviewer.pages.pieces import Piece, pieces_of

Written = tuple[Axes, list[list[Glyph]]]
"""A line: how it runs, and its words."""

_BLANK, _APART = 0.1, 1.2
"""Heights: how far apart the letters of a word may be, and the words of a line."""
_STRAIGHT = 0.999
_STOPS = frozenset(".,;:!?،؛؟")
_OPENING, _CLOSING = frozenset("([{«"), frozenset(")]}»")
_FIRST_FIGURES, _MORE_FIGURES = re.compile(r"[(+]?\d{1,4}\)?"), re.compile(r"\d{2,4}(?:[.,]\d+)?\)?")


_Found = tuple[Piece, int]
"""A piece, and the number of the line that it was found in."""


def parted(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """The words that glyphs make; blanks part them."""
    words: list[list[Glyph]] = [[]]
    for glyph in glyphs:
        if not glyph.text.isspace():
            words[-1].append(glyph)
        elif words[-1]:
            words.append([])
    return words if words[-1] else words[:-1]


def put_right(lines: Sequence[Written]) -> list[Written]:
    """Lines with their words, and the letters of each, in the order in which they are read.

    Those that do not run straight to the right, and those without a letter that runs to the left, stay as they are.
    """
    pieces = [
        (piece, number)
        for number, (axes, words) in enumerate(lines)
        if axes.along[0] > _STRAIGHT
        for word in words
        for piece in pieces_of(word)
    ]
    stretches = [stretch for row in _rows(pieces) for stretch in _stretches(row)]
    taken = {number for stretch in stretches if _runs_left(stretch) for _, number in stretch}
    page = _around(piece for stretch in stretches for piece, _ in stretch) if pieces else None
    found = [line for number, line in enumerate(lines) if number not in taken]
    for stretch in stretches:
        own = [piece for piece, number in stretch if number in taken]
        if own and page is not None:
            found.append((lines[stretch[0][1]][0], list(_words(own, page))))
    return found


def _rows(pieces: Iterable[_Found]) -> list[list[_Found]]:
    """Pieces at one height, from left to right."""
    rows: list[list[_Found]] = []
    for found in sorted(pieces, key=lambda one: one[0].box.center[1]):
        first = rows[-1][0][0].box if rows else None
        if first is not None and first.top < found[0].box.center[1] < first.bottom:
            rows[-1].append(found)
        else:
            rows.append([found])
    return [sorted(row, key=lambda one: one[0].box.left) for row in rows]


def _stretches(row: Sequence[_Found]) -> Iterator[list[_Found]]:
    """The pieces of a row that stand no farther apart than words do."""
    stretch = [row[0]]
    for one, other in pairwise(row):
        if other[0].box.left - one[0].box.right > _APART * max(one[0].box.height, other[0].box.height):
            yield stretch
            stretch = []
        stretch.append(other)
    yield stretch


def _runs_left(stretch: Iterable[_Found]) -> bool:
    return any(piece.way < 0 for piece, _ in stretch)


def _words(pieces: list[Piece], page: Box) -> Iterator[list[Glyph]]:
    """The words of a line in the order of reading; its pieces come from left to right."""
    groups = _to_left(pieces) if _is_to_left(pieces, page) else _to_right(pieces)
    if _are_mirrored("".join(pieces[at].text for group in groups for at in group)):
        pieces = [piece.mirrored if piece.way <= 0 else piece for piece in pieces]
    word: list[Glyph] = []
    last: tuple[Sequence[int], int] | None = None
    for group in groups:
        for at in group:
            joins = last is not None and _touch(pieces, last, (group, at))
            if last is not None and joins and abs(last[1] - at) > 1:
                word = _beside(word, pieces[at].glyphs, signs_first=pieces[last[1]].is_sign)
            elif joins:
                word = word + pieces[at].glyphs
            else:
                if word:
                    yield word
                word = pieces[at].glyphs
            last = (group, at)
    yield word


def _touch(pieces: Sequence[Piece], before: tuple[Sequence[int], int], after: tuple[Sequence[int], int]) -> bool:
    """Whether there is no blank between two pieces that are read one after the other.

    Where one group of pieces follows another, the blank between them stands between the ends that face each other; a
    letter or figure that stands elsewhere is a word of its own all the same.
    """
    (one, first), (other, second) = before, after
    if one is other:
        low, high = min(first, second), max(first, second)
    else:
        low, high = (max(one), min(other)) if max(one) < min(other) else (max(other), min(one))
        if high - low == 1 and abs(first - second) > 1 and not (pieces[first].is_sign or pieces[second].is_sign):
            return False
    gap = pieces[high].box.left - pieces[low].box.right
    return high - low == 1 and gap < _BLANK * max(pieces[low].box.height, pieces[high].box.height)


def _beside(word: list[Glyph], more: list[Glyph], *, signs_first: bool) -> list[Glyph]:
    """A word with signs that belong to it but stand elsewhere on the line: its place is that of the word alone."""
    moved, stay = (word, more) if signs_first else (more, word)
    box = stay[0 if signs_first else -1].box
    x = box.left if signs_first == (stay[0].box.left <= stay[-1].box.left) else box.right
    placed = [replace(glyph, box=Box(x, box.top, x, box.bottom)) for glyph in moved]
    return placed + stay if signs_first else stay + placed


def _is_to_left(pieces: Sequence[Piece], page: Box) -> bool:
    """Whether a line is read from the right; told by what stands at its ends, by its edges, by its letters."""
    ways = [piece.way for piece in pieces if piece.way]
    if len(ways) == 0 or ways[0] == ways[-1]:
        return bool(ways) and ways[0] < 0
    box = _around(pieces)
    if pieces[0].text[:1] in _STOPS or pieces[-1].text[-1:] in _STOPS:
        return pieces[0].text[:1] in _STOPS
    free, near = _APART * box.height, 0.5 * box.height
    left, right = box.left - page.left, page.right - box.right
    if (left > free and right < near) or (right > free and left < near):
        return right < near
    return sum(balance(piece.text) for piece in pieces) <= 0


def _to_left(pieces: Sequence[Piece]) -> list[list[int]]:
    """From the right, but Latin words with the figures among and beside them, and groups of figures, from the left."""
    groups: list[list[int]] = []
    for at in range(len(pieces)):
        if groups and _goes_on(pieces, groups[-1], at):
            groups[-1].append(at)
        else:
            groups.append([at])
    return _joined(pieces, groups)[::-1]


def _goes_on(pieces: Sequence[Piece], group: Sequence[int], at: int) -> bool:
    last, this = pieces[group[-1]], pieces[at]
    if last.way < 0 or this.way < 0:
        return False
    if any(pieces[one].way > 0 for one in group):
        return this.way > 0 or this.figures
    if this.way > 0:
        return last.figures
    return bool(_FIRST_FIGURES.fullmatch(last.text) and _MORE_FIGURES.fullmatch(this.text))


def _joined(pieces: Sequence[Piece], groups: list[list[int]]) -> list[list[int]]:
    """Latin words on both sides of a sign are one group with it."""
    done: list[list[int]] = []
    for group in groups:
        latin = pieces[group[0]].way > 0
        if latin and len(done) > 1 and pieces[done[-1][0]].is_sign and pieces[done[-2][-1]].way > 0:
            sign = done.pop()
            group = done.pop() + sign + group
        done.append(group)
    return done


def _to_right(pieces: Sequence[Piece]) -> list[list[int]]:
    """From the left, but words that run to the left, with what stands between them, from the right."""
    groups: list[list[int]] = []
    at = 0
    while at < len(pieces):
        end = at + 1
        if pieces[at].way < 0 or _begins_left(pieces, at):
            latin = next((n for n in range(at, len(pieces)) if pieces[n].way > 0), len(pieces))
            end = max(n for n in range(at, latin) if pieces[n].way < 0) + 1
        groups.append(list(range(at, end))[::-1])
        at = end
    return groups


def _begins_left(pieces: Sequence[Piece], at: int) -> bool:
    """Whether figures belong to the words on their right: others stand on their left, or nothing does."""
    if not pieces[at].figures or at + 1 == len(pieces) or pieces[at + 1].way >= 0:
        return False
    return at == 0 or pieces[at - 1].figures


def _are_mirrored(text: str) -> bool:
    """Whether brackets close before they open: then they are named after their look."""
    marks = [sign for sign in text if sign in _OPENING or sign in _CLOSING]
    return bool(marks) and marks[0] in _CLOSING


def _around(pieces: Iterable[Piece]) -> Box:
    return reduce(Box.joined, (piece.box for piece in pieces))
