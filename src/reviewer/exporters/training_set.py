"""What people settled, as a training set: JSON Lines, one value a line, with the pictures of its places.

The first line is no value: it names the form and says what is in the file. See docs/integrators.md.
"""

import base64
from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

from reviewer.domain.field import Region, Source
from reviewer.domain.geometry import clamped
from reviewer.domain.revision import Entry
from reviewer.exporters.base import Dossier
from reviewer.exporters.corrected_json import encoded

SCHEMA = "reviewer/training-set/1"
PERSONAL = (
    "The file has pictures of the values and their texts, also names, dates of birth, numbers of papers and whatever "
    "else people settled; the names of files and people are left out."
)
_LEAST = 3  # points of a polygon


class Exporter:
    """JSON Lines of the values that a person confirmed or set."""

    title: ClassVar[str] = "training set"
    suffix: ClassVar[str] = ".jsonl"
    together: ClassVar[bool] = True
    snippets: ClassVar[bool] = True
    notice: ClassVar[str] = PERSONAL

    def export(self, dossiers: Iterable[Dossier]) -> Iterator[bytes]:
        """The line that says what it is, then a line for each value."""
        yield encoded({"schema": SCHEMA, "personal_data": PERSONAL}) + b"\n"
        for dossier in dossiers:
            for entry in sorted(dossier.revision.entries.values(), key=lambda entry: (entry.field, entry.id)):
                if entry.value.settled:
                    yield encoded(_line(dossier, entry)) + b"\n"


def _line(dossier: Dossier, entry: Entry) -> dict[str, Any]:
    value, found = entry.value, dossier.recognition
    recognized = value.recognized_text
    if recognized is None and value.source is Source.RECOGNIZED:
        recognized = value.text
    return {
        "document": dossier.document.id,
        "document_type": dossier.revision.document_type,
        "field": entry.field,
        "column": entry.column or None,
        "row": entry.row or None,
        "recognized": recognized,
        "recognized_confidence": _share(
            value.recognized_confidence if value.recognized_text is not None else value.confidence
        ),
        "corrected": value.text,
        "mark": value.mark,
        "engine": None if found is None or dossier.provider else found.name,
        "provider": found.name if found is not None and dossier.provider else None,
        "version": (found.version or None) if found is not None else None,
        "regions": [_region(dossier, region) for region in value.regions if len(region.polygon) >= _LEAST],
    }


def _region(dossier: Dossier, region: Region) -> dict[str, Any]:
    picture = dossier.snippet(region) if dossier.snippet is not None else b""
    return {
        "page": region.page,
        "polygon": [[round(x, 6), round(y, 6)] for x, y in clamped(region.polygon)],
        "image": base64.b64encode(picture).decode("ascii") if picture else None,
    }


def _share(confidence: float | None) -> float | None:
    return None if confidence is None or not 0.0 <= confidence <= 1.0 else round(confidence, 4)
