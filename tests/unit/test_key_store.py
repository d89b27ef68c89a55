"""Keys go into the system's key store, or stay in memory; a store that does not protect counts as none."""

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import chainer, fail, null
from keyring.errors import KeyringLocked, PasswordDeleteError

from reviewer import key_store
from reviewer.secret import Secret


class Store(KeyringBackend):
    """A key store in memory, that may be locked."""

    priority = 1

    def __init__(self):
        super().__init__()
        self.kept = {}
        self.locked = False

    def _look(self):
        if self.locked:
            raise KeyringLocked("locked")

    def get_password(self, service, username):
        self._look()
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        self._look()
        self.kept[service, username] = password

    def delete_password(self, service, username):
        self._look()
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError("none")


@pytest.fixture(autouse=True)
def restart():
    """Forget what is in memory, as a start of the program does."""
    key_store._memory.clear()
    yield key_store._memory.clear
    key_store._memory.clear()


@pytest.fixture
def store(monkeypatch):
    made = Store()
    monkeypatch.setattr(keyring, "get_keyring", lambda: made)
    return made


def test_a_key_is_in_the_store_and_survives_a_restart(store, restart):
    assert key_store.available()
    assert key_store.keep("handl", "token", Secret("k-1")) is True
    restart()
    found = key_store.find("handl", "token")
    assert found is not None
    assert found.reveal() == "k-1"
    assert list(store.kept) == [("Reviewer", "handl.token")]


def test_a_key_is_forgotten_everywhere(store):
    key_store.keep("handl", "token", Secret("k-1"))
    key_store.forget("handl", "token")
    key_store.forget("handl", "token")  # once more does no harm
    assert store.kept == {}
    assert key_store.find("handl", "token") is None


def test_a_locked_store_keeps_nothing_and_loses_nothing(store, restart):
    key_store.keep("handl", "token", Secret("k-1"))
    store.locked = True
    assert key_store.keep("handl", "token", Secret("k-2")) is False
    assert key_store.find("handl", "token").reveal() == "k-2"  # as long as the program runs
    restart()
    assert key_store.find("handl", "token") is None
    with pytest.raises(key_store.KeyStoreError) as raised:
        key_store.forget("handl", "token")
    assert "k-" not in str(raised.value)
    store.locked = False
    assert key_store.find("handl", "token").reveal() == "k-1"


@pytest.mark.parametrize("weak", [fail.Keyring, null.Keyring])
def test_a_store_that_does_not_protect_is_none(monkeypatch, restart, weak):
    monkeypatch.setattr(keyring, "get_keyring", weak)
    assert not key_store.available()
    assert key_store.keep("handl", "token", Secret("k-1")) is False
    assert key_store.find("handl", "token").reveal() == "k-1"
    restart()
    assert key_store.find("handl", "token") is None


def test_of_several_stores_the_one_that_protects_is_used(monkeypatch):
    strong = Store()

    class Chain(chainer.ChainerBackend):
        backends = (null.Keyring(), strong)

    monkeypatch.setattr(keyring, "get_keyring", Chain)
    assert key_store.keep("handl", "token", Secret("k-1")) is True
    assert strong.kept == {("Reviewer", "handl.token"): "k-1"}


def test_a_computer_on_which_asking_fails_has_none(monkeypatch):
    def broken():
        raise RuntimeError("no bus")

    monkeypatch.setattr(keyring, "get_keyring", broken)
    assert not key_store.available()
    assert key_store.find("handl", "token") is None
