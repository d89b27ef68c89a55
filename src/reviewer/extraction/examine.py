"""All candidates of all fields, weighed: what extraction decides by, and what it can explain."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from types import ModuleType

from reviewer import registry
from reviewer.domain.document_type import DocumentType, FieldType, Kind, RowsBy
from reviewer.domain.text import PageText
from reviewer.extraction import beside_embedded, beside_mrz, features, items, rates, shapes
from reviewer.extraction.candidate import Candidate
from reviewer.extraction.context import LabelContext
from reviewer.extraction.evidence import settle
from reviewer.extraction.layout import Layout, Span
from reviewer.extraction.personal import mark_personal
from reviewer.extraction.scene import Scene
from reviewer.extraction.score import Choice, Examination
from reviewer.extraction.shapes import choice as choices_of
from reviewer.extraction.sums import mark_row_sums, mark_sums, withdraw
from reviewer.extraction.weights import weights_of

_PLAUSIBLE_YEARS = 15  # a document is seldom older


def examine(
    pages: Sequence[PageText], kind: DocumentType, today: date, check: Callable[[], None] = lambda: None
) -> list[Examination]:
    """Weigh every candidate for every field without rows, in the order of the type.

    `check` is called between the fields; what it raises ends the work.
    """
    return examine_scene(Scene(pages, kind, today), check)


def examine_scene(scene: Scene, check: Callable[[], None] = lambda: None) -> list[Examination]:
    """The same for a document whose rows are known.

    First every field for itself; then with what the others chose: their places, and sums that agree.
    """
    check()
    _find_tables(scene)
    pool = _Pool(scene)
    found: dict[str, Examination] = {}
    for field in scene.kind.fields:
        if not field.columns:
            check()
            found[field.name] = pool.examination(field)
    check()
    _relate(found, scene.layout)
    mark_sums(scene.kind, found)
    mark_row_sums(scene, found)
    mark_personal(scene.kind, found, scene.today)
    for examination in found.values():
        examination.rank()
    _share(found)
    for examination in found.values():
        settle(examination, scene)
    withdraw(scene.kind, found)
    beside_mrz.confirm(found.values(), scene)
    return list(found.values())


def _find_tables(scene: Scene) -> None:
    """The rows of the fields with columns. Amounts are shared by all, so that what tax lines prove counts for each."""
    for field in scene.kind.fields:
        if field.rows_by is RowsBy.RATE:
            scene.tables[field.name] = rates.find_rows(field, scene)
            rates.mark(field, scene.tables[field.name], scene)
        elif field.columns:
            scene.tables[field.name] = items.find_rows(field, scene)


@cache
def _shape(kind: Kind) -> ModuleType | None:
    """The finder of candidates of a kind; a kind may have none."""
    return registry.load(shapes.__name__, kind.value) if kind.value in registry.names(shapes.__name__) else None


class _Pool:
    """Candidates of the document, found once a kind, with what does not depend on the field."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._contexts: dict[tuple[int, int, int], LabelContext] = {}
        self._basics: dict[Candidate, tuple[features.Features, LabelContext]] = {}
        self._outside = beside_mrz.Outside(scene.layout.zones)
        fields = scene.kind.fields
        self._rivals = {one.kind: {other.name for other in fields if other.kind is one.kind} for one in fields}

    def examination(self, field: FieldType) -> Examination:
        words = features.WordFeatures(field, self._scene)
        weights = weights_of(field)
        choices = [Choice(one, self._features(one, field, words), weights) for one in self._candidates(field)]
        beside_embedded.mark(choices, field, self._scene.layout, weights)
        choices += beside_mrz.compared(choices, field, weights, self._scene)
        _mark_last(choices, weights)
        examination = Examination(field, self._scene.kind.threshold_of(field.name), weights, choices)
        examination.rank()
        return examination

    def _candidates(self, field: FieldType) -> list[Candidate]:
        if field.kind is Kind.DATE and field.synonyms:  # words that stand for a date
            return [*self._found(field), *self._outside.of(choices_of.find(self._scene, field))]
        return self._found(field)

    def _found(self, field: FieldType) -> list[Candidate]:
        if field.kind in self._scene.candidates:
            return self._scene.candidates[field.kind]
        module = _shape(field.kind)
        if module is None:
            return []
        find: Callable[..., list[Candidate]] = module.find
        if not module.SHARED:
            return self._outside.of(find(self._scene, field))
        self._scene.candidates[field.kind] = self._outside.of(find(self._scene))
        return self._scene.candidates[field.kind]

    def _features(self, one: Candidate, field: FieldType, words: features.WordFeatures) -> features.Features:
        if one not in self._basics:
            basics = {**one.traits, **features.place(one, self._scene.layout)}
            if field.kind is Kind.DATE:
                basics["plausible"] = self._plausible(one)
            self._basics[one] = basics, self._context(one.first)
        basics, context = self._basics[one]
        rivals = self._rivals[field.kind] - {field.name}
        return {**basics, **features.of_labels(field.name, context, rivals), **words.of(one)}

    def _context(self, first: Span) -> LabelContext:
        """The labels around a first line; blocks of one to eight lines that begin alike share it."""
        place = (first.row.number, first.start, first.stop)
        if place not in self._contexts:
            self._contexts[place] = LabelContext(first, self._scene)
        return self._contexts[place]

    def _plausible(self, one: Candidate) -> float:
        today = self._scene.today
        return float(isinstance(one.key, date) and today.year - _PLAUSIBLE_YEARS <= one.key.year <= today.year + 1)


def _mark_last(choices: list[Choice], weights: dict[str, float]) -> None:
    """Of several labeled candidates, the one that stands last: the total after a subtotal."""
    labeled = [choice for choice in choices if choice.features.get("label_left", 0.0) > 0.5]
    last = max((choice.candidate.first.row.number for choice in labeled), default=-1)
    for choice in labeled:
        choice.set("last_label", float(choice.candidate.first.row.number == last), weights)


def _relate(found: dict[str, Examination], layout: Layout) -> None:
    chosen = {name: examination.chosen for name, examination in found.items()}
    for examination in found.values():
        for feature, relation, other in examination.relations():
            if (there := chosen.get(other)) is None:
                continue
            for choice in examination.choices:
                if value := features.relation(relation, choice.candidate, there.candidate, layout):
                    choice.set(feature, value, examination.weights)


def _share(found: dict[str, Examination]) -> None:
    """One text is the value of one field: the field that is surer of it keeps it."""
    taken: list[tuple[str, Candidate]] = []
    names = sorted(found, key=lambda name: -(found[name].choices[0].probability if found[name].chosen else 0.0))
    for name in names:
        examination = found[name]
        clashes = False
        for choice in examination.choices[:20]:
            if any(choice.candidate.overlaps(other) for _, other in taken):
                choice.set("taken", 1.0, examination.weights)
                clashes = True
        if clashes:
            examination.rank()
        if (chosen := examination.chosen) is not None:
            taken.append((name, chosen.candidate))
