"""What an exporter gets, and what it has."""

from collections.abc import Callable, Iterable, Iterator
from typing import ClassVar, Protocol

import msgspec

from reviewer.domain.document import Document, Page
from reviewer.domain.document_type import DocumentType
from reviewer.domain.field import Region
from reviewer.domain.issue import Issue
from reviewer.domain.recognition import Recognition
from reviewer.domain.revision import Revision


class Dossier(msgspec.Struct, frozen=True):
    """All there is of one document.

    Attributes:
        document: with its originals and pages.
        revision: the values as they count.
        recognition: the last one, None when nothing was recognized.
        document_type: gives the order of the fields, and names those without a value.
        issues: what the rules say of the revision.
        provider: the recognition came over the network; else from an engine here.
        snippet: makes the picture of a region as PNG.
    """

    document: Document
    revision: Revision
    recognition: Recognition | None = None
    document_type: DocumentType | None = None
    issues: tuple[Issue, ...] = ()
    provider: bool = False
    snippet: Callable[[Region], bytes] | None = None

    @property
    def pages(self) -> tuple[Page, ...]:
        return self.document.pages


class Exporter(Protocol):
    """One format.

    Attributes:
        title: for the operator.
        suffix: of its files, with the dot; without it the name of the format on the command line.
        together: many documents go into one file; else each gets its own.
        snippets: it wants pictures of the places; else nobody draws them.
        notice: a sentence that must be said before anything is written, or empty.
    """

    title: ClassVar[str]
    suffix: ClassVar[str]
    together: ClassVar[bool]
    snippets: ClassVar[bool]
    notice: ClassVar[str]

    def export(self, dossiers: Iterable[Dossier]) -> Iterator[bytes]:
        """The bytes of the file, in pieces."""
        ...
