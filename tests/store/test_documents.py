"""Documents, their pages, the trash."""

import pytest
from msgspec.structs import replace

from journals import Journal
from reviewer.domain.document import Page
from reviewer.domain.geometry import Box
from reviewer.domain.lesson import Lesson
from reviewer.domain.recognition import Recognition, RecognitionTask
from reviewer.domain.text import PageText
from reviewer.errors import StoreError
from reviewer.store import (
    answers,
    documents,
    drafts,
    lessons,
    outbox,
    queue,
    queue_rows,
    recognitions,
    schema,
    steps,
    tasks,
    texts,
    trash,
    values,
)
from reviewer.store.outbox import Delivery
from reviewer.store.problems import Conflict
from workspaces import AT, prepared


def test_a_document_comes_back_as_it_was(workspace, taken):
    document = taken("scan.pdf", pages=3)
    with workspace.read() as connection:
        assert documents.get(connection, document.id) == document


def test_a_document_of_unknown_pages_gets_them_later(workspace):
    document = prepared(workspace, "scan.pdf", b"scan")
    early = replace(document, pages=())
    workspace.lane.call(lambda connection: documents.add(connection, early, workspace.originals))
    workspace.lane.call(lambda connection: documents.set_pages(connection, document))
    with workspace.read() as connection:
        found = documents.get(connection, document.id)
        (row,) = queue.listed(connection)

    assert (found.pages, found.originals, found.rev) == (document.pages, document.originals, 1)
    assert row.page_count == 1


def test_a_document_without_pages_is_listed_without_a_thumbnail(workspace, taken):
    document = replace(prepared(workspace, "scan.pdf", b"scan"), pages=(), originals=())
    workspace.lane.call(lambda connection: documents.add(connection, document, workspace.originals))
    with workspace.read() as connection:
        assert queue_rows.row(connection, document.id).first_page is None
        assert documents.get(connection, document.id) == document


def test_two_who_change_the_pages_do_not_overwrite_each_other(workspace, taken):
    document = taken(pages=2)
    swapped = replace(document, pages=document.pages[::-1])
    workspace.lane.call(lambda connection: documents.set_pages(connection, swapped))
    with pytest.raises(Conflict):
        workspace.lane.call(lambda connection: documents.set_pages(connection, document))
    with workspace.read() as connection:
        assert documents.get(connection, document.id).pages == swapped.pages


def test_a_document_may_have_pages_of_several_originals(workspace):
    one, two = prepared(workspace, "1.jpg", b"1"), prepared(workspace, "2.jpg", b"2")
    merged = replace(
        one, pages=(*two.pages, *one.pages, *two.pages), originals=(*two.originals, *one.originals), name="both"
    )
    workspace.lane.call(lambda connection: documents.add(connection, merged, workspace.originals))
    with workspace.read() as connection:
        assert documents.get(connection, one.id) == merged
        assert documents.find(connection, two.originals[0].sha256) == merged


def test_the_same_bytes_are_found(workspace, taken):
    document = taken("a.jpg", b"same")
    with workspace.read() as connection:
        assert documents.find(connection, document.originals[0].sha256) == document
        assert documents.find(connection, "0" * 64) is None


def test_of_two_documents_with_the_same_bytes_the_one_not_deleted_is_found(workspace, taken):
    deleted, kept = taken("a.jpg", b"same"), taken("b.jpg", b"same")
    workspace.lane.call(lambda connection: trash.put(connection, deleted.id, AT))
    with workspace.read() as connection:
        assert documents.find(connection, kept.originals[0].sha256).id == kept.id
    workspace.lane.call(lambda connection: trash.put(connection, kept.id, AT))
    with workspace.read() as connection:
        assert documents.find(connection, kept.originals[0].sha256).deleted


def test_turning_and_measuring_pages(workspace, taken):
    document = taken(pages=2)

    def change(connection):
        documents.set_turn(connection, document.id, 1, 450)
        documents.set_turn(connection, document.id, 0, 0, -1.25)
        documents.set_sizes(connection, document.id, {0: (10, 20), 1: (30, 40)})

    workspace.lane.call(change)
    sha256 = document.originals[0].sha256
    with workspace.read() as connection:
        assert documents.get(connection, document.id).pages == (
            Page(sha256, 0, 0, -1.25, 10, 20),
            Page(sha256, 1, 90, 0.0, 30, 40),
        )


@pytest.mark.parametrize(
    "change",
    [
        lambda c: documents.get(c, "gone"),
        lambda c: documents.set_turn(c, "gone", 0, 90),
        lambda c: trash.put(c, "gone", AT),
        lambda c: trash.restore(c, "gone"),
        lambda c: steps.load(c, "gone"),
    ],
)
def test_a_document_that_is_gone_is_told(workspace, change):
    with pytest.raises(Conflict) as caught:
        workspace.lane.call(change)

    assert caught.value.code == "no_document"


def test_a_document_cannot_be_added_twice_or_without_its_file(workspace, taken):
    document = taken()
    with pytest.raises(Conflict):
        workspace.lane.call(lambda connection: documents.add(connection, document, workspace.originals))
    other = prepared(workspace, "b.jpg", b"b")
    workspace.originals.remove(other.originals[0].sha256)
    with pytest.raises(StoreError) as caught:
        workspace.lane.call(lambda connection: documents.add(connection, other, workspace.originals))

    assert caught.value.code == "original_missing"


