"""Whether a callback comes from the service that it claims to come from."""

import base64
import binascii
import hashlib
import hmac
import re
from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar, Protocol

from reviewer import credentials
from reviewer.errors import SettingsError
from reviewer.receiver import PROVIDERS
from reviewer.secret import Secret

Headers = Sequence[tuple[bytes, bytes]]
"""Names in lower case, and values."""

Known = Mapping[str, Mapping[str, Secret]]
"""Secrets by provider and name, as `credentials.read_file` gives them."""


class Check(Protocol):
    """What knows a provider's callbacks."""

    provider: ClassVar[str]
    plain: ClassVar[bool]
    """Whether the secret itself crosses the network, so that TLS must be around it."""
    challenge: ClassVar[str]
    """What an answer 401 asks for, or nothing."""

    def admits(self, headers: Headers) -> bool:
        """Whether the headers are such that reading the body is worth it."""

    def verifies(self, headers: Headers, body: bytes) -> bool:
        """Whether the whole request was sent by the provider."""


class Mindee:
    """HMAC-SHA256 over the body, in lower-case hexadecimal digits; of v1 and v2 alike.

    The vendor's own library signs and checks the body without line breaks, its sheet says nothing of that: both count.

    Args:
        secrets: any of them may have signed, so that one can take the place of another.
    """

    provider: ClassVar[str] = "mindee"
    plain: ClassVar[bool] = False
    challenge: ClassVar[str] = ""

    def __init__(self, *secrets: Secret) -> None:
        self._keys = tuple(_filled(secret).encode() for secret in secrets)

    def admits(self, headers: Headers) -> bool:
        return _signature(headers) is not None

    def verifies(self, headers: Headers, body: bytes) -> bool:
        signature = _signature(headers)
        if signature is None:
            return False
        matched = False
        for key in self._keys:  # all of them, always: the time says nothing about which one it was
            for each in (body, unbroken(body)):
                expected = hmac.new(key, each, hashlib.sha256).hexdigest().encode()
                matched |= hmac.compare_digest(expected, signature)
        return matched


class Verihubs:
    """HTTP Basic authentication.

    Args:
        user, password: as they were set in the dashboard.
    """

    provider: ClassVar[str] = "verihubs"
    plain: ClassVar[bool] = True
    challenge: ClassVar[str] = 'Basic realm="callbacks"'

    def __init__(self, user: Secret, password: Secret) -> None:
        _filled(user), _filled(password)
        self._user, self._password = user, password

    def admits(self, headers: Headers) -> bool:
        given = _basic(headers)
        if given is None:
            return False
        user, password = (mine.matches(its) for mine, its in zip((self._user, self._password), given, strict=True))
        return user & password  # both are compared, always

    def verifies(self, headers: Headers, body: bytes) -> bool:
        del body
        return self.admits(headers)


def unbroken(body: bytes) -> bytes:
    """A body without its line breaks, which neither JSON nor the vendor's signature cares for."""
    return body.translate(None, b"\r\n")


def from_secrets(wanted: Sequence[str], known: Known) -> tuple[Check, ...]:
    """The checks of the wanted providers, or, where none is named, of all whose secrets are known.

    Raises:
        SettingsError: a secret of a wanted provider is missing, or there is none at all.
    """
    checks = []
    for provider in wanted or PROVIDERS:
        check = _MADE[provider](known)
        if check is not None:
            checks.append(check)
        elif wanted:
            names = " and ".join(credentials.variable(provider, name) for name in _NEEDED[provider])
            raise SettingsError(
                f"The receiver has no secrets of {provider}.",
                f"Put {' and '.join(_NEEDED[provider])} into the file of --credentials, or set {names}.",
                code="no_secret",
            )
    if not checks:
        raise SettingsError(
            "The receiver has no secrets, so it could believe nobody.",
            f"Name a file with --credentials, or set {credentials.variable('mindee', 'webhook_secret')}.",
            code="no_secret",
        )
    return tuple(checks)


_NEEDED = {"mindee": ("webhook_secret",), "verihubs": ("callback_user", "callback_password")}


def _mindee(known: Known) -> Check | None:
    secrets = credentials.find_all("mindee", "webhook_secret", known)
    return Mindee(*secrets) if secrets else None


def _verihubs(known: Known) -> Check | None:
    user, password = (credentials.find("verihubs", name, known) for name in _NEEDED["verihubs"])
    return Verihubs(user, password) if user and password else None


_MADE: Mapping[str, Callable[[Known], Check | None]] = {"mindee": _mindee, "verihubs": _verihubs}


def _filled(secret: Secret) -> str:
    if not secret:
        raise ValueError("an empty secret is known to everybody")
    return secret.reveal()


def _one(headers: Headers, wanted: bytes) -> bytes | None:
    """The value of a header that is there once; of several, none can be believed."""
    values = [value for name, value in headers if name == wanted]
    return values[0] if len(values) == 1 else None


def _signature(headers: Headers) -> bytes | None:
    value = _one(headers, b"x-mindee-hmac-signature")
    return value if value is not None and re.fullmatch(rb"[0-9a-f]{64}", value) else None


def _basic(headers: Headers) -> tuple[bytes, bytes] | None:
    scheme, _, coded = (_one(headers, b"authorization") or b"").partition(b" ")
    if scheme.lower() != b"basic":
        return None
    try:
        user, colon, password = base64.b64decode(coded.strip(b" "), validate=True).partition(b":")
    except binascii.Error:
        return None
    return (user, password) if colon else None
