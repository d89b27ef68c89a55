"""Takes files in: each becomes a document; the original is kept unchanged."""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from sqlalchemy import Connection

from reviewer.domain.document import AUTO, Document, Original, Page
from reviewer.domain.recognition import RecognitionTask, TaskState
from reviewer.errors import PasswordNeeded, ReviewerError
from reviewer.jobs import CancelToken, Report
from reviewer.pages.calls import Probe
from reviewer.pages.client import PageClient
from reviewer.services import errands
from reviewer.services.clock import now
from reviewer.services.finding import Found, files_in
from reviewer.services.sources import is_provider
from reviewer.services.tools import Passwords
from reviewer.services.wishes import Wish, enqueued
from reviewer.store import documents, recognitions, tasks, trash
from reviewer.store.originals import Kept, unreadable
from reviewer.store.workspace import Workspace


@dataclass(frozen=True)
class Taken:
    """What became of one path.

    Attributes:
        path: as given.
        document: what it is now, or None when it could not be taken.
        task: that recognizes it, or None when it was there already.
        known: the same bytes were in the workspace before.
        parts: how many documents they are, when they were split; `document` is one of them. 0: they were not.
        notices: what the operator should know.
        error: why it could not be taken.
    """

    path: Path
    document: Document | None = None
    task: RecognitionTask | None = None
    known: bool = False
    parts: int = 0
    notices: tuple[str, ...] = ()
    error: ReviewerError | None = None


@dataclass(frozen=True)
class IntakeJob:
    """Take files and folders in, one after the other; one that fails does not stop the others.

    Attributes:
        paths: files or folders.
        workspace, pages, passwords: where they go, and what looks into them.
        wish: how they are to be recognized.
        taken: called with each outcome.
    """

    kind: ClassVar[str] = "intake"
    paths: tuple[Path, ...]
    workspace: Workspace
    pages: PageClient
    passwords: Passwords
    wish: Wish
    taken: Callable[[Taken], None]

    def __call__(self, token: CancelToken, report: Report) -> tuple[Taken, ...]:
        files = list(files_in(self.paths))
        outcomes: list[Taken] = []
        for number, file in enumerate(files):
            token.check()
            report(number / max(1, len(files)), f"Adding {number + 1} of {len(files)}")
            outcome = self._take(file, token)
            outcomes.append(outcome)
            self.taken(outcome)
        report(1.0, "")
        return tuple(outcomes)

    def _take(self, file: Found, token: CancelToken) -> Taken:
        if file.error is not None:
            return Taken(file.path, error=file.error)
        try:
            return self._kept(file.path, token)
        except ReviewerError as error:
            return Taken(file.path, error=error)
        except OSError as error:  # a name that the system does not take
            return Taken(file.path, error=unreadable(error))

    def _kept(self, path: Path, token: CancelToken) -> Taken:
        password, probe = open_with(self.pages, path, self.passwords.offered, token)
        kept = self.workspace.originals.keep(path, token)
        if password is not None:
            self.passwords.put(kept.sha256, password)
        original = Original(
            kept.sha256, probe.media_type, kept.size, path.name, probe.page_count, encrypted=probe.encrypted
        )
        document, task, known = self.workspace.lane.call(lambda connection: self._add(connection, original, kept))
        parts = self._parts(document, original) if known else 0
        return Taken(path, document, task, known, parts, probe.notices)

    def _parts(self, document: Document, original: Original) -> int:
        """How many documents of the workspace show a part each of a file that this one shows; 0 when it is alone."""
        whole = {(index, None) for index in range(original.page_count)}
        if {(page.index, page.area) for page in document.pages if page.original == original.sha256} == whole:
            return 0
        with self.workspace.read() as connection:
            count = documents.showing(connection, original.sha256)
        return count if count > 1 else 0

    def _add(
        self, connection: Connection, original: Original, kept: Kept
    ) -> tuple[Document, RecognitionTask | None, bool]:
        known = documents.find(connection, kept.sha256)
        if known is not None:
            if known.deleted:
                trash.restore(connection, known.id)
            return documents.get(connection, known.id), self._missing(connection, known.id), True
        pages = tuple(Page(original.sha256, index) for index in range(original.page_count))
        document = Document(str(uuid.uuid4()), original.name, (original,), pages, AUTO, now())
        documents.add(connection, document, self.workspace.originals)
        return document, enqueued(connection, document.id, self.wish, asked=False), False

    def _missing(self, connection: Connection, document: str) -> RecognitionTask | None:
        """A task for a known document that was never recognized, and that no task is going to."""
        if tasks.of_document(connection, document, only_open=True) or recognitions.latest(connection, document):
            return None
        last = next(iter(reversed(tasks.of_document(connection, document))), None)
        if last is not None and is_provider(last.source) and last.source == self.wish.source:
            if last.state is TaskState.LOST:
                return None  # the operator decides whether the service gets it once more
            if last.state is TaskState.FAILED:
                return errands.retry(connection, document, self.wish)
        return enqueued(connection, document, self.wish, asked=False)


@dataclass(frozen=True)
class MadeJob:
    """Take in a file that is made first, such as a picture from the clipboard; only the workspace keeps it.

    Attributes:
        make: writes the file into a folder and returns its path.
        folder: for what is not yet taken in.
        intake: the job that takes a path in.
    """

    kind: ClassVar[str] = "paste"
    make: Callable[[Path], Path]
    folder: Path
    intake: Callable[[tuple[Path, ...]], IntakeJob]

    def __call__(self, token: CancelToken, report: Report) -> tuple[Taken, ...]:
        path = self.make(self.folder)
        try:
            return self.intake((path,))(token, report)
        finally:
            path.unlink(missing_ok=True)


def open_with(pages: PageClient, path: Path, passwords: Iterable[str], token: CancelToken) -> tuple[str | None, Probe]:
    """Look into a file; try the passwords when it is encrypted. Returns the password that opened it, and the probe.

    Raises:
        PasswordNeeded: none of them opens it.
        InputError: it cannot be used.
    """
    error = PasswordNeeded("")
    for password in (None, *passwords):
        try:
            return password, pages.probe(path, password=password, token=token)
        except PasswordNeeded as needed:
            error = needed
    raise error
