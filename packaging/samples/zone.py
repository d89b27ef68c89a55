"""Machine-readable zones of travel documents, with their check digits (ICAO Doc 9303)."""

import string

from card import Card, Colour

SIZE = 3.513  # of OCR-B, so that 10 signs take an inch, as Doc 9303 wants
_VALUES = {sign: number for number, sign in enumerate(string.digits + string.ascii_uppercase)} | {"<": 0}


def digit(text: str) -> str:
    return str(sum(_VALUES[sign] * (7, 3, 1)[at % 3] for at, sign in enumerate(text)) % 10)


def checked(text: str, length: int = 0) -> str:
    """A text, filled up, with its check digit."""
    filled = text.ljust(length, "<")
    return filled + digit(filled)


def names(surname: str, given: str) -> str:
    return f"{surname.replace(' ', '<')}<<{given.replace(' ', '<')}"


def passport(state: str, name: str, number: str, birth: str, sex: str, expiry: str, personal: str) -> list[str]:
    """The two rows of a TD3."""
    second = checked(number, 9) + state + checked(birth) + sex + checked(expiry) + checked(personal, 14)
    return [f"P<{state}{name}".ljust(44, "<"), second + digit(second[:10] + second[13:20] + second[21:43])]


def visa(state: str, name: str, number: str, nationality: str, birth: str, sex: str, expiry: str) -> list[str]:
    """The two rows of an MRV-A."""
    second = checked(number, 9) + nationality + checked(birth) + sex + checked(expiry)
    return [f"V<{state}{name}".ljust(44, "<"), second.ljust(44, "<")]


def card(state: str, name: str, number: str, birth: str, sex: str, expiry: str) -> list[str]:
    """The three rows of a TD1."""
    first = f"I<{state}{checked(number, 9)}".ljust(30, "<")
    second = f"{checked(birth)}{sex}{checked(expiry)}{state}".ljust(29, "<")
    covered = first[5:] + second[:7] + second[8:15] + second[18:]
    return [first, second + digit(covered), name.ljust(30, "<")]


def lay(page: Card, left: float, top: float, rows: list[str], *, pitch: float, ink: Colour) -> None:
    """Print rows, their base lines `pitch` millimetres apart, the first at `top`."""
    for number, row in enumerate(rows):
        page.print(left, top + pitch * number, row, SIZE, face="digits", colour=ink)
