"""Several lines under each other: an address, a remark; one to eight rows that stand close together."""

import re
from collections.abc import Iterator

from reviewer.domain.document_type import Kind
from reviewer.domain.normalize import folded
from reviewer.extraction.candidate import Candidate
from reviewer.extraction.layout import Layout, Span
from reviewer.extraction.scene import Scene
from reviewer.extraction.shapes.text import trim

SHARED = True
LIMIT = 600
MOST_ROWS = 8
_LONGEST = 500  # characters of a line

_HEAD = 20  # rows of each document's head that blocks are built from, beside those at a label
_APART = 1.6  # heights between rows of one block
_WIDE = 1.15  # usual distances from row to row, on paper whose rows all stand far apart
_POSTCODE = re.compile(r"(?<![\d-])\d{4,6}(?![\d-])")


def find(scene: Scene) -> list[Candidate]:
    """Blocks of rows at the head of the document, and after labels anywhere."""
    found: list[Candidate] = []
    known: dict[tuple[int, int, int], _Line | None] = {}
    for chain in _chains(scene):
        lines: list[_Line] = []
        for number, span in enumerate(chain):
            place = (span.row.number, span.start, span.stop)
            if place not in known:
                known[place] = _line(span)
            line = known[place]
            if line is None:
                if number == 0:
                    break
                continue  # an ornament between two lines is no part of the text
            lines.append(line)
            below = chain[number + 1].row.box.top if number + 1 < len(chain) else 9.0
            found.append(_candidate(lines, below - span.row.box.bottom > 0.8 * scene.layout.height))
        if len(found) >= LIMIT:
            break
    return found[:LIMIT]


def _chains(scene: Scene) -> Iterator[list[Span]]:
    """From each possible first row, the rows that may follow it."""
    layout = scene.layout
    near = _near_labels(scene)
    for number, segments in enumerate(layout.segments):
        labels = scene.labels[number]
        if number < _HEAD:
            yield _down(Span(layout.rows[number], 0, len(layout.rows[number].text)), layout)
        if number < _HEAD or labels:
            for segment in segments if len(segments) > 1 else ():
                yield _down(segment, layout)
        for label in labels:
            for segment in segments:
                if segment.start <= label.start and label.stop < segment.stop - 3:
                    yield _down(Span(segment.row, label.stop, segment.stop), layout)
        for segment in segments if number in near else ():
            yield _down(segment, layout, column=True)


def _near_labels(scene: Scene) -> set[int]:
    """Rows beside which a label of a field with several lines stands, perhaps not quite level with it."""
    names = {field.name for field in scene.kind.fields if field.kind is Kind.LINES}
    rows = [number for number, labels in enumerate(scene.labels) if any(names & label.names for label in labels)]
    return {number + by for number in rows for by in (-1, 0, 1)}


def _down(first: Span, layout: Layout, *, column: bool = False) -> list[Span]:
    """A text and those under it; of whole rows whole ones, unless only its column is wanted."""
    chain = [first]
    whole = first.start == 0 and first.stop == len(first.row.text) and not column
    for number in range(first.row.number + 1, min(first.row.number + MOST_ROWS, len(layout.rows))):
        row, last = layout.rows[number], chain[-1]
        apart = max(_APART * max(layout.height, last.row.height), _WIDE * layout.pitch - layout.height)
        if row.page != first.row.page or not last.row.box.top <= row.box.top <= last.row.box.bottom + apart:
            break
        if whole:
            chain.append(Span(row, 0, len(row.text)))
            continue
        below = [one for one in layout.segments[number] if _share_x(one, last) > 0.3]
        if below:  # else a row of another column, between two of this one
            chain.append(below[0])
    return chain


def _share_x(one: Span, other: Span) -> float:
    a, b = one.box, other.box
    return (min(a.right, b.right) - max(a.left, b.left)) / max(min(a.width, b.width), 1e-6)


class _Line:
    """One line of a block, with what its blocks need of it."""

    __slots__ = ("commas", "key", "open_end", "postcode", "span", "stop_end", "text")

    def __init__(self, span: Span, tail: str) -> None:
        self.span = span
        self.text = span.text
        self.key = "".join(sign for sign in folded(self.text) if sign.isalnum())
        self.commas = self.text.count(",") + tail.count(",")
        self.open_end = tail.endswith((",", "&", "-"))
        self.stop_end = tail.endswith(".") and len(self.text) > 6
        self.postcode = _POSTCODE.search(self.text) is not None


def _line(span: Span) -> _Line | None:
    trimmed = trim(span) if span.stop - span.start <= _LONGEST else None
    return None if trimmed is None else _Line(trimmed, span.row.text[trimmed.stop - 1 : span.stop].rstrip())


def _candidate(lines: list[_Line], gap_after: bool) -> Candidate:
    text = "\n".join(line.text for line in lines)
    traits = {
        "rows": float(len(lines)),
        "postcode": float(any(line.postcode for line in lines)),
        "digit_first": float(any(sign.isdigit() for sign in text[:8])),
        "commas": min(sum(line.commas for line in lines), 4) / 4,
        "open_end": float(lines[-1].open_end),
        "stop_end": float(lines[-1].stop_end),
        "gap_after": float(gap_after),
    }
    spans = tuple(line.span for line in lines)
    return Candidate(spans, text, "".join(line.key for line in lines), None, traits)
