"""Handl (Dbrain), asynchronous: a file goes to ``/recognize?async=true``, the answer is asked for at ``/result/{id}``.

What the service leaves open is a setting, or told as open in `_handl_places` and `_handl_feedback`.
"""

import json
from collections.abc import Mapping
from typing import Any, ClassVar

from reviewer.domain.field import Field
from reviewer.errors import Forgotten, ProviderError
from reviewer.providers._files import file_of
from reviewer.providers._handl_answer import NO_SUCH_TASK, is_not_done, is_unknown, mapped
from reviewer.providers._handl_feedback import rendered
from reviewer.providers._handl_options import HandlOptions
from reviewer.providers._http import Http
from reviewer.providers._json import mapping, text
from reviewer.providers._refusals import quoted, refusal, spoken
from reviewer.providers._reply import Reply
from reviewer.providers.base import Answer, Mapped, Need, Options, Pace, Pending, Sent, Ticket, Upload, called
from reviewer.secret import Secret

_TAKEN = frozenset(
    {"image/jpeg", "image/png", "image/tiff", "image/bmp", "image/x-ms-bmp", "image/gif", "application/pdf"}
)
_NOT_DONE = frozenset({202, 425})
_MADE_UP = "0" * 24
_Pairs = list[tuple[str, str]]


