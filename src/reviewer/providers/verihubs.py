"""Verihubs: identity cards of Indonesia, asynchronous: one picture, one card; no places, no certainty."""

import base64
import time
from collections.abc import Mapping
from typing import Annotated, Any, ClassVar
from uuid import uuid4

from reviewer.domain.field import Field
from reviewer.errors import Forgotten, InputError, ProviderError, TooLarge
from reviewer.providers._http import Http
from reviewer.providers._json import mapping, text
from reviewer.providers._reply import Reply
from reviewer.providers._verihubs_answer import LEAST_LONG, LEAST_SHORT, failure, mapped, small_card, values_in
from reviewer.providers._verihubs_errors import EXISTS, TITLE, WRONG_REFERENCE, code_of, refusal
from reviewer.providers.base import (
    Answer,
    Mapped,
    Need,
    Options,
    Pace,
    Pending,
    Section,
    Sent,
    Size,
    Ticket,
    Upload,
    shown,
)
from reviewer.secret import Secret

MOST_BYTES = 5_000_000
"""Of a picture before it becomes base64."""
NOT_READY_SECONDS = 30
"""For so long after sending, "not known" means "not ready": the service has no other word for it."""
_SUBMIT = "/ktp/id/extract-async"
_RESULT = "/ktp/id/extract-async/result"
_TAKEN = frozenset({"image/jpeg", "image/png"})
_NOT_KNOWN = 404
_AT = "at"
_REDUCE = "Make large pictures smaller"


class VerihubsOptions(Options, frozen=True, kw_only=True):
    """How Verihubs is used."""

    base_url: Annotated[str, shown("Server", section=Section.CONNECTION)] = "https://api.verihubs.com"
    validate_quality: Annotated[
        bool, shown("Refuse poor pictures", "The service reads no picture that is blurred, dark or lit by a flash.")
    ] = False
    reduce: Annotated[
        bool,
        shown(_REDUCE, "A picture of more than 5 MB is compressed until it fits. Otherwise it is not sent."),
    ] = False
    callback_url: Annotated[
        str,
        shown(
            "Callback address",
            "The service also sends its result there. It must begin with https://; leave it empty to ask only.",
            Section.CONNECTION,
            pattern=r"^(https://\S+)?$",
        ),
    ] = ""


