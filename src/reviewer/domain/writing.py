"""Which way writing runs: Hebrew and Arabic letters to the left, most others to the right, digits as what is around."""

import unicodedata
from functools import lru_cache

_FIRST_LEFT = "\u0590"  # below it nothing runs to the left


def runs_left(text: str) -> bool:
    """Whether a text is written from the right: its first letter is of a script that runs to the left."""
    if not has_left(text):
        return False
    return next((way == -1 for way in map(way_of, text) if way), False)


def has_left(text: str) -> bool:
    """Whether a text has any letter of a script that runs to the left."""
    return not text.isascii() and any(sign >= _FIRST_LEFT and way_of(sign) == -1 for sign in text)


def balance(text: str) -> int:
    """How many more letters run to the right than to the left."""
    return sum(map(way_of, text))


@lru_cache(4096)
def way_of(sign: str) -> int:
    """1 for a letter that runs to the right, -1 for one that runs to the left, 0 for what has no way of its own."""
    kind = unicodedata.bidirectional(sign)
    return 1 if kind == "L" else -1 if kind in ("R", "AL") else 0
