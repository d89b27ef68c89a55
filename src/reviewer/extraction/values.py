"""From a chosen candidate to a value under review: text, places, characters and confidence."""

from collections.abc import Hashable
from functools import partial

from reviewer.domain.document_type import Kind
from reviewer.domain.field import Alternative, Region, Value
from reviewer.domain.geometry import Point, Polygon, bounds, bounds_of
from reviewer.domain.mrz.names import proves
from reviewer.domain.pair import SECOND_READER
from reviewer.extraction import second
from reviewer.extraction.candidate import Candidate
from reviewer.extraction.doubts import doubts_of
from reviewer.extraction.evidence import MRZ, confidence, settling
from reviewer.extraction.from_mrz import FromMrz
from reviewer.extraction.layout import Span
from reviewer.extraction.rows import Placed
from reviewer.extraction.score import Choice, Examination

_ALTERNATIVES = 4
_LIKELY = 0.005  # alternatives less probable are not offered
_MENDED = 0.8
"""Confidence of a figure with letters among its digits that were taken for digits."""
_UNREAD = 0.6
"""Confidence of a word with print beside it that could not be read, and may belong to it."""
SECOND = "Second choice"
OTHER_READING = "Other reading"
FROM_MRZ = "MRZ"
WRITTEN_BACK = "MRZ, in the state's letters"


def values_of(examination: Examination) -> tuple[Value, ...]:
    """The value of a field; an empty one when nothing on the page fits, with what came nearest as alternatives.

    A field that may have several values has all texts that stand at its labels.
    """
    chosen = examination.chosen
    if chosen is None:
        return (Value(text="", alternatives=_alternatives(examination, None)),)
    if not examination.field.several:
        return (_value(examination, chosen),)
    several = examination.several()
    keys = frozenset(one.key for one in several)
    return tuple(_value(examination, one, keys) for one in several)


def _value(examination: Examination, chosen: Choice, there: frozenset[Hashable] = frozenset()) -> Value:
    """The value of a choice; what is there already, in other values of the field, is not offered for it."""
    read = read_value(chosen.candidate)
    score = confidence(chosen)
    known, characters, normalized = read.recognized_confidence, read.characters, read.normalized
    if MRZ in chosen.evidence:
        zone = _from_mrz(examination)
        normalized = zone.normalized if zone is not None and zone.normalized is not None else normalized
        if zone is not None and (examination.field.kind is not Kind.TEXT or proves(zone.text, chosen.candidate.text)):
            known, characters = None, ()
    return Value(
        text=read.text,
        normalized=normalized,
        confidence=round(score if known is None else min(known, score), 4),
        recognized_text=read.text,
        recognized_confidence=read.recognized_confidence,
        regions=read.regions,
        characters=read.characters,
        edges=read.edges,
        messages=chosen.candidate.messages,
        doubts=doubts_of(examination, chosen, characters, known),
        alternatives=_alternatives(examination, chosen, there),
        evidence=settling(chosen),
    )


def read_value(candidate: Candidate) -> Value:
    """What was read at a place, without any judgement of whether it is the right one."""
    characters, edges = _characters(candidate)
    known = _read_confidence(candidate)
    return Value(
        text=candidate.text,
        normalized=candidate.normalized,
        confidence=known,
        recognized_text=candidate.text,
        recognized_confidence=known,
        regions=regions_of(candidate),
        characters=characters,
        edges=edges,
    )


def regions_of(candidate: Candidate) -> tuple[Region, ...]:
    """Where a candidate stands, one region a row."""
    return tuple(Region(span.row.page, polygon_of(span)) for span in candidate.spans)


def _alternatives(
    examination: Examination, chosen: Choice | None, there: frozenset[Hashable] = frozenset()
) -> tuple[Alternative, ...]:
    found: list[Alternative] = []
    if chosen is not None:
        found = [Alternative(day.isoformat(), OTHER_READING) for day in chosen.candidate.readings]
        other = second.text_of(chosen.candidate)
        found += [Alternative(other, SECOND_READER)] if other is not None else []
    found += _beside(examination, chosen)
    seen = {chosen.key, *there} if chosen else set()
    for choice in examination.choices:
        if len(found) >= _ALTERNATIVES or choice.probability < _LIKELY:
            break
        if choice.key not in seen and choice.candidate is not _from_mrz(examination):
            seen.add(choice.key)
            found.append(
                Alternative(choice.candidate.text, SECOND, round(choice.probability, 4), regions_of(choice.candidate))
            )
    return tuple(found)


def _from_mrz(examination: Examination) -> FromMrz | None:
    found = (one.candidate for one in examination.choices if isinstance(one.candidate, FromMrz))
    return next(found, None) if examination.field.mrz else None


