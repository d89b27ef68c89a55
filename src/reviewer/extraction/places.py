"""Where values stand that came without a place: their texts are looked for among the words of the pages.

Only what is read there as the value says, but for a few letters, counts as found. Where a text stands several times,
it is where extraction would look for the field, at its label, or what other values leave; else it has no place.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

import msgspec
from msgspec.structs import replace

from reviewer.domain.document_type import DocumentType, FieldType
from reviewer.domain.field import LOCATED, Field, Region, Row, Value
from reviewer.domain.geometry import bounds
from reviewer.domain.text import PageText
from reviewer.extraction.context import LabelContext
from reviewer.extraction.extract import extract
from reviewer.extraction.layout import Span
from reviewer.extraction.scene import Scene
from reviewer.extraction.seek import Seeker
from reviewer.extraction.values import polygon_of

_AS_GOOD = 0.02
_LABELED = 0.5
_CLEARLY = 0.1

Spans = tuple[Span, ...]


class _Sought(msgspec.Struct):
    """A value that looks for its place.

    Attributes:
        name: of its field, or of field and column, as labels have it.
        group: field and row that it shares with other cells; None for a plain field.
        found: where its text stands.
        chosen: one of them.
    """

    name: str
    group: tuple[str, int] | None
    found: list[Spans]
    chosen: Spans | None = None


def located(
    pages: Sequence[PageText],
    fields: tuple[Field, ...],
    kind: DocumentType,
    today: date,
    check: Callable[[], None] = lambda: None,
) -> tuple[Field, ...]:
    """The fields with places for those values that have text and no place, as far as they are found.

    Args:
        pages: with their words.
        fields: of the kind; text and confidence of their values stay as they are.
        kind: the document type, for its labels and for how its values are written.
        today: for years of two digits.
        check: called before each value is looked for; may raise.
    """
    if not any(page.lines for page in pages):
        return fields
    scene = Scene(pages, kind, today)
    seeker = Seeker(scene)
    sought: list[_Sought] = []

    def seek(value: Value, name: str, group: tuple[str, int] | None, meant: FieldType | None) -> None:
        check()
        found = seeker.find(value, meant) if _lacks_place(value) else []
        best = max((quality for quality, _ in found), default=0.0)
        sought.append(_Sought(name, group, [spans for quality, spans in found if quality >= best - _AS_GOOD]))

    for value, name, group, meant in _values(fields, kind):
        seek(value, name, group, meant)
    if any(len(one.found) > 1 for one in sought):
        _choose(sought, scene, _expected(pages, kind, today))
    else:
        _choose(sought, scene, {})
    places = iter(sought)
    return tuple(_placed(field, places) for field in fields)


def _lacks_place(value: Value) -> bool:
    return bool(value.text) and not any(region.polygon for region in value.regions)


def _values(
    fields: tuple[Field, ...], kind: DocumentType
) -> Iterator[tuple[Value, str, tuple[str, int] | None, FieldType | None]]:
    """Every value with the name of its label, its row and its kind, in the order in which `_placed` takes them."""
    for field in fields:
        meant = kind.field(field.name)
        for value in field.values:
            yield value, field.name, None, meant
        columns = {column.name: column for column in meant.columns} if meant is not None else {}
        for number, row in enumerate(field.rows):
            for cell in row.fields:
                for value in cell.values:
                    yield value, f"{field.name}.{cell.name}", (field.name, number), columns.get(cell.name)


def _placed(field: Field, places: Iterator[_Sought]) -> Field:
    values = tuple(_with_place(value, next(places)) for value in field.values)
    rows = tuple(
        Row(
            tuple(
                replace(cell, values=tuple(_with_place(value, next(places)) for value in cell.values))
                for cell in row.fields
            )
        )
        for row in field.rows
    )
    return Field(field.name, values, rows)


def _with_place(value: Value, sought: _Sought) -> Value:
    if sought.chosen is None:
        return value
    regions = tuple(Region(span.row.page, polygon_of(span)) for span in sought.chosen)
    return replace(value, regions=regions, messages=(*value.messages, LOCATED))


# Which of several places


def _expected(pages: Sequence[PageText], kind: DocumentType, today: date) -> dict[str, list[Region]]:
    """Where extraction would look for each field."""
    found = extract(pages, kind, today=today).fields
    return {field.name: [region for value in field.values for region in value.regions] for field in found}


def _choose(sought: list[_Sought], scene: Scene, expected: dict[str, list[Region]]) -> None:
    """Choose places.

    First the only ones, those where the field is expected, and those at their labels; then, until nothing more is
    clear, what the others leave.
    """
    for one in sought:
        if len(one.found) == 1:
            one.chosen = one.found[0]
    for one in sought:
        if one.chosen is None and one.found:
            one.chosen = _as_expected(one, expected.get(one.name, [])) or _labeled(one, scene)
    clear = True
    while clear:
        clear = False
        for one in sought:
            if one.chosen is None and one.found:
                one.chosen = _beside_others(one, sought) or _left(one, sought)
                clear = clear or one.chosen is not None


def _as_expected(one: _Sought, regions: list[Region]) -> Spans | None:
    return _only([spans for spans in one.found if any(_meets(spans[0], region) for region in regions)])


def _meets(span: Span, region: Region) -> bool:
    if span.row.page != region.page or not region.polygon:
        return False
    one, other = bounds(polygon_of(span)), bounds(region.polygon)
    return one.overlap(other) > 0.5 * min(one.area, other.area)


def _labeled(one: _Sought, scene: Scene) -> Spans | None:
    """The place at which the label of the field speaks clearest."""
    scores = sorted(((_label(spans[0], one.name, scene), at) for at, spans in enumerate(one.found)), reverse=True)
    (best, at), (second, _) = scores[0], scores[1]
    return one.found[at] if best >= _LABELED and best >= second + _CLEARLY else None


def _label(first: Span, name: str, scene: Scene) -> float:
    context = LabelContext(first, scene)
    beside = max(context.left.get(name, 0.0), context.adjacent.get(name, 0.0))
    above = max(context.above.get(name, 0.0), context.column.get(name, 0.0))
    return max(beside + 0.5 * (name in context.nearest), 0.8 * above)


def _beside_others(one: _Sought, sought: list[_Sought]) -> Spans | None:
    """The place in the row where other cells of the same row stand."""
    if one.group is None:
        return None
    rows = {span.row.number for other in sought if other.group == one.group for span in other.chosen or ()}
    return _only([spans for spans in one.found if spans[0].row.number in rows and not _is_taken(spans, one, sought)])


def _left(one: _Sought, sought: list[_Sought]) -> Spans | None:
    """The only place that no other value has."""
    return _only([spans for spans in one.found if not _is_taken(spans, one, sought)])


def _is_taken(spans: Spans, by: _Sought, sought: list[_Sought]) -> bool:
    return any(
        span.overlaps(taken) for other in sought if other is not by for taken in other.chosen or () for span in spans
    )


def _only(spans: list[Spans]) -> Spans | None:
    return spans[0] if len(spans) == 1 else None
