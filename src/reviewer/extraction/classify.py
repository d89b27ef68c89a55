"""What kind of paper a document is, by its words and the look of its rows; plain text when in doubt."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence

from reviewer.domain.document_type import DocumentType, is_pattern
from reviewer.domain.normalize import folded
from reviewer.domain.text import PageText
from reviewer.extraction.answer import Classification
from reviewer.extraction.layout import Layout, build
from reviewer.extraction.signs import OWN_LABELS, SIGNS, own_labels

IN_DOUBT = "plain_text"
_SURE_ENOUGH = 0.6
_PAGES = 3  # the first pages tell the kind
_LETTERS = 2_000  # of a row that patterns are looked for in
_TOKENS = re.compile(r"[^\W_]+")

_SIGN_WORDS = {
    "amount_rows": "rows that end in amounts",
    "colon_rows": "labels with colons",
    "blank_rows": "lines to write on",
    "money_rows": "amounts with a currency",
    "apart_rows": "texts that stand apart",
    "prose_rows": "running text",
    "narrow": "a narrow strip",
    "tick_boxes": "boxes to tick",
    "frames": "drawn frames",
    "own_labels": "usual labels",
    "few_rows": "very few lines",
    "table_rows": "rows of figures",
    "embedded_invoice": "an electronic invoice in its file",
    "mrz_passport": "the machine-readable zone of a passport",
    "mrz_card": "the machine-readable zone of an identity card",
    "mrz_visa": "the machine-readable zone of a visa",
    "mrz_internal": "the machine-readable zone of a Russian internal passport",
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
    rows = "\n".join(row.folded[:_LETTERS] for row in layout.rows)
    scores = {name: _weigh(kind, f" {tokens} ", rows, layout) for name, kind in sorted(types.items())}
    if not scores:
        return Classification(IN_DOUBT, 0.0, "There are no document types.")
    highest = max(score for score, _ in scores.values())
    whole = sum(math.exp(score - highest) for score, _ in scores.values())
    name = max(scores, key=lambda one: scores[one][0])
    probability = 1.0 / whole
    if name != IN_DOUBT and probability < _SURE_ENOUGH:
        shown = types[name].title.lower()
        article = "an" if shown[:1] in "aeio" else "a"
        return Classification(
            IN_DOUBT, round(1 - probability, 4), f"It may be {article} {shown}, but that is in doubt."
        )
    return Classification(name, round(probability, 4), _reason(scores[name][1]))


def _weigh(kind: DocumentType, tokens: str, rows: str, layout: Layout) -> tuple[float, list[tuple[float, str]]]:
    """The score of a type, and what it is made of."""
    parts = list(_of_words(kind, tokens, rows))
    parts += [
        (weight * SIGNS[sign](layout), _SIGN_WORDS.get(sign, sign))
        for sign, weight in kind.signs.items()
        if sign in SIGNS
    ]
    if own := kind.signs.get(OWN_LABELS):
        parts.append((own * own_labels(kind, layout), _SIGN_WORDS[OWN_LABELS]))
    return kind.bias + sum(part for part, _ in parts), parts


def _of_words(kind: DocumentType, tokens: str, rows: str) -> Iterable[tuple[float, str]]:
    for word, weight in kind.words.items():
        if is_pattern(word):
            if found := re.search(word[1:-1], rows):
                yield weight, f"“{found[0]}”"
        elif f" {' '.join(_TOKENS.findall(folded(word)))} " in tokens:
            yield weight, f"“{word}”"


def _reason(parts: list[tuple[float, str]]) -> str:
    best = [shown for part, shown in sorted(parts, reverse=True) if part > 0.2][:3]
    if not best:
        return "Nothing on it speaks for another kind."
    if len(best) == 1:
        return f"It has {best[0]}."
    return f"It has {', '.join(best[:-1])} and {best[-1]}."
