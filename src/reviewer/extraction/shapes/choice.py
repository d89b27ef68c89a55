"""One of a few known words, by its name or a synonym; glued to digits it counts too: ``RM12.00``."""

import re
from collections import Counter
from itertools import islice

from reviewer.domain.document_type import FieldType
from reviewer.domain.normalize import choice, folded
from reviewer.extraction.candidate import Candidate, mark_repeats
from reviewer.extraction.layout import Span
from reviewer.extraction.scene import Scene

SHARED = False
LIMIT = 200


def find(scene: Scene, field: FieldType) -> list[Candidate]:
    """Every place where a choice is printed; the most frequent choice has the highest trait ``share``."""
    words = {folded(word) for word in (*field.choices, *(one for many in field.synonyms.values() for one in many))}
    if not words:
        return []
    either = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    pattern = re.compile(rf"(?<![^\W\d_])(?:{either})(?![^\W\d_])")
    found: list[Candidate] = []
    matches = (Span(row, *match.span()) for row in scene.layout.rows for match in pattern.finditer(row.folded))
    for span in islice(matches, LIMIT):
        name = choice(span.text, field)
        found.append(Candidate((span,), span.text, name, name, {"money": float(_is_at_number(span))}))
    different = mark_repeats(found)
    counts = Counter(one.key for one in found)
    for one in found:
        one.traits["share"] = counts[one.key] / len(found)
        one.traits["single"] = float(different == 1)
    return found


def _is_at_number(span: Span) -> bool:
    """Whether a number stands directly beside it, or brackets around it, as at a currency."""
    text = span.row.text
    before, after = text[max(0, span.start - 2) : span.start].strip(), text[span.stop : span.stop + 2].strip()
    return before[-1:].isdigit() or after[:1].isdigit() or (before[-1:] == "(" and after[:1] == ")")
