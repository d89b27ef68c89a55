"""`reviewer add`: into a workspace, or handed over to its owner."""

import pytest

from fakes import FakeFile, receipt
from reviewer.services.incoming import hand_over, handed_over
from reviewer.store import queue, tasks
from reviewer.store.workspace import Workspace


@pytest.fixture
def workspace(tmp_path):
    return tmp_path / "ws"


def listed(workspace):
    with Workspace.open(workspace, write=False) as opened, opened.read() as connection:
        return [row.name for row in queue.listed(connection)]


def test_files_are_put_into_the_workspace_and_wait_to_be_read(run, tmp_path, workspace, reader):
    receipt(tmp_path / "in" / "b.png", "1.00")
    receipt(tmp_path / "in" / "a.png", "2.00", notices=("Only the first frame is shown.",))

    ran = run("add", tmp_path / "in", "--workspace", workspace)

    assert (ran.code, ran.lines) == (0, [])
    assert ran.out.splitlines() == ["a.png: added, 1 page. Only the first frame is shown.", "b.png: added, 1 page."]
    assert listed(workspace) == ["a.png", "b.png"]
    assert reader.reads == []
    with Workspace.open(workspace, write=False) as opened, opened.read() as connection:
        assert [task.state for task in tasks.listed(connection)] == ["queued", "queued"]


def test_what_is_there_is_said(run, tmp_path, workspace):
    path = receipt(tmp_path / "a.png")
    run("add", path, "--workspace", workspace)

    assert run("add", path, "--workspace", workspace).out == "a.png: there already.\n"


def test_what_cannot_be_used_is_told(run, tmp_path, workspace):
    bad = FakeFile(damaged="This PDF is damaged.").write(tmp_path / "bad.pdf")
    (tmp_path / "empty").mkdir()

    ran = run(
        "add", bad, tmp_path / "empty", tmp_path / "gone.png", receipt(tmp_path / "a.png"), "--workspace", workspace
    )

    assert ran.code == 1
    assert sorted(ran.lines) == [
        "bad.pdf: This PDF is damaged. Scan it again.",
        "empty: There are no documents in this folder. Choose another one.",
        "gone.png: There is no such file or folder. Check its name.",
    ]
    assert listed(workspace) == ["a.png"]


def test_the_owner_gets_the_files_handed_over(run, tmp_path, workspace):
    path = receipt(tmp_path / "a.png")
    locked = FakeFile(password="sesame").write(tmp_path / "locked.pdf")
    bad = FakeFile(damaged="This PDF is damaged.").write(tmp_path / "bad.pdf")

    with Workspace.open(workspace) as owner:
        ran = run("add", path, locked, bad, "--workspace", workspace)
        waiting = [(each.name, each.read_bytes()) for each in handed_over(owner.incoming)]

    assert ran.code == 1
    assert ran.out.splitlines() == [
        "a.png: handed over to the Reviewer window.",
        "locked.pdf: handed over to the Reviewer window.",
    ]
    assert ran.lines == ["bad.pdf: This PDF is damaged. Scan it again."]
    assert waiting == [("a.png", path.read_bytes()), ("locked.pdf", locked.read_bytes())]


def test_what_was_handed_over_before_is_taken_in_too(run, tmp_path, workspace):
    with Workspace.open(workspace) as owner:
        hand_over(receipt(tmp_path / "before.png", "1.00"), owner.incoming)

    run("add", receipt(tmp_path / "now.png", "2.00"), "--workspace", workspace)

    assert listed(workspace) == ["before.png", "now.png"]


def test_the_workspace_of_the_settings_is_the_usual_one(run, tmp_path, workspace):
    (tmp_path / "settings").mkdir()
    (tmp_path / "settings" / "settings.toml").write_text(f'[folders]\nworkspace = "{workspace.as_posix()}"\n', "utf-8")

    run("add", receipt(tmp_path / "a.png"))

    assert listed(workspace) == ["a.png"]
