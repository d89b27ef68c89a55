"""Why a field has the value it has: its candidates, what speaks for and against each, and what settles the choice."""

from collections.abc import Sequence
from datetime import date

import msgspec

from reviewer.domain.document_type import DocumentType
from reviewer.domain.text import PageText
from reviewer.extraction.evidence import confidence
from reviewer.extraction.examine import examine
from reviewer.extraction.score import Choice, Examination

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


class Considered(msgspec.Struct, frozen=True):
    """One candidate.

    Attributes:
        text: as printed.
        page: index in the document, from 0.
        score: sum of its parts.
        probability: beside the others, 0..1.
        parts: what counts, the heaviest first.
    """

    text: str
    page: int
    score: float
    probability: float
    parts: tuple[Part, ...]


class Explained(msgspec.Struct, frozen=True):
    """One field and what was considered for it.

    Attributes:
        field, label: its name, and the one for the operator.
        kind: shape of its values.
        confidence: of the choice, 0..1; None when nothing was chosen.
        threshold: below it the value is unsure.
        evidence: names of what settles the choice.
        missing: probability that the page does not have it.
        considered: best first; the first is the choice, unless `confidence` is None.
        others: how many more there were.
    """

    field: str
    label: str
    kind: str
    confidence: float | None
    threshold: float
    evidence: tuple[str, ...]
    missing: float
    considered: tuple[Considered, ...]
    others: int


def explain(pages: Sequence[PageText], kind: DocumentType, *, today: date, most: int = 5) -> tuple[Explained, ...]:
    """Explain every field that is chosen among candidates; none when the type takes what stands there.

    Args:
        pages: what was read, in order.
        kind: the document type.
        today: for years of two digits and plausible dates.
        most: candidates a field.
    """
    if kind.finder != WEIGHED:
        return ()
    return tuple(_explained(each, most) for each in examine(pages, kind, today))


def _explained(examination: Examination, most: int) -> Explained:
    chosen = examination.chosen
    return Explained(
        examination.field.name,
        examination.field.label,
        examination.field.kind.value,
        None if chosen is None else round(confidence(chosen), 4),
        examination.threshold,
        () if chosen is None else chosen.evidence,
        round(examination.missing, 4),
        tuple(_considered(choice, examination.weights) for choice in examination.choices[:most]),
        max(0, len(examination.choices) - most),
    )


def _considered(choice: Choice, weights: dict[str, float]) -> Considered:
    parts = (Part(name, round(value, 3), weights[name]) for name, value in choice.features.items() if name in weights)
    counting = sorted((part for part in parts if abs(part.score) >= _SMALL), key=lambda part: -abs(part.score))
    candidate = choice.candidate
    return Considered(
        candidate.text, candidate.first.row.page, round(choice.score, 3), round(choice.probability, 4), tuple(counting)
    )
