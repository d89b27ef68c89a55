"""Machine-readable zones on pages, anywhere and at any quarter turn, and pieces that look like one."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice

from reviewer.domain.geometry import Box, Polygon, bounds_of
from reviewer.domain.mrz.clean import fillers, looks_like
from reviewer.domain.mrz.read import Reading, read
from reviewer.domain.text import Line, PageText, TextSource
from reviewer.extraction.rows import Placed, framed, grouped

_HINT = re.compile(r">>>>|[<«‹].*[<«‹]|([({\[£€_~cCkK])\1\1", re.DOTALL)
_APART = 3.0  # heights between two words of one row
_BELOW = 4.5  # heights between the middles of two rows under each other
_TALLER = 1.8
_FACING = 0.5
_MOST_STRIPS, _MOST_STACKS = 60, 200
_CLEARLY = 5  # fillers of a row that is an MRZ's, although it makes no sense
_UPSIDE_DOWN = ">"
_LEGIBLE = 0.85


class Strip:
    """A row of words that may be a row of an MRZ.

    Attributes:
        words: from left to right, with their boxes in a frame in which they stand upright.
        text: of the words, parted by blanks.
        box: around them.
    """

    def __init__(self, words: Sequence[Placed]) -> None:
        self.words = tuple(words)
        self.text = " ".join(placed.word.text for placed in words)
        boxes = [placed.box for placed in words]
        self.box = Box(
            min(box.left for box in boxes),
            min(box.top for box in boxes),
            max(box.right for box in boxes),
            max(box.bottom for box in boxes),
        )

    def confidence(self, at: int) -> float | None:
        """Of a character of the text, as far as the reader gave one."""
        for placed in self.words:
            word = placed.word
            if at < len(word.text):
                return word.characters[at] if len(word.characters) == len(word.text) else word.confidence
            at -= len(word.text) + 1
        return None


class Zone:
    """An MRZ on a page, or what looks like one.

    Attributes:
        page: index in the document.
        strips: its rows.
        reading: what it says, and where in the rows; None when the rows make no MRZ: it is cut off, or misread.
        turn: degrees clockwise that make it upright, from the page frame.
        certain: whether the characters come from a text layer.
    """

    def __init__(self, page: PageText, strips: Sequence[Strip], reading: Reading | None, turn: int) -> None:
        self.page = page.page
        self.strips = tuple(strips)
        self.reading = reading
        self.turn = turn
        self.certain = page.source is TextSource.TEXT_LAYER

    @property
    def valid(self) -> bool:
        """Whether all check digits are right."""
        return self.reading is not None and self.reading.mrz.valid

    @property
    def legible(self) -> bool:
        """Whether no check digit was used up for a repair, and the reader is fairly sure of the names."""
        return self.reading is not None and not self.reading.mrz.forced and self._names >= _LEGIBLE

    @cached_property
    def _names(self) -> float:
        """The mean confidence of their letters; 1.0 when the reader gave none."""
        if self.reading is None or self.certain:
            return 1.0
        figures: list[float] = []
        for name in ("surname", "given_names"):
            found = self.reading.mrz.element(name)
            for place in found.places if found is not None else ():
                strip, sources = self.strips[place.row], self.reading.sources[place.row][place.start : place.stop]
                figures += [figure for at in sources if at >= 0 and (figure := strip.confidence(at)) is not None]
        return sum(figures) / len(figures) if figures else 1.0

    @property
    def box(self) -> Box:
        """Around its words, in fractions of the page frame."""
        return bounds_of(placed.word.polygon for strip in self.strips for placed in strip.words)

    @property
    def rank(self) -> tuple[bool, bool, bool, int, int]:
        """The better one has the higher."""
        if self.reading is None:
            return False, False, False, 0, 0
        mrz = self.reading.mrz
        return True, mrz.valid, self.legible, sum(check.right for check in mrz.checks), -len(mrz.repairs)


def find(pages: Sequence[PageText]) -> tuple[Zone, ...]:
    """The zones of a document, page by page; the same MRZ twice is two zones."""
    return tuple(zone for page in pages for zone in _on_page(page))


def _on_page(page: PageText) -> Iterator[Zone]:
    lines = [line for line in page.lines if line.words]
    if not any(_HINT.search(word.text) for line in lines for word in line.words):
        return
    by_turn: dict[int, list[Line]] = {}
    headlong: dict[int, list[Line]] = {}
    for line in lines:
        if line.text.count(_UPSIDE_DOWN) >= _CLEARLY:
            headlong.setdefault((_turn(line.polygon, page.aspect) + 180) % 360, []).append(line)
            continue
        by_turn.setdefault(_turn(line.polygon, page.aspect), []).append(line)
    for turn, standing in sorted(by_turn.items()):
        if turn == page.turn or any(looks_like(line.text) for line in standing):
            yield from _zones(page, _strips(standing, page, turn), turn)
    for turn, hanging in sorted(headlong.items()):
        for stack in _neighbors([Strip(row) for row in _rows(hanging, page, turn)]):
            yield Zone(page, stack, None, turn)


def _turn(polygon: Polygon, aspect: float) -> int:
    """Degrees clockwise, a multiple of 90, that make a line upright."""
    (left, top), (right, bottom) = polygon[0], polygon[1]
    across, down = (right - left) * aspect, bottom - top
    if abs(across) >= abs(down):
        return 0 if across >= 0 else 180
    return 270 if down > 0 else 90


def _strips(lines: Sequence[Line], page: PageText, turn: int) -> list[Strip]:
    strips = [Strip(words) for row in _rows(lines, page, turn) for words in _parts(row)]
    return [strip for strip in strips if looks_like(strip.text)][:_MOST_STRIPS]


def _rows(lines: Sequence[Line], page: PageText, turn: int) -> list[list[Placed]]:
    return grouped(
        [[Placed(word, framed(word.polygon, page.aspect, turn, page.skew)) for word in line.words] for line in lines]
    )


def _parts(row: Sequence[Placed]) -> Iterator[list[Placed]]:
    """A row parted at wide gaps: two cards may lie side by side."""
    part = [row[0]]
    for placed in row[1:]:
        last = part[-1].box
        if placed.box.left - last.right > _APART * min(last.height, placed.box.height):
            yield part
            part = []
        part.append(placed)
    yield part


def _zones(page: PageText, strips: Sequence[Strip], turn: int) -> Iterator[Zone]:
    """The best zones that share no strip, then what looks like one."""
    possible = [
        Zone(page, rows, reading, turn)
        for rows in islice(_stacks(strips), _MOST_STACKS)
        if (reading := read([row.text for row in rows]))
    ]
    taken: set[Strip] = set()
    found: list[Zone] = []
    for zone in sorted(possible, key=lambda each: each.rank, reverse=True):
        if taken.isdisjoint(zone.strips):
            taken.update(zone.strips)
            found.append(zone)
    for stack in _neighbors([strip for strip in strips if strip not in taken]):
        if any(fillers(strip.text) >= _CLEARLY for strip in stack):
            found.append(Zone(page, stack, None, turn))
    yield from sorted(found, key=lambda zone: zone.strips[0].box.top)


def _neighbors(strips: Sequence[Strip]) -> list[list[Strip]]:
    """Strips from the top down, those together that stand under each other."""
    stacks: list[list[Strip]] = []
    for strip in strips:
        if stacks and _under(stacks[-1][-1], strip):
            stacks[-1].append(strip)
        else:
            stacks.append([strip])
    return stacks


def _stacks(strips: Sequence[Strip]) -> Iterator[list[Strip]]:
    """Two or three strips under each other."""
    for first in strips:
        for second in strips:
            if _under(first, second):
                yield [first, second]
                yield from ([first, second, third] for third in strips if _under(second, third))


def _under(upper: Strip, lower: Strip) -> bool:
    """Whether a strip may be the next row of an MRZ after another."""
    above, below = upper.box, lower.box
    height = min(above.height, below.height)
    apart = below.center[1] - above.center[1]
    facing = min(above.right, below.right) - max(above.left, below.left)
    return (
        0.5 * height < apart < _BELOW * height
        and max(above.height, below.height) < _TALLER * height
        and facing > _FACING * min(above.width, below.width)
    )
