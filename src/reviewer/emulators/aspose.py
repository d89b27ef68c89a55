"""Aspose.OCR Cloud v5: tasks that read rectangles of one page, or all of it, or find rectangles."""

import base64
import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from reviewer.domain.geometry import Box, bounds
from reviewer.domain.text import Word
from reviewer.emulators._aspose_settings import Settings, parse
from reviewer.emulators._aspose_tokens import Tokens
from reviewer.emulators._emulator import Stage
from reviewer.emulators._reading import ReadPage
from reviewer.emulators._requests import answer, form_of, json_of, same
from reviewer.emulators._tasks import State, Task

_PREFIXES = ("/v5.0/ocr", "/v5")
_KINDS = ("plain_text",)
_TITLES = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    422: "Unprocessable Entity",
    429: "Too Many Requests",
    500: "Internal Server Error",
    503: "Service Unavailable",
}
_ONE_PAGE = "Files of several pages are not supported."
_ONLY_TEXT = "This emulator makes results of the type Text only."


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is not stated of the service.

    Attributes:
        token_seconds: how long a token lives.
        one_entry: all rectangles come in one result.
        plain_401: a refused token is told in plain text, as an older client has it.
        bom: texts begin with a byte order mark.
    """

    token_seconds: float = 3_600.0
    one_entry: bool = False
    plain_401: bool = False
    bom: bool = False


class Emulator:
    """The service. Its key has two parts: the client's id and its secret."""

    title: ClassVar[str] = "Aspose.OCR Cloud"
    key: ClassVar[str] = "emulated-client-id:emulated-client-secret"
    retention: ClassVar[float | None] = 86_400.0
    path: ClassVar[str] = ""

    def __init__(self, stage: Stage, options: Options) -> None:
        self._stage = stage
        self._options = options
        self._id, _, self._secret = stage.key.partition(":")
        self._tokens = Tokens(stage.clock, options.token_seconds)

    def routes(self) -> Sequence[BaseRoute]:
        """Its calls."""
        routes: list[BaseRoute] = [Route("/connect/token", self._token, methods=["POST"])]
        for prefix in _PREFIXES:
            for name, render in (
                ("RecognizeRegions", self._texts),
                ("RecognizeImage", self._texts),
                ("DetectRegions", self._rectangles),
            ):
                routes.append(Route(f"{prefix}/{name}", self._submit(name, render), methods=["POST"]))
                routes.append(Route(f"{prefix}/{name}", self._result, methods=["GET"]))
                routes.append(Route(f"{prefix}/{name}", self._cancel, methods=["DELETE"]))
            routes.append(Route(f"{prefix}/Utilities/GetTaskStatus", self._status))
        return routes

    def kind(self, method: str, path: str) -> str:
        """What a request is for."""
        if path == "/connect/token":
            return "other"
        return {"POST": "submit", "GET": "poll"}.get(method, "other")

    def refuse(self, status: int, detail: str = "", *, path: str = "") -> Response:
        """Its own answer with an error status."""
        if status == 401 and self._options.plain_401:
            return Response("Unauthorized", 401, media_type="text/plain")
        body = {
            "type": f"https://tools.ietf.org/html/rfc9110#{status}",
            "title": _TITLES.get(status, "Error"),
            "status": status,
            "detail": detail or None,
            "instance": None,
        }
        response = answer(body, status)
        response.headers["Content-Type"] = "application/problem+json; charset=utf-8"
        return response

    def credentials(self) -> Mapping[str, str]:
        """What a token is got with."""
        return {"client_id": self._id, "client_secret": self._secret}

    # Calls

    async def _token(self, request: Request) -> Response:
        form = await form_of(request)
        if form.text("grant_type") != "client_credentials":
            return answer({"error": "unsupported_grant_type"}, 400)
        known = same(form.text("client_id"), self._id)
        if not (same(form.text("client_secret"), self._secret) and known):
            return answer({"error": "invalid_client"}, 400)
        return answer(self._tokens.issue(), headers={"Cache-Control": "no-store"})

    def _submit(self, name: str, render: Callable[[Task], Any]) -> Callable[[Request], Any]:
        async def endpoint(request: Request) -> Response:
            if not self._allowed(request):
                return self.refuse(401)
            try:
                content, settings = parse(await json_of(request))
            except ValueError as error:
                return self.refuse(400, str(error))
            if name == "RecognizeRegions" and settings.regions == ():
                return self.refuse(400, "There are no regions.")
            task = self._stage.tasks.submit(str(uuid.uuid4()), content, kinds=_KINDS, settings=settings, render=render)
            if "json" in request.headers.get("accept", ""):
                return answer(task.id)
            return Response(task.id, media_type="text/plain")

        return endpoint

    async def _result(self, request: Request) -> Response:
        return self._told(request, lambda task: task.facts["render"](task))

    async def _status(self, request: Request) -> Response:
        return self._told(request, lambda _task: None)

    async def _cancel(self, request: Request) -> Response:
        if not self._allowed(request):
            return self.refuse(401)
        task = self._stage.tasks.find(request.query_params.get("id", ""))
        if task is not None:
            task.cancelled = True
        return Response()

    def _allowed(self, request: Request) -> bool:
        return self._tokens.allow(request.headers.get("authorization", ""))

    # Results

    def _told(self, request: Request, results: Callable[[Task], Any]) -> Response:
        """Where a task is; always with 200."""
        if not self._allowed(request):
            return self.refuse(401)
        name = request.query_params.get("id")
        if not name:
            return self.refuse(400, "The id is missing.")
        task = self._stage.tasks.find(name)
        if task is None or task.cancelled:
            return answer(_envelope(name, "NotExist", "TaskNotFound"))
        state = self._stage.tasks.state(task)
        if state in (State.WAITING, State.PROCESSING):
            return answer(_envelope(name, "Pending" if state is State.WAITING else "Processing", "NotReady"))
        wrong = _wrong(task)
        if wrong:
            return answer(_envelope(name, "Error", "Error", error={"messages": [wrong], "warnings": None}))
        found = results(task)
        code = "NoAnyResultData" if found is not None and not any(one["data"] for one in found) else "Ok"
        return answer(_envelope(name, "Completed", code, results=found))

    def _texts(self, task: Task) -> list[dict[str, str]]:
        settings: Settings = task.facts["settings"]
        page = task.answer.pages[0]
        boxes = [region.box(page.width, page.height) for region in settings.sorted_regions]
        texts = [_text_in(page, box) for box in boxes] or [page.text.text]
        if self._options.one_entry:
            texts = ["\n".join(texts)]
        return [{"type": "Text", "data": self._encoded(text)} for text in texts]

    def _rectangles(self, task: Task) -> list[dict[str, str]]:
        page = task.answer.pages[0]
        boxes = [bounds(line.polygon) for line in page.text.lines]
        found = [
            [
                round(box.left * page.width),
                round(box.top * page.height),
                round(box.right * page.width),
                round(box.bottom * page.height),
            ]
            for box in boxes
        ]
        return [{"type": "Other", "data": base64.b64encode(msgspec.json.encode(found)).decode()}]

    def _encoded(self, text: str) -> str:
        codec = "utf-8-sig" if self._options.bom else "utf-8"
        return base64.b64encode(text.encode(codec)).decode()


