"""The words of a document in visual rows, and places in their text."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from statistics import median

from reviewer.domain.embedded import EmbeddedInvoice
from reviewer.domain.geometry import Box
from reviewer.domain.normalize import folded
from reviewer.domain.text import PageText, TextSource, Word
from reviewer.extraction.rows import Placed, framed, grouped
from reviewer.extraction.zones import Zone, find

WORD_LIMIT = 6_000
"""Words of a document that are looked at for candidates: the first and the last half of them."""

SEGMENT_GAP = 1.3  # heights between two words that do not belong together


class Row:
    """Words that stand side by side, from left to right.

    Attributes:
        number: in the document, from 0.
        page: index in the document.
        words: with their boxes, from left to right.
        text: of the words, with one blank between two.
        folded: the text in lower case without accents, of the same length.
        starts: where each word begins in the text.
        box: around all words.
        certain: whether the characters come from a text layer.
    """

    def __init__(self, number: int, page: int, words: Sequence[Placed], certain: bool) -> None:
        self.number = number
        self.page = page
        self.words = tuple(words)
        self.certain = certain
        self.text = " ".join(placed.word.text for placed in words)
        starts, at = [], 0
        for placed in words:
            starts.append(at)
            at += len(placed.word.text) + 1
        self.starts = tuple(starts)
        self.box = _around([placed.box for placed in self.words])

    @cached_property
    def folded(self) -> str:
        return folded(self.text)

    @cached_property
    def letters(self) -> tuple[int, int]:
        """Where the first and the last letter of the text stand; without any, behind and before all places."""
        places = [at for at, sign in enumerate(self.text) if sign.isalpha()]
        return (places[0], places[-1]) if places else (len(self.text), -1)

    @cached_property
    def height(self) -> float:
        """Of its print: the median of its words."""
        return median(placed.box.height for placed in self.words)

    def words_in(self, start: int, stop: int) -> Iterator[tuple[Placed, int, int]]:
        """The words that a stretch of the text touches, each with the part of it (start and stop in the word)."""
        number = max(bisect_right(self.starts, start) - 1, 0)
        for at in range(number, len(self.words)):
            begin = self.starts[at]
            if begin >= stop:
                break
            size = len(self.words[at].word.text)
            first, last = max(start - begin, 0), min(stop - begin, size)
            if first < last:
                yield self.words[at], first, last


def _around(boxes: Sequence[Box]) -> Box:
    return Box(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )


class Span:
    """A stretch of a row's text."""

    __slots__ = ("_box", "row", "start", "stop")

    def __init__(self, row: Row, start: int, stop: int) -> None:
        self.row = row
        self.start = start
        self.stop = stop
        self._box: Box | None = None

    @property
    def text(self) -> str:
        return self.row.text[self.start : self.stop]

    @property
    def box(self) -> Box:
        """In the reading frame, cut within words in proportion to their characters."""
        if self._box is None:
            self._box = self._cut()
        return self._box

    def _cut(self) -> Box:
        if self.start == 0 and self.stop == len(self.row.text):
            return self.row.box
        parts = [
            Box(
                placed.box.left + placed.box.width * first / len(placed.word.text),
                placed.box.top,
                placed.box.left + placed.box.width * last / len(placed.word.text),
                placed.box.bottom,
            )
            for placed, first, last in self.row.words_in(self.start, self.stop)
        ]
        return _around(parts) if parts else self.row.box

    def overlaps(self, other: "Span") -> bool:
        return self.row is other.row and self.start < other.stop and other.start < self.stop


