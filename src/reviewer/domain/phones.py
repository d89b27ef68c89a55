"""Phone numbers: E.164 where the country is known, by Google's tables."""

import re

_ABROAD = re.compile(r"^\s*\(?00\)?(?=[\s(]*[1-9])")
"""How calls abroad begin in most countries; no number within a country does."""
_FEWEST = 7
"""Digits with the country's prefix; the tables know shorter ones, within one town."""


def e164(text: str, country: str = "") -> str | None:
    """A number as all phones know it, ``+60310552284``; an extension is left out.

    Args:
        text: as printed.
        country: ISO 3166 code of numbers without a country's prefix; empty: such numbers are not told.

    Returns:
        None when the country is not known, or the text has too few or too many digits for it.
    """
    number = _parsed(text, country)
    return None if number is None else number[0]


def is_valid(text: str, country: str = "") -> bool:
    """Whether the number is one that may have been given out, as far as the tables know."""
    number = _parsed(text, country)
    return number is not None and number[1]


def is_country(code: str) -> bool:
    """Whether there are tables for a country."""
    import phonenumbers  # see below

    return code.upper() in phonenumbers.SUPPORTED_REGIONS


def _parsed(text: str, country: str) -> tuple[str, bool] | None:
    """E.164, and whether it is valid; None when it is none."""
    import phonenumbers  # 0.02 s to import, for a kind that few types have

    try:
        number = phonenumbers.parse(_ABROAD.sub("+", text), country.upper() or None)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    if len(written) <= _FEWEST:
        return None
    return written, phonenumbers.is_valid_number(number)