class Provider:
    """Handl."""

    title: ClassVar[str] = "Handl"
    reads: ClassVar[str] = "Reads passports, ID cards and forms."
    Options: ClassVar[type[Options]] = HandlOptions
    needs: ClassVar[tuple[Need, ...]] = (Need("token", "License key"),)
    pace: ClassVar[Pace] = Pace(first=2.0, growth=1.5, most=30.0)
    places: ClassVar[bool] = True
    names: ClassVar[Mapping[str, Mapping[str, str]]] = {}  # its passports have the names that Reviewer has

    def __init__(self, http: Http, options: HandlOptions, secrets: Mapping[str, Secret]) -> None:
        self._http = http
        self._options = options
        self._secrets = tuple(secrets.values())
        self._token = secrets.get("token", Secret(""))

    def submit(self, upload: Upload, ticket: Ticket) -> Ticket | Answer:
        files = [("image", file_of(upload, _TAKEN, self.title))]
        expected = _of_first(upload.sent.expected)
        if expected and self._options.ask == "recognize":
            wanted = json.dumps(expected, ensure_ascii=False).encode("utf-8", "replace")
            files.append(("verify_fields", ("verify_fields.json", wanted, "application/json")))
        reply = self._call("POST", f"/{self._options.ask}", params=self._asked(upload.sent), files=files, creates=True)
        if not 200 <= reply.status < 300:
            raise self._refusal(reply)
        found = mapping(reply.json)
        task = text(found.get("task_id"))
        if task:
            noted = {"dpi": str(self._options.dpi)} if upload.media_type == "application/pdf" else {}
            return Ticket((task,), data=noted)
        if isinstance(found.get("items"), list) and found.get("errno") is None:
            return Answer((reply.body,))  # it read at once, though it was asked not to
        raise ProviderError(
            f"{self.title} gave no task for the document.",
            f"Look at the settings.{quoted(spoken(found), self._secrets)}",
            code="answer",
        )

    def poll(self, ticket: Ticket) -> Pending | Answer:
        reply = self._result(ticket.ids[0])
        found = reply.any_json
        if reply.status in _NOT_DONE or is_not_done(found):
            return Pending("not done yet")
        if reply.status == NO_SUCH_TASK or (reply.status < 500 and is_unknown(found)):
            raise Forgotten(f"{self.title} does not know the task, or not any more.", "Send the document again.")
        if not 200 <= reply.status < 300:
            raise self._refusal(reply)
        _ = reply.json
        return Answer((reply.body,))

    def test_connection(self) -> str:
        """Asks for a task that does not exist: who says so has accepted the key."""
        reply = self._result(_MADE_UP)
        if reply.status not in (200, NO_SUCH_TASK):
            raise self._refusal(reply)
        if not is_unknown(reply.any_json):
            raise ProviderError(
                "The server answers, but not as Handl does.", "Check its address in Settings.", code="answer"
            )
        return "The server answers, and the license key is accepted."

    @staticmethod
    def checks(options: HandlOptions) -> bool:
        """Only reading fields takes texts to compare."""
        return options.ask == "recognize"

    @staticmethod
    def mapped(answer: Answer, sent: Sent) -> Mapped:
        return mapped(answer, sent)

    # Corrections: how the service takes them is not published, so all of it is configuration

    @staticmethod
    def takes_feedback(options: Any) -> bool:
        return bool(options.feedback_url.strip())

    def feedback(self, raw: Answer, fields: tuple[Field, ...]) -> dict[str, Any]:
        return {"fields": {field.name: field.values[0].text for field in fields if field.values}}

    def send_feedback(self, remote_id: str, body: dict[str, Any], key: str) -> None:
        place = self._options.feedback_url.strip().replace("{task_id}", "{id}")
        content = rendered(self._options.feedback_body, body, remote_id)
        whole = "://" in place
        path = f"/{place.lstrip('/')}"
        http = self._http
        if whole:
            scheme, _, rest = place.partition("://")
            host, _, path = rest.partition("/")
            http, path = self._http.elsewhere(f"{scheme}://{host}"), f"/{path}"
        headers = {"content-type": "application/json", "idempotency-key": key}
        reply = http.call(
            self._options.feedback_method,
            path.replace("{", "{{").replace("}", "}}").replace("{{id}}", "{id}"),
            ids={"id": remote_id},
            params=[] if whole else self._in_query(),
            headers=headers if whole else {**headers, **self._in_header()},
            content=content,
        )
        if not 200 <= reply.status < 300:
            raise self._refusal(reply)

    # Requests

    def _asked(self, sent: Sent) -> _Pairs:
        """The parameters for a document, in order; the service wants ``true`` and ``false`` in small letters."""
        options = self._options
        found: _Pairs = [("async", "true")]
        if options.ask.startswith("fulltext"):
            found += _if(options.priority != 1, ("priority", str(options.priority)))
            found += _if(options.doc2pdf, ("doc2pdf", "true"))
            return found + list(options.further.items())
        found += [("doc_type", name) for name in self._doc_types(sent.document_type)]
        if options.ask == "classify":
            found += [("min_shape", str(options.min_shape)), ("min_filesize", str(options.min_filesize))]
        else:
            found += self._reading()
        found.append(("return_crops", _flag(options.return_crops)))
        return found + list(options.further.items())

    def _reading(self) -> _Pairs:
        options = self._options
        found: _Pairs = [
            ("quality", str(options.quality)),
            ("dpi", str(options.dpi)),
            ("auto_pdf_raw_images", _flag(options.auto_pdf_raw_images)),
            ("pdf_raw_images", _flag(options.pdf_raw_images)),
        ]
        found += _if(options.mode != "default", ("mode", options.mode))
        found += _if(options.gauss > 0, ("gauss", str(options.gauss)))
        for name in ("check_fake", "simple_cropper", "use_internal_api"):
            found += _if(getattr(options, name), (name, "true"))
        found += _if(options.priority != 1, ("priority", str(options.priority)))
        if options.with_hitl:
            found.append(("with_hitl", "true"))
            found += _if(options.hitl_async, ("hitl_async", "true"))
            found += [("hitl_required_fields", name) for name in options.hitl_required_fields]
            found += _if(options.hitl_sla != "", ("hitl_sla", options.hitl_sla))
        return found

    def _doc_types(self, wanted: str) -> tuple[str, ...]:
        return called(self._options.types.get(wanted, "")) or self._options.doc_types

    def _result(self, task: str) -> Reply:
        crops = _if(not self._options.return_crops, ("return_crops", "false"))
        return self._call("GET", "/result/{task_id}", ids={"task_id": task}, params=crops)

    def _call(self, method: str, path: str, *, params: _Pairs, **more: Any) -> Reply:
        return self._http.call(method, path, params=[*self._in_query(), *params], headers=self._in_header(), **more)

    def _in_query(self) -> _Pairs:
        return _if(self._options.token_in == "query", ("token", self._token.reveal()))

    def _in_header(self) -> dict[str, str]:
        return {} if self._options.token_in == "query" else {"authorization": f"Token {self._token.reveal()}"}

    def _refusal(self, reply: Reply) -> ProviderError:
        return refusal(self.title, reply, self._secrets, key="license key")


def _of_first(expected: Mapping[str, str]) -> dict[str, str]:
    """Without the fields of further documents in the file: their prefix is ours, the service would not know them."""
    return {name: text for name, text in expected.items() if not name.partition(".")[0].isdecimal()}


def _flag(value: bool) -> str:
    return "true" if value else "false"


def _if(said: bool, pair: tuple[str, str]) -> _Pairs:
    return [pair] if said else []
