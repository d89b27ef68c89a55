"""What was read in an uploaded file, before a service gives it its own form."""

from typing import Protocol

import msgspec
from msgspec.structs import replace

from reviewer.domain.field import Field, Row, Value
from reviewer.domain.geometry import Polygon
from reviewer.domain.text import PageText


class ReadPage(msgspec.Struct, frozen=True):
    """One page of a file.

    Attributes:
        text: its words, polygons as fractions of the page.
        width, height: pixels of the page (PDF: at 300 dpi).
    """

    text: PageText
    width: int
    height: int

    def pixels(self, polygon: Polygon, scale: float = 1.0) -> list[list[int]]:
        """A polygon in pixels of this page, drawn `scale` times as large."""
        return [[round(x * self.width * scale), round(y * self.height * scale)] for x, y in polygon]


class ReadDocument(msgspec.Struct, frozen=True):
    """One document that was found in a file.

    Attributes:
        document_type: one of Reviewer's.
        confidence: 0..1 of the type; None when it was asked for.
        fields: regions name pages of the file.
        pages: indexes of its pages in the file.
    """

    document_type: str
    fields: tuple[Field, ...]
    confidence: float | None = None
    pages: tuple[int, ...] = (0,)

    def value(self, name: str) -> Value | None:
        """The first value with a text of a field."""
        return next(iter(self.values(name)), None)

    def values(self, name: str) -> list[Value]:
        """The values with a text of a field."""
        return [value for field in self.fields if field.name == name for value in field.values if value.text]

    def rows(self, name: str) -> list[Row]:
        """The rows of a field."""
        return [row for field in self.fields if field.name == name for row in field.rows]


def in_lines(values: list[Value]) -> list[Value]:
    """The lines of texts, each with its own place where every line has one."""
    found = []
    for value in values:
        lines = value.text.splitlines()
        placed = len(lines) == len(value.regions)
        found += [
            replace(value, text=line, normalized=None, regions=value.regions[at : at + 1] if placed else value.regions)
            for at, line in enumerate(lines)
        ]
    return found


class Reading(msgspec.Struct, frozen=True):
    """A file, read.

    Attributes:
        media_type: of the file, found from its content.
        pages: in order.
        documents: that were found in it, at least one.
    """

    media_type: str
    pages: tuple[ReadPage, ...]
    documents: tuple[ReadDocument, ...]

    @property
    def first(self) -> ReadDocument:
        """The first document, or the only one."""
        return self.documents[0]


class Unreadable(Exception):
    """The file cannot be read; the text says why."""


class Reader(Protocol):
    """Reads files; any thread may ask."""

    def read(self, content: bytes, name: str, kinds: tuple[str, ...] = ()) -> Reading:
        """Read a file.

        Args:
            content: its bytes.
            name: as it was uploaded, may be empty.
            kinds: Reviewer's document types that it may be (empty: any). Of one kind, it is that.

        Raises:
            Unreadable: it cannot be.
        """
        ...
