"""Letters as Doc 9303 writes them in an MRZ, and back. Writing them is certain; the way back is a guess."""

import re
import unicodedata
from collections.abc import Iterator, Mapping

from reviewer.domain.mrz.formats import FILLER, LETTERS

_LATIN = {
    "Ä": ("AE", "A"),
    "Å": ("AA", "A"),
    "Æ": ("AE",),
    "Ð": ("D",),
    "Đ": ("D",),
    "Ħ": ("H",),
    "ı": ("I",),
    "Ĳ": ("IJ",),
    "ĸ": ("Q",),
    "Ł": ("L",),
    "Ŀ": ("L",),
    "Ñ": ("N", "NXX"),
    "Ŋ": ("N",),
    "Ö": ("OE", "OXX", "O"),
    "Ø": ("OE", "O"),
    "Œ": ("OE",),
    "ß": ("SS",),
    "ẞ": ("SS",),
    "Ŧ": ("T",),
    "Þ": ("TH",),
    "Ü": ("UE", "UXX", "U"),
}
_CYRILLIC = {
    **dict(zip("АБВДЕЁЗКЛМНОПРСТУФ", "ABVDEEZKLMNOPRSTUF", strict=True)),
    "Г": "G H",
    "Ж": "ZH Z",
    "И": "I Y",
    "Й": "I Y",
    "Х": "KH H",
    "Ц": "TS C",
    "Ч": "CH C",
    "Ш": "SH S",
    "Щ": "SHCH SHT",
    "Ъ": "IE A",
    "Ы": "Y",
    "Э": "E",
    "Ю": "IU",
    "Я": "IA",
    "Ў": "U",
    "І": "I",
    "Ї": "I",
    "Є": "IE",
    "Ґ": "G",
    "Ђ": "D",
    "Ј": "J",
    "Љ": "LJ",
    "Њ": "NJ",
    "Ћ": "C",
    "Џ": "DZ",
    "Ѓ": "G",
    "Ѕ": "DZ",
    "Ќ": "K",
    "Ѣ": "IE",
    "Ѫ": "U",
}
_DROPPED = "ЬЪ'’ʼ`´.,"
_PARTED = " -‐–—/" + FILLER

RUSSIAN = dict(zip("ABVGDE2JZIQKLMNOPRSTUFHC34WXY9678", "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ", strict=True))
"""The signs of a Russian internal passport; each stands for one letter."""

_EAST_SLAVIC = {
    **{"SHCH": "Щ", "KH": "Х", "ZH": "Ж", "TS": "Ц", "CH": "Ч", "SH": "Ш", "IU": "Ю", "IA": "Я", "Y": "Ы"},
    **dict(zip("ABVGDEZIKLMNOPRSTUF", "АБВГДЕЗИКЛМНОПРСТУФ", strict=True)),
}
_GERMAN = {"AE": "Ä", "OE": "Ö", "UE": "Ü"}
_SWEDISH = {"AA": "Å", "AE": "Ä", "OE": "Ö"}
_DANISH = {"AA": "Å", "AE": "Æ", "OE": "Ø"}
_TURKISH = {"OE": "Ö", "UE": "Ü"}
_BACK: dict[str, Mapping[str, str]] = {
    "RUS": _EAST_SLAVIC,
    "KAZ": _EAST_SLAVIC,
    "KGZ": _EAST_SLAVIC,
    "BLR": _EAST_SLAVIC | {"H": "Г", "I": "І"},
    "UKR": _EAST_SLAVIC | {"H": "Г", "Y": "И", "I": "І", "IE": "Є"},
    "BGR": _EAST_SLAVIC | {"H": "Х", "SHT": "Щ", "YU": "Ю", "YA": "Я", "Y": "Й"},
    **dict.fromkeys(("D", "AUT", "CHE", "LIE", "LUX", "EST"), _GERMAN),
    **dict.fromkeys(("SWE", "FIN"), _SWEDISH),
    **dict.fromkeys(("DNK", "NOR", "FRO", "GRL"), _DANISH),
    **dict.fromkeys(("TUR", "HUN", "AZE"), _TURKISH),
    "ISL": {"TH": "Þ", "AE": "Æ", "OE": "Ö"},
}
_ANYWHERE = {"NXX": "Ñ", "OXX": "Ö", "UXX": "Ü"}


def forms(sign: str) -> tuple[str, ...]:
    """The ways in which an MRZ may write a capital letter, the commonest first; empty text for signs left out."""
    if sign in LETTERS or sign.isdigit():
        return (sign,)
    if sign in _PARTED:
        return (FILLER,)
    if sign in _LATIN:
        return _LATIN[sign]
    dropped = ("",) if sign in _DROPPED else ()
    if sign in _CYRILLIC:
        return (*dropped, *_CYRILLIC[sign].split())
    base = unicodedata.normalize("NFKD", sign)[:1]
    return dropped or ((base,) if base in LETTERS else ("",))


def back(name: str, state: str) -> str:
    """A name of an MRZ in the letters of a state; itself where the state writes Latin letters without marks."""
    table = {**_ANYWHERE, **_BACK.get(state, {})}
    either = "|".join(sorted(table, key=len, reverse=True))
    return "".join(table.get(part, part) for part in _parts(name, either))


def _parts(name: str, either: str) -> Iterator[str]:
    yield from (match[0] for match in re.finditer(f"{either}|.", name))
