"""What the operator says of values over many documents, and what becomes of the values by it."""

from enum import StrEnum

import msgspec
from msgspec.structs import replace

from reviewer.domain.doubt import ODD, SET_ASIDE, Judgement
from reviewer.domain.field import Doubt, Mark, Source, Value
from reviewer.domain.revision import Entry
from reviewer.services.by_hand import written
from reviewer.services.review import Review


class Said(StrEnum):
    """What was said of a value; the names of the steps that come of it."""

    CONFIRM = "confirm"
    CORRECT = "correct"
    BLANK = "blank"
    UNREADABLE = "unreadable"
    SET_ASIDE = "set_aside"
    TAKE_UP = "take_up"
    CONFIRM_CHARACTERS = "confirm_characters"
    DOUBT_CHARACTERS = "doubt_characters"
    CLEAR_CHARACTERS = "clear_characters"


class Verdict(msgspec.Struct, frozen=True):
    """What was said of one value, and what was seen of it then: it counts only while that is so.

    Attributes:
        document, entry: where it is.
        said: see Said.
        seen: the text that was shown.
        settled: a person had set or confirmed it already.
        text: of a correction.
        at: characters meant.
    """

    document: str
    entry: str
    said: Said
    seen: str
    settled: bool = False
    text: str = ""
    at: tuple[int, ...] = ()


class Outcome(StrEnum):
    """What came of a verdict."""

    DONE = "done"
    NOTHING = "nothing"  # it was so already
    CHANGED = "changed"  # the value is not what was seen any more
    ERROR = "error"  # it breaks a rule
    FINISHED = "finished"  # its document is reviewed or rejected
    GONE = "gone"


_SET_ASIDE = Doubt(SET_ASIDE, "Set aside for a closer look.", doubtful=True)
_OF_READING = frozenset({"character", "confidence", ODD})
"""Doubts about what was read, not about which text is meant: they are over when all characters are right."""


def judged(review: Review, verdict: Verdict) -> tuple[Outcome, Value | None]:
    """What becomes of a value, and the value then; None when it stays as it is."""
    if not review.writable:
        return Outcome.FINISHED, None
    entry = review.revision.entries.get(verdict.entry)
    if entry is None:
        return Outcome.GONE, None
    value = entry.value
    if value.text != verdict.seen or value.settled is not verdict.settled:
        return Outcome.CHANGED, None
    if verdict.said is Said.CONFIRM and review.judgements[verdict.entry].error:
        return Outcome.ERROR, None
    after = _after(review, entry, verdict)
    return (Outcome.NOTHING, None) if after == value else (Outcome.DONE, after)


def _after(review: Review, entry: Entry, verdict: Verdict) -> Value:
    value, kind, who = entry.value, review.field_type(entry), review.operator or "operator"
    match verdict.said:
        case Said.CONFIRM:
            return replace(value, settled_by=value.settled_by or who)
        case Said.CORRECT:
            return written(value, kind, verdict.text, value.regions, who)
        case Said.BLANK:
            return replace(written(value, kind, "", (), who), mark=Mark.BLANK)
        case Said.UNREADABLE:
            return replace(written(value, kind, "", value.regions, who), mark=Mark.UNREADABLE)
        case Said.SET_ASIDE:
            return set_aside(value)
        case Said.TAKE_UP:
            return replace(value, doubts=tuple(each for each in value.doubts if each.code != SET_ASIDE))
        case Said.CONFIRM_CHARACTERS:
            judgement = review.judgements[entry.id]
            return characters_confirmed(value, verdict.at, review.kind.threshold, judgement, who)
        case Said.DOUBT_CHARACTERS:
            return characters_doubted(value, verdict.at)
        case Said.CLEAR_CHARACTERS:
            return replace(value, doubts=_without_odd(value, verdict.at))


def set_aside(value: Value) -> Value:
    """The value as one that needs a closer look. What a person wrote stays: that is corrected, not doubted."""
    if value.settled and value.source is not Source.RECOGNIZED:
        return value
    others = tuple(each for each in value.doubts if each.code != SET_ASIDE)
    return replace(value, doubts=(_SET_ASIDE, *others), settled_by="", forced=False)


def characters_confirmed(value: Value, at: tuple[int, ...], threshold: float, judgement: Judgement, who: str) -> Value:
    """The value with some characters certain.

    Was every doubt one about characters, and are all certain now, it is confirmed as a whole; else only what was said
    of these characters is over.
    """
    known = value.characters
    if value.settled or not at or len(known) != len(value.text) or max(at) >= len(known):
        return value
    characters = tuple(1.0 if number in at else confidence for number, confidence in enumerate(known))
    doubts = tuple(each for each in value.doubts if each.code not in ("character", ODD) or each.at not in at)
    after = replace(value, characters=characters, doubts=doubts)
    codes = {reason.code for reason in (*judgement.reasons, *doubts)}
    certain = min(characters) >= threshold
    if judgement.unsure and certain and value.confidence is not None and codes <= _OF_READING:
        return replace(after, settled_by=who)
    return after


def characters_doubted(value: Value, at: tuple[int, ...]) -> Value:
    """The value with some characters marked as odd."""
    if value.settled and value.source is not Source.RECOGNIZED:
        return value
    others = _without_odd(value, at)
    marked = tuple(
        Doubt(ODD, f"Character {number + 1}, “{value.text[number]}”, was marked as odd.", at=number, doubtful=True)
        for number in at
        if number < len(value.text)
    )
    return replace(value, doubts=(*marked, *others), settled_by="", forced=False)


def _without_odd(value: Value, at: tuple[int, ...]) -> tuple[Doubt, ...]:
    return tuple(each for each in value.doubts if each.code != ODD or each.at not in at)
