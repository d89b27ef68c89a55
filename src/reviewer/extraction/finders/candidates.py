"""Fields by candidates: every text of the right shape is weighed by its features, and the best one is taken."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from reviewer.domain.document_type import DocumentType
from reviewer.domain.equation import equations
from reviewer.domain.field import Field
from reviewer.domain.text import PageText
from reviewer.extraction.answer import Extraction, not_searched
from reviewer.extraction.beside_embedded import compared
from reviewer.extraction.completing import completed
from reviewer.extraction.examine import examine_scene
from reviewer.extraction.row_values import as_field
from reviewer.extraction.scene import Scene
from reviewer.extraction.score import Examination


def find(pages: Sequence[PageText], kind: DocumentType, today: date) -> Extraction:
    """All fields of the type, in its order."""
    scene = Scene(pages, kind, today)
    examined = {examination.field.name: examination for examination in examine_scene(scene)}
    values = completed(scene, examined)
    fields = []
    for field in kind.fields:
        if field.columns:
            sums = _sums(field.name, kind, examined)
            fields.append(as_field(field, scene.tables[field.name], kind.threshold_of(field.name), sums))
        else:
            fields.append(Field(field.name, values=values[field.name]))
    messages: tuple[str, ...] = ()
    if scene.layout.left_out:
        messages = (not_searched(scene.layout.left_out),)
    if scene.layout.embedded is not None:
        return Extraction(compared(fields, kind, scene.layout.embedded, today), messages)
    return Extraction(tuple(fields), messages)


def _sums(rows: str, kind: DocumentType, examined: Mapping[str, Examination]) -> frozenset[Decimal]:
    """Amounts that the rows of a field may add up to: of the fields that the type says are their sum."""
    results = [
        name
        for equation in equations(kind)
        if any(term.name.startswith(f"{rows}.") for term in equation.terms)
        for name in (equation.result, *equation.other_results)
        if name in examined
    ]
    return frozenset(
        choice.candidate.key
        for name in results
        for choice in examined[name].choices
        if isinstance(choice.candidate.key, Decimal)
        and choice.candidate.key
        and (choice is examined[name].chosen or choice.features.get("sum") or choice.features.get("part"))
    )
