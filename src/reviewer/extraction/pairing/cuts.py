"""Where a label ends and its answer begins in a stretch without a colon or a wide gap.

Every place between two words has named, additive features; the best place is cut where its score is above zero.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from reviewer.domain.geometry import Box
from reviewer.extraction.pairing.drawn import Drawn
from reviewer.extraction.pairing.kinds import FIGURES, like_label
from reviewer.extraction.pairing.weights import Features, score
from reviewer.extraction.rows import Placed

MOST_WORDS = 14
"""Words of a stretch in which a label and an answer may stand; longer ones are running text."""
_SAME_PLACE = 0.4  # heights
_ROWS, _COLUMN_ROWS = 4, 6
_FULL = 3  # neighbors that are as good as more
_READ, _KNOWN = 0.97, 0.9
_FILLING = frozenset(
    (
        "of",
        "the",
        "and",
        "&",
        "in",
        "for",
        "to",
        "by",
        "de",
        "du",
        "la",
        "le",
        "les",
        "der",
        "die",
        "das",
        "und",
        "von",
        "di",
        "del",
        "e",
        "y",
        "el",
        "a",
        "an",
        "or",
        "with",
        "at",
        "on",
    )
)


class Stretch:
    """Words that stand close to each other in a row, with no colon among them.

    Attributes:
        row: its number.
        page: its page.
        words: from left to right.
        texts: the words without what does not belong to the stretch.
        left, right: whether another stretch stands beside it.
        after_label: whether a text that a colon ends stands left of it.
        entry: whether it is a usual label, right behind which its answer stands.
    """

    __slots__ = ("after_label", "entry", "left", "page", "right", "row", "texts", "words")

    def __init__(self, row: int, page: int, words: Sequence[Placed], texts: Sequence[str]) -> None:
        self.row = row
        self.page = page
        self.words = words
        self.texts = texts
        self.left = False
        self.right = False
        self.after_label = False
        self.entry = False


class Places:
    """Where words and stretches of a document begin, to see what stands under what."""

    def __init__(self, stretches: Sequence[Stretch], height: float) -> None:
        self._height = height
        self._starts: dict[int, list[tuple[float, int]]] = defaultdict(list)
        self._words: dict[int, list[tuple[float, int]]] = defaultdict(list)
        self._labels: dict[int, list[tuple[float, int]]] = defaultdict(list)
        self._entries: dict[int, list[tuple[float, int]]] = defaultdict(list)
        self._widths: dict[tuple[int, int], float] = defaultdict(float)
        for stretch in stretches:
            first, last = stretch.words[0].box, stretch.words[-1].box
            key = stretch.page, stretch.row
            self._widths[key] = max(self._widths[key], last.right - first.left)
            if stretch.left:
                self._starts[stretch.page].append((first.left, stretch.row))
            if stretch.right and not stretch.after_label:
                self._labels[stretch.page].append((first.left, stretch.row))
            if stretch.entry:
                self._entries[stretch.page].append((first.left, stretch.row))
            if len(stretch.words) <= MOST_WORDS:
                self._words[stretch.page].extend((word.box.left, stretch.row) for word in stretch.words[1:])
        for places in (self._starts, self._words, self._labels, self._entries):
            for found in places.values():
                found.sort()

    def columns(self, stretch: Stretch, x: float) -> float:
        """Answers that begin at a place across, in rows close by: 0..1."""
        return self._count(self._starts, stretch, x, _COLUMN_ROWS)

    def words(self, stretch: Stretch, x: float) -> float:
        """Words within other stretches that begin there: 0..1."""
        return self._count(self._words, stretch, x, _ROWS)

    def labels(self, stretch: Stretch) -> float:
        """Texts with another one beside them that begin where a stretch begins: 0..1."""
        return self._count(self._labels, stretch, stretch.words[0].box.left, _COLUMN_ROWS)

    def entry_near(self, stretch: Stretch) -> bool:
        """Whether right above or below it a usual label begins, with its answer right behind it."""
        return self._count(self._entries, stretch, stretch.words[0].box.left, 1) > 0

    def wide_near(self, stretch: Stretch) -> float:
        """How wide the text above or below is, in 40 heights: much in running text."""
        widths = (self._widths.get((stretch.page, stretch.row + step), 0.0) for step in (-1, 1))
        return min(max(widths) / (40 * self._height), 1.5)

    def _count(self, places: Mapping[int, list[tuple[float, int]]], stretch: Stretch, x: float, rows: int) -> float:
        there = places.get(stretch.page, [])
        slack = _SAME_PLACE * self._height
        first, last = bisect_left(there, (x - slack, -1)), bisect_right(there, (x + slack, -1))
        near = {row for _, row in there[first:last] if row != stretch.row and abs(row - stretch.row) <= rows}
        return min(len(near), _FULL) / _FULL


class Cutter:
    """Cuts stretches into label and answer."""

    def __init__(
        self, places: Places, drawn: Mapping[int, Drawn], height: float, blank: float, weights: Mapping[str, float]
    ) -> None:
        self._weights = weights
        self._places = places
        self._drawn = drawn
        self._height = height
        self._blank = blank

    def cut(self, stretch: Stretch, known: Sequence[tuple[float, float]]) -> int | None:
        """The number of the word that begins the answer, None when all is one text.

        Args:
            stretch: to be cut.
            known: for each word but the first, the share of usual label words before it and from it on.
        """
        best, highest = None, 0.0
        for at, features in self.ways(stretch, known):
            figure = score(features, self._weights)
            if figure > highest:
                best, highest = at, figure
        return best

    def ways(self, stretch: Stretch, known: Sequence[tuple[float, float]]) -> Iterator[tuple[int, Features]]:
        """Each place between two words, with its features."""
        texts = stretch.texts
        if not 2 <= len(texts) <= MOST_WORDS:
            return
        gaps = [
            max(0.0, right.box.left - left.box.right) / self._height
            for left, right in zip(stretch.words, stretch.words[1:], strict=False)
        ]
        shared = self._of_stretch(stretch)
        twin = self._places.entry_near(stretch)
        for at in range(1, len(texts)):
            if like_label(" ".join(texts[:at])):
                yield (
                    at,
                    shared
                    | {"known_in_column": shared["labels_above"] * known[at - 1][0]}
                    | {"twin": float(twin and known[at - 1][0] > _KNOWN)}
                    | self._of_gap(gaps, at)
                    | self._of_texts(texts, at, known[at - 1])
                    | self._of_place(stretch, at),
                )

    def _of_stretch(self, stretch: Stretch) -> Features:
        count = len(stretch.texts)
        return {
            "cut": 1.0,
            "two_words": float(count == 2),
            "many_words": max(0, count - 6) / 4,
            "left": float(stretch.left),
            "right": float(stretch.right),
            "after_label": float(stretch.after_label),
            "labels_above": self._places.labels(stretch),
            "wide_near": self._places.wide_near(stretch),
            "tall": float(stretch.words[0].box.height > 1.35 * self._height),
        }

    def _of_gap(self, gaps: Sequence[float], at: int) -> Features:
        gap = gaps[at - 1]
        others = [one for number, one in enumerate(gaps, 1) if number != at]
        usual = self._blank / self._height
        return {
            "gap": min(gap, 2.0),
            "gap_more": min(max(0.0, gap - usual), 1.0),
            "gap_widest": float(bool(others) and gap > 1.25 * max(others)),
            "gap_over_mean": min(max(gap - sum(others) / len(others), -0.6), 0.8) if others else 0.0,
        }

    def _of_texts(self, texts: Sequence[str], at: int, known: tuple[float, float]) -> Features:
        before, after = texts[at - 1], texts[at]
        left, right = " ".join(texts[:at]), " ".join(texts[at:])
        figures = any(map(str.isdigit, left))
        return {
            "words_left": max(0, at - 3) / 2,
            "words_right": max(0, len(texts) - at - 4) / 3,
            "figures_left": float(figures),
            "figure_right": float(any(map(str.isdigit, after)) and not figures),
            "only_figures": float(bool(FIGURES.fullmatch(right)) and not figures and any(map(str.isdigit, right))),
            "money": float(after[0] in "$€£¥#+" and not figures),
            "known_left": known[0],
            "known_right": known[1],
            "known_both": known[0] * known[1],
            "capital_right": float(after[0].isupper()),
            "small_right": float(after[0].islower()),
            "small_left": float(before[0].islower()),
            "upper_ends": float(left.isupper() and not right.isupper() and any(map(str.islower, right))),
            "upper_begins": float(any(map(str.islower, left)) and right.isupper()),
            "filling": float(before.lower() in _FILLING or after.lower() in _FILLING),
            "comma": float(before.endswith((",", "-", "&", "/"))),
            "stop": float(before.endswith((".", "#")) and len(before) > 2),
            "opens": float(after.startswith("(")),
            "short_right": float(len(right) <= 2),
            "short_left": float(len(left) <= 3),
        }

    def _of_place(self, stretch: Stretch, at: int) -> Features:
        word, before = stretch.words[at], stretch.words[at - 1]
        unclear = [min(_confidence(part) for part in side) < _READ for side in (stretch.words[:at], stretch.words[at:])]
        return {
            "column": self._places.columns(stretch, word.box.left),
            "words_above": self._places.words(stretch, word.box.left),
            "line_begins": float(self._line_begins(stretch, before.box, word.box)),
            "unclear_begins": float(unclear[1] and not unclear[0]),
            "unclear_ends": float(unclear[0] and not unclear[1]),
        }

    def _line_begins(self, stretch: Stretch, before: Box, word: Box) -> bool:
        """Whether a line to write on begins at a word."""
        ends = self._drawn[stretch.page].line_below(word, self._height)
        return ends is not None and ends[0] > before.right - 0.6 * self._height


def _confidence(placed: Placed) -> float:
    return 1.0 if placed.word.confidence is None else placed.word.confidence
