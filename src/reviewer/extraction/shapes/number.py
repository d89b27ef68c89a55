"""Counts and measures: ``3``, ``10.00``, ``2,5``."""

import re

from reviewer.domain import amounts
from reviewer.extraction.candidate import Candidate
from reviewer.extraction.layout import Span
from reviewer.extraction.scene import Scene

SHARED = True
LIMIT = 300

_NUMBER = re.compile(r"(?<![\w.,/:-])\d{1,9}(?:[.,]\d{1,4})?(?![\d/:])(?![.,]\d)")


def find(scene: Scene) -> list[Candidate]:
    """Every number that is no part of a longer one."""
    found: list[Candidate] = []
    for row in scene.layout.rows:
        for match in _NUMBER.finditer(row.text):
            value = amounts.number(match[0])
            if value is not None:
                span = Span(row, match.start(), match.end())
                traits = {"integer": float(value == value.to_integral_value())}
                found.append(Candidate((span,), match[0], value, format(value, "f"), traits))
        if len(found) > LIMIT:
            break
    return found[:LIMIT]
