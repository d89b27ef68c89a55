"""What tells one document from the next: its own number, date, total, machine-readable zone."""

import re
from collections.abc import Sequence
from datetime import date
from difflib import SequenceMatcher

from reviewer.domain.document_type import DocumentType, FieldType, Kind
from reviewer.domain.field import Value
from reviewer.domain.normalize import folded
from reviewer.domain.text import PageText, TextSource
from reviewer.extraction.extract import extract
from reviewer.extraction.rows import framed
from reviewer.extraction.words import WordList
from reviewer.extraction.zones import find as find_zones

Marks = dict[str, str]
"""By field name: the value, in a form that can be compared."""

ZONE = "machine-readable zone"
KINDS = "They are of different kinds."

_SURE_ENOUGH, _SURE_TEXT = 0.5, 0.8  # a piece of a document has some text at its top, too
_HEAD = 0.2  # of the height of all that is printed on a page
_ALIKE = 0.6
_EXACT = (Kind.DATE, Kind.AMOUNT, Kind.TIME)
_SIGNS = re.compile(r"[\W_]+")


def marks_of(pages: Sequence[PageText], kind: DocumentType, today: date) -> Marks:
    """What tells a document of this type from others, as far as these pages have it; and its amounts."""
    if kind.together is None:
        return {}
    names = {*kind.together.told_apart_by, *(field.name for field in kind.fields if _completes(field))}
    marks: Marks = {}
    for found in extract(pages, kind, today=today).fields:
        field = kind.field(found.name)
        if field is not None and found.name in names and found.values:
            mark = _mark(found.values[0], field, pages)
            if mark:
                marks[found.name] = mark
    zones = [zone.reading.mrz.text for zone in find_zones(pages) if zone.reading is not None and zone.valid]
    return {**marks, ZONE: zones[0]} if zones else marks


def is_whole(marks: Marks, kind: DocumentType) -> bool:
    """Whether a document has all that one of its type ends with, and what it must have to be told from others."""
    by = () if kind.together is None else kind.together.told_apart_by
    told = [field for field in kind.fields if field.name in by and field.required and is_exact(field)]
    fields = [*told, *(field for field in kind.fields if _completes(field))]
    return ZONE in marks or (bool(by) and all(field.name in marks for field in fields))


def differing(one: Marks, other: Marks, kind: DocumentType, *, certain: bool) -> tuple[str, ...]:
    """The fields by which two documents of a type are told apart; where both have none of it, they are not.

    Args:
        one: the marks of the first.
        other: those of the second.
        kind: of both.
        certain: whether the characters of both were not read from pixels: a number that is nearly the same is another.
    """
    if ZONE in one and ZONE in other:
        return (ZONE,) if one[ZONE] != other[ZONE] else ()
    by = () if kind.together is None else kind.together.told_apart_by
    shared = [name for name in by if name in one and name in other]
    return tuple(name for name in shared if _differ(one[name], other[name], kind.field(name), certain=certain))


def share(one: Marks, other: Marks) -> bool:
    """Whether two papers of different types have something in common, as a bill and the slip of its payment."""
    if ZONE in one and ZONE in other:
        return one[ZONE] == other[ZONE]  # of one person, who has several
    return not set(one.values()).isdisjoint(other.values())


def least(kind: DocumentType) -> int:
    """How many of its marks must differ where nothing else shows that a document ends."""
    return 1 if kind.together is None else min(2, len(kind.together.told_apart_by))


def is_exact(field: FieldType | None) -> bool:
    """Whether a value of a field is read right or wrong, and not more or less right."""
    return field is not None and field.kind not in (Kind.TEXT, Kind.LINES)


def is_certain(pages: Sequence[PageText]) -> bool:
    """Whether the words come from text layers."""
    return all(page.source is TextSource.TEXT_LAYER for page in pages)


def signs(text: str) -> str:
    """Letters and digits only, in lower case without accents."""
    return _SIGNS.sub("", folded(text))


def _completes(field: FieldType) -> bool:
    """Whether a document of its type is not over before this field."""
    return field.required and field.kind is Kind.AMOUNT


def _mark(value: Value, field: FieldType, pages: Sequence[PageText]) -> str:
    named = not is_exact(field) and WordList(field.words).count(value.text) > 0 and _is_at_top(value, pages)
    least_sure = _SURE_ENOUGH if is_exact(field) or named else _SURE_TEXT
    if not value.text or value.confidence is None or value.confidence < least_sure:
        return ""
    if field.kind in _EXACT or field.kind is Kind.IDENTIFIER:
        return value.normalized or ""
    return signs(value.text)


def _is_at_top(value: Value, pages: Sequence[PageText]) -> bool:
    """Whether a value stands in the head of the first page, where a name is no chance."""
    first = pages[0]
    places = [region for region in value.regions if region.page == first.page and region.polygon]
    if not places:
        return False
    box = framed(places[0].polygon, first.aspect, first.turn, first.skew)
    words = [framed(word.polygon, first.aspect, first.turn, first.skew) for word in first.words]
    top, bottom = min(word.top for word in words), max(word.bottom for word in words)
    return box.top - top < _HEAD * (bottom - top)


def _differ(one: str, other: str, field: FieldType | None, *, certain: bool) -> bool:
    if one == other:
        return False
    if field is None or field.kind in _EXACT or certain:
        return True
    if is_exact(field):
        return len(one) != len(other) or sum(a != b for a, b in zip(one, other, strict=True)) > 1
    return SequenceMatcher(None, one, other).ratio() < _ALIKE
