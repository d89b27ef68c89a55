"""Why the fields of a document have the values they have, from the words that were read."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from reviewer.domain.document_type import DocumentType
from reviewer.extraction.explain import Explained, explain
from reviewer.jobs import CancelToken, Report
from reviewer.services.ledger import Ledger
from reviewer.store import documents, steps, texts
from reviewer.store.workspace import Workspace


@dataclass(frozen=True)
class Explanation:
    """The document type that a document is read as, and its fields explained."""

    kind: DocumentType
    fields: tuple[Explained, ...]


@dataclass(frozen=True)
class ExplainJob:
    """Explain the fields of a document as its type is now; reads nothing again.

    Attributes:
        workspace, ledger: where its words and its type are.
        document: id.
        most: candidates of each field.
    """

    kind: ClassVar[str] = "explain"
    workspace: Workspace
    ledger: Ledger
    document: str
    most: int = 5

    def __call__(self, token: CancelToken, report: Report) -> Explanation:
        del report
        with self.workspace.read() as connection:
            count = len(documents.get(connection, self.document).pages)
            found = (texts.latest(connection, self.document, page) for page in range(count))
            pages = [text for text in found if text is not None]
            revision, _ = steps.load(connection, self.document)
        kind = self.ledger.kind(revision.document_type)
        token.check()
        return Explanation(kind, explain(pages, kind, today=date.today(), most=self.most, check=token.check))
