"""`reviewer recognize`, with files and children that are fakes."""

import json
import os
import re
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import jsonschema
import pytest

from fakes import FakeFile, died, pages_of, receipt
from papers import BREAD, CANDLES, beside
from reviewer import document_types
from reviewer.errors import StoreError
from reviewer.exporters import atomic, corrected_json
from reviewer.jobs import CancelToken, silent
from reviewer.processes import memory
from reviewer.services.desk import Desk
from reviewer.settings import Settings
from reviewer.store import documents, queue, tasks
from reviewer.store.workspace import Workspace
from workspaces import running

PROGRESS = re.compile(r"\[(\d+)/(\d+)\] (.+): (\w+), (\d+) fields?, (\d+) to check \((.+)\)")


def files(folder: str | Path) -> list[str]:
    return sorted(path.name for path in Path(folder).iterdir())


def document_in(path: Path) -> dict:
    return json.loads(path.read_bytes())["document"]


def test_a_document_becomes_json_and_a_line(run, tmp_path):
    ran = run("recognize", receipt(tmp_path / "a.png"))

    assert ran.code == 0
    assert files(".") == ["a.json"]
    assert ran.out == ""
    match = PROGRESS.fullmatch(ran.lines[0])
    assert match is not None
    assert match.groups()[:4] == ("1", "1", "a.png", "receipt")
    assert match[7].endswith(" s")
    found = json.loads(Path("a.json").read_bytes())
    jsonschema.validate(found, json.loads(corrected_json.schema()))
    assert found["fields"]["total"][0]["text"] == "12.50"


def test_the_output_folder_is_made_and_older_files_are_replaced(run, tmp_path):
    folder = Path("new") / "deep"
    run("recognize", receipt(tmp_path / "a.png"), "--output", folder)
    (folder / "a.json").write_bytes(b"old")

    run("recognize", receipt(tmp_path / "a.png"), "--output", folder)

    assert document_in(folder / "a.json")["name"] == "a.png"


def test_a_dash_prints_a_line_each_in_the_order_of_the_paths(run, tmp_path, reader):
    gate = threading.Event()
    first = pages_of(tmp_path / "slow.png", "slow")
    normal = reader.change

    def change(words):
        if words == "slow":
            assert gate.wait(10)
        else:
            gate.set()
        return normal(words)

    reader.change = change

    ran = run("recognize", first, pages_of(tmp_path / "fast.png", "fast"), "--output", "-")

    assert [found["document"]["name"] for found in ran.json] == ["slow.png", "fast.png"]
    assert files(".") == []


def test_folders_are_read_with_all_they_hold(run, tmp_path):
    receipt(tmp_path / "in" / "sub" / "b.png", "1.00")
    receipt(tmp_path / "in" / "a.png", "2.00")
    (tmp_path / "in" / "a.json").write_bytes(b"{}")

    assert run("recognize", tmp_path / "in").code == 0
    assert files(".") == ["a.json", "b.json"]


# Names that clash


def test_names_that_clash_go_by_the_order_of_the_paths_whatever_is_ready_first(run, tmp_path, reader):
    gate = threading.Event()
    paths = [pages_of(tmp_path / "1" / "a.png", "slow")]
    paths += [pages_of(tmp_path / folder / "a.png", f"fast {folder}") for folder in "234"]
    paths += [pages_of(tmp_path / "5" / "a.jpg", "fast 5")]
    done: list[str] = []

    def change(words):
        if words == "slow":
            assert gate.wait(10)
        else:
            done.append(words)
            if len(done) == 4:
                gate.set()
        return words

    reader.change = change

    run("recognize", *paths)

    assert {name: text(name) for name in files(".")} == {
        "a.json": "slow",
        "a.png.json": "fast 2",
        "a.png-2.json": "fast 3",
        "a.png-3.json": "fast 4",
        "a.jpg.json": "fast 5",
    }


def text(name: str) -> str:
    return json.loads(Path(name).read_bytes())["fields"]["text"][0]["text"]


def test_a_file_that_failed_takes_no_name(run, tmp_path):
    bad = FakeFile(damaged="This PDF is damaged.").write(tmp_path / "a.pdf")

    assert run("recognize", bad, receipt(tmp_path / "a.png")).code == 1

    assert files(".") == ["a.json"]


