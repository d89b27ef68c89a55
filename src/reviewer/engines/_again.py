"""Reads a page again with another engine when it turns out to be in a script that the first one lacks.

A page is looked at for that only when the first engine found lines of print that it could not read, and on these lines
only: on photographs and the patterns of identity cards, the part of Tesseract that tells scripts sees Bengali and
Arabic, and is sure of it.
"""

import msgspec

from reviewer.engines import _fit, _illegible, _reading, _script
from reviewer.engines._choose import Choice
from reviewer.engines._engines import Engines
from reviewer.engines._reading import Reading
from reviewer.engines.base import Hints, SupportsScript
from reviewer.engines.upright.picture import Picture
from reviewer.jobs import Report

_ENOUGH, _PART, _MOST = 20.0, 0.25, 0.7
"""Print that could not be read: how long, in heights of a line, and which share of the page's print, at least, to be
looked at; and which share is most of the page."""
_BETTER = 1.2
_OWN = 0.2
"""The share of a second reading's letters that must be of the script for which it was made."""


def in_its_script(
    engines: Engines, choice: Choice, first: Reading, page: Picture, hints: Hints, report: Report
) -> tuple[Choice, Reading, str]:
    """The better of two readings where the first one could not read part of the page.

    Args:
        engines: all there are.
        choice: what read it.
        first: what came of that.
        page: as it came.
        hints: without languages: nobody said what the page is in.
        report: tells that it goes on.

    Returns:
        Who read it and why, what was read, and a sentence for the operator when it could not be read; or else none.
    """
    share = _unread(first, page)
    if not share:
        return choice, first, ""
    infos, passed = engines.infos(), engines.info(choice.engine)
    able = (engines.named(info.name) for info in infos if info.available)
    looker = next((engine for engine in able if isinstance(engine, SupportsScript)), None)
    if looker is None:
        return choice, first, _script.unknown(passed) if share >= _MOST else ""
    report(0.0, "Looking which letters the page is in")
    script = looker.script(_illegible.alone(page, first.illegible))
    if script is None or script.code in passed.scripts:
        return choice, first, ""
    other = _script.reader(script, passed, infos, hints.possible, alone=share >= _MOST)
    if other is None:
        return choice, first, _script.remedy(script, passed, whole=share >= _MOST)
    narrowed = msgspec.structs.replace(hints, languages=other.languages)
    again = _reading.read_page(engines.named(other.engine), page, narrowed, report)
    return (other, again, "") if _is_better(again, first, other.languages[0]) else (choice, first, "")


def _unread(first: Reading, page: Picture) -> float:
    """The share of the page's print that could not be read; 0 when there is too little of it to tell its script."""
    aspect = page.shape[1] / page.shape[0]
    unread = _illegible.extent(first.illegible, aspect)
    read = _illegible.extent((line.polygon for line in _illegible.sure(first.lines)), aspect)
    share = unread / max(1.0, unread + read)
    return share if unread >= _ENOUGH and share >= _PART else 0.0


def _is_better(again: Reading, first: Reading, language: str) -> bool:
    """Whether a second reading is right about more letters, and these are in the script that it was made for."""
    words = [word for line in again.lines for word in line.words]
    return again.legible > _BETTER * first.legible and _fit.share_in_script(words, (language,)) >= _OWN
