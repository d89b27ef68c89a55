"""Verihubs: one picture of an Indonesian identity card, as a task or at once."""

import asyncio
import base64
import uuid
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar, Literal

import msgspec
from msgspec.structs import replace
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from reviewer.domain.field import Value
from reviewer.emulators import _verihubs_sandbox as sandbox
from reviewer.emulators._emulator import Stage
from reviewer.emulators._fetch import is_here
from reviewer.emulators._reading import ReadDocument, Reading
from reviewer.emulators._requests import answer, json_of, same
from reviewer.emulators._tasks import State, Task
from reviewer.emulators._verihubs_payload import Payload, Refused, parse, picture

_KTP = "ktp"
_DATE = "date_of_birth"
_SENTENCES = {
    "BAD_PAYLOAD": "Invalid Payload",
    "INSUFFICIENT_QUOTA": "Insufficient quota",
    "KTP_NOT_DETECTED": "KTP not detected",
    "FAIL_ON_1": "Image quality is too low",
}
_BARE = {401: "Authorization failed", 500: "Internal server error"}
"""Statuses whose answers have no error code."""

_CODES = {
    403: "INSUFFICIENT_QUOTA",
    404: "INVALID_PAYLOAD_REFERENCE_ID_NOT_FOUND",
    422: "BAD_PAYLOAD",
    429: "TOO_MANY_REQUESTS",
    503: "SERVICE_UNAVAILABLE",
}


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is not published of the service.

    Attributes:
        not_ready: what a result looks like that is not there yet: 404, or 200 without data.
        reference_min, reference_max: letters that a reference id may have.
        quality: letters of the flags that every picture has: B blur, D dark, F flashlight, G grayscale.
        blur_below: pictures whose words are less sure on the whole are blurred.
        nested: results stand under `data`, or beside `message`.
        status_code: the text of that name.
        quota: submissions until 403 is answered; 0: without end.
        accepted: the status of an accepted submission.
        sandbox: take code words in place of pictures, and nothing else.
    """

    not_ready: Literal["404", "empty"] = "404"
    reference_min: int = 4
    reference_max: int = 64
    quality: str = ""
    blur_below: float = 0.6
    nested: bool = True
    status_code: str = "EMULATED"
    quota: int = 0
    accepted: Literal["200", "201"] = "200"
    sandbox: bool = False


class Emulator:
    """The service. Its key has two parts: the application's id and the key."""

    title: ClassVar[str] = "Verihubs (KTP extraction)"
    key: ClassVar[str] = "emulated-app-id:emulated-api-key"
    retention: ClassVar[float | None] = None
    path: ClassVar[str] = ""

    def __init__(self, stage: Stage, options: Options) -> None:
        self._stage = stage
        self._options = options
        self._app, _, self._key = stage.key.partition(":")
        self._left = options.quota or None

    def routes(self) -> Sequence[BaseRoute]:
        """Its calls."""
        return [
            Route("/ktp/id/extract-async", self._submit, methods=["POST"]),
            Route("/ktp/id/extract-async/result", self._result, methods=["GET"]),
            Route("/v2/ktp/extract", self._at_once, methods=["POST"]),
        ]

    def kind(self, method: str, path: str) -> str:
        """What a request is for."""
        return {"POST": "submit", "GET": "poll"}.get(method, "other")

    def refuse(self, status: int, code: str = "", *, path: str = "") -> Response:
        """Its own answer with an error status."""
        if status in _BARE:
            return answer({"message": _BARE[status]}, status)
        code = code or _CODES.get(status, "INVALID_PAYLOAD")
        return answer({"message": _sentence(code), "error_code": code}, status)

    def credentials(self) -> Mapping[str, str]:
        """Both parts of the key, and what callbacks bring."""
        options = self._stage.callbacks.options
        basic = f"{options.user} / {options.password}"
        return {"App-ID": self._app, "API-Key": self._key, "Callbacks": f"HTTP Basic {basic}"}

    # Calls

    async def _submit(self, request: Request) -> Response:
        task = await self._begun(request)
        if isinstance(task, Response):
            return task
        body = {"message": "accepted", "data": {"reference_id": task.id}}
        return answer(body, int(self._options.accepted))

    async def _at_once(self, request: Request) -> Response:
        task = await self._begun(request)
        if isinstance(task, Response):
            return task
        while await self._stage.tasks.end(task) not in (State.DONE, State.FAILED):
            await asyncio.sleep(1.0)  # a task that is never done
        return answer(self._body(task))

    async def _result(self, request: Request) -> Response:
        if not self._allowed(request):
            return self.refuse(401)
        reference = await _reference(request)
        if reference is not None and not self._options.reference_min <= len(reference) <= self._options.reference_max:
            return self.refuse(400, "INVALID_PAYLOAD_REFERENCE_ID")
        known = sandbox.of_reference(reference or "") if self._options.sandbox else None
        if known is not None:
            return answer(self._in_sandbox(reference or "", *known))
        task = self._stage.tasks.find(reference or "")
        if task is None:
            return self.refuse(404)
        if self._stage.tasks.state(task) in (State.WAITING, State.PROCESSING):
            return self.refuse(404) if self._options.not_ready == "404" else answer({"message": "processing"})
        return answer(self._body(task))

    # Submitting

    def _allowed(self, request: Request) -> bool:
        app = same(request.headers.get("app-id"), self._app)
        return same(request.headers.get("api-key"), self._key) and app

    async def _begun(self, request: Request) -> Task | Response:
        if not self._allowed(request):
            return self.refuse(401)
        try:
            payload = await self._payload(request)
            content = payload.image.encode() if self._options.sandbox else await picture(payload)
        except Refused as refused:
            return self.refuse(refused.status, refused.code)
        if self._left is not None:
            if not self._left:
                return self.refuse(403)
            self._left -= 1
        return self._stage.tasks.submit(
            payload.reference_id or str(uuid.uuid4()), content, reference=payload.reference_id or "",
            done=self._call_back, payload=payload if self._options.sandbox else replace(payload, image=""),
        )  # fmt: skip

    async def _payload(self, request: Request) -> Payload:
        options = self._options
        try:
            body = await json_of(request)
        except ValueError:
            raise Refused("BAD_PAYLOAD", 422) from None
        payload = parse(
            body,
            shortest=options.reference_min,
            longest=options.reference_max,
            allow_http=self._stage.callbacks.options.allow_http,
        )
        if options.sandbox:
            _check_code_words(payload)
        if payload.reference_id is not None and self._stage.tasks.taken(payload.reference_id):
            raise Refused("INVALID_PAYLOAD_REFERENCE_ID_EXISTS")
        return payload

    async def _call_back(self, task: Task) -> None:
        url = task.facts["payload"].callback_url
        if url is None or not is_here(url):  # what was uploaded does not leave this computer
            return
        options = self._stage.callbacks.options
        basic = base64.b64encode(f"{options.user}:{options.password}".encode()).decode()
        body = msgspec.json.encode(self._body(task))
        self._stage.callbacks.send(task.id, url, body, {"Authorization": f"Basic {basic}"})

    # Results

    def _body(self, task: Task) -> dict[str, Any]:
        payload: Payload = task.facts["payload"]
        if self._options.sandbox:
            if payload.image == sandbox.NOT_DETECTED:
                return self._failed(task.id, "KTP_NOT_DETECTED", {})
            flags = payload.image.removeprefix("KTP").strip("_")
            return self._in_sandbox(task.id, flags, payload.validate_quality)
        if task.error:
            return self._failed(task.id, "INTERNAL_SERVER_ERROR", {})
        quality = {"image_quality": self._quality(task.answer)}
        card = next((one for one in task.answer.documents if one.document_type == _KTP), None)
        if payload.validate_quality and any(quality["image_quality"].values()):
            return self._failed(task.id, "FAIL_ON_1", quality)
        if card is None:
            return self._failed(task.id, "KTP_NOT_DETECTED", quality)
        return self._framed({**_texts(card), **quality, "reference_id": task.id})

    def _in_sandbox(self, reference: str, flags: str, validated: bool) -> dict[str, Any]:
        if validated and flags:
            return self._failed(reference, "FAIL_ON_1", {"image_quality": sandbox.quality(flags)})
        return self._framed(sandbox.card(reference, flags))

    def _framed(self, data: dict[str, Any], **others: Any) -> dict[str, Any]:
        frame = {"message": "Request processed.", "status_code": self._options.status_code, **others}
        return {**frame, "data": data} if self._options.nested else {**frame, **data}

    def _failed(self, reference: str, code: str, data: dict[str, Any]) -> dict[str, Any]:
        return self._framed({**data, "reference_id": reference}, message=_sentence(code), error_code=code)

    def _quality(self, reading: Reading) -> dict[str, bool]:
        """How sure the words are stands for how sharp the picture is; the other flags are only set by option."""
        flags = sandbox.quality(self._options.quality)
        sure = [word.confidence for page in reading.pages for word in page.text.words if word.confidence is not None]
        blurred = bool(sure) and sum(sure) / len(sure) < self._options.blur_below
        return {**flags, "blur": flags["blur"] or blurred}


