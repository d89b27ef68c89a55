"""Whether the print and an electronic invoice say the same."""

import re
from decimal import Decimal, InvalidOperation

from reviewer.domain.document_type import FieldType, Kind
from reviewer.domain.normalize import folded

_WORD = re.compile(r"[^\W_]+")
_CENT = Decimal("0.005")


def agrees(field: FieldType, text: str, normalized: str | None, said: str) -> bool:
    """Whether a value on the page is what the electronic invoice says: amounts as numbers, names with more or less.

    Args:
        field: what kind of value it is.
        text: as printed.
        normalized: its normalized form.
        said: by the electronic invoice, in its plain form.
    """
    match field.kind:
        case Kind.AMOUNT | Kind.NUMBER:
            return _same_number(normalized, said)
        case Kind.DATE | Kind.CHOICE:
            return normalized == said
        case Kind.TEXT | Kind.LINES:
            return _same_name(text, said)
        case _:
            return bool(_signs(said)) and _signs(text) == _signs(said)


def _same_number(one: str | None, other: str) -> bool:
    try:
        # A credit note says with its kind what the print says with a minus.
        return one is not None and abs(abs(Decimal(one)) - abs(Decimal(other))) < _CENT
    except InvalidOperation:
        return False


def _same_name(one: str, other: str) -> bool:
    """Whether one of two names begins the other: with and without its legal form, or the street behind it."""
    a, b = (" ".join(_WORD.findall(folded(text))) for text in (one, other))
    return bool(a and b) and (f"{a} ".startswith(f"{b} ") or f"{b} ".startswith(f"{a} "))


def _signs(text: str) -> str:
    return "".join(sign for sign in folded(text) if sign.isalnum())
