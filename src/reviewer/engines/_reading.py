"""How a page is read with any engine: made upright, read, and read again when it makes no sense that way."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from reviewer.domain.geometry import Box, Point, Polygon, bounds, clamped
from reviewer.domain.text import Line, Word
from reviewer.engines import _illegible
from reviewer.engines.base import Engine, Found, Hints, SupportsIllegible
from reviewer.engines.drawn.drawing import Drawing, look
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


_NOTHING_DRAWN = Drawing()


@dataclass(frozen=True)
class Reading:
    """What was read.

    Attributes:
        lines: polygons as fractions of the page as it came.
        turn, skew: see `PageText`.
        sense: the share of the letters that are surely right.
        legible: letters that are surely right, for each piece of ink that may be one: about 1 where all was read, less
            where lines were left out, or the paper has a pattern.
        drawing: what is drawn there beside the words.
        illegible: lines that were found and could not be read, or hardly; fractions of the page as it came.
    """

    lines: tuple[Line, ...]
    turn: int = 0
    skew: float = 0.0
    sense: float = 0.0
    legible: float = 1.0
    drawing: Drawing = _NOTHING_DRAWN
    illegible: tuple[Polygon, ...] = ()


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
        turn, others = job.best(turns, report), orientation.TURNS
    reading = job.read(turn, report)
    if job.letters.count < _FEWEST_LETTERS or reading.sense >= _CONVINCING:
        return reading
    report(0.0, "Trying the page another way up")
    best = job.best(others, report)
    return reading if best == turn else max(job.read(best, report), reading, key=lambda each: each.sense)


def read_region(engine: Engine, page: Picture, region: Box, hints: Hints) -> Reading:
    """Read a rectangle of a page, given as fractions of it; the polygons are fractions of the page too."""
    piece = _Piece.cut(page, region, hints)
    if piece is None:
        return Reading((), hints.turn)
    return piece.placed(engine.read(piece.picture(engine), _single(hints)))


def read_regions(engine: Engine, page: Picture, regions: Sequence[Box], hints: Hints) -> list[tuple[Line, ...]]:
    """The lines of several rectangles of a page, in one go where the engine can."""
    pieces = [_Piece.cut(page, region, hints) for region in regions]
    there = [piece for piece in pieces if piece is not None]
    pictures = [piece.picture(engine) for piece in there]
    many = getattr(engine, "read_many", None)
    if many is not None:
        read = many(pictures, _single(hints))
    else:
        read = [engine.read(picture, _single(hints)) for picture in pictures]
    found = {id(piece): piece.placed(lines).lines for piece, lines in zip(there, read, strict=True)}
    return [found.get(id(piece), ()) for piece in pieces]


class _Piece:
    """A rectangle of a page that is read by itself."""

    def __init__(self, page: Picture, left: int, top: int, right: int, bottom: int, hints: Hints) -> None:
        self._page = page
        self._left, self._top, self._right, self._bottom = left, top, right, bottom
        self._frame = Frame(right - left, bottom - top, hints.turn, _worth(hints.skew or 0.0))
        self._around = Margin(0.0, 0.0)

    @classmethod
    def cut(cls, page: Picture, region: Box, hints: Hints) -> "_Piece | None":
        """Cut it out; None when nothing of it lies on the page."""
        height, width = page.shape[:2]
        left, top = max(0, math.floor(region.left * width)), max(0, math.floor(region.top * height))
        right, bottom = min(width, math.ceil(region.right * width)), min(height, math.ceil(region.bottom * height))
        return cls(page, left, top, right, bottom, hints) if left < right and top < bottom else None

    def picture(self, engine: Engine) -> Picture:
        """Upright, and as large as engines want it."""
        part = _seen(self._page[self._top : self._bottom, self._left : self._right], engine)
        larger, self._around = margin.around(self._frame.upright(part))
        return larger

    def placed(self, lines: Sequence[Line]) -> Reading:
        """What was read on the picture, as it lies on the page."""
        back = self._frame.back(moved(_whole(lines, self._around), self._around.point))
        return Reading(moved(back, self._point), self._frame.turn, self._frame.skew)

    def _point(self, point: Point) -> Point:
        height, width = self._page.shape[:2]
        wide, high = self._right - self._left, self._bottom - self._top
        return (self._left + point[0] * wide) / width, (self._top + point[1] * high) / height


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
        found = self._find(upright, report)
        lines = found.lines
        before = self._hints.turn
        unturned = Frame(height, width, before) if before % 180 else Frame(width, height, before)
        back = unturned.back(frame.back(lines))

        def placed(point: Point) -> Point:
            return unturned.point(frame.point(point))

        drawing = look(upright, lines) if self._hints.thorough else _NOTHING_DRAWN
        illegible = tuple(clamped(tuple(placed(point) for point in line)) for line in found.illegible)
        sure = sense(lines, upright.shape[1] / upright.shape[0])
        read = sum(len(word.text) for line in lines for word in line.words)
        legible = sure * read / self.letters.count if self.letters.count else 1.0
        return Reading(back, (before + turn) % 360, skew, sure, legible, drawing.moved(placed), illegible)

    def _find(self, upright: Picture, report: Report) -> Found:
        if isinstance(self._engine, SupportsIllegible):
            return self._engine.find(upright, self._hints, report)
        lines = self._engine.read(upright, self._hints, report)
        return Found(lines, _illegible.unsure(lines))

    def best(self, turns: Sequence[int], report: Report) -> int:
        """The turn out of several with which a strip of it makes most sense."""

        def glance(strip: Picture) -> float:
            return self._glance(strip, lambda _share, _words: report(0.0, "Finding which way up the page is"))

        return orientation.best(self._page, self.letters, turns, self._skew(turns[0]), glance)

    def _skew(self, turn: int) -> float:
        if self._hints.skew is not None:
            return _worth(self._hints.skew)
        return _worth(deskew.skew(self.letters.on_its_side() if turn % 180 else self.letters))

    def _glance(self, strip: Picture, report: Report) -> float:
        aspect = strip.shape[1] / strip.shape[0]
        words = (word for line in self._engine.read(strip, self._hints, report) for word in line.words)
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
