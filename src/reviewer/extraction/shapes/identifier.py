"""Identifiers with check digits: codes that a python-stdnum module accepts."""

import re

from reviewer.domain.document_type import FieldType
from reviewer.domain.identifier import is_valid
from reviewer.extraction.candidate import Candidate
from reviewer.extraction.layout import Span
from reviewer.extraction.scene import Scene

SHARED = False
LIMIT = 300

_RUN = re.compile(r"[^\W_][\w .\-/]{4,44}")


def find(scene: Scene, field: FieldType) -> list[Candidate]:
    """Codes of one to nine words; those with a right check digit have the trait ``check_digit``."""
    found: list[Candidate] = []
    for row in scene.layout.rows:
        if not any(sign.isdigit() for sign in row.text):
            continue
        ends = [start + len(placed.word.text) for start, placed in zip(row.starts, row.words, strict=True)]
        for first, start in enumerate(row.starts):
            found.extend(_from_word(scene, field, Span(row, start, start), ends[first : first + 9]))
        if len(found) > LIMIT:
            break
    return found[:LIMIT]


def _from_word(scene: Scene, field: FieldType, at: Span, ends: list[int]) -> list[Candidate]:
    found: list[Candidate] = []
    for stop in ends:
        text = at.row.text[at.start : stop].strip(".,;:()")
        if not _RUN.fullmatch(text) or not any(sign.isdigit() for sign in text):
            continue
        valid = bool(field.identifier) and is_valid(field.identifier, text)
        if valid or stop == ends[0]:
            start = at.row.text.index(text, at.start)
            compact = re.sub(r"[\W_]", "", text).upper()
            span = Span(at.row, start, start + len(text))
            found.append(Candidate((span,), text, compact, compact, {"check_digit": float(valid)}))
    return found
