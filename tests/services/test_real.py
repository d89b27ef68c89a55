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
from difflib import SequenceMatcher
from pathlib import Path

import jsonschema
import pytest

from reviewer import resources
from reviewer.exporters import corrected_json

pytestmark = pytest.mark.engine
needs_pidfd = pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="asks the kernel of Linux")
needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="Tesseract is not installed")


def has_russian() -> bool:
    program = shutil.which("tesseract")
    return (
        program is not None
        and "rus"
        in subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False).stdout.split()
    )


needs_russian = pytest.mark.skipif(not has_russian(), reason="Tesseract has no data for Russian")

SECONDS = 110
CONFIRMED = ("document_number", "surname", "given_names", "date_of_birth", "sex", "date_of_expiry", "personal_number")
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


def test_a_passport_is_read_and_compared_with_its_zone(begin, tmp_path):
    sample = resources.path("samples", "passport-specimen.jpg")
    truth = json.loads(resources.path("samples", "truth.json").read_text("utf-8"))[sample.name]["fields"]

    process = begin("recognize", sample, "--output", "out")
    _, err = process.communicate(timeout=SECONDS)

    assert process.returncode == 0, err
    found = json.loads((tmp_path / "out" / "passport-specimen.json").read_bytes())
    assert found["document"]["document_type"] == "passport"
    assert found["recognition"]["engine"] == "rapidocr"
    texts = {name: values[0]["text"] for name, values in found["fields"].items()}
    assert texts["mrz"] == truth["mrz"]
    assert {name: texts[name] for name in CONFIRMED} == {name: truth[name] for name in CONFIRMED}
    assert all(found["fields"][name][0]["confidence"] >= 0.9 for name in ("mrz", *CONFIRMED))
    assert found["fields"]["date_of_birth"][0]["normalized"] == "1988-11-17"


def read_samples(begin, folder, *names):
    """What each sample says of itself, and what was found, by their names."""
    truth = json.loads(resources.path("samples", "truth.json").read_text("utf-8"))
    process = begin("recognize", *(resources.path("samples", name) for name in names), "--output", "out")
    _, err = process.communicate(timeout=SECONDS)
    assert process.returncode == 0, err
    for name in names:
        yield truth[name], json.loads((folder / "out" / name).with_suffix(".json").read_bytes())


def test_cards_are_read_and_compared_with_their_numbers(begin, tmp_path):
    for truth, found in read_samples(begin, tmp_path, "ktp-specimen.jpg", "health-card-specimen.jpg"):
        assert found["document"]["document_type"] == truth["type"]
        assert {name: values[0]["text"] for name, values in found["fields"].items()} == truth["fields"]
        assert found["fields"]["date_of_birth"][0]["confidence"] >= 0.9


def test_invoices_are_read_and_compared_with_what_is_inside_them(begin, tmp_path):
    for truth, found in read_samples(begin, tmp_path, "invoice-ardlough.pdf", "invoice-wiesengrund.pdf"):
        assert found["document"]["document_type"] == truth["type"] == "invoice"
        fields, printed = found["fields"], truth["fields"]
        same = fields.keys() & {name for name, text in printed.items() if isinstance(text, str)} - {"currency"}
        assert len(same) >= 10
        assert {name: fields[name][0]["text"] for name in same} == {name: printed[name] for name in same}
        amounts = [row["amount"][0]["text"] for row in fields["line_items"]]
        assert amounts == [item["amount"] for item in printed["line_items"]]
    assert fields["purchase_order"][0]["text"] == "BE-7741"
    assert fields["due_date"][0]["messages"] == [
        "Due date reads “11.04.2025”, but the electronic invoice says 10 April 2025."
    ]


def test_a_contract_is_read_from_its_running_text(begin, tmp_path):
    ((truth, found),) = read_samples(begin, tmp_path, "contract-boathouse.pdf")

    assert found["document"]["document_type"] == truth["type"] == "contract"
    texts = {name: [value["text"] for value in values] for name, values in found["fields"].items()}
    assert texts == {name: text if isinstance(text, list) else [text] for name, text in truth["fields"].items()}


def test_columns_are_read_one_after_the_other(begin, tmp_path):
    ((truth, found),) = read_samples(begin, tmp_path, "journal-page.jpg")

    assert found["document"]["document_type"] == truth["type"] == "plain_text"
    read = "".join(value["text"] for value in found["fields"]["text"])
    printed = "".join("".join(page) for page in truth["text"])
    assert SequenceMatcher(None, read, printed, autojunk=False).ratio() > 0.98


def test_two_receipts_on_one_scan_are_told(begin, tmp_path):
    ((truth, found),) = read_samples(begin, tmp_path, "receipts-two.jpg")

    assert len(truth["documents"]) == 2
    assert found["document"]["document_type"] == truth["type"] == "receipt"
    assert found["messages"] == [
        "This page seems to hold 2 receipts. Each has its own date, time, receipt number and total."
    ]


@needs_russian
def test_a_page_in_cyrillic_is_read_by_an_engine_that_has_it(begin, tmp_path):
    ((truth, found),) = read_samples(begin, tmp_path, "russian-page-specimen.jpg")

    assert found["document"]["document_type"] == truth["type"] == "passport_main"
    assert found["recognition"]["engine"] == "tesseract"
    assert "Cyrillic" in found["recognition"]["pages"][0]["reason"]
    texts = {name: values[0]["text"].strip(".") for name, values in found["fields"].items()}
    assert texts == {name: text.strip(".") for name, text in truth["fields"].items()}


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
