"""myBiros Platform, API v1: a service reads one document type, and carries that type's name."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, ClassVar, Literal

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from reviewer import rules
from reviewer.domain.document_type import DocumentType
from reviewer.domain.revision import Revision, entries_of
from reviewer.emulators._emulator import Stage
from reviewer.emulators._mybiros_fields import PageAnswer, fields_of, summary
from reviewer.emulators._requests import Form, answer, form_of, json_of, same
from reviewer.emulators._tasks import State, Task

_INCLUDES = frozenset({"ocr", "service_fields", "validation_errors"})
_DETAILS = ("pages", "summary")
_REVISIONS = ("pending", "to_review", "review_required", "approved", "not_approved")
_PUSHES = ("never", "always", "only_review")
_MESSAGES = {
    401: "Invalid API key.",
    403: "You do not have permission to perform this action.",
    404: "Not found.",
    405: "Method not allowed.",
    422: "Invalid parameters.",
    429: "Too many requests.",
    500: "Internal server error.",
    503: "Service under maintenance.",
}


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is not known of the service.

    Attributes:
        failed: the word for a document that could not be processed.
        error_key: where errors have their text.
        missing: what stands for a single field that was not found.
        index_is_next: `entities_index` is the next id, not the last one.
        service: the one service that the key is for; empty: all of them.
    """

    failed: str = "FAILED"
    error_key: Literal["message", "detail"] = "message"
    missing: Literal["object", "null"] = "object"
    index_is_next: bool = False
    service: str = ""


