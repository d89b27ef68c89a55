"""Which files are meant by paths."""

import os
from pathlib import Path

import pytest

from reviewer.services.finding import files_in


def made(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")


def found(*paths: Path) -> list[str]:
    return [file.path.name for file in files_in(paths)]


def test_folders_are_taken_with_all_they_hold_in_order(tmp_path):
    made(tmp_path, "b.png", "a.png", "sub/deep/c.png", "sub/b.png")

    assert found(tmp_path) == ["a.png", "b.png", "b.png", "c.png"]


def test_the_order_of_the_paths_is_kept(tmp_path):
    made(tmp_path, "f/z.png", "a.png")

    assert found(tmp_path / "f", tmp_path / "a.png") == ["z.png", "a.png"]


def test_hidden_files_and_what_is_no_document_are_left_out_of_folders(tmp_path):
    made(tmp_path, ".hidden.png", ".cache/a.png", "a.json", "README.MD", "notes.txt", "a.png")

    assert found(tmp_path) == ["a.png"]


def test_a_workspace_in_a_folder_is_left_out(tmp_path):
    made(tmp_path, "a.png", "Reviewer/workspace.db", "Reviewer/workspace.lock", "Reviewer/originals/c4/c41b", "z/b.png")

    assert found(tmp_path) == ["a.png", "b.png"]


def test_what_is_named_is_taken_whatever_it_is(tmp_path):
    made(tmp_path, ".hidden.png", "a.json")

    assert found(tmp_path / ".hidden.png", tmp_path / "a.json", tmp_path / "gone") == [".hidden.png", "a.json", "gone"]


def test_what_was_never_there_is_told(tmp_path):
    made(tmp_path, "a.png")
    (tmp_path / "link").symlink_to(tmp_path / "gone")

    told = {file.path.name: str(file.error) for file in files_in([tmp_path / "gone", tmp_path / "a.png" / "b"])}
    assert told == dict.fromkeys(("gone", "b"), "There is no such file or folder. Check its name.")
    assert [file.error for file in files_in([tmp_path / "link"])] == [None]  # opening it tells


def test_a_folder_without_documents_is_told(tmp_path):
    made(tmp_path, "README.md")

    (only,) = files_in([tmp_path])

    assert str(only.error) == "There are no documents in this folder. Choose another one."


def test_a_link_to_a_folder_above_ends(tmp_path):
    made(tmp_path, "a.png")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)

    assert found(tmp_path) == ["a.png"]


def test_a_name_that_the_system_does_not_take_is_no_folder():
    assert found(Path("x" * 5000)) == ["x" * 5000]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may look everywhere")
def test_a_folder_that_is_closed_is_told(tmp_path):
    made(tmp_path, "a.png", "closed/b.png")
    (tmp_path / "closed").chmod(0)
    try:
        files = list(files_in([tmp_path]))
    finally:
        (tmp_path / "closed").chmod(0o700)

    assert [str(file.error) for file in files if file.error] == [
        "You are not allowed to look into this folder. Ask its owner."
    ]


def test_a_folder_that_cannot_be_read_is_told(tmp_path, monkeypatch):
    def walk(folder, onerror):
        onerror(OSError(5, "Input/output error", str(folder)))
        return iter(())

    monkeypatch.setattr(os, "walk", walk)

    (only,) = files_in([tmp_path])

    assert only.error is not None
    assert only.error.code == "disk"
