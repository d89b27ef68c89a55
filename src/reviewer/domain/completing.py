"""What somebody begins to type, made whole: a date without its year, the beginning of a choice."""

import re
from datetime import date

from reviewer.domain import dates
from reviewer.domain.document_type import FieldType
from reviewer.domain.normalize import folded

_SHORT = re.compile(r"(\d{1,2})\s?([-/.])\s?(\d{1,2})[-/.]?")


def with_year(text: str, year: int, today: date) -> str | None:
    """A day and month with the year behind them, written alike: ``5/3`` as ``5/3/2025``; None for anything else."""
    match = _SHORT.fullmatch(text.strip())
    if match is None:
        return None
    whole = f"{match[1]}{match[2]}{match[3]}{match[2]}{year}"
    return whole if dates.readings(whole, today) else None


def beginning(text: str, field: FieldType) -> tuple[str, ...]:
    """The choices that begin with a text, in the order of the document type; none for an empty text or a whole one."""
    wanted = folded(text.strip())
    names = (*field.choices, *(name for name in field.synonyms if name not in field.choices))
    found = tuple(name for name in names if wanted and folded(name).startswith(wanted))
    return () if any(folded(name) == wanted for name in found) else found
