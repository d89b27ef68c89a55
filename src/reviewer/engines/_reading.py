"""How a page is read with any engine: made upright, read, and read again when it makes no sense that way."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from reviewer.domain.geometry import Box, bounds
from reviewer.domain.text import Line, Word
from reviewer.engines.base import Engine, Hints
from reviewer.engines.upright import deskew, ink, margin, orientation
from reviewer.engines.upright.frame import SKEW_WORTH, Frame, moved
from reviewer.engines.upright.ink import Ink
from reviewer.engines.upright.margin import Margin
from reviewer.engines.upright.picture import Picture, grey, reduced
from reviewer.jobs import Report, silent

_PIXELS = 16e6
_LETTER = 20.0
_SURE, _CONVINCING = 0.8, 0.3
"""The share of letters in sure words that is enough. On 12 pages: upright 0.35 or more, upside down 0.23 at most."""
_FEWEST_LETTERS = 3
_SLICE = 0.6


@dataclass(frozen=True)
class Reading:
    """What was read.

    Attributes:
        lines: polygons as fractions of the page as it came.
        turn, skew: see `PageText`.
        sense: the share of the letters that are surely right.
    """

    lines: tuple[Line, ...]
    turn: int = 0
    skew: float = 0.0
    sense: float = 0.0


def read_page(engine: Engine, page: Picture, hints: Hints, report: Report = silent) -> Reading:
    """Read a page as it came."""
    job = _Page(engine, page, hints)
    if hints.upright:
        return job.read(0, report)
    turns = orientation.likely(job.letters)
    if 0 in turns:
        turn, others = turns[0], turns
    else:
        report(0.0, "Finding which way up the page is")
        turn, others = job.best(turns), orientation.TURNS
    reading = job.read(turn, report)
    if job.letters.count < _FEWEST_LETTERS or reading.sense >= _CONVINCING:
        return reading
    report(0.0, "Trying the page another way up")
    best = job.best(others)
    return reading if best == turn else max(job.read(best, report), reading, key=lambda each: each.sense)


def read_region(engine: Engine, page: Picture, region: Box, hints: Hints) -> Reading:
    """Read a rectangle of a page, given as fractions of it; the polygons are fractions of the page too."""
    height, width = page.shape[:2]
    left, top = max(0, math.floor(region.left * width)), max(0, math.floor(region.top * height))
    right, bottom = min(width, math.ceil(region.right * width)), min(height, math.ceil(region.bottom * height))
    if right <= left or bottom <= top:
        return Reading((), hints.turn)
    frame = Frame(right - left, bottom - top, hints.turn, _worth(hints.skew or 0.0))
    larger, around = margin.around(frame.upright(_seen(page[top:bottom, left:right], engine)))
    lines = _whole(engine.read(larger, _single(hints)), around)
    lines = frame.back(moved(lines, around.point))
    lines = moved(
        lines,
        lambda point: ((left + point[0] * (right - left)) / width, (top + point[1] * (bottom - top)) / height),
    )
    return Reading(lines, frame.turn, frame.skew)


def sense(lines: Sequence[Line], aspect: float) -> float:
    """The share of letters that stand in words which are surely right, and run across the picture.

    Args:
        lines: of a picture that should be upright; RapidOCR reads lines on their side too.
        aspect: width / height of that picture.
    """
    words = [word for line in lines for word in line.words]
    sure = [word for word in words if (word.confidence or 0.0) >= _SURE and _runs_across(word, aspect)]
    return sum(len(word.text) for word in sure) / max(1, sum(len(word.text) for word in words))


def _runs_across(word: Word, aspect: float) -> bool:
    start, end = word.polygon[:2]
    return (end[0] - start[0]) * aspect > abs(end[1] - start[1])


def _whole(lines: Sequence[Line], around: Margin) -> tuple[Line, ...]:
    """Lines without those of the rows above and below, of which the region has caught a slice."""
    boxes = [bounds(line.polygon) for line in lines]
    tallest = max((box.height for box in boxes), default=0.0)
    slack = 0.1 * tallest

    def sliced(box: Box) -> bool:
        at_edge = box.top <= around.y + slack or box.bottom >= 1 - around.y - slack
        return at_edge and box.height < _SLICE * tallest

    return tuple(line for line, box in zip(lines, boxes, strict=True) if not sliced(box))


class _Page:
    """A page that is being read: as the operator turned it, and its letters."""

    def __init__(self, engine: Engine, page: Picture, hints: Hints) -> None:
        self._engine = engine
        self._hints = hints
        self._page = Frame(page.shape[1], page.shape[0], hints.turn).upright(_seen(page, engine))
        self.letters = ink.find(self._page)
        self._page = _bounded(self._page, self.letters)

    def read(self, turn: int, report: Report) -> Reading:
        """Read it turned clockwise by so many degrees more; polygons as fractions of the page as it came."""
        height, width = self._page.shape[:2]
        skew = self._skew(turn)
        frame = Frame(width, height, turn, skew)
        upright = frame.upright(self._page)
        lines = self._engine.read(upright, self._hints, report)
        before = self._hints.turn
        unturned = Frame(height, width, before) if before % 180 else Frame(width, height, before)
        back = unturned.back(frame.back(lines))
        return Reading(back, (before + turn) % 360, skew, sense(lines, upright.shape[1] / upright.shape[0]))

    def best(self, turns: Sequence[int]) -> int:
        """The turn out of several with which a strip of it makes most sense."""
        return orientation.best(self._page, self.letters, turns, self._skew(turns[0]), self._glance)

    def _skew(self, turn: int) -> float:
        if self._hints.skew is not None:
            return _worth(self._hints.skew)
        return _worth(deskew.skew(self.letters.on_its_side() if turn % 180 else self.letters))

    def _glance(self, strip: Picture) -> float:
        aspect = strip.shape[1] / strip.shape[0]
        words = (word for line in self._engine.read(strip, self._hints) for word in line.words)
        return sum(len(word.text) * (word.confidence or 0.0) ** 2 for word in words if _runs_across(word, aspect))


def _seen(page: Picture, engine: Engine) -> Picture:
    """What the engine looks at."""
    return page if engine.colors else grey(page)


def _worth(skew: float) -> float:
    """The angle to turn back by: none when it is so small that turning blurs more than it mends."""
    return skew if abs(skew) >= SKEW_WORTH else 0.0


def _bounded(page: Picture, letters: Ink) -> Picture:
    """The page, reduced when it is huge, unless its print is small."""
    scale = math.sqrt(_PIXELS / (page.shape[0] * page.shape[1]))
    if letters.height:
        scale = max(scale, _LETTER / letters.height)
    return reduced(page, scale) if scale < 1 else page


def _single(hints: Hints) -> Hints:
    return msgspec.structs.replace(hints, single=True)
