"""What rules offer when they fail: the smallest change that makes them agree."""

from collections.abc import Iterable

from reviewer.domain.field import Source
from reviewer.domain.issue import Fix
from reviewer.domain.revision import Entry
from reviewer.domain.solving import Reading, Solution

SUM, RATE, CHECK_DIGIT, SHAPE, OTHER_READING = "Sum", "Rate", "Check digit", "Shape", "Other reading"
"""What proves a text, for the operator."""

_CONFIRMED, _TYPED = 3.0, 100.0
_LONGEST = 40


def reading_of(entry: Entry) -> Reading:
    """A value as the solver sees it: what somebody typed is not changed, what somebody confirmed hardly."""
    value = entry.value
    same = value.recognized_text in (None, value.text) and len(value.characters) == len(value.text)
    sure = value.recognized_confidence if value.recognized_confidence is not None else value.confidence
    characters = value.characters if same else ()
    if not characters and sure is not None and value.recognized_text in (None, value.text):
        characters = (sure,) * len(value.text)
    against = _TYPED if value.settled and value.source is not Source.RECOGNIZED else _CONFIRMED * value.settled
    return Reading(value.text, characters, against)


def fixes(entry: Entry, solutions: Iterable[Solution], origin: str, says: str) -> tuple[Fix, ...]:
    """What is offered for a value.

    Args:
        entry: that holds it.
        solutions: texts that its check accepts.
        origin: what proves them.
        says: a sentence with {} for the text.
    """
    return tuple(Fix(entry.id, one.text, origin, says.format(quoted(one.text))) for one in solutions)


def quoted(text: str) -> str:
    """A text within a sentence: in quotation marks, and not longer than can be read there."""
    line = " ".join(text.split())
    return f"“{line}”" if len(line) <= _LONGEST else f"“{line[: _LONGEST - 1]}…”"
