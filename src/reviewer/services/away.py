"""Makes the job that has a document recognized by a provider, of what a desk has."""

from collections.abc import Callable
from typing import Protocol

from sqlalchemy import Connection

from reviewer.document_types import DocumentTypes
from reviewer.domain.recognition import RecognitionTask
from reviewer.domain.revision import Revision
from reviewer.domain.step import Step
from reviewer.domain.text import PageText
from reviewer.services.ledger import Ledger
from reviewer.services.nudges import Nudges
from reviewer.services.reading import ReadPage
from reviewer.services.remote.connection import Connections
from reviewer.services.remote.locating import Locator
from reviewer.services.remote.recognize import RemoteJob
from reviewer.services.remote.upload import Uploads
from reviewer.services.tools import Passwords, Tools
from reviewer.settings import Settings
from reviewer.store import documents, steps, texts
from reviewer.store.workspace import Workspace

Read = Callable[[str, PageText], None]


class Owner(Protocol):
    """What is needed of a desk."""

    workspace: Workspace
    ledger: Ledger
    types: DocumentTypes
    passwords: Passwords
    nudges: Nudges
    closing: bool

    @property
    def settings(self) -> Settings: ...

    @property
    def connections(self) -> Connections: ...


def remote_job(
    desk: Owner,
    task: RecognitionTask,
    tools: Tools,
    told: Callable[[Step], None],
    read: Read,
    patience: float | None,
) -> RemoteJob:
    """The job for a task; see `RemoteJob`."""
    workspace, passwords = desk.workspace, desk.passwords

    def revision(document: str) -> Revision:
        with workspace.read() as connection:
            return steps.load(connection, document)[0]

    def known(document: str, page: int) -> PageText | None:
        with workspace.read() as connection:
            return texts.latest(connection, document, page)

    return RemoteJob(
        task,
        workspace,
        desk.ledger,
        desk.connections,
        Uploads(workspace.originals, passwords, tools.pages, desk.ledger, revision),
        Locator(
            workspace.originals,
            passwords,
            desk.types,
            tools,
            desk.settings.reading,
            known,
            lambda kept, page: _keep(workspace, kept, page, read),
        ),
        desk.nudges,
        told,
        read,
        lambda: desk.closing,
        patience,
    )


def _keep(workspace: Workspace, task: RecognitionTask, page: ReadPage, read: Read) -> None:
    """Keep the words of a page that were read beside a provider's answer."""

    def commit(connection: Connection) -> None:
        texts.keep(connection, task.id, task.document, page.text)
        documents.set_sizes(connection, task.document, {page.text.page: page.size})

    workspace.lane.call(commit)
    read(task.document, page.text)
