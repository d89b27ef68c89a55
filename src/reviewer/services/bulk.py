"""Does one thing to many documents: a step in each of them, all under one `bulk` id, and takes that back as one.

In pieces, so that what else is to be written need not wait, and so that it can be stopped: what was done until then
counts, and is taken back as one too.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from enum import StrEnum
from functools import partial
from typing import ClassVar

import msgspec
from sqlalchemy import Connection

from reviewer.domain.recognition import RecognitionTask
from reviewer.domain.revision import Revision, RevisionStatus
from reviewer.domain.step import Step, StepKind
from reviewer.errors import StoreError
from reviewer.jobs import CancelToken, Report, silent
from reviewer.services import errands
from reviewer.services.ledger import Ledger
from reviewer.services.making import made, status_change
from reviewer.services.wishes import Wish
from reviewer.store import queue, steps, tasks
from reviewer.store.problems import Conflict
from reviewer.store.workspace import Workspace

PIECE = 25
"""Documents in one transaction: about 50 ms, which a correction made meanwhile has to wait."""
LOOKED_UP = 500

_FINISHED = frozenset({RevisionStatus.REVIEWED, RevisionStatus.REJECTED})
_LEFT_OUT = {
    RevisionStatus.POSTPONED: _FINISHED,
    RevisionStatus.REJECTED: frozenset({RevisionStatus.REVIEWED}),
    RevisionStatus.PENDING: frozenset({RevisionStatus.PENDING, RevisionStatus.IN_REVIEW}),
}
"""Documents that do not get a status: those that have one of these."""


class Deed(StrEnum):
    """What is done to many documents."""

    DELETE = "delete"
    POSTPONE = "postpone"
    REJECT = "reject"
    REOPEN = "reopen"
    RETYPE = "retype"
    READ = "read"
    EXPORT = "export"
    UNDO = "undo"
    REDO = "redo"


STATUSES = {
    Deed.POSTPONE: RevisionStatus.POSTPONED,
    Deed.REJECT: RevisionStatus.REJECTED,
    Deed.REOPEN: RevisionStatus.PENDING,
}


class Done(msgspec.Struct, frozen=True):
    """What became of it.

    Attributes:
        deed: see Deed.
        bulk: id that the steps share; of an undo or redo that of the steps that are taken back or stand again.
        documents: ids of those to which it was done.
        left_out: how many it could not be done to.
        stopped: the operator stopped it.
        tasks: to be done, of documents that are to be read.
        undos: of an undo: the bulk id of its steps, which a redo is about.
    """

    deed: Deed
    bulk: str
    documents: tuple[str, ...] = ()
    left_out: int = 0
    stopped: bool = False
    tasks: tuple[RecognitionTask, ...] = ()
    undos: str = ""


class _Tally:
    """What was done so far."""

    def __init__(self) -> None:
        self.documents: list[str] = []
        self.tasks: list[RecognitionTask] = []
        self.left_out = 0


class BulkJob(msgspec.Struct, frozen=True):
    """Do one thing to the documents of some sequences, see Deed.

    Attributes:
        deed: what.
        bulk: id that the steps share.
        reason: for a status.
        wish: for a reading.
        busy: ids of documents that are being read, which are not read again.
        retype: gives the job that gives a document another type.
    """

    kind: ClassVar[str] = "bulk"
    workspace: Workspace
    ledger: Ledger
    operator: str
    deed: Deed
    bulk: str
    sequences: Sequence[int]
    reason: str = ""
    wish: Wish = Wish(errands.AS_BEFORE)
    busy: frozenset[str] = frozenset()
    retype: "Callable[[str, str], Callable[[CancelToken, Report], Step | None]] | None" = None

    def __call__(self, token: CancelToken, report: Report) -> Done:
        tally = _Tally()
        done = 0
        for piece in _pieces(self.workspace, self.sequences):
            if token.cancelled:
                break
            if self.deed is Deed.RETYPE:
                self._retype(piece, tally, token, partial(self._report, report, done))
            else:
                self.workspace.lane.call(partial(self._do, piece=piece, tally=tally))
            done += len(piece)
            self._report(report, done, 0)
        tally.left_out = done - len(tally.documents)
        return Done(
            self.deed,
            self.bulk,
            tuple(tally.documents),
            tally.left_out,
            token.cancelled,
            tuple(tally.tasks),
        )

    def _report(self, report: Report, done: int, more: int) -> None:
        report((done + more) / max(1, len(self.sequences)), "")

    def _do(self, connection: Connection, piece: Sequence[str], tally: _Tally) -> None:
        """One transaction: what it rolls back is not counted."""
        documents, asked = [], []
        for document in piece:
            with suppress(StoreError):  # it went, was changed meanwhile, or is damaged
                if self.deed is Deed.READ:
                    asked += self._read(connection, document)
                elif self.deed is Deed.EXPORT:
                    self.ledger.ask_export(connection, document)
                elif not self._step(connection, document):
                    continue
                if self.deed is not Deed.READ or (asked and asked[-1].document == document):
                    documents.append(document)
        tally.documents += documents
        tally.tasks += asked

    def _step(self, connection: Connection, document: str) -> bool:
        if self.deed is Deed.DELETE:
            step = made(document, StepKind.DELETE, "delete", self.operator, bulk=self.bulk)
        else:
            (revision, _), after = self.ledger.load(connection, document), STATUSES[self.deed]
            if revision.status is after or revision.status in _LEFT_OUT[after]:
                return False
            step = self._status(revision, after)
        self.ledger.append(connection, step)
        return True

    def _status(self, revision: Revision, after: RevisionStatus) -> Step:
        change, reason = status_change(revision, after), self.reason
        who, bulk = self.operator, self.bulk
        action = self.deed.value
        return made(revision.document, StepKind.STATUS, action, who, status=change, reason=reason, bulk=bulk)

    def _read(self, connection: Connection, document: str) -> list[RecognitionTask]:
        if document in self.busy:
            return []
        task = errands.retry(connection, document, self.wish, bulk=self.bulk)
        return [] if task.state in errands.STUCK else [task]

    def _retype(self, piece: Sequence[str], tally: _Tally, token: CancelToken, report: Callable[[int], None]) -> None:
        """One by one: looking through the words of a document takes much longer than writing what is found."""
        assert self.retype is not None
        for number, document in enumerate(piece):
            if token.cancelled:
                return
            report(number)
            with suppress(Conflict):
                if self.retype(document, self.bulk)(token, silent) is not None:
                    tally.documents.append(document)


class TakeBackJob(msgspec.Struct, frozen=True):
    """Take back what was done to many documents as one, or do it again.

    Where a document was changed since, it stays as it is.

    Attributes:
        deed: UNDO or REDO.
        bulk: id that the steps share; of a redo that of the undo steps.
        own: id that the new steps share.
    """

    kind: ClassVar[str] = "bulk"
    workspace: Workspace
    ledger: Ledger
    operator: str
    deed: Deed
    bulk: str
    own: str

    def __call__(self, token: CancelToken, report: Report) -> Done:
        documents: list[str] = []
        undo, after, left_out = self.deed is Deed.UNDO, 0, 0
        if undo:
            self.workspace.lane.call(lambda connection: tasks.withdraw(connection, self.bulk))
        with self.workspace.read() as connection:
            total = steps.count_of_bulk(connection, self.bulk)
            first = self.bulk if undo else steps.bulk_taken_back(connection, self.bulk)
        while not token.cancelled:
            with self.workspace.read() as connection:
                found = steps.of_bulk_after(connection, self.bulk, after, PIECE)
            if not found:
                break
            after = found[-1].sequence
            went = self.workspace.lane.call(partial(self._take, found=found))
            documents += went
            left_out += len(found) - len(went)
            report((len(documents) + left_out) / max(1, total), "")
        return Done(self.deed, first, tuple(documents), left_out, token.cancelled, undos=self.own if undo else "")

    def _take(self, connection: Connection, found: Sequence[steps.Brief]) -> list[str]:
        kind = StepKind.UNDO if self.deed is Deed.UNDO else StepKind.REDO
        went = []
        for brief in found:
            step = made(brief.document, kind, "", self.operator, cancels=brief.id, bulk=self.own)
            with suppress(StoreError):
                self.ledger.append(connection, step)
                went.append(brief.document)
        return went


def _pieces(workspace: Workspace, sequences: Sequence[int]) -> Iterator[Sequence[str]]:
    """The ids of documents that are there, in the order of the sequences."""
    for start in range(0, len(sequences), LOOKED_UP):
        with workspace.read() as connection:
            ids = queue.ids_of(connection, sequences[start : start + LOOKED_UP])
        for first in range(0, len(ids), PIECE):
            yield ids[first : first + PIECE]
