"""Mindee v2: models, jobs and inferences. A model reads one of Reviewer's document types, or is a utility."""

import uuid
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec
from msgspec.structs import replace
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from reviewer.emulators import _mindee_callbacks, _mindee_v2_result
from reviewer.emulators._emulator import Stage
from reviewer.emulators._mindee_options import Options
from reviewer.emulators._mindee_v2_request import Enqueued, Invalid, parse
from reviewer.emulators._mindee_v2_result import Active, Fields
from reviewer.emulators._reading import Reading
from reviewer.emulators._requests import answer, same
from reviewer.emulators._tasks import State, Task

EXTRACTION = "extraction"
UTILITIES: dict[str, Callable[[Reading], dict[str, Any]]] = {
    "ocr": _mindee_v2_result.ocr,
    "classification": _mindee_v2_result.classification,
    "crop": _mindee_v2_result.crop,
    "split": _mindee_v2_result.split,
}
_SPACE = uuid.UUID("5d7c2a34-6a0a-4b5e-9d0e-3f6f7d1c9a10")
_ERRORS = {
    401: ("Invalid API key", "The provided API key is invalid."),
    403: ("Forbidden", "Access to this resource is forbidden."),
    404: ("Not found", "The resource does not exist."),
    405: ("Method not allowed", "The method is not allowed."),
    422: ("Invalid fields in form", "One or more fields failed validation."),
    429: ("Too many requests", "Too many requests."),
    500: ("Internal server error", "An unexpected error occurred."),
    503: ("Service unavailable", "The service is unavailable."),
}


def model_id(name: str) -> str:
    """The model that reads a document type of ours, or that does what a utility does."""
    return str(uuid.uuid5(_SPACE, name))


