"""What may settle a choice. A high probability alone does not: without evidence a value stays below the threshold."""

from reviewer.domain.document_type import Kind
from reviewer.extraction.scene import Scene
from reviewer.extraction.score import Choice, Examination

UNSETTLED = 0.89
"""The highest score without evidence."""

IN_DOUBT = 0.75
"""The highest score of a date with two readings."""

_ALONE = 0.8  # probability from which evidence counts


_REPEATED = (Kind.AMOUNT, Kind.DATE, Kind.CODE, Kind.CHOICE)


def settle(examination: Examination, scene: Scene) -> None:
    """Name the evidence of the chosen candidate."""
    chosen = examination.chosen
    if chosen is not None:
        chosen.evidence = tuple(_evidence(chosen, examination, scene))


def confidence(choice: Choice) -> float:
    """0..1: is this the right text for the field? Below `UNSETTLED` when nothing but the score speaks for it."""
    if choice.candidate.readings:
        return min(choice.probability, IN_DOUBT)
    if choice.evidence and choice.probability >= _ALONE:
        doubt = (1.0 - choice.probability) * 0.4 ** len(choice.evidence)
        return 1.0 - max(doubt, 0.005)
    return min(choice.probability, UNSETTLED)


def _evidence(chosen: Choice, examination: Examination, scene: Scene) -> list[str]:
    kind, features = examination.field.kind, chosen.features
    found: list[str] = []
    if kind in (Kind.DATE, Kind.TIME) and features.get("single") and features.get("plausible", 1.0):
        found.append("single_date" if kind is Kind.DATE else "single_time")
    if features.get("sum"):
        found.append("sum")
    if features.get("check_digit"):
        found.append("check_digit")
    if features.get("repeated") and (kind in _REPEATED or features.get("words")):
        found.append("repeated")  # a slogan stands there twice too: a text must also look like one of its field
    if _only_labeled(chosen, examination) and (found or kind is not Kind.AMOUNT):
        found.append("label")  # of an amount it proves too little alone: many totals are called total
    return found


def _only_labeled(chosen: Choice, examination: Examination) -> bool:
    """Whether its own label stands directly at it, and at no other text."""
    if chosen.features.get("label_adjacent", 0.0) < 1.0 or chosen.features.get("other_label"):
        return False
    keys = {choice.candidate.key for choice in examination.choices if choice.labeled}
    return len(keys) == 1
