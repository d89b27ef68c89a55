"""What a value becomes when a word of the page is appended to it."""

from itertools import groupby

from reviewer.domain.field import Region, Value
from reviewer.domain.geometry import Box, Polygon, bounds, bounds_of
from reviewer.ui.canvas.transform import PageTransform
from reviewer.ui.canvas.words import Words

_SLANT = 0.002


def appended(value: Value, words: Words, number: int, page: int) -> tuple[str, tuple[Region, ...]]:
    """Text and regions with one more word, before or after what there is, by reading order."""
    word = words.words[number]
    region = Region(page, word.polygon)
    if not value.text:
        return word.text, (region,)
    if _comes_first(value, words, number, page):
        return f"{word.text} {value.text}", _joined(words, number, region, value.regions, before=True)
    return f"{value.text} {word.text}", _joined(words, number, region, value.regions, before=False)


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


def text_of(words: Words, numbers: list[int]) -> str:
    """Words as a text, in reading order, lines apart."""
    lines = groupby(numbers, key=words.lines.__getitem__)
    return "\n".join(" ".join(words.words[number].text for number in line) for _, line in lines)


def line_regions(words: Words, numbers: list[int], transform: PageTransform) -> list[Polygon]:
    """One polygon around the words of each line."""
    made = []
    for _, group in groupby(numbers, key=words.lines.__getitem__):
        line = [words.words[number].polygon for number in group]
        first, last = line[0], line[-1]
        if len(line) == 1:
            made.append(first)
        elif len(first) == len(last) == 4 and _leaning(first, last):
            made.append((first[0], last[1], last[2], first[3]))
        else:
            made.append(turned_to_print(bounds_of(line), transform, words))
    return made


def turned_to_print(box: Box, transform: PageTransform, words: Words | None) -> Polygon:
    """The corners of a box, clockwise from the top left of the print in it: as its words stand, else as it is shown."""
    polygon = box.polygon()
    quarter = None
    if words is not None:
        quarter = words.quarter(covered(words, (polygon,)), (transform.width, transform.height))
    if quarter is None:
        quarter = -transform.rotation // 90 % 4
    return polygon[quarter:] + polygon[:quarter]


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
    return word.center[0] < frame.center[0]


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
            pair = (region.polygon, beside.polygon) if before else (beside.polygon, region.polygon)
            one = Region(region.page, _around(*pair))
            return (one, *regions[1:]) if before else (*regions[:-1], one)
    return (region, *regions) if before else (*regions, region)


def _around(first: Polygon, last: Polygon) -> Polygon:
    """One polygon around two on a line: upright where they are, else from the first's left to the last's right edge."""
    if len(first) == len(last) == 4 and _leaning(first, last):
        return (first[0], last[1], last[2], first[3])
    return bounds_of((first, last)).polygon()


def _leaning(first: Polygon, last: Polygon) -> bool:
    (x1, y1), (x2, y2) = first[0], last[1]
    return min(abs(y2 - y1), abs(x2 - x1)) > _SLANT * 4
