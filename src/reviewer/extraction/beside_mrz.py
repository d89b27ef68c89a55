"""The printed fields beside a machine-readable zone: which say the same, and what it says where none is printed."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from reviewer.domain.document_type import FieldType, Kind
from reviewer.domain.mrz.agree import agrees
from reviewer.domain.mrz.formats import FILLER, Place
from reviewer.domain.mrz.names import proposals
from reviewer.domain.mrz.zone import Mrz
from reviewer.domain.normalize import choice as choice_of
from reviewer.domain.normalize import folded
from reviewer.extraction.candidate import Candidate
from reviewer.extraction.evidence import MRZ
from reviewer.extraction.from_mrz import FromMrz, ReadZone
from reviewer.extraction.layout import Layout, Span
from reviewer.extraction.scene import Scene
from reviewer.extraction.score import MISSING, Choice, Examination
from reviewer.extraction.zones import Zone

_NAMES = ("surname", "given_names")
_STATES = {"nationality": "issuing_state", "issuing_state": "nationality"}
_CONFIRM = frozenset({MRZ, "twice", "check_digit"})
_WRONG = 0.5
"""What a zone counts that makes no sense, and an element whose check digit is wrong."""


class Outside:
    """Leaves out candidates whose words are those of a zone: they are no print of their own."""

    def __init__(self, zones: Iterable[Zone]) -> None:
        self._words = {id(placed.word) for zone in zones for strip in zone.strips for placed in strip.words}

    def of(self, candidates: list[Candidate]) -> list[Candidate]:
        if not self._words:
            return candidates
        return [one for one in candidates if isinstance(one, FromMrz) or not any(map(self._inside, one.spans))]

    def _inside(self, span: Span) -> bool:
        return any(id(placed.word) in self._words for placed, _, _ in span.row.words_in(span.start, span.stop))


def best_of(zones: Sequence[Zone]) -> Zone | None:
    """The zone that fields are compared with: the first of those that are understood best."""
    understood = [zone for zone in zones if zone.reading is not None]
    return max(understood, key=lambda zone: zone.valid, default=None)


def whole(zone: Zone, layout: Layout) -> FromMrz:
    """A zone as the value of a field of kind ``mrz``; one that makes no sense as it was read."""
    read = ReadZone(zone, layout)
    if zone.reading is None:
        texts = tuple(row.text for row in read.rows)
        rows = [Place(number, 0, len(text)) for number, text in enumerate(texts)]
        return FromMrz(read, rows, "\n".join(texts), texts, traits={"format": _WRONG}, unproven=rows)
    mrz = zone.reading.mrz
    proven = mrz.valid and not mrz.forced
    unproven = [
        Place(number, at, at + 1)
        for number, row in enumerate(mrz.rows)
        for at, sign in enumerate(row)
        if sign != FILLER and not (proven and mrz.covered(number, at))
    ]
    rows = [Place(number, 0, len(row)) for number, row in enumerate(mrz.rows)]
    traits = {"format": 1.0, "check_digit": float(proven)}
    return FromMrz(read, rows, mrz.text, mrz.rows, traits=traits, unproven=unproven)


def compared(
    choices: Sequence[Choice], field: FieldType, weights: Mapping[str, float], scene: Scene
) -> tuple[Choice, ...]:
    """Give printed choices that mean the same as the field's element in the MRZ the feature ``mrz``.

    Returns:
        The element itself, when there is one: it means the same as those, and so does not compete with them. It is
        better than having nothing, but less than a text at one of the field's labels, even one that differs.
    """
    zone = best_of(scene.layout.zones) if field.mrz else None
    if zone is None or zone.reading is None:
        return ()
    mrz = zone.reading.mrz
    found = _element(ReadZone(zone, scene.layout), mrz, field, scene.today)
    counts = _WRONG if any(check.element == field.mrz and not check.right for check in mrz.checks) else 1.0
    if found is None:
        return ()
    for one in choices:
        if agrees(mrz, field.mrz, one.candidate.text, scene.today):
            one.set("mrz", counts, weights)
            one.key = found.key
    return (Choice(found, {**found.traits, "from_mrz": counts, MISSING: 1.0}, weights),)


def confirm(found: Iterable[Examination], scene: Scene) -> None:
    """Tell the zone which elements the print confirms, or another one: the reader's doubt in them matters no more."""
    zone = best_of(scene.layout.zones)
    if zone is None or zone.reading is None:
        return
    element = zone.reading.mrz.element
    chosen = [(one.field, one.chosen) for one in found if one.chosen is not None]
    agreed = [element(field.mrz) for field, choice in chosen if field.mrz and _CONFIRM.intersection(choice.evidence)]
    for field, choice in chosen:
        if field.kind is Kind.MRZ and isinstance(choice.candidate, FromMrz):
            choice.candidate.prove(place for one in agreed if one is not None for place in one.places)


def _element(read: ReadZone, mrz: Mrz, field: FieldType, today: date) -> FromMrz | None:
    text, element = mrz.value(field.mrz, today), mrz.element(field.mrz)
    if not text or element is None:
        return None
    proven = mrz.proven(field.mrz)
    twice = mrz.valid and field.mrz in _STATES and text == mrz.value(_STATES[field.mrz], today)
    guesses: tuple[str, ...] = ()
    if field.mrz in _NAMES:
        guesses = proposals(text, mrz.value("issuing_state", today), russian=mrz.russian)
    normalized, key = _meaning(text, field)
    return FromMrz(
        read,
        element.places,
        text,
        key,
        normalized,
        traits={"proven": float(proven), "twice": float(twice)},
        unproven=() if proven or twice else element.places,
        proposals=guesses,
    )


def _meaning(text: str, field: FieldType) -> tuple[str | None, object]:
    """The normalized form of an element, and what it means."""
    if field.kind is Kind.DATE:
        return text, date.fromisoformat(text)
    if field.kind is Kind.CHOICE and (name := choice_of(text, field)):
        return name, name
    key = "".join(sign for sign in folded(text) if sign.isalnum())
    return text if field.mrz in _STATES else None, key  # the code of a state stands for its printed name
