"""What languages are called in the operator's language."""

from collections.abc import Iterable
from functools import cache
from importlib import import_module
from typing import Any

from PySide6.QtCore import QCoreApplication, QLocale

MOST = 3


def name(tag: str) -> str:
    """The name of a BCP 47 tag: `Deutsch` for `de` where German is spoken; an unknown tag as it is."""
    return _name(tag, QLocale().name())


def some_of(tags: Iterable[str], first: Iterable[str] = ()) -> str:
    """A few words on many languages: all names of up to four, else three of them and how many more there are."""
    there = tuple(tags)
    likely = [tag for tag in (*first, QLocale().bcp47Name().partition("-")[0], "en") if tag in there]
    if len(there) <= MOST + 1:  # never “and 1 more languages”
        return ", ".join(sorted((name(tag) for tag in there), key=str.casefold))
    shown = list(dict.fromkeys((*likely, *there)))[:MOST]
    text = QCoreApplication.translate("languages", "{names} and {count} more languages")
    return text.format(names=", ".join(name(tag) for tag in shown), count=len(there) - MOST)


@cache
def _name(tag: str, speaker: str) -> str:
    parts = tag.split("-")
    names = _locale(speaker).languages
    whole = names.get(tag.replace("-", "_"))
    if whole is None and len(parts) > 1:
        language, script = names.get(parts[0]), _locale(speaker).scripts.get(parts[1])
        region = _locale(speaker).territories.get(parts[1])
        whole = f"{language} ({script or region})" if language and (script or region) else language
    return whole[:1].upper() + whole[1:] if whole else tag


@cache
def _locale(speaker: str) -> Any:
    # Looked for by name: Babel takes 40 ms to import, and the first paint of the window does not wait for that.
    babel = import_module("babel")
    try:
        return babel.Locale.parse(speaker)
    except (ValueError, babel.UnknownLocaleError):
        return babel.Locale("en")
