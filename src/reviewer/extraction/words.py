"""Lists of words from a document type: whole words, endings, and regular expressions."""

import re
from collections.abc import Iterable

from reviewer.domain.document_type import is_pattern
from reviewer.domain.normalize import folded

_TOKENS = re.compile(r"[^\W_]+")


class WordList:
    """Words to look for, without regard to case, accents and marks.

    Args:
        words: phrases of whole words; ``-straße`` is an ending of longer words; ``/…/`` a regular expression that is
            searched in the folded text (lower case, no accents).
    """

    def __init__(self, words: Iterable[str]) -> None:
        words = tuple(words)
        self._patterns = tuple(re.compile(word[1:-1]) for word in words if is_pattern(word))
        plain = [word for word in words if not is_pattern(word)]
        self._endings = tuple(folded(word[1:]) + " " for word in plain if word.startswith("-"))
        whole = (_spaced(word) for word in plain if not word.startswith("-"))
        self._single: set[str] = set()
        self._phrases: list[str] = []
        for word in whole:
            if word.count(" ") == 2:
                self._single.add(word.strip())
            else:
                self._phrases.append(word)

    def count(self, text: str) -> int:
        """How many of the words a text holds."""
        spaced = _spaced(text)
        tokens = spaced.split()
        found = sum(1 for token in tokens if token in self._single)
        found += sum(1 for phrase in self._phrases if phrase in spaced)
        found += sum(1 for ending in self._endings if ending in spaced)
        plain = folded(text) if self._patterns else ""
        return found + sum(1 for pattern in self._patterns if pattern.search(plain))

    def without(self, text: str) -> str:
        """What remains of a text without the whole words and a single letter; several may be initials."""
        spaced = _spaced(text)
        for phrase in self._phrases:
            spaced = spaced.replace(phrase, " ")
        rest = [token for token in spaced.split() if token not in self._single]
        letters = sum(len(token) == 1 and token.isalpha() for token in rest)
        return " ".join(token for token in rest if len(token) > 1 or letters > 1)


def _spaced(text: str) -> str:
    return f" {' '.join(_TOKENS.findall(folded(text)))} "
