"""What is sent to Mindee: a file, the same as base64, or an address on the web."""

import base64
from dataclasses import dataclass
from urllib.parse import urlsplit

from reviewer.errors import InputError
from reviewer.providers.base import Upload

_TAKEN = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "image/heic": ".heic",
    "image/heif": ".heic",
    "image/tiff": ".tiff",
    "application/pdf": ".pdf",
}
_MEGABYTE = 1_000_000


@dataclass(frozen=True)
class File:
    """A file with its name."""

    name: str
    data: bytes
    media_type: str


@dataclass(frozen=True)
class Encoded:
    """A file as base64 text."""

    text: str
    name: str = ""

    @staticmethod
    def of(file: File) -> "Encoded":
        return Encoded(base64.b64encode(file.data).decode("ascii"), file.name)


@dataclass(frozen=True)
class Web:
    """The address of a file that the service fetches by itself; public https only.

    Raises:
        InputError: it is none.
    """

    url: str

    def __post_init__(self) -> None:
        try:
            parts = urlsplit(self.url)
            whole = parts.scheme == "https" and bool(parts.hostname) and parts.username is None
        except ValueError:
            whole = False
        if not whole:
            raise InputError("Mindee fetches only https addresses.", "Send the file instead.", code="request")


Source = File | Encoded | Web


@dataclass(frozen=True)
class Limits:
    """What Mindee takes at most."""

    megabytes: int
    pages: int


def file_of(upload: Upload, limits: Limits) -> File:
    """The file to send.

    Raises:
        InputError: Mindee would not take it; nothing was sent.
    """
    if upload.pages > limits.pages:
        raise InputError(
            f"The document has {upload.pages} pages; Mindee takes at most {limits.pages}.",
            "Split it, or raise the limit in Settings when your account has a higher one.",
            code="request",
        )
    file = File(upload.name, upload.data, upload.media_type)
    if upload.media_type not in _TAKEN:
        file = _pictured(upload, limits)
    if len(file.data) > limits.megabytes * _MEGABYTE:
        raise InputError(
            f"The file has {len(file.data) / _MEGABYTE:.1f} MB; Mindee takes at most {limits.megabytes} MB.",
            "Split it or scan it with less detail, or raise the limit in Settings when your account has a higher one.",
            code="request",
        )
    return file


def _pictured(upload: Upload, limits: Limits) -> File:
    """A page of a kind that Mindee does not take, as a picture of a kind that it takes."""
    if upload.pages != 1:
        raise InputError(
            f"Mindee does not take files of the kind {upload.media_type}.",
            "Save it as PDF, and take it in again.",
            code="request",
        )
    picture = upload.page(0, 0, "image/png", limits.megabytes * _MEGABYTE)
    stem = upload.name.rpartition(".")[0] or upload.name
    return File(stem + _TAKEN.get(picture.media_type, ".png"), picture.data, picture.media_type)
