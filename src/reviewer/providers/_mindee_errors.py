"""What Mindee refuses, in words."""

from typing import Any

from reviewer.errors import Busy, Forgotten, ProviderError
from reviewer.providers._json import mapping, sequence, text, whole
from reviewer.providers._refusals import plain
from reviewer.providers._reply import Reply
from reviewer.secret import Secret

_SETTINGS = "Check it in Settings."
_REFUSALS = (
    (401, 402, "key", "Mindee does not know the key", _SETTINGS),
    (402, 403, "quota", "The account at Mindee is used up", "Ask Mindee for more pages."),
    (403, 404, "key", "The key may not use {what} at Mindee", _SETTINGS),
    (404, 405, "request", "Mindee does not know {what}", _SETTINGS),
    (400, 500, "request", "Mindee does not take what was sent", "Check the document, and its product in Settings."),
    (300, 400, "redirect", "Mindee redirects to nowhere", "Check its address in Settings."),
)
_NO_ANSWER = (0, 0, "answer", "Mindee's answer cannot be understood", "Try again later.")


def refused(status: int, said: str, what: str, *, asked: bool = False) -> ProviderError:
    """The error for a status of HTTP that is none of success.

    Args:
        status: of HTTP, or of the body where it says another one.
        said: the service's own words, or empty.
        what: that was sent or asked for: ``the product mindee/invoices/v4``.
        asked: whether a task was asked about, rather than something sent.
    """
    why = f" ({said})" if said else ""
    if status == 429:
        return Busy("Mindee takes no more requests for now.", "It is tried again.")
    if status == 404 and asked:
        return Forgotten(f"Mindee does not know this task (any more){why}.", "Send the document again.")
    if status == 403 and "async" in said.lower():
        return ProviderError(f"Mindee does not read {what} asynchronously{why}.", "Choose another one.", code="request")
    if status >= 500:
        return ProviderError(f"Mindee failed{why}.", "Try again later.", code="service", retryable=True)
    known = next((known for known in _REFUSALS if known[0] <= status < known[1]), _NO_ANSWER)
    _, _, code, text, advice = known
    return ProviderError(f"{text.format(what=what)}{why}.", advice, code=code)


def understood(reply: Reply) -> dict[str, Any]:
    """The body of a reply of success.

    Raises:
        ProviderError: it is no JSON object. A page for browsers comes from something between here and Mindee, and the
            next reply may be a proper one; JSON that is broken or without end stays so.
    """
    body = reply.any_json
    if isinstance(body, dict):
        return body
    page = not reply.body.lstrip().startswith((b"{", b"["))
    raise ProviderError(
        "Mindee's reply cannot be understood.",
        "It is asked again." if page else "Send the document again, or read it here.",
        code="answer",
        retryable=page,
    )


def failed(said: str) -> ProviderError:
    """A task that failed at the service, in its words."""
    return ProviderError(f"Mindee could not read the document: {said or 'it does not say why'}.", code="failed")


def v1_status(body: Any, status: int) -> int:
    """The status of an answer of version 1: its body may tell of an error that HTTP does not."""
    told = whole(mapping(mapping(body).get("api_request")).get("status_code")) or 0
    return told if status < 400 <= told < 600 else status


def v1_said(body: Any, key: Secret | None = None) -> str:
    """What an error of version 1 says; its details may be a text, an object, or missing."""
    return v1_words(mapping(mapping(body).get("api_request")).get("error"), key)


def v1_words(error: Any, key: Secret | None = None) -> str:
    """An `error` object of version 1 in words, empty for ``{}`` and everything else that says nothing."""
    error = mapping(error)
    said = [*_flat(error.get("message")), *_flat(error.get("details"))] or _flat(error.get("code"))
    return _short(said, key)


def v2_status(body: Any, status: int) -> int:
    told = whole(mapping(body).get("status")) or 0
    return told if status < 400 <= told < 600 else status


def v2_words(error: Any, key: Secret | None = None) -> str:
    """An error of version 2 (RFC 9457) in words."""
    error = mapping(error)
    said = _flat(error.get("detail")) or _flat(error.get("title"))
    for each in sequence(error.get("errors")):
        pointer = text(mapping(each).get("pointer")).removeprefix("#/")
        said += [f"{pointer}: {words}" if pointer else words for words in _flat(mapping(each).get("detail"))]
    return _short(said or _flat(error.get("code")), key)


def _flat(value: Any, depth: int = 0) -> list[str]:
    if depth > 4:
        return []
    if isinstance(value, dict):
        return [f"{key}: {', '.join(words)}" for key, each in value.items() if (words := _flat(each, depth + 1))]
    if isinstance(value, list):
        return [words for each in value for words in _flat(each, depth + 1)]
    found = " ".join(text(value).split()).rstrip(".")
    return [found] if found else []


def _short(said: list[str], key: Secret | None) -> str:
    return plain("; ".join(dict.fromkeys(said)), [key] if key else [])
