"""From what a service answered to a recognition: names, places and pages as Reviewer has them."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from msgspec.structs import replace

from reviewer.domain.bundle import Bundle
from reviewer.domain.document import AUTO, Document
from reviewer.domain.document_type import DocumentType, FieldType
from reviewer.domain.field import Field, Region, Row, Value
from reviewer.domain.geometry import turned
from reviewer.domain.normalize import normalized
from reviewer.domain.recognition import PageReading, Recognition, RecognitionTask
from reviewer.domain.text import PageText, TextSource
from reviewer.extraction.extract import blank
from reviewer.jobs import CancelToken
from reviewer.providers.base import Mapped, Options, Provider, SupportsRemarks, called
from reviewer.services.clock import now
from reviewer.services.remote.errand import Errand
from reviewer.services.remote.fitting import fitted

Locate = Callable[[Document, RecognitionTask, tuple[Field, ...], DocumentType, CancelToken], tuple[Field, ...]]
"""Finds places on the pages for values that have none."""

OTHER = "form"
"""The type of a paper that a service knows and Reviewer does not: any fields."""


@dataclass(frozen=True)
class Taken:
    """A recognition, and the words that the answer had."""

    recognition: Recognition
    texts: tuple[PageText, ...]


def taken_in(
    mapped: Mapped,
    task: RecognitionTask,
    document: Document,
    errand: Errand,
    *,
    made: type[Provider],
    kind: DocumentType,
    locate: Callable[[tuple[Field, ...]], tuple[Field, ...]],
) -> Taken:
    """What an answer means for a document.

    Args:
        mapped: the answer.
        task: that it is for.
        document: that it is about.
        errand: what was sent.
        made: the provider.
        kind: the document type that the fields are for.
        locate: finds the places of values that have none, when the provider gives none.
    """
    names = made.names.get(kind.name, {})
    fields = fitted(renamed(mapped.fields, names), kind, names)
    turns = _turns(mapped, errand)
    fields = upright_back(fields, turns)
    if not made.places:
        fields = locate(fields)
    fields = complete(tuple(with_normal(field, kind) for field in lean(fields, kind)), kind)
    remarks = made.remarks(errand.sent, fields) if issubclass(made, SupportsRemarks) else ()
    bundle = Bundle(mapped.parts, reason=f"{made.title} found several documents.") if len(mapped.parts) > 1 else None
    texts = tuple(_text_back(text, turns) for text in mapped.texts)
    recognition = Recognition(
        id=str(uuid.uuid4()),
        document=document.id,
        document_type=kind.name,
        name=task.source,
        version=mapped.version,
        task=task.id,
        type_reason=f"{made.title} says so." if task.document_type == AUTO and mapped.document_type else "",
        pages=_pages(document, mapped, task.source, texts),
        fields=fields,
        messages=(*mapped.messages, *remarks),
        extras=mapped.extras,
        created_at=now(),
        bundle=bundle,
        remote_id=mapped.remote_id or (errand.ticket.ids[0] if errand.ticket.ids else ""),
    )
    return Taken(recognition, texts)


def type_of(mapped: Mapped, wanted: str, options: Options, types: Mapping[str, DocumentType]) -> str:
    """Reviewer's document type of an answer: the one asked for, else the one that the service's name stands for."""
    if wanted != AUTO:
        return wanted
    told = mapped.document_type
    named = (ours for ours, theirs in options.types.items() if told in called(theirs) and ours in types)
    return next(named, told if told in types else OTHER)


def renamed(fields: tuple[Field, ...], names: Mapping[str, str]) -> tuple[Field, ...]:
    """Fields under Reviewer's names: ``field`` or ``field.column``. Where a name is taken, the service's stays."""
    found: list[Field] = []
    taken = {field.name for field in fields}
    for field in fields:
        name = names.get(field.name, field.name)
        if name != field.name and name in taken:
            name = field.name
        columns = {key.partition(".")[2]: value for key, value in names.items() if key.startswith(f"{field.name}.")}
        found.append(Field(name, field.values, tuple(Row(renamed(row.fields, columns)) for row in field.rows)))
        taken.add(name)
    return tuple(found)


def upright_back(fields: tuple[Field, ...], turns: Mapping[int, int]) -> tuple[Field, ...]:
    """Polygons of pages that the service turned upright, in the frame of the page as it is."""
    if not any(turns.values()):
        return fields

    def back(value: Value) -> Value:
        regions = tuple(
            replace(region, polygon=turned(region.polygon, -turns.get(region.page, 0))) for region in value.regions
        )
        return replace(value, regions=regions)

    return tuple(each_value(field, back) for field in fields)


def each_value(field: Field, change: Callable[[Value], Value]) -> Field:
    """A field with each of its values changed, those in rows too."""
    rows = tuple(Row(tuple(each_value(cell, change) for cell in row.fields)) for row in field.rows)
    return Field(field.name, tuple(map(change, field.values)), rows)


def regions_of(field: Field) -> list[Region]:
    """Where the values of a field stand, those in rows too."""
    cells = [region for row in field.rows for cell in row.fields for region in regions_of(cell)]
    return [region for value in field.values for region in value.regions] + cells


def lean(fields: tuple[Field, ...], kind: DocumentType) -> tuple[Field, ...]:
    """The fields without what is neither there nor expected: a service may name dozens that a paper does not have.

    Args:
        fields: under Reviewer's names.
        kind: the document type: what it expects stays, also when it is missing.
    """
    return tuple(_lean_rows(field, kind) for field in fields if kind.field(field.name) is not None or _says(field))


def _lean_rows(field: Field, kind: DocumentType) -> Field:
    meant = kind.field(field.name)
    expected = {column.name for column in meant.columns} if meant is not None else set()
    said = {cell.name for row in field.rows for cell in row.fields if _says(cell)} | expected
    return Field(
        field.name, field.values, tuple(Row(tuple(c for c in row.fields if c.name in said)) for row in field.rows)
    )


def _says(field: Field) -> bool:
    """Whether a value is there, or at least a place where none could be read."""
    cells = (cell for row in field.rows for cell in row.fields)
    return any(value.text or value.regions for value in field.values) or any(map(_says, cells))


def complete(fields: tuple[Field, ...], kind: DocumentType) -> tuple[Field, ...]:
    """The fields with those of the type that are missing, each with one empty value; the type's first, in its order."""
    known = {field.name: field for field in fields}
    ordered = [known.pop(field.name, field) for field in blank(kind)]
    return (*ordered, *known.values())


