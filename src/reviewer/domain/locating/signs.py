"""Signs without what does not count when a text is looked for: case, accents, marks, and what engines mix up."""

import unicodedata
from functools import lru_cache
from typing import Final

import msgspec

_SINGLE: Final = {
    **dict.fromkeys("æ", "ae"),
    **dict.fromkeys("œ", "oe"),
    **dict(zip("øłđðı", "olddi", strict=True)),
    "þ": "th",
    **dict(zip("ךםןףץ", "כמנפצ", strict=True)),  # Hebrew writes some letters otherwise at the end of a word
    **dict(zip("ىیکةٱ", "ييكها", strict=True)),  # one Arabic letter on several keyboards and in several fonts
}
"""Letters that Unicode does not take apart."""

_ALIKE: Final = {
    **dict(zip("oilszbgq", "01152869", strict=True)),
    **dict(zip("аеорсухкмтвн", "ae0pcyxkmt8h", strict=True)),  # Cyrillic letters that look Latin
}
"""What engines take for one another: of each group, the sign that stands for all of it."""

_PAIRS: Final = (("rn", "m"), ("vv", "w"), ("c1", "d"))
"""Two signs that look like one, among signs that stand for their groups."""

ONES: Final = frozenset(one for _, one in _PAIRS)
"""The signs that two others look like."""

_STROKES: Final = "|!"
"""Between letters or figures, a misread 1; elsewhere a mark."""
_TATWEEL: Final = "ـ"


class Spelled(msgspec.Struct, frozen=True):
    """A text as it is compared.

    Attributes:
        plain: letters and figures, lower case, without accents.
        loose: of the same length, with one sign for all that engines mix up.
        places: for each sign of `loose`, its index in the text.
        tight: like `loose`, with two signs that look like one as that one.
        tight_places: for each sign of `tight`, its index in the text.
        begins: places in `loose` where a part of the text begins: behind a mark, or where figures follow letters.
        tight_begins: likewise in `tight`.
    """

    plain: str
    loose: str
    places: tuple[int, ...]
    tight: str
    tight_places: tuple[int, ...]
    begins: tuple[int, ...]
    tight_begins: tuple[int, ...]


@lru_cache(16_384)
def spelled(text: str) -> Spelled:
    """How a text is compared; of no length when it has neither letters nor figures."""
    plain: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        shown = "1" if sign in _STROKES and _within(text, place) else folded(sign)
        plain += shown
        places += [place] * len(shown)
    loose = "".join(_ALIKE.get(sign, sign) for sign in plain)
    tight, tight_places = _tightened(loose, places)
    begins = _begins(text, places)
    fresh = {places[each] for each in begins}
    tight_begins = tuple(at for at, place in enumerate(tight_places) if place in fresh)
    return Spelled("".join(plain), loose, tuple(places), tight, tight_places, begins, tight_begins)


@lru_cache(8192)
def folded(sign: str) -> str:
    """A sign as lower-case letters or figures without accents: none for marks, two for some letters."""
    decimal = unicodedata.decimal(sign, None)
    if decimal is not None:
        return str(decimal)
    apart = unicodedata.normalize("NFKD", sign).casefold()
    return "".join(_SINGLE.get(each, each) for each in apart if each.isalnum() and each != _TATWEEL)


@lru_cache(8192)
def written(text: str) -> str:
    """A text with its marks, in lower case without accents."""
    return "".join(folded(sign) or sign for sign in text if not unicodedata.category(sign).startswith("M"))


def _within(text: str, place: int) -> bool:
    """Whether a sign stands between letters or figures."""
    return 0 < place < len(text) - 1 and text[place - 1].isalnum() and text[place + 1].isalnum()


def _tightened(loose: str, places: list[int]) -> tuple[str, tuple[int, ...]]:
    if not any(pair in loose for pair, _ in _PAIRS):
        return loose, tuple(places)
    signs: list[str] = []
    kept: list[int] = []
    at = 0
    while at < len(loose):
        one = next((one for pair, one in _PAIRS if loose.startswith(pair, at)), "")
        signs.append(one or loose[at])
        kept.append(places[at])
        at += 2 if one else 1
    return "".join(signs), tuple(kept)


def _begins(text: str, places: list[int]) -> tuple[int, ...]:
    """Where parts begin: at the start, behind a mark, at the first figure behind a letter; not within a number."""
    found = []
    before = -1
    for at, place in enumerate(places):
        if before < 0 or (place != before and _fresh(text[before], text[before + 1 : place], text[place])):
            found.append(at)
        before = place
    return tuple(found)


def _fresh(before: str, between: str, sign: str) -> bool:
    marks = "".join(mark for mark in between if not unicodedata.category(mark).startswith("M") and mark != _TATWEEL)
    if not marks:
        return sign.isdigit() and not before.isdigit()
    return not (marks in (".", ",") and before.isdigit() and sign.isdigit())
