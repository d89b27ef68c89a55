"""Finishing documents: status, outbox and JSON on the disk."""

import json
from pathlib import Path

import pytest

from fakes import receipt
from reviewer.domain.revision import RevisionStatus
from reviewer.errors import StoreError
from reviewer.services.review import ReadOnly
from reviewer.store import outbox
from reviewer.store.outbox import OutboxState


def finished(bench, path: Path) -> str:
    """A document taken in, read and marked reviewed."""
    document = bench.taken(path)
    review = bench.review(document)
    settle(review)
    review.finish()
    return document


def settle(review) -> None:
    for entry in review.entries():
        review.confirm(entry.id, force=True)


def written(bench) -> dict[str, dict]:
    return {path.name: json.loads(path.read_bytes()) for path in sorted(bench.desk.export_folder.iterdir())}


def status_of(bench, name: str) -> str:
    return written(bench)[name]["document"]["revision_status"]


def waiting(bench) -> list[OutboxState]:
    with bench.desk.workspace.read() as connection:
        return [each.state for each in outbox.listed(connection)]


def test_finishing_asks_for_the_export_in_the_same_transaction(bench, tmp_path):
    document = bench.taken(receipt(tmp_path / "a.png"))
    review = bench.review(document)
    settle(review)
    assert waiting(bench) == []

    review.finish()

    assert waiting(bench) == [OutboxState.WAITING]
    assert bench.export() == 1
    assert waiting(bench) == []
    found = written(bench)["a.json"]["document"]
    assert (found["id"], found["revision_status"], found["reviewed_by"]) == (document, "reviewed", "Ada")


def test_an_export_is_written_once(bench, tmp_path):
    finished(bench, receipt(tmp_path / "a.png"))

    assert (bench.export(), bench.export()) == (1, 0)


def test_undoing_a_finish_restores_the_status_and_writes_it(bench, tmp_path):
    document = finished(bench, receipt(tmp_path / "a.png"))
    bench.export()

    review = bench.review(document)
    review.undo()

    assert review.revision.status is RevisionStatus.IN_REVIEW
    assert bench.export() == 1
    assert status_of(bench, "a.json") == "in_review"
    assert written(bench)["a.json"]["document"]["reviewed_by"] is None


def test_a_finish_undone_before_its_export_writes_nothing(bench, tmp_path):
    document = finished(bench, receipt(tmp_path / "a.png"))

    bench.review(document).undo()

    assert waiting(bench) == []
    assert bench.export() == 0


def test_redoing_a_finish_writes_it_again(bench, tmp_path):
    document = finished(bench, receipt(tmp_path / "a.png"))
    bench.export()
    review = bench.review(document)
    review.undo()
    bench.export()

    review.redo()

    bench.export()
    assert status_of(bench, "a.json") == "reviewed"


def test_reopening_goes_to_pending_with_its_reason_and_is_written(bench, tmp_path):
    document = finished(bench, receipt(tmp_path / "a.png"))
    bench.export()

    bench.review(document).reopen("the total was wrong")

    revision = bench.opened(document).revision
    assert (revision.status, revision.reason) == (RevisionStatus.PENDING, "the total was wrong")
    bench.export()
    assert status_of(bench, "a.json") == "pending"


def test_a_finished_document_cannot_be_changed(bench, tmp_path):
    review = bench.review(finished(bench, receipt(tmp_path / "a.png")))

    with pytest.raises(ReadOnly):
        review.correct("total:0", "99.00")


def test_a_reviewed_document_that_is_read_again_is_written_again(bench, tmp_path):
    document = finished(bench, receipt(tmp_path / "a.png"))
    bench.export()
    bench.tools.reader.change = lambda words: words.replace("12.50", "13.50")

    bench.again(document)

    assert bench.opened(document).revision.status is RevisionStatus.REVIEWED
    assert bench.export() == 1


def test_a_rejected_document_that_was_never_finished_is_not_written(bench, tmp_path):
    document = bench.taken(receipt(tmp_path / "a.png"))

    bench.review(document).reject("not ours")

    assert bench.export() == 0


def test_names_that_clash_stay_with_their_documents(bench, tmp_path):
    first = finished(bench, receipt(tmp_path / "1" / "a.png", "1.00"))
    second = finished(bench, receipt(tmp_path / "2" / "a.png", "2.00"))
    third = finished(bench, receipt(tmp_path / "3" / "a.png", "3.00"))
    bench.export()
    before = {name: found["document"]["id"] for name, found in written(bench).items()}
    assert before == {"a.json": first, "a.png.json": second, "a.png-2.json": third}

    bench.review(first).reopen("again")
    bench.review(third).reopen("again")
    bench.export()

    assert {name: found["document"]["id"] for name, found in written(bench).items()} == before


def test_what_cannot_be_written_waits_and_the_others_are_written(bench, tmp_path):
    finished(bench, receipt(tmp_path / "a.png", "1.00"))
    finished(bench, receipt(tmp_path / "b.png", "2.00"))
    in_the_way = bench.desk.export_folder / "a.json"
    in_the_way.mkdir()

    with pytest.raises(StoreError):
        bench.export()

    assert (bench.desk.export_folder / "b.json").is_file()
    assert waiting(bench) == [OutboxState.WAITING]
    in_the_way.rmdir()
    assert bench.export() == 1
    assert status_of(bench, "a.json") == "reviewed"


def test_a_folder_that_cannot_be_made_is_told(bench, tmp_path):
    finished(bench, receipt(tmp_path / "a.png"))
    bench.desk.export_folder.rmdir()
    bench.desk.export_folder.write_bytes(b"a file")

    with pytest.raises(StoreError, match="is not a folder"):
        bench.export()


def test_what_was_being_written_when_the_program_died_is_written_again(start, tmp_path):
    bench = start()
    finished(bench, receipt(tmp_path / "a.png"))
    lane = bench.desk.workspace.lane

    def send(connection):
        (due,) = outbox.listed(connection)
        outbox.mark(connection, due, OutboxState.SENT)

    lane.call(send)
    bench = start()
    assert bench.export() == 0

    bench.desk.tasks.recover()

    assert bench.export() == 1


def test_any_document_can_be_asked_for(bench, tmp_path):
    document = bench.taken(receipt(tmp_path / "a.png"))

    bench.desk.ask_export(document).result()

    bench.export()
    assert status_of(bench, "a.json") == "pending"
