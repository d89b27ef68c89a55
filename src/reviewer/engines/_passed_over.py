"""What Tesseract's layout analysis passes over: found by its ink, and read by itself. RapidOCR needs none of this.

That is print beside pictures and at edges, words that stand alone, the amounts of a receipt, and print that runs down
or up the page, which it garbles.
"""

from collections.abc import Callable, Iterable, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from reviewer.domain.geometry import Box, bounds, bounds_of
from reviewer.domain.text import Line, Word
from reviewer.engines import _reading, _sideways
from reviewer.engines._pieces import LETTER, Pieces, Places
from reviewer.engines.base import Engine, Hints
from reviewer.engines.upright.picture import Picture, grey

_MOST = 24
_LOW, _HIGH = 0.4, 2.0
_APART = 1.0
_SHARED, _UNLIKE = 0.5, 1.9
_LEGIBLE, _SURE = 0.5, 0.8
_FEWEST = 2


def added(engine: Engine, page: Picture, lines: Sequence[Line], hints: Hints) -> tuple[Line, ...]:
    """The lines of an upright page with those that were passed over."""
    pieces = Pieces(grey(page))
    upright = msgspec.structs.replace(hints, turn=0, skew=0.0)
    kept = _with_strips(engine, page, lines, upright, _sideways.strips(pieces))
    regions = _rows(pieces, [bounds(word.polygon) for line in kept for word in line.words])
    if not regions:
        return kept
    found = _reading.read_regions(engine, page, regions, upright)
    return (*kept, *(line for lines in found for line in map(_sure, lines) if line is not None))


def _with_strips(
    engine: Engine, page: Picture, lines: Sequence[Line], hints: Hints, strips: Sequence[Box]
) -> tuple[Line, ...]:
    """Lines with print that runs down or up the page, in place of what was made of it."""
    if not strips:
        return tuple(lines)
    read = [
        _reading.read_regions(engine, page, strips, msgspec.structs.replace(hints, turn=turn)) for turn in (90, 270)
    ]
    better = [max(both, key=_worth) for both in zip(*read, strict=True)]
    found = [(strip, made) for strip, made in zip(strips, better, strict=True) if _is_legible(made)]
    taken = [strip for strip, _ in found]
    kept = (_only(line, lambda word: not any(_is_in(word, strip) for strip in taken)) for line in lines)
    return (*(line for line in kept if line is not None), *(line for _, made in found for line in made))


def _rows(pieces: Pieces, read: list[Box]) -> list[Box]:
    """Regions of letters side by side that are in no word; the longest first."""
    left_over = pieces.outside(read)
    high = left_over[:, 3] - left_over[:, 1]
    letters = left_over[(high >= _LOW * LETTER) & (high <= _HIGH * LETTER)]
    rows: list[list[NDArray[np.int32]]] = []
    for piece in sorted(letters, key=lambda each: int(each[0])):
        for row in rows:
            if _goes_on(piece, row):
                row.append(piece)
                break
        else:
            rows.append([piece])
    found = [np.stack(row) for row in rows if len(row) >= _FEWEST]
    found = [row for row in found if _wide(row) > LETTER]
    return [pieces.around(row) for row in sorted(found, key=_wide, reverse=True)[:_MOST]]


def _goes_on(piece: NDArray[np.int32], row: list[NDArray[np.int32]]) -> bool:
    last = row[-1]
    shared = min(piece[3], last[3]) - max(piece[1], last[1])
    lower, higher = sorted((piece[3] - piece[1], last[3] - last[1]))
    alike = shared > _SHARED * lower and higher < _UNLIKE * lower
    return bool(alike and piece[0] - max(each[2] for each in row) <= _APART * LETTER)


def _wide(row: Places) -> int:
    return int(row[:, 2].max() - row[:, 0].min())


def _worth(lines: Iterable[Line]) -> float:
    return sum(len(word.text) * (word.confidence or 0.0) ** 2 for line in lines for word in line.words)


def _is_legible(lines: Iterable[Line]) -> bool:
    words = [word for line in lines for word in line.words]
    letters = sum(sign.isalnum() for word in words for sign in word.text)
    sure = sum(sign.isalnum() for word in words if (word.confidence or 0.0) >= _LEGIBLE for sign in word.text)
    return letters >= 2 * _FEWEST and sure > letters / 2


def _sure(line: Line) -> Line | None:
    """The sure words of a line, the legible ones too when most is sure: of what is no print, engines make words too."""
    letters = sum(len(word.text) for word in line.words)
    least = _LEGIBLE if _worth((line,)) >= _SURE**2 * letters else _SURE
    kept = _only(line, lambda word: (word.confidence or 0.0) >= least)
    return kept if kept is not None and sum(map(str.isalnum, kept.text)) >= _FEWEST else None


def _only(line: Line, wanted: Callable[[Word], bool]) -> Line | None:
    """A line with some of its words; None when none is left."""
    words = tuple(word for word in line.words if wanted(word))
    if len(words) == len(line.words):
        return line
    return Line(words, bounds_of(word.polygon for word in words).polygon()) if words else None


def _is_in(word: Word, region: Box) -> bool:
    x, y = bounds(word.polygon).center
    return region.left <= x <= region.right and region.top <= y <= region.bottom
