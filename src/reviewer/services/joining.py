"""Makes one document of several: their pages one after the other, with what is known of them."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from msgspec.structs import replace
from sqlalchemy import Connection

from reviewer.domain.document import AUTO, Document
from reviewer.domain.joining import Member, joined, removed
from reviewer.domain.recognition import Recognition, RecognitionTask, TaskState
from reviewer.domain.revision import Revision, RevisionStatus
from reviewer.domain.step import Change, OriginChange, Step, StepKind
from reviewer.jobs import CancelToken, Report
from reviewer.services.chosen import chosen_type
from reviewer.services.clock import now
from reviewer.services.consequences import MOST_PAGES
from reviewer.services.ledger import Ledger
from reviewer.services.making import made
from reviewer.services.places import as_arranged
from reviewer.services.sources import is_provider
from reviewer.services.wishes import Wish, wished
from reviewer.store import documents, recognitions, steps, tasks, texts
from reviewer.store.problems import Conflict
from reviewer.store.workspace import Workspace

_FINISHED = (RevisionStatus.REVIEWED, RevisionStatus.REJECTED)


@dataclass(frozen=True)
class Joined:
    """What became of several documents.

    Attributes:
        steps: one in the log of each; undoing them brings the documents back and deletes the one that was made.
        document: id of the one that was made.
        task: that reads it, when one of them had not been read.
    """

    steps: tuple[Step, ...]
    document: str
    task: RecognitionTask | None = None


@dataclass(frozen=True)
class _Member:
    """One of the documents as it is."""

    document: Document
    revision: Revision
    recognition: Recognition | None


@dataclass(frozen=True)
class JoinJob:
    """Make one document of several, in one transaction.

    Attributes:
        workspace, ledger: where they are.
        documents: their ids, in the order that their pages are to have.
        operator: who does it.
        languages: that it is read in, when nobody named others.
    """

    kind: ClassVar[str] = "join"
    workspace: Workspace
    ledger: Ledger
    documents: tuple[str, ...]
    operator: str
    languages: tuple[str, ...] = ()

    def __call__(self, token: CancelToken, report: Report) -> Joined:
        """Do it.

        Raises:
            Conflict: one of them is gone, finished, or being read; or there are less than two.
            StoreError: it cannot be written.
        """
        return self.workspace.lane.call(self._join)

    def _join(self, connection: Connection) -> Joined:
        members = [self._member(connection, document) for document in dict.fromkeys(self.documents)]
        _check_count(members)
        wish, read_anyway = self._wish(connection, members)
        for member in members:
            _stop_waiting(connection, member.document)
        whole = _document([member.document for member in members])
        documents.add(connection, whole, self.workspace.originals)
        unread = any(member.recognition is None for member in members)
        task = wished(whole.id, wish, read_anyway=read_anyway)
        tasks.enqueue(connection, task if unread else replace(task, state=TaskState.DONE))
        _give_texts(connection, members, task)
        self._begin(connection, whole, members, None if unread else _recognition(members, task))
        bulk = str(uuid.uuid4())
        kept = tuple(
            self.ledger.append(
                connection,
                made(each.document.id, StepKind.JOIN, "join", self._who, parts=(whole.id,), bulk=bulk),
            )
            for each in members
        )
        return Joined(kept, whole.id, task if unread else None)

    @property
    def _who(self) -> str:
        return self.operator or "operator"

    def _member(self, connection: Connection, document: str) -> _Member:
        found = documents.get(connection, document)
        revision, _ = steps.load(connection, document)
        if found.deleted:
            raise Conflict(f"“{found.name}” is deleted.", "Choose other documents.")
        if revision.status in _FINISHED:
            raise Conflict(f"“{found.name}” is finished.", "Reopen it first, then merge.", code="finished")
        recognition = recognitions.latest(connection, document)
        return _Member(found, revision, None if recognition is None else as_arranged(connection, found, recognition))

    def _wish(self, connection: Connection, members: Sequence[_Member]) -> tuple[Wish, bool]:
        """How the whole is read: as the first document was, by a type only when somebody named it."""
        first = members[0].document.id
        last = next(iter(reversed(tasks.of_document(connection, first))), None)
        chosen = chosen_type(connection, first) or AUTO
        if last is None:
            return Wish(document_type=chosen, languages=self.languages), False
        named = last.document_type if chosen == AUTO else chosen
        return Wish(last.source, named, last.languages or self.languages), last.read_anyway

    def _begin(
        self, connection: Connection, whole: Document, members: Sequence[_Member], recognition: Recognition | None
    ) -> None:
        """Begin the log of the whole, with the values of all."""
        known = [member for member in members if member.revision.entries]
        name = next((member.revision.document_type for member in known), AUTO)
        kinds = self.ledger.kind(name)
        parts = [
            Member(
                each.document.name,
                each.revision,
                self.ledger.kind(each.revision.document_type) if each.revision.entries else kinds,
                len(each.document.pages),
            )
            for each in members
        ]
        entries = joined(parts, date.today())
        origin = next((member.revision.origin for member in members if member.revision.origin is not None), None)
        if recognition is not None:
            recognitions.add(connection, recognition)
        step = made(
            whole.id,
            StepKind.JOIN,
            "joined",
            self._who,
            changes=tuple(Change(entry.id, after=entry) for entry in entries.values()),
            type_before=AUTO if name != AUTO else "",
            type_after=name if name != AUTO else "",
            origin=None if origin is None else OriginChange(after=origin),
            recognition="" if recognition is None else recognition.id,
            undoable=False,
        )
        self.ledger.append(connection, step)
        gone = removed(parts, entries)
        if gone:  # what a person removed stays so
            changes = tuple(Change(entry.id, before=entry) for entry in gone.values())
            again = made(whole.id, StepKind.EDIT, "remove", self._who, changes=changes, undoable=False)
            self.ledger.append(connection, again)


@dataclass(frozen=True)
class JoinAgainJob:
    """Do a merge again that was undone, whenever that was: all of it, in one transaction.

    Attributes:
        workspace, ledger: where they are.
        step: of the merge, in any of the documents.
        operator: who does it.
    """

    kind: ClassVar[str] = "join"
    workspace: Workspace
    ledger: Ledger
    step: Step
    operator: str

    def __call__(self, token: CancelToken, report: Report) -> Joined:
        """Do it.

        Raises:
            Conflict: one of the documents, or the one that was made, is not as it was any more.
            StoreError: it cannot be written.
        """
        return self.workspace.lane.call(self._join)

    def _join(self, connection: Connection) -> Joined:
        joins = tuple(steps.of_bulk(connection, self.step.bulk))
        redos = [self._redo(connection, join) for join in joins]
        (whole,) = self.step.parts
        self.ledger.append_all(connection, redos)
        members = [documents.get(connection, join.document) for join in joins]
        there = {(page.original, page.index) for member in members for page in member.pages}
        if any((page.original, page.index) not in there for page in documents.get(connection, whole).pages):
            raise Conflict("One of the merged documents was deleted for good.", "Merge the others anew.")
        return Joined(joins, whole)

    def _redo(self, connection: Connection, join: Step) -> Step:
        _, history = steps.load(connection, join.document)
        if not history.undone or history.undone[-1].id != join.id:
            name = documents.get(connection, join.document).name
            raise Conflict(f"“{name}” was changed after its merge was undone.", "Merge the documents anew.")
        return made(join.document, StepKind.REDO, "", self.operator or "operator", cancels=history.undos[-1].id)


def _check_count(members: Sequence[_Member]) -> None:
    """Whether they are several, and no more pages than a document may have."""
    if len(members) < 2:
        raise Conflict("One document alone cannot be merged.", "Choose several in the queue.")
    if sum(len(member.document.pages) for member in members) > MOST_PAGES:
        raise Conflict(f"Together these are more than {MOST_PAGES} pages.", "Merge fewer documents.")


def _stop_waiting(connection: Connection, document: Document) -> None:
    """No reading of one of them is begun any more.

    Raises:
        Conflict: one is going on.
    """
    for task in tasks.of_document(connection, document.id, only_open=True):
        if task.state is not TaskState.QUEUED:
            raise Conflict(f"“{document.name}” is still being read.", "Merge when that is done, or cancel reading.")
        tasks.move(connection, task, TaskState.CANCELLED)


def _document(members: Sequence[Document]) -> Document:
    """The whole, called as the first one."""
    files = {original.sha256: original for each in members for original in each.originals}
    pages = tuple(page for each in members for page in each.pages)
    return Document(str(uuid.uuid4()), members[0].name, tuple(files.values()), pages, members[0].document_type, now())


def _give_texts(connection: Connection, members: Sequence[_Member], task: RecognitionTask) -> None:
    """Let pages keep their words: nothing is read twice."""
    before = 0
    for member in members:
        for number in range(len(member.document.pages)):
            text = texts.latest(connection, member.document.id, number)
            if text is not None:
                texts.keep(connection, task.id, task.document, replace(text, page=before + number))
        before += len(member.document.pages)


def _recognition(members: Sequence[_Member], task: RecognitionTask) -> Recognition | None:
    """How the pages were read, as far as that was done here: a service knows nothing of the whole."""
    found = [member.recognition for member in members if member.recognition is not None]
    if any(is_provider(each.name) for each in found):
        return None
    pages, before = [], 0
    for member, each in zip(members, found, strict=True):
        pages += [replace(reading, page=before + reading.page) for reading in each.pages]
        before += len(member.document.pages)
    return Recognition(
        str(uuid.uuid4()),
        task.document,
        found[0].document_type,
        found[0].name,
        found[0].version,
        found[0].languages,
        task.id,
        found[0].type_confidence,
        found[0].type_reason,
        tuple(pages),
        messages=tuple(dict.fromkeys(message for each in found for message in each.messages if each.bundle is None)),
        created_at=now(),
    )
