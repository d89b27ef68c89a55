"""Identifiers: codes that a python-stdnum module accepts, or that look as their field says."""

import re
from bisect import bisect_right
from collections.abc import Hashable
from itertools import pairwise

from reviewer.domain.document_type import FieldType
from reviewer.domain.identifier import is_valid
from reviewer.extraction.candidate import Candidate
from reviewer.extraction.layout import Span
from reviewer.extraction.scene import Scene

SHARED = False
LIMIT = 300

_WORDS = 9  # of an identifier
_LONGEST = 34  # letters and digits, of an IBAN
_DIGITS = 6  # fewer prove nothing
_RUN = re.compile(r"[^\W_][\w .\-/]{4,44}")
_BEGIN = re.compile(r"[(\[]?(?:\S*\d|[A-Z]{1,4}[.:]?(?!\S))")
"""How one begins without a pattern: with digits in its first word, or with the letters of a country alone."""
_GLUED = re.compile(r"(?<=[:#])(?=[^\W_])")
_GROUP = re.compile(r"[A-Z]{0,4}\d[A-Z\d./-]*")


def find(scene: Scene, field: FieldType) -> list[Candidate]:
    """Codes of one to nine words; those with a right check digit have the trait ``check_digit``.

    Of those without, one begins at each word: the word, or the groups of digits that follow each other there; and those
    that match a pattern of the field.
    """
    found: list[Candidate] = []
    patterns = [re.compile(pattern, re.IGNORECASE) for pattern in field.patterns]
    for row in scene.layout.rows:
        if not any(sign.isdigit() for sign in row.text):
            continue
        ends = [start + len(placed.word.text) for start, placed in zip(row.starts, row.words, strict=True)]
        inner = [match.start() for match in _GLUED.finditer(row.text)]
        stops = [segment.stop for segment in scene.layout.segments[row.number]]
        for start in sorted({*row.starts, *inner}):
            first = bisect_right(ends, start)
            later = ends[first : first + _WORDS]
            if not patterns and not _BEGIN.match(row.text, start):
                continue
            near = next(iter(stops[bisect_right(stops, start) :][:1]), len(row.text))
            groups = _groups(Span(row, start, start), [end for end in later if end <= near])
            found.extend(_from_word(field, patterns, Span(row, start, groups), later))
            if len(found) > LIMIT:
                break
        if len(found) > LIMIT:
            break
    _mark_repeats(found[:LIMIT])
    return found[:LIMIT]


def _mark_repeats(found: list[Candidate]) -> None:
    """Give the trait ``repeated`` to what stands in several rows; within one, candidates may overlap."""
    rows: dict[Hashable, set[int]] = {}
    for one in found:
        rows.setdefault(one.key, set()).add(one.first.row.number)
    for one in found:
        one.traits["repeated"] = min(len(rows[one.key]) - 1, 3) / 3


def _from_word(field: FieldType, patterns: list[re.Pattern[str]], at: Span, ends: list[int]) -> list[Candidate]:
    """Candidates that begin at a place; without check digits and patterns the one that ends with it."""
    found: list[Candidate] = []
    for stop in ends:
        text = at.row.text[at.start : stop].strip(".,;:()")
        if not _RUN.fullmatch(text) or not any(sign.isdigit() for sign in text):
            continue
        valid = sum(map(str.isdigit, text)) >= _DIGITS and bool(field.identifier) and is_valid(field.identifier, text)
        ends_in_word = " " in text and not any(map(str.isdigit, text.rpartition(" ")[2]))
        matches = not ends_in_word and any(pattern.fullmatch(text) for pattern in patterns)
        if valid or stop == at.stop or matches:
            start = at.row.text.index(text, at.start)
            compact = re.sub(r"[\W_]", "", text).upper()
            span = Span(at.row, start, start + len(text))
            traits = {"check_digit": float(valid), "long": min(len(compact), _LONGEST) / _LONGEST}
            found.append(Candidate((span,), text, compact, compact, traits))
    return found


def _groups(at: Span, ends: list[int]) -> int:
    """Where the groups of digits end that begin at a word; the first word need not be one."""
    stop = ends[0] if ends else at.stop
    for before, end in pairwise(ends):
        if not _GROUP.fullmatch(at.row.text[before + 1 : end].rstrip(".,;:)")):
            break
        stop = end
    return stop
