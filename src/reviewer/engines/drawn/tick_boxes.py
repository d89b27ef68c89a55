"""Boxes and circles to tick, and whether they are ticked, crossed or filled."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from reviewer.engines.drawn.sheet import Boxes, Sheet

_LEAST, _MOST = 0.6, 3.0
"""Sides of a box, in heights of a word."""
_PIXELS = 7
_OBLONG = 1.4
_STRAIGHT = 0.8  # of a side of a box in one run; letters are rounder
_CORNER = 0.14  # of a side: how far from its corner there is ink, across and down together
_ROUND, _OVAL = 0.95, 1.15  # of a circle's way round; its longer side over the shorter
_MIDST = 0.45  # of a circle's radius: between its line and a dot in it
_APART, _APART_ROUND = 0.15, 0.3  # of a side: letters stand nearer to each other
_WAYS = np.linspace(0, 2 * np.pi, 48, endpoint=False)
_EDGE, _EDGE_ROUND = 0.22, 0.3  # of a side, not looked at for a tick
_TICKED = 0.16  # of the inside covered with ink; empty ones have 0.09 at most, ticked ones 0.28
_CLEAR = 3.5
_CELLS, _CELL_GAP = 3, 0.3
_SHARED = 0.7  # of the wider one: a piece of ink and the letter that was read there
_AT_END = 0.35  # of a side: nearer to an end of a word it may be no letter
_WIDER = 1.5  # times the gap between letters
_OPTION = 5.0  # heights of a word between a box and one beside it
_FAR = 99_999

Patch = NDArray[np.bool_]


@dataclass(frozen=True)
class Found:
    """A box or circle, pixels.

    Attributes:
        left, top, right, bottom: its sides, without what sticks out of them.
        checked: whether there is anything in it.
        confidence: 0.5..0.99 that the state is right.
        round: a circle.
    """

    left: int
    top: int
    right: int
    bottom: int
    checked: bool
    confidence: float
    round: bool

    @property
    def side(self) -> int:
        return max(self.right - self.left, self.bottom - self.top)


def find(sheet: Sheet) -> list[Found]:
    """All boxes, and circles where there are several; about 5 ms."""
    boxes, circles, others = [], [], []
    for left, top, width, height in _likely(sheet):
        patch = sheet.ink[top : top + height, left : left + width] > 0
        if place := _square(patch):
            boxes.append(_judged(sheet, (left + place[0], top + place[1], left + place[2], top + place[3])))
        elif _ring(patch):
            circles.append(_judged(sheet, (left, top, left + width, top + height), ring=True))
        else:
            others.append((left, top, patch))
    every = [*boxes, *circles]
    boxes = _without_cells([one for one in boxes if _stands_apart(sheet, one) and not _within(one, every)])
    circles = [one for one in circles if _stands_apart(sheet, one) and not _within(one, every)]
    circles = [one for one in circles if any(_alike(one, other) for other in circles)]
    found = [*boxes, *circles, *_crossed_circles(sheet, circles, others)]
    return [one for one in found if _has_option(sheet, one)]


def _likely(sheet: Sheet) -> list[tuple[int, int, int, int]]:
    """Pieces of ink of the right size that do not lie in the midst of a word."""
    boxes, words = sheet.pieces, sheet.words
    short, long = boxes[:, 2:].min(axis=1, initial=_FAR), boxes[:, 2:].max(axis=1, initial=0)
    fit = (short >= max(_PIXELS, _LEAST * sheet.letter)) & (long <= 1.6 * _MOST * sheet.letter) & (long <= 2.2 * short)
    boxes = boxes[fit]
    left, top, wide, high = boxes.T[:, :, None]
    middle = top + high / 2
    midst = (words[:, 1] <= middle) & (words[:, 3] >= middle)
    midst &= (words[:, 0] < left - _AT_END * wide) & (words[:, 2] > left + (1 + _AT_END) * wide)
    return [
        (int(x), int(y), int(w), int(h)) for x, y, w, h in boxes[~midst.any(axis=1) & ~_letters(sheet, boxes)].tolist()
    ]


def _letters(sheet: Sheet, boxes: Boxes) -> NDArray[np.bool_]:
    """Which pieces are letters with loops: they begin and end where such a letter does, nearly."""
    left, top, wide, high = boxes.T[:, :, None]
    loops = sheet.loops
    shared = np.minimum(left + wide, loops[:, 2]) - np.maximum(left, loops[:, 0])
    inside = (loops[:, 1] <= top + high / 2) & (loops[:, 3] >= top + high / 2)
    same = inside & (shared > _SHARED * np.maximum(wide, loops[:, 2] - loops[:, 0]))
    return np.asarray(same.any(axis=1), np.bool_)


def _has_option(sheet: Sheet, one: Found) -> bool:
    """Whether there is a word beside it."""
    words = sheet.words
    middle = (one.top + one.bottom) / 2
    reach = _OPTION * max(sheet.letter, one.side)
    near = (words[:, 1] - 0.3 * one.side <= middle) & (words[:, 3] + 0.3 * one.side >= middle)
    near &= (words[:, 0] < one.right + reach) & (words[:, 2] > one.left - reach)
    return bool(near.any())


def _square(patch: Patch) -> tuple[int, int, int, int] | None:
    """The sides of a box in a patch: left, top, right, bottom; a tick may stick out of it."""
    height, width = patch.shape
    least = max(5, int(0.55 * min(height, width)))
    rows = np.flatnonzero(_opened(patch, 1, least).any(axis=1))
    columns = np.flatnonzero(_opened(patch, least, 1).any(axis=0))
    if len(rows) < 2 or len(columns) < 2:
        return None
    left, top, right, bottom = int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1
    wide, high = right - left, bottom - top
    if min(wide, high) < _PIXELS or max(wide, high) > _OBLONG * min(wide, high):
        return None
    inner = patch[top:bottom, left:right]
    edge = 1 if min(wide, high) < 15 else 2 if min(wide, high) < 30 else 3
    sides = (
        inner[:edge].any(axis=0),
        inner[-edge:].any(axis=0),
        inner[:, :edge].any(axis=1),
        inner[:, -edge:].any(axis=1),
    )
    if min(_longest(np.asarray(side)) for side in sides) < _STRAIGHT or not _has_corners(inner):
        return None
    return left, top, right, bottom


def _has_corners(box: Patch) -> bool:
    """Whether all four corners are drawn: those of letters are round."""
    reach = max(1, round(_CORNER * min(box.shape)))
    near = np.add.outer(np.arange(reach + 1), np.arange(reach + 1)) <= reach
    turns = (box, box[::-1], box[:, ::-1], box[::-1, ::-1])
    return all((each[: reach + 1, : reach + 1] & near).any() for each in turns)


def _opened(patch: Patch, height: int, width: int) -> Patch:
    kernel = np.ones((height, width), np.uint8)
    return np.asarray(cv2.morphologyEx(patch.astype(np.uint8), cv2.MORPH_OPEN, kernel), np.bool_)


def _longest(side: NDArray[np.bool_]) -> float:
    """The longest run of ink, as a share of the side."""
    steps = np.flatnonzero(np.diff(np.concatenate(([False], side, [False])).astype(np.int8)))
    runs = steps[1::2] - steps[::2]
    return float(runs.max(initial=0)) / len(side)


def _ring(patch: Patch) -> bool:
    """Whether a circle fills the patch, thin and with nothing else at its edge."""
    height, width = patch.shape
    if max(height, width) > _OVAL * min(height, width):
        return False
    drawn = _thickened(patch)[_along(height, 0.95, np.sin(_WAYS)), _along(width, 0.95, np.cos(_WAYS))]
    within = patch[_along(height, _MIDST, np.sin(_WAYS)), _along(width, _MIDST, np.cos(_WAYS))]
    return bool(drawn.mean() >= _ROUND and within.mean() < 0.5)


def _thickened(patch: Patch) -> Patch:
    return np.asarray(cv2.dilate(patch.astype(np.uint8), np.ones((3, 3), np.uint8)), np.bool_)


def _along(size: int, share: float, ways: NDArray[np.float64]) -> NDArray[np.int64]:
    return np.clip(np.rint((size - 1) / 2 * (1 + share * ways)), 0, size - 1).astype(np.int64)


def _crossed_circles(
    sheet: Sheet, circles: Sequence[Found], others: Sequence[tuple[int, int, Patch]]
) -> Iterator[Found]:
    """Circles as large as others of the page, that a tick sticks out of."""
    if not circles:
        return
    side = round(float(np.median([one.side for one in circles])))
    for left, top, patch in others:
        place = _ring_within(patch, side)
        if place is not None:
            x, y = left + place[0], top + place[1]
            one = _judged(sheet, (x, y, x + side, y + side), ring=True)
            if any(_alike(one, other) for other in circles):
                yield one


def _ring_within(patch: Patch, side: int) -> tuple[int, int] | None:
    """Where in a patch a circle lies, its left and top."""
    height, width = patch.shape
    if min(height, width) < side or max(height, width) > 2.2 * side:
        return None
    wide = _thickened(patch)
    y, x = _along(side, 0.95, np.sin(_WAYS)), _along(side, 0.95, np.cos(_WAYS))
    drawn = {
        (across, down): float(wide[y + down, x + across].mean())
        for down in range(height - side + 1)
        for across in range(width - side + 1)
    }
    best = max(drawn, key=drawn.__getitem__)
    return best if drawn[best] >= _ROUND else None


def _judged(sheet: Sheet, place: tuple[int, int, int, int], *, ring: bool = False) -> Found:
    left, top, right, bottom = place
    side = min(right - left, bottom - top)
    edge = max(2, round((_EDGE_ROUND if ring else _EDGE) * side))
    if not ring:
        edge = min(max(edge, _thick(sheet.ink[top:bottom, left:right] > 0) + 1), side // 3)
    inside = sheet.ink[top + edge : bottom - edge, left + edge : right - edge] > 0
    covered = float(inside.mean()) if inside.size else 0.0
    sure = min(0.99, 0.5 + _CLEAR * abs(covered - _TICKED))
    return Found(left, top, right, bottom, covered > _TICKED, round(sure, 2), ring)


def _thick(box: Patch) -> int:
    """How thick the upper side of a box is."""
    thick = 0
    while thick < len(box) // 3 and _longest(box[thick]) >= _STRAIGHT:
        thick += 1
    return thick


def _stands_apart(sheet: Sheet, one: Found) -> bool:
    """Whether there is more room beside it than between letters, of the word that it was taken for a part of."""
    pieces = sheet.pieces
    right, bottom = pieces[:, 0] + pieces[:, 2], pieces[:, 1] + pieces[:, 3]
    beside = (np.minimum(bottom, one.bottom) - np.maximum(pieces[:, 1], one.top)) > 0.3 * np.minimum(
        one.side, pieces[:, 3]
    )
    beside &= pieces[:, 3] < 2.5 * one.side  # not the frame around it
    after = pieces[:, 0][beside & (pieces[:, 0] >= one.right)]
    before = right[beside & (right <= one.left)]
    room = min(after.min(initial=_FAR) - one.right, one.left - before.max(initial=-_FAR))
    return bool(room >= max((_APART_ROUND if one.round else _APART) * one.side, _letter_gap(sheet, one) * _WIDER + 1))


def _letter_gap(sheet: Sheet, one: Found) -> float:
    """The usual gap between the letters of the word around a box, pixels; 0 when it stands by itself."""
    middle_x, middle_y = (one.left + one.right) / 2, (one.top + one.bottom) / 2
    words, pieces = sheet.words, sheet.pieces
    around = (words[:, 0] <= middle_x) & (words[:, 2] >= middle_x) & (words[:, 1] <= middle_y)
    found = np.flatnonzero(around & (words[:, 3] >= middle_y))
    if not len(found):
        return 0.0
    left, top, right, bottom = words[found[0]]
    inside = (pieces[:, 0] >= left - 1) & (pieces[:, 0] + pieces[:, 2] <= right + 1)
    inside &= (pieces[:, 1] + pieces[:, 3] / 2 >= top) & (pieces[:, 1] + pieces[:, 3] / 2 <= bottom)
    letters = pieces[inside & ((pieces[:, 0] >= one.right) | (pieces[:, 0] + pieces[:, 2] <= one.left))]
    letters = letters[np.argsort(letters[:, 0])]
    gaps = letters[1:, 0] - (letters[:-1, 0] + letters[:-1, 2])
    return float(np.median(np.maximum(gaps, 0))) if len(gaps) else 0.0


def _without_cells(boxes: list[Found]) -> list[Found]:
    """Without boxes that stand in a row like teeth: each takes one letter."""
    boxes = sorted(boxes, key=lambda one: (one.left, one.top))
    beside: dict[int, set[int]] = {index: set() for index in range(len(boxes))}
    for index, one in enumerate(boxes):
        for other in range(index + 1, len(boxes)):
            gap = boxes[other].left - one.right
            if gap > _CELL_GAP * one.side:
                break
            if abs(boxes[other].top - one.top) < 0.3 * one.side and gap > -0.3 * one.side:
                beside[index].add(other)
                beside[other].add(index)
    return [one for index, one in enumerate(boxes) if _chain(beside, index) < _CELLS]


def _within(one: Found, others: Sequence[Found]) -> bool:
    """Whether it is what fills another box."""
    return any(
        other.side > one.side
        and other.left <= one.left
        and one.right <= other.right
        and other.top <= one.top
        and one.bottom <= other.bottom
        for other in others
    )


def _chain(beside: dict[int, set[int]], start: int) -> int:
    seen, waiting = {start}, [start]
    while waiting:
        for other in beside[waiting.pop()] - seen:
            seen.add(other)
            waiting.append(other)
    return len(seen)


def _alike(one: Found, other: Found) -> bool:
    """Whether two circles are two choices of a form: as large as each other, and in line."""
    if one is other or abs(one.side - other.side) > 0.2 * one.side:
        return False
    return min(abs(one.top - other.top), abs(one.left - other.left)) < 0.5 * one.side