def test_the_same_bytes_are_one_document_and_each_path_gets_its_json(run, tmp_path):
    ran = run("recognize", receipt(tmp_path / "a.png"), receipt(tmp_path / "b.png"), receipt(tmp_path / "2" / "a.png"))

    assert ran.code == 0
    assert files(".") == ["a.json", "a.png.json", "b.json"]
    assert len({document_in(Path(name))["id"] for name in files(".")}) == 1
    assert sum("the same file as" in line and "one document" in line for line in ran.lines) == 2


def test_a_path_named_twice_has_one_file(run, tmp_path):
    path = receipt(tmp_path / "a.png")

    ran = run("recognize", path, path)

    assert (ran.code, files(".")) == (0, ["a.json"])
    assert "named twice, one document" in ran.lines[1]
    assert len(run("recognize", path, path, "--output", "-").json) == 2


def test_names_are_told_with_their_folders_where_they_are_not_plain(run, tmp_path):
    ran = run("recognize", receipt(tmp_path / "1" / "a.png", "1.00"), receipt(tmp_path / "2" / "a.png", "2.00"))

    assert [PROGRESS.fullmatch(line)[3] for line in ran.lines] == [
        str(tmp_path / "1" / "a.png"),
        str(tmp_path / "2" / "a.png"),
    ]


@pytest.mark.parametrize(
    "name",
    [
        "日本語 😀.png",
        "مرحبا.png",
        "a\nb\x1b[31m.png",
        " .png",
        "-x.png",
        os.fsdecode(b"\xff\xfe.png"),
        "x" * 250 + ".png",
    ],
)
def test_any_name_is_read_and_told_on_one_line(run, tmp_path, name):
    path = receipt(tmp_path / "in" / name)

    ran = run("recognize", path.parent)

    assert ran.code == 0
    assert len(ran.lines) == 1
    assert all(letter.isprintable() for letter in ran.lines[0])
    assert len(files(".")) == 1
    assert len(run("recognize", path.parent, "--output", "-").json) == 1


# What fails


def test_each_failure_is_one_sentence_and_the_others_are_read(run, tmp_path, reader):
    damaged = FakeFile(damaged="This PDF is damaged.").write(tmp_path / "damaged.pdf")
    half = pages_of(tmp_path / "half.png", "x", "y", damaged_page=1)
    dying = pages_of(tmp_path / "dying.png", "1", "2", "3", "4", "5")
    reader.errors = {4: [died(), died()]}

    ran = run("recognize", damaged, tmp_path / "gone.png", half, dying, receipt(tmp_path / "good.png"))

    assert ran.code == 1
    assert sorted(line for line in ran.lines if not line.startswith("[")) == [
        "damaged.pdf: This PDF is damaged. Scan it again.",
        "dying.png: The text reader stopped unexpectedly. Try again.",
        "gone.png: There is no such file or folder. Check its name.",
        "half.png: Page 2 is damaged and cannot be shown. Scan it again.",
    ]
    assert len(ran.lines) == 5
    assert files(".") == ["good.json"]


def test_a_mistake_of_ours_costs_one_document(run, tmp_path, reader):
    reader.errors = {0: [ZeroDivisionError()]}

    ran = run("recognize", receipt(tmp_path / "a.png", "1.00"), receipt(tmp_path / "b.png", "2.00"))

    assert ran.code == 1
    (told,) = (line for line in ran.lines if not line.startswith("["))
    assert re.fullmatch(r"[ab]\.png: Reviewer failed: ZeroDivisionError at fakes:\d+\. Please report it; .+", told)
    assert len(files(".")) == 1


def test_an_empty_folder_is_told(run, tmp_path):
    (tmp_path / "empty").mkdir()

    ran = run("recognize", tmp_path / "empty")

    assert (ran.code, ran.lines) == (1, ["empty: There are no documents in this folder. Choose another one."])


def test_what_cannot_be_written_is_told_and_the_others_are(run, tmp_path):
    Path("a.json").mkdir()

    ran = run("recognize", receipt(tmp_path / "a.png", "1.00"), receipt(tmp_path / "b.png", "2.00"))

    assert ran.code == 1
    assert "b.json" in files(".")
    assert any(line.startswith("a.png: ") for line in ran.lines)


def test_an_output_that_is_a_file_is_told_before_anything_is_read(run, tmp_path, reader):
    Path("out").write_bytes(b"")

    ran = run("recognize", receipt(tmp_path / "a.png"), "--output", "out")

    assert (ran.code, ran.lines) == (1, ["out is not a folder. Choose another one."])
    assert reader.reads == []


