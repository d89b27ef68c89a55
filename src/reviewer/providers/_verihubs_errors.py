"""What Verihubs refuses, and why, in words."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from reviewer.errors import ProviderError
from reviewer.providers._json import mapping, sequence, text
from reviewer.providers._refusals import quoted
from reviewer.secret import Secret

TITLE = "Verihubs"
EXISTS = "INVALID_PAYLOAD_REFERENCE_ID_EXISTS"
NOT_FOUND = "INVALID_PAYLOAD_REFERENCE_ID_NOT_FOUND"
WRONG_REFERENCE = "INVALID_PAYLOAD_REFERENCE_ID"


class _Why(NamedTuple):
    text: str
    advice: str
    code: str = "request"
    retryable: bool = False


_SMALL_OR_LARGE = "Send a JPEG or PNG picture of at most 5 MB in which the card has 720 × 480 pixels or more."
_REPORT = "Send it again; tell us when it happens again."

CODES: dict[str, _Why] = {
    # of the result
    "FAIL_ON_1": _Why(
        "Verihubs did not read the card, because the picture is too poor.",
        "Take a sharper picture without glare, or switch off “Refuse poor pictures” in Settings.",
        "failed",
    ),
    "KTP_NOT_DETECTED": _Why(
        "Verihubs found no Indonesian identity card in the picture.",
        "Check that the whole card is in the picture and fills most of it.",
        "failed",
    ),
    "INTERNAL_SERVER_ERROR": _Why("Verihubs failed while it read the card.", "Send it again later.", "failed"),
    # of what was sent
    "BAD_PAYLOAD": _Why("Verihubs does not understand what was sent.", _REPORT),
    "INVALID_PAYLOAD": _Why("Verihubs does not understand what was sent.", _REPORT),
    "MISSING_PAYLOAD_IMAGE": _Why("Verihubs got no picture.", _REPORT),
    "INVALID_PAYLOAD_IMAGE_MISSING": _Why("Verihubs got an empty picture.", _REPORT),
    "INVALID_PAYLOAD_IMAGE_SIZE": _Why("Verihubs says that the picture is too large or too small.", _SMALL_OR_LARGE),
    "INVALID_PAYLOAD_IMAGE_FORMAT": _Why("Verihubs cannot open the picture.", _SMALL_OR_LARGE),
    "INVALID_PAYLOAD_CALLBACK_URL": _Why(
        "Verihubs does not take the callback address.", "It must begin with https://. Change it in Settings."
    ),
    WRONG_REFERENCE: _Why("Verihubs does not take our reference: its length is wrong.", _REPORT),
    EXISTS: _Why("Verihubs has something under our reference already.", "Ask again."),
    NOT_FOUND: _Why("Verihubs does not know our reference.", "Send the document again.", "lost"),
    "INVALID_PAYLOAD_QUALITY_VALIDATION_DEPENDENCY": _Why(
        "Verihubs cannot refuse poor pictures for this account.", "Switch off “Refuse poor pictures” in Settings."
    ),
    "INVALID_SANDBOX_CODE": _Why(
        "This is the sandbox of Verihubs, which takes code words in place of pictures.",
        "Use the application of the real service.",
    ),
    # of the account
    "INSUFFICIENT_QUOTA": _Why(
        "The quota at Verihubs is used up.", "Look at the account there, then send it again.", "quota"
    ),
}
"""Every code that the service documents."""

_UNAUTHORIZED, _FORBIDDEN = 401, 403


def code_of(body: Any) -> str:
    """The error code of a body, on either level; empty without one."""
    found = mapping(body)
    return text(found.get("error_code")) or text(mapping(found.get("data")).get("error_code"))


def told(code: str) -> ProviderError | None:
    """The error for a code; None for one that is not documented."""
    why = CODES.get(code)
    return None if why is None else ProviderError(why.text, why.advice, code=why.code, retryable=why.retryable)


def refusal(status: int, body: Any, secrets: Iterable[Secret]) -> ProviderError:
    """The error for a reply that refuses."""
    if status == _UNAUTHORIZED:
        return ProviderError(
            f"{TITLE} does not accept the application ID and key.",
            "Check both in Settings; the application must be a production one.",
            code="key",
        )
    if status >= 500:
        return ProviderError(f"{TITLE} failed (status {status}).", "Try again later.", code="service", retryable=True)
    known = told(code_of(body))
    if known is not None:
        return known
    if status == _FORBIDDEN:
        return ProviderError(
            f"{TITLE} refuses this account.", f"Look at the account there.{quoted(spoken(body), secrets)}", code="quota"
        )
    kind = ("request", "does not take what was sent") if status >= 400 else ("answer", "gave a reply of no known kind")
    return ProviderError(
        f"{TITLE} {kind[1]} (status {status}).", f"Check the settings.{quoted(spoken(body), secrets)}", code=kind[0]
    )


def spoken(body: Any) -> str:
    """What the service says in its own words: its message, its code, and the fields that it names."""
    found = mapping(body)
    fields = [
        f"{text(mapping(item).get('field'))}: {text(mapping(item).get('message'))}"
        for item in sequence(found.get("error_fields"))[:3]
    ]
    parts = [text(found.get("message")), code_of(body), *fields]
    return "; ".join(part for part in parts if part.strip(": "))
