"""Webhooks of both versions of Mindee: signed with HMAC-SHA256."""

import hashlib
import hmac
from typing import Any, Literal

import msgspec

from reviewer.emulators._callbacks import Callbacks

HEADER = "X-Mindee-Hmac-Signature"
Signed = Literal["raw", "stripped"]


def send(callbacks: Callbacks, task: str, body: Any, signed: Signed) -> None:
    """Send a body, when there is somewhere to send it to.

    Args:
        callbacks: of the server.
        task: whose it is.
        body: to be sent as JSON.
        signed: the bytes that are sent, or, as the vendor's library has it, the same without line breaks; then the
            body has some.
    """
    options = callbacks.options
    if not options.url:
        return
    content = msgspec.json.encode(body)
    if signed == "stripped":
        content = msgspec.json.format(content, indent=2)
    over = content.replace(b"\r", b"").replace(b"\n", b"")
    signature = hmac.new(options.secret.encode(), over, hashlib.sha256).hexdigest()
    callbacks.send(task, options.url, content, {HEADER: signature})
