"""The command line with real children and real engines, as a program of its own."""

import json
import os
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import jsonschema
import pytest

from reviewer import resources
from reviewer.exporters import corrected_json

pytestmark = pytest.mark.engine
needs_pidfd = pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="asks the kernel of Linux")
needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="Tesseract is not installed")

SECONDS = 110
FIRST_AND_OTHERS = (resources.path("samples", "invoice-ardlough.pdf"), resources.path("samples"))
"""One that needs no engine, so that it is done while the others are being read."""


@pytest.fixture
def temporary(tmp_path: Path) -> Path:
    """Where the program puts its temporary files."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    return folder


@pytest.fixture
def begin(tmp_path: Path, temporary: Path):
    """Starts the program; whatever a test leaves of it is killed."""
    begun: list[subprocess.Popen[str]] = []

    def start(*arguments: object) -> "subprocess.Popen[str]":
        environment = {**os.environ, "TMPDIR": str(temporary), "REVIEWER_SETTINGS": str(tmp_path / "settings")}
        command = [sys.executable, "-m", "reviewer", *map(str, arguments)]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        begun.append(subprocess.Popen(command, cwd=tmp_path, env=environment, start_new_session=True, **pipes))
        return begun[-1]

    yield start
    for process in begun:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate(timeout=SECONDS)


def processes() -> Iterator[tuple[int, int]]:
    """Each process of this machine with its parent; a bare machine has no `ps`."""
    for status in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it ended meanwhile
            text = status.read_text("utf-8", "replace")
            yield int(status.parent.name), int(text.rpartition(")")[2].split()[1])


class Descendants:
    """The children of a process, and theirs, at one moment."""

    def __init__(self, process: int) -> None:
        self._parents = list(processes())
        self._handles = [os.pidfd_open(each) for each in self._below(process) if Path(f"/proc/{each}").exists()]

    def __len__(self) -> int:
        return len(self._handles)

    def gone(self) -> bool:
        """Whether they all end soon."""
        ended = [bool(select.select([handle], [], [], 10)[0]) for handle in self._handles]
        for handle in self._handles:
            os.close(handle)
        return all(ended)

    def _below(self, process: int) -> list[int]:
        children = [child for child, parent in self._parents if parent == process]
        return children + [each for child in children for each in self._below(child)]


@pytest.mark.parametrize("engine", ["rapidocr", pytest.param("tesseract", marks=needs_tesseract)])
def test_a_receipt_is_read(begin, tmp_path, temporary, engine):
    sample = resources.path("samples", "receipt-hardware.jpg")

    process = begin("recognize", sample, "--engine", engine, "--output", "out")
    out, err = process.communicate(timeout=SECONDS)

    assert (process.returncode, out) == (0, ""), err
    found = json.loads((tmp_path / "out" / "receipt-hardware.json").read_bytes())
    jsonschema.validate(found, json.loads(corrected_json.schema()))
    assert found["document"]["document_type"] == "receipt"
    assert found["recognition"]["engine"] == engine
    assert found["fields"]["total"][0]["text"]
    assert list(temporary.iterdir()) == []


@needs_pidfd
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_stopping_leaves_no_child_and_no_file(begin, temporary, number, code):
    process = begin("recognize", *FIRST_AND_OTHERS, "--output", "out")
    process.stderr.readline()  # the first document is done: everything runs
    children = Descendants(process.pid)
    assert children

    process.send_signal(number)
    process.communicate(timeout=SECONDS)

    assert process.returncode == code
    assert children.gone()
    assert list(temporary.iterdir()) == []


@needs_pidfd
def test_a_killed_program_takes_its_children_along(begin, temporary):
    process = begin("recognize", *FIRST_AND_OTHERS, "--output", "out")
    process.stderr.readline()
    children = Descendants(process.pid)
    left = list(temporary.iterdir())

    process.kill()
    process.communicate(timeout=SECONDS)

    assert children.gone()
    again = begin("recognize", FIRST_AND_OTHERS[0], "--output", "out")
    _, err = again.communicate(timeout=SECONDS)
    assert again.returncode == 0, err
    assert left
    assert list(temporary.iterdir()) == []


def test_doctor_finds_that_documents_can_be_read(begin):
    process = begin("doctor")
    out, err = process.communicate(timeout=SECONDS)

    assert (process.returncode, err) == (0, "")
    assert out.splitlines()[-1] == "Documents can be read."