class Layout:
    """All rows of a document.

    Attributes:
        rows: from top to bottom, page by page.
        height: of usual print, in page heights.
        languages: as read with, BCP 47.
        left_out: how many words in the middle of a very long document are not in the rows.
        zones: its machine-readable zones; their words are in the rows too.
        embedded: the electronic invoice in its file.
        tick_boxes, strokes: how many boxes to tick and how many strokes are drawn on its pages.
    """

    def __init__(
        self,
        rows: Sequence[Row],
        languages: tuple[str, ...] = (),
        left_out: int = 0,
        zones: tuple[Zone, ...] = (),
        embedded: EmbeddedInvoice | None = None,
        *,
        tick_boxes: int = 0,
        strokes: int = 0,
    ) -> None:
        self.rows = tuple(rows)
        self.languages = languages
        self.left_out = left_out
        self.zones = zones
        self.embedded = embedded
        self.tick_boxes = tick_boxes
        self.strokes = strokes
        self.height = median([row.height for row in rows]) if rows else 0.01

    @cached_property
    def widths(self) -> dict[int, tuple[float, float]]:
        """Left and right end of the print by page, in page heights."""
        found: dict[int, tuple[float, float]] = {}
        for row in self.rows:
            left, right = found.get(row.page, (row.box.left, row.box.right))
            found[row.page] = (min(left, row.box.left), max(right, row.box.right))
        return found

    @cached_property
    def pitch(self) -> float:
        """The usual distance from one row down to the next, in page heights; 0 when there are no two."""
        steps = [b.box.top - a.box.top for a, b in pairwise(self.rows) if a.page == b.page]
        real = [step for step in steps if step > self.height]
        return median(real) if real else 0.0

    @cached_property
    def segments(self) -> tuple[tuple[Span, ...], ...]:
        """For each row, its stretches without a wide gap."""
        return self.parted(SEGMENT_GAP * self.height)

    def parted(self, gap: float) -> tuple[tuple[Span, ...], ...]:
        """For each row, its stretches without a gap wider than given, in page heights."""
        return tuple(tuple(_segments(row, gap)) for row in self.rows)

    @cached_property
    def blank(self) -> float:
        """The usual gap between two words, in page heights."""
        gaps = [b.box.left - a.box.right for row in self.rows for a, b in pairwise(row.words)]
        narrow = [gap for gap in gaps if 0 < gap < self.height]
        return median(narrow) if narrow else 0.3 * self.height


def build(pages: Sequence[PageText]) -> Layout:
    """Group the words of pages into rows; of an endless document only its first and last words."""
    lines = [(page, line.words) for page in pages for line in page.lines if line.words]
    count = sum(len(words) for _, words in lines)
    if count > WORD_LIMIT:
        lines = _ends(lines, WORD_LIMIT)
    by_page: dict[int, tuple[PageText, list[list[Placed]]]] = {}
    for page, words in lines:
        placed = [Placed(word, framed(word.polygon, page.aspect, page.turn, page.skew)) for word in words if word.text]
        if placed:
            by_page.setdefault(page.page, (page, []))[1].append(placed)
    rows: list[Row] = []
    for page, placed_lines in by_page.values():
        certain = page.source is TextSource.TEXT_LAYER
        for row in grouped(placed_lines):
            rows.append(Row(len(rows), page.page, row, certain))
    languages = tuple(dict.fromkeys(language for page in pages for language in page.languages))
    embedded = next((page.embedded for page in pages if page.embedded is not None), None)
    return Layout(
        rows,
        languages,
        count - sum(len(words) for _, words in lines),
        find(pages),
        embedded,
        tick_boxes=sum(len(page.tick_boxes) for page in pages),
        strokes=sum(len(page.strokes) for page in pages),
    )


def _ends(lines: list[tuple[PageText, tuple[Word, ...]]], limit: int) -> list[tuple[PageText, tuple[Word, ...]]]:
    head: list[tuple[PageText, tuple[Word, ...]]] = []
    tail: list[tuple[PageText, tuple[Word, ...]]] = []
    room = limit // 2
    for page, words in lines:
        if room <= 0:
            break
        head.append((page, words[:room]))
        room -= len(words)
    room = limit // 2
    for page, words in reversed(lines[len(head) :]):
        if room <= 0:
            break
        tail.append((page, words[-room:]))
        room -= len(words)
    return head + tail[::-1]


def _segments(row: Row, gap: float) -> Iterator[Span]:
    first = 0
    for number in range(1, len(row.words) + 1):
        last = number == len(row.words)
        if last or _between(row.words[number - 1].box, row.words[number].box) > gap:
            yield Span(row, row.starts[first], row.starts[number - 1] + len(row.words[number - 1].word.text))
            first = number


def _between(one: Box, other: Box) -> float:
    """How far apart two words of a row stand, whichever of them is on the left."""
    return max(other.left - one.right, one.left - other.right)
