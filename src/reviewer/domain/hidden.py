"""Characters that nobody sees: controls, and marks that turn the direction of what follows."""

import unicodedata
from typing import NamedTuple

_JOINERS = frozenset("\u200c\u200d")
"""Needed to write Persian, Indian scripts and emoji: they shape what is seen."""


_SHORT = {
    "\t": "TAB",
    "\u00ad": "SHY",
    "\u061c": "ALM",
    "\u200b": "ZWSP",
    "\u200e": "LRM",
    "\u200f": "RLM",
    "\u202a": "LRE",
    "\u202b": "RLE",
    "\u202c": "PDF",
    "\u202d": "LRO",
    "\u202e": "RLO",
    "\u2060": "WJ",
    "\u2066": "LRI",
    "\u2067": "RLI",
    "\u2068": "FSI",
    "\u2069": "PDI",
    "\ufeff": "BOM",
}
"""What the standard calls those that are met."""


class Hidden(NamedTuple):
    """One of them: its index, and what it is called."""

    at: int
    name: str


def hidden(text: str) -> tuple[Hidden, ...]:
    """The invisible characters of a text; blanks, line breaks and joiners are none."""
    if text.isprintable():  # most are, and none of these is
        return ()
    return tuple(Hidden(at, _name(sign)) for at, sign in enumerate(text) if _is_hidden(sign))


def visible(text: str) -> str:
    """A text as it is shown: what nobody sees in it is written out, as ⟨RLO⟩, and turns nothing around it.

    Done twice, it is the same. Blanks, line breaks and joiners stay.
    """
    if text.isprintable():  # most are, and none of these is
        return text
    return "".join(_written(sign) if _is_hidden(sign) else sign for sign in text)


def cleaned(text: str) -> str:
    """A text that comes from outside: line breaks as line feeds, tabs as blanks, without control characters."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    if lines.isprintable():
        return lines
    return "".join(
        " " if sign == "\t" else sign for sign in lines if sign in "\n\t" or unicodedata.category(sign) != "Cc"
    )


def _is_hidden(sign: str) -> bool:
    return sign != "\n" and sign not in _JOINERS and unicodedata.category(sign) in ("Cc", "Cf")


def _written(sign: str) -> str:
    return f"⟨{_SHORT.get(sign) or f'U+{ord(sign):04X}'}⟩"


def _name(sign: str) -> str:
    return unicodedata.name(sign, f"U+{ord(sign):04X}").lower() if ord(sign) > 0x9F else f"U+{ord(sign):04X}"
