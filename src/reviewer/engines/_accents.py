"""Marks on letters that the document's languages do not have, and wide forms of plain signs: misreadings."""

import unicodedata
from collections.abc import Callable

from reviewer.engines import _languages


def folding(languages: tuple[str, ...]) -> Callable[[str], str]:
    """How to clean what was read, character by character: the text keeps its length.

    Args:
        languages: BCP 47. When there are none, accents stay as they were read.
    """
    known = [found for tag in languages if (found := _languages.language(tag))]
    if len(known) < len(languages) or not known:
        return lambda text: _fold(text, None)
    kept = frozenset("".join(found.letters + found.letters.upper() for found in known))
    return lambda text: _fold(text, kept)


def _fold(text: str, kept: frozenset[str] | None) -> str:
    if text.isascii():
        return text
    if not any(eastern(character) for character in text):
        text = "".join(_narrow(character) for character in text)
    if kept is None:
        return text
    return "".join(character if character in kept else _bare(character) for character in text)


def eastern(character: str) -> bool:
    """Whether a character belongs to Chinese or Japanese."""
    name = unicodedata.name(character, "")
    return name.startswith(("CJK", "HIRAGANA", "KATAKANA"))


def _narrow(character: str) -> str:
    """``：`` to ``:``; only forms that are one character."""
    narrow = unicodedata.normalize("NFKC", character)
    return narrow if "FULLWIDTH" in unicodedata.name(character, "") and len(narrow) == 1 else character


def _bare(character: str) -> str:
    """The letter without its marks, when it is made of one."""
    base = unicodedata.normalize("NFD", character)[0]
    return base if character.isalpha() and base.isascii() else character
