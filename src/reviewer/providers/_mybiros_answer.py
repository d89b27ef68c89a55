"""What an answer of myBiros says.

Entities come page by page: a list of them for fields with several values, one object for the others; rows of fields
(``aggregated_entities``) likewise. Confidences are percent, places are pixels of the page's own ``page_layout``.
Under ``extras`` are kept: ``labels`` (the service's label of each field), ``service_name``, ``document``, ``pages`` (of
each page its number as ``page_index`` and what has no place of its own: rotation, policy violations, errors, unknown
keys), and unknown keys as they are.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reviewer.domain.document_type import DocumentType, FieldType
from reviewer.domain.field import Field, Row, Value
from reviewer.domain.revision import RevisionStatus
from reviewer.errors import NotFinished, ProviderError
from reviewer.providers._extras import filled, rest
from reviewer.providers._json import mapping, parsed, sequence, text, whole
from reviewer.providers._mybiros_page import Page
from reviewer.providers._refusals import quoted, spoken
from reviewer.providers.base import MOST_PAGES, Answer, Mapped, Sent

RUNNING, _ACTIVE = "RUNNING", "ACTIVE"
STATUSES = {
    "pending": RevisionStatus.PENDING,
    "to_review": RevisionStatus.POSTPONED,
    "review_required": RevisionStatus.POSTPONED,
    "approved": RevisionStatus.REVIEWED,
    "not_approved": RevisionStatus.REJECTED,
}
"""The service's revision statuses."""

_ENTITIES = ("entities", "aggregated_entities")
_ENVELOPE = frozenset({"service", "service_fields", "document", "document_summary", "document_pages", *_ENTITIES})
_DOCUMENT = frozenset({"id", "status", "revision_status", "page_count"})
Json = Mapping[str, Any]


def mapped(answer: Answer, sent: Sent) -> Mapped:
    """An answer in Reviewer's terms.

    Raises:
        NotFinished: it is no finished answer.
        ProviderError: it cannot be understood, or tells that the task failed.
    """
    if len(answer.bodies) != 1:
        raise ProviderError("myBiros gives one answer for a document.", "Send it again.", code="answer")
    found = _finished(parsed(answer.bodies[0]))
    document = mapping(found.get("document"))
    service = _service_fields(found)
    pages = _pages(found, sent)
    labels = {name: alias for name, one in service.items() if (alias := text(one.get("tag_alias")))}
    for page in pages:
        page.check_policies(labels)
    fields = _fields(service, pages)
    texts = [words for page in pages if (words := page.text()) is not None]
    last = max((page.number + 1 for page in pages if page.placed), default=0)
    return Mapped(
        fields,
        document_type=text(found.get("service")),
        remote_id=text(document.get("id")),
        messages=_messages(pages),
        extras=_extras(found, document, labels, pages),
        texts=tuple(texts),
        status=STATUSES.get(text(document.get("revision_status"))),
        page_count=max(last, min(whole(document.get("page_count")) or 0, MOST_PAGES)),
    )


def _messages(pages: Sequence[Page]) -> tuple[str, ...]:
    """What the operator is told, after the values and words were taken; each once."""
    if not pages:
        return ("The answer has no pages.",)
    return tuple(dict.fromkeys(message for page in pages for message in page.messages(len(pages))))


def _extras(found: Json, document: Json, labels: dict[str, str], pages: Sequence[Page]) -> dict[str, Any]:
    kept = [left for page in pages if (left := page.extras())]
    return {**rest(found, _ENVELOPE), **filled(labels=labels, document=rest(document, _DOCUMENT), pages=kept)}


