"""From the answer that is kept to values under review, in one transaction with the end of the task."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from msgspec.structs import replace
from sqlalchemy import Connection

from reviewer.domain.document import AUTO
from reviewer.domain.document_type import DocumentType
from reviewer.domain.field import Field
from reviewer.domain.recognition import Recognition, RecognitionTask, TaskState
from reviewer.domain.revision import Origin, RevisionStatus
from reviewer.domain.step import Step
from reviewer.domain.text import PageText
from reviewer.errors import Cancelled, ProviderError, ReviewerError
from reviewer.providers.base import Answer, Mapped, Options, Provider
from reviewer.services.chosen import chosen_type
from reviewer.services.ledger import Ledger
from reviewer.services.remote.answer import Taken, taken_in, type_of
from reviewer.services.remote.checked import answered
from reviewer.services.remote.elsewhere import take_over
from reviewer.services.remote.record import Record
from reviewer.store import recognitions, steps, tasks, texts
from reviewer.store.workspace import Workspace

_log = logging.getLogger(__name__)

Understood = TypeVar("Understood")
Told = Callable[[Step], None]
Read = Callable[[str, PageText], None]
LocateHere = Callable[[tuple[Field, ...], DocumentType], tuple[Field, ...]]


@dataclass(frozen=True)
class Landing:
    """Of one task.

    Attributes:
        workspace, ledger: where it goes.
        record: of the task.
        made: the provider.
        options: of the provider.
        locate: finds the places of values that came without one.
        told: called with each step that was committed.
        read: called with the document's id and each page's words, when committed.
    """

    workspace: Workspace
    ledger: Ledger
    record: Record
    made: type[Provider]
    options: Options
    locate: LocateHere
    told: Told
    read: Read

    def land(self) -> Recognition:
        """Bring it home.

        Raises:
            ProviderError: the answer cannot be understood, or tells that the task failed.
            Conflict: somebody else moved the task, or its document is gone.
            StoreError: it cannot be written.
        """
        mapped = self._guarded(self._mapped)
        if self.record.errand.checks:
            return self._commit_check(mapped)
        taken = self._guarded(lambda: self._taken(mapped))
        made, task = self._commit(taken, mapped.status)
        self.record.task = task
        for text in taken.texts:
            self.read(self.record.document.id, text)
        for step in made:
            self.told(step)
        return taken.recognition

    def _guarded(self, understand: Callable[[], Understood]) -> Understood:
        """What is made of an answer; anything in it that nobody has thought of is an error, never a crash."""
        try:
            return understand()
        except ReviewerError:
            raise
        except Exception as error:
            _log.warning("an answer could not be mapped: %s", type(error).__name__)
            raise ProviderError(
                "The answer is not as the service describes it.",
                "It is kept. Read the document here, or send it again.",
                code="answer",
            ) from None

    def _mapped(self) -> Mapped:
        errand = self.record.errand
        return self.made.mapped(Answer(self.record.bodies or ()), replace(errand.sent, noted=errand.ticket.data))

    def _taken(self, mapped: Mapped) -> Taken:
        record, kind = self.record, self._kind(mapped)
        return taken_in(
            mapped,
            record.task,
            record.document,
            record.errand,
            made=self.made,
            kind=kind,
            locate=lambda fields: self.locate(fields, kind),
        )

    def _kind(self, mapped: Mapped) -> DocumentType:
        """The document type of the answer; one that a person chose meanwhile counts more than the service's word."""
        wanted = self.record.task.document_type
        if wanted == AUTO:
            with self.workspace.read() as connection:
                wanted = chosen_type(connection, self.record.document.id) or AUTO
        return self.ledger.kind(type_of(mapped, wanted, self.options, self.ledger.types))

    def _commit(self, taken: Taken, status: RevisionStatus | None) -> tuple[list[Step], RecognitionTask]:
        document, task = self.record.document.id, self.record.task
        found = taken.recognition

        def commit(connection: Connection) -> tuple[list[Step], RecognitionTask]:
            for text in taken.texts:
                texts.keep(connection, task.id, document, text)
            merged = self.ledger.merge(
                connection,
                document,
                found.fields,
                document_type=found.document_type,
                origin=self.made.title,
                asked=task.asked,
                bulk=task.bulk,
                recognition=found,
                bundle=found.bundle,
                source=Origin(task.source, found.messages),
            )
            known = take_over(connection, self.ledger, document, status, self.made.title)
            made = [step for step in (merged, known) if step is not None]
            return made, tasks.move(connection, task, TaskState.DONE)

        return self.workspace.lane.call(commit)

    def _commit_check(self, mapped: Mapped) -> Recognition:
        """Keep what the service says of corrections. Its values are not taken: they are those that were corrected."""
        document, task = self.record.document.id, self.record.task

        def commit(connection: Connection) -> tuple[Step, RecognitionTask, Recognition | None]:
            revision, _ = steps.load(connection, document)
            step = self.ledger.append(connection, answered(revision, mapped, self.record.errand, task.source))
            done = tasks.move(connection, task, TaskState.DONE)
            return step, done, recognitions.latest(connection, document)

        step, self.record.task, latest = self.workspace.lane.call(commit)
        self.told(step)
        if latest is None:
            raise Cancelled  # deleted for good meanwhile
        return latest