def _beside(examination: Examination, chosen: Choice | None) -> list[Alternative]:
    """What the MRZ says, and, where nothing else contradicts it, what the names in it may have been."""
    zone = _from_mrz(examination)
    same = zone is not None and chosen is not None and zone.key == chosen.key
    if zone is None or (same and examination.field.kind is not Kind.TEXT):
        return []
    regions = regions_of(zone)
    texts = [(zone.text, FROM_MRZ)]
    if same:
        texts += [(text, WRITTEN_BACK) for text in zone.proposals]
    shown = chosen.candidate.text if chosen is not None else ""
    return [Alternative(text, origin, None, regions) for text, origin in texts if text != shown]


def _read_confidence(candidate: Candidate) -> float | None:
    """Of the weakest word; certain for the words of a text layer; unknown when one word is."""
    if candidate.vouched is not None:
        return round(candidate.vouched, 4)
    known: list[float] = []
    for span in candidate.spans:
        for placed, first, last in span.row.words_in(span.start, span.stop):
            word = placed.word
            part = word.characters[first:last] if len(word.characters) == len(word.text) else ()
            figure = sum(part) / len(part) if part else word.confidence
            if figure is not None and word.second is not None:
                figure = min(figure, second.WORD_DIFFERS)
            if figure is not None and word.unread:
                figure = min(figure, _UNREAD)
            if span.row.certain:
                figure = 1.0
            if figure is None:
                return None
            known.append(figure)
    if known and candidate.mended:
        known.append(_MENDED)
    return round(min(known), 4) if known else None


def _characters(candidate: Candidate) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Confidences and edges of the characters of the text; empty when a word has none."""
    if candidate.vouched is not None:
        return (), ()
    figures: list[float] = []
    places: list[tuple[float, float]] = []
    for number, span in enumerate(candidate.spans):
        if number:
            figures.append(1.0)
            places.append((1.0, 1.0))
        end: float | None = None
        for placed, first, last in span.row.words_in(span.start, span.stop):
            word = placed.word
            if len(word.characters) != len(word.text):
                return (), ()
            if end is not None:
                figures.append(1.0)
                places.append((end, end))
            figures.extend(word.characters[first:last])
            drawn = _drawn(placed, first, last)
            places.extend(drawn)
            end = drawn[-1][1]
    if len(figures) != len(candidate.text):
        return (), ()
    if len(candidate.spans) > 1:
        return tuple(figures), ()
    return tuple(figures), _edges(candidate.spans[0], places)


def _drawn(placed: Placed, first: int, last: int) -> list[tuple[float, float]]:
    """Left and right of characters on the page, in fractions of the page's width."""
    word = placed.word
    box = bounds(word.polygon)
    size = len(word.text)
    found = []
    for at in range(first, last):
        left, right = at / size, (at + 1) / size
        if len(word.edges) == 2 * size:
            left, right = word.edges[2 * at], word.edges[2 * at + 1]
        found.append((box.left + left * box.width, box.left + right * box.width))
    return found


def _edges(span: Span, places: list[tuple[float, float]]) -> tuple[float, ...]:
    box = bounds(polygon_of(span))
    width = max(box.width, 1e-9)
    fractions = (min(max((x - box.left) / width, 0.0), 1.0) for place in places for x in place)
    return tuple(round(fraction, 4) for fraction in fractions)


def polygon_of(span: Span) -> Polygon:
    """Around the words of a span, in fractions of the page frame, clockwise from its own top left."""
    parts = [_cut(placed, first, last) for placed, first, last in span.row.words_in(span.start, span.stop)]
    if all(len(part) == 4 for part in parts):
        parts.sort(key=partial(_along, parts[0]))  # words among others that run to the left come in another order
        return (parts[0][0], parts[-1][1], parts[-1][2], parts[0][3])
    return bounds_of(parts).polygon()


def _along(first: Polygon, other: Polygon) -> float:
    """How far along the upper edge of a polygon another one begins."""
    (x, y), (end_x, end_y) = first[0], first[1]
    return (other[0][0] - x) * (end_x - x) + (other[0][1] - y) * (end_y - y)


def _cut(placed: Placed, first: int, last: int) -> Polygon:
    """The part of a word's polygon that holds some of its characters."""
    word = placed.word
    size = len(word.text)
    if (first, last) == (0, size) or len(word.polygon) != 4:
        return word.polygon
    left, right = first / size, last / size
    if len(word.edges) == 2 * size:
        edges = word.edges[2 * first : 2 * last]
        left, right = min(edges), max(edges)
    a, b, c, d = word.polygon
    return (_between(a, b, left), _between(a, b, right), _between(d, c, right), _between(d, c, left))


def _between(start: Point, end: Point, share: float) -> Point:
    return (start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share)
