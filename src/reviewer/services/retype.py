"""Gives a document another type: the words that were read are looked through again; nothing is read twice."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from sqlalchemy import Connection

from reviewer.domain.document import Page
from reviewer.domain.geometry import Box
from reviewer.domain.step import Step
from reviewer.engines.base import title_of
from reviewer.extraction.answer import Classification
from reviewer.extraction.bundle.find import find as find_bundle
from reviewer.extraction.extract import extract
from reviewer.jobs import CancelToken, Report
from reviewer.services.ledger import Ledger
from reviewer.store import documents, texts
from reviewer.store.problems import Conflict
from reviewer.store.workspace import Workspace


@dataclass(frozen=True)
class RetypeJob:
    """Find the fields of another type. One step, which can be undone; what a person set stays.

    Attributes:
        workspace, ledger: where the document is.
        document: its id.
        document_type: the type wanted.
        told: called with the step that was committed.
        bulk: shared by those that were given another type as one.
    """

    kind: ClassVar[str] = "retype"
    workspace: Workspace
    ledger: Ledger
    document: str
    document_type: str
    told: Callable[[Step], None]
    bulk: str = ""

    def __call__(self, token: CancelToken, report: Report) -> Step | None:
        with self.workspace.read() as connection:
            read = documents.get(connection, self.document).pages
            found = [texts.latest(connection, self.document, page) for page in range(len(read))]
        pages = [text for text in found if text is not None]
        answer = extract(pages, self.ledger.kind(self.document_type), today=date.today())
        named = Classification(self.document_type, 1.0, "")
        bundle = find_bundle(pages, self.ledger.types, named, today=date.today(), named=True)
        origin = title_of(pages[0].engine) if pages else ""

        def commit(connection: Connection) -> Step | None:
            if [_which(page) for page in documents.get(connection, self.document).pages] != [*map(_which, read)]:
                raise Conflict("The pages were changed meanwhile.", "Change the type again.")
            return self.ledger.merge(
                connection,
                self.document,
                answer.fields,
                document_type=self.document_type,
                origin=origin,
                asked=True,
                bundle=bundle,
                bulk=self.bulk,
            )

        step = self.workspace.lane.call(commit)
        if step is not None:
            self.told(step)
        return step


def _which(page: Page) -> tuple[str, int, Box | None]:
    """Which page of which file, or which part of it."""
    return page.original, page.index, page.area
