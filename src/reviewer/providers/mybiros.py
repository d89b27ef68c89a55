"""myBiros Platform, API v1: a file goes to ``async-predict`` of a service, the document is asked for until it is read.

The service ("use case") belongs to the key. People can correct documents in myBiros' own window too.
"""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from reviewer.domain.document_type import DocumentType
from reviewer.domain.revision import RevisionStatus
from reviewer.errors import Forgotten, ProviderError
from reviewer.providers._files import file_of
from reviewer.providers._http import Http
from reviewer.providers._json import mapping, text
from reviewer.providers._mybiros_answer import RUNNING, STATUSES, described, mapped
from reviewer.providers._refusals import quoted, refusal, spoken
from reviewer.providers._reply import Reply
from reviewer.providers.base import Answer, Mapped, Need, Options, Pace, Pending, Section, Sent, Ticket, Upload, shown
from reviewer.secret import Secret

_TAKEN = frozenset({"image/jpeg", "image/png", "application/pdf"})
_SERVICE = "/inference/service/{service}"
_DOCUMENT = f"{_SERVICE}/predicted-documents/{{document}}"
_ACCEPTED, _NOT_FOUND = 202, 404

_CARD = ("fiscal_code", "surname", "name", "sex", "place_of_birth", "province", "date_of_birth", "expiry_date")
_PERSON = {
    "surname_1": "surname",
    "name_1": "given_names",
    "id_number_1": "document_number",
    "issue_date_1": "date_of_issue",
}
_NAMES = {"it_health_card": {f"{name}_1": name for name in _CARD}, "id_card": _PERSON, "passport": _PERSON}
"""Services name their fields themselves; these are the names in myBiros' own examples, where they mean what ours do."""

_SENT_AS = {
    RevisionStatus.PENDING: "pending",
    RevisionStatus.IN_REVIEW: "pending",
    RevisionStatus.POSTPONED: "to_review",
    RevisionStatus.REVIEWED: "approved",
    RevisionStatus.REJECTED: "not_approved",
}


class MyBirosOptions(Options, frozen=True, kw_only=True):
    """Options of myBiros."""

    base_url: Annotated[
        str, shown("Server", section=Section.CONNECTION, choices=("https://platform.mybiros.com/api/v1",))
    ] = "https://platform.mybiros.com/api/v1"
    service: Annotated[
        str, shown("Service id", "Of the use case that the key belongs to. It says what is read.", Section.CONNECTION)
    ] = ""
    details: Annotated[
        Literal["pages", "summary"],
        shown("Fetch", "Values with their places on the pages, or a summary without places."),
    ] = "pages"
    words: Annotated[bool, shown("Fetch all words too", "For searching, and for boxes to choose text from.")] = True
    validation: Annotated[
        bool,
        shown("Have the service's policies check the document", "They are executed there when the document is read."),
    ] = False


