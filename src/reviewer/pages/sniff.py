"""What kind of file it is, by its content. The name's extension is never believed."""

import re
import stat
from pathlib import Path

from reviewer.pages import complaints
from reviewer.processes import limits

PDF = "application/pdf"
HEIC = "image/heic"
TIFF = "image/tiff"
JPEG = "image/jpeg"

_HEAD = 1024
_STARTS: tuple[tuple[re.Pattern[bytes], str], ...] = tuple(
    (re.compile(start, re.DOTALL), found)
    for start, found in (
        (rb"\xff\xd8\xff", JPEG),
        (rb"\x89PNG\r\n\x1a\n", "image/png"),
        (rb"II[*+]\x00|MM\x00[*+]", TIFF),
        (rb"GIF8[79]a", "image/gif"),
        (rb"RIFF....WEBP", "image/webp"),
        (rb"BM.{12}[\x0c\x28\x34\x38\x40\x6c\x7c]\x00\x00\x00", "image/bmp"),
        (rb"\x00\x00\x00\x0cjP  \r\n\x87\n|\xff\x4f\xff\x51", "image/jp2"),
        (rb"P[1-6][\s#]", "image/x-portable-anymap"),
        (rb"....ftyp(hei[cxms]|hev[cx]|m[is]f1)", HEIC),
    )
)
_OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "a Word, Excel or other packed file"),
    (b"\xd0\xcf\x11\xe0", "an old Word, Excel or Outlook file"),
    (b"{\\rtf", "a text document (RTF)"),
    (b"%!PS", "a PostScript file"),
    (b"8BPS", "a Photoshop file"),
    (b"<?xml", "an XML file"),
    (b"<svg", "an SVG drawing"),
    (b"<!doctype html", "a web page"),
    (b"<html", "a web page"),
    (b"\x1f\x8b", "a packed file"),
    (b"7z\xbc\xaf", "a packed file"),
    (b"Rar!", "a packed file"),
    (b"AT&TFORM", "a DjVu file"),
    (b"\x00\x00\x01\x00", "an icon"),
)


def check(path: Path) -> str:
    """The media type of a file that may be opened.

    Raises:
        UnreadableFile: empty, not there, not allowed, or of a kind that Reviewer does not open.
        TooLarge: over `limits.FILE_BYTES`.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise complaints.not_a_file()
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        raise complaints.not_read(error) from None
    if not head:
        raise complaints.empty()
    if status.st_size > limits.FILE_BYTES:
        raise complaints.large_file(status.st_size)
    found = media_type(head)
    if found is None:
        raise _refusal(head)
    return found


def media_type(head: bytes) -> str | None:
    """The media type by a file's first 1024 bytes; None for what Reviewer does not open."""
    for start, found in _STARTS:
        if start.match(head):
            return found
    # Readers find the header anywhere in the first kilobyte, and so do those who write there first.
    return PDF if b"%PDF-" in head else None


def _refusal(head: bytes) -> Exception:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for known, what in _OTHERS:
        if start.startswith(known.lower()):
            return complaints.unsupported(what)
    if head[4:8] == b"ftyp":
        return complaints.unsupported("a film or a photo of an unknown kind")
    if _is_text(head):
        return complaints.unsupported("a plain text file")
    return complaints.unknown()


def _is_text(head: bytes) -> bool:
    try:
        text = head[: _HEAD - 4].decode("utf-8", "strict" if len(head) < _HEAD else "ignore")
    except UnicodeDecodeError:
        return False
    return all(letter.isprintable() or letter in "\r\n\t\f" for letter in text)
