"""Finds where values stand that a provider gave without places, with an engine on this computer."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from msgspec.structs import replace

from reviewer.domain.document import AUTO, Document
from reviewer.domain.document_type import DocumentType
from reviewer.domain.field import Field, Value
from reviewer.domain.recognition import RecognitionTask
from reviewer.domain.text import PageText
from reviewer.errors import ReviewerError
from reviewer.extraction.places import located
from reviewer.jobs import CancelToken
from reviewer.services.reading import PageReader, ReadPage
from reviewer.services.tools import Passwords, Tools
from reviewer.settings import Reading
from reviewer.store.originals import Originals

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Locator:
    """Locates values.

    Attributes:
        originals, passwords: where the files are.
        types: the document types by name.
        tools: the children that read.
        reading: the operator's settings.
        known: gives the words of a page (document's id, page) that were read before, None when there are none.
        keep: keeps what is read now.
    """

    originals: Originals
    passwords: Passwords
    types: Mapping[str, DocumentType]
    tools: Tools
    reading: Reading
    known: Callable[[str, int], PageText | None]
    keep: Callable[[RecognitionTask, ReadPage], None]

    def __call__(
        self,
        document: Document,
        task: RecognitionTask,
        fields: tuple[Field, ...],
        kind: DocumentType,
        token: CancelToken,
    ) -> tuple[Field, ...]:
        """The fields with the places that were found; as they are when there are no words, or nothing can be read.

        Args:
            document: that the fields are about.
            task: that gave them.
            fields: text and confidence of their values stay.
            kind: the document type of the fields.
            token: to cancel with.

        Raises:
            Cancelled: the token asked to stop.
        """
        if not any(_lacks_place(value) for field in fields for value in _values(field)):
            return fields
        pages = [text for page in range(len(document.pages)) if (text := self._words(document, task, page, token))]
        return located(pages, fields, kind, date.today(), token.check)

    def _words(self, document: Document, task: RecognitionTask, page: int, token: CancelToken) -> PageText | None:
        """The words of a page; None when they cannot be read, which is told where the page is read for itself."""
        token.check()
        try:
            known = self.known(document.id, page)
            if known is not None:
                return known
            reader = PageReader(
                document,
                replace(task, source=AUTO, pages=()),
                self.originals,
                self.passwords,
                self.types,
                self.tools,
                self.reading,
            )
            read = reader.read(page, token)
            self.keep(task, read)
        except ReviewerError as error:
            _log.warning("page %s of document %s could not be read to locate values: %s", page, document.id, error.code)
            return None
        return read.text


def _lacks_place(value: Value) -> bool:
    return bool(value.text) and not value.regions


def _values(field: Field) -> tuple[Value, ...]:
    cells = (value for row in field.rows for cell in row.fields for value in cell.values)
    return (*field.values, *cells)
