"""Sums that agree: amounts that satisfy an equation of the document type support each other."""

from collections.abc import Mapping
from decimal import Decimal
from itertools import product

from reviewer.domain.document_type import DocumentType
from reviewer.domain.equation import ANY, Equation, equations
from reviewer.extraction.scene import Scene
from reviewer.extraction.score import Choice, Examination

_FEW = 4  # candidates a field that are tried
_EQUAL = 0.5  # what a sum proves whose other terms are zero: that one amount stands there twice
_ANY = 40  # amounts tried for the term "any amount"


def mark_sums(kind: DocumentType, found: dict[str, Examination]) -> None:
    """Give the feature ``sum`` to all candidates that take part in an equation that holds."""
    for equation in equations(kind):
        if equation.result in found and all(term.name == ANY or term.name in found for term in equation.terms):
            _mark(equation, found)


def mark_row_sums(scene: Scene, found: dict[str, Examination]) -> None:
    """Give the feature ``rows_sum`` to labeled amounts that are what all rows of a table add up to.

    The sum of some of them is no proof: it may be that of a section.
    """
    for equation in equations(scene.kind):
        rows, _, column = equation.terms[0].name.partition(".") if len(equation.terms) == 1 else ("", "", "")
        if not column or equation.result not in found:
            continue
        amounts = [cells[column].key for cells in scene.tables.get(rows, ()) if column in cells]
        known = [one for one in amounts if isinstance(one, Decimal)]
        for choice in found[equation.result].choices if len(known) > 1 else ():
            if choice.labeled and choice.candidate.key == sum(known):
                choice.set("rows_sum", 1.0, found[equation.result].weights)


def withdraw(kind: DocumentType, found: dict[str, Examination]) -> None:
    """Take the evidence from amounts whose sum does not agree: one of them is wrong, whatever speaks for it."""
    for equation in equations(kind):
        names = (equation.result, *(term.name for term in equation.terms))
        chosen = [found[name].chosen for name in names if name in found]
        known = [choice for choice in chosen if choice is not None and isinstance(choice.candidate.key, Decimal)]
        if len(known) < len(names) or len(names) < 3:
            continue
        if not equation.holds(_value(known[0]), [_value(choice) for choice in known[1:]]):
            for choice in known:
                choice.evidence = ()


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
                proof = 1.0 if all(map(_value, choices)) else _EQUAL
                _raise(result, proof, found[equation.result].weights)
                for term, choice in zip(equation.terms, choices, strict=True):
                    if term.name != ANY:
                        _raise(choice, proof, found[term.name].weights)
                    else:  # what the result is made of: the total before rounding, the net amount
                        _mark_part(choice, found[equation.result])


def _raise(choice: Choice, proof: float, weights: Mapping[str, float]) -> None:
    if proof > choice.features.get("sum", 0.0):
        choice.set("sum", proof, weights)


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
