"""Characters that nobody sees: controls, and marks that turn the direction of what follows."""

import unicodedata
from typing import NamedTuple

_JOINERS = frozenset("\u200c\u200d")
"""Needed to write Persian, Indian scripts and emoji: they shape what is seen."""


class Hidden(NamedTuple):
    """One of them: its index, and what it is called."""

    at: int
    name: str


def hidden(text: str) -> tuple[Hidden, ...]:
    """The invisible characters of a text; blanks, line breaks and joiners are none."""
    if text.isascii() and text.isprintable():
        return ()
    return tuple(Hidden(at, _name(sign)) for at, sign in enumerate(text) if _is_hidden(sign))


def cleaned(text: str) -> str:
    """A text that comes from outside: line breaks as line feeds, tabs as blanks, without control characters."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    if lines.isascii() and lines.isprintable():
        return lines
    return "".join(
        " " if sign == "\t" else sign for sign in lines if sign in "\n\t" or unicodedata.category(sign) != "Cc"
    )


def _is_hidden(sign: str) -> bool:
    return sign != "\n" and sign not in _JOINERS and unicodedata.category(sign) in ("Cc", "Cf")


def _name(sign: str) -> str:
    return unicodedata.name(sign, f"U+{ord(sign):04X}").lower() if ord(sign) > 0x9F else f"U+{ord(sign):04X}"
