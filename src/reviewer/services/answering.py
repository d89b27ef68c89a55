"""A recorded answer of a service as a dossier: the same mapping as in a recognition, without a workspace."""

import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from reviewer import rules
from reviewer.domain.document import AUTO, Document, Original, Page
from reviewer.domain.document_type import DocumentType
from reviewer.domain.field import Field, Region
from reviewer.domain.recognition import PageReading, Recognition
from reviewer.domain.revision import Revision, entries_of
from reviewer.domain.text import TextSource
from reviewer.errors import ProviderError, ReviewerError
from reviewer.exporters.base import Dossier
from reviewer.jobs import CancelToken
from reviewer.pages.client import PageClient
from reviewer.providers.base import Answer, Mapped, Sent, Size
from reviewer.services.clock import now
from reviewer.services.remote import connection
from reviewer.services.remote.answer import complete, regions_of, renamed, upright_back, with_normal
from reviewer.services.remote.fitting import fitted

_NO_FILE = "0" * 64


@dataclass(frozen=True)
class AnswerJob:
    """Map an answer.

    Attributes:
        provider: its name.
        name: what the answer's file is called.
        bodies: the answer, a body for each part.
        types: the document types by name.
        document_type: Reviewer's; ``auto`` keeps the service's own names.
        document: the file that was sent, when it is at hand: pixels become places on its pages.
        pages: looks into that file.
    """

    provider: str
    name: str
    bodies: tuple[bytes, ...]
    types: Mapping[str, DocumentType]
    document_type: str
    document: Path | None
    pages: PageClient

    def __call__(self, token: CancelToken) -> Dossier:
        """The dossier.

        Raises:
            NotFinished: it is no finished answer.
            ProviderError: it cannot be understood.
            InputError: the document cannot be read.
        """
        file = _blank(self.name) if self.document is None else self._looked_at(self.document, token)
        sent = Sent(tuple(Size(page.width, page.height) for page in file.pages if page.width), (), self.document_type)
        mapped = self._mapped(sent)
        kind = self._kind(mapped)
        fields = self._fields(mapped, kind)
        document = _grown(file, fields, mapped)
        revision = Revision(
            document.id,
            document_type=kind.name,
            entries={entry.id: entry for entry in entries_of(fields)},
        )
        if mapped.status is not None:
            revision = replace(revision, status=mapped.status)
        recognition = Recognition(
            str(uuid.uuid4()),
            document.id,
            kind.name,
            self.provider,
            version=mapped.version,
            pages=tuple(
                PageReading(page, TextSource.PROVIDER, self.provider, turn=mapped.turns.get(page, 0) % 360)
                for page in range(len(document.pages))
            ),
            fields=fields,
            messages=mapped.messages,
            extras=mapped.extras,
            created_at=now(),
            remote_id=mapped.remote_id,
        )
        issues = rules.check(revision, kind, date.today())
        return Dossier(document, revision, recognition, kind, issues, provider=True)

    def _mapped(self, sent: Sent) -> Mapped:
        made = connection.kind(self.provider)
        try:
            return made.mapped(Answer(self.bodies), sent)
        except ReviewerError:
            raise
        except Exception:
            raise ProviderError(f"This is not as {made.title} describes its answers.", code="answer") from None

    def _kind(self, mapped: Mapped) -> DocumentType:
        if self.document_type != AUTO:
            return self.types[self.document_type]
        return DocumentType(mapped.document_type or AUTO, mapped.document_type)

    def _fields(self, mapped: Mapped, kind: DocumentType) -> tuple[Field, ...]:
        fields = upright_back(mapped.fields, mapped.turns)
        if self.document_type == AUTO:
            return fields
        names = connection.kind(self.provider).names.get(kind.name, {})
        fields = fitted(renamed(fields, names), kind, names)
        return complete(tuple(with_normal(field, kind) for field in fields), kind)

    def _looked_at(self, path: Path, token: CancelToken) -> Document:
        probe = self.pages.probe(path, token=token)
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        original = Original(sha256, probe.media_type, path.stat().st_size, path.name, probe.page_count)
        sizes = [self.pages.size(path, index, token=token) for index in range(probe.page_count)]
        pages = tuple(Page(sha256, index, width=size.width, height=size.height) for index, size in enumerate(sizes))
        return Document(str(uuid.uuid4()), path.name, (original,), pages)


def _blank(name: str) -> Document:
    return Document(str(uuid.uuid4()), name, (), ())


def _grown(document: Document, fields: tuple[Field, ...], mapped: Mapped) -> Document:
    """The document with as many pages as the answer speaks of, when it has none of its own."""
    if document.pages:
        return document
    told = [region.page for region in _regions(fields)] + [text.page for text in mapped.texts] + [*mapped.turns]
    count = max((*told, mapped.page_count - 1, 0)) + 1
    return replace(document, pages=tuple(Page(_NO_FILE, index) for index in range(count)))


def _regions(fields: tuple[Field, ...]) -> list[Region]:
    return [region for field in fields for region in regions_of(field)]
