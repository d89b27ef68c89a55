"""A document that somebody reviews at its service gets that status here, unless its review has begun here."""

import pytest

from reviewer.domain.revision import RevisionStatus
from reviewer.jobs import CancelToken, silent
from reviewer.providers.base import Answer, Ticket
from reviewer.services import feedback
from reviewer.services.remote import connection as connections
from reviewer.store import outbox
from scripted import Office, Scripted


class Seeing(Scripted):
    """Tells the status that a document has there."""

    status = RevisionStatus.REVIEWED

    def status_of(self, remote_id):
        type(self).calls.append(("status", remote_id))
        return self.status


@pytest.fixture
def office(bench, monkeypatch):
    made = type("Provider", (Seeing,), {"submits": [Ticket(("r1",))], "polls": [Answer((b"12.50",))], "calls": []})
    monkeypatch.setattr(connections, "kind", lambda _name: made)
    office = Office(bench)
    office.provider = made
    return office


@pytest.fixture
def document(office, tmp_path):
    task = office.wish(tmp_path / "a.png")
    office.run(task)
    return task.document


def look(office, document):
    return office.bench.desk.status_elsewhere(document)(CancelToken(), silent)


def test_a_status_is_taken_over_and_not_told_back(office, document):
    step = look(office, document)

    revision = office.bench.opened(document).revision
    assert (revision.status, step.by) == (RevisionStatus.REVIEWED, "Scripted")
    with office.bench.desk.workspace.read() as connection:
        waiting = [each for each in outbox.listed(connection) if each.kind in feedback.KINDS]
    assert waiting == []


def test_it_can_be_taken_back(office, document):
    look(office, document)
    office.bench.review(document).undo()
    assert office.bench.opened(document).revision.status is RevisionStatus.PENDING


def test_a_review_that_has_begun_here_counts_more(office, document):
    review = office.bench.review(document)
    review.correct("total:0", "13.00")
    assert look(office, document) is None
    assert ("status", "r1") not in office.provider.calls  # it is not even asked


@pytest.mark.parametrize("status", [None, RevisionStatus.PENDING])
def test_nothing_new_changes_nothing(office, document, status):
    office.provider.status = status
    assert look(office, document) is None
