"""Figures with letters among them, as engines misread them: ``21B.70`` is an amount, ``2O/03/2018`` a date."""

import re
from collections.abc import Iterator

_DIGITS = {"O": "0", "o": "0", "I": "1", "l": "1", "|": "1", "Z": "2", "z": "2", "S": "5", "s": "5", "b": "6", "B": "8"}
_DIGITS |= {"g": "9", "q": "9"}
_BEGIN = "OoIl|BZ"  # the others may be words and units before a figure
_TABLE = str.maketrans(_DIGITS)
_ALIKE = re.escape("".join(_DIGITS))
_TOKEN = re.compile(
    rf"(?<![^\W_])(?=[\d.,/:-]*[{_ALIKE}])[\d{_ALIKE}]{{1,4}}(?:[.,/-][\d{_ALIKE}]{{1,4}}){{1,3}}(?![^\W_])"
)
_FIGURE = re.compile(
    r"\d{1,4}(?:[.,]\d{3})*[.,]\d{2}|\d{1,2}([/.-])\d{1,2}\1(?:\d{2}|(?:19|20)\d{2})|(?:19|20)\d{2}([/.-])\d{1,2}\2\d{1,2}"
)


def mends(text: str) -> Iterator[tuple[int, int, str]]:
    """Where letters stand among digits so that an amount or a date remains when they are read as digits.

    Yields:
        start and stop in the text, and what stands there with digits only, of the same length.
    """
    for match in _TOKEN.finditer(text):
        letters = sum(1 for sign in match[0] if sign in _DIGITS)
        digits = sum(map(str.isdigit, match[0]))
        begins = match[0][0].isdigit() or match[0][0] in _BEGIN
        figure = match[0].translate(_TABLE)
        if begins and 2 * letters <= digits and _FIGURE.fullmatch(figure):
            yield match.start(), match.end(), figure


def mended(text: str) -> str:
    """A text with such letters read as digits, of the same length."""
    parts, at = [], 0
    for start, stop, figure in mends(text):
        parts += [text[at:start], figure]
        at = stop
    return "".join(parts) + text[at:] if parts else text
