"""OAuth 2.0 client credentials: tokens that look like JWTs and expire."""

import base64
import secrets
from collections.abc import Callable

import msgspec


class Tokens:
    """The tokens of one server.

    Args:
        clock: seconds.
        seconds: how long each lives.
    """

    def __init__(self, clock: Callable[[], float], seconds: float) -> None:
        self._clock = clock
        self._seconds = seconds
        self._ends: dict[str, float] = {}

    def issue(self) -> dict[str, object]:
        """A new one, as the service answers it."""
        header, body = _part({"alg": "RS256", "typ": "JWT"}), _part({"jti": secrets.token_hex(8)})
        token = f"{header}.{body}.{secrets.token_urlsafe(48)}"
        self._ends[token] = self._clock() + self._seconds
        return {"access_token": token, "expires_in": round(self._seconds), "token_type": "Bearer"}

    def allow(self, authorization: str) -> bool:
        """Whether a header has a token that lives."""
        token = authorization.removeprefix("Bearer ")
        return self._clock() < self._ends.get(token, 0.0)


def _part(content: dict[str, str]) -> str:
    return base64.urlsafe_b64encode(msgspec.json.encode(content)).rstrip(b"=").decode()