def test_a_name_that_is_not_unicode_is_made_so(workspace, taken):
    document = taken("rechnung-\udcfc.pdf", b"x")
    with workspace.read() as connection:
        assert documents.get(connection, document.id).name == "rechnung-?.pdf"


def test_a_deleted_document_leaves_the_queue_and_comes_back(workspace, taken):
    document = taken()
    workspace.lane.call(lambda connection: trash.put(connection, document.id, AT))
    with workspace.read() as connection:
        assert queue.listed(connection) == []
        assert [row.id for row in queue.listed(connection, queue.Filter(deleted=True))] == [document.id]
        assert documents.get(connection, document.id).deleted
    workspace.lane.call(lambda connection: trash.restore(connection, document.id))
    with workspace.read() as connection:
        assert [row.deleted for row in queue.listed(connection)] == [False]


def filled(workspace, taken, name):
    """A document with a row in every table."""
    document = taken(name)
    journal = Journal(document.id)
    step = journal.edit("total:0", "12")
    task = RecognitionTask(f"task-{name}", document.id)

    def fill(connection):
        steps.append(connection, step, journal.revision)
        tasks.enqueue(connection, task)
        texts.keep(connection, task.id, document.id, PageText(0, ()))
        answers.keep(connection, task.id, answers.packed((b"{}",)), AT)
        drafts.put(connection, document.id, "total:0", "1", AT)
        outbox.put(connection, Delivery(f"delivery-{name}", document.id, "export", AT))
        recognitions.add(connection, recognition_of(document.id))
        lessons.keep(connection, Lesson(document.id, 1, "receipt"))
        values.put(connection, document.id, journal.revision.entries.values(), {})

    workspace.lane.call(fill)
    return document


def recognition_of(document):
    return Recognition(f"recognition-{document[:8]}", document, "receipt", "rapidocr")


def purge(workspace, *ids):
    orphans = workspace.lane.call(lambda connection: trash.purge(connection, ids))
    return workspace.lane.call(lambda connection: trash.sweep(connection, workspace.originals, orphans))


def test_a_purged_document_leaves_nothing_behind(workspace, taken):
    document, other = filled(workspace, taken, "a.jpg"), filled(workspace, taken, "b.jpg")
    workspace.lane.call(lambda connection: trash.put(connection, document.id, AT))
    assert purge(workspace, document.id) == 1

    with workspace.read() as connection:
        left = {
            table: connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar()
            for table in (*schema.metadata.tables, "search")
            if table not in ("meta", "callbacks")  # what is of no document
        }
        assert documents.get(connection, other.id).id == other.id
    assert set(left.values()) == {1}, left
    assert not workspace.originals.has(document.originals[0].sha256)
    assert workspace.originals.has(other.originals[0].sha256)


def test_only_what_is_deleted_is_purged(workspace, taken):
    document = taken()
    assert purge(workspace, document.id, "gone") == 0
    with workspace.read() as connection:
        assert documents.get(connection, document.id) == document


def test_what_was_deleted_long_ago_expires(workspace, taken):
    old, new, kept = taken("a"), taken("b"), taken("c")
    workspace.lane.call(lambda connection: trash.put(connection, old.id, "2026-01-01T00:00:00.000Z"))
    workspace.lane.call(lambda connection: trash.put(connection, new.id, "2026-02-01T00:00:00.000Z"))
    with workspace.read() as connection:
        assert trash.expired(connection, "2026-01-15T00:00:00.000Z") == [old.id]
        assert kept.id not in trash.expired(connection, "2099")


def test_an_original_that_another_document_needs_stays(workspace, taken):
    one, two = taken("a.jpg", b"same"), taken("b.jpg", b"same")
    workspace.lane.call(lambda connection: trash.put(connection, one.id, AT))
    assert purge(workspace, one.id) == 0
    assert workspace.originals.has(two.originals[0].sha256)


def test_a_file_added_again_while_it_is_purged_stays(workspace, taken):
    document = taken("a.jpg", b"same")
    workspace.lane.call(lambda connection: trash.put(connection, document.id, AT))
    orphans = workspace.lane.call(lambda connection: trash.purge(connection, [document.id]))
    again = prepared(workspace, "a.jpg", b"same")  # finds the file, does not copy it
    workspace.lane.call(lambda connection: documents.add(connection, again, workspace.originals))
    removed = workspace.lane.call(lambda connection: trash.sweep(connection, workspace.originals, orphans))

    assert removed == 0
    assert workspace.originals.has(again.originals[0].sha256)


def test_pages_keep_their_area(workspace, folder):
    whole = prepared(workspace, "a.jpg", b"a", pages=2)
    area = Box(0.1, 0.0, 0.7, 0.25)
    document = replace(whole, pages=(replace(whole.pages[1], area=area), whole.pages[0]))
    workspace.lane.call(lambda connection: documents.add(connection, document, workspace.originals))

    with workspace.read() as connection:
        assert documents.get(connection, document.id) == document
        assert queue_rows.row(connection, document.id).first_page == document.pages[0]
