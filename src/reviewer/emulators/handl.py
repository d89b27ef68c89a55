"""Handl (Dbrain): recognize, classify and full text, at once or as tasks."""

import asyncio
import secrets
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, Literal

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from reviewer.emulators._emulator import Stage
from reviewer.emulators._handl_answers import FieldAnswers, envelope, error, lines, scale, type_of, words
from reviewer.emulators._handl_parameters import problems, truth, whole
from reviewer.emulators._reading import ReadDocument, Reading
from reviewer.emulators._requests import Form, Upload, answer, form_of, packed, same
from reviewer.emulators._tasks import State, Task

_MESSAGES = {
    401: ("Not authenticated", "license_error"),
    403: ("License is not valid", "license_error"),
    404: ("Not Found", "value_error"),
    405: ("Method Not Allowed", "value_error"),
    422: ("Validation error", "value_error"),
    429: ("Too many requests", "limit_error"),
    500: ("Internal error", "internal_error"),
    503: ("Service is not available", "internal_error"),
}


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What differs between versions of the service, or is not known of it.

    Attributes:
        pending: how "not done" is said: 202, or as older servers do 425, or 200 with errno 9.
        envelope: whether errors come in the frame of results; older servers send `detail` alone.
        pages: whether items name their page.
        counts: whether answers have `pages_count` and `docs_count`.
        flat_coords: coordinates as one list of points, as old servers give them.
        bare: fields that come without coordinates.
        reject_below: a text of less confidence is returned empty, with confidence 0 and its place.
    """

    pending: Literal["202", "425", "200"] = "202"
    envelope: bool = True
    pages: bool = False
    counts: bool = False
    flat_coords: bool = False
    bare: tuple[str, ...] = ("series_and_number",)
    reject_below: float = 0.3


Render = Callable[[Task], dict[str, Any]]


class Emulator:
    """The service."""

    title: ClassVar[str] = "Handl (Dbrain)"
    key: ClassVar[str] = "emulated-handl-token"
    retention: ClassVar[float | None] = 86_400.0
    path: ClassVar[str] = ""

    def __init__(self, stage: Stage, options: Options) -> None:
        self._stage = stage
        self._options = options

    def routes(self) -> Sequence[BaseRoute]:
        """Its calls."""
        return [
            Route("/recognize", self._submitted(self._recognized), methods=["POST"]),
            Route("/classify", self._submitted(self._classified), methods=["POST"]),
            Route("/fulltext", self._submitted(self._full_text), methods=["POST"]),
            Route("/fulltext_by_lines", self._submitted(self._full_text_by_lines), methods=["POST"]),
            Route("/result/{task_id}", self._result),
            Route("/healthcheck", self._healthy),
        ]

    def kind(self, method: str, path: str) -> str:
        """What a request is for."""
        if method == "POST":
            return "submit"
        return "poll" if path.startswith("/result/") else "other"

    def refuse(self, status: int, *, path: str = "") -> Response:
        """Its own answer with an error status."""
        message, kind = _MESSAGES.get(status, ("Error", "error"))
        body = error(status, message, kind)
        return answer(body if self._options.envelope else {"detail": body["detail"]}, status)

    def credentials(self) -> Mapping[str, str]:
        """The token, in the query or a header."""
        return {"token": self._stage.key}

    # Submitting

    def _submitted(self, render: Render) -> Callable[[Request], Any]:
        async def endpoint(request: Request) -> Response:
            if not self._allowed(request):
                return self.refuse(403)
            wrong = problems(request.query_params)
            form = await form_of(request)
            upload = form.upload("image")
            if upload is None or not upload.content:
                wrong.append({"loc": ["body", "image"], "msg": "field required", "type": "value_error.missing"})
            verify = _verify_fields(form)
            if isinstance(verify, str):
                wrong.append({"loc": ["body", "verify_fields"], "msg": verify, "type": "value_error.json"})
            if wrong or upload is None or isinstance(verify, str):
                body = error(422, "Validation error", "value_error")
                return answer({**body, "detail": wrong} if self._options.envelope else {"detail": wrong}, 422)
            task = self._begun(request, upload, verify, render)
            if truth(request.query_params, "async"):
                return answer(envelope([], task_id=task.id, fake=None))
            while await self._stage.tasks.end(task) not in (State.DONE, State.FAILED):
                await asyncio.sleep(1.0)  # a task that is never done
            return packed(request, answer(render(task)))

        return endpoint

    def _allowed(self, request: Request) -> bool:
        header = request.headers.get("authorization", "")
        given = request.query_params.get("token") or header.removeprefix("Token ")
        return same(given, self._stage.key)

    def _begun(self, request: Request, upload: Upload, verify: Mapping[str, str] | None, render: Render) -> Task:
        query = request.query_params
        wanted = tuple(query.getlist("doc_type"))
        return self._stage.tasks.submit(
            secrets.token_hex(12), upload.content, upload.name, wanted, query=query, verify=verify, wanted=wanted,
            size=len(upload.content), render=render,
        )  # fmt: skip

    # Results

    async def _result(self, request: Request) -> Response:
        if not self._allowed(request):
            return self.refuse(403)
        task = self._stage.tasks.find(request.path_params["task_id"])
        if task is None:
            return answer(error(404, "Async task not found", "result_error", 8), 404)
        if self._stage.tasks.state(task) in (State.WAITING, State.PROCESSING):
            return self._pending()
        return packed(request, answer(task.facts["render"](task)))

    def _pending(self) -> Response:
        status = int(self._options.pending)
        body = error(status, "Async task not done", "result_error", 9)
        if status == 425:
            return answer({"detail": body["detail"]}, status)
        return answer(body, status)

    async def _healthy(self, _request: Request) -> Response:
        return answer({"success": True})

    # What each call answers

    def _recognized(self, task: Task) -> dict[str, Any]:
        if task.error:
            item = {"doc_type": "not_document", "fields": {}, "color": True, "error": task.error}
            return self._done(task, [item])
        query, reading = task.facts["query"], task.answer
        answers = FieldAnswers(
            reading,
            whole(query, "dpi", 300),
            reject_below=self._options.reject_below,
            bare=self._options.bare,
            flat=self._options.flat_coords,
            verify=task.facts["verify"],
            certain=_seen_by_persons(task),
        )
        items = []
        for document in self._asked_for(task):
            item = {"doc_type": type_of(document, reading), "fields": answers.of(document), "color": True}
            items.append({**item, **self._page(document), "error": None})
        return self._done(task, items)

    def _classified(self, task: Task) -> dict[str, Any]:
        if task.error:
            return self._done(task, [], low_image_weight=None)
        query, reading = task.facts["query"], task.answer
        shortest = min((min(page.width, page.height) for page in reading.pages), default=0)
        small = shortest < whole(query, "min_shape", 256) or task.facts["size"] < whole(query, "min_filesize", 10_240)
        factor = scale(reading, whole(query, "dpi", 300))
        items = []
        for document in self._asked_for(task):
            page = reading.pages[document.pages[0]]
            found = {"type": type_of(document, reading), "rotation": page.text.turn // 90 % 4}
            corners = page.pixels(((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)), factor)
            items.append({"document": {**found, "page": document.pages[0], "coords": corners}, "error": None})
        return self._done(task, items, low_image_weight=small)

    def _full_text(self, task: Task) -> dict[str, Any]:
        return self._done(task, [words(page.text) for page in task.answer.pages] if not task.error else [])

    def _full_text_by_lines(self, task: Task) -> dict[str, Any]:
        return self._done(task, [lines(page.text) for page in task.answer.pages] if not task.error else [])

    def _asked_for(self, task: Task) -> list[ReadDocument]:
        """The documents of the types that were asked for; all without such a wish."""
        wanted, reading = task.facts["wanted"], task.answer
        return [one for one in reading.documents if not wanted or type_of(one, reading) in wanted]

    def _page(self, document: ReadDocument) -> dict[str, int]:
        return {"page": document.pages[0]} if self._options.pages else {}

    def _done(self, task: Task, items: list[Any], **others: Any) -> dict[str, Any]:
        fake = False if truth(task.facts["query"], "check_fake") else None
        if self._options.counts:
            others = {**others, "pages_count": _page_count(task.reading), "docs_count": len(items)}
        return envelope(items, fake=fake, **others)


def _page_count(reading: Reading | None) -> int | None:
    return len(reading.pages) if reading is not None else None


def _seen_by_persons(task: Task) -> tuple[str, ...]:
    """The fields that the vendor's operators would have looked at."""
    query = task.facts["query"]
    if not truth(query, "with_hitl"):
        return ()
    required = tuple(query.getlist("hitl_required_fields"))
    return required or tuple(field.name for document in task.answer.documents for field in document.fields)


def _verify_fields(form: Form) -> dict[str, str] | str | None:
    """The texts to be compared; None when there are none; a sentence when they are wrong."""
    text = form.text("verify_fields")
    if text is None:
        return None
    try:
        return msgspec.json.decode(text, type=dict[str, str])
    except (msgspec.DecodeError, RecursionError):
        return "a JSON object of texts is expected"
