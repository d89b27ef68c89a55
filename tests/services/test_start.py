"""Opening a workspace to work in it, and where it can only be read."""

import pytest

from reviewer.errors import StoreError, WorkspaceBusy
from reviewer.services.start import open_desk_anyhow
from reviewer.settings import Settings
from reviewer.store import layout, lock, problems
from reviewer.store.workspace import Workspace


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "ws"


def refuse(_lock):
    raise PermissionError(13, "Permission denied")


def test_a_workspace_that_cannot_be_written_is_opened_for_reading(folder, monkeypatch):
    Workspace.open(folder).close()
    monkeypatch.setattr(lock.Lock, "take", refuse)
    desk = open_desk_anyhow(folder, Settings())

    with desk.workspace, desk.workspace.read() as connection:
        assert layout.version(connection)
        with pytest.raises(StoreError) as caught:
            desk.tasks.recover()
    assert str(caught.value) == str(problems.only_read())


def test_where_none_can_be_made_that_is_what_is_told(folder, monkeypatch):
    monkeypatch.setattr(lock.Lock, "take", refuse)
    with pytest.raises(StoreError) as caught:
        open_desk_anyhow(folder, Settings())

    assert caught.value.code == "read_only"


def test_one_that_is_open_elsewhere_is_not_opened_for_reading(folder):
    with Workspace.open(folder), pytest.raises(WorkspaceBusy):
        open_desk_anyhow(folder, Settings())
