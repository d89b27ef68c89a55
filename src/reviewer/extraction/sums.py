"""Sums that agree: amounts that satisfy an equation of the document type support each other."""

from decimal import Decimal
from itertools import product

from reviewer.domain.document_type import DocumentType
from reviewer.domain.equation import ANY, Equation, equations
from reviewer.extraction.score import Choice, Examination

_FEW = 4  # candidates a field that are tried
_ANY = 40  # amounts tried for the term "any amount"


def mark_sums(kind: DocumentType, found: dict[str, Examination]) -> None:
    """Give the feature ``sum`` to all candidates that take part in an equation that holds."""
    for equation in equations(kind):
        if equation.result in found and all(term.name == ANY or term.name in found for term in equation.terms):
            _mark(equation, found)


def _mark(equation: Equation, found: dict[str, Examination]) -> None:
    results = _amounts(found[equation.result], _FEW + 2, labeled=False)
    terms = [
        _amounts(found[equation.result], _ANY, labeled=False)
        if term.name == ANY
        else _amounts(found[term.name], _FEW, labeled=True)
        for term in equation.terms
    ]
    for result in results:
        for choices in product(*terms):
            if _agrees(equation, result, choices):
                result.set("sum", 1.0, found[equation.result].weights)
                for term, choice in zip(equation.terms, choices, strict=True):
                    if term.name != ANY:
                        choice.set("sum", 1.0, found[term.name].weights)
                    else:  # what the result is made of: the total before rounding, the net amount
                        _mark_part(choice, found[equation.result])


def _mark_part(part: Choice, examination: Examination) -> None:
    for choice in examination.choices[:_ANY]:
        if choice.candidate.key == part.candidate.key:
            choice.set("part", 1.0, examination.weights)


def _agrees(equation: Equation, result: Choice, choices: tuple[Choice, ...]) -> bool:
    involved = {id(choice.candidate) for choice in (result, *choices)}
    if len(involved) < len(choices) + 1:
        return False
    values = [_value(choice) for choice in choices]
    named = [value for term, value in zip(equation.terms, values, strict=True) if term.name != ANY]
    # With an unknown term, zeros prove nothing: any amount plus 0.00 is itself. Without one, a label of the result
    # or two terms that are not zero are needed.
    if equation.open and not (all(named) and max(map(abs, values)) > max(map(abs, named))):
        return False
    if not result.labeled and sum(1 for value in named if value) < 2:
        return False
    return equation.holds(_value(result), values)


def _amounts(examination: Examination, most: int, *, labeled: bool) -> list[Choice]:
    usable = (
        choice
        for choice in examination.choices
        if isinstance(choice.candidate.key, Decimal) and (choice.labeled or not labeled)
    )
    return [choice for choice, _ in zip(usable, range(most), strict=False)]


def _value(choice: Choice) -> Decimal:
    key = choice.candidate.key
    assert isinstance(key, Decimal)
    return key
