"""What kind of picture bytes are, and how large, from their first bytes alone: nothing is decoded here."""

from typing import NamedTuple

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_LENGTHLESS = frozenset({0x01, *range(0xD0, 0xDA)})
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


class Picture(NamedTuple):
    """Media type and pixels."""

    media_type: str
    width: int
    height: int


def look_at(content: bytes) -> Picture | None:
    """A JPEG or PNG; None for anything else, and for one that is cut off."""
    if content.startswith(_PNG) and len(content) >= 24:
        return Picture("image/png", int.from_bytes(content[16:20]), int.from_bytes(content[20:24]))
    return _jpeg(content) if content.startswith(_JPEG) else None


def _jpeg(content: bytes) -> Picture | None:
    at = 2
    while at + 9 <= len(content):
        if content[at] != 0xFF:
            return None
        marker = content[at + 1]
        if marker == 0xFF:  # padding
            at += 1
        elif marker in _FRAMES:
            height, width = int.from_bytes(content[at + 5 : at + 7]), int.from_bytes(content[at + 7 : at + 9])
            return Picture("image/jpeg", width, height)
        else:
            at += 2 + (0 if marker in _LENGTHLESS else int.from_bytes(content[at + 2 : at + 4]))
    return None
