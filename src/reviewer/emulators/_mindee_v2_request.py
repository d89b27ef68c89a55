"""The form of a submission to Mindee v2, checked."""

import uuid
from typing import Any

import msgspec
from starlette.requests import Request

from reviewer.emulators import _mindee_uploads
from reviewer.emulators._requests import Form, Upload, decoded, form_of, json_of

MEGABYTES = 100
_SHORTEST_BASE64, _LONGEST_URL = 15, 2_048
TRUTHS = ("rag", "raw_text", "polygon", "confidence")


class Invalid(Exception):
    """Something is wrong with a form.

    Attributes:
        pointer, detail: where and what, as the service words it.
    """

    def __init__(self, pointer: str, detail: str) -> None:
        super().__init__(detail)
        self.pointer = pointer
        self.detail = detail


class Enqueued(msgspec.Struct, frozen=True):
    """What was submitted; `truths` holds the options that were named."""

    model_id: str
    upload: Upload
    truths: dict[str, bool]
    alias: str | None = None
    text_context: bool = False
    webhook_ids: tuple[str, ...] = ()


async def parse(request: Request) -> Enqueued:
    """Check a submission.

    Raises:
        Invalid: something is wrong with it.
    """
    form = await _form(request)
    model_id = form.text("model_id")
    if model_id is None:
        raise Invalid("#/model_id", "field required")
    if not _is_uuid(model_id):
        raise Invalid("#/model_id", "model_id must be a valid UUID format")
    webhooks = tuple(part for text in form.texts("webhook_ids") for part in text.split(",") if part)
    if not all(map(_is_uuid, webhooks)):
        raise Invalid("#/webhook_ids", "webhook_ids must be valid UUIDs")
    upload = await _upload(form)
    try:
        _mindee_uploads.check(upload.content, MEGABYTES)
    except _mindee_uploads.NotTaken as error:
        raise Invalid("#/file", str(error)) from None
    _check_schema(form.text("data_schema"))
    name = form.text("filename")
    return Enqueued(
        model_id.lower(),
        msgspec.structs.replace(upload, name=name) if name else upload,
        {key: _truth(key, text) for key in TRUTHS if (text := form.text(key)) is not None},
        form.text("alias"),
        form.text("text_context") is not None,
        webhooks,
    )


async def _form(request: Request) -> Form:
    """The parts; of JSON, the members of the object."""
    if "json" not in request.headers.get("content-type", ""):
        return await form_of(request)
    try:
        body: Any = await json_of(request)
    except ValueError:
        raise Invalid("#", "the body is no JSON") from None
    if not isinstance(body, dict):
        raise Invalid("#", "an object is expected")
    parts: list[tuple[str, str | Upload]] = []
    for key, value in body.items():
        for each in value if isinstance(value, list) else [value]:
            if each is not None:
                parts.append((key, str(each).lower() if isinstance(each, bool) else str(each)))
    return Form(parts)


async def _upload(form: Form) -> Upload:
    given = [name for name in ("file", "url", "file_base64") if name in form]
    if len(given) != 1:
        raise Invalid("#", "exactly one of file, url and file_base64 is required")
    upload = form.upload("file")
    if upload is not None:
        return upload
    text = form.text(given[0]) or ""
    if given[0] == "url":
        return await _behind(text)
    content = decoded(text) if len(text) >= _SHORTEST_BASE64 else None
    if content is None:
        raise Invalid(f"#/{given[0]}", "a valid base64 string is expected")
    return Upload(content, "")


async def _behind(url: str) -> Upload:
    if not _mindee_uploads.is_url(url) or len(url) > _LONGEST_URL:
        raise Invalid("#/url", "url must be a valid https URL")
    try:
        return Upload(await _mindee_uploads.behind(url), url.partition("?")[0].rpartition("/")[2])
    except _mindee_uploads.NotTaken as error:
        raise Invalid("#/url", str(error)) from None


def _check_schema(text: str | None) -> None:
    if text is None:
        return
    try:
        msgspec.json.decode(text, type=dict[str, Any])
    except (msgspec.DecodeError, RecursionError):
        raise Invalid("#/data_schema", "data_schema must be a JSON object") from None


def _truth(name: str, text: str) -> bool:
    if text.lower() not in ("true", "false"):
        raise Invalid(f"#/{name}", f"{name} must be a boolean")
    return text.lower() == "true"


def _is_uuid(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True
