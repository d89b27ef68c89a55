"""Whether a printed text means the same as an element of an MRZ."""

import re
from datetime import date
from functools import cache, lru_cache

from reviewer.domain import dates
from reviewer.domain.mrz.names import same
from reviewer.domain.mrz.states import STATES, names_of
from reviewer.domain.mrz.zone import Mrz
from reviewer.domain.normalize import folded

_SEXES = {
    "m": "M male masculin masculino maschile homme männlich mann hombre м муж мужской laki-laki",
    "f": "F female féminin femenino femminile femme weiblich frau mujer ж жен женский perempuan k kobieta",
    "x": "X < unspecified",
}
_SEX = {folded(word): sex.upper() for sex, words in _SEXES.items() for word in words.split()}
_CODE, _STEM = 3, 4  # letters
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


def agrees(mrz: Mrz, element: str, text: str, today: date) -> bool | None:
    """Compare.

    Args:
        mrz: to compare with.
        element: of it, see `formats.ELEMENTS`.
        text: as printed; in two languages or scripts its parts are set apart by a slash, and one that agrees is enough.
        today: the day of reading.

    Returns:
        None when the MRZ has no such element, or the text says nothing that could be compared.
    """
    if mrz.element(element) is None and element != "sex":
        return None
    if element.startswith("date_"):
        return _same_day(mrz.day(element, today), text, today)
    value = mrz.value(element, today)
    answers = [_of_part(mrz, element, value, part) for part in dict.fromkeys((text, *text.split("/"))) if part.strip()]
    if any(answers):
        return True
    return False if False in answers else None


def _of_part(mrz: Mrz, element: str, value: str, part: str) -> bool | None:
    match element:
        case "surname" | "given_names":
            return same(value, part, cut=mrz.cut) if re.search(r"[^\W\d_]", part) else None
        case "sex":
            sex = _SEX.get(folded(part).strip(" .,:"))
            return None if sex is None else sex == value
        case "nationality" | "issuing_state":
            return _same_state(value, part)
        case "document_code":
            code = _squeezed(part)
            return code == value if 1 <= len(code) <= 2 else None
        case _:
            return _squeezed(part) == _squeezed(value) if _squeezed(part) else None


def _same_state(code: str, printed: str) -> bool | None:
    words = _words(printed)
    meant = _meant().get(words)
    if meant is not None:
        return meant == code
    return True if _of_people(words) == code else None


@lru_cache(1_000)
def _of_people(words: str) -> str:
    """The state whose name begins most like a word, as “Utopian” does; empty when no name has four letters of it."""
    alike = {name: _in_common(name, words) for name in _meant() if len(name) > _CODE}
    best = max(alike, key=lambda name: (alike[name], -len(name)))
    return _meant()[best] if alike[best] >= _STEM else ""


@cache
def _meant() -> dict[str, str]:
    """Codes by themselves and by the names of their states."""
    names = {_words(name): code for code in reversed(STATES) for name in (*names_of(code), code)}
    return names | {"deu": "D", "germany": "D"}


def _in_common(one: str, other: str) -> int:
    """How many letters both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _same_day(day: date | None, text: str, today: date) -> bool | None:
    readings = dates.readings(text, today)
    if day is None or not readings:
        return None
    if day in readings:
        return True
    short = not _YEAR.search(text)
    return short and any(
        (one.month, one.day, one.year % 100) == (day.month, day.day, day.year % 100) for one in readings
    )


def _words(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", folded(text)))


def _squeezed(text: str) -> str:
    return "".join(sign for sign in text.upper() if sign.isalnum())
