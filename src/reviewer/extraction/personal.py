"""Personal numbers as evidence: a number and the printed fields that say the same of a person support each other."""

from datetime import date

from reviewer.domain.document_type import DocumentType
from reviewer.domain.personal.holder import TELLING, Holder
from reviewer.domain.personal.links import Link, links
from reviewer.extraction.score import Choice, Examination

_FEW = 4  # candidates for the number that are tried
_MANY = 60  # candidates of a field that are compared
_CHANCE = 0.4  # of what agreement counts where it may be chance, as of a sex


def mark_personal(kind: DocumentType, found: dict[str, Examination], today: date) -> None:
    """Give the feature ``personal`` to candidates that agree with what the best number says, and to that number.

    A number that was misread, but can be mended, still tells of the others; it is not confirmed by them.
    """
    for link in links(kind):
        if link.field in found:
            _mark(link, found, today)


def _mark(link: Link, found: dict[str, Examination], today: date) -> None:
    numbers = found[link.field]
    for number in numbers.choices[:_FEW]:
        exact = link.holder(number.candidate.text, today)
        holder = exact or link.mended(number.candidate.text, today)
        if holder is None:
            continue
        agreeing = [
            element for element, name in link.fields.items() if name in found and _compare(found[name], element, holder)
        ]
        if exact and TELLING.intersection(agreeing):
            same = [one for one in numbers.choices if one.candidate.key == number.candidate.key]
            for one in same:
                one.set("personal", 1.0, numbers.weights)
        return


def _compare(examination: Examination, element: str, holder: Holder) -> list[Choice]:
    """The candidates that agree, marked."""
    same = [
        one
        for one in examination.choices[:_MANY]
        if holder.agrees(element, one.candidate.text, one.candidate.normalized)
    ]
    for one in same:
        one.set("personal", 1.0 if element in TELLING else _CHANCE, examination.weights)
    return same
