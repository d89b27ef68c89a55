"""Phone numbers: groups of digits with blanks, hyphens and brackets between them, as they are printed everywhere."""

import re
from collections.abc import Iterator

from reviewer.domain import phones
from reviewer.domain.document_type import FieldType
from reviewer.extraction.candidate import Candidate, mark_repeats
from reviewer.extraction.layout import Row, Span
from reviewer.extraction.scene import Scene

SHARED = False
LIMIT = 200

_NUMBER = re.compile(r"(?<![\w+.,/-])(?:\(?\+\s?)?\(?\d[\d\s().\-–/]{4,26}\d(?:\s?(?:ext\.?|x)\s?\d{1,5})?(?!\w)", re.I)
_DECIMALS = re.compile(r"\d[.,]\d{2}(?!\d)")
_EXTENSION = re.compile(r"[a-z].*$", re.IGNORECASE)
_FEWEST, _MOST = 6, 15  # digits; ITU-T E.164 allows 15


def find(scene: Scene, field: FieldType) -> list[Candidate]:
    """Every text of 6 to 15 digits that is written as a phone number.

    With a country's prefix it has the trait ``abroad``, and ``valid`` where its country has such numbers.
    """
    found: list[Candidate] = []
    for row, undated in zip(scene.layout.rows, scene.undated, strict=True):
        for part in scene.layout.segments[row.number]:
            found.extend(_in_part(row, undated, part, field))
        if len(found) >= LIMIT:
            break
    found = found[:LIMIT]
    mark_repeats(found)
    return found


def _in_part(row: Row, undated: str, part: Span, field: FieldType) -> Iterator[Candidate]:
    for match in _NUMBER.finditer(undated, part.start, part.stop):
        start, stop = _balanced(match[0], match.start())
        text = row.text[start:stop]
        digits = sum(sign.isdigit() for sign in _EXTENSION.sub("", text))
        if _FEWEST <= digits <= _MOST and not _DECIMALS.search(text):
            yield _candidate(Span(row, start, stop), text, field)


def _balanced(text: str, start: int) -> tuple[int, int]:
    """Without a bracket at its begin that is not closed in it."""
    cut = 1 if text.startswith("(") and ")" not in text else 0
    return start + cut, start + len(text)


def _candidate(span: Span, text: str, field: FieldType) -> Candidate:
    written = phones.e164(text, field.country)
    traits = {
        "abroad": float(text.lstrip("(").startswith(("+", "00"))),
        "valid": float(written is not None and phones.is_valid(text, field.country)),
        "grouped": float(any(not sign.isdigit() for sign in text.strip("+"))),
    }
    key = written or "".join(sign for sign in text if sign.isdigit())
    return Candidate((span,), text, key, written, traits)
