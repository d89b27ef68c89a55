"""What a text may be, by its characters alone."""

import re

FIGURES = re.compile(r"[\d\W_]*(?:\d[\d\W_]*(?:[^\W\d_]{1,9}[\d\W_]*){0,2})")
"""Figures, with a unit or two words at most."""
NUMBERING = re.compile(r"\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)]\s?(?=\S)")
"""What counts the entries of a form: ``1.``, ``(a)``."""
_MOST_LABEL_WORDS = 10


def like_label(text: str) -> bool:
    """Whether a text may be a label: letters, and not too many words."""
    letters = sum(sign.isalpha() for sign in text)
    signs = sum(not sign.isspace() for sign in text)
    return letters >= 2 and letters >= 0.5 * signs and len(text.split()) <= _MOST_LABEL_WORDS
