"""Keys of services in the system's key store; without one they stay in memory for as long as the program runs.

Nothing is ever written elsewhere: a key store that keeps text unprotected counts as none.
"""

import threading
from typing import Any

from reviewer.errors import ReviewerError
from reviewer.secret import Secret

SERVICE = "Reviewer"

_WEAK = ("keyrings.alt", "keyring.backends.null", "keyring.backends.fail", "keyring.backends.chainer")
"""Backends that keep nothing, or text that anybody may read."""

_memory: dict[tuple[str, str], Secret] = {}
_lock = threading.Lock()


class KeyStoreError(ReviewerError):
    """The system's key store is locked, or denied access."""

    code = "key_store"
    retryable = True


def available() -> bool:
    """Whether this computer has a key store. May take a while: not for the window's thread."""
    return _store() is not None


def find(provider: str, name: str) -> Secret | None:
    """A key that was kept, None when there is none or the store cannot be asked."""
    with _lock:
        if (provider, name) in _memory:
            return _memory[provider, name]
    store = _store()
    if store is None:
        return None
    try:
        text = store.get_password(SERVICE, _user(provider, name))
    except Exception:  # a store of somebody else's: locked, denied, gone
        return None
    if not text:
        return None
    with _lock:
        return _memory.setdefault((provider, name), Secret(text))


def keep(provider: str, name: str, secret: Secret) -> bool:
    """Keep a key. Returns whether it is in the store; else it is in memory only."""
    with _lock:
        _memory[provider, name] = secret
    store = _store()
    if store is None:
        return False
    try:
        store.set_password(SERVICE, _user(provider, name), secret.reveal())
    except Exception:
        return False
    return True


def forget(provider: str, name: str) -> None:
    """Remove a key from memory and from the store.

    Raises:
        KeyStoreError: the store still has it.
    """
    with _lock:
        _memory.pop((provider, name), None)
    store = _store()
    if store is None:
        return
    try:
        if store.get_password(SERVICE, _user(provider, name)) is not None:
            store.delete_password(SERVICE, _user(provider, name))
    except Exception:
        raise KeyStoreError(
            "The key could not be removed from the key store.", "Unlock the key store, and try again."
        ) from None


def _store() -> Any:
    """The key store, None when there is none that protects."""
    try:
        import keyring  # 0.1 s: only who needs a key waits for it

        backend = keyring.get_keyring()
    except Exception:
        return None
    several = tuple(getattr(backend, "backends", ()))  # of a chain, which would also write to the weak ones
    strong = [each for each in several or (backend,) if not type(each).__module__.startswith(_WEAK)]
    return strong[0] if strong else None


def _user(provider: str, name: str) -> str:
    return f"{provider}.{name}"
