"""RapidOCR: PP-OCR models on ONNX Runtime, all of it inside Python packages. The embedded default.

Of its pipeline only the parts are used, because as a whole it

- turns short upright lines by 180 degrees (its classifier);
- pads lines to the widest of a batch: one at a time in its own width, a line costs a third less;
- loses blanks between words, and has no confidence or place of characters.
"""

import importlib.metadata
import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from reviewer.domain.text import Line
from reviewer.engines import _accents, _languages, _quads, _rows, _tight
from reviewer.engines._ctc import Piece
from reviewer.engines._quads import Quad
from reviewer.engines._rapid_models import Models
from reviewer.engines.base import EngineInfo, Found, Hints, Kind, Options
from reviewer.engines.upright import ink
from reviewer.engines.upright.picture import Picture, bgr
from reviewer.errors import EngineError
from reviewer.jobs import Report, silent

_LETTER = 8.0
"""Pixels that the median letter keeps when a page is reduced for detection; down to 6 no line is missed."""
_SIDE = 960
"""Pixels of the longer side for detection, at least."""
_PIXELS, _BAND_PIXELS = 12e6, 2.5e6
"""Most pixels for detection: of a page, and at a time (more need more than 700 MB of memory)."""
_REPORTED = 8
_TALL, _VERY_TALL = 1.5, 3.0
_LEGIBLE = 0.5
_CERTAIN = 0.8
_LINE, _READ, _CROWDED = 3.0, 0.85, 0.4
"""Heights that a line is long, at least; the confidence with which it counts as read; and letters in so long as it is
high: about 1.5 where all was read, and 0.04 of Russian, of which the recognizer leaves out most, and is sure of it."""
_EASTERN = 0.2
_ONLY = {Kind.DIGITS: "0123456789.,- ", Kind.MRZ: "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<"}


class Engine:
    """Finds lines, reads each, and parts it into words. Its quads follow the print, so slight skew does no harm."""

    title: ClassVar[str] = "RapidOCR"
    colors: ClassVar[bool] = True

    def __init__(self, options: Options) -> None:
        del options

    def available(self) -> EngineInfo:
        try:
            names = " ".join(path.stem for path in self._models.files)
        except EngineError as error:
            return EngineInfo("rapidocr", self.title, available=False, reason=error.text, advice=error.advice)
        known = set(self._models.characters)
        languages = [each for each in _languages.ALL if known.issuperset(each.letters)]
        return EngineInfo(
            "rapidocr",
            self.title,
            available=True,
            version=f"{importlib.metadata.version('rapidocr')} {names}",
            languages=tuple(each.tag for each in languages),
            scripts=tuple(dict.fromkeys(each.script for each in languages)),
        )

    def read(self, page: Picture, hints: Hints, report: Report = silent) -> tuple[Line, ...]:
        return self.find(page, hints, report).lines

    def find(self, page: Picture, hints: Hints, report: Report = silent) -> Found:
        report(0.1, "Finding lines")
        picture = bgr(page)
        height, width = picture.shape[:2]
        quads = self._quads(picture)
        if not quads and hints.single:
            quads = [np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)]
        readings = []
        for number, quad in enumerate(quads):
            if number % _REPORTED == 0:
                report(0.2 + 0.8 * number / len(quads), "Reading lines")
            readings.append(self._reading(picture, quad, hints))
        if _is_western(readings):
            readings = [reading.western or reading for reading in readings]
        clean = _accents.folding(hints.any_languages)
        lines = [reading.line(clean, picture) for reading in readings if reading.confidence >= _LEGIBLE]
        illegible = tuple(_quads.polygon(each.quad, width, height) for each in readings if each.is_illegible)
        return Found(_rows.ordered(lines, width / height), illegible)

    @cached_property
    def _models(self) -> Models:
        return Models()

    @cached_property
    def _masks(self) -> dict[Kind, NDArray[np.bool_]]:
        """Which characters may come, by what is expected; for anything else: all but Chinese and Japanese ones."""
        western = {each for each in self._models.characters if not _accents.eastern(each)}
        decoder = self._models.decoder
        masks = {kind: decoder.allowing(frozenset(only)) for kind, only in _ONLY.items()}
        return {Kind.ANY: decoder.allowing(western), **masks}

    def _quads(self, picture: Picture) -> list[Quad]:
        """Where lines are; a large page with small print is looked at in bands, parted where there is least ink."""
        letters = ink.find(picture)
        scale = _scale(picture, letters.height)
        bands = math.ceil(scale * scale * picture.shape[0] * picture.shape[1] / _BAND_PIXELS)
        cuts = letters.quiet_rows(bands - 1, picture.shape[0])
        found = []
        for top, bottom in pairwise((0, *cuts, picture.shape[0])):
            found += [quad + np.array((0, top), np.float32) for quad in self._models.quads(picture[top:bottom], scale)]
        return found

    def _reading(self, picture: Picture, quad: Quad, hints: Hints) -> "_Reading":
        wide, high = _quads.size(quad)
        reading = self._read_line(picture, quad, hints)
        if high < _TALL * wide or (high < _VERY_TALL * wide and reading.confidence > _CERTAIN):
            return reading
        # Print that runs down or up the page, or a single narrow character
        turned = (self._read_line(picture, np.roll(quad, by, axis=0), hints) for by in (-1, 1))
        return max(reading, *turned, key=lambda each: each.confidence * min(3, each.letters))

    def _read_line(self, picture: Picture, quad: Quad, hints: Hints) -> "_Reading":
        steps, share = self._models.steps(_quads.cut(picture, quad))
        decoder = self._models.decoder
        if hints.kind in _ONLY:
            return _Reading(quad, decoder.pieces(steps, share, self._masks[hints.kind]))
        languages = hints.any_languages
        if languages and not _languages.eastern(languages):
            return _Reading(quad, decoder.pieces(steps, share, self._masks[Kind.ANY]))
        reading = _Reading(quad, decoder.pieces(steps, share))
        if languages or not reading.eastern:
            return reading
        western = _Reading(quad, decoder.pieces(steps, share, self._masks[Kind.ANY]))
        return replace(reading, western=western)


