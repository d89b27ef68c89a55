"""Lines and words from Tesseract's hOCR with character boxes (``hocr_char_boxes=1``).

A character's figure (x_conf) is the network's own; a word's (x_wconf) falls seven times as fast (``kCertaintyScale``
in Tesseract's lstm/lstmrecognizer.cpp) and is lower for words that are in no dictionary. Characters follow words here.
Tesseract reads lines that run up or down the page, too, and does not say so: it shows in where their characters are.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree

from reviewer.domain.geometry import Box, Polygon, bounds_of, clamped
from reviewer.domain.text import Line, Word
from reviewer.domain.writing import balance
from reviewer.errors import EngineError

_LINES = {"ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat"}
_BOX = re.compile(r"bbox (-?\d+) (-?\d+) (-?\d+) (-?\d+)")
_CONFIDENCE = re.compile(r"x_wconf (-?[\d.]+)")
_CHARACTER = re.compile(r"x_bboxes (-?\d+) (-?\d+) (-?\d+) (-?\d+); x_conf (-?[\d.]+)")
_MARKS = re.compile(r"[\s\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
"""Blanks, and signs that are not seen but tell which way the text around them runs."""
_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_FALL = 7.0
_UPSIDE_DOWN = 180


def lines(hocr: bytes, sizes: Sequence[tuple[int, int]]) -> list[tuple[Line, ...]]:
    """The lines of each picture, in Tesseract's order.

    Args:
        hocr: as Tesseract wrote it.
        sizes: width and height of each picture that it was given, pixels.

    Raises:
        EngineError: it is no hOCR, or not of so many pictures.
    """
    try:
        root = ElementTree.fromstring(_CONTROLS.sub(b"", hocr))
    except ElementTree.ParseError:
        raise _not_understood() from None
    pages = [each for each in root.iter() if each.get("class") == "ocr_page"]
    if len(pages) != len(sizes):
        raise _not_understood()
    return [_of_page(page, *size) for page, size in zip(pages, sizes, strict=True)]


def _of_page(page: Iterable[ElementTree.Element], width: int, height: int) -> tuple[Line, ...]:
    spans = (span for part in page for span in part.iter() if span.get("class") in _LINES)
    found = (_line(span, width, height) for span in spans)
    return tuple(line for line in found if line.words)


def _not_understood() -> EngineError:
    return EngineError("Tesseract's answer could not be understood.", "Read the page with another engine.")


@dataclass(frozen=True)
class _Character:
    box: Box
    figure: float


def _line(span: ElementTree.Element, width: int, height: int) -> Line:
    spans = [(each, _characters(each)) for each in span.iter() if each.get("class") == "ocrx_word"]
    turn = _turn([character for _, characters in spans for character in characters])
    if turn == _UPSIDE_DOWN and sum(_way(each, inside) for each, inside in spans) > 0:
        turn = 0  # it is read from the right
    words = tuple(word for each, inside in spans if (word := _word(each, inside, turn, width, height)))
    box = bounds_of(word.polygon for word in words) if words else Box(0, 0, 0, 0)
    return Line(words, _own(box.polygon(), turn))


def _word(
    span: ElementTree.Element, characters: Sequence[_Character], turn: int, width: int, height: int
) -> Word | None:
    text = _MARKS.sub("", "".join(span.itertext()))
    title = span.get("title", "")
    place, confidence = _BOX.search(title), _CONFIDENCE.search(title)
    if not text or place is None or confidence is None:
        return None
    box = Box(*(int(figure) for figure in place.groups()))
    polygon = Box(box.left / width, box.top / height, box.right / width, box.bottom / height).polygon()
    told = characters if len(characters) == len(text) and box.area else ()
    return Word(
        text,
        _own(clamped(polygon), turn),
        _share(float(confidence[1]) / 100),
        tuple(_share(1 - _FALL * (1 - each.figure / 100)) for each in told),
        tuple(_share(edge) for each in told for edge in _edges(each.box, box, turn)),
    )


def _characters(span: ElementTree.Element) -> list[_Character]:
    titles = (each.get("title", "") for each in span.iter() if each.get("class") == "ocrx_cinfo")
    found = (match.groups() for title in titles if (match := _CHARACTER.search(title)))
    return [_Character(Box(*(int(side) for side in sides)), float(figure)) for *sides, figure in found]


def _way(word: ElementTree.Element, characters: Sequence[_Character]) -> float:
    """How far the letters of a word run in the direction of their script, which is to the left for some."""
    if not characters:
        return 0.0
    far = characters[-1].box.center[0] - characters[0].box.center[0]
    return -far if balance("".join(word.itertext())) < 0 else far


def _turn(characters: Sequence[_Character]) -> int:
    """The direction of a line, degrees counterclockwise: 0 across, 90 up the page, 180 upside down, 270 down."""
    if len(characters) < 2:
        return 0
    start, end = characters[0].box.center, characters[-1].box.center
    across, down = end[0] - start[0], end[1] - start[1]
    if abs(across) >= abs(down):
        return 0 if across >= 0 else _UPSIDE_DOWN
    return 270 if down > 0 else 90


def _edges(character: Box, word: Box, turn: int) -> tuple[float, float]:
    """Where a character begins and ends along its word, as shares of the word."""
    if turn % 180:
        begin, end = (character.top - word.top) / word.height, (character.bottom - word.top) / word.height
    else:
        begin, end = (character.left - word.left) / word.width, (character.right - word.left) / word.width
    return (1 - end, 1 - begin) if turn in {90, 180} else (begin, end)


def _own(polygon: Polygon, turn: int) -> Polygon:
    """The polygon, beginning at the top left of text that is turned counterclockwise by a multiple of 90 degrees."""
    by = turn // 90
    return polygon[-by:] + polygon[:-by] if by else polygon


def _share(value: float) -> float:
    return round(min(1.0, max(0.0, value)), 4)
