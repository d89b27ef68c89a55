"""The lock of a workspace."""

import pytest

from reviewer.errors import WorkspaceBusy
from reviewer.store.lock import LOCK, Lock


def test_there_is_one_owner(tmp_path):
    first, second = Lock(tmp_path / LOCK), Lock(tmp_path / LOCK)
    first.take()
    with pytest.raises(WorkspaceBusy):
        second.take()
    first.release()
    second.take()
    second.release()


def test_others_can_ask_whether_there_is_an_owner(tmp_path):
    lock = Lock(tmp_path / LOCK)
    assert not lock.held
    assert not (tmp_path / LOCK).exists()
    lock.take()
    assert Lock(tmp_path / LOCK).held
    lock.release()
    assert not Lock(tmp_path / LOCK).held
