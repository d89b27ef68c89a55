"""Named additive features of a candidate for a field. Their names are the explanation that the operator sees."""

import math
import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from reviewer.domain.document_type import FieldType, Kind
from reviewer.extraction.candidate import Candidate
from reviewer.extraction.context import LabelContext
from reviewer.extraction.labels import AGAINST
from reviewer.extraction.layout import Layout, Span
from reviewer.extraction.scene import Scene
from reviewer.extraction.words import WordList

Features = dict[str, float]
_BOTH = 0.3  # of the weight of a word that a value never holds, when it also holds one that it often does
_HEAD_ROWS = 10
_STREET = re.compile(r"\d{1,4}[a-zA-Z]?,? [^\W\d_][^\d:]{4,}|[^\W\d_][^\d:]{4,}[ ,]\d{1,4} ?[a-zA-Z]?")


def place(candidate: Candidate, layout: Layout) -> Features:
    """Where a candidate stands on the paper, and how large its print is."""
    row, box = candidate.first.row, candidate.box
    left, right = layout.widths[row.page]
    middle, half = (left + right) / 2, max((right - left) / 2, 1e-6)
    tall = math.log2(max(row.height, 1e-6) / max(layout.height, 1e-6))
    return {
        "top": max(0.0, 1.0 - row.number / _HEAD_ROWS),
        "first_row": float(row.number == 0),
        "bottom": row.number / max(len(layout.rows) - 1, 1),
        "tall": min(max(tall, -1.0), 1.5),
        "centered": max(0.0, 1.0 - abs(box.center[0] - middle) / half),
        "left": max(0.0, 1.0 - (box.left - left) / half),
        "right": max(0.0, 1.0 - (right - box.right) / half),
        "wide": min(box.width / (2 * half), 1.0),
    }


def of_labels(name: str, context: LabelContext, rivals: Iterable[str] = ()) -> Features:
    """What the labels around a candidate say of one field.

    Args:
        name: of the field.
        context: the labels.
        rivals: names of the other fields of the same kind; a label of one of them above speaks against this field.
    """
    against = AGAINST + name
    others = [value for other, value in context.left.items() if other != name and not other.startswith(AGAINST)]
    over = [context.column.get(rival, 0.0) for rival in rivals]
    own = context.left.get(name, 0.0)
    features = {
        "label_left": own,
        "label_adjacent": context.adjacent.get(name, 0.0),
        "label_alone": context.alone.get(name, 0.0),
        "label_above": context.above.get(name, 0.0),
        "label_column": context.column.get(name, 0.0),
        "not_label": context.left.get(against, 0.0),
        "not_above": max(context.above.get(against, 0.0), context.column.get(against, 0.0)),
        "not_column": context.column.get(against, 0.0),
        "other_label": max(others, default=0.0) if not own or name not in context.nearest else 0.0,
        "other_above": max(over, default=0.0) if not context.column.get(name) else 0.0,
    }
    return {key: value for key, value in features.items() if value}


