"""A sheet of paper that a form is written on: its style, where print and lines stand, and what belongs together."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import pymupdf

from _pairing import texts
from _pairing.parts import Part, Role
from _pairing.texts import Rng

WIDTH, HEIGHT = 850.0, 1100.0
FACES = {"sans": "helv", "bold": "hebo", "serif": "tiro", "typewriter": "cour", "hand": "tiit"}
"""Faces by their name among the base fonts of PDF, whose metrics are everywhere the same."""
MOST_LABEL = 34
"""Characters of a label."""

Point = tuple[float, float]


@cache
def width_of(face: str, text: str) -> float:
    """How wide a text is printed, in heights of the print."""
    return float(_font(face).text_length(text, 1))


@cache
def _font(face: str) -> pymupdf.Font:
    return pymupdf.Font(FACES[face])


@dataclass(frozen=True, slots=True)
class Item:
    """A printed word; lengths in points, `y` is where it stands."""

    x: float
    y: float
    width: float
    size: float
    text: str
    part: Part
    hand: bool


@dataclass(frozen=True, slots=True)
class Box:
    """A box to tick."""

    left: float
    top: float
    right: float
    bottom: float
    checked: bool


class Sheet:
    """A sheet with a style of its own: two thirds are dense and typewritten, the others as printers make them."""

    def __init__(self, seed: int) -> None:
        self.rng = rng = Rng(seed)
        self.items: list[Item] = []
        self.strokes: list[tuple[Point, Point]] = []
        self.boxes: list[Box] = []
        self._numbers = 0
        self.dense = rng.hit(0.6)
        self.wordy = rng.choice([0, 0.3, 0.6, 0.9])
        self.size = rng.uniform(10, 15)
        self.label_face = rng.choice(["sans", "serif", "typewriter", "bold", "typewriter", "sans"])
        self.value_face = rng.choice([self.label_face, "typewriter", "typewriter", "hand", "sans", "serif"])
        self.hand = self.value_face == "hand" or rng.hit(0.1)
        self.label_size = self.size * (rng.uniform(0.7, 1) if rng.hit(0.3) else 1)
        self.value_size = self.size * (rng.uniform(1, 1.35) if self.hand else 1)
        self.upper_labels, self.upper_values = rng.hit(0.4), rng.hit(0.25)
        self.small_values = not self.upper_values and rng.hit(0.18)
        self.colon: float = rng.choice([0, 0, 0, 0.1, 0.3, 0.7, 1, 1])
        self.known = rng.choice([0.15, 0.3, 0.5, 0.8])
        self.empty = rng.choice([0, 0.1, 0.2, 0.4])
        self.pitch = self.size * rng.uniform(1.25, 2.4)
        self.left, self.right = rng.uniform(50, 120), WIDTH - rng.uniform(50, 110)
        self.blanks = rng.choice(["none", "none", "none", "line", "dots", "under", "box"])
        self.several = rng.choice([0.05, 0.1, 0.25])
        self.flat, self.long_labels = 1.0, 0.0
        self.clear = False  # read without a mistake
        if self.dense:
            self._be_dense()

    def _be_dense(self) -> None:
        rng = self.rng
        self.flat, self.long_labels = rng.uniform(0.6, 1), rng.choice([0, 0, 0.03, 0.08])
        self.colon = rng.choice([0, 0.1, 0.3, 0.6, 0.9, 1, 1])
        self.blanks = rng.choice(["none", "none", "line", "line", "line", "dots", "under", "box"])
        self.small_values = self.small_values and rng.hit(0.4)
        self.upper_values = not self.small_values and (self.upper_values or rng.hit(0.3))
        self.upper_labels = self.upper_labels or rng.hit(0.15)
        if rng.hit(0.5):
            self.label_face = "typewriter" if rng.hit(0.6) else self.label_face
            self.value_face, self.hand = "typewriter", False
        self.pitch = self.size * rng.choice([1.25, 1.6, 2, 2.5, 2.5, 3])
        self.known = rng.choice([0.1, 0.2, 0.3, 0.5])

    # What stands on it

    def print(self, x: float, y: float, text: str, part: Part, size: float, face: str, *, hand: bool = False) -> float:
        """Words beginning at a place. Returns where they end."""
        rng = self.rng
        loose = rng.uniform(0.8, 2.8 if rng.hit(0.25) else 2) if hand else 1
        blank = width_of(face, " ") * size * loose
        y += rng.uniform(-0.12, 0.12) * size if hand else 0
        for word in text.split():
            width = width_of(face, word) * size
            self.items.append(Item(x, y, width, size, word, part, hand))
            x += width + blank
        return x - blank

    def line(self, start: Point, end: Point) -> None:
        self.strokes.append((start, end))

    def across(self, left: float, right: float, y: float) -> None:
        self.line((left, y), (right, y))

    def down(self, x: float, top: float, bottom: float) -> None:
        self.line((x, top), (x, bottom))

    def frame(self, left: float, top: float, right: float, bottom: float) -> None:
        self.across(left, right, top)
        self.across(left, right, bottom)
        self.down(left, top, bottom)
        self.down(right, top, bottom)

    def tick(self, x: float, y: float, side: float, *, checked: bool) -> None:
        self.boxes.append(Box(x, y - side, x + side, y, checked))

    def blank(self, left: float, right: float, y: float, kind: str, pair: int) -> None:
        """A line of dots or dashes to write on."""
        sign = "." if kind == "dots" else "_"
        count = int((right - left) / (width_of(self.label_face, sign) * self.size))
        if count >= 3:
            self.print(left, y, sign * count, Part(Role.BLANK, pair), self.size, self.label_face)

    # What belongs together

    def pair(self) -> int:
        """The number of a new pair, or of another text."""
        self._numbers += 1
        return self._numbers

    def other(self) -> Part:
        return Part(Role.OTHER, self.pair())

    def label(self, x: float, y: float, text: str, pair: int, size: float | None = None) -> float:
        return self.print(x, y, text, Part(Role.LABEL, pair), size or self.label_size, self.label_face)

    def value(self, x: float, y: float, text: str, pair: int) -> float:
        part = Part(Role.VALUE, pair)
        return self.print(x, y, self.cased(text), part, self.value_size, self.value_face, hand=self.hand)

    # Texts in its style

    def cased(self, text: str) -> str:
        return text.upper() if self.upper_values else text.lower() if self.small_values else text

    def named(self, *, colon: bool | None = None, most: float | None = None, size: float | None = None) -> str:
        """The text of a label, with a colon or without.

        Args:
            colon: whether one ends it; by the style when None.
            most: how wide it may be.
            size: of its print.
        """
        text = self._named()
        while most is not None and len(text) > 3 and self.width(text, size or self.label_size) > most:
            text = text.rsplit(maxsplit=1)[0] if " " in text else text[:-2]
        with_colon = self.rng.hit(self.colon) if colon is None else colon
        return text + (self.rng.choice([":", ":", ":", " :"]) if with_colon else "")

    def _named(self) -> str:
        rng = self.rng
        text = texts.label(rng, self.known)
        while len(text) > MOST_LABEL:
            text = texts.label(rng, self.known)
        if rng.hit(self.long_labels):
            text = texts.long_label(rng)
        elif self.dense and rng.hit(0.04):
            text = text.lower()
        return text.upper() if self.upper_labels else text

    def answer(self, room: float) -> str:
        """An answer that fits into a width."""
        for _ in range(20):
            text = texts.answer(self.rng, self.wordy)
            if self.value_width(text) <= room:
                return text
        return str(self.rng.randint(1, 99))

    def lines(self, room: float, count: int) -> list[str]:
        """Running text that fills lines of a width."""
        rng = self.rng
        found = []
        for number in range(count):
            words = [rng.choice(texts.WORDS)]
            while self.value_width(" ".join([*words, more := rng.choice(texts.WORDS)])) <= room:
                words.append(more)
                if number == count - 1 and rng.hit(0.12):
                    break
            found.append(" ".join(words))
        found[0] = found[0].capitalize()
        found[-1] += "." if rng.hit(0.6) else ""
        return found

    def width(self, text: str, size: float, face: str | None = None) -> float:
        return width_of(face or self.label_face, text) * size

    def value_width(self, text: str) -> float:
        return width_of(self.value_face, self.cased(text)) * self.value_size * (1.2 if self.hand else 1)
