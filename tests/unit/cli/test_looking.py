"""The commands that only read: list, export, schema."""

import csv
import io
import json
import os
from pathlib import Path

import pytest

from fakes import FakeFile, died, receipt
from reviewer.store.lock import Lock
from reviewer.store.workspace import Workspace


@pytest.fixture
def workspace(run, tmp_path, reader):
    """Three documents: one read, one that failed, one that waits."""
    folder = tmp_path / "ws"
    run("recognize", receipt(tmp_path / "a.png", "1.00"), "--workspace", folder, "--output", "-")
    reader.errors = {0: [died(), died()]}
    run("recognize", receipt(tmp_path / "2" / "a.png", "2.00"), "--workspace", folder, "--output", "-")
    run("add", receipt(tmp_path / os.fsdecode(b"\xffz.png"), "3.00"), "--workspace", folder)
    return folder


def test_documents_are_listed(run, workspace):
    ran = run("list", "--workspace", workspace)

    assert ran.code == 0
    header, read, failed, waiting = ran.out.splitlines()
    assert header.split() == ["STATUS", "TYPE", "TO", "CHECK", "PAGES", "ADDED", "NAME"]
    assert read.split()[:2] == ["pending", "receipt"]
    assert read.endswith("  a.png")
    assert failed.endswith("a.png  (The text reader stopped unexpectedly.)")
    assert waiting.endswith("?z.png  (waits to be read)")


def test_documents_are_listed_as_json(run, workspace):
    found = run("list", "--json", "--workspace", workspace).json

    assert [(each["name"], each["revision_status"], each["task"]) for each in found] == [
        ("a.png", "pending", "done"),
        ("a.png", "pending", "failed"),
        ("?z.png", "pending", "queued"),
    ]
    assert found[0]["to_check"] > 0


def test_an_empty_workspace_says_so(run, tmp_path):
    Workspace.open(tmp_path / "empty").close()

    assert run("list", "--workspace", tmp_path / "empty").out == "There are no documents in this workspace.\n"


def test_reading_works_beside_the_owner(run, workspace):
    with Workspace.open(workspace):
        assert run("list", "--workspace", workspace).code == 0
        assert run("export", "--status", "all", "--workspace", workspace).code == 0


def test_where_there_is_no_workspace_none_is_made(run, tmp_path):
    for command in ("list", "export"):
        ran = run(command, "--workspace", tmp_path / "none")

        assert (ran.code, ran.lines) == (1, [f"There is no workspace in {tmp_path / 'none'}. Choose another folder."])
    assert not (tmp_path / "none").exists()


def test_json_is_written_a_file_each(run, workspace):
    ran = run("export", "--status", "all", "--output", "out", "--workspace", workspace)

    assert ran.lines == ["3 documents written to out."]
    assert sorted(path.name for path in Path("out").iterdir()) == ["?z.json", "a.json", "a.png.json"]
    assert json.loads(Path("out/a.json").read_bytes())["document"]["name"] == "a.png"


def test_json_is_printed_a_line_each(run, workspace):
    assert len(run("export", "--status", "pending", "--output", "-", "--workspace", workspace).json) == 3


def test_only_reviewed_documents_are_written_unless_others_are_named(run, workspace):
    ran = run("export", "--workspace", workspace)

    assert ran.code == 0
    assert ran.lines[0].startswith("There are no such documents")
    assert list(Path().iterdir()) == []


def test_csv_is_printed_or_written(run, workspace):
    printed = run("export", "--format", "csv", "--status", "all", "--workspace", workspace).out
    rows = list(csv.DictReader(io.StringIO(printed.lstrip("\ufeff"))))
    assert [row["document.name"] for row in rows] == ["a.png", "a.png", "?z.png"]
    assert rows[0]["total"] == "1.00"

    run("export", "--format", "csv", "--status", "all", "--output", "new/all.csv", "--workspace", workspace)
    assert Path("new/all.csv").read_bytes().decode("utf-8") == printed
    run("export", "--format", "csv", "--status", "all", "--output", "new", "--workspace", workspace)
    assert Path("new/documents.csv").exists()


def test_excel_needs_a_name(run, workspace):
    ran = run("export", "--format", "xlsx", "--workspace", workspace)
    assert (ran.code, len(ran.lines)) == (2, 1)

    run("export", "--format", "xlsx", "--status", "all", "--output", "all.xlsx", "--workspace", workspace)
    assert Path("all.xlsx").read_bytes().startswith(b"PK")


def test_an_unknown_format_is_told(run, workspace):
    ran = run("export", "--format", "docx", "--workspace", workspace)

    assert (ran.code, ran.lines) == (2, ["There is no format “docx”. Choose one of: csv, json, jsonl, xlsx."])


def test_the_schema_is_json(run):
    ran = run("schema")

    assert ran.code == 0
    assert json.loads(ran.out)["type"] == "object"


def test_doctor_says_what_works(run, tmp_path, monkeypatch):
    monkeypatch.setattr("reviewer.cli.libraries.check", list)
    folder = tmp_path / "settings" / "document_types"
    folder.mkdir(parents=True)
    (folder / "mine.toml").write_text("name = 1", "utf-8")

    ran = run("doctor", "--workspace", tmp_path / "ws")

    assert ran.code == 1  # the fake page child cannot open a real picture
    lines = [" ".join(line.split()) for line in ran.out.splitlines()]
    assert any(line.startswith("!! Files cannot be opened.") for line in lines)
    assert "ok Rapidocr 1.0: en" in lines
    assert any(line.startswith("Python 3.") for line in lines)
    assert any("mine.toml" in line for line in lines)
    assert lines[-1] == "Documents cannot be read: see the lines marked !! above."


def test_doctor_is_content_when_one_engine_reads(run, tmp_path, monkeypatch, reader):
    monkeypatch.setattr("reviewer.cli.libraries.check", list)
    monkeypatch.setattr("reviewer.cli.checks._PICTURE", FakeFile().write(tmp_path / "x").read_bytes())
    reader.engines = ("rapidocr",)

    ran = run("doctor", "--workspace", tmp_path / "ws")

    assert ran.code == 0
    lines = [" ".join(line.split()) for line in ran.out.splitlines()]
    assert "!! Tesseract tesseract is not installed." in lines
    assert "Install it." in lines
    assert lines[-1] == "Documents can be read."


def test_doctor_sees_that_a_workspace_can_only_be_read(run, workspace, monkeypatch):
    def refuse(_lock):
        raise PermissionError

    monkeypatch.setattr("reviewer.cli.libraries.check", list)
    monkeypatch.setattr(Lock, "take", refuse)

    assert f"{workspace} (can only be read)" in " ".join(run("doctor", "--workspace", workspace).out.split())


def test_doctor_sees_that_a_workspace_is_open(run, tmp_path, monkeypatch):
    monkeypatch.setattr("reviewer.cli.libraries.check", list)
    with Workspace.open(tmp_path / "ws"):
        assert "(open in the window)" in " ".join(run("doctor", "--workspace", tmp_path / "ws").out.split())
    assert "(open in the window)" not in " ".join(run("doctor", "--workspace", tmp_path / "ws").out.split())
