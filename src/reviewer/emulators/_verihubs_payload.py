"""The body of a Verihubs submission, checked in the order of its error codes."""

from collections.abc import Callable
from typing import Any

import msgspec

from reviewer.emulators._fetch import NotFetched, fetched, is_here
from reviewer.emulators._pictures import look_at
from reviewer.emulators._requests import decoded

LARGEST = 5_000_000
LONG_SIDE, SHORT_SIDE = 720, 480


class Refused(Exception):
    """The submission is wrong.

    Attributes:
        status, code: as the service answers.
    """

    def __init__(self, code: str, status: int = 400) -> None:
        super().__init__(code)
        self.code = code
        self.status = status


class Payload(msgspec.Struct, frozen=True):
    """What was submitted."""

    image: str
    validate_quality: bool = False
    reference_id: str | None = None
    callback_url: str | None = None


def parse(body: Any, *, shortest: int, longest: int, allow_http: bool) -> Payload:
    """Check all but the picture.

    Raises:
        Refused: it is wrong.
    """
    if not isinstance(body, dict):
        raise Refused("BAD_PAYLOAD", 422)
    if not body or sum(value == "" for value in body.values()) > 1:
        raise Refused("INVALID_PAYLOAD")
    if "image" not in body:
        raise Refused("MISSING_PAYLOAD_IMAGE")
    if body["image"] == "":
        raise Refused("INVALID_PAYLOAD_IMAGE_MISSING")
    if "callback_url" in body and not _is_callback(body["callback_url"], allow_http):
        raise Refused("INVALID_PAYLOAD_CALLBACK_URL")
    if body.get("validate_quality") is True and body.get("is_quality") is False:
        raise Refused("INVALID_PAYLOAD_QUALITY_VALIDATION_DEPENDENCY")
    try:
        payload = msgspec.convert(body, Payload)
    except msgspec.ValidationError:
        raise Refused("BAD_PAYLOAD", 422) from None
    if payload.reference_id is not None and not shortest <= len(payload.reference_id) <= longest:
        raise Refused("INVALID_PAYLOAD_REFERENCE_ID")
    return payload


def _is_callback(url: Any, allow_http: bool) -> bool:
    if not isinstance(url, str):
        return False
    return url.startswith("https://") or (allow_http and url.startswith("http://") and is_here(url))


async def picture(payload: Payload, allowed: Callable[[str], bool] = is_here) -> bytes:
    """The picture that was submitted.

    Raises:
        Refused: there is none that the service takes.
    """
    if payload.image.startswith(("http://", "https://")):
        if not allowed(payload.image):
            raise Refused("INVALID_PAYLOAD_IMAGE_FORMAT")
        try:
            content = await fetched(payload.image)
        except NotFetched:
            raise Refused("INVALID_PAYLOAD_IMAGE_FORMAT") from None
    else:
        found = decoded(payload.image)
        if found is None:
            raise Refused("INVALID_PAYLOAD_IMAGE_MISSING")
        content = found
    if len(content) > LARGEST:
        raise Refused("INVALID_PAYLOAD_IMAGE_SIZE")
    seen = look_at(content)
    if seen is None:
        raise Refused("INVALID_PAYLOAD_IMAGE_FORMAT")
    if max(seen.width, seen.height) < LONG_SIDE or min(seen.width, seen.height) < SHORT_SIDE:
        raise Refused("INVALID_PAYLOAD_IMAGE_SIZE")
    return content
