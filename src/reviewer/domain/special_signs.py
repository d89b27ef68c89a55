"""Signs that are not on every keyboard: which are likely in a value, what they are called, and finding one by name."""

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from reviewer.domain.document_type import Kind

_LETTERS: Final = {
    "cs": "áčďéěíňóřšťúůýž",
    "da": "åæø",
    "de": "äöüß",
    "es": "áéíñóúü¿¡ªº",
    "fi": "äöå",
    "fr": "àâæçéèêëîïôœùûüÿ«»",
    "hr": "čćđšž",
    "hu": "áéíóöőúüű",
    "id": "éè",
    "it": "àèéìòù",
    "ms": "éè",
    "nb": "åæø",
    "nl": "éëïöüĳ",
    "no": "åæø",
    "pl": "ąćęłńóśźż",
    "pt": "ãâáàçéêíõôóúªº",
    "ro": "ăâîșț",
    "ru": "ёъ№«»",
    "sv": "åäö",
    "tr": "çğıİöşü",
    "uk": "ґєії’«»",
    "vi": "ăâđêôơư",
    "ar": "،؛؟ء",
    "fa": "،؛؟پچژگ",
    "he": "׳״־",
}
_CURRENCY: Final = "€$£¥₹₽₺฿₫₱₩¢"
_DASHES: Final = "–—-"
_QUOTES: Final = "“”„‘’«»…"
_MARKS: Final = "№§°º·•×±÷½¼¾²³µ&@™®©†"
_TICKS: Final = "☐☒☑✓✗"
_FIRST: Final = {
    Kind.AMOUNT: _CURRENCY + "–",
    Kind.DATE: "–/.",
    Kind.NUMBER: "–½¼¾²³°%",
    Kind.DURATION: "–½",
    Kind.CHOICE: _TICKS,
    Kind.CODE: "№/–",
}
_RANGES: Final = ((0xA1, 0x250), (0x370, 0x460), (0x490, 0x4C0), (0x5BE, 0x5F5), (0x60C, 0x620), (0x1E00, 0x1F00))
_MORE_RANGES: Final = ((0x2010, 0x2045), (0x20A0, 0x20C1), (0x2100, 0x214F), (0x2190, 0x21FF), (0x2200, 0x2270))
_LAST_RANGES: Final = ((0x2500, 0x2580), (0x25A0, 0x2600), (0x2600, 0x2660), (0x2700, 0x2720))
_ACCENTS = 12


def likely(languages: Iterable[str], kind: Kind | None, before: str, recent: Iterable[str] = ()) -> tuple[str, ...]:
    """Signs to offer, the likeliest first, each once.

    Args:
        languages: BCP 47, that the document is in.
        kind: of the field, or None.
        before: the sign before the caret, or empty: its own forms come first.
        recent: signs used before, the last first.
    """
    spoken = "".join(_LETTERS.get(tag.partition("-")[0], "") for tag in languages)
    forms = tuple(accented(before, spoken))
    groups = (
        forms,
        tuple(recent),
        _FIRST.get(kind, "") if kind is not None else "",
        spoken,
        spoken.upper().replace("SS", "ẞ"),
        _DASHES,
        _QUOTES,
        _CURRENCY,
        _MARKS,
        _TICKS,
    )
    return tuple(dict.fromkeys(sign for group in groups for sign in group if sign != before))


def accented(letter: str, spoken: str = "") -> list[str]:
    """The forms of a letter with accents, those of `spoken` first; empty for what is no Latin letter."""
    if len(letter) != 1 or not letter.isalpha():
        return []
    known = "".join((spoken, spoken.upper()))
    base = unicodedata.normalize("NFKD", letter)[0]
    forms = [sign for sign in _forms().get(base, ()) if sign != letter]
    return sorted(forms, key=lambda sign: (sign not in known, ord(sign) > 0x17F, ord(sign)))[:_ACCENTS]


def name(sign: str) -> str:
    """What a sign is called, in English."""
    return unicodedata.name(sign, f"U+{ord(sign):04X}").capitalize()


def named(words: str) -> tuple[str, ...]:
    """Signs whose names have words that begin with all of these: `e acute`, `euro`, `dash`; or the sign itself."""
    wanted = words.lower().split()
    if not wanted:
        return ()
    found = [sign for sign, called in _names() if all(any(w.startswith(part) for w in called) for part in wanted)]
    if len(wanted) == 1 and len(words.strip()) == 1:
        found = [*accented(words.strip()), *found]
    return tuple(dict.fromkeys(sorted(found, key=lambda sign: (ord(sign) > 0x17F, len(name(sign))))))


@cache
def _forms() -> dict[str, tuple[str, ...]]:
    forms: dict[str, list[str]] = {"o": ["ø"], "O": ["Ø"], "l": ["ł"], "L": ["Ł"], "d": ["đ"], "D": ["Đ"]}
    forms |= {"a": ["æ"], "A": ["Æ"], "s": ["ß"], "S": ["ẞ"], "i": ["ı"]}
    for sign in _all():
        apart = unicodedata.normalize("NFD", sign)
        if len(apart) > 1 and sign.isalpha():
            forms.setdefault(apart[0], []).append(sign)
    return {base: tuple(found) for base, found in forms.items()}


@cache
def _names() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((sign, tuple(called.lower().split())) for sign in _all() if (called := unicodedata.name(sign, "")))


def _all() -> Iterator[str]:
    for first, last in (*_RANGES, *_MORE_RANGES, *_LAST_RANGES):
        for number in range(first, last):
            if unicodedata.category(chr(number))[0] in "LNPS":
                yield chr(number)
