"""The document of Mindee v1: predictions, pages, extras and words."""

from datetime import UTC, datetime
from typing import Any

import msgspec

from reviewer.domain.geometry import Polygon, bounds_of, turned
from reviewer.emulators._mindee_products import Product
from reviewer.emulators._mindee_values import Values, rounded
from reviewer.emulators._reading import ReadPage
from reviewer.emulators._tasks import Task

APPLIED, KEPT, UNKNOWN = "applied", "kept", "unknown"


class Wanted(msgspec.Struct, frozen=True):
    """What a submission asks for besides."""

    words: bool = False
    cropper: bool = False
    full_text: bool = False


class DocumentAnswer:
    """One document.

    Args:
        task: that is done.
        document_id: by which feedback names it.
        product: that read it.
        wanted: besides.
        rotation: whether polygons are those of the upright page: applied, kept, or unknown.
    """

    def __init__(self, task: Task, document_id: str, product: Product, wanted: Wanted, rotation: str) -> None:
        self._task = task
        self._id = document_id
        self._product = product
        self._wanted = wanted
        self._rotation = rotation
        self._upright = rotation == APPLIED

    def made(self, began: datetime, seconds: float) -> dict[str, Any]:
        """The document, as in `document`."""
        task, product = self._task, self._product
        reading = task.answer
        ended = began.timestamp() + seconds
        whole = Values(reading, reading.first, None, upright=self._upright)
        inference = {
            "started_at": _stamp(began.timestamp()),
            "finished_at": _stamp(ended),
            "processing_time": round(seconds, 3),
            "is_rotation_applied": {APPLIED: True, KEPT: False}.get(self._rotation),
            "extras": {},
            "product": {
                "name": product.name,
                "type": "constructed" if product.custom else "standard",
                "version": product.version,
                "features": list(product.features),
            },
            "prediction": {name: shape(whole) for name, shape in product.features.items()},
            "pages": [self._page(index, page) for index, page in enumerate(reading.pages)],
        }
        answer = {"id": self._id, "name": task.name, "n_pages": len(reading.pages), "inference": inference}
        if self._wanted.words:
            answer["ocr"] = {"mvision-v1": {"pages": [self._words(page) for page in reading.pages]}}
        return answer

    def _page(self, index: int, page: ReadPage) -> dict[str, Any]:
        reading = self._task.answer
        values = Values(reading, reading.first, index, upright=self._upright)
        orientation = None if self._rotation == UNKNOWN else page.text.turn
        return {
            "id": index,
            "orientation": {"value": orientation},
            "extras": self._extras(page),
            "prediction": self._of_page(values, orientation) if self._product.by_page else {},
        }

    def _of_page(self, values: Values, orientation: int | None) -> dict[str, Any]:
        product = self._product
        found = {name: shape(values) for name, shape in product.features.items() if name not in product.whole_only}
        if not product.custom:
            found["orientation"] = {"confidence": 0.0 if orientation is None else 1.0, "degrees": orientation or 0}
        return found

    def _extras(self, page: ReadPage) -> dict[str, Any]:
        extras: dict[str, Any] = {}
        if self._wanted.cropper:
            extras["cropper"] = {"cropping": self._croppings(page)}
        if self._wanted.full_text:
            extras["full_text_ocr"] = {"content": page.text.text}
        return extras

    def _croppings(self, page: ReadPage) -> list[dict[str, Any]]:
        """What is printed on stands for the document on the page."""
        if not page.text.lines:
            return []
        around = rounded(self._turned(page, bounds_of(line.polygon for line in page.text.lines).polygon()))
        return [{"bounding_box": around, "polygon": around, "quadrangle": around, "rectangle": around}]

    def _words(self, page: ReadPage) -> dict[str, Any]:
        return {
            "all_words": [
                {
                    "text": word.text,
                    "confidence": round(word.confidence or 0.0, 2),
                    "polygon": rounded(self._turned(page, word.polygon)),
                }
                for word in page.text.words
            ]
        }

    def _turned(self, page: ReadPage, polygon: Polygon) -> Polygon:
        return turned(polygon, page.text.turn) if self._upright else polygon


def _stamp(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).replace(tzinfo=None).isoformat(timespec="microseconds")
