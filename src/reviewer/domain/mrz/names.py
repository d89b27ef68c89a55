"""Names in an MRZ: parted into surname and given names, compared with print, and guessed back."""

import re
import unicodedata
from functools import cache

from reviewer.domain.mrz import letters
from reviewer.domain.mrz.formats import FILLER
from reviewer.domain.normalize import folded

_LONGEST = 200


def parted(names: str) -> tuple[str, str, bool]:
    """Surname, given names, and whether they may be cut short: no filler stands at the end."""
    surname, _, given = names.partition(FILLER * 2)
    cut = bool(names) and not names.endswith(FILLER)
    return _plain(surname), _plain(given), cut


def same(name: str, printed: str, *, cut: bool = False) -> bool:
    """Whether a printed name may be written so in an MRZ. `cut`: the MRZ had no room for all of it."""
    wanted = _squeezed(name)
    pattern = _pattern(printed[:_LONGEST])
    if not wanted or pattern is None:
        return False
    if pattern.fullmatch(wanted):
        return True
    return cut and any(each.startswith(wanted) for each in _plainest(printed))


def proves(name: str, printed: str) -> bool:
    """Whether a name in an MRZ tells that the accents of the printed one are right: without any it would differ.

    Of most letters an MRZ does not tell whether they have one; of some it does, as ``OE`` for ``Ö``.
    """
    accents = [at for at, sign in enumerate(printed) if not sign.isascii() and sign.isalpha()]
    plain = [printed[:at] + folded(printed[at]) + printed[at + 1 :] for at in accents]
    return bool(accents) and same(name, printed) and not any(same(name, each) for each in plain)


def proposals(name: str, state: str, *, russian: bool = False) -> tuple[str, ...]:
    """What the name may be in the state's own letters; a guess, since several letters are written alike.

    Args:
        name: surname or given names of an MRZ.
        state: that issued it.
        russian: of a Russian internal passport, whose signs stand for one letter each.
    """
    if russian:
        return ("".join(letters.RUSSIAN.get(sign, sign) for sign in name),)
    found = letters.back(name, state)
    return (found,) if found != name else ()


def _plain(text: str) -> str:
    return " ".join(text.replace(FILLER, " ").split())


def _squeezed(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())


@cache
def _pattern(printed: str) -> re.Pattern[str] | None:
    """All ways in which an MRZ may write a name, without fillers; None when it has no letter."""
    parts = []
    for sign in unicodedata.normalize("NFC", printed).upper():
        forms = [form for form in letters.forms(sign) if form != FILLER]
        if forms:
            parts.append(f"(?:{'|'.join(map(re.escape, forms))})")
    return re.compile("".join(parts)) if parts else None


def _plainest(printed: str) -> tuple[str, str]:
    """The two commonest ways of writing a name: with two letters for an umlaut, and with one."""
    signs = unicodedata.normalize("NFC", printed[:_LONGEST]).upper()
    return tuple(_squeezed("".join(letters.forms(sign)[at] for sign in signs)) for at in (0, -1))  # type: ignore[return-value]
