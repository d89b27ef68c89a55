"""Recognition of a document by a service: sent once, asked until the answer is there, and never lost on the way.

What is known of a task is in the store before the next request goes out: see `Errand`. So after any crash it goes on
where it was, and what may or may not have arrived is said to be uncertain. Nothing is sent twice by itself.
"""

import logging
import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import ClassVar

from msgspec.structs import replace
from sqlalchemy import Connection

from reviewer.domain.document import Document
from reviewer.domain.document_type import DocumentType
from reviewer.domain.field import Field
from reviewer.domain.recognition import Recognition, RecognitionTask, TaskState
from reviewer.domain.revision import Origin, RevisionStatus
from reviewer.domain.step import StatusChange, Step, StepKind
from reviewer.domain.text import PageText
from reviewer.errors import Busy, Cancelled, Forgotten, NotSent, ProviderError, ReplyLost, ReviewerError, StoreError
from reviewer.jobs import CancelToken, Report
from reviewer.providers.base import (
    Answer,
    Mapped,
    Pending,
    Provider,
    Sent,
    SupportsCancel,
    SupportsLookup,
    Ticket,
    Upload,
)
from reviewer.services.clock import now
from reviewer.services.ledger import TOLD, Ledger
from reviewer.services.making import made
from reviewer.services.nudges import Nudges
from reviewer.services.remote.answer import Locate, taken_in, type_of
from reviewer.services.remote.checked import answered
from reviewer.services.remote.connection import Connections
from reviewer.services.remote.errand import Errand, begun, kept, restored
from reviewer.services.remote.traffic import Traffic
from reviewer.store import answers, documents, recognitions, steps, tasks, texts
from reviewer.store.problems import Conflict
from reviewer.store.workspace import Workspace

_log = logging.getLogger(__name__)

_ENDED = frozenset({TaskState.DONE, TaskState.CANCELLED})

Told = Callable[[Step], None]
Read = Callable[[str, PageText], None]
MakeUpload = Callable[[Document, RecognitionTask, CancelToken], Upload]


@dataclass(frozen=True)
class RemoteJob:
    """Have one document recognized by a provider.

    Attributes:
        task: that is carried out; its source is the provider. It is `queued`, or `submitted` before a restart.
        workspace, ledger: where the answer goes.
        connections: make the provider.
        upload: makes what is sent.
        locate: finds the places of values that came without one.
        nudges: wake it when a callback says that there is something to fetch.
        told: called with each merge step that was committed.
        read: called with the document's id and each page's words, when committed.
        closing: whether the program is closing; then the task goes on at the next start.
        patience: seconds to go on trying while the service cannot be reached or takes nothing; None is for ever.
    """

    kind: ClassVar[str] = "recognize"
    task: RecognitionTask
    workspace: Workspace
    ledger: Ledger
    connections: Connections
    upload: MakeUpload
    locate: Locate
    nudges: Nudges
    told: Told
    read: Read
    closing: Callable[[], bool] = lambda: False
    patience: float | None = None

    def __call__(self, token: CancelToken, report: Report) -> Recognition:
        return _Run(self, token, report).run()


