"""Reads all that the window needs to show a document."""

from collections.abc import Callable
from contextlib import suppress
from typing import ClassVar

import msgspec
from msgspec.structs import replace
from sqlalchemy import Connection

from reviewer.domain.document import Document
from reviewer.domain.recognition import RecognitionTask
from reviewer.domain.revision import Revision
from reviewer.domain.step import History
from reviewer.domain.text import PageText
from reviewer.errors import StoreError
from reviewer.jobs import CancelToken, Report
from reviewer.store import documents, drafts, steps, tasks, texts
from reviewer.store.workspace import Workspace

TEXTS_AT_ONCE = 20
"""Pages whose words come with the document; those of later pages come when they are shown."""


class Opened(msgspec.Struct, frozen=True):
    """A document as it was at one moment; `page`: the one to be shown first."""

    document: Document
    revision: Revision
    history: History
    texts: dict[int, PageText]
    drafts: dict[str, str]
    tasks: tuple[RecognitionTask, ...]
    page: int = 0


class OpenJob(msgspec.Struct, frozen=True):
    """Read a document, with all that was changed before the job began.

    Attributes:
        workspace: where it is.
        document: its id.
        first_page: says which page is to be shown first.
    """

    kind: ClassVar[str] = "open"
    workspace: Workspace
    document: str
    first_page: Callable[[Opened], int]

    def __call__(self, token: CancelToken, report: Report) -> Opened:
        with suppress(StoreError):  # open for reading only, or closing
            self.workspace.lane.call(_nothing)  # steps on their way come first: an undo must name the last of them
        with self.workspace.read() as connection:
            document = documents.get(connection, self.document)
            revision, history = steps.load(connection, self.document)
            words = {
                page: text
                for page in range(min(TEXTS_AT_ONCE, len(document.pages)))
                if (text := texts.latest(connection, self.document, page)) is not None
            }
            opened = Opened(
                document,
                revision,
                history,
                words,
                drafts.get(connection, self.document),
                tuple(tasks.of_document(connection, self.document)),
            )
        return replace(opened, page=self.first_page(opened))


class TextJob(msgspec.Struct, frozen=True):
    """Read the words of one page."""

    kind: ClassVar[str] = "text"
    workspace: Workspace
    document: str
    page: int

    def __call__(self, token: CancelToken, report: Report) -> PageText | None:
        with suppress(StoreError):
            self.workspace.lane.call(_nothing)  # pages that change places on their way come first
        with self.workspace.read() as connection:
            return texts.latest(connection, self.document, self.page)


def _nothing(_connection: Connection) -> None:
    """An operation that only waits for its turn."""