def _check_code_words(payload: Payload) -> None:
    if payload.image not in sandbox.PICTURES:
        raise Refused("INVALID_SANDBOX_CODE")
    if payload.image == sandbox.SIZE_EXCEEDED:
        raise Refused("INVALID_PAYLOAD_IMAGE_SIZE")
    if payload.reference_id is not None:
        code = sandbox.REFERENCES.get(payload.reference_id, "INVALID_SANDBOX_CODE")
        if code:
            raise Refused(code)


async def _reference(request: Request) -> str | None:
    """The reference of a result: in the query, or in the body as the documentation has it."""
    found = request.query_params.get("reference_id")
    if found is not None:
        return found
    try:
        body = await json_of(request)
    except ValueError:
        return None
    given = body.get("reference_id") if isinstance(body, dict) else None
    return given if isinstance(given, str) else None


def _texts(card: ReadDocument) -> dict[str, str]:
    values = {field.name: card.value(field.name) for field in card.fields if field.name in sandbox.CARD}
    return {name: _text(name, value) for name, value in values.items()}


def _text(name: str, value: Value | None) -> str:
    if value is None:
        return ""
    if name == _DATE and value.normalized:
        return date.fromisoformat(value.normalized).strftime("%d-%m-%Y")
    return " ".join(value.text.split())


def _sentence(code: str) -> str:
    return _SENTENCES.get(code) or code.replace("_", " ").capitalize()