def test_a_folder_that_cannot_be_written_is_told_once_before_anything_is_read(run, tmp_path, reader, monkeypatch):
    monkeypatch.setattr(os, "access", lambda _path, mode: not mode & os.W_OK)

    ran = run("recognize", receipt(tmp_path / "a.png"), receipt(tmp_path / "b.png", "1.00"), "--output", "out")

    assert (ran.code, reader.reads) == (1, [])
    assert ran.lines == [f"The folder {Path('out').absolute()} cannot be written. Choose another one with --output."]


def test_what_was_noticed_is_on_the_line(run, tmp_path):
    ran = run("recognize", receipt(tmp_path / "a.png", notices=("This file was repaired.",)))

    assert ran.lines[0].endswith("s) This file was repaired.")


# What is asked


def test_a_file_of_several_documents_is_told_and_its_json_says_so(run, tmp_path):
    ran = run("recognize", pages_of(tmp_path / "scan.png", beside(CANDLES, BREAD)))

    told = "This page seems to hold 2 receipts. Each has its own company, date and total."
    assert ran.lines[0].endswith(told)
    assert told in json.loads(Path("scan.json").read_bytes())["messages"]


def test_a_file_that_was_split_is_none_of_its_parts(run, tmp_path):
    path, workspace = pages_of(tmp_path / "scan.png", beside(CANDLES, BREAD)), tmp_path / "ws"
    run("recognize", path, "--workspace", workspace)
    with running(workspace) as opened:
        desk = Desk(opened, document_types.load(), Settings())
        with opened.read() as connection:
            (row,) = queue.listed(connection)
        desk.split(row.id)(CancelToken(), silent)

    ran = run("recognize", path, "--workspace", workspace)

    assert ran.code == 1
    assert ran.lines == ["scan.png: This file was split in the workspace. `reviewer export` writes its documents."]
    assert run("add", path, "--workspace", workspace).out == "scan.png: there already, split into 2 documents.\n"


def test_an_unknown_type_is_told(run, tmp_path):
    ran = run("recognize", receipt(tmp_path / "a.png"), "--type", "nonsense", "--workspace", tmp_path / "ws")

    assert ran.code == 1
    assert ran.lines == ["There is no document type “nonsense”. Choose one of: auto, form, plain_text, receipt."] or (
        ran.lines[0].startswith("There is no document type “nonsense”. Choose one of: auto, ")
    )
    assert not (tmp_path / "ws").exists()


def test_a_type_with_a_mistake_in_its_file_is_told(run, tmp_path):
    folder = tmp_path / "settings" / "document_types"
    folder.mkdir(parents=True)
    (folder / "mine.toml").write_text("name = 1", "utf-8")

    ran = run("recognize", receipt(tmp_path / "a.png"), "--type", "mine")

    assert ran.code == 1
    assert ran.lines[0].startswith("The document type “mine” cannot be used. ")


def test_an_engine_that_is_not_installed_is_told_once(run, tmp_path, reader):
    reader.engines = ("rapidocr",)

    ran = run("recognize", receipt(tmp_path / "a.png"), receipt(tmp_path / "b.png", "1"), "--engine", "tesseract")

    assert (ran.code, ran.lines) == (1, ["tesseract is not installed. Install it."])


def test_a_language_that_is_not_there_is_told_once(run, tmp_path):
    ran = run("recognize", receipt(tmp_path / "a.png"), "--language", "en,xx")

    assert (ran.code, ran.lines) == (1, ["There is no language xx. Choose another language."])


def test_languages_and_type_reach_the_reader(run, tmp_path, reader):
    ran = run(
        "recognize", receipt(tmp_path / "a.png"), "--language", "de", "--language", "en", "--type", "plain_text",
        "--output", "-",
    )  # fmt: skip

    assert reader.reads[0][1].languages == ("de", "en")
    assert ran.json[0]["document"]["document_type"] == "plain_text"
    assert ran.json[0]["recognition"]["languages"] == ["de", "en"]


def test_an_engine_given_by_name_is_obeyed_over_a_text_layer(run, tmp_path):
    path = pages_of(tmp_path / "a.pdf", "pixels", own=("letters",))

    (own,) = run("recognize", path, "--output", "-").json
    (named,) = run("recognize", path, "--engine", "tesseract", "--output", "-").json

    assert own["fields"]["text"][0]["text"] == "letters"
    assert own["recognition"]["engine"] == "text layer"
    assert named["fields"]["text"][0]["text"] == "pixels"
    assert named["recognition"]["engine"] == "tesseract"


