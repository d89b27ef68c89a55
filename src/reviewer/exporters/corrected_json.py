"""Corrected JSON: the form in which others read a reviewed document. See docs/corrected-json.md."""

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

import msgspec

from reviewer import resources
from reviewer.domain.document import Page
from reviewer.domain.field import Region, Source, Value
from reviewer.domain.geometry import clamped
from reviewer.domain.issue import Issue, Level
from reviewer.domain.recognition import PageReading
from reviewer.domain.revision import Entry
from reviewer.exporters._contents import Content, contents, stands
from reviewer.exporters.base import Dossier

SCHEMA = "reviewer/corrected-json/1"
"""Changes when a reader of the old form could misread the new one."""

Json = dict[str, Any]

_LEAST = 3  # points of a polygon

_Told = dict[str, list[Issue]]


class Exporter:
    """Corrected JSON, readable, one document a file."""

    title: ClassVar[str] = "Corrected JSON"
    suffix: ClassVar[str] = ".json"
    together: ClassVar[bool] = False
    snippets: ClassVar[bool] = False
    notice: ClassVar[str] = ""

    def export(self, dossiers: Iterable[Dossier]) -> Iterator[bytes]:
        """Each document as JSON with line breaks."""
        for dossier in dossiers:
            yield msgspec.json.format(encoded(corrected(dossier)), indent=2) + b"\n"


def line(dossier: Dossier) -> bytes:
    """A document as one line of JSON Lines."""
    return encoded(corrected(dossier)) + b"\n"


def schema() -> str:
    """The JSON Schema of the form."""
    return resources.path("schemas", "corrected-json.schema.json").read_text("utf-8")


def corrected(dossier: Dossier) -> Json:
    """A document as plain JSON values."""
    told: _Told = {}
    for issue in dossier.issues:
        for entry_id in issue.values:
            told.setdefault(entry_id, []).append(issue)
    return {
        "schema": SCHEMA,
        "document": _document(dossier),
        "pages": [_page(index, page) for index, page in enumerate(dossier.pages)],
        "fields": {content.name: _field(content, told) for content in contents(dossier)},
        "recognition": _recognition(dossier),
        "messages": _messages(dossier),
        "extras": dossier.recognition.extras if dossier.recognition else {},
    }


def _document(dossier: Dossier) -> Json:
    document, revision = dossier.document, dossier.revision
    return {
        "id": document.id,
        "name": document.name,
        "originals": [
            {
                "sha256": original.sha256,
                "media_type": original.media_type,
                "name": original.name,
                "size": original.size,
            }
            for original in document.originals
        ],
        "page_count": len(document.pages),
        "document_type": revision.document_type,
        "revision_status": revision.status,
        "reviewed_by": revision.reviewed_by or None,
        "reviewed_at": revision.reviewed_at or None,
    }


def _page(index: int, page: Page) -> Json:
    return {
        "index": index,
        "width": page.width,
        "height": page.height,
        "rotation": page.rotation % 360,
        "original": page.original,
        "original_index": page.index,
        "area": None if page.area is None else [round(edge, 6) for edge in msgspec.structs.astuple(page.area)],
    }


def _field(content: Content, told: _Told) -> list[Json]:
    if content.rows is None:
        return [_value(entry, told) for entry in content.values]
    return [
        {column: [_value(entry, told) for entry in entries] for column, entries in row.items()} for row in content.rows
    ]


def _value(entry: Entry, told: _Told) -> Json:
    value, issues = entry.value, told.get(entry.id, [])
    wrong = any(issue.level is Level.ERROR for issue in issues)
    return {
        "text": value.text,
        "normalized": value.normalized,
        "confidence": _share(value.confidence) if value.source is Source.RECOGNIZED else None,
        "recognized_text": _recognized_text(value),
        "recognized_confidence": _share(value.recognized_confidence),
        "source": value.source,
        "mark": value.mark,
        "valid": False if wrong else value.valid,
        "messages": list(dict.fromkeys((*value.messages, *(issue.text for issue in issues), *_kept(value)))),
        "regions": [_region(region) for region in value.regions if len(region.polygon) >= _LEAST],
    }


def _kept(value: Value) -> tuple[str, ...]:
    """That a person knew what the rules say, and kept the value."""
    return (f"Kept by {value.settled_by} against an error.",) if value.forced else ()


def _recognized_text(value: Value) -> str | None:
    if value.recognized_text is None and value.source is Source.RECOGNIZED and value.text:
        return value.text
    return value.recognized_text


def _region(region: Region) -> Json:
    points = clamped(region.polygon)
    return {"page": region.page, "polygon": [[round(x, 6), round(y, 6)] for x, y in points]}


def _share(confidence: float | None) -> float | None:
    """A confidence with the digits that mean something; None when unknown, and when it is no number."""
    if confidence is None or not 0.0 <= confidence <= 1.0:
        return None
    return round(confidence, 4)


def _recognition(dossier: Dossier) -> Json | None:
    found = dossier.recognition
    if found is None:
        return None
    return {
        "engine": None if dossier.provider else found.name,
        "provider": found.name if dossier.provider else None,
        "version": found.version or None,
        "languages": list(found.languages),
        "task": found.task or None,
        "pages": [_reading(reading) for reading in found.pages],
    }


def _reading(reading: PageReading) -> Json:
    return {
        "page": reading.page,
        "source": reading.source,
        "engine": reading.engine or None,
        "reason": reading.reason or None,
        "turn": reading.turn % 360,
        "skew": round(reading.skew, 2),
        "words": reading.words,
    }


def _messages(dossier: Dossier) -> list[str]:
    """Of the whole document: what was recognized so, and issues that point to no value that is told."""
    told = {entry.id for entry in dossier.revision.entries.values() if stands(entry)}
    recognized = dossier.recognition.messages if dossier.recognition else ()
    whole = (issue.text for issue in dossier.issues if not told.intersection(issue.values))
    return list(dict.fromkeys((*recognized, *whole)))


def encoded(value: Json) -> bytes:
    """A value as JSON; what no text can hold becomes a question mark."""
    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError:  # half of a surrogate pair, from a damaged file name or answer
        return msgspec.json.encode(_printable(value))


def _printable(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, dict):
        return {_printable(key): _printable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(item) for item in value]
    return value
