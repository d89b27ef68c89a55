"""Legal forms at the end of a company's name: what is a name, and what is printed behind it."""

import re

_MALAY_AND_ENGLISH = r"s\.?d\.?n\.? ?b\.?h\.?d|pte\.? ltd|ltd|limited|llc|llp|inc|plc|corp|company"
_GERMAN = r"gmbh(?: ?& ?co\.? kg)?|e\.k|o?hg|kgaa"
_ROMANCE = r"s\.?a\.?r\.?l|s\.?a\.?s|e\.?u\.?r\.?l|s\.?r\.?l|s\.?p\.?a|s\.?n\.?c|s\.l(?:\.u)?"
_FORM = rf"(?<![^\W_])(?:{_MALAY_AND_ENGLISH}|{_GERMAN}|{_ROMANCE}|b\.v|n\.v|tbk)(?![^\W_])\.?"
_TRADE = r"\b(?:enterprise|trading|restaurant)s?"

ENDING = re.compile(rf"{_FORM}\W*$", re.IGNORECASE)
"""At the end of a text."""

ENDING_ROW = re.compile(rf"(?:{_FORM}|{_TRADE})\W*$", re.IGNORECASE)
"""The same, or a word that may fill the last row of a name like one."""

FOLLOWED = re.compile(rf"{_FORM}(?=[\s,·|]\s*[^\W_])", re.IGNORECASE)
"""With more behind it."""


def end_of_name(text: str, start: int, stop: int) -> int | None:
    """Where a name ends within a stretch of a text that goes on behind its legal form; the last such place."""
    return max((match.end() for match in FOLLOWED.finditer(text, start, stop)), default=None)
