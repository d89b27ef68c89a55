"""Keys and passwords as a type that shows itself to nobody by accident."""

import hashlib
import hmac
from typing import NoReturn, final

_SHOWN = "***"


@final
class Secret:
    """A key, a token or a password.

    It prints as ``***``, cannot be pickled, and is no JSON by itself: whoever needs the text says `reveal`, where it
    leaves the program, and nowhere else.

    Args:
        text: the secret.
    """

    __slots__ = ("_text",)
    _text: str

    def __init__(self, text: str) -> None:
        object.__setattr__(self, "_text", text)

    def reveal(self) -> str:
        """The secret itself."""
        return self._text

    def matches(self, given: "str | bytes | Secret") -> bool:
        """Whether something is this secret; the time it takes does not tell how near it is. Text counts as UTF-8."""
        return hmac.compare_digest(_digest(self), _digest(given))

    def __eq__(self, other: object) -> bool:
        return self.matches(other) if isinstance(other, Secret) else NotImplemented

    def __hash__(self) -> int:
        return hash((Secret, self._text))

    def __bool__(self) -> bool:
        return bool(self._text)

    def __repr__(self) -> str:
        return _SHOWN

    __str__ = __repr__

    def __format__(self, spec: str) -> str:
        return format(_SHOWN, spec)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError("a secret does not change")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError("a secret does not change")

    def __copy__(self) -> "Secret":
        return self

    def __deepcopy__(self, _memo: object) -> "Secret":
        return self

    def __reduce_ex__(self, _protocol: object) -> NoReturn:
        raise TypeError("a secret is not pickled")

    def __getstate__(self) -> NoReturn:
        raise TypeError("a secret is not pickled")


def _digest(given: "str | bytes | Secret") -> bytes:
    text = given.reveal() if isinstance(given, Secret) else given
    return hashlib.sha256(text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text).digest()