class V2:
    """The calls.

    Args:
        stage: what it plays on.
        options: what is set.
    """

    def __init__(self, stage: Stage, options: Options) -> None:
        self._stage = stage
        self._options = options
        self._types = {model_id(name): name for name in stage.types}
        self._utilities = {model_id(name): name for name in UTILITIES}
        self._jobs: dict[str, str] = {}

    def routes(self) -> list[BaseRoute]:
        """Its calls."""
        routes: list[BaseRoute] = [
            Route("/v2/inferences/enqueue", self._enqueue(EXTRACTION), methods=["POST"]),
            Route("/v2/jobs/{job}", self._job),
            Route("/v2/inferences/{inference}", self._result(EXTRACTION)),
            Route("/v2/search/models", self._models),
        ]
        for slug in (EXTRACTION, *UTILITIES):
            routes.append(Route(f"/v2/products/{slug}/enqueue", self._enqueue(slug), methods=["POST"]))
            routes.append(Route(f"/v2/products/{slug}/results/{{inference}}", self._result(slug)))
        return routes

    def refuse(
        self, status: int, detail: str = "", number: int = 1, errors: list[Mapping[str, str]] | None = None
    ) -> Response:
        """An answer with an error status."""
        return answer(_problem(status, detail, number, errors), status)

    # Submitting

    def _enqueue(self, slug: str) -> Callable[[Request], Any]:
        async def endpoint(request: Request) -> Response:
            refused = self._refused(request)
            if refused is not None:
                return refused
            try:
                given = await parse(request)
            except Invalid as error:
                return self.refuse(422, errors=[{"pointer": error.pointer, "detail": error.detail}])
            kinds = self._kinds(slug, given.model_id)
            if kinds is None:
                return self.refuse(404, "The model does not exist.")
            return answer({"job": self._shown(request, self._accepted(slug, given, kinds))}, 202)

        return endpoint

    def _kinds(self, slug: str, model: str) -> tuple[str, ...] | None:
        """The document types that a model reads; None when there is no such model for this product."""
        if slug == EXTRACTION:
            return (self._types[model],) if model in self._types else None
        return () if self._utilities.get(model) == slug else None

    def _accepted(self, slug: str, given: Enqueued, kinds: tuple[str, ...]) -> Task:
        job, inference = str(uuid.uuid4()), str(uuid.uuid4())
        self._jobs[inference] = job
        kept = replace(given, upload=replace(given.upload, content=b""))
        return self._stage.tasks.submit(
            job, given.upload.content, given.upload.name, kinds, reference=given.alias or "", done=self._call_back,
            given=kept, slug=slug, inference=inference, created=_now(), completed=None, version=2, fetched=False,
        )  # fmt: skip

    def _refused(self, request: Request) -> Response | None:
        """Why a request is not carried out."""
        header = request.headers.get("authorization")
        if not header:
            return self.refuse(401, "No API key was provided.", 8)
        return None if same(header, self._stage.key) else self.refuse(401)

    # Polling

    async def _job(self, request: Request) -> Response:
        refused = self._refused(request)
        if refused is not None:
            return refused
        task = self._stage.tasks.find(request.path_params["job"])
        if task is None or task.facts["version"] != 2:
            return self.refuse(404)
        job = self._shown(request, task)
        if job["status"] == "Processed" and request.query_params.get("redirect", "true") != "false":
            return answer({"job": job}, 302, {"Location": job["result_url"]})
        return answer({"job": job})

    def _shown(self, request: Request, task: Task) -> dict[str, Any]:
        base = str(request.base_url).rstrip("/")
        state, facts = self._stage.tasks.state(task), task.facts
        if state in (State.DONE, State.FAILED) and facts["completed"] is None:
            facts["completed"] = _now()
        status = {State.DONE: "Processed", State.FAILED: "Failed"}.get(state, "Processing")
        place = "inferences" if facts["slug"] == EXTRACTION else f"products/{facts['slug']}/results"
        given: Enqueued = facts["given"]
        return {
            "id": task.id,
            "model_id": given.model_id,
            "filename": task.name,
            "alias": given.alias,
            "created_at": facts["created"],
            "completed_at": facts["completed"],
            "status": status,
            "polling_url": f"{base}/v2/jobs/{task.id}",
            "result_url": f"{base}/v2/{place}/{facts['inference']}" if state is State.DONE else None,
            "webhooks": [self._webhook(name, task, status) for name in given.webhook_ids],
            "error": _problem(422, task.error, 4) if state is State.FAILED else None,
        }

    def _webhook(self, name: str, task: Task, status: str) -> dict[str, Any]:
        tries = [sent for sent in self._stage.journal.callbacks if sent.task == task.id]
        return {
            "id": name,
            "created_at": task.facts["completed"] or task.facts["created"],
            "status": status,
            "error": None,
            "attempts_count": len(tries),
        }

    def _result(self, slug: str) -> Callable[[Request], Any]:
        async def endpoint(request: Request) -> Response:
            refused = self._refused(request)
            if refused is not None:
                return refused
            task = self._stage.tasks.find(self._jobs.get(request.path_params["inference"], ""))
            if task is None or task.facts["slug"] != slug or self._stage.tasks.state(task) is not State.DONE:
                return self.refuse(404)
            if self._options.read_once and task.facts["fetched"]:
                return self.refuse(404)
            task.facts["fetched"] = True
            return answer({"inference": self._inference(task)})

        return endpoint

    def _inference(self, task: Task) -> dict[str, Any]:
        given: Enqueued = task.facts["given"]
        reading, slug = task.answer, task.facts["slug"]
        active = self._active(given)
        answered: dict[str, Any] = {
            "id": task.facts["inference"],
            "job": {"id": task.id},
            "model": {"id": given.model_id},
            "file": {
                "name": task.name,
                "alias": given.alias,
                "page_count": len(reading.pages),
                "mime_type": given.upload.media_type or reading.media_type,
            },
        }
        if slug != EXTRACTION:
            return {**answered, "result": UTILITIES[slug](reading)}
        kind = self._stage.types[self._types[given.model_id]]
        fields = Fields(reading.first, active, clockwise=self._options.clockwise).of(kind)
        text = _mindee_v2_result.raw_text(reading) if active.raw_text else None
        options = {**msgspec.structs.asdict(active), "data_schema": {"replace": False}}
        return {**answered, "active_options": options, "result": {"fields": fields, "raw_text": text, "rag": None}}

    def _active(self, given: Enqueued) -> Active:
        options = self._options
        usual = {"raw_text": options.raw_text, "polygon": options.polygon, "confidence": options.confidence}
        return msgspec.convert({**usual, **given.truths, "text_context": given.text_context}, Active)

    async def _models(self, request: Request) -> Response:
        refused = self._refused(request)
        if refused is not None:
            return refused
        name, kind = request.query_params.get("name", ""), request.query_params.get("model_type", "")
        models = [
            *(
                {"id": key, "name": self._stage.types[of].title, "model_type": EXTRACTION}
                for key, of in self._types.items()
            ),
            *({"id": key, "name": of.capitalize(), "model_type": of} for key, of in self._utilities.items()),
        ]
        found = [
            {**one, "webhooks": []}
            for one in models
            if name.casefold() in one["name"].casefold() and kind in ("", one["model_type"])
        ]
        pages = {"per_page": len(found), "page": 1, "total_items": len(found), "total_pages": 1}
        return answer({"models": found, "pagination": pages})

    async def _call_back(self, task: Task) -> None:
        if task.error:
            return
        body = {"inference": self._inference(task)}
        _mindee_callbacks.send(self._stage.callbacks, task.id, body, self._options.signed)


def _problem(
    status: int, detail: str = "", number: int = 1, errors: list[Mapping[str, str]] | None = None
) -> dict[str, Any]:
    title, usual = _ERRORS.get(status, ("Error", "An error occurred."))
    return {
        "status": status,
        "title": title,
        "detail": detail or usual,
        "code": f"{status}-{number:03}",
        "errors": errors or [],
    }


def _now() -> str:
    return datetime.now(UTC).replace(tzinfo=None).isoformat(timespec="microseconds")
