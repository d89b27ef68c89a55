"""The list of documents: filters, order, pages of it, search."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journals import Journal, few, machine, receipt
from reviewer.domain.field import Field
from reviewer.domain.queue import Filter, Order
from reviewer.domain.recognition import RecognitionTask, TaskState
from reviewer.domain.revision import RevisionStatus
from reviewer.errors import EngineError
from reviewer.store import documents, queue, search, steps, tasks, trash
from workspaces import AT, running


def names(workspace, *args, **kwargs):
    with workspace.read() as connection:
        return [row.name for row in queue.listed(connection, *args, **kwargs)]


def review(workspace, document, status=None, unsure=None, texts=(), document_type=""):
    """Give a document values, and a status."""
    journal = Journal(document.id)

    def keep(step):
        revision = journal.revision
        workspace.lane.call(lambda connection: steps.append(connection, step, revision, unsure=unsure))

    for number, text in enumerate(texts):
        keep(journal.edit(f"note:{number}", text))
    if document_type:
        keep(journal.type(document_type))
    if status is not None:
        keep(journal.status(status))
    return journal


def test_documents_are_listed_in_the_order_of_taking_in(workspace, taken):
    for name in ("c", "a", "b"):
        taken(name)

    assert names(workspace) == ["c", "a", "b"]
    assert names(workspace, descending=True) == ["b", "a", "c"]
    assert names(workspace, order=Order.NAME) == ["a", "b", "c"]
    assert names(workspace, order=Order.NAME, descending=True) == ["c", "b", "a"]


def test_a_page_of_the_list(workspace, taken):
    for name in "abcde":
        taken(name)

    assert names(workspace, offset=1, limit=2) == ["b", "c"]
    assert names(workspace, offset=4, limit=2) == ["e"]
    assert names(workspace, offset=9) == []


def test_a_list_of_some_statuses_and_types(workspace, taken):
    review(workspace, taken("a"), RevisionStatus.REVIEWED)
    review(workspace, taken("b"), RevisionStatus.POSTPONED, document_type="form")
    review(workspace, taken("c"), document_type="form")

    assert names(workspace, Filter(statuses=frozenset({RevisionStatus.REVIEWED, RevisionStatus.PENDING}))) == ["a", "c"]
    assert names(workspace, Filter(document_types=frozenset({"form"}))) == ["b", "c"]
    with workspace.read() as connection:
        assert queue.counts(connection) == {
            RevisionStatus.REVIEWED: 1,
            RevisionStatus.POSTPONED: 1,
            RevisionStatus.PENDING: 1,
        }
        assert queue.count(connection, Filter(document_types=frozenset({"form"}))) == 2
        assert queue.count(connection) == 3


def test_the_trash_is_not_counted(workspace, taken):
    document = taken("a")
    workspace.lane.call(lambda connection: trash.put(connection, document.id, AT))
    with workspace.read() as connection:
        assert queue.counts(connection) == {}
        assert queue.count(connection) == 0
        assert queue.count(connection, Filter(deleted=True)) == 1


def test_the_most_doubtful_first(workspace, taken):
    for name, unsure in (("a", 1), ("b", 5), ("c", 0)):
        document = taken(name)
        workspace.lane.call(lambda connection, d=document.id, n=unsure: documents.set_facts(connection, d, n, 0))

    assert names(workspace, order=Order.UNSURE, descending=True) == ["b", "a", "c"]


def test_a_row_tells_what_the_queue_shows(workspace, taken):
    document = taken("scan.pdf", pages=2)
    review(workspace, document, RevisionStatus.REVIEWED, unsure=2)
    first, second = RecognitionTask("t1", document.id), RecognitionTask("t2", document.id, asked=True)

    def enqueue(connection):
        tasks.enqueue(connection, first)
        tasks.enqueue(connection, second)
        tasks.move(connection, second, TaskState.FAILED, error=EngineError("Tesseract is missing."))

    workspace.lane.call(enqueue)
    with workspace.read() as connection:
        row = queue.row(connection, document.id)

    assert (row.status, row.reviewed_by, row.unsure) == (RevisionStatus.REVIEWED, "Ada", 2)
    assert (row.task, row.task_error) == (TaskState.FAILED, "Tesseract is missing.")
    assert row.first_page == document.pages[0]
    assert (row.page_count, row.added_at, row.deleted) == (2, AT, False)


def test_how_many_a_person_finished_today(workspace, taken):
    step = review(workspace, taken("a"), RevisionStatus.REVIEWED).log[-1]
    review(workspace, taken("b"), RevisionStatus.REJECTED)
    taken("c")
    with workspace.read() as connection:
        assert queue.reviewed_since(connection, step.at, "Ada") == 1
        assert queue.reviewed_since(connection, step.at, "Bob") == 0
        assert queue.reviewed_since(connection, "2027", "Ada") == 0


def test_rows_that_are_gone_are_left_out(workspace, taken):
    taken("a")
    with workspace.read() as connection:
        assert [row.name for row in queue.rows(connection, [7, 1])] == ["a"]
        assert queue.row(connection, "gone") is None


def test_the_next_documents_to_review(workspace, taken):
    ids = [taken(name).id for name in "abcde"]
    with workspace.read() as connection:
        everything = [documents.get(connection, document) for document in ids]
    review(workspace, everything[1], RevisionStatus.REVIEWED)
    review(workspace, everything[2], RevisionStatus.IN_REVIEW)
    workspace.lane.call(lambda connection: trash.put(connection, ids[3], AT))

    with workspace.read() as connection:
        assert queue.to_review(connection) == [ids[0]]
        assert queue.to_review(connection, ids[0], limit=3) == [ids[2], ids[4]]
        assert queue.to_review(connection, ids[4], limit=9) == [ids[0], ids[2]]
        assert queue.to_review(connection, ids[1], limit=1) == [ids[2]]
        assert queue.to_review(connection, "gone", limit=1) == [ids[0]]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("invoice", ["invoice-2026.pdf"]),
        ("inv", ["invoice-2026.pdf"]),
        ("INV 2026", ["invoice-2026.pdf"]),
        ("zurich", ["scan.jpg"]),
        ("Zür", ["scan.jpg"]),
        ('"bahnhofstrasse 1"', ["scan.jpg"]),
        ('"bahnhof"', []),
        ("strasse", []),
        ("12.50", ["scan.jpg"]),
        ("receipt", ["scan.jpg"]),
        ("zurich invoice", []),
        ("", ["invoice-2026.pdf", "scan.jpg"]),
        ("  ", ["invoice-2026.pdf", "scan.jpg"]),
        ('"', []),
        ("-", []),
        ("a AND b", []),
        ("NEAR(", []),
        ("name:scan", []),
        ("*", []),
        ("Привет", ["scan.jpg"]),
    ],
)
def test_search_finds_whole_words_and_beginnings(workspace, taken, words, found):
    taken("invoice-2026.pdf")
    document = taken("scan.jpg")
    texts = ("Bahnhofstrasse 1, Zürich", "12.50", "Привет мир")
    review(workspace, document, texts=texts, document_type="receipt")

    assert names(workspace, Filter(words=words)) == found


@few
@given(words=st.text(max_size=20))
def test_whatever_is_typed_into_the_search_is_no_error(shared, words):
    names(shared, Filter(words=words))


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    with running(tmp_path_factory.mktemp("shared") / "workspace") as workspace:
        yield workspace


def test_search_follows_corrections_and_deletion(workspace, taken):
    document = taken("a")
    journal = Journal(document.id)
    for step in (lambda: journal.edit("note:0", "old"), lambda: journal.edit("note:0", "new"), journal.undo):
        made = step()
        workspace.lane.call(lambda connection, made=made: steps.append(connection, made, journal.revision))
        text = journal.revision.entries["note:0"].value.text
        other = {"old": "new", "new": "old"}[text]
        assert (names(workspace, Filter(words=text)), names(workspace, Filter(words=other))) == (["a"], [])
    workspace.lane.call(lambda connection: trash.put(connection, document.id, AT))
    assert names(workspace, Filter(words="old")) == []
    assert names(workspace, Filter(words="old", deleted=True)) == ["a"]


def test_search_goes_together_with_filters_and_order(workspace, taken):
    review(workspace, taken("scan b"), RevisionStatus.REVIEWED)
    taken("scan c")
    taken("scan a")
    taken("other")

    assert names(workspace, Filter(words="scan"), order=Order.NAME) == ["scan a", "scan b", "scan c"]
    assert names(workspace, Filter(words="scan", statuses=frozenset({RevisionStatus.REVIEWED}))) == ["scan b"]
    with workspace.read() as connection:
        assert queue.count(connection, Filter(words="scan")) == 3


def test_a_very_long_document_is_indexed_up_to_a_limit(workspace, taken):
    document = taken("long")
    journal = Journal(document.id)
    step = journal.merge((Field("note", (machine("begin " + "x " * search.LONGEST + " end"),)),))
    workspace.lane.call(lambda connection: steps.append(connection, step, journal.revision))

    assert names(workspace, Filter(words="begin")) == ["long"]
    assert names(workspace, Filter(words="end")) == []


def test_a_long_document_is_indexed_when_it_is_read_and_finished(workspace, taken, monkeypatch):
    monkeypatch.setattr(search, "AT_ONCE", 20)
    document = taken("long")
    journal = Journal(document.id)
    found = []
    for act, words in (
        (lambda: journal.merge(receipt("11111", "22222", "33333", "44444")), "44444"),
        (lambda: journal.edit("total:0", "77777"), "77777"),
        (lambda: journal.status(RevisionStatus.REVIEWED), "77777"),
    ):
        step = act()
        workspace.lane.call(lambda connection, step=step: steps.append(connection, step, journal.revision))
        found.append(names(workspace, Filter(words=words)))

    assert found == [["long"], [], ["long"]]


def test_values_of_rows_are_found(workspace, taken):
    document = taken("receipt")
    journal = Journal(document.id)
    step = journal.merge(receipt("99.10", "7.77"))
    workspace.lane.call(lambda connection: steps.append(connection, step, journal.revision))

    assert names(workspace, Filter(words="7.77")) == ["receipt"]
