"""Mindee: version 1 with products, or version 2 with models. They share nothing but the vendor."""

from collections.abc import Mapping
from typing import Any, ClassVar

from reviewer.domain.field import Field
from reviewer.errors import Forgotten, ProviderError
from reviewer.providers import _mindee_feedback as corrections
from reviewer.providers import _mindee_options as settings
from reviewer.providers import _mindee_v1 as v1
from reviewer.providers import _mindee_v1_answer as v1_answer
from reviewer.providers import _mindee_v2 as v2
from reviewer.providers import _mindee_v2_answer as v2_answer
from reviewer.providers._http import Http
from reviewer.providers._json import parsed
from reviewer.providers._mindee_names import NAMES
from reviewer.providers.base import Answer, Mapped, Need, Pace, Pending, Sent, Ticket, Upload
from reviewer.secret import Secret


class Provider:
    """See `providers.base.Provider`; takes feedback in version 1."""

    title: ClassVar[str] = "Mindee"
    reads: ClassVar[str] = (
        "Reads invoices, receipts, identity papers and papers of one's own, with places and certainty."
    )
    Options: ClassVar[type[settings.Options]] = settings.Options
    needs: ClassVar[tuple[Need, ...]] = (Need("api_key", "API key"),)
    pace: ClassVar[Pace] = Pace(first=2.0, growth=1.2, most=15.0)
    places: ClassVar[bool] = True
    names: ClassVar[Mapping[str, Mapping[str, str]]] = NAMES

    def __init__(self, http: Http, options: settings.Options, secrets: Mapping[str, Secret]) -> None:
        self._api = options.api
        key = secrets["api_key"]
        self._v1 = v1.Client(http, options, key)
        self._v2 = v2.Client(http, options, key)

    def submit(self, upload: Upload, ticket: Ticket) -> Ticket:
        return self._v2.submit(upload) if self._api == "v2" else self._v1.submit(upload)

    def poll(self, ticket: Ticket) -> Pending | Answer:
        sent_by = ticket.data.get("api", self._api)
        if sent_by != self._api:
            raise Forgotten(
                f"The document was sent to Mindee's version {sent_by[1:]}, but version {self._api[1:]} is chosen now.",
                "Choose the other version in Settings and ask again.",
                code="late",
            )
        return self._v2.poll(ticket) if self._api == "v2" else self._v1.poll(ticket)

    def test_connection(self) -> str:
        return self._v2.test() if self._api == "v2" else self._v1.test()

    @staticmethod
    def mapped(answer: Answer, sent: Sent) -> Mapped:
        """See `providers.base.Provider.mapped`; the answer itself tells its version."""
        body = parsed(answer.bodies[0] if answer.bodies else b"")
        if not isinstance(body, dict):
            raise ProviderError("This is no answer of Mindee.", "Give the whole body.", code="answer")
        return v2_answer.mapped(body, sent) if v2_answer.is_v2(body) else v1_answer.mapped(body, sent)

    # Feedback

    @staticmethod
    def takes_feedback(options: settings.Options) -> bool:
        """In version 1 only, and there for older accounts."""
        return options.api == "v1" and options.send_corrections

    def feedback(self, raw: Answer, fields: tuple[Field, ...]) -> dict[str, Any]:
        """What is sent for corrected fields, as version 1 wants it.

        Raises:
            ProviderError: the answer is of version 2, which takes none.
        """
        body = parsed(raw.bodies[0] if raw.bodies else b"")
        if not isinstance(body, dict) or v2_answer.is_v2(body):
            raise corrections.unavailable()
        return corrections.body(v1_answer.finished(body), fields)

    def send_feedback(self, remote_id: str, body: dict[str, Any], key: str) -> None:
        if self._api == "v2":
            raise corrections.unavailable()
        self._v1.send_feedback(remote_id, body, key)
