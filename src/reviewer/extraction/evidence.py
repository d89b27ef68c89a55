"""What may settle a choice. A high probability alone does not: without evidence a value stays below the threshold."""

from reviewer.domain.document_type import FieldType, Kind
from reviewer.extraction import calibration
from reviewer.extraction.features import Features
from reviewer.extraction.scene import Scene
from reviewer.extraction.score import Choice, Examination
from reviewer.extraction.second import read_otherwise

UNSETTLED = 0.89
"""The highest score without evidence."""

IN_DOUBT = 0.75
"""The highest score of a date with two readings."""

MRZ = "mrz"
"""The evidence that the machine-readable zone says the same."""

CHECK_DIGIT = "check_digit"
"""The evidence that a check digit is right."""

_ALONE = 0.8  # probability from which evidence counts


_SOME = 1e-6
_TELLING = (
    ("mrz", 1.0, MRZ),
    ("embedded", _SOME, "embedded"),
    ("twice", _SOME, "twice"),
    ("personal", 1.0, "personal"),
    ("check_digit", _SOME, CHECK_DIGIT),
    ("proven", _SOME, CHECK_DIGIT),
)
"""Features that settle a choice by themselves, from which figure on, and the name of the evidence."""

_OF_CHARACTERS = frozenset((MRZ, "embedded", "twice", "personal", "check_digit", "sum", "anniversary"))
"""Evidence that a misread character would have spoiled; the others say only that this is the right place."""

_MANY = (Kind.AMOUNT, Kind.DATE, Kind.CODE)
"""Kinds of which a page has many, of no importance to each other."""


def settle(examination: Examination, scene: Scene) -> None:
    """Name the evidence for the chosen candidate, and say how often such choices are right.

    A choice that is close has none: what speaks for it speaks for the other as well.
    """
    curve = calibration.curve(scene.engine, scene.kind.name, examination.field)
    for choice in examination.choices:
        choice.certainty = curve(choice.probability)
    chosen = examination.chosen
    if chosen is not None and chosen.probability >= _ALONE:
        chosen.evidence = tuple(_evidence(chosen, examination, scene))


def settling(chosen: Choice) -> tuple[str, ...]:
    """The evidence, if it settles the value as well as the choice: the characters must be beyond doubt too.

    Most evidence says only that this is the right place. Where two engines read different characters there, or the
    order of day and month is open, it settles nothing.
    """
    if chosen.candidate.readings and MRZ not in chosen.evidence:
        return ()
    doubtful = chosen.candidate.mended or read_otherwise(chosen.candidate) is not None
    return () if doubtful and _OF_CHARACTERS.isdisjoint(chosen.evidence) else chosen.evidence


def confidence(choice: Choice) -> float:
    """0..1: is this the right text for the field? Below `UNSETTLED` when nothing but the score speaks for it."""
    if choice.candidate.readings and MRZ not in choice.evidence:
        return min(choice.certainty, IN_DOUBT)
    if choice.evidence:
        doubt = (1.0 - choice.probability) * 0.2 ** len(choice.evidence)
        return 1.0 - max(doubt, 0.005)
    return min(choice.certainty, UNSETTLED)


def _evidence(chosen: Choice, examination: Examination, scene: Scene) -> list[str]:
    kind, features = examination.field.kind, chosen.features
    found: list[str] = []
    single = features.get("single") and features.get("plausible", 1.0)
    if kind in (Kind.DATE, Kind.TIME) and single and not _is_of_others(examination.field, features, scene):
        found.append("single_date" if kind is Kind.DATE else "single_time")
    if features.get("sum", 0.0) >= 1.0 or (features.get("rows_sum") and "rows_sum" in examination.weights):
        found.append("sum")
    telling = [name for feature, least, name in _TELLING if features.get(feature, 0.0) >= least]
    found += [name for name in telling if name != CHECK_DIGIT or not _is_one_of_several(chosen, examination)]
    if any(value and name.startswith("anniversary.") for name, value in features.items()):
        found.append("anniversary")
    if features.get("repeated") and examination.weights.get("repeated", 1.0) and _may_be_repeated(chosen, kind):
        found.append("repeated")
    if _only_labeled(chosen, examination) and (found or kind is not Kind.AMOUNT):
        found.append("label")  # of an amount it proves too little alone: many totals are called total
    return found


def _is_one_of_several(chosen: Choice, examination: Examination) -> bool:
    """Whether another identifier has a right check digit too, and as much of a label: the customer's beside the own."""
    others = (one for one in examination.choices if one.features.get("check_digit") and one.key != chosen.key)
    return any(other.labeled >= chosen.labeled and not other.candidate.overlaps(chosen.candidate) for other in others)


def _may_be_repeated(chosen: Choice, kind: Kind) -> bool:
    """Whether standing there twice says that it is the right one.

    Any amount or date of a page may stand there twice: it must also have a label. So does a slogan: a text must also
    look like one of its field.
    """
    labeled = chosen.labeled and not chosen.features.get("phrase")
    if kind in _MANY:
        return labeled
    return kind in (Kind.CHOICE, Kind.IDENTIFIER, Kind.PHONE) or bool(chosen.features.get("words"))


def _is_of_others(field: FieldType, features: Features, scene: Scene) -> bool:
    """Whether labels say that it is something else: the only date that was read may be that of the payment."""
    rivals = any(other.kind is field.kind and other is not field for other in scene.kind.fields)
    names = ("not_label", "not_above", "other_above", "other_label") if rivals else ("not_label", "not_above")
    return any(features.get(name, 0.0) > _SOME for name in names)


def _only_labeled(chosen: Choice, examination: Examination) -> bool:
    """Whether its own label stands directly at it, and at no other text."""
    if chosen.features.get("label_adjacent", 0.0) < 1.0 or chosen.features.get("other_label"):
        return False
    others = (choice for choice in examination.choices if choice.labeled and not choice.features.get("holds_label"))
    keys = {choice.candidate.key for choice in others}  # a text with a label in it stands at that one
    return len(keys) == 1
