"""In which script a page is, asked when the engine that read it made little of it; and who reads that script.

An engine that lacks the script of a page does not say so: RapidOCR makes Latin letters of Cyrillic ones, is unsure of
most, and leaves whole lines out. Tesseract's ``osd`` data knows scripts it cannot read.
"""

import re
from collections.abc import Sequence

from reviewer.engines import _languages, _tesseract_program
from reviewer.engines._choose import Choice
from reviewer.engines.base import EngineInfo, Script

_NAMES = {
    "Arabic": "Arab",
    "Armenian": "Armn",
    "Bengali": "Beng",
    "Cyrillic": "Cyrl",
    "Devanagari": "Deva",
    "Georgian": "Geor",
    "Greek": "Grek",
    "Han": "Hans",
    "HanS": "Hans",
    "HanT": "Hant",
    "Hangul": "Kore",
    "Hebrew": "Hebr",
    "Japanese": "Jpan",
    "Khmer": "Khmr",
    "Korean": "Kore",
    "Latin": "Latn",
    "Tamil": "Taml",
    "Telugu": "Telu",
    "Thai": "Thai",
}
_SAID = re.compile(r"^Script: (\w+)\s+Script confidence: ([\d.]+)", re.MULTILINE)
_CLEAR = 2.0
"""Figures of Tesseract's for three lines of print: 2 or more, for Georgian, which it does not know, 1.7 at most."""
_USUAL = "en"
_COMMONEST = {"Arab": "ar", "Cyrl": "ru", "Deva": "hi"}


def parsed(osd: str) -> Script | None:
    """What Tesseract's answer about orientation and script says; None when it is not clear."""
    said = _SAID.search(osd)
    if said is None or said[1] not in _NAMES or float(said[2]) < _CLEAR:
        return None
    return Script(_NAMES[said[1]], said[1])


def reader(
    script: Script, first: EngineInfo, others: Sequence[EngineInfo], possible: Sequence[str], *, alone: bool = True
) -> Choice | None:
    """Which engine reads a script that the first one lacks; None when none does.

    Args:
        script: of the page.
        first: what read it before.
        others: all engines.
        possible: BCP 47, the likeliest languages of such pages first.
        alone: whether the page is in no other script beside it; else it is read with one of the first's, too.
    """
    for info in others:
        tags = [tag for tag in info.languages if (found := _languages.language(tag)) and found.script == script.code]
        if info.available and tags:
            wanted = [tag for tag in possible if not _languages.lacking([tag], tags)]
            usual = _COMMONEST.get(script.code, "")
            language = wanted[0] if wanted else usual if usual in tags else tags[0]
            also = () if alone else _beside(first, info, possible)
            part = "the page" if alone else "part of the page"
            why = f"{info.title}, because {part} is in {script.name} letters, which {first.title} does not read."
            return Choice(info.name, why, (language, *also))
    return None


def _beside(first: EngineInfo, other: EngineInfo, possible: Sequence[str]) -> tuple[str, ...]:
    """A language that both engines read, for what the first one has read."""
    both = [tag for tag in (*possible, _USUAL) if not _languages.lacking([tag], first.languages)]
    return tuple(tag for tag in both if not _languages.lacking([tag], other.languages))[:1]


def remedy(script: Script, first: EngineInfo, *, whole: bool = True) -> str:
    """A sentence for the operator when no engine reads a script, of the whole page or of a part of it."""
    found = [each for each in _languages.ALL if each.script == script.code]
    usual = next((each for each in found if each.tag == _COMMONEST.get(script.code)), found[0])
    advice = _tesseract_program.install([usual.tesseract])
    part = "This page seems" if whole else "Part of this page seems"
    return f"{part} to be in {script.name} letters, which {first.title} does not read. {advice}"


def unknown(first: EngineInfo) -> str:
    """A sentence for the operator when nobody can tell the script."""
    letters = "Latin letters" if "Latn" in first.scripts else "the letters it knows"
    advice = _tesseract_program.install([], program=True)
    return f"{first.title} could read little of this page. If it is not in {letters}: {advice[:1].lower()}{advice[1:]}"
