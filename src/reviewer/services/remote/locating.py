"""Finds where values stand that a provider gave without places, with an engine on this computer."""

from collections.abc import Mapping
from dataclasses import dataclass

from reviewer.domain.document import Document
from reviewer.domain.document_type import DocumentType
from reviewer.domain.field import Field
from reviewer.domain.recognition import RecognitionTask
from reviewer.jobs import CancelToken
from reviewer.services.tools import Passwords, Tools
from reviewer.settings import Reading
from reviewer.store.originals import Originals


@dataclass(frozen=True)
class Locator:
    """Locates values.

    Attributes:
        originals, passwords: where the files are.
        types: the document types by name.
        tools: the children that read.
        reading: the operator's settings.
    """

    originals: Originals
    passwords: Passwords
    types: Mapping[str, DocumentType]
    tools: Tools
    reading: Reading

    def __call__(
        self, document: Document, task: RecognitionTask, fields: tuple[Field, ...], token: CancelToken
    ) -> tuple[Field, ...]:
        return fields
