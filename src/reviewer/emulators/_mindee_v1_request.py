"""What clients of Mindee v1 send: files, and fields that they correct."""

from collections.abc import Mapping
from typing import Any

import msgspec
from starlette.requests import Request

from reviewer.emulators import _mindee_uploads
from reviewer.emulators._requests import Form, Upload, decoded, form_of, json_of


async def uploaded(request: Request) -> tuple[Upload, Form]:
    """The file of a submission, and what else its form has.

    Raises:
        NotTaken: there is none.
    """
    if "json" in request.headers.get("content-type", ""):
        try:
            body = await json_of(request)
        except ValueError:
            raise _mindee_uploads.NotTaken("The body is no JSON.") from None
        text = body.get("document") if isinstance(body, dict) else None
        others = body if isinstance(body, dict) else {}
        form = Form([(name, str(value).lower()) for name, value in others.items() if name != "document"])
        return await _named(text if isinstance(text, str) else ""), form
    form = await form_of(request)
    upload = form.upload("document")
    return upload or await _named(form.text("document") or ""), form


async def _named(text: str) -> Upload:
    """A file that is given as base64, or by its URL."""
    if _mindee_uploads.is_url(text):
        name = text.partition("?")[0].rpartition("/")[2]
        return Upload(await _mindee_uploads.behind(text), name)
    content = decoded(text)
    if not content:
        raise _mindee_uploads.NotTaken("The document is missing.")
    return Upload(content, "")


async def feedback(request: Request) -> Mapping[str, Any]:
    """The fields; as JSON, or as a form, which one client of the vendor sends."""
    if "form" in request.headers.get("content-type", ""):
        form = await form_of(request)
        try:
            given: Any = msgspec.json.decode(form.text("feedback") or "null")
        except (msgspec.DecodeError, RecursionError):
            return {}
    else:
        try:
            body = await json_of(request)
        except ValueError:
            return {}
        given = body.get("feedback") if isinstance(body, dict) else None
    return given if isinstance(given, dict) else {}
