"""Runs of text on one to three rows, with variants: a number in brackets or a label inside the line cut off."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from reviewer.domain.normalize import folded
from reviewer.domain.text import Word
from reviewer.extraction import legal_forms
from reviewer.extraction.blocks import SEPARATOR, Surroundings, is_sender
from reviewer.extraction.candidate import Candidate, mark_repeats
from reviewer.extraction.labels import AGAINST, Match
from reviewer.extraction.layout import SEGMENT_GAP, Layout, Row, Span
from reviewer.extraction.mended_names import mended
from reviewer.extraction.scene import Scene

SHARED = True
LIMIT = 400

_BRACKET = re.compile(r"\s*[\[({][^\])}]*\d[^\])}]*[\])}]?\s*$")
_NUMBER_BEHIND = re.compile(
    r"\s+(?:(?:company|co|reg|registration|no|roc|brn|rob|ssm|uen)\b\.?\s*){0,4}[:.]?\s*[a-z]{0,3}\d{5,}-?[a-z]?\s*$",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_LETTERS = re.compile(r"[^\W\d_]{3,}")
_BULLET = re.compile(r"\s[●•·|∙▪■◦⋅]\s")
_EDGES = " .,:;-*_=~|\"'“”#"
_SPECK = 0.5  # confidence below which a word of one or two letters may be dirt
_CLEAR, _DIM = 0.75, 0.3  # mean confidence of words below which they may be dirt; how far below they surely are
_OWN_GAP, _USUAL_GAP = 1.2, 1.25  # most between lines of one text, in their heights and in usual gaps
_ALIKE = 0.8  # heights of rows that one name fills
_LEAST = 3  # letters of a brand
_LARGER = 1.4  # times the height of the name in full
_HEAD = 12  # rows that may hold a text of several rows


def find(scene: Scene) -> list[Candidate]:
    """Every stretch of a row, and stretches of two or three rows under each other at the head of the document."""
    found: dict[tuple[tuple[int, int, int], ...], Candidate] = {}
    around = Surroundings(scene.layout)
    for spans in _runs(scene):
        for variant in _variants(spans, scene):
            if candidate := _candidate(variant, scene):
                place = tuple((span.row.number, span.start, span.stop) for span in candidate.spans)
                if place not in found:
                    candidate.traits |= around.of(candidate.first)
                    found[place] = candidate
        if len(found) >= LIMIT:
            break
    for spans in _said(scene):
        place = tuple((span.row.number, span.start, span.stop) for span in spans)
        if place not in found and (candidate := _candidate(spans, scene)):
            candidate.traits |= around.of(candidate.first)
            found[place] = candidate
    candidates = list(found.values())
    mark_repeats(candidates)
    _mark_longer(candidates)
    return candidates


def _mark_longer(candidates: Sequence[Candidate]) -> None:
    """Mark names whose beginning stands in larger print over them, as a brand does over its company.

    ``extends``: the name in full. ``echo``: a text of several rows that says the same words twice.
    """
    head = [one for one in candidates if one.first.row.number < _HEAD]
    brands = {
        (one.key, one.first.row.number): one.first.row
        for one in head
        if len(one.spans) == 1 and sum(sign.isalpha() for sign in one.text) >= _LEAST
    }
    for one in head:
        start = one.first.row
        one.traits["extends"] = float(
            any(
                number < start.number and row.height > _LARGER * start.height and _begins(one.key, key)
                for (key, number), row in brands.items()
            )
        )
        first = "".join(sign for sign in folded(one.spans[0].text) if sign.isalnum())
        rest = "".join(sign for span in one.spans[1:] for sign in folded(span.text) if sign.isalnum())
        one.traits["echo"] = float(bool(rest) and len(first) >= _LEAST and first in rest)


def _begins(whole: object, start: object) -> bool:
    return isinstance(whole, str) and isinstance(start, str) and len(whole) > len(start) and whole.startswith(start)


def _said(scene: Scene) -> Iterator[tuple[Span, ...]]:
    """The places where a text of the electronic invoice is printed, also within a longer one."""
    texts = scene.layout.embedded.values.values() if scene.layout.embedded is not None else ()
    wanted = {folded(text) for text in texts if sum(sign.isalpha() for sign in text) > 2}
    for row in scene.layout.rows if wanted else ():
        for text in wanted:
            if (start := row.folded.find(text)) >= 0:
                yield (Span(row, start, start + len(text)),)


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
            if all(_near(a, b, layout) for a, b in pairwise(rows)) and all(_is_whole_row(row, layout) for row in rows):
                yield tuple(Span(row, 0, len(row.text)) for row in rows)


def _near(upper: Row, lower: Row, layout: Layout) -> bool:
    """Whether two rows stand under each other as lines of one text do; large print is set farther apart."""
    own = _OWN_GAP * min(upper.height, lower.height)
    usual = _USUAL_GAP * (layout.pitch - layout.height)
    return upper.page == lower.page and lower.box.top - upper.box.bottom < max(layout.height, own, usual)


def _is_whole_row(row: Row, layout: Layout) -> bool:
    """Whether no gap parts a row, wide as its print is large."""
    gap = SEGMENT_GAP * max(layout.height, row.height)
    return all(b.box.left - a.box.right <= gap for a, b in pairwise(row.words))


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
            yield from _without_date((rest, *spans[1:]), scene)
    yield from _without_date(spans, scene)
    for label in scene.labels[last.row.number]:
        if last.start < label.start - 3 and last.stop - 2 < label.stop <= last.stop:
            yield (*spans[:-1], Span(last.row, last.start, label.start))  # a heading: Ardlough Ltd  INVOICE
    if len(spans) == 1 and (end := legal_forms.end_of_name(first.row.text, first.start + 3, first.stop)):
        yield (Span(first.row, first.start, end),)  # a name, and its address in the same row
    if is_sender(first.row, first.start) and (separator := SEPARATOR.search(first.text)):
        yield (Span(first.row, first.start, first.start + separator.start()),)


def _without_date(spans: tuple[Span, ...], scene: Scene) -> Iterator[tuple[Span, ...]]:
    """A place before its date: ``Bandung, 03-04-1990``."""
    last = spans[-1]
    for found in scene.found_dates[last.row.number]:
        if last.start + 2 < found.start and found.stop >= last.stop - 1:
            yield (*spans[:-1], Span(last.row, last.start, found.start))


def _candidate(spans: tuple[Span, ...], scene: Scene) -> Candidate | None:
    trimmed = tuple(one for one in map(trim, spans) if one is not None)
    if len(trimmed) != len(spans):
        return None
    read = " ".join(span.text for span in trimmed)
    text = read if trimmed[0].row.certain else mended(read)
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
        "lower": float(text[0].islower()),
        "short": float(letters < 5),
        "long": float(len(words) > 8),
        "bullets": float(_BULLET.search(text) is not None),
        "rows": float(len(spans) - 1),
        "apart": float(_is_apart(trimmed[0], scene)),
        "bracket": float(bool(_BRACKET.search(text) or _NUMBER_BEHIND.search(text))),
        "cut": float(cut),
        "holds_label": float(any(_holds_label(span, scene) for span in trimmed)),
        "joined": float(len(trimmed) > 1 and _is_joined(trimmed)),
        "goes_on": float(any(legal_forms.ENDING.search(span.text) for span in trimmed[:-1])),
        "legal_form": float(legal_forms.ENDING.search(text) is not None),
        "behind": float(legal_forms.FOLLOWED.search(text) is not None),
        "titled": float(len(trimmed) == 1 and _is_titled(trimmed[0], scene)),
        "is_label": float(len(trimmed) == 1 and _is_label(trimmed[0], scene)),
        "mended": float(text != read),
        "uneven": float(any(not _alike(upper, lower) for upper, lower in pairwise(trimmed))),
        "unclear": _unclear(trimmed),
        "enclosed": float(text[0] in "([{"),
        "open": float(legal_forms.goes_on(text)),
    }
    return Candidate(trimmed, text, "".join(sign for sign in folded(text) if sign.isalnum()), None, traits)


def _unclear(spans: Sequence[Span]) -> float:
    """0..1, how unsure the reader was of its words: dirt and logos make some that are none."""
    words = [placed.word for span in spans for placed, _, _ in span.row.words_in(span.start, span.stop)]
    known = [word.confidence for word in words if word.confidence is not None]
    return min(max((_CLEAR - sum(known) / len(known)) / _DIM, 0.0), 1.0) if known else 0.0


def _is_apart(span: Span, scene: Scene) -> bool:
    """Whether a text reaches over a gap that parts its row."""
    segments = scene.layout.segments[span.row.number]
    parts = sum(part.start < span.stop and span.start < part.stop for part in segments)
    return parts > 1 and not _is_whole_row(span.row, scene.layout)


def _holds_label(span: Span, scene: Scene) -> bool:
    inside = (match for match in scene.labels[span.row.number] if match.span.overlaps(span))
    return any(_is_whole(match, span) or _is_positive(match) for match in inside)


def _is_joined(spans: Sequence[Span]) -> bool:
    """Whether the last row, in print of the same height, has little more than the legal form of the name."""
    return all(_alike(upper, lower) for upper, lower in pairwise(spans)) and _is_rest(spans[-2], spans[-1])


def _is_rest(upper: Span, last: Span) -> bool:
    """Whether a name goes on in the row under it. “Company” of “Company number” is not its end."""
    if _LETTERS.search(last.row.text, last.stop):
        return False
    return legal_forms.is_rest(last.text) or (legal_forms.goes_on(upper.text) and not _DIGIT.search(last.text))


def _alike(upper: Span, lower: Span) -> bool:
    return _ALIKE < lower.row.height / max(upper.row.height, 1e-6) < 1 / _ALIKE


def _is_label(span: Span, scene: Scene) -> bool:
    """Whether it is nothing but a label of some field."""
    return any(_is_whole(match, span) and _is_positive(match) for match in scene.labels[span.row.number])


def _is_titled(span: Span, scene: Scene) -> bool:
    """Whether the line ends with a label behind it, as the title of a paper is behind the name of who sends it."""
    if span.row.number >= _HEAD:
        return False
    line = next((one for one in scene.layout.segments[span.row.number] if one.start <= span.start < one.stop), span)
    return any(
        0 < match.start - span.stop < 3 and line.stop - 1 <= match.stop <= line.stop and _is_positive(match)
        for match in scene.labels[span.row.number]
    )


def _is_positive(match: Match) -> bool:
    named = any(not name.startswith(AGAINST) and "." not in name for name in match.names)
    return named and match.stop - match.start > 2  # not a “du” or an “an” within a name


def _is_whole(match: Match, span: Span) -> bool:
    return match.start <= span.start and match.stop >= span.stop - 1


def trim(span: Span) -> Span | None:
    """Without blanks, ornaments and specks at the ends, or None when nothing remains. A full stop may end a name."""
    specks = [_is_speck(placed.word) for placed, _, _ in span.row.words_in(span.start, span.stop)]
    if specks and (specks[0] or specks[-1]):
        span = _without_specks(span)
    text = span.text
    left = len(text) - len(text.lstrip(_EDGES))
    right = len(text.rstrip(_EDGES.replace(".", "")))
    if right <= left:
        return None
    return Span(span.row, span.start + left, span.start + right)


def _without_specks(span: Span) -> Span:
    """Without words at the ends that an engine made of dirt."""
    places, at = [], span.start
    for placed, first, last in span.row.words_in(span.start, span.stop):
        at = span.row.text.index(placed.word.text[first:last], at)
        places.append((at, at + last - first, _is_speck(placed.word)))
        at += last - first
    kept = [(start, stop) for start, stop, speck in places if not speck]
    return Span(span.row, kept[0][0], kept[-1][1]) if kept else span


def _is_speck(word: Word) -> bool:
    sure = word.confidence is None or word.confidence >= _SPECK
    return not sure and len(word.text) <= 2 and not any(sign.isdigit() for sign in word.text)
