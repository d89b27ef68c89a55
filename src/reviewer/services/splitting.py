"""Makes documents of the parts of one; the original stays one file that all of them show a part of."""

import uuid
from dataclasses import dataclass
from pathlib import PurePath
from typing import ClassVar

from msgspec.structs import replace
from sqlalchemy import Connection

from reviewer.domain.bundle import Bundle, Part
from reviewer.domain.document import AUTO, Document, Page
from reviewer.domain.geometry import Box
from reviewer.domain.recognition import RecognitionTask, TaskState
from reviewer.domain.revision import Revision, RevisionStatus
from reviewer.domain.step import History, Step, StepKind
from reviewer.jobs import CancelToken, Report
from reviewer.pages.area import cut_size
from reviewer.pages.calls import PageSize
from reviewer.services.along import taken_along
from reviewer.services.clock import now
from reviewer.services.ledger import Ledger
from reviewer.services.making import made
from reviewer.services.parts import go_on
from reviewer.services.wishes import Wish, wished
from reviewer.store import documents, steps, tasks, texts
from reviewer.store.problems import Conflict
from reviewer.store.workspace import Workspace

_WHOLE = Box(0.0, 0.0, 1.0, 1.0)


@dataclass(frozen=True)
class Split:
    """What became of a document.

    Attributes:
        step: in its log; undoing it brings the document back and deletes its parts.
        parts: ids of the documents that were made, in their order.
        tasks: that recognize them.
        carried: how many values that a person set or confirmed went with them.
        left: how many did not: they have no place, or one on no part alone.
    """

    step: Step
    parts: tuple[str, ...]
    tasks: tuple[RecognitionTask, ...]
    carried: int = 0
    left: int = 0


@dataclass(frozen=True)
class SplitJob:
    """Split a document, in one transaction: where it seems to be several, or as a person says.

    Attributes:
        workspace, ledger: where it is.
        document: its id.
        operator: who does it.
        languages: that its parts are read in, when nobody named others for it.
        pages: of each part, as a person says; every page once. Empty: as the document seems to be several.
    """

    kind: ClassVar[str] = "split"
    workspace: Workspace
    ledger: Ledger
    document: str
    operator: str
    languages: tuple[str, ...] = ()
    pages: tuple[tuple[int, ...], ...] = ()

    def __call__(self, token: CancelToken, report: Report) -> Split:
        """Do it.

        Raises:
            Conflict: the document is gone, finished, being read, or does not seem to be several any more.
            StoreError: it cannot be written.
        """
        return self.workspace.lane.call(self._split)

    def _split(self, connection: Connection) -> Split:
        parent = documents.get(connection, self.document)
        revision, history = steps.load(connection, parent.id)
        bundle = _by_hand(parent, self.pages) if self.pages else revision.bundle
        if bundle is None or parent.deleted:
            raise Conflict("This document does not seem to be several any more.", "Open it again.")
        if revision.status in (RevisionStatus.REVIEWED, RevisionStatus.REJECTED):
            raise Conflict("This document is finished.", "Reopen it first, then split it.", code="finished")
        _stop_waiting(connection, parent.id)
        wish, read_anyway = self._wish(connection, parent, revision, history)
        ids: list[str] = []
        begun: list[RecognitionTask] = []
        count = 0
        for number, part in enumerate(bundle.parts, 1):
            child = _document(parent, part, f"{number} of {len(bundle.parts)}")
            documents.add(connection, child, self.workspace.originals)
            task = wished(child.id, wish, read_anyway=read_anyway)
            tasks.enqueue(connection, task)
            _give_texts(connection, parent.id, part, task)
            count += self._carry(connection, revision, bundle, part, child.id)
            ids.append(child.id)
            begun.append(task)
        step = made(parent.id, StepKind.SPLIT, "split", self._who, parts=tuple(ids))
        kept = self.ledger.append(connection, step)
        settled = sum(entry.value.settled for entry in revision.entries.values())
        return Split(kept, tuple(ids), tuple(begun), count, settled - count)

    @property
    def _who(self) -> str:
        return self.operator or "operator"

    def _wish(
        self, connection: Connection, parent: Document, revision: Revision, history: History
    ) -> tuple[Wish, bool]:
        """How the parts are recognized: as the document was, by a type only when somebody named it."""
        last = next(iter(reversed(tasks.of_document(connection, parent.id))), None)
        chosen = revision.document_type if any(step.type_after for step in history.done) else AUTO
        if last is None:
            return Wish(document_type=chosen, languages=self.languages), False
        named = last.document_type if chosen == AUTO else chosen
        return Wish(last.source, named, last.languages or self.languages), last.read_anyway

    def _carry(self, connection: Connection, revision: Revision, bundle: Bundle, part: Part, child: str) -> int:
        """Begin the log of a part, with what a person did on it. Returns how many values are settled there."""
        found = taken_along(revision, bundle, part, placeless=bool(self.pages) and part is bundle.parts[0])
        changes = tuple(change for change in found if change.after is not None)
        gone = tuple(change for change in found if change.after is None)
        document_type = revision.document_type if changes else ""
        step = made(
            child,
            StepKind.SPLIT,
            "part",
            self._who,
            changes=changes,
            type_before=AUTO if changes else "",
            type_after=document_type,
            undoable=False,
        )
        self.ledger.append(connection, step)
        if gone:
            removed = made(child, StepKind.EDIT, "remove", self._who, changes=gone, undoable=False)
            self.ledger.append(connection, removed)
        return sum(change.after is not None and change.after.value.settled for change in changes)


