"""Runs of text on one to three rows, with variants: a number in brackets or a label inside the line cut off."""

import re
from collections.abc import Iterator
from itertools import pairwise

from reviewer.domain.normalize import folded
from reviewer.extraction.candidate import Candidate, mark_repeats
from reviewer.extraction.labels import AGAINST
from reviewer.extraction.layout import Span
from reviewer.extraction.scene import Scene

SHARED = True
LIMIT = 400

_BRACKET = re.compile(r"\s*[\[({][^\])}]*\d[^\])}]*[\])}]?\s*$")
_NUMBER_BEHIND = re.compile(
    r"\s+(?:co\.?\s*)?(?:reg\.?|no\.?|roc|brn|rob)?\s*[:.]?\s*\d{5,}-?[a-z]?\s*$", re.IGNORECASE
)
_EDGES = " .,:;-*_=~|\"'“”#"
_HEAD = 12  # rows that may hold a text of several rows


def find(scene: Scene) -> list[Candidate]:
    """Every stretch of a row, and stretches of two or three rows under each other at the head of the document."""
    found: dict[tuple[tuple[int, int, int], ...], Candidate] = {}
    for spans in _runs(scene):
        for variant in _variants(spans, scene):
            place = tuple((span.row.number, span.start, span.stop) for span in variant)
            if place not in found and (candidate := _candidate(variant, scene)):
                found[place] = candidate
        if len(found) >= LIMIT:
            break
    candidates = list(found.values())
    mark_repeats(candidates)
    return candidates


def _runs(scene: Scene) -> Iterator[tuple[Span, ...]]:
    layout = scene.layout
    for number, segments in enumerate(layout.segments):
        for segment in segments:
            yield (segment,)
        if len(segments) > 1 and number < _HEAD:
            yield (Span(segments[0].row, segments[0].start, segments[-1].stop),)
    for size in (2, 3):
        for number in range(min(_HEAD, len(layout.rows) - size + 1)):
            rows = layout.rows[number : number + size]
            near = all(b.page == a.page and b.box.top - a.box.bottom < layout.height for a, b in pairwise(rows))
            if near and all(len(layout.segments[row.number]) == 1 for row in rows):
                yield tuple(Span(row, 0, len(row.text)) for row in rows)


def _variants(spans: tuple[Span, ...], scene: Scene) -> Iterator[tuple[Span, ...]]:
    yield spans
    last = spans[-1]
    for pattern in (_BRACKET, _NUMBER_BEHIND):
        cut = pattern.search(last.text)
        if cut and cut.start() > 2:
            yield (*spans[:-1], Span(last.row, last.start, last.start + cut.start()))
    first = spans[0]
    for label in scene.labels[first.row.number]:
        if first.start <= label.start and label.start - first.start < 3 and label.stop < first.stop - 2:
            rest = Span(first.row, label.stop, first.stop)
            yield (rest, *spans[1:])


def _candidate(spans: tuple[Span, ...], scene: Scene) -> Candidate | None:
    trimmed = tuple(one for one in map(trim, spans) if one is not None)
    if len(trimmed) != len(spans):
        return None
    text = " ".join(span.text for span in trimmed)
    letters = sum(sign.isalpha() for sign in text)
    if letters < 2:
        return None
    digits = sum(sign.isdigit() for sign in text)
    words = text.split()
    cut = trimmed[-1].stop < len(trimmed[-1].row.text.rstrip(_EDGES + ")]"))
    traits = {
        "letters": letters / len(text),
        "digits": digits / len(text),
        "upper": float(text.upper() == text),
        "short": float(letters < 5),
        "long": float(len(words) > 8),
        "rows": float(len(spans) - 1),
        "bracket": float(bool(_BRACKET.search(text) or _NUMBER_BEHIND.search(text))),
        "cut": float(cut),
        "holds_label": float(any(_holds_label(span, scene) for span in trimmed)),
    }
    return Candidate(trimmed, text, "".join(sign for sign in folded(text) if sign.isalnum()), None, traits)


def _holds_label(span: Span, scene: Scene) -> bool:
    inside = (match for match in scene.labels[span.row.number] if match.span.overlaps(span))
    return any(not name.startswith(AGAINST) for match in inside for name in match.names)


def trim(span: Span) -> Span | None:
    """Without blanks and ornaments at the ends, or None when nothing remains. A full stop may belong to a name."""
    text = span.text
    left = len(text) - len(text.lstrip(_EDGES))
    right = len(text.rstrip(_EDGES.replace(".", "")))
    if right <= left:
        return None
    return Span(span.row, span.start + left, span.start + right)
