"""Corrections checked by the service that read the document: sent once more, never lost, no value changed."""

import json

import pytest

from reviewer.domain.field import Field, Value
from reviewer.domain.recognition import TaskState
from reviewer.domain.revision import Checked
from reviewer.errors import Forgotten, ProviderError, ReplyLost
from reviewer.providers.base import Answer, Mapped, Ticket
from reviewer.services import checking, errands
from reviewer.services.remote import connection as connections
from reviewer.services.remote.errand import restored
from reviewer.store import recognitions, steps, tasks
from scripted import Office, Scripted


class Comparing(Scripted):
    """Says of each text that it was given whether it reads the same; it reads 12.50 as the total."""

    able = True

    @classmethod
    def checks(cls, options):
        return cls.able

    def submit(self, upload, ticket):
        type(self).calls.append(("expected", dict(upload.sent.expected)))
        return super().submit(upload, ticket)

    @staticmethod
    def mapped(answer, sent):
        if not sent.expected:
            return Scripted.mapped(answer, sent)
        says = json.loads(answer.bodies[0])
        fields = [Field(name, (Value("0", valid=says.get(name)),)) for name in sent.expected]
        return Mapped(tuple(fields), document_type="receipt")


@pytest.fixture
def office(bench, monkeypatch):
    made = type("Provider", (Comparing,), {"submits": [Ticket(("r1",))], "polls": [Answer((b"12.50",))], "calls": []})
    monkeypatch.setattr(connections, "kind", lambda _name: made)
    for module in (checking, errands):
        monkeypatch.setattr(module, "is_provider", lambda name: name == "scripted")
    office = Office(bench)
    office.provider = made
    return office


@pytest.fixture
def document(office, tmp_path):
    task = office.wish(tmp_path / "a.png")
    office.run(task)
    office.provider.calls.clear()
    return task.document


def begin(office, document):
    return office.bench.desk.tasks.check_corrections(document).result()


def revision(office, document):
    with office.bench.desk.workspace.read() as connection:
        return steps.load(connection, document)[0]


def check(office, document, says):
    office.provider.submits.append(Ticket(("r2",)))
    office.provider.polls.append(Answer((json.dumps(says).encode(),)))
    task = begin(office, document)
    office.run(task)
    return task


def test_what_was_corrected_is_sent_under_the_services_names(office, document):
    office.bench.review(document).correct("total:0", "12.59")
    task = check(office, document, {"total_amount": False})
    assert ("expected", {"total_amount": "12.59"}) in office.provider.calls
    with office.bench.desk.workspace.read() as connection:
        assert tasks.get(connection, task.id).state is TaskState.DONE


@pytest.mark.parametrize("agrees", [True, False])
def test_the_answer_is_kept_in_place_and_no_value_changes(office, document, agrees):
    review = office.bench.review(document)
    review.correct("total:0", "12.59")
    before = revision(office, document)
    with office.bench.desk.workspace.read() as connection:
        recognition = recognitions.latest(connection, document)
    check(office, document, {"total_amount": agrees})
    after = revision(office, document)
    assert after.entries == before.entries
    assert after.status is before.status
    assert after.origin.checked == (Checked("total:0", "12.59", agrees),)
    issues = [issue for issue in office.bench.review(document).issues if issue.code == "check"]
    assert [issue.values for issue in issues] == ([] if agrees else [("total:0",)])
    with office.bench.desk.workspace.read() as connection:
        assert recognitions.latest(connection, document) == recognition


def test_what_was_corrected_again_is_not_disputed_any_more(office, document):
    office.bench.review(document).correct("total:0", "12.59")
    check(office, document, {"total_amount": False})
    review = office.bench.review(document)
    assert [issue.code for issue in review.issues if issue.code == "check"] == ["check"]
    review.correct("total:0", "12.50")
    assert [issue.code for issue in review.issues if issue.code == "check"] == []


def test_a_service_that_says_nothing_leaves_nothing(office, document):
    office.bench.review(document).correct("total:0", "12.59")
    check(office, document, {})
    assert revision(office, document).origin.checked == ()


@pytest.mark.parametrize("error", [ReplyLost("It may have arrived."), Forgotten("It is gone.")])
def test_a_check_that_is_stuck_stays_a_check_when_it_is_sent_again(office, document, error):
    office.bench.review(document).correct("total:0", "12.59")
    if isinstance(error, ReplyLost):
        office.provider.submits.append(error)
    else:
        office.provider.submits.append(Ticket(("r2",)))
        office.provider.polls.append(error)
    task = begin(office, document)
    with pytest.raises(type(error)):
        office.run(task)
    before = revision(office, document)
    stuck = begin(office, document)
    assert stuck.id == task.id
    assert stuck.state in (TaskState.UNCERTAIN, TaskState.LOST)
    again = office.bench.desk.tasks.send_again(stuck).result()
    office.provider.submits.append(Ticket(("r3",)))
    office.provider.polls.append(Answer((json.dumps({"total_amount": True}).encode(),)))
    office.run(again)
    assert revision(office, document).entries == before.entries
    assert revision(office, document).origin.checked == (Checked("total:0", "12.59", True),)


def test_after_a_crash_it_goes_on_as_a_check(office, document):
    office.bench.review(document).correct("total:0", "12.59")
    task = begin(office, document)
    with office.bench.desk.workspace.read() as connection:
        errand = restored(tasks.ticket(connection, task.id))
    assert errand.checks == {"total_amount": "total:0"}
    office.provider.submits.append(Ticket(("r2",)))
    office.provider.polls.append(KeyboardInterrupt())  # the program died
    with pytest.raises(KeyboardInterrupt):
        office.run(task)
    (left,) = [each for each in office.bench.desk.tasks.recover() if each.id == task.id]
    office.provider.polls.append(Answer((b'{"total_amount": true}',)))
    office.run(left)
    assert [call for call in office.provider.calls if call[0] == "submit"] == [("submit", ())]
    assert revision(office, document).origin.checked == (Checked("total:0", "12.59", True),)


def test_without_a_correction_nothing_is_sent(office, document):
    office.bench.review(document).confirm("total:0", force=True)
    with pytest.raises(ProviderError, match="There is no correction to check"):
        begin(office, document)


def test_who_cannot_check_says_so(office, document):
    office.bench.review(document).correct("total:0", "12.59")
    office.provider.able = False
    with pytest.raises(ProviderError, match="does not check corrections"):
        begin(office, document)


def test_what_was_read_here_is_checked_by_nobody(office, document, monkeypatch):
    office.bench.review(document).correct("total:0", "12.59")
    monkeypatch.setattr(checking, "is_provider", lambda _name: False)
    with pytest.raises(ProviderError, match="read on this computer"):
        begin(office, document)


def test_while_it_is_read_nothing_is_checked(office, document):
    office.bench.review(document).correct("total:0", "12.59")
    begin(office, document)
    with pytest.raises(ProviderError, match="is being read"):
        begin(office, document)