@dataclass(frozen=True)
class GoOnJob:
    """Queue the readings of a split's parts again that were stopped when it was undone.

    Attributes:
        workspace: where they are.
        parts: ids of the documents.
    """

    kind: ClassVar[str] = "go on with parts"
    workspace: Workspace
    parts: tuple[str, ...]

    def __call__(self, token: CancelToken, report: Report) -> tuple[RecognitionTask, ...]:
        """Do it. Returns the tasks that wait."""
        return self.workspace.lane.call(lambda connection: go_on(connection, self.parts))


def _by_hand(document: Document, pages: tuple[tuple[int, ...], ...]) -> Bundle:
    """The parts that a person makes of a document.

    Raises:
        Conflict: they are not all its pages, each once.
    """
    if len(pages) < 2 or not all(pages) or sorted(sum(pages, ())) != list(range(len(document.pages))):
        raise Conflict("The pages of this document were changed in the meantime.", "Open it again.")
    return Bundle(tuple(Part(tuple(each)) for each in pages), "parts")


def _stop_waiting(connection: Connection, document: str) -> None:
    """No reading of the whole is begun any more.

    Raises:
        Conflict: one is going on.
    """
    for task in tasks.of_document(connection, document, only_open=True):
        if task.state is not TaskState.QUEUED:
            raise Conflict("This document is still being read.", "Split it when that is done.")
        tasks.move(connection, task, TaskState.CANCELLED)


def _document(parent: Document, part: Part, place: str) -> Document:
    """A document of a part, called after the file: ``scan (2 of 3).pdf``."""
    name = PurePath(parent.name)
    pages = tuple(_page(parent.pages[page], part.area) for page in part.pages)
    used = {page.original for page in pages}
    return Document(
        str(uuid.uuid4()),
        f"{name.stem} ({place}){name.suffix}",
        tuple(original for original in parent.originals if original.sha256 in used),
        pages,
        AUTO,
        now(),
    )


def _page(page: Page, area: Box | None) -> Page:
    """The same page, or a part of it."""
    if area is None:
        return page
    size = cut_size(PageSize(page.width, page.height), area) if page.width else PageSize(0, 0)
    return replace(page, area=area.within(page.area or _WHOLE), width=size.width, height=size.height)


def _give_texts(connection: Connection, parent: str, part: Part, task: RecognitionTask) -> None:
    """Let whole pages keep their words. A piece is read again: larger, and straight for itself."""
    if part.area is not None:
        return
    for number, page in enumerate(part.pages):
        text = texts.latest(connection, parent, page)
        if text is not None:
            texts.keep(connection, task.id, task.document, replace(text, page=number))
