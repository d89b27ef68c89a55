"""NIK, the number of every Indonesian: ``PPRRSS DDMMYY NNNN``, the day of a woman's birth with 40 added.

It keeps the place where it was given out, also when its holder moves away. There is no check digit.
"""

import re
from datetime import date

import msgspec

from reviewer.domain.lookalikes import TO_DIGIT
from reviewer.domain.personal.holder import Holder, days

LENGTH = 16
_WOMEN = 40

PROVINCES: dict[str, str] = {
    "11": "Aceh",
    "12": "Sumatera Utara",
    "13": "Sumatera Barat",
    "14": "Riau",
    "15": "Jambi",
    "16": "Sumatera Selatan",
    "17": "Bengkulu",
    "18": "Lampung",
    "19": "Bangka Belitung",
    "21": "Kepulauan Riau",
    "31": "Jakarta",
    "32": "Jawa Barat",
    "33": "Jawa Tengah",
    "34": "Yogyakarta",
    "35": "Jawa Timur",
    "36": "Banten",
    "51": "Bali",
    "52": "Nusa Tenggara Barat",
    "53": "Nusa Tenggara Timur",
    "61": "Kalimantan Barat",
    "62": "Kalimantan Tengah",
    "63": "Kalimantan Selatan",
    "64": "Kalimantan Timur",
    "65": "Kalimantan Utara",
    "71": "Sulawesi Utara",
    "72": "Sulawesi Tengah",
    "73": "Sulawesi Selatan",
    "74": "Sulawesi Tenggara",
    "75": "Gorontalo",
    "76": "Sulawesi Barat",
    "81": "Maluku",
    "82": "Maluku Utara",
    **dict.fromkeys(("91", "92", "93", "94", "95", "96"), "Papua"),
}
"""The distinctive words of each province's name by its code; those of Papua were parted and numbered anew."""


class Nik(msgspec.Struct, frozen=True):
    """The parts of a number.

    Attributes:
        province, district, subdistrict: codes of two digits.
        born: the dates that it may mean, the likelier first; empty when they are none.
        woman: whether the day says that its holder is one.
        serial: the last four digits.
    """

    province: str
    district: str
    subdistrict: str
    born: tuple[date, ...]
    woman: bool
    serial: str

    @property
    def holder(self) -> Holder:
        province = PROVINCES.get(self.province, "")
        return Holder(self.born, "F" if self.woman else "M", province=province) if self.born else Holder()


def compact(text: str) -> str:
    """Without blanks and marks."""
    return re.sub(r"[\W_]", "", text)


def parse(text: str, today: date) -> Nik | None:
    """The parts of a number, or None when it does not have 16 digits.

    Args:
        text: as printed; groups may be set apart.
        today: nobody is born later.
    """
    digits = compact(text)
    if len(digits) != LENGTH or not digits.isascii() or not digits.isdigit():
        return None
    day, month, year = int(digits[6:8]), int(digits[8:10]), int(digits[10:12])
    woman = day > _WOMEN
    born = days(year, month, day - _WOMEN if woman else day, today)
    return Nik(digits[:2], digits[2:4], digits[4:6], born, woman, digits[12:])


def read(text: str, today: date) -> Holder | None:
    """What a text says of a holder; None when it is no number or its date is none."""
    nik = parse(text, today)
    return nik.holder if nik is not None and nik.born else None


def repaired(text: str) -> str | None:
    """The number with digits in place of letters that look like them, or None when that makes no number."""
    digits = compact(text).translate(TO_DIGIT)
    return digits if len(digits) == LENGTH and digits.isascii() and digits.isdigit() else None
