"""Recognition of a document by a service: sent once, asked until the answer is there, and never lost on the way.

What is known of a task is in the store before the next request goes out: see `Record`. So after any crash it goes on
where it was, and what may or may not have arrived is said to be uncertain. Nothing is sent twice by itself.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import ClassVar

from reviewer.domain.document_type import DocumentType
from reviewer.domain.field import Field
from reviewer.domain.recognition import Recognition, RecognitionTask, TaskState
from reviewer.errors import Cancelled, ProviderError, ReviewerError, StoreError
from reviewer.jobs import CancelToken, Report
from reviewer.providers.base import Answer, Provider, SupportsCancel, Upload
from reviewer.services.ledger import Ledger
from reviewer.services.nudges import Nudges
from reviewer.services.remote.answer import Locate
from reviewer.services.remote.asking import Asking
from reviewer.services.remote.connection import Connections
from reviewer.services.remote.landing import Landing, Read, Told
from reviewer.services.remote.record import Record
from reviewer.services.remote.sending import MakeUpload, send, settle
from reviewer.services.remote.turns import Turns
from reviewer.store.problems import Conflict
from reviewer.store.workspace import Workspace

_ENDED = frozenset({TaskState.DONE, TaskState.CANCELLED})
_CANCEL_SECONDS = 3
"""For a task that nobody wants any more the program waits no longer."""


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
        told: called with each step that was committed.
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
    """One run of the job."""

    def __init__(self, job: RemoteJob, token: CancelToken, report: Report) -> None:
        self._job = job
        self._name = job.task.source
        self._token = token
        self._report = report
        self._record = Record(job.workspace, job.task.id)

    def run(self) -> Recognition:
        record = self._record
        if self._token.cancelled or record.task.state in _ENDED:
            raise Cancelled  # while it waited for its turn
        if record.document.deleted and not record.errand.submitted:
            raise Cancelled  # nothing of it is sent; its task waits, in case it comes back
        try:
            return self._recognized()
        except Cancelled:
            self._stopped()
            raise
        except Conflict:
            raise Cancelled from None  # somebody else moved the task
        except ReviewerError as error:
            record.end(error)
            raise
        except Exception as error:  # a mistake of ours: the task ends all the same
            record.end(ReviewerError(f"Reviewer failed: {type(error).__name__}.", "Please report it.", code="bug"))
            raise

    def _recognized(self) -> Recognition:
        record = self._record
        if record.bodies is not None:
            try:
                return self._land()
            except ProviderError:
                if not record.errand.ticket.ids:
                    raise
                # Asked for once more: it may be another answer.
        record.take(self._fetched().bodies)
        return self._land()

    def _fetched(self) -> Answer:
        """Send what is not sent, and ask until there is an answer."""
        record = self._record
        provider = self._job.connections.open(self._name, self._token)
        turns = Turns(
            provider.title,
            lambda: self._job.connections.traffic(self._name),
            self._token,
            self._report,
            self._job.patience,
        )
        settle(record, provider)
        answer: Answer | None = None
        while answer is None:
            if not record.errand.submitted:
                self._report(0.0, f"Sending to {provider.title}")
                answer = send(record, provider, self._made, turns)
            if answer is None:
                answer = self._asking(provider, turns).ask()
        return answer

    def _made(self) -> Upload:
        return self._job.upload(self._record.document, self._record.task, self._token)

    def _asking(self, provider: Provider, turns: Turns) -> Asking:
        minutes = self._job.connections.options(self._name).give_up_after
        return Asking(self._record, provider, turns, self._job.nudges, minutes, self._token, self._report)

    def _land(self) -> Recognition:
        job, record = self._job, self._record

        def locate(fields: tuple[Field, ...], kind: DocumentType) -> tuple[Field, ...]:
            self._report(1.0, "Looking for the places of the values")
            return job.locate(record.document, record.task, fields, kind, self._token)

        made, options = job.connections.kind(self._name), job.connections.options(self._name)
        found = Landing(job.workspace, job.ledger, record, made, options, locate, job.told, job.read).land()
        self._report(1.0, "")
        return found

    def _stopped(self) -> None:
        """The operator, the end of the program, or the deletion of the document stopped it."""
        if self._job.closing() or not self._token.cancelled:
            self._record.leave()
            return
        with suppress(StoreError):  # what is not written is brought back at the next start
            self._record.cancel()
            self._cancel_there()

    def _cancel_there(self) -> None:
        """Stop it at the service too, where that can be; nothing depends on it."""
        ticket = self._record.errand.ticket
        if not ticket.ids:
            return
        with suppress(ReviewerError):
            provider = self._job.connections.open(self._name, seconds=_CANCEL_SECONDS)
            if isinstance(provider, SupportsCancel):
                provider.cancel(ticket)
