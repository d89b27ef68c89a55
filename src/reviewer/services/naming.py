"""What the JSON of a document is called: readable, and never that of another document."""

import os
import sys
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import PurePath

LONGEST = 255
"""Bytes of a name that file systems take."""

_SUFFIX = ".json"
_FORBIDDEN = '<>:"/\\|?*' if sys.platform == "win32" else "/\0"


def candidates(name: str) -> Iterator[str]:
    """Names for the JSON of a file, the best first: ``scan.json``, ``scan.jpg.json``, ``scan.jpg-2.json`` and so on."""
    whole = "".join("_" if letter in _FORBIDDEN else letter for letter in name) or "document"
    yield _fitting(PurePath(whole).stem or whole, _SUFFIX)
    yield _fitting(whole, _SUFFIX)
    number = 2
    while True:
        yield _fitting(whole, f"-{number}{_SUFFIX}")
        number += 1


def first_free(name: str, taken: Callable[[str], bool]) -> str:
    """The best name that is not taken; `taken` is asked with folded names, see `folded`."""
    return next(candidate for candidate in candidates(name) if not taken(folded(candidate)))


def folded(name: str) -> str:
    """The name as the file system compares it."""
    if sys.platform == "linux":
        return name
    return unicodedata.normalize("NFC", name).casefold()


def _fitting(stem: str, suffix: str) -> str:
    """The two together, the stem cut where the whole would be too long for a file system."""
    while len(os.fsencode(stem + suffix)) > LONGEST and stem:
        stem = stem[:-1]
    return stem + suffix
