"""What is taken at a place: the words as they stand there, without what only surrounds them."""

from bisect import bisect_left
from itertools import groupby

from reviewer.domain.field import Region
from reviewer.domain.locating.hit import Hit, Place
from reviewer.domain.locating.outline import around, part
from reviewer.domain.locating.page_index import PageIndex

_OPENING = "([{<\"'“‘«„*#:;,.=_"
_CLOSING = ")]}>\"'”’»*:;,=_"
_PAIRED = {"(": ")", "[": "]", "{": "}", "<": ">", "“": "”", "‘": "’", "«": "»", "„": "“", '"': '"', "'": "'"}
_GAP = 1.5
"""Heights of the print from which two words of a line are apart."""


def place_of(page: PageIndex, hit: Hit, *, own: bool = False) -> Place:
    """A hit as it is listed and taken: to the end of its last word."""
    start, stop = _trimmed(page, hit)
    words = [page.words[number].text for number in range(hit.first, hit.last + 1)]
    words[-1] = words[-1][:stop]
    words[0] = words[0][start:]
    text = " ".join(words)
    found = len(text) - (stop - hit.stop) if hit.stop <= stop else len(text)
    known = [page.words[number].confidence for number in range(hit.first, hit.last + 1)]
    figures = [confidence for confidence in known if confidence is not None]
    return Place(
        hit,
        text,
        found,
        regions_of(page, hit.first, hit.last, start, stop),
        _beside(page, hit),
        min(figures) if len(figures) == len(known) else None,
        own,
    )


def found_regions(page: PageIndex, hit: Hit) -> tuple[Region, ...]:
    """Only what was found, one region a line."""
    return regions_of(page, hit.first, hit.last, hit.start, hit.stop)


def regions_of(page: PageIndex, first: int, last: int, start: int, stop: int) -> tuple[Region, ...]:
    """Regions around words, one a line, from a sign of the first to before a sign of the last."""
    regions = []
    for _, numbers in groupby(range(first, last + 1), key=page.lines.__getitem__):
        polygons = [
            part(
                page.words[number],
                start if number == first else 0,
                stop if number == last else len(page.words[number].text),
            )
            for number in numbers
        ]
        regions.append(Region(page.page, around(polygons)))
    return tuple(regions)


def _trimmed(page: PageIndex, hit: Hit) -> tuple[int, int]:
    """Where the text to take starts in the first word, and stops in the last: signs of value stay, brackets go."""
    first, last = page.words[hit.first].text, page.words[hit.last].text
    start, stop = hit.start, len(last)
    if start and not any(sign.isalnum() for sign in first[:start]):
        start = 0  # a minus, a currency
        while start < hit.start and first[start] in _OPENING and not _closed(first, start, last):
            start += 1
    while stop > hit.stop and last[stop - 1] in _CLOSING and not _opened(first, start, last, stop):
        stop -= 1
    if stop > hit.stop and last[stop - 1] == "." and last[: stop - 1][-1:].isdigit():
        stop -= 1  # the end of a sentence
    return start, stop


def _closed(first: str, start: int, last: str) -> bool:
    """Whether the bracket at a place is closed at the end of the words."""
    return first[start] in _PAIRED and last.rstrip(".,;:").endswith(_PAIRED[first[start]])


def _opened(first: str, start: int, last: str, stop: int) -> bool:
    """Whether the bracket before a place was opened in the words."""
    sign = last[stop - 1]
    return any(closing == sign and opening in first[start:] + last[: stop - 1] for opening, closing in _PAIRED.items())


def _beside(page: PageIndex, hit: Hit) -> str:
    """What stands on the same height, with a dot where a gap is; else the words of the line before."""
    own = range(hit.first, hit.last + 1)
    others = page.levels.beside(own)
    line = page.lines[hit.first]
    if not others and line:
        begin = bisect_left(page.lines, line - 1)
        others = list(range(begin, begin + len(page.text.lines[line - 1].words)))
    text, before = "", None
    for number in others:
        if before is not None:
            text += " · " if page.levels.apart(before, number) > _GAP else " "
        text += page.words[number].text
        before = number
    return text
