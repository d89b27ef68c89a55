"""What a request brings: a key, a file, a JSON body; and JSON answers."""

import base64
import binascii
import gzip
import hmac
from typing import Any

import msgspec
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

_LARGEST_PART = 300_000_000
_WORTH_PACKING = 500


class Upload(msgspec.Struct, frozen=True):
    """A file that came with a request."""

    content: bytes
    name: str = ""
    media_type: str = ""


def same(given: str | None, wanted: str) -> bool:
    """Whether a key is the right one."""
    return given is not None and hmac.compare_digest(given.encode(), wanted.encode())


class Form:
    """The parts of a form, in order; a file is an `Upload`."""

    def __init__(self, parts: list[tuple[str, str | Upload]]) -> None:
        self._parts = parts

    def upload(self, name: str) -> Upload | None:
        """The file of that name."""
        return next((part for key, part in self._parts if key == name and isinstance(part, Upload)), None)

    def texts(self, name: str) -> list[str]:
        """The texts of that name; a file is decoded."""
        found = [part for key, part in self._parts if key == name]
        return [part if isinstance(part, str) else part.content.decode("utf-8", "replace") for part in found]

    def text(self, name: str) -> str | None:
        """The first text of that name."""
        return next(iter(self.texts(name)), None)

    def __contains__(self, name: str) -> bool:
        return any(key == name for key, _ in self._parts)


async def form_of(request: Request) -> Form:
    """The parts of a form; none when the body is no form."""
    if not request.headers.get("content-type", "").startswith(("multipart/form-data", "application/x-www-form")):
        return Form([])
    async with request.form(max_part_size=_LARGEST_PART) as form:
        return Form([(name, await _part(part)) for name, part in form.multi_items()])


async def _part(part: str | UploadFile) -> str | Upload:
    if isinstance(part, str):
        return part
    return Upload(await part.read(), part.filename or "", part.content_type or "")


async def json_of(request: Request) -> Any:
    """The JSON of the body.

    Raises:
        ValueError: it is none.
    """
    try:
        return msgspec.json.decode(await request.body())
    except (msgspec.DecodeError, RecursionError) as error:
        raise ValueError(str(error)) from None


def decoded(text: str) -> bytes | None:
    """The bytes of base64, with or without line breaks; None when it is none."""
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return None


def answer(body: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """An answer in JSON."""
    return Response(msgspec.json.encode(body), status, headers, "application/json")


def packed(request: Request, response: Response) -> Response:
    """The same answer with gzip, when the client takes that."""
    body = bytes(response.body)
    if "gzip" not in request.headers.get("accept-encoding", "") or len(body) < _WORTH_PACKING:
        return response
    content = gzip.compress(body)
    response.body = content
    response.headers["Content-Length"] = str(len(content))
    response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    return response
