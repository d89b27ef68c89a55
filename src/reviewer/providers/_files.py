"""A document as a file that a service takes."""

from collections.abc import Collection

from reviewer.errors import InputError
from reviewer.providers.base import Upload

File = tuple[str, bytes, str]
"""Name, bytes and media type, as a part of a form has them."""


def file_of(upload: Upload, taken: Collection[str], title: str) -> File:
    """The upload as it is, where the service takes its kind; else the picture of its one page.

    Args:
        upload: what is to be sent.
        taken: media types that the service takes.
        title: of the provider, for the error.

    Raises:
        InputError: it has several pages and is of a kind that the service does not take.
    """
    if upload.media_type in taken:
        return upload.name, upload.data, upload.media_type
    if upload.pages != 1:
        raise InputError(f"{title} does not take files of this kind.", "Print it to a PDF file, and take that in.")
    picture = upload.page(0, 0, "image/png", 0)
    return "page.png", picture.data, picture.media_type
