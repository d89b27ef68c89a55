"""Made pages: lines of words side by side."""

from datetime import date

from reviewer.domain.geometry import Box
from reviewer.domain.locating.page_index import PageIndex
from reviewer.domain.text import Line, PageText, Word

TODAY = date(2026, 11, 29)
LETTER, GAP, HEIGHT = 0.012, 0.012, 0.02


def line(top: float, *words: str, left: float = 0.1, from_right: bool = False) -> Line:
    """Words of a line; from the right edge to the left where it is read so."""
    made = []
    at = 1 - left if from_right else left
    for word in words:
        width = LETTER * len(word)
        box = Box(at - width, top, at, top + HEIGHT) if from_right else Box(at, top, at + width, top + HEIGHT)
        made.append(Word(word, box.polygon(), 0.9))
        at += -(width + GAP) if from_right else width + GAP
    boxes = [Box(*word.polygon[0], *word.polygon[2]) for word in made]
    around = boxes[0]
    for box in boxes[1:]:
        around = around.joined(box)
    return Line(tuple(made), around.polygon())


def page(*lines: Line, number: int = 0) -> PageText:
    """A page of lines."""
    return PageText(number, lines, engine="rapidocr", aspect=0.8)


def index(*lines: Line, number: int = 0) -> PageIndex:
    """A page ready to be looked through."""
    return PageIndex(page(*lines, number=number), TODAY)