class WordFeatures:
    """The words of a field, looked up once a text."""

    def __init__(self, field: FieldType, scene: Scene) -> None:
        self._field = field
        self._scene = scene
        self._good = WordList(field.words)
        self._bad = WordList(field.not_words)
        self._patterns = tuple(re.compile(pattern, re.IGNORECASE) for pattern in field.patterns)
        self._seen: dict[str, tuple[int, int]] = {}
        self._said = tuple(_said(field, scene)) if field.kind is not Kind.PHRASE else ()

    def of(self, candidate: Candidate) -> Features:
        """Shares and counts of rows that hold the field's words, words it never holds, or neither."""
        field = self._field
        if not (field.words or field.not_words or field.patterns or field.phrases):
            return {}
        features: Features = {}
        if field.phrases and field.kind is not Kind.PHRASE:
            features["phrase"] = max(
                (strength for strength, span in self._said if span.overlaps(candidate.first)), default=0.0
            )
        if self._patterns:
            features["pattern"] = float(any(pattern.fullmatch(candidate.text) for pattern in self._patterns))
        if self._field.kind is Kind.LINES:
            features |= self._of_rows(candidate)
            return features
        good, bad = self._hits(candidate.text)
        features["words"] = min(good, 2) / 2
        features["not_words"] = float(bad > 0) * (_BOTH if good else 1.0)
        features["only_words"] = float(good > 0 and not self._good.without(candidate.text))
        return features

    def _of_rows(self, candidate: Candidate) -> Features:
        hits = [self._hits(span.text) for span in candidate.spans]
        good = sum(1 for good, bad in hits if good and not bad)
        bad = sum(1 for _, bad in hits if bad)
        streets = sum(
            1
            for span, (good, bad) in zip(candidate.spans, hits, strict=True)
            if not (good or bad) and _is_street(span.text)
        )
        first, last = candidate.spans[0].row.number, candidate.spans[-1].row.number
        rows = self._scene.layout.rows
        return {
            "good_rows": float(good),
            "bad_rows": float(bad),
            "plain_rows": float(len(hits) - good - bad - streets),
            "street_rows": float(streets),
            "street_before": float(
                first > 0 and self._hits(rows[first - 1].text) == (0, 0) and _is_street(rows[first - 1].text)
            ),
            "starts_good": float(hits[0][0] > 0 and not hits[0][1]),
            "bad_after": float(last + 1 < len(rows) and self._hits(rows[last + 1].text)[1] > 0),
            "open_before": float(first > 0 and rows[first - 1].text.rstrip().endswith((",", "&"))),
            "good_before": float(first > 0 and self._is_good(rows[first - 1].text)),
            "good_after": float(last + 1 < len(rows) and self._is_good(rows[last + 1].text)),
        }

    def _is_good(self, text: str) -> bool:
        good, bad = self._hits(text)
        return good > 0 and not bad

    def _hits(self, text: str) -> tuple[int, int]:
        if text not in self._seen:
            self._seen[text] = self._good.count(text), self._bad.count(text)
        return self._seen[text]


def _is_street(text: str) -> bool:
    """Whether a row looks like a street and a house number, though none of its words is known."""
    return _STREET.fullmatch(text.strip(" .,")) is not None


def _said(field: FieldType, scene: Scene) -> Iterator[tuple[float, Span]]:
    """Where the field's phrases lead to, and how strongly."""
    for phrase in field.phrases:
        for start, stop, strength in scene.prose.said(phrase):
            for span in scene.prose.spans(start, stop):
                yield strength, span


def _steps(upper: Span, lower: Span, layout: Layout) -> int:
    """Rows down from one text to another, without those that have no print above or below either of them."""
    first, last = upper.row.number, lower.row.number
    if not 0 < last - first <= _FARTHEST or upper.row.page != lower.row.page:
        return 0
    left, right = min(upper.box.left, lower.box.left), max(upper.box.right, lower.box.right)
    between = layout.segments[first + 1 : last]
    return 1 + sum(any(one.box.left < right and one.box.right > left for one in row) for row in between)


def _is_anniversary(first: object, later: object) -> bool:
    """Whether two dates are 1 to 15 years apart, give or take a day: passports are issued for whole years."""
    if not (isinstance(first, date) and isinstance(later, date)) or not 1 <= later.year - first.year <= _MOST_YEARS:
        return False
    return any(
        (day.month, day.day) == (later.month, later.day)
        for day in (first, first + timedelta(days=1), first - timedelta(days=1))
    )


_MOST_YEARS = 15
_FARTHEST = 12  # rows
_STEPS = {1: 1.0, 2: 0.7, 3: 0.4, 4: 0.2}


def relation(name: str, candidate: Candidate, other: Candidate, layout: Layout) -> float:
    """How a candidate stands to the value first chosen for another field.

    The names come from weights such as ``below.company``: ``below``, ``above`` (1 when directly), ``after`` (anywhere
    further down), ``near`` (in the same or the next row), ``same`` (the same value), ``overlap``, ``anniversary`` (a
    date some years before, at most a day off), ``over`` and ``under`` (as above and below, counting only rows that have
    print in the same column).
    """
    row, last = candidate.first.row.number, other.spans[-1].row.number
    match name:
        case "below":
            return _STEPS.get(row - last, 0.0)
        case "above":
            return _STEPS.get(other.first.row.number - candidate.spans[-1].row.number, 0.0)
        case "under":
            return _STEPS.get(_steps(other.spans[-1], candidate.first, layout), 0.0)
        case "over":
            return _STEPS.get(_steps(candidate.spans[-1], other.first, layout), 0.0)
        case "after":
            return float(row > last)
        case "near":
            return {0: 1.0, 1: 0.5}.get(abs(row - last), 0.0)
        case "same":
            return float(candidate.key == other.key)
        case "overlap":
            return float(candidate.overlaps(other))
        case "anniversary":
            return float(_is_anniversary(candidate.key, other.key))
        case _:
            return 0.0
