"""Which remote task a callback is about, as far as its body tells; the rest of the body is not looked at."""

import re

import msgspec

_PATHS = {
    "mindee": ("job.id", "inference.job.id", "document.id", "inference.id"),  # v1 and v2
    "verihubs": ("reference_id", "data.reference_id"),
}
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:@+/=-]{0,199}", re.ASCII)
_NOTHING = msgspec.Raw()


class _Members(msgspec.Struct):
    """Those members of an object, at any depth, that may lead to an id; all others are skipped and take no memory."""

    job: msgspec.Raw = _NOTHING
    document: msgspec.Raw = _NOTHING
    inference: msgspec.Raw = _NOTHING
    data: msgspec.Raw = _NOTHING
    id: msgspec.Raw = _NOTHING
    reference_id: msgspec.Raw = _NOTHING


def ids(provider: str, body: bytes) -> tuple[str, ...]:
    """The ids of the remote task, that of the job first; none where the body is no JSON or has none."""
    found = (_at(body, path) for path in _PATHS[provider])
    return tuple(dict.fromkeys(each for each in found if each))


def _at(body: bytes, path: str) -> str:
    """The id at a place, or nothing. One with odd letters in it is none: it would get into logs."""
    part = msgspec.Raw(body)
    try:
        for name in path.split("."):
            part = getattr(msgspec.json.decode(part, type=_Members), name)
        text = msgspec.json.decode(part, type=str)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return ""
    return text if _ID.fullmatch(text) else ""
