"""Why a value needs a human, in words: the character, the runner-up, the two readings of a date."""

from datetime import date

from reviewer.domain.dates import in_words
from reviewer.domain.document_type import FieldType
from reviewer.domain.field import Doubt
from reviewer.domain.pair import ENGINES
from reviewer.domain.percent import percent
from reviewer.domain.weak import listed, told
from reviewer.extraction.candidate import Candidate
from reviewer.extraction.evidence import MRZ, confidence
from reviewer.extraction.score import Choice, Examination
from reviewer.extraction.second import read_otherwise

_LONGEST = 89
_FEW = 3
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
    "embedded": "the electronic invoice says so",
    "domain": "a web address is like it",
    "address_below": "an address stands under it",
    "under_sender": "it stands under the sender's line",
    "rate_sum": "the tax lines add up to it",
    "rows_sum": "the rows add up to it",
    "from_mrz": "the machine-readable zone says so",
    "personal": "the personal number agrees",
}


def doubts_of(
    examination: Examination, chosen: Choice, characters: tuple[float, ...], known: float | None
) -> tuple[Doubt, ...]:
    """The reasons for doubt in a chosen value, the gravest first."""
    found: list[Doubt] = list(chosen.candidate.doubts)
    in_doubt = chosen.candidate.readings and MRZ not in chosen.evidence
    if in_doubt:
        found.append(_two_dates(chosen.candidate.readings))
    otherwise = read_otherwise(chosen.candidate)
    if otherwise is not None:
        found.append(_read_otherwise(*otherwise))
    else:
        found.extend(_in_characters(chosen.candidate, characters, known, examination.threshold))
    if confidence(chosen) < examination.threshold and not in_doubt:
        found.append(_choice_doubt(chosen, examination))
    return tuple(found)


def reading_doubts(
    candidate: Candidate, characters: tuple[float, ...], known: float | None, threshold: float
) -> tuple[Doubt, ...]:
    """Doubts in the reading alone, not in the choice."""
    return (*candidate.doubts, *_in_characters(candidate, characters, known, threshold))


def _in_characters(
    candidate: Candidate, characters: tuple[float, ...], known: float | None, threshold: float
) -> tuple[Doubt, ...]:
    if weak := told(candidate.text, characters):
        return (weak,)
    if known is not None and known < threshold and not candidate.unread:
        return (Doubt("confidence", f"The reader is only {percent(known)} sure of the characters."),)
    return ()


def _read_otherwise(word: str, read: str, at: int) -> Doubt:
    """Two engines differ: where, and how."""
    differing = [number for number, (one, two) in enumerate(zip(word, read, strict=False)) if one != two]
    first = differing[0] if differing else min(len(word), len(read)) - 1
    if len(word) == len(read) and 1 <= len(differing) <= _FEW:
        places = listed([str(at + number + 1) for number in differing])
        one, two = ("".join(text[number] for number in differing) for text in (word, read))
        text = f"Engines differ at character{'s' * (len(differing) > 1)} {places}: “{one}” or “{two}”."
    else:
        text = f"A second engine reads “{read}” instead of “{word}”." if read else f"A second engine sees no “{word}”."
    return Doubt(ENGINES, _fitted(text), at=at + max(0, first))


def _two_dates(readings: tuple[date, ...]) -> Doubt:
    named = " or ".join(in_words(day) for day in readings)
    return Doubt("two_dates", _fitted(f"The order of day and month is open: {named}."))


def _choice_doubt(chosen: Choice, examination: Examination) -> Doubt:
    other = None if examination.field.several else examination.runner_up
    if other is None or other.probability < _CLOSE:
        return unconfirmed(examination.field)
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


def unconfirmed(field: FieldType) -> Doubt:
    """Nothing settles that a text is the value of a field."""
    label = field.label if field.label[1:2].isupper() else field.label[:1].lower() + field.label[1:]
    return Doubt("no_evidence", f"Nothing else on the page confirms that this is the {label}.")


def _fitted(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
