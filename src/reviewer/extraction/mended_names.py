"""Names of companies with letters that were taken for others: ``SON BHD`` at the end of one is ``SDN BHD``."""

import re
from collections.abc import Callable
from functools import cache

from rapidfuzz.distance import Hamming

from reviewer.extraction.legal_forms import TRADES

_NOT_BEFORE, _NOT_BEHIND = r"(?<![^\W_])", r"(?![^\W_])"
_SDN, _BHD, _BETWEEN = (
    r"[s5$=][dobqc0][nmh]|[s5]d[nmhwu]",
    r"[b83ek][hbkiunlm]{1,2}[dobq0]1?",
    r"(?P<between>[. ]{0,3})",
)
_FORMS = (
    (rf"(?P<one>{_SDN}){_BETWEEN}(?P<two>{_BHD})", ("Sdn", "Bhd")),
    (rf"(?P<one>sdn){_BETWEEN}(?P<two>[b83ekh][^\W_]{{1,2}}[doubq0])", ("Sdn", "Bhd")),
    (r"(?P<one>[gc6](?:m|rn|nn)[b8h](?:h|n|k|b|ii|ll|li|il|11|l-l|i-i))", ("GmbH",)),
    (r"(?P<one>[pf][tl1i]e)(?P<between>[. ]{1,2})(?P<two>[li1][tif][do])", ("Pte", "Ltd")),
    (r"(?P<one>(?<=[^\W_]{3} )[li1]i(?:m|rn|nn)[i1l][tf]e[do])", ("Limited",)),
    (r"(?P<one>[s5]\.r\.[l1i](?=\.|\W*$))", ("S.r.l",)),
    (r"(?P<one>8\. ?v(?=\.|\W*$))", ("B.V",)),
)
"""How the letters of a legal form are misread, and what its words are."""
_MENDS = tuple((re.compile(rf"{_NOT_BEFORE}{form}{_NOT_BEHIND}", re.IGNORECASE), words) for form, words in _FORMS)
_FIGURE = re.compile(r"(?<=[^\W\d_])[0158](?=[^\W\d_])")
_LETTERS = {"0": "Oo", "1": "Il", "5": "Ss", "8": "Bb"}
_WORD = re.compile(r"[^\W_]{6,}")
_MOST_LETTERS = 0.7  # of a word, at the least
_ALIKE = tuple(map(frozenset, ("iltfj1", "ceog0q", "uvy", "nmhrk", "bdprh8", "s58")))


def mended(text: str) -> str:
    """A name with its legal form, the figures within its words and well-known words put right; mostly just the name."""
    text = _WORD.sub(_word, text)
    for form, words in _MENDS:
        text = form.sub(_with(words), text)
    return text


def _with(words: tuple[str, ...]) -> Callable[[re.Match[str]], str]:
    def put(match: re.Match[str]) -> str:
        parts = match.groupdict()
        one = _cased(words[0], parts["one"])
        return one if len(words) == 1 else one + parts["between"] + _cased(words[1], parts["two"])

    return put


def _word(match: re.Match[str]) -> str:
    word = match[0]
    if sum(map(str.isalpha, word)) >= _MOST_LETTERS * len(word):
        word = _FIGURE.sub(lambda found: _LETTERS[found[0]][not word.isupper() and _lower(word)], word)
    known = _known(word.lower())
    return word if known is None else _cased(known if word.islower() else known.capitalize(), word)


def _lower(word: str) -> bool:
    return sum(map(str.islower, word)) > sum(map(str.isupper, word))


@cache
def _trades() -> dict[int, tuple[str, ...]]:
    """The words of six letters or more by their length."""
    sizes = {len(word) for word in TRADES if len(word) >= 6}
    return {size: tuple(word for word in TRADES if len(word) == size) for size in sizes}


def _known(word: str) -> str | None:
    """The one well-known word that a word is with one letter taken for another like it; None when it is no such."""
    if word in TRADES:
        return None
    near = [one for one in _trades().get(len(word), ()) if Hamming.distance(one, word) == 1]
    return near[0] if len(near) == 1 and _alike(near[0], word) else None


def _alike(one: str, other: str) -> bool:
    a, b = next((a, b) for a, b in zip(one, other, strict=True) if a != b)
    return any(a in group and b in group for group in _ALIKE)


def _cased(word: str, read: str) -> str:
    """A word in capitals when what was read in its place is; what was read when it is the same."""
    if word.lower() == read.lower():
        return read
    capitals = sum(map(str.isalpha, read)) > 1 and not any(map(str.islower, read))
    return word.upper() if capitals else word
