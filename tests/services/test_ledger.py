"""Steps are appended to what the last one left, without reading the document again; but only to what is on the disk."""

import pytest

from fakes import receipt
from reviewer.domain.step import StepKind
from reviewer.services import ledger
from reviewer.services.making import made
from reviewer.store import steps


@pytest.fixture
def reads(monkeypatch) -> list[str]:
    """The documents that the ledger reads from the store."""
    found: list[str] = []
    load = steps.load

    def noted(connection, document):
        found.append(document)
        return load(connection, document)

    monkeypatch.setattr(ledger.steps, "load", noted)
    return found


def test_a_document_is_read_once_for_many_steps(bench, tmp_path, reads):
    review = bench.review(bench.taken(receipt(tmp_path / "a.png")))
    first = review.entries()[0].id
    del reads[:]

    review.correct(first, "one")
    review.correct(first, "two")
    review.undo()
    review.redo()

    assert not reads
    assert bench.opened(review.document.id).revision == review.revision
    assert bench.opened(review.document.id).history == review.history


def test_steps_of_another_document_are_appended_to_that_one(bench, tmp_path, reads):
    one = bench.review(bench.taken(receipt(tmp_path / "a.png")))
    two = bench.review(bench.taken(receipt(tmp_path / "b.png", total="9.00")))
    del reads[:]

    two.correct(two.entries()[0].id, "two")
    one.correct(one.entries()[0].id, "one")

    assert reads == [one.document.id]
    for review in (one, two):
        assert bench.opened(review.document.id).revision == review.revision


def test_a_step_that_was_not_written_does_not_count(bench, tmp_path):
    review = bench.review(bench.taken(receipt(tmp_path / "a.png")))
    document, lane = review.document.id, bench.desk.workspace.lane
    lost = made(document, StepKind.EDIT, "confirm", "Ada")

    def fails(connection):
        bench.desk.ledger.append(connection, lost)
        raise RuntimeError("the disk is full")

    with pytest.raises(RuntimeError):
        lane.call(fails)
    bench.desk.append(made(document, StepKind.EDIT, "confirm", "Ada")).result()

    assert bench.opened(document).revision.steps == review.revision.steps + 1
