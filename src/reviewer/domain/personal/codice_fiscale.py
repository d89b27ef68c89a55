"""Codice fiscale, the Italian tax code: what it says of a person. Form and check letter are python-stdnum's matter.

``SSSNNN YYMDD PPPP C``: letters of surname and name, year, month as a letter, day (40 more for women), place, check
letter. Where two people would have the same code, letters stand for some of the digits.
"""

import re
from datetime import date

from stdnum.it import codicefiscale

from reviewer.domain.lookalikes import TO_DIGIT, TO_LETTER
from reviewer.domain.personal.holder import Holder, days

LENGTH = 16
_DIGITS = str.maketrans("LMNPQRSTUV", "0123456789")
_MONTHS = "ABCDEHLMPRST"
_WOMEN = 40
_NUMERIC = frozenset((6, 7, 9, 10, 12, 13, 14))


def compact(text: str) -> str:
    """Without blanks and marks, in capitals."""
    return re.sub(r"[\W_]", "", text).upper()


def is_valid(text: str) -> bool:
    """Whether it is a person's code with the right check letter."""
    code = compact(text)
    return len(code) == LENGTH and bool(codicefiscale.is_valid(code))


def read(text: str, today: date) -> Holder | None:
    """What a code says of its holder; None when it is no valid code."""
    code = compact(text)
    if not is_valid(code):
        return None
    year, day = (int(code[start:stop].translate(_DIGITS)) for start, stop in ((6, 8), (9, 11)))
    woman = day > _WOMEN
    born = days(year, _MONTHS.index(code[8]) + 1, day - _WOMEN if woman else day, today)
    return Holder(born, "F" if woman else "M", surname=code[:3], name=code[3:6])


def repaired(text: str) -> str | None:
    """The code with letters and digits in their places instead of those that look like them; None when not valid."""
    code = compact(text)
    if len(code) != LENGTH:
        return None
    signs = (_digit(sign) if at in _NUMERIC else sign.translate(TO_LETTER) for at, sign in enumerate(code))
    mended = "".join(signs)
    return mended if mended != code and is_valid(mended) else None


def _digit(sign: str) -> str:
    """A letter that may stand for a digit is left as it is."""
    return sign if sign.translate(_DIGITS).isdigit() else sign.translate(TO_DIGIT)
