"""Values that follow from others: what a sum leaves open is computed and offered, never put in silently."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from msgspec.structs import replace

from reviewer.domain.document_type import DocumentType
from reviewer.domain.equation import Equation, equations
from reviewer.domain.field import Alternative, Doubt, Value
from reviewer.extraction.candidate import Candidate
from reviewer.extraction.evidence import UNSETTLED, confidence
from reviewer.extraction.scene import Scene
from reviewer.extraction.score import Examination
from reviewer.extraction.values import read_value, values_of

COMPUTED = "Computed"
Examined = Mapping[str, Examination]


def completed(scene: Scene, examined: Examined) -> dict[str, tuple[Value, ...]]:
    """The values of all fields without rows; a missing amount has what the sums of the type make it as alternative."""
    values = {name: values_of(examination) for name, examination in examined.items()}
    for equation in equations(scene.kind):
        if equation.result not in values:
            continue
        if (name := equation.single) and _stands_alone(equation, examined):
            values[name] = (_same(scene.kind, equation, examined),)
        for name, amount in _open(equation, examined, scene):
            first = values[name][0]
            offered = Alternative(format(amount, "f"), COMPUTED)
            values[name] = (replace(first, alternatives=(offered, *first.alternatives)), *values[name][1:])
    return values


def _open(equation: Equation, examined: Examined, scene: Scene) -> Iterator[tuple[str, Decimal]]:
    """The one amount of an equation that was not found, from the others."""
    result = _amount(examined[equation.result])
    if len(equation.terms) == 1 and "." in equation.terms[0].name:
        rows, _, column = equation.terms[0].name.partition(".")
        amounts = _column(scene.tables.get(rows, ()), column)
        if result is None and amounts:
            yield equation.result, sum(amounts, Decimal(0))
        return
    if equation.open or any(term.name not in examined for term in equation.terms):
        return
    known = [_amount(examined[term.name]) for term in equation.terms]
    if result is None and None not in known:
        yield equation.result, equation.total([one for one in known if one is not None])
    elif result is not None and known.count(None) == 1 and len(known) > 1:
        term = equation.terms[known.index(None)]
        rest = result - equation.total([one or Decimal(0) for one in known])
        yield term.name, abs(rest)


def _stands_alone(equation: Equation, examined: Examined) -> bool:
    """Whether of an equation the page has the result alone, or nothing but zeros besides."""
    others = [examined[term.name] for term in equation.terms if term.name != equation.single]
    missing = examined[equation.single].chosen is None
    return missing and examined[equation.result].chosen is not None and not any(map(_amount, others))


def _same(kind: DocumentType, equation: Equation, examined: Examined) -> Value:
    """The result as the value of its only term, with the reason for doubt."""
    chosen = examined[equation.result].chosen
    assert chosen is not None
    read = read_value(chosen.candidate)
    score, known = min(confidence(chosen), UNSETTLED), read.recognized_confidence
    result = kind.field(equation.result)
    text = f"Nothing else was found, so that this is the {result.label.lower() if result else equation.result}."
    return replace(
        read,
        confidence=round(score if known is None else min(score, known), 4),
        doubts=(Doubt("single", text),),
    )


def _amount(examination: Examination) -> Decimal | None:
    key = examination.chosen.candidate.key if examination.chosen is not None else None
    return key if isinstance(key, Decimal) else None


def _column(rows: Sequence[Mapping[str, Candidate]], column: str) -> list[Decimal]:
    """The amounts of a column; none when a row lacks its own."""
    keys = [cells[column].key if column in cells else None for cells in rows]
    return [key for key in keys if isinstance(key, Decimal)] if all(isinstance(key, Decimal) for key in keys) else []
