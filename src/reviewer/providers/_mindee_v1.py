"""Version 1 of Mindee: products under `/v1/products/<account>/<name>/<version>`."""

import re
from collections.abc import Mapping
from typing import Any

from reviewer.errors import InputError, ProviderError, ReplyLost
from reviewer.providers._http import Http
from reviewer.providers._json import mapping, text
from reviewer.providers._mindee_errors import failed, refused, understood, v1_said, v1_status, v1_words
from reviewer.providers._mindee_feedback import unavailable
from reviewer.providers._mindee_file import File, Limits, Source, Web, file_of
from reviewer.providers._mindee_options import PRODUCTS, Options
from reviewer.providers._reply import Reply
from reviewer.providers.base import Answer, Pending, Ticket, Upload, called
from reviewer.secret import Secret

_PRODUCT = re.compile(r"(\w[\w.~-]*)/(\w[\w.~-]*)/v?(\w[\w.~-]*)")
_P = "/v1/products/{account}/{name}/{version}"
_FEEDBACK = "/v1/documents/{document}/feedback"
_NOWHERE = "00000000-0000-0000-0000-000000000000"
"""The id of no task: asking for it tells whether the key is known, and costs nothing."""
_GONE = (403, 404, 405, 410)


class Client:
    """Makes the calls of version 1. One call is one request; nothing is tried again."""

    def __init__(self, http: Http, options: Options, key: Secret) -> None:
        self._http, self._options, self._key = http, options, key

    # What the provider needs

    def submit(self, upload: Upload) -> Ticket:
        product = self.product(upload.sent.document_type)
        limits = Limits(self._options.most_megabytes or 20, self._options.most_pages or 20)
        return self.predict_async(product, file_of(upload, limits))

    def product(self, document_type: str) -> str:
        """The product for a document type of Reviewer.

        Raises:
            InputError: there is none, or it is not written as one.
        """
        found = self._options.named(document_type)
        if not found:
            raise InputError(
                "No product of Mindee is chosen for documents of this type.", "Choose one in Settings.", code="request"
            )
        _parts(found)
        return found

    def predict_async(self, product: str, source: Source) -> Ticket:
        """Send a file, base64 text or an address to a product.

        Raises:
            ReplyLost: it may have been taken.
            ProviderError: it was not.
        """
        reply = self._http.call(
            "POST",
            f"{_P}/predict_async",
            ids=_parts(product),
            params=self._params(),
            headers=self._headers,
            creates=True,
            follow=False,
            **self._body(source),
        )
        body = reply.any_json
        job = text(mapping(mapping(body).get("job")).get("id"))
        status = v1_status(body, reply.status)
        if 200 <= status < 300 and job:
            return Ticket((job,), data={"api": "v1", "product": product})
        if 200 <= status < 300:
            raise ReplyLost("Mindee's reply has no task.", "Decide whether to send the document again.")
        raise self._refused(reply, f"the product {product}")

    def poll(self, ticket: Ticket) -> Pending | Answer:
        """Ask; the redirect of a finished task leads to its document, on the same host."""
        product = ticket.data.get("product", "")
        reply = self._get(f"{_P}/documents/queue/{{job}}", {**_parts(product), "job": ticket.ids[0]})
        if not 200 <= v1_status(reply.any_json, reply.status) < 300:
            raise self._refused(reply, f"the product {product}", asked=True)
        body = understood(reply)
        if "document" in body:
            return Answer((reply.body,))
        job = mapping(body.get("job"))
        state = text(job.get("status"))
        if state == "failed" or v1_words(job.get("error")):
            raise failed(v1_words(job.get("error"), self._key))
        if not state:
            raise ProviderError("Mindee's reply is about no task.", "It is asked again.", code="answer", retryable=True)
        return Pending(state)

    def test(self) -> str:
        named = next((called(names) for names in self._options.types.values() if called(names)), ())
        product = named[0] if named else self._options.otherwise or PRODUCTS["invoice"]
        reply = self._get(f"{_P}/documents/queue/{{job}}", {**_parts(product), "job": _NOWHERE})
        body = mapping(reply.any_json)
        status = v1_status(body, reply.status)
        if status != 404 and not 200 <= status < 300:
            raise self._refused(reply, f"the product {product}")
        if not {"api_request", "job"} & body.keys():
            raise ProviderError(
                "Something answers at this address, but it is not Mindee's version 1.",
                "Check the address and the version in Settings.",
                code="address",
            )
        return (
            "Mindee (version 1) answers and takes the key. It tells whether products are right with the first document."
        )

    def send_feedback(self, document: str, body: dict[str, Any], key: str) -> None:
        """Correct a document; the id is the document's, never the task's.

        Raises:
            ProviderError: code ``feedback_unavailable`` where the account has no feedback.
        """
        reply = self._http.call(
            "PUT",
            _FEEDBACK,
            ids={"document": document},
            headers={**self._headers, "Idempotency-Key": key},
            json=body,
        )
        status = v1_status(reply.any_json, reply.status)
        if 200 <= status < 300:
            return
        if status in _GONE:
            raise unavailable()
        raise self._refused(reply, "feedback")

    # Requests

    @property
    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Token {self._key.reveal()}"}

    def _params(self) -> list[tuple[str, str]]:
        asked = {"full_text_ocr": self._options.full_text, "cropper": self._options.cropper, "rag": self._options.rag}
        return [(name, "true") for name, wanted in asked.items() if wanted]

    def _body(self, source: Source) -> dict[str, Any]:
        if isinstance(source, File):
            found: dict[str, Any] = {"files": {"document": (source.name, source.data, source.media_type)}}
            if self._options.words:
                found["data"] = {"include_mvision": "true"}
            return found
        document = source.url if isinstance(source, Web) else source.text
        more = {"include_mvision": "true"} if self._options.words else {}
        return {"json": {"document": document, **more}}

    def _get(self, path: str, ids: Mapping[str, str]) -> Reply:
        return self._http.call("GET", path, ids=ids, headers=self._headers)

    def _refused(self, reply: Reply, what: str, *, asked: bool = False) -> ProviderError:
        body = reply.any_json
        return refused(v1_status(body, reply.status), v1_said(body, self._key), what, asked=asked)


def _parts(product: str) -> dict[str, str]:
    """Account, name and version of ``account/name/v1``.

    Raises:
        InputError: it is none.
    """
    found = _PRODUCT.fullmatch(product.strip().strip("/"))
    if found is None:
        raise InputError(
            f"“{product}” is no product of Mindee's version 1.",
            "Write account/name/version in Settings, for example mindee/invoices/v4.",
            code="request",
        )
    return {"account": found[1], "name": found[2], "version": f"v{found[3]}"}
