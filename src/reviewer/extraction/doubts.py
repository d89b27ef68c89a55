"""Why a value needs a human, in words: the character, the runner-up, the two readings of a date."""

from datetime import date

from reviewer.domain.dates import in_words
from reviewer.domain.document_type import Kind
from reviewer.domain.field import DOUBTFUL, Doubt
from reviewer.extraction.evidence import confidence
from reviewer.extraction.score import Choice, Examination

_LONGEST = 89
_CLOSE = 0.05  # a runner-up less probable is no reason for doubt

_PHRASES = {
    "label_left": "it has the label too",
    "label_adjacent": "it stands directly at a label",
    "label_alone": "its label has no other words",
    "label_above": "it stands below a label",
    "label_column": "it stands below the column's head",
    "last_label": "it stands further down",
    "repeated": "it stands there more than once",
    "tall": "it is printed larger",
    "largest": "it is the largest amount",
    "top": "it stands higher up",
    "first_row": "it is the first row",
    "words": "it holds a usual word",
    "good_rows": "it has more rows",
    "sum": "its sums agree",
    "with_time": "a time stands beside it",
    "early": "it comes first",
    "digits": "it has more digits",
}


def doubts_of(
    examination: Examination, chosen: Choice, characters: tuple[float, ...], known: float | None
) -> tuple[Doubt, ...]:
    """The reasons for doubt in a chosen value, the gravest first."""
    found: list[Doubt] = []
    if chosen.candidate.readings:
        found.append(_two_dates(chosen.candidate.readings))
    found.extend(reading_doubts(chosen.candidate.text, characters, known, examination.threshold))
    if confidence(chosen) < examination.threshold and not chosen.candidate.readings:
        found.append(_choice_doubt(chosen, examination))
    return tuple(found)


def reading_doubts(
    text: str, characters: tuple[float, ...], known: float | None, threshold: float
) -> tuple[Doubt, ...]:
    """Doubts in the characters alone."""
    if weak := _weak_character(text, characters):
        return (weak,)
    if known is not None and known < threshold:
        return (Doubt("confidence", f"The reader is only {known:.0%} sure of the characters."),)
    return ()


def _two_dates(readings: tuple[date, ...]) -> Doubt:
    named = " or ".join(in_words(day) for day in readings)
    return Doubt("two_dates", _fitted(f"The order of day and month is open: {named}."))


def _weak_character(text: str, characters: tuple[float, ...]) -> Doubt | None:
    if not characters:
        return None
    at = min(range(len(characters)), key=characters.__getitem__)
    if characters[at] >= DOUBTFUL or at >= len(text):
        return None
    return Doubt("character", f"Character {at + 1}, “{text[at]}”, is uncertain.", at=at)


def _choice_doubt(chosen: Choice, examination: Examination) -> Doubt:
    other = None if examination.field.several else examination.runner_up
    if other is None or other.probability < _CLOSE:
        return Doubt("no_evidence", f"Nothing else on the page confirms that this is the {_label(examination)}.")
    text = " ".join(other.candidate.text.split())
    reason = _PHRASES.get(_advantage(other, chosen, examination), "")
    tail = f"” fits nearly as well{': ' + reason if reason else ''}."
    room = _LONGEST - len(tail) - 1
    shown = text if len(text) <= room else text[: room - 1] + "…"
    return Doubt("runner_up", f"“{shown}{tail}", doubtful=other.probability > 0.5 * chosen.probability)


def _advantage(other: Choice, chosen: Choice, examination: Examination) -> str:
    """The feature that speaks most for the runner-up against the chosen one."""
    gains = {
        name: examination.weights.get(name, 0.0) * (other.features.get(name, 0.0) - chosen.features.get(name, 0.0))
        for name in _PHRASES
    }
    best = max(gains, key=gains.__getitem__)
    return best if gains[best] > 0 else ""


def _label(examination: Examination) -> str:
    label = examination.field.label
    return label if examination.field.kind is Kind.IDENTIFIER else label[:1].lower() + label[1:]


def _fitted(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
