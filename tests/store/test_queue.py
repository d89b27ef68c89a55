"""The list of documents: filters, order, pages of it, search."""

from datetime import date
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journals import Journal, few, machine, receipt
from reviewer.domain.document import Document
from reviewer.domain.field import Field
from reviewer.domain.queue import Days, Filter, Order, Sort, Span
from reviewer.domain.recognition import RecognitionTask, TaskState
from reviewer.domain.revision import RevisionStatus
from reviewer.errors import EngineError
from reviewer.store import documents, queue, queue_rows, schema, search, steps, tasks, trash
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
        review(workspace, taken(name), unsure=unsure, texts=("x",))

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
        row = queue_rows.row(connection, document.id)

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
        assert [row.name for row in queue_rows.rows(connection, [7, 1])] == ["a"]
        assert queue_rows.row(connection, "gone") is None


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


# Filters, and what is read for them


def told(workspace, wanted, sort=queue.UNSORTED, limit=50):
    """Names of the first of a list, and of all of it."""
    with workspace.read() as connection:
        some = [row.name for row in queue_rows.rows(connection, queue.first(connection, wanted, sort, limit))]
        every = [row.name for row in queue_rows.rows(connection, queue.outline(connection, wanted, sort))]
    assert some == every[:limit]
    return every


@pytest.fixture
def facts(workspace, taken):
    """Documents with facts of their own: a name, and columns of the table."""

    def make(name, **columns):
        document = taken(name)
        if not columns:
            return document
        workspace.lane.call(
            lambda connection: connection.execute(
                schema.documents.update().where(schema.documents.c.id == document.id).values(**columns)
            )
        )
        return document

    return make


def test_documents_are_filtered_by_what_is_doubtful(workspace, facts):
    facts("sure", unsure=0, issues=0, warnings=0, lowest=0.95)
    facts("some", unsure=2, issues=0, warnings=1, lowest=0.5)
    facts("many", unsure=9, issues=3, warnings=0, lowest=0.8)
    facts("unread")

    assert told(workspace, Filter(unsure=Span(1))) == ["some", "many"]
    assert told(workspace, Filter(unsure=Span(0, 0))) == ["sure"]
    assert told(workspace, Filter(unsure=Span(1, 5))) == ["some"]
    assert told(workspace, Filter(confidence=Span(None, 0.8))) == ["some", "many"]
    assert told(workspace, Filter(errors=True)) == ["many"]
    assert told(workspace, Filter(errors=False)) == ["sure", "some", "unread"]
    assert told(workspace, Filter(warnings=True)) == ["some"]
    assert told(workspace, Filter(unsure=Span(1), errors=True, words="many")) == ["many"]


def test_documents_are_filtered_by_who_read_them_and_when(workspace, facts):
    facts("old", source="handl", added_at="2025-12-31T12:00:00.000Z", reviewed_at="2026-01-05T12:00:00.000Z")
    facts("new", source="tesseract", added_at="2026-01-10T12:00:00.000Z")
    january = Days(date(2026, 1, 1), date(2026, 1, 31))

    assert told(workspace, Filter(sources=frozenset({"handl"}))) == ["old"]
    assert told(workspace, Filter(added=january)) == ["new"]
    assert told(workspace, Filter(added=Days(None, date(2026, 1, 1)))) == ["old"]
    assert told(workspace, Filter(reviewed=january)) == ["old"]
    assert told(workspace, Filter(reviewed=Days(None, None))) == ["old"]  # those that were reviewed at all


def test_documents_whose_last_reading_failed(workspace, taken):
    for name, states in (("a", ("failed", "done")), ("b", ("done", "failed")), ("c", ("lost",)), ("d", ())):
        document = taken(name)
        for number, state in enumerate(states):
            task = RecognitionTask(f"{name}{number}", document.id)
            workspace.lane.call(partial(tasks.enqueue, task=task))
            if state != "queued":
                workspace.lane.call(partial(tasks.move, task=task, state=TaskState(state)))

    assert told(workspace, Filter(failed=True)) == ["b", "c"]
    assert told(workspace, Filter(failed=False)) == ["a", "d"]


