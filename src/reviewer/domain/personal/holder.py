"""What a personal number says of its holder, and whether printed texts say the same."""

import re
from datetime import date

import msgspec
from rapidfuzz import fuzz

from reviewer.domain.dates import in_words
from reviewer.domain.normalize import folded

ELEMENTS = ("date_of_birth", "sex", "surname", "name", "province")
"""What a number may say something of."""
TELLING = frozenset({"date_of_birth", "surname", "name"})
"""Elements whose agreement is seldom chance."""

_SEXES = {"M": "a man", "F": "a woman"}
_ALIKE = 85  # of 100: two spellings of a province
_LETTERS = re.compile(r"[^\W\d_]+")


class Holder(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a number says; empty where it says nothing.

    Attributes:
        born: the dates that it may mean, the likelier first: a year has two digits.
        sex: ``M`` or ``F``.
        surname, name: for each, the code that the printed name must give, see `coded`.
        province: the usual name of the one that gave it out.
    """

    born: tuple[date, ...] = ()
    sex: str = ""
    surname: str = ""
    name: str = ""
    province: str = ""

    def says(self, element: str) -> str:
        """In words for the operator; empty when nothing."""
        match element:
            case "date_of_birth":
                return " or ".join(map(in_words, self.born))
            case "sex":
                return _SEXES.get(self.sex, "")
            case _:
                return str(getattr(self, element))

    def agrees(self, element: str, text: str, normalized: str | None) -> bool | None:
        """Compare with a printed text.

        Args:
            element: one of `ELEMENTS`.
            text: as printed.
            normalized: of a date ISO 8601, of a sex ``M`` or ``F``.

        Returns:
            None when one of the two says nothing.
        """
        if not self.says(element) or not text:
            return None
        match element:
            case "date_of_birth":
                return normalized in {day.isoformat() for day in self.born} if normalized else None
            case "sex":
                return normalized == self.sex if normalized in _SEXES else None
            case "province":
                return _same_place(self.province, text)
            case _:
                return coded(element, text) == getattr(self, element) if _LETTERS.search(text) else None


def coded(element: str, text: str) -> str:
    """The three letters that stand for a surname or a name in an Italian codice fiscale.

    Consonants first, then vowels, then ``X``; of a name with four consonants or more the second one is left out.
    """
    letters = "".join(_LETTERS.findall(folded(text))).upper()
    consonants = [letter for letter in letters if letter not in "AEIOU"]
    if element == "name" and len(consonants) > 3:
        del consonants[1]
    vowels = [letter for letter in letters if letter in "AEIOU"]
    return "".join([*consonants, *vowels, "X", "X", "X"][:3])


def days(year: int, month: int, day: int, today: date) -> tuple[date, ...]:
    """The dates until today that a year of two digits may mean, the latest first; empty when there is no such day."""
    found: list[date] = []
    for century in (today.year // 100 * 100, today.year // 100 * 100 - 100):
        try:
            found.append(date(century + year, month, day))
        except ValueError:
            continue
    return tuple(one for one in found if one <= today)


def _same_place(province: str, text: str) -> bool:
    """Whether a text names a province, perhaps with more words: ``DKI JAKARTA``, ``PROVINSI PAPUA BARAT``."""
    return fuzz.partial_ratio(folded(province), folded(text[:200])) >= _ALIKE
