"""Answers in the form of Handl."""

from collections.abc import Mapping
from typing import Any

from reviewer.domain.field import Field, Value
from reviewer.domain.text import PageText
from reviewer.emulators._reading import ReadDocument, Reading

PDF = "application/pdf"
_PDF_DPI = 300
_NO_FIELD: dict[str, Any] = {"text": "", "confidence": 0, "valid": None, "coords": None}
_NAMES = {"plain_text": "other"}
"""What Handl calls a type of ours; the others keep their names, and `passport_main` is Handl's own."""


def envelope(items: list[Any] | None, **others: Any) -> dict[str, Any]:
    """The frame of every answer."""
    body = {"detail": [], "items": items, "task_id": None, "code": None, "message": None, "errno": None}
    return {**body, "traceback": None, **others}


def error(status: int, message: str, kind: str, errno: int | None = None) -> dict[str, Any]:
    """The frame of an answer that says what is wrong, or that nothing is done yet."""
    detail = [{"msg": message, "type": kind}]
    return envelope(None, detail=detail, code=status, message=message, errno=errno)


def type_of(document: ReadDocument, reading: Reading) -> str:
    """What Handl calls a document's type."""
    if not any(reading.pages[page].text.words for page in document.pages):
        return "empty"
    return _NAMES.get(document.document_type, document.document_type)


def scale(reading: Reading, dpi: int) -> float:
    """How large the pages are that coordinates are pixels of, against those that were read."""
    return dpi / _PDF_DPI if reading.media_type == PDF and dpi else 1.0


class FieldAnswers:
    """The fields of one document.

    Args:
        reading: the file.
        dpi: at which pages of PDFs are drawn.
        reject_below: a text that is less sure is not given.
        bare: fields whose place is not given.
        flat: coordinates are one list of points, as old servers give them.
        verify: texts that are to be compared, by field.
        certain: fields that persons looked at.
    """

    def __init__(
        self,
        reading: Reading,
        dpi: int,
        *,
        reject_below: float,
        bare: tuple[str, ...],
        flat: bool,
        verify: Mapping[str, str] | None = None,
        certain: tuple[str, ...] = (),
    ) -> None:
        self._reading = reading
        self._scale = scale(reading, dpi)
        self._reject_below = reject_below
        self._bare = bare
        self._flat = flat
        self._verify = verify
        self._certain = certain

    def of(self, document: ReadDocument) -> dict[str, Any]:
        """One text a field; several values and rows get names with numbers."""
        answers: dict[str, Any] = {}
        for field in document.fields:
            self._add(answers, field.name, field)
        return answers

    def _add(self, answers: dict[str, Any], name: str, field: Field) -> None:
        for number, row in enumerate(field.rows, 1):
            for cell in row.fields:
                self._add(answers, f"{name}_{number}_{cell.name}", cell)
        for number, value in enumerate(field.values, 1):
            named = name if number == 1 else f"{name}_{number}"
            answers[named] = self._value(named, value)
        if not field.rows and not field.values:
            answers[name] = self._checked(name, dict(_NO_FIELD))

    def _value(self, name: str, value: Value) -> dict[str, Any]:
        confidence = 0.5 if value.confidence is None else value.confidence
        rejected = not value.text or confidence < self._reject_below
        if name in self._certain and value.text:
            confidence, rejected = 1.0, False
        answer = {
            "text": "" if rejected else " ".join(value.text.split()),
            "confidence": 0 if rejected else confidence,
            "valid": None,
            "coords": None if name in self._bare else self._coords(value),
        }
        return self._checked(name, answer)

    def _coords(self, value: Value) -> list[Any] | None:
        pages = self._reading.pages
        polygons = [pages[region.page].pixels(region.polygon, self._scale) for region in value.regions]
        if not polygons:
            return None
        return polygons[0] if self._flat else polygons

    def _checked(self, name: str, answer: dict[str, Any]) -> dict[str, Any]:
        if self._verify is not None and name in self._verify:
            answer["valid"] = _plain(answer["text"]) == _plain(self._verify[name])
        return answer


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def words(page: PageText) -> dict[str, Any]:
    """All words of a page."""
    return {"words": [{"text": word.text, "confidence": word.confidence or 0} for word in page.words]}


def lines(page: PageText) -> dict[str, Any]:
    """All lines of a page."""
    return {
        "lines": [
            {"text": line.text, "confidence": min((word.confidence or 0 for word in line.words), default=0)}
            for line in page.lines
        ]
    }