@dataclass(frozen=True)
class _Reading:
    """What stands in a quad; `western` without Chinese and Japanese characters, where there are any."""

    quad: Quad
    pieces: tuple[Piece, ...]
    western: "_Reading | None" = None

    @property
    def letters(self) -> int:
        return sum(len(piece.text) for piece in self.pieces)

    @property
    def eastern(self) -> int:
        return sum(_accents.eastern(character) for piece in self.pieces for character in piece.text)

    @property
    def confidence(self) -> float:
        """The mean of the characters'; 0 when there are none."""
        every = [each for piece in self.pieces for each in piece.characters]
        return sum(every) / len(every) if every else 0.0

    @property
    def is_illegible(self) -> bool:
        """Whether it is too long for so few letters, or unsure: letters of another script, or of no script."""
        wide, high = _quads.size(self.quad)
        if wide < _LINE * high:
            return False
        return self.confidence < _READ or self.letters < _CROWDED * wide / high

    def line(self, clean: Callable[[str], str], picture: Picture) -> Line:
        """What stands there, its polygons fitted to the ink."""
        pieces, top, bottom = _tight.fitted(_quads.cut(picture, self.quad), self.pieces)
        words = [replace(piece, text=clean(piece.text)) for piece in pieces]
        return _quads.line(_quads.between(self.quad, top, bottom), words, picture.shape[1], picture.shape[0])


def _is_western(readings: list[_Reading]) -> bool:
    """Whether Chinese characters are so few that they are misread ornaments and rows of stars."""
    letters = sum(reading.letters for reading in readings)
    return sum(reading.eastern for reading in readings) < _EASTERN * letters


def _scale(picture: Picture, letter: float) -> float:
    """By how much a picture can be reduced for detection, given the height of its print."""
    height, width = picture.shape[:2]
    scale: float = max(_SIDE / max(height, width), _LETTER / letter if letter else 0.0)
    return min(1.0, scale, math.sqrt(_PIXELS / (height * width)))