class Emulator:
    """The service."""

    title: ClassVar[str] = "myBiros Platform"
    key: ClassVar[str] = "emulated-mybiros-key"
    retention: ClassVar[float | None] = None
    path: ClassVar[str] = "/api/v1"

    def __init__(self, stage: Stage, options: Options) -> None:
        self._stage = stage
        self._options = options
        self._revisions: dict[str, str] = {}
        self._made = datetime.now(UTC)

    def routes(self) -> Sequence[BaseRoute]:
        """Its calls."""
        service = self.path + "/inference/service/{service}"
        document = service + "/predicted-documents/{document}"
        return [
            Route(service + "/async-predict", self._submit, methods=["POST"]),
            Route(service + "/predict", self._predict, methods=["POST"]),
            Route(document, self._result, methods=["GET"]),
            Route(document, self._revise, methods=["PATCH"]),
            Route(service, self._describe),
        ]

    def kind(self, method: str, path: str) -> str:
        """What a request is for."""
        if method == "GET":
            return "poll" if "/predicted-documents/" in path else "other"
        return {"POST": "submit", "PATCH": "feedback"}.get(method, "other")

    def refuse(self, status: int, text: str = "", *, path: str = "") -> Response:
        """Its own answer with an error status."""
        return answer({self._options.error_key: text or _MESSAGES.get(status, "Error.")}, status)

    def credentials(self) -> Mapping[str, str]:
        """The key, and the services."""
        services = self._options.service or ", ".join(self._stage.types)
        return {"x-api-key": self._stage.key, "Service ids": services}

    # Calls

    async def _submit(self, request: Request) -> Response:
        task = self._begun(request, await form_of(request))
        if isinstance(task, Response):
            return task
        return answer({"job": str(uuid.uuid4()), "resource": task.id})

    async def _predict(self, request: Request) -> Response:
        form = await form_of(request)
        push = form.text("push_result_on_platform") or "never"
        wrong = _wrong_query(request)
        if push not in _PUSHES or wrong:
            return self.refuse(422, wrong or "push_result_on_platform is wrong.")
        task = self._begun(request, form)
        if isinstance(task, Response):
            return task
        state = await self._stage.tasks.end(task)
        if push == "never":
            self._stage.tasks.forget(task.id)
        return self._shown(request, task) if state is State.DONE else self.refuse(500)

    def _begun(self, request: Request, form: Form) -> Task | Response:
        refused = self._refused(request)
        if refused is not None:
            return refused
        upload = form.upload("file")
        if upload is None or not upload.content:
            return self.refuse(422, "The file is missing.")
        document, service = str(uuid.uuid4()), request.path_params["service"]
        self._revisions[document] = "pending"
        return self._stage.tasks.submit(
            document, upload.content, upload.name, (service,), service=service, media_type=upload.media_type,
            created=_now(),
        )  # fmt: skip

    async def _result(self, request: Request) -> Response:
        refused = self._refused(request)
        if refused is not None:
            return refused
        wrong = _wrong_query(request)
        if wrong:
            return self.refuse(422, wrong)
        task = self._found(request)
        if task is None:
            return self.refuse(404)
        state = self._stage.tasks.state(task)
        return self._shown(request, task) if state is State.DONE else self._not_done(task, state)

    async def _revise(self, request: Request) -> Response:
        refused = self._refused(request)
        if refused is not None:
            return refused
        task = self._found(request)
        if task is None:
            return self.refuse(404)
        try:
            body = await json_of(request)
        except ValueError:
            return self.refuse(422)
        status = body.get("revision_status") if isinstance(body, dict) else None
        if status not in _REVISIONS:
            return self.refuse(422, "revision_status is wrong.")
        self._revisions[task.id] = status
        self._stage.journal.feedback[task.id] = status
        return answer({"message": "Document fields updated.", "fields_updated": {"revision_status": status}})

    async def _describe(self, request: Request) -> Response:
        refused = self._refused(request)
        if refused is not None:
            return refused
        kind = self._kind_of(request)
        return answer(
            {
                "service_id": kind.name,
                "name": kind.title,
                "description": f"Reads documents of the type {kind.title}.",
                "service_fields": _described(kind),
                "created_at": self._made.replace(tzinfo=None).isoformat(),
            }
        )

    # Parts of them

    def _refused(self, request: Request) -> Response | None:
        """Why a request is not carried out."""
        service = request.path_params["service"]
        if not same(request.headers.get("x-api-key"), self._stage.key):
            return self.refuse(401)
        if service not in self._stage.types:
            return self.refuse(404, "Service not found.")
        return self.refuse(401) if self._options.service not in ("", service) else None

    def _found(self, request: Request) -> Task | None:
        """The document, when it is one of this service."""
        task = self._stage.tasks.find(request.path_params["document"])
        return task if task is not None and task.facts["service"] == request.path_params["service"] else None

    def _kind_of(self, request: Request) -> DocumentType:
        return self._stage.types[request.path_params["service"]]

    def _not_done(self, task: Task, state: State) -> Response:
        failed = state is State.FAILED
        document = {
            "status": self._options.failed if failed else "RUNNING",
            "message": task.error if failed else "The document is being processed.",
        }
        body = {"service": task.facts["service"], "current_date": task.facts["created"], "document": document}
        return answer(body, 202)

    def _shown(self, request: Request, task: Task) -> Response:
        include = request.query_params.getlist("include")
        in_brief = request.query_params.get("document_details") == "summary"
        kind, document = self._kind_of(request), task.answer.first
        return answer(
            {
                "service": kind.name,
                "service_name": kind.title,
                "service_fields": _described(kind) if "service_fields" in include else {},
                "current_date": task.facts["created"],
                "document": {
                    "id": task.id,
                    "status": "ACTIVE",
                    "revision_status": self._revisions[task.id],
                    "original_name": task.name,
                    "content_type": task.facts["media_type"] or task.answer.media_type,
                    "page_count": len(task.answer.pages),
                },
                "document_summary": summary(fields_of(kind), document) if in_brief else {},
                "document_pages": [] if in_brief else self._pages(kind, task, include),
            }
        )

    def _pages(self, kind: DocumentType, task: Task, include: list[str]) -> list[dict[str, Any]]:
        document = task.answer.first
        violations = _violations(kind, task) if "validation_errors" in include else []
        missing: dict[str, Any] | None = {} if self._options.missing == "object" else None
        pages = []
        for index, page in enumerate(task.answer.pages):
            made = PageAnswer(fields_of(kind), document, page, index, missing)
            shown = made.of(violations if index == 0 else (), "ocr" in include, page.text.notices)
            shown["entities_index"] += int(self._options.index_is_next)
            pages.append(shown)
        return pages


def _wrong_query(request: Request) -> str:
    query = request.query_params
    if not _INCLUDES.issuperset(query.getlist("include")):
        return f"include is one of {', '.join(sorted(_INCLUDES))}; repeat it for several."
    return "" if query.get("document_details", "pages") in _DETAILS else "document_details is pages or summary."


def _described(kind: DocumentType) -> dict[str, Any]:
    return {one.id: one.described() for one in fields_of(kind)}


def _violations(kind: DocumentType, task: Task) -> list[dict[str, Any]]:
    """What Reviewer's own rules say stands for the policies of the service, whose form is not known."""
    entries = {entry.id: entry for entry in entries_of(task.answer.first.fields)}
    issues = rules.check(Revision(task.id, document_type=kind.name, entries=entries), kind, date.today())
    return [
        {
            "name": issue.rule,
            "message": issue.text,
            "fields": sorted({f"{entries[value].field}_1" for value in issue.values if value in entries}),
        }
        for issue in issues
    ]


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