def test_an_engine_of_the_settings_counts_unless_auto_is_said(run, tmp_path):
    (tmp_path / "settings").mkdir()
    (tmp_path / "settings" / "settings.toml").write_text('[reading]\nengine = "tesseract"\n', "utf-8")
    path = receipt(tmp_path / "a.png")

    (found,) = run("recognize", path, "--output", "-").json
    (said,) = run("recognize", path, "--engine", "auto", "--output", "-").json

    assert (found["recognition"]["engine"], said["recognition"]["engine"]) == ("tesseract", "rapidocr")


def test_settings_that_cannot_be_used_are_told_and_left_out(run, tmp_path):
    (tmp_path / "settings").mkdir()
    (tmp_path / "settings" / "settings.toml").write_text("nonsense", "utf-8")

    ran = run("recognize", receipt(tmp_path / "a.png"))

    assert ran.code == 0
    assert ran.lines[0].startswith("The settings in ")


# Passwords


def test_passwords(run, tmp_path):
    path = FakeFile(password="sesame").write(tmp_path / "a.pdf")
    (tmp_path / "secret").write_bytes(b"sesame\r\nsomething else\n")

    assert run("recognize", path).lines == [
        "a.pdf: This PDF is protected by a password. Give its password with --password or --password-file."
    ]
    assert run("recognize", path, "--password", "wrong").lines == [
        "a.pdf: The password is wrong. "
        "Give the right one with --password or --password-file; upper and lower case matter."
    ]
    assert run("recognize", path, "--password", "sesame").code == 0
    assert run("recognize", path, "--password-file", tmp_path / "secret").code == 0
    ran = run("recognize", path, "--password-file", tmp_path / "gone")
    assert (ran.code, len(ran.lines)) == (1, 1)


# Workspaces


def test_a_throw_away_workspace_leaves_nothing(run, tmp_path):
    before = files(tmp_path)

    run("recognize", receipt(tmp_path / "a.png"))

    assert files(tmp_path) == sorted([*before, "a.png"])


def test_a_throw_away_workspace_keeps_no_originals_while_it_runs(run, tmp_path, monkeypatch):
    sizes: list[int] = []
    keep = Desk.recognize

    def spy(desk, *values):
        sizes.append(sum(path.is_file() for path in (desk.workspace.folder / "originals").rglob("*")))
        return keep(desk, *values)

    monkeypatch.setattr(Desk, "recognize", spy)
    paths = [receipt(tmp_path / f"{number}.png", f"{number}.00") for number in range(40)]

    assert run("recognize", *paths).code == 0
    assert max(sizes) < 20


def test_a_named_workspace_keeps_the_documents(run, tmp_path):
    workspace = tmp_path / "ws"

    run("recognize", receipt(tmp_path / "a.png"), "--workspace", workspace)

    with Workspace.open(workspace, write=False).read() as connection:
        assert [row.name for row in queue.listed(connection)] == ["a.png"]


def test_what_is_there_already_is_read_again_only_when_it_is_asked_for(run, tmp_path, reader):
    path, workspace = receipt(tmp_path / "a.png"), tmp_path / "ws"
    run("recognize", path, "--workspace", workspace)

    ran = run("recognize", path, "--workspace", workspace, "--output", "other")
    assert len(reader.reads) == 1
    assert ran.lines[0].endswith("(there already)")
    assert files("other") == ["a.json"]

    run("recognize", path, "--workspace", workspace, "--engine", "tesseract", "--output", "other")
    assert len(reader.reads) == 2
    assert json.loads(Path("other/a.json").read_bytes())["recognition"]["engine"] == "tesseract"


def test_what_was_added_and_never_read_is_read(run, tmp_path, reader):
    path, workspace = receipt(tmp_path / "a.png"), tmp_path / "ws"
    run("add", path, "--workspace", workspace)

    ran = run("recognize", path, "--workspace", workspace)

    assert (ran.code, len(reader.reads)) == (0, 1)
    with Workspace.open(workspace, write=False).read() as connection:
        document = documents.find(connection, document_in(Path("a.json"))["originals"][0]["sha256"])
        assert [task.state for task in tasks.of_document(connection, document.id)] == ["done"]


