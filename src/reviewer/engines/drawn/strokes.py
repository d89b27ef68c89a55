"""Straight strokes along and across the text: the frames of answers, the lines of tables, lines to write on."""

import cv2
import numpy as np
from numpy.typing import NDArray

from reviewer.engines.drawn.sheet import Sheet

MOST = 400
"""Strokes of a page; the longest are kept."""

_LONG, _HIGH = 3.0, 1.7
"""Least lengths along and across the text, in heights of a word."""
_THIN = 0.4  # heights of a word
_GAP = 1.0  # heights of a word, between two parts of one stroke
_STEM = 1.6  # heights of its own word
_BESIDE, _DARK = 0.4, 0.45  # heights of a word that are looked at beside it; share of ink in a bar
_OFF = 3  # pixels that a part may lie off: a page is seldom quite straight

Strokes = NDArray[np.int32]
"""Left, top, right, bottom in pixels, shape (n, 4)."""


def find(sheet: Sheet) -> Strokes:
    """All strokes; about 6 ms."""
    along = _straight(sheet.ink, max(20, round(_LONG * sheet.letter)), 1, sheet.letter)
    across = _straight(sheet.ink, 1, max(14, round(_HIGH * sheet.letter)), sheet.letter)
    across = _not_in_words(across, sheet)
    across = across[[not _in_bar(sheet, *each) for each in across.tolist()]]
    gap = _GAP * sheet.letter
    found = np.concatenate([_joined(along, gap), _joined(across[:, (1, 0, 3, 2)], gap)[:, (1, 0, 3, 2)]])
    length = np.maximum(found[:, 2] - found[:, 0], found[:, 3] - found[:, 1])
    return found[np.argsort(-length, kind="stable")[:MOST]]


def _straight(ink: NDArray[np.uint8], wide: int, high: int, letter: float) -> Strokes:
    opened = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((high, wide), np.uint8))
    contours, _ = cv2.findContours(opened, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    boxes = np.array([cv2.boundingRect(contour) for contour in contours], np.int32).reshape(-1, 4)
    thin = boxes[:, 2:].min(axis=1, initial=99_999) <= max(4, _THIN * letter)
    boxes = boxes[thin]
    return np.concatenate([boxes[:, :2], boxes[:, :2] + boxes[:, 2:]], axis=1)


def _not_in_words(strokes: Strokes, sheet: Sheet) -> Strokes:
    """Without the stems of letters."""
    left, top, right, bottom = strokes.T[:, :, None]
    words = sheet.words
    middle_x, middle_y = (left + right) / 2, (top + bottom) / 2
    within = (words[:, 0] <= middle_x) & (words[:, 2] >= middle_x) & (words[:, 1] <= middle_y)
    within &= (words[:, 3] >= middle_y) & (bottom - top < _STEM * (words[:, 3] - words[:, 1]))
    outside: Strokes = strokes[~within.any(axis=1)]
    return outside


def _in_bar(sheet: Sheet, left: int, top: int, right: int, bottom: int) -> bool:
    """Whether it is a gap between white letters on a dark bar: there is much ink on both sides."""
    reach, skip = max(4, round(_BESIDE * sheet.letter)), 2
    before = sheet.ink[top:bottom, max(0, left - skip - reach) : max(0, left - skip)]
    after = sheet.ink[top:bottom, right + skip : right + skip + reach]
    return all(side.size and side.mean() > 255 * _DARK for side in (before, after))


def _joined(strokes: Strokes, gap: float) -> Strokes:
    """Parts of one stroke put together; the strokes run along the first axis."""
    kept: list[list[int]] = []
    for left, top, right, bottom in sorted(strokes.tolist()):
        for one in reversed(kept[-40:]):
            near = left - one[2] <= gap and top <= one[3] + _OFF and bottom >= one[1] - _OFF
            if near and right > one[2]:
                one[1], one[2], one[3] = min(one[1], top), right, max(one[3], bottom)
                break
        else:
            kept.append([left, top, right, bottom])
    return np.array(kept, np.int32).reshape(-1, 4)