def _finished(answer: Any) -> Json:
    found = mapping(answer)
    document = mapping(found.get("document"))
    status = text(document.get("status"))
    if status.upper() == RUNNING:
        raise NotFinished("This is no answer yet: myBiros was still reading when it was asked.", "Ask again later.")
    if any(key in found for key in ("document_pages", "document_summary", *_ENTITIES)):
        return found
    if status and status.upper() != _ACTIVE:
        said = quoted(text(document.get("message")))
        raise ProviderError(f"myBiros could not read the document.{said}", "Send it again.", code="failed")
    if "resource" in found and "job" in found:
        raise NotFinished(
            "This is no answer yet: it is what myBiros says when it takes a document.", "Ask again later."
        )
    if "service_fields" in found or "fields_updated" in found:
        raise NotFinished(
            "This is no answer about a document: it is about a service or a status.", "Take another file."
        )
    raise ProviderError(
        f"This is no answer of myBiros: it has no pages in it.{quoted(spoken(found))}",
        "Check the server's address.",
        code="answer",
    )


def _service_fields(found: Json) -> dict[str, dict[str, Any]]:
    return {name: mapping(one) for name, one in mapping(found.get("service_fields")).items()}


def _pages(found: Json, sent: Sent) -> list[Page]:
    """The pages; the summary, or entities outside of any page, count as one without a place."""
    pages = sequence(found.get("document_pages"))
    if pages:
        return [Page.of(mapping(one), at, sent) for at, one in enumerate(pages)]
    summary = mapping(found.get("document_summary"))
    loose = summary if any(summary.values()) else {key: found[key] for key in _ENTITIES if key in found}
    return [Page.of(loose, 0, sent, placed=False)] if loose else []


# Fields


def _fields(service: Mapping[str, Json], pages: Sequence[Page]) -> tuple[Field, ...]:
    """The service's fields in its order, and any others that there are values of."""
    names = dict.fromkeys((*service, *(name for page in pages for name in page.names)))
    return tuple(_field(name, service.get(name, {}), pages) for name in names)


def _field(name: str, about: Json, pages: Sequence[Page]) -> Field:
    columns = _columns(about)
    rows = tuple(
        _row(page, entity, columns) for page in pages for entity in listed(page.aggregated.get(name)) if entity
    )
    values = tuple(page.value(entity, name) for page in pages for entity in listed(page.entities.get(name)))
    if rows or columns:
        return Field(name, rows=(*rows, *(Row((Field(name, (value,)),)) for value in values)))
    return Field(name, values or (() if about.get("tag_multiple_values") is True else (Value(""),)))


def _columns(about: Json) -> list[str]:
    found = sequence(mapping(about.get("tag_aggregation")).get("aggregation_fields"))
    return [name for one in found if (name := text(one))]


def _row(page: Page, entity: Json, columns: Sequence[str]) -> Row:
    cells = mapping(entity.get("aggregated_fields"))
    names = dict.fromkeys((*columns, *cells))
    return Row(tuple(Field(name, _cell(page, cells.get(name), name)) for name in names))


def _cell(page: Page, found: Any, name: str) -> tuple[Value, ...]:
    return tuple(page.value(entity, name) for entity in listed(found)) or (Value(""),)


def listed(found: Any) -> Iterator[Json]:
    """Entities of a field: a list of them or a single one; ``[]``, ``{}``, null and what is absent are none."""
    for one in found if isinstance(found, list) else [found]:
        if isinstance(one, dict) and one:
            yield one
        elif isinstance(one, str) and one:
            yield {"text": one}


# The service


def described(found: Json) -> DocumentType:
    """A service's description as a document type: its names of fields, its labels."""
    service = _service_fields(found)
    title = text(found.get("name")) or text(found.get("service_name")) or "myBiros"
    inner = {name for one in service.values() for name in _columns(one)}
    fields = tuple(_field_type(name, one, service) for name, one in service.items() if name not in inner)
    return DocumentType(_snake(title), title, finder="pairs", fields=fields)


def _field_type(name: str, about: Json, service: Mapping[str, Json]) -> FieldType:
    return FieldType(
        name,
        text(about.get("tag_alias")) or name,
        several=about.get("tag_multiple_values") is True,
        columns=tuple(
            FieldType(column, text(service.get(column, {}).get("tag_alias")) or column) for column in _columns(about)
        ),
    )


def _snake(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", title.lower()).strip("_") or "mybiros"
