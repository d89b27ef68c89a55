"""Which ink in the picture of a line is its print: not rules, nor slices of the lines above and below."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

_RULE_HEIGHT, _RULE_WIDTH = 0.15, 1.0
_LOWEST = 0.2
_LEAST, _FLATTEST = 0.5, 5.0
_MIDDLE = 0.1
_CORE, _IN_CORE = 0.5, 0.3
_ABOVE_CORE, _OVER_LETTER = 0.4, 0.3
_ROW_GAP = 0.15

Mask = NDArray[np.bool_]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Print:
    """The print of a line.

    Attributes:
        mask: its ink, without what is not print of this line, shape (height, width).
        top, bottom: the rows where it begins and ends.
        letter: the height of most letters, pixels; 0 when they are not whole.
        columns: where there are whole letters, shape (width,).
    """

    mask: Mask
    top: int
    bottom: int
    letter: float
    columns: Mask


def found(mask: Mask) -> Print:
    """The print of a line, of which the ink is known, shape (height, width)."""
    pieces = _Pieces(mask)
    letters = pieces.letters()
    letter = pieces.height_of(letters)
    if letter < _LOWEST * len(mask):  # there are none, or they are made of dots
        rest = pieces.drawn(~pieces.rules())
        return Print(rest, *_by_gaps(rest), 0.0, np.zeros(mask.shape[1], np.bool_))
    core = pieces.core(letters)
    own = letters & pieces.in_or_over(core)
    own |= letters & pieces.over(own, _OVER_LETTER * (core[1] - core[0]))
    top, bottom = int(pieces.tops[own].min()), int(pieces.bottoms[own].max())
    whole = pieces.drawn(own & pieces.are_letters(letter))
    return Print(pieces.drawn(own), top, bottom, letter, np.asarray(whole.any(axis=0), np.bool_))


class _Pieces:
    """Pieces of ink that hang together, most of them letters. All arrays have one entry a piece."""

    def __init__(self, mask: Mask) -> None:
        count, self._labels, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8), connectivity=8)
        self._height = mask.shape[0]
        self.lefts, self.tops, widths, heights = (stats[1:count, column].astype(np.intp) for column in range(4))
        self.rights, self.bottoms = self.lefts + widths, self.tops + heights
        self._widths, self._heights = widths, heights

    def rules(self) -> Flags:
        """The lines of tables, and those under words."""
        flat = (self._heights < _RULE_HEIGHT * self._height) & (self._widths > _RULE_WIDTH * self._height)
        rules: Flags = flat | (self._heights == self._height)
        return rules

    def letters(self) -> Flags:
        """Those that may be letters of this line: no rules, and nothing that the picture's edge cuts off."""
        height = self._height
        at_edge = (self.tops == 0) | (self.bottoms == height)
        low, high = (0.5 - _MIDDLE) * height, (0.5 + _MIDDLE) * height
        crossing = (self.tops < high) & (self.bottoms > low)
        letters: Flags = ~self.rules() & (~at_edge | crossing)
        return letters

    def height_of(self, letters: Flags) -> float:
        """The height of most letters, by the room that they take; 0 when there are none."""
        heights = np.repeat(self._heights[letters], self._widths[letters])
        return float(np.median(heights)) if len(heights) else 0.0

    def are_letters(self, height: float) -> Flags:
        """Those that are shaped like letters or words of some height: no dots, no strokes under words."""
        flags: Flags = (self._heights >= _LEAST * height) & (self._widths <= _FLATTEST * self._heights)
        return flags

    def core(self, letters: Flags) -> tuple[int, int]:
        """The rows that most letters share, near the middle: those of the small letters, or of the capitals."""
        steps = np.zeros(self._height + 1, np.intp)
        np.add.at(steps, self.tops[letters], self._widths[letters])
        np.add.at(steps, self.bottoms[letters], -self._widths[letters])
        cover = steps.cumsum()[:-1]
        off_center = np.abs(np.linspace(-1, 1, self._height))
        fullest = int((cover * (1 - 0.5 * off_center)).argmax())
        full = cover >= _CORE * cover[fullest]
        above, below = np.flatnonzero(~full[:fullest]), np.flatnonzero(~full[fullest:])
        top = int(above[-1]) + 1 if len(above) else 0
        bottom = fullest + int(below[0]) if len(below) else self._height
        return top, bottom

    def in_or_over(self, core: tuple[int, int]) -> Flags:
        """Those that stand in the core, and the quotes and dots right above it."""
        top, bottom = core
        shared = np.minimum(self.bottoms, bottom) - np.maximum(self.tops, top)
        inside = shared >= _IN_CORE * np.minimum(self._heights, bottom - top)
        above = (self.bottoms <= top) & (self.bottoms >= top - _ABOVE_CORE * (bottom - top))
        flags: Flags = inside | above
        return flags

    def over(self, own: Flags, gap: float) -> Flags:
        """Accents: those right above one of the line's own letters."""
        under = (
            (self.lefts[own] < self.rights[:, None])
            & (self.rights[own] > self.lefts[:, None])
            & (np.abs(self.tops[own] - self.bottoms[:, None]) <= gap)
        )
        return np.asarray(under.any(axis=1), np.bool_)

    def drawn(self, wanted: Flags) -> Mask:
        """The ink of some pieces."""
        return np.asarray(np.concatenate(([False], wanted))[self._labels], np.bool_)


def _by_gaps(mask: Mask) -> tuple[int, int]:
    """The rows of print from the fullest one up and down to a gap."""
    counts = mask.sum(axis=1)
    if not counts.any():
        return 0, len(counts)
    gap = max(1, round(_ROW_GAP * len(counts)))
    fullest = int(counts.argmax())
    return fullest - reach(counts[fullest::-1] > 0, gap) + 1, fullest + reach(counts[fullest:] > 0, gap)


def reach(inked: Flags, gap: int) -> int:
    """How far from the first place there is ink, with no gap of so many places before it."""
    places = np.flatnonzero(inked)
    if not len(places) or places[0] >= gap:
        return 1
    wide = np.flatnonzero(np.diff(places) > gap)
    return int(places[wide[0]] if len(wide) else places[-1]) + 1