class _Run:
    """One run of the job: the task and its errand as they are in the store now."""

    def __init__(self, job: RemoteJob, token: CancelToken, report: Report) -> None:
        self._job = job
        self._name = job.task.source
        self._token = token
        self._report = report
        self._waited = 0.0
        with job.workspace.read() as connection:
            self._task = tasks.get(connection, job.task.id)
            self._errand = restored(tasks.ticket(connection, job.task.id))
            self._document = documents.get(connection, job.task.document)
            self._known = answers.of_task(connection, job.task.id)

    def run(self) -> Recognition:
        if self._token.cancelled or self._task.state in _ENDED:
            raise Cancelled  # while it waited for its turn
        try:
            answer = Answer(self._known) if self._known is not None else self._fetched()
            return self._finish(answer)
        except Cancelled:
            self._stopped()
            raise
        except ReplyLost as error:
            self._move(TaskState.UNCERTAIN, error)
            raise
        except Forgotten as error:
            self._move(TaskState.LOST, error)
            raise
        except Conflict:
            raise Cancelled from None  # somebody else moved the task
        except ReviewerError as error:
            self._move(TaskState.FAILED, error)
            raise

    def _fetched(self) -> Answer:
        """Send what is not sent, and ask until there is an answer; it is kept before anything is made of it."""
        provider = self._job.connections.open(self._name, self._token)
        answer: Answer | None = None
        if self._task.state is TaskState.UNCERTAIN and isinstance(provider, SupportsLookup):
            self._submitted(provider.look_up(self._task.id), looked_up=True)
        while answer is None:
            if not self._errand.submitted:
                answer = self._submit(provider)
            if answer is None:
                answer = self._wait(provider)
        found = answer
        self._job.workspace.lane.call(lambda connection: answers.keep(connection, self._task.id, found.bodies, now()))
        return found

    # Sending

    def _submit(self, provider: Provider) -> Answer | None:
        """Send every part. Returns the answer when the service gave it at once."""
        if self._task.state is not TaskState.RUNNING:
            self._move(TaskState.RUNNING)
        self._report(0.0, f"Sending to {provider.title}")
        upload = self._job.upload(self._document, self._task, self._token)
        if self._errand.ticket.ids:  # parts were sent before a restart: the others are parts of the same
            upload = replace(upload, sent=self._errand.sent)
        elif self._errand.checks:
            upload = replace(upload, sent=replace(upload.sent, expected=self._errand.sent.expected))
        self._keep(replace(self._errand, sent=upload.sent, sending=False))
        self._keep_sizes(upload.sent)
        while not (self._errand.ticket.ids and self._errand.ticket.whole):
            self._turn(provider)
            self._keep(replace(self._errand, sending=True))
            try:
                found = provider.submit(upload, self._errand.ticket)
            except (Busy, NotSent) as error:
                self._keep(replace(self._errand, sending=False))
                self._pause(error)
                continue
            except ProviderError as error:
                self._traffic.answered()
                if not isinstance(error, ReplyLost) and error.code != "answer":
                    self._keep(replace(self._errand, sending=False))
                    raise
                if not isinstance(provider, SupportsLookup):
                    raise _not_understood(error) from None
                self._submitted(provider.look_up(upload.reference), looked_up=True)
                return None
            self._traffic.answered()
            if isinstance(found, Answer):
                return found
            self._keep(replace(self._errand, ticket=found, sending=False))
        self._submitted(self._errand.ticket)
        return None

    def _submitted(self, ticket: Ticket, *, looked_up: bool = False) -> None:
        errand = begun(replace(self._errand, ticket=ticket, looked_up=looked_up))
        self._task = self._job.workspace.lane.call(
            lambda connection: tasks.move(connection, self._task, TaskState.SUBMITTED, ticket=kept(errand))
        )
        self._errand = errand

    # Asking

    def _wait(self, provider: Provider) -> Answer | None:
        """Ask until there is an answer. None: what was sent never arrived, send it again."""
        if self._task.state is not TaskState.SUBMITTED:
            self._move(TaskState.SUBMITTED)
        delay = provider.pace.first
        while True:
            self._report(0.0, f"Sent to {provider.title}")
            self._job.nudges.wait(self._task.id, delay * (0.8 + 0.4 * random.random()), self._token)
            self._turn(provider)
            try:
                found = self._asked(provider)
            except (Busy, NotSent) as error:
                self._pause(error)
                continue
            except Forgotten:
                self._traffic.answered()
                if not self._errand.looked_up:
                    raise
                self._again()
                return None
            if isinstance(found, Answer):
                return found
            delay = min(delay * provider.pace.growth, provider.pace.most)

    def _asked(self, provider: Provider) -> Pending | Answer:
        """Ask once. What may be better next time counts as no answer yet, until it takes too long."""
        failure: ProviderError | None = None
        try:
            found = provider.poll(self._errand.ticket)
        except (Busy, NotSent, Forgotten):
            raise
        except ProviderError as error:
            if not error.retryable:
                raise
            failure, found = error, Pending()
        self._traffic.answered()
        if isinstance(found, Pending):
            if found.ticket is not None:
                self._keep(replace(self._errand, ticket=found.ticket))
            self._give_up_in_time(provider, failure)
        return found

    def _again(self) -> None:
        """A lookup told that what was sent did not arrive: sending it again makes no second one."""
        self._errand = replace(self._errand, ticket=Ticket(), looked_up=False, submitted_at="", sending=False)
        errand = kept(self._errand)
        self._task = self._job.workspace.lane.call(
            lambda connection: tasks.move(connection, self._task, TaskState.RUNNING, ticket=errand)
        )

    def _give_up_in_time(self, provider: Provider, error: ProviderError | None = None) -> None:
        minutes = self._job.connections.options(self._name).give_up_after
        if self._errand.age < minutes * 60:
            return
        text = error.text if error else f"{provider.title} had no answer within {minutes} minutes."
        raise Forgotten(text, "Ask again, or send it again.", code="late")

    # Traffic

    @property
    def _traffic(self) -> Traffic:
        return self._job.connections.traffic(self._name)

    def _turn(self, provider: Provider) -> None:
        """Wait for a turn."""
        while (seconds := self._traffic.turn()) > 0:
            self._token.sleep(seconds)
        self._token.check()

    def _pause(self, error: Busy | NotSent) -> None:
        """The service took nothing: wait, and say so; give up when it cannot get better, or patience ends."""
        if not error.retryable:
            raise error
        seconds = self._traffic.refused(error.after if isinstance(error, Busy) else None)
        self._waited += seconds
        if self._job.patience is not None and self._waited > self._job.patience:
            raise error
        self._report(0.0, f"{error.text} Next try in {max(1, round(seconds))} s.")
        self._token.sleep(seconds)

    # The answer

    def _finish(self, answer: Answer) -> Recognition:
        provider = self._job.connections.kind(self._name)
        mapped = _mapped(provider.mapped, answer, self._errand)
        if self._errand.checks:
            return self._finish_check(mapped)
        wanted, options = self._task.document_type, self._job.connections.options(self._name)
        kind = self._job.ledger.kind(type_of(mapped, wanted, options, self._job.ledger.types))
        taken = taken_in(
            mapped,
            self._task,
            self._document,
            self._errand,
            made=provider,
            kind=kind,
            locate=lambda fields: self._locate(fields, kind),
        )

        def commit(connection: Connection) -> Step | None:
            for text in taken.texts:
                texts.keep(connection, self._task.id, self._document.id, text)
            step = self._job.ledger.merge(
                connection,
                self._document.id,
                taken.recognition.fields,
                document_type=taken.recognition.document_type,
                origin=provider.title,
                asked=self._task.asked,
                recognition=taken.recognition,
                bundle=taken.recognition.bundle,
                source=Origin(self._name, taken.recognition.messages),
            )
            self._take_status(connection, mapped.status, provider.title)
            self._task = tasks.move(connection, self._task, TaskState.DONE)
            return step

        step = self._job.workspace.lane.call(commit)
        for text in taken.texts:
            self._job.read(self._document.id, text)
        if step is not None:
            self._job.told(step)
        self._report(1.0, "")
        return taken.recognition

    def _finish_check(self, mapped: Mapped) -> Recognition:
        """Keep what the service says of corrections. Its values are not taken: they are those that were corrected."""

        def commit(connection: Connection) -> tuple[Step, Recognition | None]:
            revision, _ = steps.load(connection, self._document.id)
            step = self._job.ledger.append(connection, answered(revision, mapped, self._errand, self._name))
            self._task = tasks.move(connection, self._task, TaskState.DONE)
            return step, recognitions.latest(connection, self._document.id)

        step, latest = self._job.workspace.lane.call(commit)
        self._job.told(step)
        self._report(1.0, "")
        if latest is None:
            raise Cancelled  # deleted for good meanwhile
        return latest

    def _take_status(self, connection: Connection, status: RevisionStatus | None, who: str) -> None:
        """Take over the status that the document has at the service, unless somebody has begun its review here."""
        before = steps.load(connection, self._document.id)[0]
        if status in (None, before.status) or before.status is not RevisionStatus.PENDING:
            return
        change = StatusChange(before.status, status, before.reviewed_by, before.reviewed_at, before.reason)
        step = made(self._document.id, StepKind.STATUS, TOLD, who, number=before.steps + 1, status=change)
        self._job.ledger.append(connection, step)

    def _locate(self, fields: tuple[Field, ...], kind: DocumentType) -> tuple[Field, ...]:
        self._report(1.0, "Looking for the places of the values")
        return self._job.locate(self._document, self._task, fields, kind, self._token)

    # The store

    def _keep(self, errand: Errand) -> None:
        if errand == self._errand:
            return
        self._task = self._job.workspace.lane.call(lambda connection: tasks.note(connection, self._task, kept(errand)))
        self._errand = errand

    def _keep_sizes(self, sent: Sent) -> None:
        """Page frames that nobody had measured before: pages are sent as large as they are shown."""
        turns = sent.turns or (0,) * len(sent.pages)
        sizes = {
            number: (size.width, size.height) if turn % 180 == 0 else (size.height, size.width)
            for number, (page, size, turn) in enumerate(zip(self._document.pages, sent.pages, turns, strict=False))
            if not page.width
        }
        if sizes:
            self._job.workspace.lane.call(lambda connection: documents.set_sizes(connection, self._document.id, sizes))

    def _move(self, state: TaskState, error: ReviewerError | None = None) -> None:
        if error is None:
            self._task = self._job.workspace.lane.call(lambda connection: tasks.move(connection, self._task, state))
            return
        with suppress(StoreError):  # the first error tells more
            self._task = self._job.workspace.lane.call(
                lambda connection: tasks.move(connection, self._task, state, error=error)
            )

    def _stopped(self) -> None:
        """The operator or the end of the program stopped it."""
        with suppress(StoreError):  # what is not written is brought back at the next start
            if self._job.closing():
                self._leave()
            else:
                self._move(TaskState.CANCELLED)
                self._cancel_there()

    def _leave(self) -> None:
        """The program closes: the task goes on at the next start."""
        if self._task.state is not TaskState.RUNNING:
            return  # queued or submitted: it stays so
        if self._errand.sending:
            self._move(TaskState.UNCERTAIN, _cut_off())
        else:
            self._job.workspace.lane.call(lambda connection: tasks.give_back(connection, self._task))

    def _cancel_there(self) -> None:
        """Stop it at the service too, where that can be; nothing depends on it."""
        if not self._errand.ticket.ids:
            return
        with suppress(ReviewerError):
            provider = self._job.connections.open(self._name)
            if isinstance(provider, SupportsCancel):
                provider.cancel(self._errand.ticket)


def _mapped(mapped: Callable[..., Mapped], answer: Answer, errand: Errand) -> Mapped:
    """What an answer says; anything in it that nobody has thought of is an error, never a crash."""
    try:
        return mapped(answer, replace(errand.sent, noted=errand.ticket.data))
    except ReviewerError:
        raise
    except Exception as error:
        _log.warning("an answer could not be mapped: %s", type(error).__name__)
        raise ProviderError(
            "The answer is not as the service describes it.",
            "It is kept. Read the document here, or send it again.",
            code="answer",
        ) from None


def _not_understood(error: ProviderError) -> ReplyLost:
    """A reply to what was sent, that nobody understands, says as little as none."""
    if isinstance(error, ReplyLost):
        return error
    return ReplyLost(f"{error.text} The document may have arrived.", "Decide whether to send it again.")


def _cut_off() -> ReplyLost:
    return ReplyLost(
        "Reviewer was closed while this document was sent. It may have arrived.", "Decide whether to send it again."
    )
