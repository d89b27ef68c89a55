"""What a value becomes when a word of the page is appended to it, or taken out of it again."""

from collections.abc import Callable, Sequence
from itertools import groupby, pairwise

from reviewer.domain.field import Region, Value
from reviewer.domain.geometry import Box, Polygon, bounds, bounds_of
from reviewer.domain.locating.outline import around
from reviewer.domain.writing import balance, runs_left
from reviewer.ui.canvas.transform import PageTransform
from reviewer.ui.canvas.words import Words

Taken = tuple[str, tuple[Region, ...]]
"""Text and regions of a value."""


def appended(value: Value, words: Words, number: int, page: int) -> Taken:
    """Text and regions with one more word, by reading order: before or after what there is, or within it.

    Within it only while the text is just that of its words: in a text that was changed nobody knows where it belongs.
    """
    word = words.words[number]
    region = Region(page, word.polygon)
    if not value.text:
        return word.text, (region,)
    present = _present(value, words, page)
    if number in present and value.text == word.text:
        return value.text, value.regions  # it is all there is
    if present and present[0] < number < present[-1] and _reads(value, words, present):
        numbers = sorted({*present, number})
        return " ".join(words.words[each].text for each in numbers), _regions(words, numbers, page)
    if _comes_first(value, words, number, page):
        return f"{word.text} {value.text}", _joined(words, number, region, value.regions, before=True)
    return f"{value.text} {word.text}", _joined(words, number, region, value.regions, before=False)


def removed(value: Value, words: Words, number: int, page: int) -> Taken | None:
    """Text and regions without a word that is in them; None when it is not, or is all there is."""
    present = _present(value, words, page)
    if number not in present:
        return None
    parts = value.text.split()
    word = words.words[number].text
    if len(parts) < 2 or word not in parts:
        return None
    at = _place_in(parts, [words.words[each].text for each in present], present.index(number))
    kept = [each for each in present if each != number]
    others = tuple(region for region in value.regions if region.page != page)
    here = _regions(words, kept, page)
    first = [region for region in others if region.page < page]
    last = [region for region in others if region.page > page]
    lines = value.text.split("\n")
    text = " ".join(parts[:at] + parts[at + 1 :]) if len(lines) == 1 else _without(lines, at)
    return text, (*first, *here, *last)


def covered(words: Words, polygons: tuple[Polygon, ...]) -> list[int]:
    """Numbers of the words whose middle lies in one of the polygons' frames."""
    found: set[int] = set()
    for polygon in polygons:
        frame = bounds(polygon)
        for number in words.grid.touching(frame):
            x, y = words.grid.boxes[number].center
            if frame.left <= x <= frame.right and frame.top <= y <= frame.bottom:
                found.add(number)
    return sorted(found)


def text_of(words: Words, numbers: Sequence[int], beside: Callable[[int, int], bool]) -> str:
    """Words as a text, in reading order, lines apart.

    Args:
        words: of the page.
        numbers: of those that are meant.
        beside: whether two of them stand on one row: cells of a table are lines of their own, and no lines of a text.
    """
    text = "".join(words.words[number].text for number in numbers[:1])
    for before, number in pairwise(numbers):
        together = words.lines[before] == words.lines[number] or beside(before, number)
        text += (" " if together else "\n") + words.words[number].text
    return text


def line_regions(words: Words, numbers: list[int]) -> list[Polygon]:
    """One polygon around the words of each line."""
    lines = groupby(numbers, key=words.lines.__getitem__)
    return [around([words.words[number].polygon for number in line]) for _, line in lines]


def turned_to_print(box: Box, transform: PageTransform, words: Words | None) -> Polygon:
    """The corners of a box, clockwise from the top left of the print in it: as its words stand, else as it is shown."""
    polygon = box.polygon()
    quarter = None
    if words is not None:
        quarter = words.quarter(covered(words, (polygon,)), (transform.width, transform.height))
    if quarter is None:
        quarter = -transform.rotation // 90 % 4
    return polygon[quarter:] + polygon[:quarter]


def _present(value: Value, words: Words, page: int) -> list[int]:
    """The words of a page that a value covers."""
    return covered(words, tuple(region.polygon for region in value.regions if region.page == page))


def _reads(value: Value, words: Words, present: Sequence[int]) -> bool:
    """Whether a value is just the words that it covers, all of them on this page."""
    return value.text.split() == [words.words[number].text for number in present]


def _place_in(parts: list[str], present: list[str], at: int) -> int:
    """Which part of the text is the word: of several that read the same, the one with as many of them before it."""
    before = present[:at].count(present[at])
    places = [place for place, part in enumerate(parts) if part == present[at]]
    return places[min(before, len(places) - 1)]


def _without(lines: list[str], at: int) -> str:
    """Lines of words without one of them, counted over all lines."""
    kept = []
    for line in lines:
        parts = line.split()
        if 0 <= at < len(parts):
            del parts[at]
            at = -1
        elif at >= 0:
            at -= len(parts)
        if parts:
            kept.append(" ".join(parts))
    return "\n".join(kept)


def _comes_first(value: Value, words: Words, number: int, page: int) -> bool:
    pages = [region.page for region in value.regions]
    if page not in pages:
        return bool(pages) and page < min(pages)
    here = tuple(region.polygon for region in value.regions if region.page == page)
    present = covered(words, here)
    if present:
        return number < present[0]
    frame, word = bounds_of(here), words.grid.boxes[number]
    if word.bottom <= frame.top or word.top >= frame.bottom:
        return word.bottom <= frame.top
    right_of = word.center[0] > frame.center[0]
    return right_of if _runs_left(words, number) else not right_of


def _runs_left(words: Words, number: int) -> bool:
    """Whether the line of a word is read from the right: figures in it stand as its letters do."""
    if runs_left(words.words[number].text):
        return True
    line = words.lines[number]
    first, last = number, number
    while first and words.lines[first - 1] == line:
        first -= 1
    while last + 1 < len(words.lines) and words.lines[last + 1] == line:
        last += 1
    return sum(balance(words.words[each].text) for each in range(first, last + 1)) < 0


def _regions(words: Words, numbers: Sequence[int], page: int) -> tuple[Region, ...]:
    """Regions around words, one for those that follow each other on a line."""
    groups: list[list[int]] = []
    for number in numbers:
        follows = groups and groups[-1][-1] == number - 1 and words.lines[number - 1] == words.lines[number]
        if follows:
            groups[-1].append(number)
        else:
            groups.append([number])
    return tuple(Region(page, around([words.words[number].polygon for number in group])) for group in groups)


def _joined(
    words: Words, number: int, region: Region, regions: tuple[Region, ...], *, before: bool
) -> tuple[Region, ...]:
    """The regions with the word's; on the same line and next to it, the two become one."""
    if not regions:
        return (region,)
    beside = regions[0] if before else regions[-1]
    if beside.page == region.page:
        present = covered(words, (beside.polygon,))
        nearest = (present[0] if before else present[-1]) if present else None
        step = 1 if before else -1
        if nearest == number + step and words.lines[nearest] == words.lines[number]:
            one = Region(region.page, around((beside.polygon, region.polygon)))
            return (one, *regions[1:]) if before else (*regions[:-1], one)
    return (region, *regions) if before else (*regions, region)