def test_what_failed_before_is_tried_again(run, tmp_path, reader):
    path, workspace = receipt(tmp_path / "a.png"), tmp_path / "ws"
    reader.errors = {0: [died(), died()]}
    assert run("recognize", path, "--workspace", workspace).code == 1

    assert run("recognize", path, "--workspace", workspace).code == 0


def test_a_workspace_that_is_open_elsewhere_is_told(run, tmp_path):
    with Workspace.open(tmp_path / "ws"):
        ran = run("recognize", receipt(tmp_path / "a.png"), "--workspace", tmp_path / "ws")

    assert (ran.code, ran.lines) == (
        1,
        [
            "This workspace is open in the Reviewer window, or another command writes to it."
            " Close it, or use --workspace."
        ],
    )


def test_a_store_that_cannot_be_written_ends_the_run_with_a_sentence(run, tmp_path, monkeypatch):
    def full(*_):
        raise StoreError("The disk is full.", "Free some space.")

    monkeypatch.setattr(documents, "add", full)

    ran = run("recognize", receipt(tmp_path / "a.png"))

    assert (ran.code, ran.lines) == (1, ["a.png: The disk is full. Free some space."])


def test_without_room_for_temporary_files_there_is_a_sentence(run, tmp_path, monkeypatch):
    def full(**_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "mkdtemp", full)

    ran = run("recognize", receipt(tmp_path / "a.png"))

    assert ran.lines == ["There is no room for temporary files: No space left on device. Free some space."]


# How it ends


def test_ctrl_c_ends_everything(run, tmp_path, reader, monkeypatch):
    reader.held = threading.Event()
    wait = reader._wait

    def interrupted(token):
        reader.waiting.set()
        wait(token)

    monkeypatch.setattr(reader, "_wait", interrupted)
    monkeypatch.setattr("reviewer.cli.recognizing.Recognizing.run", lambda _: _interrupt(reader))

    ran = run("recognize", receipt(tmp_path / "a.png"), "--workspace", tmp_path / "ws")

    assert (ran.code, ran.lines) == (130, ["Stopped."])
    assert [
        thread.name for thread in threading.enumerate() if thread.name.startswith(("read", "store", "intake"))
    ] == []
    assert run("list", "--workspace", tmp_path / "ws").code == 0


def _interrupt(_reader):
    raise KeyboardInterrupt


def test_a_reader_that_goes_away_ends_the_run_quietly(run, tmp_path, monkeypatch):
    def broken(_content):
        raise BrokenPipeError

    monkeypatch.setattr("reviewer.cli.streams.put_bytes", broken)
    monkeypatch.setattr("reviewer.cli.streams.let_go", lambda: None)

    ran = run("recognize", receipt(tmp_path / "a.png"), "--output", "-")

    assert (ran.code, ran.lines) == (1, [])


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_an_output_that_takes_no_more_ends_the_run(tmp_path):
    code = "import sys; from reviewer.cli import guard, streams; sys.exit(guard.guarded(lambda: streams.put('x') or 0))"
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([sys.executable, "-c", code], stdout=full, stderr=subprocess.PIPE, check=False)

    assert (done.returncode, done.stderr) == (1, b"The output cannot be written: No space left on device.\n")


def test_a_person_who_cannot_hear_does_not_hinder_the_work(tmp_path):
    closed = "import os, sys; from reviewer.cli import streams; os.close(2); streams.say('x'); streams.put('done')"
    done = subprocess.run([sys.executable, "-c", closed], stdout=subprocess.PIPE, check=False)

    assert (done.returncode, done.stdout) == (0, b"done\n")


def test_a_traceback_is_shown_only_to_who_asks(run, tmp_path, monkeypatch):
    def fail(*_):
        raise RuntimeError("with the contents of documents")

    monkeypatch.setattr(atomic, "write", fail)
    ran = run("recognize", receipt(tmp_path / "a.png"))
    assert ran.code == 1
    assert len(ran.lines) == 1
    assert "contents" not in ran.lines[0]

    monkeypatch.setenv("REVIEWER_DEBUG", "1")
    assert any("Traceback" in line for line in run("recognize", receipt(tmp_path / "a.png")).lines)


def test_what_the_dead_left_is_swept(run, tmp_path, monkeypatch):
    swept = []
    monkeypatch.setattr(memory, "sweep", lambda: swept.append(True))

    run("recognize", receipt(tmp_path / "a.png"))

    assert swept