def _envelope(
    name: str, status: str, code: str, *, results: Any = None, error: dict[str, Any] | None = None
) -> dict[str, Any]:
    return {"id": name, "taskStatus": status, "responseStatusCode": code, "results": results, "error": error}


def _wrong(task: Task) -> str:
    """Why a task that has ended has no result."""
    if task.error:
        return task.error
    if len(task.answer.pages) > 1:
        return _ONE_PAGE
    return "" if task.facts["settings"].with_text else _ONLY_TEXT


def _text_in(page: ReadPage, box: Box) -> str:
    """The letters whose middle lies in a rectangle, line by line."""
    lines = ([_letters(word, box) for word in line.words] for line in page.text.lines)
    return "\n".join(" ".join(filter(None, words)) for words in lines if any(words))


def _letters(word: Word, box: Box) -> str:
    """What of a word lies in a rectangle; without edges of letters, all of them are of one width."""
    (left, top), (right, other_top), _, (below, bottom) = word.polygon
    down_x, down_y = (below - left) / 2, (bottom - top) / 2
    found = []
    for at, letter in enumerate(word.text):
        first, last = word.edges[2 * at : 2 * at + 2] or (at / len(word.text), (at + 1) / len(word.text))
        along = (first + last) / 2
        if box.holds((left + along * (right - left) + down_x, top + along * (other_top - top) + down_y)):
            found.append(letter)
    return "".join(found)
