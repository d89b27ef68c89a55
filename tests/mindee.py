"""Made-up answers of Mindee, in the shapes of its documentation, and providers without a network."""

import httpx
import msgspec

from reviewer.providers._http import Http
from reviewer.providers.base import Answer, Picture, Sent, Size, Ticket, Upload
from reviewer.providers.mindee import Provider
from reviewer.secret import Secret

CANARY = "canary-0451"
SERVER = "https://api.mindee.net"
BOX = [[0.1, 0.2], [0.3, 0.2], [0.3, 0.25], [0.1, 0.25]]
OTHER_BOX = [[0.5, 0.6], [0.7, 0.6], [0.7, 0.65], [0.5, 0.65]]


def provider(handler, **options):
    """A provider whose requests go to `handler`."""
    chosen = Provider.Options(**options)
    http = Http("Mindee", chosen.base_url, hosts=chosen.hosts, transport=httpx.MockTransport(handler))
    return Provider(http, chosen, {"api_key": Secret(CANARY)})


class Server:
    """Answers with its replies, one after the other, and keeps the requests."""

    def __init__(self, *replies):
        self.replies = list(replies)
        self.requests = []

    def __call__(self, request):
        request.read()
        self.requests.append(request)
        found = self.replies.pop(0)
        if isinstance(found, Exception):
            raise found
        return found if isinstance(found, httpx.Response) else httpx.Response(200, json=found)

    @property
    def asked(self):
        return [f"{request.method} {request.url}" for request in self.requests]


def upload(document_type="invoice", *, data=b"%PDF", media_type="application/pdf", pages=1, name="document.pdf"):
    def page(_index, _dpi, wanted, _most):
        return Picture(b"picture", Size(10, 10), wanted)

    sent = Sent(tuple(Size(1000, 2000) for _ in range(pages)), (), document_type)
    return Upload("our-reference", name, media_type, data, sent, page)


def ticket(job="job-1", api="v1", product="mindee/invoices/v4"):
    return Ticket((job,), data={"api": api, "product": product} if api == "v1" else {"api": api})


def job_v1(status="waiting", **more):
    return {
        "api_request": {"error": {}, "resources": ["job"], "status": "success", "status_code": 200},
        "job": {
            "id": "job-1",
            "status": status,
            "issued_at": "2026-01-02T03:04:05.678901",
            "available_at": None,
            **more,
        },
    }


def error_v1(status, code="BadRequest", message="Wrong", details="It is wrong."):
    error = {"code": code, "message": message, "details": details}
    return {"api_request": {"error": error, "resources": [], "status": "failure", "status_code": status}}


def value(text, confidence=0.97, polygon=BOX, page_id=0, **more):
    return {"value": text, "confidence": confidence, "polygon": polygon, "page_id": page_id, **more}


def document_v1(prediction, pages=None, *, product="mindee/invoices", version="4.11", url="", **more):
    """A finished document of version 1."""
    inference = {
        "is_rotation_applied": None,
        "extras": {},
        "product": {"name": product, "type": "standard", "version": version},
        "prediction": prediction,
        "pages": pages if pages is not None else [{"id": 0, "orientation": {"value": None}, "prediction": {}}],
    }
    inference.update({key: more.pop(key) for key in list(more) if key in ("is_rotation_applied", "extras")})
    found = {"id": "document-1", "name": "a.pdf", "n_pages": len(inference["pages"]), "inference": inference, **more}
    request = {"error": {}, "resources": ["document"], "status": "success", "status_code": 200}
    if url:
        request["url"] = url
    return {"api_request": request, "document": found}


def result_v2(result, **more):
    """A finished inference of version 2."""
    return {
        "inference": {
            "id": "inference-1",
            "job": {"id": "job-1"},
            "model": {"id": "model-1"},
            "file": {"name": "a.pdf", "alias": None, "page_count": 3, "mime_type": "application/pdf"},
            "active_options": {"polygon": True},
            "result": result,
            **more,
        }
    }


def field_v2(text, confidence=None, *places):
    return {
        "value": text,
        "confidence": confidence,
        "locations": [{"page": page, "polygon": polygon} for page, polygon in places],
    }


def job_v2(status="Processing", **more):
    return {
        "job": {
            "id": "job-1",
            "model_id": "model-1",
            "filename": "a.pdf",
            "status": status,
            "polling_url": "https://api-v2.mindee.net/v2/jobs/job-1",
            "result_url": None,
            "webhooks": [],
            "error": None,
            **more,
        }
    }


def mapped(body, sent=None):
    """What an answer says."""
    return Provider.mapped(Answer((msgspec.json.encode(body),)), sent or Sent())


def by_name(found):
    return {field.name: field for field in found.fields}


def texts(field):
    return [each.text for each in field.values]


def table(field):
    """Rows as texts by column; several values in a list."""
    return [
        {cell.name: texts(cell)[0] if len(cell.values) == 1 else texts(cell) for cell in row.fields}
        for row in field.rows
    ]
