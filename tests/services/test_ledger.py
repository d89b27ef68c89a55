"""Steps are appended to what the last one left, without reading the document again; but only to what is on the disk."""

import pytest
from sqlalchemy import select

from fakes import receipt
from reviewer.domain.revision import RevisionStatus
from reviewer.domain.step import StepKind
from reviewer.services import ledger
from reviewer.services.making import made, status_change
from reviewer.store import steps
from reviewer.store.schema import documents, field_values


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


def test_what_is_done_to_a_whole_document_looks_at_none_of_its_values(bench, tmp_path, monkeypatch):
    document = bench.taken(receipt(tmp_path / "a.png"))
    append, load = bench.desk.ledger.append, bench.desk.ledger.load
    lane = bench.desk.workspace.lane

    def shown():
        with bench.desk.workspace.read() as connection:
            c = documents.c
            counted = connection.execute(select(c.unsure, c.issues, c.warnings, c.lowest)).one()
            return counted, connection.execute(select(field_values)).all()

    def judged(*_arguments):
        raise AssertionError("the rules are asked")

    before = shown()
    monkeypatch.setattr(ledger.rules, "check", judged)

    def put_aside(connection):
        change = status_change(load(connection, document)[0], RevisionStatus.POSTPONED)
        return append(connection, made(document, StepKind.STATUS, "postpone", "Ada", status=change))

    aside = lane.call(put_aside)
    assert shown() == before
    deleted = lane.call(lambda c: append(c, made(document, StepKind.DELETE, "delete", "Ada")))
    for step in (deleted, aside):
        lane.call(lambda c, step=step: append(c, made(document, StepKind.UNDO, "", "Ada", cancels=step.id)))
    assert shown() == before
    assert lane.call(lambda c: load(c, document)[0].status) is RevisionStatus.PENDING
