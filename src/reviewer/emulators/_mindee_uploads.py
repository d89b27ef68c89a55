"""Files as both versions of Mindee take them: what they are, and how large they may be."""

from reviewer.emulators._fetch import NotFetched, fetched, is_here

MB = 1_000_000
_BEGINNINGS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"%PDF-", b"II*\x00", b"MM\x00*")
_URL = ("http://", "https://")


class NotTaken(Exception):
    """The file is not taken; the text says why."""


def is_document(content: bytes) -> bool:
    """Whether it begins like a JPEG, PNG, PDF, TIFF, WebP or HEIC."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return True
    if content[4:8] == b"ftyp" and content[8:11] in (b"hei", b"mif", b"hev"):
        return True
    return content.startswith(_BEGINNINGS)


def is_url(text: str) -> bool:
    """Whether it names a file elsewhere."""
    return text.startswith(_URL)


async def behind(url: str) -> bytes:
    """The file behind a URL on this computer.

    Raises:
        NotTaken: it is elsewhere, or not there.
    """
    if not is_here(url):
        raise NotTaken("This emulator fetches files from this computer only.")
    try:
        return await fetched(url)
    except NotFetched as error:
        raise NotTaken(f"The file cannot be fetched: {error}.") from None


def check(content: bytes, megabytes: int) -> None:
    """Check kind and size.

    Raises:
        NotTaken: either is wrong.
    """
    if len(content) > megabytes * MB:
        raise NotTaken(f"The file is larger than {megabytes} MB.")
    if not is_document(content):
        raise NotTaken("The file is of a type that is not supported.")
