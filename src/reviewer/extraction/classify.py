"""What kind of paper a document is, by its words and the look of its rows; plain text when in doubt."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence

from reviewer.domain.document_type import DocumentType
from reviewer.domain.normalize import folded
from reviewer.domain.text import PageText
from reviewer.extraction.answer import Classification
from reviewer.extraction.layout import Layout, build
from reviewer.extraction.signs import SIGNS

IN_DOUBT = "plain_text"
_SURE_ENOUGH = 0.6
_PAGES = 3  # the first pages tell the kind
_TOKENS = re.compile(r"[^\W_]+")

_SIGN_WORDS = {
    "amount_rows": "rows that end in amounts",
    "colon_rows": "labels with colons",
    "blank_rows": "lines to write on",
    "money_rows": "amounts with a currency",
    "apart_rows": "texts that stand apart",
    "prose_rows": "running text",
    "narrow": "a narrow strip",
    "few_rows": "very few lines",
}


def classify(pages: Sequence[PageText], types: Mapping[str, DocumentType]) -> Classification:
    """Choose among document types.

    Args:
        pages: what was read; the first three pages are looked at.
        types: by name; ``plain_text`` is answered when in doubt, whether it is among them or not.
    """
    layout = build(pages[:_PAGES])
    if not layout.rows:
        return Classification(IN_DOUBT, 0.0, "The document has no words.")
    tokens = " ".join(token for row in layout.rows for token in _TOKENS.findall(row.folded))
    scores = {name: _weigh(kind, f" {tokens} ", layout) for name, kind in sorted(types.items())}
    if not scores:
        return Classification(IN_DOUBT, 0.0, "There are no document types.")
    highest = max(score for score, _ in scores.values())
    whole = sum(math.exp(score - highest) for score, _ in scores.values())
    name = max(scores, key=lambda one: scores[one][0])
    probability = 1.0 / whole
    if name != IN_DOUBT and probability < _SURE_ENOUGH:
        shown = types[name].title
        return Classification(
            IN_DOUBT, round(1 - probability, 4), f"It may be a {shown.lower()}, but that is in doubt."
        )
    return Classification(name, round(probability, 4), _reason(scores[name][1]))


def _weigh(kind: DocumentType, text: str, layout: Layout) -> tuple[float, list[tuple[float, str]]]:
    """The score of a type, and what it is made of."""
    parts = list(_of_words(kind, text))
    parts += [
        (weight * SIGNS[sign](layout), _SIGN_WORDS.get(sign, sign))
        for sign, weight in kind.signs.items()
        if sign in SIGNS
    ]
    return kind.bias + sum(part for part, _ in parts), parts


def _of_words(kind: DocumentType, text: str) -> Iterable[tuple[float, str]]:
    for word, weight in kind.words.items():
        if f" {' '.join(_TOKENS.findall(folded(word)))} " in text:
            yield weight, f"“{word}”"


def _reason(parts: list[tuple[float, str]]) -> str:
    best = [shown for part, shown in sorted(parts, reverse=True) if part > 0.2][:3]
    if not best:
        return "Nothing on it speaks for another kind."
    if len(best) == 1:
        return f"It has {best[0]}."
    return f"It has {', '.join(best[:-1])} and {best[-1]}."
