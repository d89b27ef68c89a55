"""Sending a document, part by part: each ticket is kept before the next part goes out, and nothing goes out twice."""

from collections.abc import Callable

from msgspec.structs import replace

from reviewer.domain.document import Document
from reviewer.domain.recognition import RecognitionTask, TaskState
from reviewer.errors import Busy, NotSent, ProviderError, ReplyLost, ReviewerError
from reviewer.jobs import CancelToken
from reviewer.providers.base import Answer, Provider, SupportsLookup, Ticket, Upload
from reviewer.services.remote.record import CUT_OFF, Record
from reviewer.services.remote.turns import Turns

MakeUpload = Callable[[Document, RecognitionTask, CancelToken], Upload]


def settle(record: Record, provider: Provider) -> None:
    """Find out what became of a request that nobody has seen the reply of.

    Raises:
        ReplyLost: the service cannot tell: the operator decides.
    """
    task, errand = record.task, record.errand
    if errand.submitted or not (errand.sending or task.state is TaskState.UNCERTAIN):
        return
    if not isinstance(provider, SupportsLookup):
        raise ReplyLost(task.error or CUT_OFF.text, task.advice or CUT_OFF.advice)
    record.submitted(provider.look_up(task.id), looked_up=True)


def send(record: Record, provider: Provider, make: Callable[[], Upload], turns: Turns) -> Answer | None:
    """Send every part that is not sent. Returns the answer when the service gave it at once.

    Args:
        record: of the task.
        provider: the service.
        make: makes what is sent.
        turns: to ask it.

    Raises:
        ReplyLost: a part may have arrived; the service cannot tell.
        ReviewerError: it cannot be sent.
    """
    if record.errand.ticket.ids and record.errand.ticket.whole:
        record.submitted(record.errand.ticket)
        return None
    if record.task.state is not TaskState.RUNNING:
        record.move(TaskState.RUNNING)
    upload = _going_on(record, make())
    record.sizes(upload.sent)
    while not record.errand.submitted:
        try:
            with turns.one():
                found = _part(record, provider, upload)
        except (Busy, NotSent) as error:
            turns.pause(error)
            continue
        if found is None or isinstance(found, Answer):
            return found
        if found.whole:
            record.submitted(found)
        else:
            record.keep(replace(record.errand, ticket=found, sending=False))
    return None


def _part(record: Record, provider: Provider, upload: Upload) -> Ticket | Answer | None:
    """Send one part. None: the reply was lost, and the service is asked what arrived."""
    record.begin_sending()
    try:
        return provider.submit(upload, record.errand.ticket)
    except ReviewerError as error:
        lost = _lost(error)
        if lost is None:  # nothing arrived
            record.keep(replace(record.errand, sending=False))
            raise
        if not isinstance(provider, SupportsLookup):
            raise lost from None
        record.submitted(provider.look_up(upload.reference), looked_up=True)
        return None


def _lost(error: ReviewerError) -> ReplyLost | None:
    """The reply was lost; one that nobody understands says as little."""
    if isinstance(error, ReplyLost) or not isinstance(error, ProviderError) or error.code != "answer":
        return error if isinstance(error, ReplyLost) else None
    return ReplyLost(f"{error.text} The document may have arrived.", CUT_OFF.advice)


def _going_on(record: Record, upload: Upload) -> Upload:
    """The upload with what was asked for when its first part was sent, since parts belong together; and its check."""
    errand = record.errand
    before = errand.sent
    if errand.ticket.ids and before.turns == upload.sent.turns:  # else pages were turned: they are others now
        return replace(upload, sent=before)
    if errand.checks:
        upload = replace(upload, sent=replace(upload.sent, expected=before.expected))
    record.keep(replace(errand, ticket=Ticket(), sent=upload.sent, sending=False))
    return upload
