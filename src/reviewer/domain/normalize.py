"""From the printed text to the form that other programs read, by the kind of a field."""

import re
import unicodedata
from datetime import date
from functools import lru_cache

from reviewer.domain import amounts, dates, durations, phones
from reviewer.domain.document_type import FieldType, Kind

_JOINED = {"ß": "s", "æ": "a", "œ": "o", "ø": "o", "ł": "l", "đ": "d", "ı": "i"}


def folded(text: str) -> str:
    """Lower case without accents, of the same length, so that places in it are places in the text."""
    return text.lower() if text.isascii() else "".join(map(_folded, text))


@lru_cache(4096)
def _folded(sign: str) -> str:
    base = unicodedata.normalize("NFKD", sign)[:1].lower()
    return _JOINED.get(base, base[:1] or sign)


def normalized(text: str, field: FieldType, today: date, order: dates.Order | None = None) -> str | None:
    """The normalized form of a value, or None when the field's kind has none or the text does not have it.

    Dates are ISO 8601 (the likelier reading; a word that stands for one has its date), times ``HH:MM`` or ``HH:MM:SS``,
    amounts and numbers plain decimals, choices the name of the choice, durations plain English (``2 years``);
    identifiers lose their blanks and marks; phone numbers are E.164 where their country is known.
    """
    match field.kind:
        case Kind.AMOUNT:
            return amounts.plain(text)
        case Kind.DATE:
            found = dates.readings(text, today, order)
            return found[0].isoformat() if found else choice(text, field)
        case Kind.TIME:
            return _time(text)
        case Kind.DURATION:
            return durations.plain(text)
        case Kind.NUMBER:
            number = amounts.number(text)
            return None if number is None else format(number, "f")
        case Kind.CHOICE:
            return choice(text, field)
        case Kind.IDENTIFIER:
            return re.sub(r"[\W_]", "", text).upper() or None
        case Kind.PHONE:
            return phones.e164(text, field.country)
        case _:
            return None


def choice(text: str, field: FieldType) -> str | None:
    """The choice that a text names, by its own name or a synonym."""
    wanted = folded(text).strip(" .:")
    for name in (*field.choices, *field.synonyms):
        if wanted == folded(name) or any(wanted == folded(word) for word in field.synonyms.get(name, ())):
            return name
    return None


def _time(text: str) -> str | None:
    found = dates.time_of(text)
    if found is None:
        return None
    return found.isoformat("seconds" if found.second else "minutes")
