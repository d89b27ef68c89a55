"""Why a field has the value it has: its candidates, what speaks for and against each, and what settles the choice."""

from collections.abc import Callable, Sequence
from datetime import date
from enum import StrEnum

import msgspec

from reviewer.domain.document_type import DocumentType
from reviewer.domain.field import Region
from reviewer.domain.text import PageText
from reviewer.extraction.evidence import confidence
from reviewer.extraction.examine import examine
from reviewer.extraction.score import MISSING, Choice, Examination
from reviewer.extraction.values import read_value, regions_of

WEIGHED = "candidates"
"""The finder whose fields can be explained; the others take what stands there."""
_SMALL = 0.005


class Part(msgspec.Struct, frozen=True):
    """One feature of a candidate: what it is worth times how much it counts."""

    name: str
    value: float
    weight: float

    @property
    def score(self) -> float:
        return self.value * self.weight


class Standing(StrEnum):
    """What a candidate is beside the others. Alike: it means the same as a chosen one, and stands elsewhere."""

    CHOSEN = "chosen"
    ALIKE = "alike"
    RUNNER_UP = "runner_up"
    OTHER = "other"


class Considered(msgspec.Struct, frozen=True):
    """One candidate.

    Attributes:
        standing: see Standing.
        text: as printed.
        page: index in the document, from 0.
        score: sum of its parts.
        probability: beside the others, 0..1.
        parts: what counts, the heaviest first.
        regions: where it stands.
        line: the row of the page that it begins in, as it was read.
    """

    standing: Standing
    text: str
    page: int
    score: float
    probability: float
    parts: tuple[Part, ...]
    regions: tuple[Region, ...] = ()
    line: str = ""

    def difference(self, other: "Considered") -> tuple[tuple[str, float], ...]:
        """What each of its parts is worth more than the other's (below 0: less), the largest difference first."""
        mine = {part.name: part.score for part in self.parts}
        its = {part.name: part.score for part in other.parts}
        found = ((name, round(mine.get(name, 0.0) - its.get(name, 0.0), 3)) for name in {**mine, **its})
        return tuple(sorted((each for each in found if abs(each[1]) >= _SMALL), key=lambda each: -abs(each[1])))


class Explained(msgspec.Struct, frozen=True):
    """One field and what was considered for it.

    Attributes:
        field, label: its name, and the one for the operator.
        kind: shape of its values.
        confidence: of the choice, 0..1; None when nothing was chosen.
        threshold: below it the value is unsure.
        evidence: names of what settles the choice.
        missing: probability that the page does not have it.
        least: the score of having no value; a candidate must be better than that.
        considered: best first; the first is the choice, unless `confidence` is None.
        others: how many more there were.
        reading: how sure the reader is of the characters of the choice, 0..1; None when it did not say.
    """

    field: str
    label: str
    kind: str
    confidence: float | None
    threshold: float
    evidence: tuple[str, ...]
    missing: float
    least: float
    considered: tuple[Considered, ...]
    others: int
    reading: float | None = None


def explain(
    pages: Sequence[PageText],
    kind: DocumentType,
    *,
    today: date,
    most: int = 5,
    check: Callable[[], None] = lambda: None,
) -> tuple[Explained, ...]:
    """Explain every field that is chosen among candidates; none when the type takes what stands there.

    Args:
        pages: what was read, in order.
        kind: the document type.
        today: for years of two digits and plausible dates.
        most: candidates a field; the runner-up is always among them.
        check: called between the fields; what it raises ends the work.
    """
    if kind.finder != WEIGHED:
        return ()
    return tuple(_explained(each, most) for each in examine(pages, kind, today, check))


def _explained(examination: Examination, most: int) -> Explained:
    chosen, shown = examination.chosen, _shown(examination, most)
    standing = _standings(examination)
    return Explained(
        examination.field.name,
        examination.field.label,
        examination.field.kind.value,
        None if chosen is None else round(confidence(chosen), 4),
        examination.threshold,
        () if chosen is None else chosen.evidence,
        round(examination.missing, 4),
        examination.weights.get(MISSING, 0.0),
        tuple(_considered(choice, standing(choice), examination.weights) for choice in shown),
        len(examination.choices) - len(shown),
        None if chosen is None else read_value(chosen.candidate).recognized_confidence,
    )


def _shown(examination: Examination, most: int) -> list[Choice]:
    """The best ones; the runner-up takes the last place when those before it all mean the same."""
    shown, runner_up = examination.choices[:most], examination.runner_up
    if runner_up is not None and shown and runner_up not in shown:
        shown[-1] = runner_up
    return shown


def _standings(examination: Examination) -> Callable[[Choice], Standing]:
    field, runner_up = examination.field, examination.runner_up
    chosen = [] if examination.chosen is None else examination.choices[:1]
    if field.several and chosen:
        chosen = examination.several()
    keys = {choice.key for choice in chosen}

    def standing(choice: Choice) -> Standing:
        if choice in chosen:
            return Standing.CHOSEN
        if choice.key in keys:
            return Standing.ALIKE
        return Standing.RUNNER_UP if choice is runner_up and not field.several and chosen else Standing.OTHER

    return standing


def _considered(choice: Choice, standing: Standing, weights: dict[str, float]) -> Considered:
    parts = (Part(name, round(value, 3), weights[name]) for name, value in choice.features.items() if name in weights)
    counting = sorted((part for part in parts if abs(part.score) >= _SMALL), key=lambda part: -abs(part.score))
    candidate = choice.candidate
    return Considered(
        standing,
        candidate.text,
        candidate.first.row.page,
        round(choice.score, 3),
        round(choice.probability, 4),
        tuple(counting),
        regions_of(candidate),
        candidate.first.row.text,
    )
