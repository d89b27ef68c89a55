"""Corrections checked by the service that read the document: it is sent once more, with the texts to compare."""

from collections.abc import Mapping

from sqlalchemy import Connection

from reviewer.domain.field import Source
from reviewer.domain.recognition import RecognitionTask, TaskState
from reviewer.domain.revision import Origin, Revision
from reviewer.errors import ProviderError
from reviewer.providers.base import Sent, SupportsCheck
from reviewer.services.remote import connection as providers
from reviewer.services.remote.checked import CHECK
from reviewer.services.remote.errand import Errand, kept
from reviewer.services.sources import is_provider
from reviewer.services.telling import theirs
from reviewer.services.wishes import Wish, wished
from reviewer.settings import Settings
from reviewer.store import recognitions, steps, tasks


def begin(connection: Connection, document: str, settings: Settings) -> RecognitionTask:
    """The task that has corrections checked; one that is uncertain or lost is returned as it is. An operation.

    It is kept as any task at a service: after a crash it goes on, and nothing is sent twice by itself. It adds no
    recognition and changes no value.

    Raises:
        ProviderError: there is nothing to check, or nobody who does it; the sentence says so.
    """
    revision, _ = steps.load(connection, document)
    before = tasks.of_document(connection, document)
    if before and before[-1].state in (TaskState.UNCERTAIN, TaskState.LOST):
        return before[-1]
    if any(task.state in (TaskState.QUEUED, TaskState.RUNNING, TaskState.SUBMITTED) for task in before):
        raise ProviderError("This document is being read.", "Check your corrections when that is done.", code=CHECK)
    source = _checker(revision.origin, settings)
    recognition = recognitions.latest(connection, document)
    names = {} if recognition is None else theirs(providers.kind(source).names, recognition)
    texts, entries = corrected(revision, names)
    if not texts:
        raise ProviderError("There is no correction to check.", "Correct a value first.", code=CHECK)
    task = wished(document, Wish(source, revision.document_type))
    tasks.enqueue(connection, task)
    return tasks.note(connection, task, kept(Errand(sent=Sent(expected=texts), checks=entries)))


def corrected(revision: Revision, names: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Texts that a person set, and the ids of their entries, by the service's names; single values only."""
    texts, entries = {}, {}
    for name in dict.fromkeys(entry.field for entry in revision.entries.values()):
        found = revision.of_field(name)
        value = found[0].value
        changed = value.source is not Source.RECOGNIZED and value.settled
        if len(found) == 1 and not found[0].row and changed and value.text:
            texts[names.get(name, name)] = value.text
            entries[names.get(name, name)] = found[0].id
    return texts, entries


def _checker(origin: Origin | None, settings: Settings) -> str:
    if origin is None or not is_provider(origin.source):
        raise ProviderError(
            "This document was read on this computer.", "Only a service checks what it has read.", code=CHECK
        )
    found = providers.kind(origin.source)
    if not issubclass(found, SupportsCheck) or not found.checks(providers.options(origin.source, settings)):
        raise ProviderError(f"{found.title} does not check corrections.", "They are kept here.", code=CHECK)
    return origin.source
