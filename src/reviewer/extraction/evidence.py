"""What may settle a choice. A high probability alone does not: without evidence a value stays below the threshold."""

from reviewer.domain.document_type import Kind
from reviewer.extraction import calibration
from reviewer.extraction.scene import Scene
from reviewer.extraction.score import Choice, Examination

UNSETTLED = 0.89
"""The highest score without evidence."""

IN_DOUBT = 0.75
"""The highest score of a date with two readings."""

MRZ = "mrz"
"""The evidence that the machine-readable zone says the same."""

_ALONE = 0.8  # probability from which evidence counts


_SOME = 1e-6
_TELLING = (
    ("mrz", 1.0, MRZ),
    ("embedded", _SOME, "embedded"),
    ("twice", _SOME, "twice"),
    ("personal", 1.0, "personal"),
    ("check_digit", _SOME, "check_digit"),
    ("proven", _SOME, "check_digit"),
)
"""Features that settle a choice by themselves, from which figure on, and the name of the evidence."""

_REPEATED = (Kind.AMOUNT, Kind.DATE, Kind.CODE, Kind.CHOICE, Kind.IDENTIFIER, Kind.PHONE)


def settle(examination: Examination, scene: Scene) -> None:
    """Name the evidence of the chosen candidate, and say how often such choices are right."""
    curve = calibration.curve(scene.engine, scene.kind.name, examination.field)
    for choice in examination.choices:
        choice.certainty = curve(choice.probability)
    chosen = examination.chosen
    if chosen is not None:
        chosen.evidence = tuple(_evidence(chosen, examination, scene))


def confidence(choice: Choice) -> float:
    """0..1: is this the right text for the field? Below `UNSETTLED` when nothing but the score speaks for it."""
    if choice.candidate.readings and MRZ not in choice.evidence:
        return min(choice.certainty, IN_DOUBT)
    if choice.evidence and choice.probability >= _ALONE:
        doubt = (1.0 - choice.probability) * 0.4 ** len(choice.evidence)
        return 1.0 - max(doubt, 0.005)
    return min(choice.certainty, UNSETTLED)


def _evidence(chosen: Choice, examination: Examination, scene: Scene) -> list[str]:
    kind, features = examination.field.kind, chosen.features
    found: list[str] = []
    if kind in (Kind.DATE, Kind.TIME) and features.get("single") and features.get("plausible", 1.0):
        found.append("single_date" if kind is Kind.DATE else "single_time")
    if features.get("sum", 0.0) >= 1.0 or (features.get("rows_sum") and "rows_sum" in examination.weights):
        found.append("sum")
    found += [name for feature, least, name in _TELLING if features.get(feature, 0.0) >= least]
    if any(value and name.startswith("anniversary.") for name, value in features.items()):
        found.append("anniversary")
    if features.get("domain", 0.0) >= 1.0 and features.get("words") and examination.weights.get("domain", 0.0) > 0:
        found.append("domain")
    looks_right = kind in _REPEATED or features.get("words")
    if features.get("repeated") and examination.weights.get("repeated", 1.0) and looks_right:
        found.append("repeated")  # a slogan stands there twice too: a text must also look like one of its field
    if _only_labeled(chosen, examination) and (found or kind is not Kind.AMOUNT):
        found.append("label")  # of an amount it proves too little alone: many totals are called total
    return found


def _only_labeled(chosen: Choice, examination: Examination) -> bool:
    """Whether its own label stands directly at it, and at no other text."""
    if chosen.features.get("label_adjacent", 0.0) < 1.0 or chosen.features.get("other_label"):
        return False
    others = (choice for choice in examination.choices if choice.labeled and not choice.features.get("holds_label"))
    keys = {choice.candidate.key for choice in others}  # a text with a label in it stands at that one
    return len(keys) == 1
