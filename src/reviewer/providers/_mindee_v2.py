"""Version 2 of Mindee: models under `/v2`, another host, another header, other shapes."""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit
from uuid import UUID

from reviewer.errors import InputError, ProviderError, ReplyLost
from reviewer.providers._http import Http
from reviewer.providers._json import mapping, sequence, text
from reviewer.providers._mindee_errors import failed, refused, understood, v2_status, v2_words
from reviewer.providers._mindee_file import Encoded, File, Limits, Source, file_of
from reviewer.providers._mindee_options import Options
from reviewer.providers._reply import Reply
from reviewer.providers.base import Answer, Pending, Ticket, Upload, called
from reviewer.secret import Secret

_ENQUEUE = "/v2/inferences/enqueue"
_JOB = "/v2/jobs/{job}"
_MODELS = "/v2/search/models"


class Client:
    """Makes the calls of version 2. One call is one request, but for the result, which is fetched when it is there."""

    def __init__(self, http: Http, options: Options, key: Secret) -> None:
        self._http, self._options, self._key = http, options, key

    def submit(self, upload: Upload) -> Ticket:
        model = self.model(upload.sent.document_type)
        limits = Limits(self._options.most_megabytes or 100, self._options.most_pages or 200)
        return self.enqueue(model, file_of(upload, limits), alias=upload.reference)

    def model(self, document_type: str) -> str:
        """The id of the model for a document type of Reviewer.

        Raises:
            InputError: there is none, or it is none.
        """
        found = self._options.named(document_type)
        if not found:
            raise InputError(
                "No model of Mindee is chosen for documents of this type.", "Choose one in Settings.", code="request"
            )
        try:
            return str(UUID(found.strip()))
        except ValueError:
            raise InputError(
                f"“{found}” is no id of a model of Mindee's version 2.",
                "Copy the model's id into Settings, or choose version 1.",
                code="request",
            ) from None

    def enqueue(self, model: str, source: Source, *, alias: str = "") -> Ticket:
        """Send a file, base64 text or an address to a model.

        Raises:
            ReplyLost: it may have been taken.
            ProviderError: it was not.
        """
        form: dict[str, Any] = {"model_id": model, **self._settings()}
        if alias:
            form["alias"] = alias
        files = None
        if isinstance(source, File):
            files = {"file": (source.name, source.data, source.media_type)}
        elif isinstance(source, Encoded):
            form["file_base64"] = source.text
            if source.name:
                form["filename"] = source.name
        else:
            form["url"] = source.url
        reply = self._http.call(
            "POST", _ENQUEUE, headers=self._headers, data=form, files=files, creates=True, follow=False
        )
        body = reply.any_json
        job = text(mapping(mapping(body).get("job")).get("id"))
        status = v2_status(body, reply.status)
        if 200 <= status < 300 and job:
            return Ticket((job,), data={"api": "v2"})
        if 200 <= status < 300:
            raise ReplyLost("Mindee's reply has no task.", "Decide whether to send the document again.")
        raise self._refused(reply, f"the model {model}")

    def poll(self, ticket: Ticket) -> Pending | Answer:
        """Ask for the job, and fetch the result when it is there. It may be that it can be fetched only once."""
        reply = self._get(_JOB, {"job": ticket.ids[0]}, redirect="false")
        job = mapping(self._good(reply).get("job"))
        state = text(job.get("status"))
        if state == "Failed" or v2_words(job.get("error")):
            raise failed(v2_words(job.get("error"), self._key))
        if not state:
            raise ProviderError("Mindee's reply is about no task.", "It is asked again.", code="answer", retryable=True)
        if state != "Processed":
            return Pending(state.lower())
        result = self._result(ticket.ids[0], text(job.get("result_url")) or reply.headers.get("location", ""))
        if "inference" not in self._good(result):
            raise ProviderError("Mindee's result has no content.", "Send the document again.", code="answer")
        return Answer((result.body,))

    def _result(self, job: str, url: str) -> Reply:
        """Fetch a result from the server itself, or by a redirect from a host that the options name."""
        there, base = _split(url), _split(self._options.base_url)
        if there.origin == base.origin and there.path.startswith(f"{base.path}/"):
            steps = there.path.removeprefix(base.path).strip("/").split("/")
            ids = {f"step{at}": unquote(step) for at, step in enumerate(steps)}
            return self._get("".join(f"/{{{name}}}" for name in ids), ids)
        if there.origin[0] == "https" and there.origin[1] in {host.lower() for host in self._options.hosts}:
            return self._get(_JOB, {"job": job}, follow=True, redirect="true")
        raise ProviderError(
            "Mindee's result lies on another server. The key was not sent there.",
            "Check the address in Settings.",
            code="redirect",
        )

    def test(self) -> str:
        reply = self._get(_MODELS, {})
        body = reply.any_json
        status = v2_status(body, reply.status)
        if not 200 <= status < 300 and status != 404:
            raise self._refused(reply, "this model")
        if not isinstance(mapping(body).get("models"), list):
            raise ProviderError(
                "Something answers at this address, but it is not Mindee's version 2.",
                "Check the address and the version in Settings.",
                code="address",
            )
        known = {text(mapping(model).get("id")) for model in sequence(body["models"])}
        for document_type, names in self._options.types.items():
            if known and not set(called(names)) <= known:
                raise ProviderError(
                    f"The key is right, but no model has the id that stands for {document_type}.",
                    "Copy the id of the model into Settings.",
                    code="request",
                )
        count = "1 model" if len(known) == 1 else f"{len(known)} models"
        return f"Mindee (version 2) answers and takes the key; it has {count}."

    # Requests

    @property
    def _headers(self) -> dict[str, str]:
        return {"Authorization": self._key.reveal()}  # without “Token”, unlike version 1

    def _settings(self) -> dict[str, Any]:
        """What differs from the model's own settings."""
        options = self._options
        asked = {
            "polygon": options.polygon,
            "confidence": options.confidence,
            "raw_text": options.full_text,
            "rag": options.rag,
        }
        found: dict[str, Any] = {name: "true" for name, wanted in asked.items() if wanted}
        if options.text_context:
            found["text_context"] = options.text_context
        if options.data_schema.strip():
            found["data_schema"] = _schema(options.data_schema)
        if options.webhooks:
            found["webhook_ids"] = list(options.webhooks)
        return found

    def _get(self, path: str, ids: Mapping[str, str], *, follow: bool = False, **params: str) -> Reply:
        return self._http.call("GET", path, ids=ids, params=list(params.items()), headers=self._headers, follow=follow)

    def _good(self, reply: Reply) -> dict[str, Any]:
        """The body of a reply; a redirect has one too, and is not followed."""
        status = v2_status(reply.any_json, reply.status)
        if 200 <= status < 300 or (300 <= status < 400 and "job" in mapping(reply.any_json)):
            return understood(reply)
        raise self._refused(reply, "this model", asked=True)

    def _refused(self, reply: Reply, what: str, *, asked: bool = False) -> ProviderError:
        body = reply.any_json
        return refused(v2_status(body, reply.status), v2_words(body, self._key), what, asked=asked)


class _Place(NamedTuple):
    origin: tuple[str, str, int]
    path: str


def _split(url: str) -> _Place:
    try:
        parts = urlsplit(url.strip())
        port = parts.port or (443 if parts.scheme == "https" else 80)
        return _Place((parts.scheme, (parts.hostname or "").lower(), port), parts.path.rstrip("/"))
    except ValueError:
        return _Place(("", "", 0), "")


def _schema(written: str) -> str:
    try:
        json.loads(written)
    except ValueError:
        raise InputError("The data schema for Mindee is no JSON.", "Mend it in Settings.", code="request") from None
    return written
