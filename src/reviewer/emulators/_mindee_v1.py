"""Mindee v1: products, jobs, documents, workflows and feedback."""

import uuid
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from reviewer.emulators import _mindee_callbacks, _mindee_uploads
from reviewer.emulators._emulator import Stage
from reviewer.emulators._mindee_document import DocumentAnswer, Wanted
from reviewer.emulators._mindee_options import Options
from reviewer.emulators._mindee_products import READY_MADE, Product, product_of
from reviewer.emulators._mindee_rate import Rate
from reviewer.emulators._mindee_v1_request import feedback, uploaded
from reviewer.emulators._requests import Form, Upload, answer, same
from reviewer.emulators._tasks import State, Task

PRODUCT = "/v1/products/{account}/{name}/{version}"
WORKFLOW = "/v1/workflows/{workflow}"
_ERRORS = {
    400: ("BadRequest", "Bad request", "Invalid fields in form"),
    401: ("Unauthorized", "Authorization required", "Invalid token provided"),
    403: ("Forbidden", "Access forbidden", "Access to this resource is forbidden"),
    404: ("NotFound", "Not found", "The resource does not exist"),
    405: ("MethodNotAllowed", "Method not allowed", "Method not allowed"),
    422: ("UnprocessableEntity", "Unprocessable entity", "The request cannot be processed"),
    429: ("TooManyRequests", "Too many requests", "Too Many Requests."),
    500: ("failure", "Inference failed", "Can not run prediction: "),
    503: ("ServiceUnavailable", "Service unavailable", "Service unavailable"),
}
_SYNCHRONOUS, _ASYNCHRONOUS, _CUSTOM = 10, 20, 5
"""Megabytes of a file."""