def _turns(mapped: Mapped, errand: Errand) -> dict[int, int]:
    """Degrees clockwise by page from the page to what the polygons of an answer are meant for."""
    sent = dict(enumerate(errand.sent.turns))
    return {page: (sent.get(page, 0) + mapped.turns.get(page, 0)) % 360 for page in sent | mapped.turns}


def with_normal(field: Field, kind: DocumentType) -> Field:
    """A field with its values normalized as the document type has them."""
    meant = kind.field(field.name)
    if meant is None:
        return field
    columns = {column.name: column for column in meant.columns}
    values = tuple(_normal(value, meant) for value in field.values)
    rows = tuple(
        Row(
            tuple(
                replace(cell, values=tuple(_normal(value, columns.get(cell.name)) for value in cell.values))
                for cell in row.fields
            )
        )
        for row in field.rows
    )
    return Field(field.name, values, rows)


def _normal(value: Value, kind: FieldType | None) -> Value:
    if kind is None or value.normalized is not None or not value.text:
        return value
    return replace(value, normalized=normalized(value.text, kind, date.today()))


def _text_back(text: PageText, turns: Mapping[int, int]) -> PageText:
    degrees = -turns.get(text.page, 0)
    if not degrees:
        return text
    lines = tuple(
        replace(
            line,
            polygon=turned(line.polygon, degrees),
            words=tuple(replace(word, polygon=turned(word.polygon, degrees)) for word in line.words),
        )
        for line in text.lines
    )
    return replace(text, lines=lines, turn=turns.get(text.page, 0))


def _pages(document: Document, mapped: Mapped, name: str, texts: tuple[PageText, ...]) -> tuple[PageReading, ...]:
    words = {text.page: len(text.words) for text in texts}
    return tuple(
        PageReading(page, TextSource.PROVIDER, name, turn=mapped.turns.get(page, 0) % 360, words=words.get(page, 0))
        for page in range(len(document.pages))
    )
