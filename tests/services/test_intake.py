"""Taking files in."""

import pytest

from fakes import FakeFile, died, pages_of, receipt
from reviewer.domain.recognition import TaskState
from reviewer.domain.step import StepKind
from reviewer.errors import ChildDied, PasswordNeeded
from reviewer.jobs import CancelToken, silent
from reviewer.services.making import made
from reviewer.store import queue, tasks


def documents_of(bench):
    with bench.desk.workspace.read() as connection:
        return queue.listed(connection)


def test_a_file_becomes_a_document_that_waits_to_be_read(bench, tmp_path):
    path = pages_of(tmp_path / "scan.pdf", "a", "b", own=["", ""])

    (taken,) = bench.take(path)

    assert taken.document.name == "scan.pdf"
    assert len(taken.document.pages) == 2
    assert taken.document.originals[0].media_type == "application/pdf"
    assert bench.desk.workspace.originals.read(taken.document.originals[0].sha256) == path.read_bytes()
    assert taken.task.state is TaskState.QUEUED
    assert not taken.known


def test_the_same_bytes_are_one_document(bench, tmp_path):
    first, second = bench.take(receipt(tmp_path / "a.png"), receipt(tmp_path / "b.png"))

    assert second.known
    assert second.task is None
    assert second.document.id == first.document.id
    assert [row.name for row in documents_of(bench)] == ["a.png"]


def test_a_known_document_that_could_not_be_read_is_read_again(bench, tmp_path):
    path = receipt(tmp_path / "a.png")
    (taken,) = bench.take(path)
    bench.tools.reader.errors = {0: [died(), died()]}
    with pytest.raises(ChildDied):
        bench.read(taken.task)

    (again,) = bench.take(path)

    assert again.known
    assert again.task.document == taken.document.id
    assert not again.task.asked


def test_a_document_that_was_read_is_not_read_again(bench, tmp_path):
    path = receipt(tmp_path / "a.png")
    bench.taken(path)

    assert bench.take(path)[0].task is None


def test_a_deleted_document_comes_back(bench, tmp_path):
    path = receipt(tmp_path / "a.png")
    document = bench.taken(path)
    bench.desk.append(made(document, StepKind.DELETE, "delete", "Ada")).result()
    assert documents_of(bench) == []

    (taken,) = bench.take(path)

    assert taken.document.id == document
    assert [row.id for row in documents_of(bench)] == [document]


def test_deleting_can_be_undone(bench, tmp_path):
    document = bench.taken(receipt(tmp_path / "a.png"))
    bench.desk.append(made(document, StepKind.DELETE, "delete", "Ada")).result()

    bench.review(document).undo()

    assert [row.id for row in documents_of(bench)] == [document]


def test_what_was_deleted_long_ago_goes_for_good(bench, tmp_path):
    document = bench.taken(receipt(tmp_path / "a.png"))
    sha256 = bench.opened(document).document.originals[0].sha256
    bench.desk.append(made(document, StepKind.DELETE, "delete", "Ada")).result()

    assert bench.desk.empty_trash("2000-01-01T00:00:00.000Z") == 0
    assert bench.desk.empty_trash("2999-01-01T00:00:00.000Z") == 1
    assert not bench.desk.workspace.originals.has(sha256)


def test_one_that_fails_does_not_stop_the_others(bench, tmp_path):
    bad = tmp_path / "bad.png"
    bad.write_bytes(b"nonsense")
    damaged = FakeFile(damaged="This PDF is damaged.").write(tmp_path / "damaged.pdf")

    outcomes = bench.take(tmp_path / "gone.png", bad, damaged, receipt(tmp_path / "good.png"))

    assert [str(outcome.error) for outcome in outcomes[:3]] == [
        "There is no such file or folder. Check its name.",
        "This is no document that Reviewer knows. Save it as a PDF.",
        "This PDF is damaged. Scan it again.",
    ]
    assert outcomes[3].error is None


def test_a_name_that_the_system_does_not_take_is_told(bench, tmp_path, monkeypatch):
    def refuse(path, **_):
        raise OSError(36, "File name too long")

    monkeypatch.setattr(bench.tools.pages, "probe", refuse)

    (taken,) = bench.take(receipt(tmp_path / "a.png"))

    assert taken.error.text == "The file cannot be read."


def test_passwords_that_were_given_are_tried(bench, tmp_path):
    path = FakeFile(password="sesame").write(tmp_path / "a.pdf")
    assert isinstance(bench.take(path)[0].error, PasswordNeeded)

    bench.desk.passwords.offer("wrong")
    assert bench.take(path)[0].error.code == "wrong_password"

    bench.desk.passwords.offer("sesame")
    bench.desk.passwords.offer("also wrong")
    (taken,) = bench.take(path)
    assert taken.error is None
    assert taken.document.originals[0].encrypted


def test_a_picture_from_the_clipboard_is_kept_by_the_workspace_alone(bench):
    job = bench.desk.arrivals.paste(lambda folder: receipt(folder / "Pasted.png"), bench.tools.pages, lambda _: None)

    (taken,) = job(CancelToken(), silent)

    assert taken.document.name == "Pasted.png"
    assert list(bench.desk.workspace.temporary.iterdir()) == []


def test_recovering_brings_back_what_waits_in_its_order(start, tmp_path):
    outcomes = start().take(receipt(tmp_path / "a.png", "1.00"), receipt(tmp_path / "b.png", "2.00"))

    waiting = start().desk.tasks.recover()

    assert [task.id for task in waiting] == [taken.task.id for taken in outcomes]


def test_a_wish_for_a_document_that_was_never_read_cannot_be_undone(bench, tmp_path):
    (taken,) = bench.take(receipt(tmp_path / "a.png"))
    bench.desk.tasks.drop(taken.task).result()

    assert not bench.desk.tasks.wish(taken.document.id).result().asked
    with bench.desk.workspace.read() as connection:
        assert len(tasks.of_document(connection, taken.document.id, only_open=True)) == 1