class Provider:
    """See `providers.base.Provider`; it can look up by our own reference."""

    title: ClassVar[str] = TITLE
    reads: ClassVar[str] = "Reads Indonesian identity cards (KTP), one picture of one card at a time."
    Options: ClassVar[type[Options]] = VerihubsOptions
    needs: ClassVar[tuple[Need, ...]] = (Need("app_id", "Application ID"), Need("api_key", "API key"))
    pace: ClassVar[Pace] = Pace(first=3.0, growth=1.5, most=20.0)
    places: ClassVar[bool] = False
    names: ClassVar[Mapping[str, Mapping[str, str]]] = {}  # its keys are the names of our fields

    def __init__(self, http: Http, options: VerihubsOptions, secrets: Mapping[str, Secret]) -> None:
        self._http = http
        self._options = options
        self._app_id, self._key = secrets["app_id"], secrets["api_key"]

    def submit(self, upload: Upload, ticket: Ticket) -> Ticket:
        body: dict[str, Any] = {
            "image": base64.b64encode(self._picture(upload)).decode("ascii"),
            "validate_quality": self._options.validate_quality,
            "reference_id": upload.reference,
        }
        if self._options.callback_url:
            body["callback_url"] = self._options.callback_url
        reply = self._http.call("POST", _SUBMIT, headers=self._headers(), json=body, creates=True)
        found = reply.any_json
        if code_of(found) == EXISTS:  # an earlier try arrived after all
            return _ticket(upload.reference)
        if not 200 <= reply.status < 300 or code_of(found):
            raise self._refusal(reply)
        given = mapping(found)
        return _ticket(
            text(mapping(given.get("data")).get("reference_id")) or text(given.get("reference_id")) or upload.reference
        )

    def poll(self, ticket: Ticket) -> Pending | Answer:
        reply = self._result(ticket.ids[0])
        if reply.status == _NOT_KNOWN:
            if _age(ticket) < NOT_READY_SECONDS:
                return Pending("not ready")
            raise Forgotten(f"{TITLE} does not know the task, or not any more.", "Send the document again.")
        if not 200 <= reply.status < 300:
            raise self._refusal(reply)
        body = reply.any_json
        if values_in(body):
            return Answer((reply.body,))
        failed = failure(body)
        if failed is not None:
            raise failed
        return Pending("not ready")

    def look_up(self, reference: str) -> Ticket:
        return _ticket(reference)

    def test_connection(self) -> str:
        reply = self._result(str(uuid4()))
        if reply.status == _NOT_KNOWN or code_of(reply.any_json) == WRONG_REFERENCE:
            return f"{TITLE} answers and accepts the application ID and key."
        raise self._refusal(reply)

    @staticmethod
    def mapped(answer: Answer, sent: Sent) -> Mapped:
        return mapped(answer, sent)

    @staticmethod
    def remarks(sent: Sent, fields: tuple[Field, ...]) -> tuple[str, ...]:
        return small_card(sent, fields)

    # Requests

    def _result(self, reference: str) -> Reply:
        return self._http.call("GET", _RESULT, params=[("reference_id", reference)], headers=self._headers())

    def _headers(self) -> dict[str, str]:
        return {"App-ID": self._app_id.reveal(), "API-Key": self._key.reveal()}

    def _refusal(self, reply: Reply) -> ProviderError:
        return refusal(reply.status, reply.any_json, (self._app_id, self._key))

    # The picture

    def _picture(self, upload: Upload) -> bytes:
        """A JPEG or PNG file that the service takes.

        Raises:
            InputError: it takes no such document; nothing was sent.
        """
        if upload.pages > 1:
            raise InputError(
                f"{TITLE} reads one card on one page; this document has {upload.pages} pages.",
                "Split the document, or have it read on this computer.",
            )
        if upload.media_type in _TAKEN:
            data, size = upload.data, upload.sent.pages[0] if upload.sent.pages else None
            if len(data) > MOST_BYTES:
                if not self._options.reduce:
                    raise _too_large(len(data))
                data, size = self._made(upload)
        else:
            data, size = self._made(upload)
        if size is not None and not _is_large_enough(size):
            raise _too_small(size)
        return data

    def _made(self, upload: Upload) -> tuple[bytes, Size]:
        picture = upload.page(0, 0, "image/jpeg", MOST_BYTES)
        return picture.data, picture.size


def _ticket(reference: str) -> Ticket:
    return Ticket((reference,), data={_AT: str(int(time.time()))})


def _age(ticket: Ticket) -> float:
    """Seconds since it was sent, or looked up."""
    at = ticket.data.get(_AT, "0")
    return time.time() - int(at) if at.isdecimal() else float("inf")


def _is_large_enough(size: Size) -> bool:
    return max(size.width, size.height) >= LEAST_LONG and min(size.width, size.height) >= LEAST_SHORT


def _too_large(size: int) -> TooLarge:
    return TooLarge(
        f"This picture has {size / 1e6:.1f} MB; {TITLE} takes at most {MOST_BYTES / 1e6:.0f} MB.",
        f"Switch on “{_REDUCE}” in the settings of {TITLE}, or scan it with fewer dots per inch.",
    )


def _too_small(size: Size) -> InputError:
    return InputError(
        f"This picture has {size.width} × {size.height} pixels; {TITLE} wants at least {LEAST_LONG} × {LEAST_SHORT}.",
        "Scan or photograph the card larger. Making the picture larger here would not help.",
        code="too_small",
    )