def test_names_are_listed_as_people_sort_them(workspace, taken):
    for name in ("scan 10", "Scan 2", "b", "A"):
        taken(name)
    assert told(workspace, Filter(), Sort(Order.NAME)) == ["A", "b", "Scan 2", "scan 10"]


@pytest.mark.parametrize("order", list(Order))
@pytest.mark.parametrize("descending", [False, True])
def test_the_first_are_those_of_the_whole_list_whichever_way_they_are_found(
    workspace, facts, monkeypatch, order, descending
):
    """With few looked at near the beginning, every way to find the first of a list is gone."""
    for name, most in (("FEW", 3), ("NEAR", 4), ("NARROW", 3)):
        monkeypatch.setattr(queue, name, most)
    kinds = ("form", "invoice", "receipt", "passport", "visa")
    for number in range(24):
        facts(
            f"{'even' if number % 2 == 0 else 'odd'} {number % 5} {'rare' if number % 11 == 5 else 'usual'}",
            document_type=kinds[number % 5],
            status="pending" if number % 7 else "reviewed",
            reviewed_at="" if number % 7 else f"2026-01-{number + 1:02}T00:00:00.000Z",
            unsure=number % 4,
            issues=number % 3 % 2,
        )
    statuses = (frozenset(), frozenset({RevisionStatus.PENDING}), frozenset({RevisionStatus.REVIEWED}))
    for status in statuses:
        for more in (
            {},
            {"words": "even"},
            {"words": "rare"},
            {"words": "us ev"},
            {"errors": True},
            {"errors": True, "words": "odd"},
            {"document_types": frozenset({"visa"}), "words": "usual"},
            {"document_types": frozenset(kinds[:4]), "unsure": Span(1), "words": "usual"},
            {"failed": False, "words": "usual"},
            {"words": "nowhere"},
        ):
            for limit in (1, 3, 50):
                told(workspace, Filter(statuses=status, **more), Sort(order, descending), limit)


@pytest.mark.parametrize("order", list(Order))
def test_no_list_is_sorted_or_scanned_in_the_table_itself(workspace, order):
    """What is read is an index: with 100,000 documents the table takes seven times as long."""
    wanted = Filter(
        statuses=frozenset({RevisionStatus.PENDING}),
        document_types=frozenset({"form"}),
        sources=frozenset({"handl"}),
        unsure=Span(1),
        confidence=Span(None, 0.5),
        errors=True,
        warnings=True,
        added=Days(date(2026, 1, 1), None),
        reviewed=Days(date(2026, 1, 1), None),
    )
    with workspace.read() as connection:
        statement = queue.ids(wanted, Sort(order)).compile(connection, compile_kwargs={"literal_binds": True})
        plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}")]
    assert plan[0].startswith("SEARCH documents USING COVERING INDEX ix_documents_filter")


def test_the_next_to_review_are_those_of_a_line(workspace, taken):
    ids = [taken(name).id for name in "abcd"]
    review(workspace, Document(ids[1], "b", (), ()), RevisionStatus.REVIEWED)
    workspace.lane.call(lambda connection: trash.put(connection, ids[0], AT))
    with workspace.read() as connection:
        assert queue.next_of(connection, [4, 3, 2, 1], limit=3) == [ids[3], ids[2]]
        assert queue.next_of(connection, [4, 3], but=ids[3], limit=1) == [ids[2]]
        assert queue.next_of(connection, []) == []


def test_the_counts_are_those_of_a_list(workspace, facts):
    facts("a", issues=1)
    facts("b", issues=1, status="reviewed")
    facts("c")
    with workspace.read() as connection:
        assert queue.counts(connection, Filter(errors=True)) == {RevisionStatus.PENDING: 1, RevisionStatus.REVIEWED: 1}
        assert queue.any_document(connection)