class V1:
    """The calls.

    Args:
        stage: what it plays on.
        options: what is set.
    """

    def __init__(self, stage: Stage, options: Options) -> None:
        self._stage = stage
        self._options = options
        self._rate = Rate(stage.clock)
        self._jobs: dict[str, str] = {}
        self._feedback: dict[str, dict[str, Any]] = {}

    def routes(self) -> list[BaseRoute]:
        """Its calls."""
        document = PRODUCT + "/documents/{document}"
        return [
            Route(PRODUCT + "/predict_async", self._predict_async, methods=["POST"]),
            Route(PRODUCT + "/predict", self._predict, methods=["POST"]),
            Route(PRODUCT + "/documents/queue/{job}", self._checked(self._queue)),
            Route(PRODUCT + "/documents", self._checked(self._list)),
            Route(document + "/feedback", self._checked(self._feed_back), methods=["PUT", "PATCH"]),
            Route("/v1/documents/{document}/feedback", self._checked(self._feed_back), methods=["PUT", "PATCH"]),
            Route(document, self._checked(self._document), methods=["GET"]),
            Route(document, self._checked(self._delete), methods=["DELETE"]),
            Route(PRODUCT + "/openapi.json", self._checked(self._schema)),
            Route(WORKFLOW + "/predict_async", self._predict_async, methods=["POST"]),
            Route(WORKFLOW + "/executions", self._execute, methods=["POST"]),
        ]

    def refuse(self, status: int, details: Any = None, url: str = "", message: str = "") -> Response:
        """An answer with an error status."""
        code, text, usual = _ERRORS.get(status, ("Error", "Error", "Error"))
        error = {"code": code, "details": usual if details is None else details, "message": message or text}
        body = {"error": error, "resources": [], "status": "failure", "status_code": status, "url": url}
        return answer({"api_request": body}, status)

    # Submitting

    async def _predict_async(self, request: Request) -> Response:
        task = await self._begun(request, _ASYNCHRONOUS, at_once=False)
        if isinstance(task, Response):
            return task
        return answer({"api_request": _frame(request, 202, "job"), "job": self._job(task)}, 202)

    async def _predict(self, request: Request) -> Response:
        task = await self._begun(request, _SYNCHRONOUS, at_once=True)
        if isinstance(task, Response):
            return task
        if await self._stage.tasks.end(task) is not State.DONE:
            return self.refuse(500, f"Can not run prediction: {task.error}", str(request.url))
        return answer({"api_request": _frame(request, 201, "document"), "document": self._made(task)}, 201)

    async def _execute(self, request: Request) -> Response:
        task = await self._begun(request, _ASYNCHRONOUS, at_once=False)
        if isinstance(task, Response):
            return task
        execution = {
            "id": task.facts["document"],
            "workflow_id": request.path_params["workflow"],
            "type": "manual",
            "batch_name": None,
            "status": "processing",
            "priority": task.facts["priority"] or "medium",
            "file": {"name": task.name, "alias": task.facts["alias"]},
            "inference": None,
            "created_at": task.facts["issued"],
            "uploaded_at": task.facts["issued"],
            "available_at": None,
            "reviewed_at": None,
            "reviewed_prediction": None,
        }
        return answer({"api_request": _frame(request, 202, "execution"), "execution": execution}, 202)

    async def _begun(self, request: Request, megabytes: int, *, at_once: bool) -> Task | Response:
        refused = self._refused(request)
        if refused is not None:
            return refused
        product = self._product(request)
        if product is None:
            return self.refuse(404, url=str(request.url))
        if not at_once and product.name.partition("/")[2] in self._options.sync_only:
            message = "This product does not support asynchronous mode"
            return self.refuse(403, f"{product.name} does not support async mode", str(request.url), message)
        try:
            upload, form = await uploaded(request)
            _mindee_uploads.check(upload.content, _CUSTOM if product.custom else megabytes)
        except _mindee_uploads.NotTaken as error:
            return self.refuse(400, {"document": [str(error)]}, str(request.url))
        return self._accepted(request, product, upload, form)

    def _accepted(self, request: Request, product: Product, upload: Upload, form: Form) -> Task:
        job, document = str(uuid.uuid4()), str(uuid.uuid4())
        self._jobs[document] = job
        query = request.query_params
        wanted = Wanted(
            form.text("include_mvision") == "true", query.get("cropper") == "true", query.get("full_text_ocr") == "true"
        )
        return self._stage.tasks.submit(
            job, upload.content, upload.name, product.kinds, done=self._call_back, product=product, document=document,
            wanted=wanted, began=datetime.now(UTC), issued=_now(), started=self._stage.clock(), ended=None, version=1,
            priority=form.text("priority"), alias=form.text("alias"),
        )  # fmt: skip

    def _product(self, request: Request) -> Product | None:
        named = request.path_params
        if "workflow" in named:
            return READY_MADE[f"{self._options.workflow_product}"]
        return product_of(named["account"], named["name"], named["version"], self._stage.types)

    def _checked(self, act: Callable[[Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
        """A call that is carried out unless it is refused."""

        async def checked(request: Request) -> Response:
            refused = self._refused(request)
            return await act(request) if refused is None else refused

        return checked

    def _refused(self, request: Request) -> Response | None:
        """Why a request is not carried out."""
        url = str(request.url)
        header = request.headers.get("authorization")
        if header is None:
            return self.refuse(401, "No token provided", url)
        if not header.startswith("Token ") or not same(header.removeprefix("Token "), self._stage.key):
            return self.refuse(401, url=url)
        if self._options.rate_limits and not self._rate.allows():
            return self.refuse(429, url=url)
        return None

    # Polling

    async def _queue(self, request: Request) -> Response:
        task = self._found(request.path_params["job"])
        if task is None:
            return self.refuse(404, url=str(request.url))
        body = {"api_request": _frame(request, 200, "job"), "job": self._job(task)}
        if self._stage.tasks.state(task) is not State.DONE:
            return answer(body)
        base = str(request.base_url).rstrip("/")
        place = f"{base}{request.url.path.partition('/documents/')[0]}/documents/{task.facts['document']}"
        body["api_request"]["status_code"] = 302
        return answer(body, 302, {"Location": place})

    async def _document(self, request: Request) -> Response:
        task = self._done(request)
        if task is None:
            return self.refuse(404, url=str(request.url))
        frame = _frame(request, 200, "document", "job")
        return answer({"api_request": frame, "document": self._made(task), "job": self._job(task)})

    async def _delete(self, request: Request) -> Response:
        task = self._done(request)
        if task is None:
            return self.refuse(404, url=str(request.url))
        self._stage.tasks.forget(task.id)
        return answer({"api_request": _frame(request, 200, "document")})

    async def _list(self, request: Request) -> Response:
        tasks = [task for job in self._jobs.values() if (task := self._found(job)) is not None]
        documents = [{"id": task.facts["document"], "name": task.name} for task in tasks]
        return answer({"api_request": _frame(request, 200, "documents"), "documents": documents})

    async def _schema(self, request: Request) -> Response:
        product = self._product(request)
        if product is None:
            return self.refuse(404, url=str(request.url))
        fields = {name: {"type": "object"} for name in product.features}
        title = {"title": product.name, "version": product.version}
        schema = {"prediction": {"type": "object", "properties": fields}}
        return answer({"openapi": "3.0.2", "info": title, "paths": {}, "components": {"schemas": schema}})

    def _found(self, job: str) -> Task | None:
        task = self._stage.tasks.find(job)
        return task if task is not None and task.facts["version"] == 1 else None

    def _done(self, request: Request) -> Task | None:
        """The task of a document that is there."""
        task = self._found(self._jobs.get(request.path_params["document"], ""))
        return task if task is not None and self._stage.tasks.state(task) is State.DONE else None

    def _job(self, task: Task) -> dict[str, Any]:
        state = self._stage.tasks.state(task)
        ended = state in (State.DONE, State.FAILED)
        error = {"code": "ServerError", "details": task.error, "message": "An error occurred"}
        return {
            "id": task.id,
            "status": "completed" if state is State.DONE else str(state),
            "issued_at": task.facts["issued"],
            "available_at": _later(task.facts["issued"], self._seconds(task)) if ended else None,
            "error": error if state is State.FAILED else {},
        }

    def _made(self, task: Task) -> dict[str, Any]:
        facts = task.facts
        made = DocumentAnswer(task, facts["document"], facts["product"], facts["wanted"], self._options.rotation)
        return made.made(facts["began"], self._seconds(task))

    def _seconds(self, task: Task) -> float:
        """How long it took; the same each time it is asked for."""
        if task.facts["ended"] is None:
            task.facts["ended"] = self._stage.clock()
        return float(task.facts["ended"] - task.facts["started"])

    async def _call_back(self, task: Task) -> None:
        body = {"job": self._job(task)}
        if not task.error:
            body = {"document": self._made(task), **body}
        _mindee_callbacks.send(self._stage.callbacks, task.id, body, self._options.signed)

    # Feedback

    async def _feed_back(self, request: Request) -> Response:
        if self._options.feedback == "forbidden":
            return self.refuse(403, url=str(request.url))
        task = self._done(request)
        if task is None:
            return self.refuse(404, url=str(request.url))
        given = await feedback(request)
        features = task.facts["product"].features
        if not given or not features.keys() >= given.keys():
            return self.refuse(400, {"feedback": ["Fields of this product are expected."]}, str(request.url))
        document = request.path_params["document"]
        kept = self._feedback.get(document, {}) if request.method == "PATCH" else {}
        self._feedback[document] = self._stage.journal.feedback[document] = {**kept, **given}
        told = {name: self._feedback[document].get(name) for name in features}
        return answer({"api_request": _frame(request, 200, "feedback"), "feedback": told})


def _frame(request: Request, status: int, *resources: str) -> dict[str, Any]:
    return {
        "error": {},
        "resources": list(resources),
        "status": "success",
        "status_code": status,
        "url": str(request.url.replace(query="")),
    }


def _now() -> str:
    return datetime.now(UTC).replace(tzinfo=None).isoformat(timespec="microseconds")


def _later(stamp: str, seconds: float) -> str:
    return (datetime.fromisoformat(stamp) + timedelta(seconds=seconds)).isoformat(timespec="microseconds")
