"""Replies that refuse, in words: what an operator can do about each status."""

from collections.abc import Iterable, Mapping
from typing import Any

from reviewer.errors import ProviderError
from reviewer.providers._json import mapping, sequence, text
from reviewer.providers._reply import Reply
from reviewer.secret import Secret

_LONGEST = 200
_QUOTA, _UNAUTHORIZED, _FORBIDDEN = 402, 401, 403


def refusal(title: str, reply: Reply, secrets: Iterable[Secret], *, key: str) -> ProviderError:
    """The error for a reply that is none of those that the provider expects.

    Args:
        title: of the provider.
        reply: what came.
        secrets: that must not be told, should the service repeat them.
        key: what the credentials are called, for example ``license key``.
    """
    told = quoted(spoken(reply.any_json), secrets)
    if reply.status == _UNAUTHORIZED:
        return ProviderError(f"{title} does not accept the {key}.", f"Check it in Settings.{told}", code="key")
    if reply.status == _FORBIDDEN:
        return ProviderError(f"{title} refuses the {key}.", f"Check it, and what it may be used for.{told}", code="key")
    if reply.status == _QUOTA:
        return ProviderError(
            f"{title} says that the quota is used up.", f"Look at the account there.{told}", code="quota"
        )
    if reply.status >= 500:
        return ProviderError(
            f"{title} failed (status {reply.status}).", f"Try again later.{told}", code="service", retryable=True
        )
    if reply.status >= 400:
        return ProviderError(
            f"{title} does not take what was sent (status {reply.status}).",
            f"Check the settings.{told}",
            code="request",
        )
    return ProviderError(
        f"{title} replied in a way that it does not describe (status {reply.status}).",
        f"Check its address in Settings.{told}",
        code="answer",
    )


def spoken(body: Any) -> str:
    """What a service says of an error: ``message``, else ``detail``; empty when it says nothing."""
    answer = mapping(body)
    message = text(answer.get("message"))
    if message:
        return message
    detail = answer.get("detail")
    if isinstance(detail, str):
        return detail
    items = sequence(detail) or [detail]
    return "; ".join(found for item in items[:3] if (found := _of_detail(mapping(item))))


def _of_detail(item: Mapping[str, Any]) -> str:
    said = text(item.get("msg")) or text(item.get("message"))
    place = ".".join(filter(None, map(text, sequence(item.get("loc")))))
    return f"{place}: {said}" if place and said else said


def plain(words: str, secrets: Iterable[Secret] = ()) -> str:
    """Words of a service as one short line, without secrets."""
    for secret in secrets:
        if secret:
            words = words.replace(secret.reveal(), "***")
    words = " ".join("".join(letter if letter.isprintable() else " " for letter in words[: 10 * _LONGEST]).split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"


def quoted(words: str, secrets: Iterable[Secret] = ()) -> str:
    """The same as the end of a sentence of ours, empty for nothing."""
    found = plain(words, secrets)
    return f" It says: “{found}”" if found else ""
