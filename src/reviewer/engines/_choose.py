"""Which engine reads a page, and why, in a sentence."""

from collections.abc import Iterable, Sequence

import msgspec

from reviewer.engines import _languages, _tesseract_program
from reviewer.engines.base import AUTO, EngineInfo
from reviewer.errors import EngineError

_FIRST = "rapidocr"
_TEACHABLE = "tesseract"


class Choice(msgspec.Struct, frozen=True):
    """An engine and how it is to read.

    Attributes:
        engine: by name.
        reason: why this one, and what it lacks: one sentence for the operator.
        languages: BCP 47, of those asked for: what it reads with.
    """

    engine: str
    reason: str
    languages: tuple[str, ...] = ()


def choose(wanted: str, languages: Sequence[str], engines: Iterable[EngineInfo]) -> Choice:
    """Choose an engine.

    One that has all languages is preferred. One that lacks some will do as long as it has another one in the same
    script; one that lacks a script never does.

    Args:
        wanted: a name, which is obeyed, or ``auto``.
        languages: BCP 47; empty when unknown.
        engines: all there are.

    Raises:
        EngineError: the one asked for cannot be used or cannot read this; or, with ``auto``, there is none that can.
    """
    ranked = sorted(engines, key=lambda info: (info.name != _FIRST, info.name))
    if wanted != AUTO:
        return _asked_for(wanted, languages, ranked)
    able = [info for info in ranked if info.available]
    if not able:
        first = ranked[0] if ranked else EngineInfo("", "", available=False, reason="No engine is installed.")
        raise EngineError(f"No engine can be used. {first.reason}", first.advice)
    fitting = [info for info in able if _can_read(info, languages)]
    if not fitting:
        raise _none_reads(languages, able, ranked)
    best = min(fitting, key=lambda info: len(_languages.lacking(languages, info.languages)))
    return _choice(best, _why(best, languages, ranked), languages)


def _can_read(info: EngineInfo, languages: Sequence[str]) -> bool:
    missing = _languages.lacking(languages, info.languages)
    return _languages.replaceable(missing, [tag for tag in languages if tag not in missing])


def _asked_for(wanted: str, languages: Sequence[str], ranked: Sequence[EngineInfo]) -> Choice:
    info = next((info for info in ranked if info.name == wanted), None)
    if info is None:
        names = ", ".join(each.name for each in ranked)
        raise EngineError(f'There is no engine "{wanted}".', f"Choose {AUTO}, or one of: {names}.")
    if not info.available:
        raise EngineError(info.reason, info.advice)
    if not _can_read(info, languages):
        missing = _languages.lacking(languages, info.languages)
        raise EngineError(f"{info.title} cannot read {_languages.listed(missing)} here.", _remedy(missing, ranked))
    return _choice(info, f"{info.title}, as asked for", languages)


def _choice(info: EngineInfo, why: str, languages: Sequence[str]) -> Choice:
    missing = _languages.lacking(languages, info.languages)
    less = f"; it has no data for {_languages.listed(missing)}" if missing else ""
    return Choice(info.name, f"{why}{less}.", tuple(tag for tag in languages if tag not in missing))


def _why(chosen: EngineInfo, languages: Sequence[str], ranked: Sequence[EngineInfo]) -> str:
    passed = ranked[0]
    if passed is chosen:
        return f"{chosen.title}, the built-in engine" if chosen.name == _FIRST else chosen.title
    if not passed.available:
        return f"{chosen.title}, because {passed.title} cannot be used"
    missing = _languages.lacking(languages, passed.languages)
    return f"{chosen.title}, because {passed.title} does not read {_languages.listed(missing)}"


def _none_reads(languages: Sequence[str], able: Sequence[EngineInfo], ranked: Sequence[EngineInfo]) -> EngineError:
    unread = [tag for tag in languages if all(_languages.lacking([tag], info.languages) for info in able)]
    if unread:
        return EngineError(f"No installed engine reads {_languages.listed(unread)}.", _remedy(unread, ranked))
    known = next((info.languages for info in able if info.name == _TEACHABLE), ())
    remedy = _remedy(_languages.lacking(languages, known), ranked)
    return EngineError(
        f"No installed engine reads {_languages.listed(languages)} together.", f"{remedy} Or leave out a language."
    )


def _remedy(missing: Sequence[str], ranked: Sequence[EngineInfo]) -> str:
    """What to do so that Tesseract, which has data for most languages, reads them."""
    found = [language for tag in missing if (language := _languages.language(tag))]
    if len(found) < len(missing):
        return "Choose another language."
    data = [language.tesseract for language in found]
    tesseract = next((info for info in ranked if info.name == _TEACHABLE), None)
    if tesseract is None or not tesseract.available:
        return _tesseract_program.install(data, program=True)
    if not _languages.lacking(missing, tesseract.languages):
        return f"Read it with {tesseract.title}."
    return _tesseract_program.install(data)
