"""What a service is told of one delivery: made when it is sent, of what counts then."""

from collections.abc import Mapping
from typing import ClassVar

import msgspec
from sqlalchemy import Connection

from reviewer.domain.field import Field
from reviewer.domain.recognition import Recognition
from reviewer.domain.revision import RevisionStatus
from reviewer.errors import ProviderError, SettingsError
from reviewer.jobs import CancelToken, Report
from reviewer.providers.base import Answer, SupportsFeedback, SupportsStatus
from reviewer.services.feedback import STATUS, VALUES
from reviewer.services.remote import connection as providers
from reviewer.services.remote.answer import renamed
from reviewer.services.remote.connection import Connections
from reviewer.services.sources import is_provider
from reviewer.settings import Settings
from reviewer.store import answers, recognitions, steps
from reviewer.store.outbox import Delivery
from reviewer.store.workspace import Workspace


def takes(name: str, settings: Settings) -> frozenset[str]:
    """Which kinds of delivery a provider takes as it is set up; with settings that cannot be used, all that it can."""
    made = providers.kind(name)
    found = set()
    if issubclass(made, SupportsFeedback):
        try:
            wanted = made.takes_feedback(providers.options(name, settings))
        except SettingsError:
            wanted = True  # it is asked again when it is sent
        if wanted:
            found.add(VALUES)
    if issubclass(made, SupportsStatus):
        found.add(STATUS)
    return frozenset(found)


class TakesJob(msgspec.Struct, frozen=True):
    """Ask what a provider takes: its name, and the kinds of delivery. Imports the provider."""

    kind: ClassVar[str] = "takes"
    provider: str
    settings: Settings

    def __call__(self, token: CancelToken, report: Report) -> tuple[str, frozenset[str]]:
        return self.provider, takes(self.provider, self.settings) if is_provider(self.provider) else frozenset()


def tell(workspace: Workspace, connections: Connections, delivery: Delivery, token: CancelToken) -> None:
    """Tell a service what a delivery says.

    Raises:
        ReviewerError: it could not be told.
        Cancelled: the token asked to stop.
    """
    name = delivery.body["provider"]
    with workspace.read() as connection:
        recognition = recognitions.get(connection, delivery.body["recognition"])
        fields = _fields(connection, delivery) if delivery.kind == VALUES else ()
        raw = answers.of_task(connection, recognition.task) if recognition is not None else None
    if recognition is None or not recognition.remote_id:
        raise ProviderError("The service's answer is not there any more.", code="gone")
    provider = connections.open(name, token)
    key = delivery.key or delivery.id
    if delivery.kind == STATUS and isinstance(provider, SupportsStatus):
        provider.set_status(recognition.remote_id, RevisionStatus(delivery.body["status"]), key)
    elif (
        delivery.kind == VALUES
        and isinstance(provider, SupportsFeedback)
        and provider.takes_feedback(connections.options(name))
    ):
        named = renamed(fields, theirs(provider.names, recognition))
        body = provider.feedback(Answer(raw or ()), named)
        provider.send_feedback(recognition.remote_id, body, key)
    else:
        raise ProviderError(f"{provider.title} is not set up to take this.", code="feedback_unavailable")


def _fields(connection: Connection, delivery: Delivery) -> tuple[Field, ...]:
    """The values as they count now, without what a person removed."""
    revision, _ = steps.load(connection, delivery.document)
    return revision.fields()


def theirs(names: Mapping[str, Mapping[str, str]], recognition: Recognition) -> dict[str, str]:
    """From Reviewer's names to the service's, for columns too."""
    ours = names.get(recognition.document_type, {})
    found = {our: their for their, our in ours.items() if "." not in their}
    for their, our in ours.items():
        field, _, column = their.partition(".")
        if column:
            found[f"{ours.get(field, field)}.{our}"] = column
    return found
