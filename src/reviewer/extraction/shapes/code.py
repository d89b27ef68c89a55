"""Codes: a word with digits, marks and letters in it, such as an invoice number, also with its letters set apart."""

import re

from reviewer.domain.normalize import folded
from reviewer.extraction.candidate import Candidate, mark_repeats
from reviewer.extraction.layout import Row, Span
from reviewer.extraction.scene import Scene

SHARED = True
LIMIT = 300

_CODE = re.compile(r"[^\W_]+(?:[/\-–_][^\W_]+|(?<=\d)\.(?=\d)\d+)*")
_PREFIX = re.compile(r"(?<![^\W_])[^\W\d_]{1,4}\s(?=\d{3,}|\d{2,}[-/]\d)")
_GROUPS = re.compile(r"\d{2,4}(?: \d{2,5}){2,5}(?![\w.,])")
_SUFFIX = re.compile(r"\s[^\W\d_](?![^\W_])")


def find(scene: Scene) -> list[Candidate]:
    """Every code of three characters or more with a digit in it."""
    found: list[Candidate] = []
    for row, undated in zip(scene.layout.rows, scene.undated, strict=True):
        for match in _CODE.finditer(undated):
            if len(match[0]) >= 3 and any(sign.isdigit() for sign in match[0]):
                found.extend(_variants(row, match))
                found.extend(_without_label(row, match, scene))
        if len(found) > 2 * LIMIT:
            break
    found = found[:LIMIT]
    mark_repeats(found)
    for one in found:
        segments = scene.layout.segments[one.first.row.number]
        one.traits["whole"] = float(
            any((part.start, part.stop) == (one.first.start, one.first.stop) for part in segments)
        )
    return found


def _variants(row: Row, match: re.Match[str]) -> list[Candidate]:
    start, stop = match.span()
    variants = [_candidate(row, start, stop)]
    prefix = next((m for m in _PREFIX.finditer(row.text, max(0, start - 5), stop) if m.end() == start), None)
    if prefix:
        variants.append(_candidate(row, prefix.start(), stop))
    if (groups := _GROUPS.match(row.text, start)) and groups.end() > stop:
        variants.append(_candidate(row, start, groups.end()))
    if suffix := _SUFFIX.match(row.text, stop):
        variants.append(_candidate(row, start, suffix.end()))
    return variants


def _without_label(row: Row, match: re.Match[str], scene: Scene) -> list[Candidate]:
    """The rest of a code that begins with a label: ``No12345``, ``RechnungsNr4711``."""
    start, stop = match.span()
    ends = (label.stop for label in scene.labels[row.number] if label.start <= start < label.stop < stop - 2)
    return [_candidate(row, end, stop) for end in ends if row.text[end].isalnum() and row.text[end - 1].isalnum()]


def _candidate(row: Row, start: int, stop: int) -> Candidate:
    text = row.text[start:stop]
    digits = sum(sign.isdigit() for sign in text)
    letters = sum(sign.isalpha() for sign in text)
    after = row.text[stop : stop + 1]
    traits = {
        "digits": digits / len(text),
        "letters": float(letters > 0),
        "long": min(len(text), 16) / 16,
        "long_letters": float(letters > 6),
        "decimals": float(after in ".,:" and row.text[stop + 1 : stop + 2].isdigit()),
        "bracketed": float(row.text[start - 1 : start] == "(" and after == ")"),
    }
    return Candidate((Span(row, start, stop),), text, folded(text), None, traits)