class Provider:
    """myBiros."""

    title: ClassVar[str] = "myBiros"
    reads: ClassVar[str] = "Reads what its service is made for."
    Options: ClassVar[type[Options]] = MyBirosOptions
    needs: ClassVar[tuple[Need, ...]] = (Need("key", "API key"),)
    pace: ClassVar[Pace] = Pace(first=2.0, growth=1.5, most=30.0)
    places: ClassVar[bool] = True
    names: ClassVar[Mapping[str, Mapping[str, str]]] = _NAMES

    def __init__(self, http: Http, options: MyBirosOptions, secrets: Mapping[str, Secret]) -> None:
        self._http = http
        self._options = options
        self._secrets = tuple(secrets.values())
        self._key = secrets.get("key", Secret(""))

    def submit(self, upload: Upload, ticket: Ticket) -> Ticket:
        service = self._service()
        reply = self._call(
            "POST",
            f"{_SERVICE}/async-predict",
            {"service": service},
            files={"file": file_of(upload, _TAKEN, self.title)},
            creates=True,
        )
        if reply.status == _NOT_FOUND:
            raise self._no_service()
        if not 200 <= reply.status < 300:
            raise self._refusal(reply)
        found = mapping(reply.json)
        resource = text(found.get("resource"))
        if not resource:
            raise ProviderError(
                f"{self.title} gave no id for the document.",
                f"Look for it in its own window.{quoted(spoken(found), self._secrets)}",
                code="answer",
            )
        return Ticket((resource,), data={"service": service, "job": text(found.get("job"))})

    def poll(self, ticket: Ticket) -> Pending | Answer:
        service = ticket.data.get("service")
        reply = self._document(ticket.ids[0], self._included(), service)
        document = mapping(mapping(reply.any_json).get("document"))
        status = text(document.get("status"))
        if reply.status in (200, _ACCEPTED) and status.upper() == RUNNING:
            return Pending("in progress")
        if reply.status == _ACCEPTED and not status:
            return Pending()  # it does not say that it failed
        if reply.status == _ACCEPTED:
            said = quoted(text(document.get("message")), self._secrets)
            raise ProviderError(f"{self.title} could not read the document.{said}", "Send it again.", code="failed")
        self._check(reply)
        if self._options.validation:  # policies are executed with each such request: so only once it is read
            reply = self._document(ticket.ids[0], [*self._included(), ("include", "validation_errors")], service)
            self._check(reply)
        _ = reply.json
        return Answer((reply.body,))

    def test_connection(self) -> str:
        name = text(self._described().get("name"))
        return f"The server answers, and the key is accepted{f' for the service “{name}”' if name else ''}."

    @staticmethod
    def mapped(answer: Answer, sent: Sent) -> Mapped:
        return mapped(answer, sent)

    def described(self) -> DocumentType:
        return described(self._described())

    def described_as(self) -> str:
        return self._service()

    # Status: the only thing that the service takes of a review. No call is known that takes corrected values.

    def set_status(self, remote_id: str, status: RevisionStatus, key: str) -> None:
        ids = {"service": self._service(), "document": remote_id}
        reply = self._call("PATCH", _DOCUMENT, ids, json={"revision_status": _SENT_AS[status]})
        self._check(reply)

    def status_of(self, remote_id: str) -> RevisionStatus | None:
        reply = self._document(remote_id, [("document_details", "summary")], None)
        self._check(reply)
        return STATUSES.get(text(mapping(mapping(reply.json).get("document")).get("revision_status")))

    # Requests

    def _included(self) -> list[tuple[str, str]]:
        """What is asked for: one ``include`` each, the service does not take them joined."""
        options = self._options
        wanted: list[tuple[str, str]] = [("document_details", options.details)]
        wanted += [("include", "ocr")] if options.words else []
        return [*wanted, ("include", "service_fields")]

    def _described(self) -> dict[str, Any]:
        reply = self._call("GET", _SERVICE, {"service": self._service()})
        if reply.status == _NOT_FOUND:
            raise self._no_service()
        if reply.status != 200:
            raise self._refusal(reply)
        found = mapping(reply.any_json)
        if "service_fields" not in found and "service_id" not in found:
            raise ProviderError(
                "The server answers, but not as myBiros does.", "Check its address in Settings.", code="answer"
            )
        return found

    def _document(self, document: str, params: list[tuple[str, str]], service: str | None) -> Reply:
        return self._call(
            "GET", _DOCUMENT, {"service": service or self._service(), "document": document}, params=params
        )

    def _call(self, method: str, path: str, ids: Mapping[str, str], **more: Any) -> Reply:
        headers = {"x-api-key": self._key.reveal(), "accept": "application/json"}
        return self._http.call(method, path, ids=ids, headers=headers, **more)

    def _check(self, reply: Reply) -> None:
        """Raises: Forgotten, ProviderError."""
        if reply.status == _NOT_FOUND:
            raise Forgotten(
                f"{self.title} does not know the document, or not under this service.",
                "Check the service id in Settings, or send the document again.",
            )
        if reply.status != 200:
            raise self._refusal(reply)

    def _service(self) -> str:
        service = self._options.service.strip().strip(":")  # its documentation writes path parameters in colons
        if not service:
            raise ProviderError(f"{self.title} needs the id of a service.", "Give it in Settings.", code="request")
        return service

    def _no_service(self) -> ProviderError:
        return ProviderError(
            f"{self.title} does not know the service, or the key belongs to another one.",
            "Check the service id in Settings.",
            code="request",
        )

    def _refusal(self, reply: Reply) -> ProviderError:
        return refusal(self.title, reply, self._secrets, key="API key")
