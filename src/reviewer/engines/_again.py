"""Reads a page again with another engine when it turns out to be in a script that the first one lacks."""

import msgspec

from reviewer.engines import _reading, _script
from reviewer.engines._choose import Choice
from reviewer.engines._engines import Engines
from reviewer.engines._reading import Reading
from reviewer.engines.base import Hints, SupportsScript
from reviewer.engines.upright.picture import Picture
from reviewer.jobs import Report

_LEGIBLE, _LITTLE = 0.65, 0.2
"""Of 65 pages in Latin letters 6 are less legible than the first, none than the second; of 11 in others all and 6."""


def in_its_script(
    engines: Engines, choice: Choice, first: Reading, page: Picture, hints: Hints, report: Report
) -> tuple[Choice, Reading, str]:
    """The better of two readings where the first one made little of the page.

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
    if first.legible >= _LEGIBLE:
        return choice, first, ""
    infos, passed = engines.infos(), engines.info(choice.engine)
    able = (engines.named(info.name) for info in infos if info.available)
    looker = next((engine for engine in able if isinstance(engine, SupportsScript)), None)
    if looker is None:
        return choice, first, _script.unknown(passed) if first.legible < _LITTLE else ""
    report(0.0, "Looking which letters the page is in")
    script = looker.script(page)
    if script is None or script.code in passed.scripts:
        return choice, first, ""
    other = _script.reader(script, passed, infos, hints.possible)
    if other is None:
        return choice, first, _script.remedy(script, passed) if first.legible < _LITTLE else ""
    narrowed = msgspec.structs.replace(hints, languages=other.languages)
    again = _reading.read_page(engines.named(other.engine), page, narrowed, report)
    return (other, again, "") if again.legible > first.legible else (choice, first, "")
