"""Lines and words from Tesseract's hOCR with character boxes (``hocr_char_boxes=1``).

A character's figure (x_conf) is the network's own; a word's (x_wconf) falls seven times as fast (``kCertaintyScale``
in Tesseract's lstm/lstmrecognizer.cpp) and is lower for words that are in no dictionary. Characters follow words here.
"""

import re
from xml.etree import ElementTree

from reviewer.domain.geometry import Box, Polygon, bounds_of, clamped
from reviewer.domain.text import Line, Word
from reviewer.errors import EngineError

_LINES = {"ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat"}
_BOX = re.compile(r"bbox (-?\d+) (-?\d+) (-?\d+) (-?\d+)")
_ANGLE = re.compile(r"textangle (\d+)")
_CONFIDENCE = re.compile(r"x_wconf (-?[\d.]+)")
_CHARACTER = re.compile(r"x_bboxes (-?\d+) -?\d+ (-?\d+) -?\d+; x_conf (-?[\d.]+)")
_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_FALL = 7.0


def lines(hocr: bytes, width: int, height: int) -> tuple[Line, ...]:
    """Lines in Tesseract's order.

    Args:
        hocr: as Tesseract wrote it.
        width: of the picture, pixels.
        height: of the picture, pixels.

    Raises:
        EngineError: it is no hOCR.
    """
    try:
        root = ElementTree.fromstring(_CONTROLS.sub(b"", hocr))
    except ElementTree.ParseError:
        raise EngineError("Tesseract's answer could not be understood.", "Read the page with another engine.") from None
    found = (_line(span, width, height) for span in root.iter() if span.get("class") in _LINES)
    return tuple(line for line in found if line.words)


def _line(span: ElementTree.Element, width: int, height: int) -> Line:
    angle = _ANGLE.search(span.get("title", ""))
    turn = int(angle[1]) if angle else 0
    spans = (each for each in span.iter() if each.get("class") == "ocrx_word")
    words = tuple(word for each in spans if (word := _word(each, turn, width, height)))
    box = bounds_of(word.polygon for word in words) if words else Box(0, 0, 0, 0)
    return Line(words, _own(box.polygon(), turn))


def _word(span: ElementTree.Element, turn: int, width: int, height: int) -> Word | None:
    text = "".join("".join(span.itertext()).split())
    title = span.get("title", "")
    place, confidence = _BOX.search(title), _CONFIDENCE.search(title)
    if not text or place is None or confidence is None:
        return None
    left, top, right, bottom = (int(figure) for figure in place.groups())
    box = Box(left / width, top / height, right / width, bottom / height)
    figures = _characters(span)
    told = len(figures) == len(text) and right > left
    edges = (
        [(at - left) / (right - left) for begin, end, _ in figures for at in (begin, end)] if told and not turn else []
    )
    return Word(
        text,
        _own(clamped(box.polygon()), turn),
        _share(float(confidence[1]) / 100),
        tuple(_share(1 - _FALL * (1 - figure / 100)) for _, _, figure in figures) if told else (),
        tuple(_share(edge) for edge in edges),
    )


def _characters(span: ElementTree.Element) -> list[tuple[int, int, float]]:
    """Left, right (pixels) and figure of each character that the span names."""
    titles = (each.get("title", "") for each in span.iter() if each.get("class") == "ocrx_cinfo")
    found = (match for title in titles if (match := _CHARACTER.search(title)))
    return [(int(match[1]), int(match[2]), float(match[3])) for match in found]


def _own(polygon: Polygon, turn: int) -> Polygon:
    """The polygon, beginning at the top left of text that is turned counterclockwise by a multiple of 90 degrees."""
    by = turn // 90 % 4
    return polygon[-by:] + polygon[:-by] if by else polygon


def _share(value: float) -> float:
    return round(min(1.0, max(0.0, value)), 4)
