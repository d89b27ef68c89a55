"""Amounts of money as people print them, in any country's way; never by the system's locale."""

import re
from decimal import Decimal

import msgspec

CURRENCIES: dict[str, str] = {
    "€": "EUR",
    "eur": "EUR",
    "euro": "EUR",
    "euros": "EUR",
    "$": "USD",
    "us$": "USD",
    "usd": "USD",
    "£": "GBP",
    "gbp": "GBP",
    "¥": "JPY",
    "jpy": "JPY",
    "₹": "INR",
    "inr": "INR",
    "rs": "INR",
    "₽": "RUB",
    "rub": "RUB",
    "руб": "RUB",
    "rm": "MYR",
    "myr": "MYR",
    "rp": "IDR",
    "idr": "IDR",
    "s$": "SGD",
    "sgd": "SGD",
    "a$": "AUD",
    "aud": "AUD",
    "c$": "CAD",
    "cad": "CAD",
    "hk$": "HKD",
    "hkd": "HKD",
    "chf": "CHF",
    "sfr": "CHF",
    "sek": "SEK",
    "nok": "NOK",
    "dkk": "DKK",
    "kr": "SEK",
    "pln": "PLN",
    "zł": "PLN",
    "czk": "CZK",
    "kč": "CZK",
    "huf": "HUF",
    "ft": "HUF",
    "php": "PHP",
    "thb": "THB",
    "฿": "THB",
    "vnd": "VND",
    "₫": "VND",
}
"""What stands for a currency on paper, folded to lower case, and its ISO 4217 code."""

_MINUS = "-−–"
_DASH = r"\-−–"  # the same inside a character class
_BLANKS = " \u00a0\u2009\u202f"
_SIGNS = sorted((re.escape(sign) for sign in CURRENCIES), key=len, reverse=True)
_CURRENCY = re.compile(rf"(?:{'|'.join(_SIGNS)})", re.IGNORECASE)
_LEADING = re.compile(rf"(?P<sign>{_CURRENCY.pattern})\s?[.:]?\s?(?=[\d{_DASH}(])", re.IGNORECASE)
_TRAILING = re.compile(rf"(?<=[\d){_DASH}])\s?(?P<sign>{_CURRENCY.pattern})\.?$", re.IGNORECASE)
_GROUPED = re.compile(rf"\d{{1,3}}(?P<mark>[.,'’{_BLANKS}])\d{{3}}(?:(?P=mark)\d{{3}})*(?:[.,]\d{{1,2}})?")
_PLAIN = re.compile(r"\d+(?:[.,]\d{1,4})?")
_LONG = 18

SIGN = re.compile(rf"(?<![^\W\d_])(?P<sign>{_CURRENCY.pattern})(?![^\W\d_])", re.IGNORECASE)
"""A currency as a word of its own or glued to digits: group ``sign``."""


class Amount(msgspec.Struct, frozen=True):
    """A number of money and its currency's ISO code, empty when none is printed with it."""

    value: Decimal
    currency: str = ""

    @property
    def plain(self) -> str:
        """As a plain decimal, with the decimals that are printed."""
        return format(self.value, "f")


def parse(text: str) -> Amount | None:
    """Read an amount that is the whole text, or say None.

    A single mark before exactly three digits groups thousands (``1.234`` is 1234, ``0.125`` is not); with two different
    marks the last one is the decimal point. A minus may stand before or behind, or brackets around.
    """
    rest = text.strip()
    currency = ""
    if found := _LEADING.match(rest.lstrip(_MINUS + "(")):
        currency, rest = found["sign"], rest.replace(found[0], "", 1)
    elif found := _TRAILING.search(rest):
        currency, rest = found["sign"], rest[: found.start()]
    rest, negative = _unsigned(rest.strip())
    value = _number(rest)
    if value is None:
        return None
    return Amount(-value if negative else value, CURRENCIES.get(currency.casefold(), ""))


def currency(text: str) -> str:
    """The ISO code of a printed currency (``RM``, ``€``, ``usd``), or empty."""
    return CURRENCIES.get(text.strip().rstrip(".:").casefold(), "")


def plain(text: str) -> str | None:
    """The amount as a plain decimal, or None when the text is none."""
    amount = parse(text)
    return None if amount is None else amount.plain


def number(text: str) -> Decimal | None:
    """A count or a measure: like an amount, but a point always begins decimals (``1.234`` is 1.234)."""
    rest, negative = _unsigned(text.strip())
    value = Decimal(rest) if re.fullmatch(r"\d{1,15}(?:\.\d{1,6})?", rest) else _number(rest)
    return -value if value is not None and negative else value


def _unsigned(text: str) -> tuple[str, bool]:
    if text.startswith("(") and text.endswith(")"):
        return text[1:-1].strip(), True
    if text[:1] in _MINUS and text:
        return text[1:].strip(), True
    # "12,-" is twelve without cents; "12.00-" is a negative amount.
    if match := re.fullmatch(rf"(\d[\d.,' ]*)[.,][{_DASH}]{{1,2}}", text):
        return match[1], False
    if len(text) > 1 and text[-1] in _MINUS:
        return text[:-1].strip(), True
    return text, False


def _number(text: str) -> Decimal | None:
    if len(text) > _LONG:
        return None
    if grouped := _GROUPED.fullmatch(text):
        return _of_groups(text, grouped["mark"])
    if _PLAIN.fullmatch(text):
        return Decimal(text.replace(",", "."))
    return None


def _of_groups(text: str, mark: str) -> Decimal:
    head, tail = text, ""
    decimal = text[-3] if text[-3] in ".," else text[-2] if text[-2] in ".," else ""
    if decimal:  # also after the mark that groups: a group has three digits
        head, _, tail = text.rpartition(decimal)
    elif head.startswith("0") and mark in ".," and head.count(mark) == 1:
        return Decimal(text.replace(mark, "."))  # nobody groups thousands after a leading zero
    digits = "".join(sign for sign in head if sign.isdigit())
    return Decimal(f"{digits}.{tail}") if tail else Decimal(digits)
