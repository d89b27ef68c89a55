"""Splitting a document that holds several, and taking that back."""

import pytest

from fakes import SIZE, pages_of, receipt
from papers import BREAD, CANDLES, TEA, beside, going_on, invoice
from reviewer.domain.field import Region
from reviewer.domain.geometry import Box
from reviewer.domain.queue import Filter
from reviewer.domain.recognition import TaskState
from reviewer.domain.step import StepKind
from reviewer.jobs import CancelToken, silent
from reviewer.services.making import made
from reviewer.store import documents, queue, recognitions, steps, tasks
from reviewer.store.problems import Conflict

FIRST = invoice("HR-2025-0117", "03/02/2025", "100.00", "20.00", "120.00")
SECOND = (invoice("HR-2025-0131", "14/02/2025", "", "", ""), going_on("HR-2025-0131", "250.00", "50.00", "300.00"))


def split(bench, document, *, read=True):
    found = bench.desk.split(document)(CancelToken(), silent)
    for task in found.tasks if read else ():
        bench.read(task)
    return found


def undo(bench, step):
    return bench.desk.append(made(step.document, StepKind.UNDO, "", "Ada", cancels=step.id)).result()[0]


def redo(bench, undone):
    return bench.desk.append(made(undone.document, StepKind.REDO, "", "Ada", cancels=undone.id)).result()[0]


def listed(bench):
    with bench.desk.workspace.read() as connection:
        return [row.name for row in queue.listed(connection, Filter())]


@pytest.fixture
def invoices(bench, tmp_path):
    """A file of two invoices, one of them with two pages."""
    return bench.taken(pages_of(tmp_path / "post.pdf", FIRST, *SECOND, own=["", "", ""]))


@pytest.fixture
def receipts(bench, tmp_path):
    """A scan of two receipts that lay side by side."""
    return bench.taken(pages_of(tmp_path / "scan.png", beside(CANDLES, BREAD)))


# Telling


def test_a_recognition_says_what_the_file_seems_to_hold(bench, invoices):
    with bench.desk.workspace.read() as connection:
        kept = recognitions.latest(connection, invoices)

    assert [part.pages for part in kept.bundle.parts] == [(0,), (1, 2)]
    assert kept.messages == (kept.bundle.text,)
    assert kept.bundle.text == "This file seems to hold 2 invoices: pages 1, 2–3. Each has its own invoice number."


def test_the_review_has_an_issue_with_one_action(bench, invoices):
    review = bench.review(invoices)

    (issue,) = [issue for issue in review.issues if issue.action]
    assert (issue.text, issue.action) == (review.revision.bundle.text, "document.split")
    assert issue.values == ()


def test_one_receipt_is_told_to_be_nothing_else(bench, tmp_path):
    review = bench.review(bench.taken(receipt(tmp_path / "a.png")))

    assert review.revision.bundle is None
    assert not [issue for issue in review.issues if issue.action]


def test_a_reading_that_was_asked_for_can_be_undone_with_what_it_said(bench, invoices):
    bench.again(invoices, document_type="plain_text")
    review = bench.review(invoices)
    assert review.revision.bundle is None

    review.undo()

    assert bench.review(invoices).revision.bundle is not None


def test_another_type_by_hand_says_anew_what_the_file_holds(bench, invoices):
    def retype(name):
        bench.desk.retype(invoices, name, lambda _step: None)(CancelToken(), silent)
        return bench.review(invoices).revision

    assert retype("contract").bundle is None
    assert len(retype("invoice").bundle.parts) == 2


# Splitting


def test_the_parts_of_a_file_are_documents_with_its_pages(bench, invoices):
    found = split(bench, invoices)

    first, second = (bench.opened(part) for part in found.parts)
    assert [page.index for page in first.document.pages] == [0]
    assert [page.index for page in second.document.pages] == [1, 2]
    assert listed(bench) == ["post (1 of 2).pdf", "post (2 of 2).pdf"]
    assert first.revision.entries["number:0"].value.text == "HR-2025-0117"
    assert second.revision.entries["number:0"].value.text == "HR-2025-0131"
    assert second.revision.entries["total:0"].value.text == "300.00"
    assert first.revision.bundle is second.revision.bundle is None


def test_whole_pages_are_not_read_twice(bench, invoices):
    reads = len(bench.tools.reader.reads)

    split(bench, invoices)

    assert len(bench.tools.reader.reads) == reads


def test_a_part_of_a_page_is_a_page_of_its_own(bench, receipts):
    found = split(bench, receipts)

    (left,), (right,) = (bench.opened(part).document.pages for part in found.parts)
    assert (left.area.left, right.area.right) == (0.0, 1.0)
    assert left.area.right == right.area.left
    assert left.width + right.width == pytest.approx(SIZE[0], abs=1)
    assert {left.height, right.height} == {SIZE[1]}
    totals = [bench.opened(part).revision.entries["total:0"].value for part in found.parts]
    assert [total.text for total in totals] == ["12.50", "9.30"]
    assert all(x > 0.3 for x, _ in totals[1].regions[0].polygon)  # at the right of its own page
    assert len(bench.tools.reader.reads) == 3


def test_a_part_can_be_split_again(bench, tmp_path):
    document = bench.taken(pages_of(tmp_path / "scan.png", beside(CANDLES, beside(BREAD, TEA))))
    first = split(bench, document)
    pieces = [bench.opened(part).document.pages[0].area for part in first.parts]

    assert len(pieces) == 3
    assert [piece.right for piece in pieces[:-1]] == [piece.left for piece in pieces[1:]]


def test_the_parts_are_read_as_the_document_was(bench, tmp_path):
    document = bench.taken(pages_of(tmp_path / "scan.png", beside(CANDLES, BREAD)))
    bench.again(document, source="tesseract", document_type="receipt")

    found = split(bench, document, read=False)

    assert {(task.source, task.document_type, task.asked) for task in found.tasks} == {("tesseract", "receipt", False)}


def test_a_turned_page_stays_turned(bench, receipts):
    bench.review(receipts).turn([0], 90)

    found = split(bench, receipts, read=False)

    assert {bench.opened(part).document.pages[0].rotation for part in found.parts} == {90}


def test_what_does_not_seem_to_be_several_is_left_whole(bench, tmp_path):
    document = bench.taken(receipt(tmp_path / "a.png"))

    with pytest.raises(Conflict, match="does not seem to be several"):
        split(bench, document)
    assert listed(bench) == ["a.png"]


def test_a_document_that_is_read_waits(bench, invoices):
    task = bench.desk.tasks.wish(invoices).result()
    bench.desk.workspace.lane.call(lambda connection: tasks.move(connection, task, TaskState.RUNNING))

    with pytest.raises(Conflict, match="still being read"):
        split(bench, invoices)
    assert listed(bench) == ["post.pdf"]


def test_a_reading_that_waits_is_not_begun(bench, invoices):
    task = bench.desk.tasks.wish(invoices).result()

    split(bench, invoices)

    assert {task.id: task.state for task in bench.opened(invoices).tasks}[task.id] is TaskState.CANCELLED


# Undo, redo, restart


def test_one_undo_takes_it_back_whole(bench, invoices):
    found = split(bench, invoices)

    undone = undo(bench, found.step)
    assert listed(bench) == ["post.pdf"]

    redo(bench, undone)
    assert listed(bench) == ["post (1 of 2).pdf", "post (2 of 2).pdf"]
    assert bench.opened(found.parts[1]).revision.entries["total:0"].value.text == "300.00"


def test_a_split_is_the_last_act_after_a_restart(bench, invoices, start):
    found = split(bench, invoices)

    again = start()

    assert [step.id for step in again.desk.last_act()] == [found.step.id]
    assert again.opened(found.parts[1]).document.pages[0].index == 1
    undo(again, found.step)
    assert listed(again) == ["post.pdf"]


def test_areas_survive_a_restart(bench, receipts, start):
    found = split(bench, receipts, read=False)
    before = [bench.opened(part).document for part in found.parts]

    again = start()

    assert [again.opened(part).document for part in found.parts] == before
    with again.desk.workspace.read() as connection:
        rows = queue.listed(connection, Filter())
    assert [row.first_page for row in rows] == [document.pages[0] for document in before]


def test_the_log_of_a_part_tells_where_it_comes_from(bench, invoices):
    found = split(bench, invoices)

    with bench.desk.workspace.read() as connection:
        first = steps.log(connection, found.parts[0])[0]
    assert (first.kind, first.action, first.by, first.undoable) == (StepKind.SPLIT, "part", "Ada", False)
    assert bench.review(found.parts[0]).undo() is None


def open_tasks(bench, parts):
    return [task.state for part in parts for task in bench.opened(part).tasks]


def test_the_parts_of_an_undone_split_wait_for_no_reading_until_it_is_redone(bench, receipts):
    found = split(bench, receipts, read=False)

    undone = undo(bench, found.step)
    assert open_tasks(bench, found.parts) == [TaskState.CANCELLED] * 2

    redo(bench, undone)
    assert open_tasks(bench, found.parts) == [TaskState.QUEUED] * 2
    waiting = bench.desk.go_on(found.parts)(CancelToken(), silent)
    assert [task.document for task in waiting] == list(found.parts)


def test_parts_that_were_read_are_not_read_again_after_undo_and_redo(bench, receipts):
    found = split(bench, receipts)

    redo(bench, undo(bench, found.step))

    assert open_tasks(bench, found.parts) == [TaskState.DONE] * 2
    assert bench.desk.go_on(found.parts)(CancelToken(), silent) == ()


def test_a_split_that_was_undone_is_not_read_after_a_restart(bench, receipts, start):
    undo(bench, split(bench, receipts, read=False).step)

    assert start().desk.tasks.recover() == ()


# The original


def test_an_original_stays_as_long_as_a_part_needs_it(bench, invoices):
    found = split(bench, invoices)
    sha256 = bench.opened(found.parts[0]).document.originals[0].sha256

    assert bench.desk.empty_trash("9999") == 0  # the whole is purged, the parts are there
    assert bench.desk.workspace.originals.has(sha256)

    for part in found.parts:
        bench.desk.append(made(part, StepKind.DELETE, "delete", "Ada")).result()
    assert bench.desk.empty_trash("9999") == 1
    assert not bench.desk.workspace.originals.has(sha256)


def test_a_whole_is_not_lost_by_a_redo_when_its_parts_were_purged(bench, invoices):
    undone = undo(bench, split(bench, invoices).step)
    bench.desk.empty_trash("9999")

    with pytest.raises(Conflict, match=r"deleted for good\. Split or merge anew\."):
        redo(bench, undone)

    assert listed(bench) == ["post.pdf"]


def test_the_same_file_again_is_its_parts(bench, invoices, tmp_path):
    found = split(bench, invoices)

    (taken,) = bench.take(tmp_path / "post.pdf")

    assert (taken.known, taken.parts, taken.task) == (True, 2, None)
    assert taken.document.id == found.parts[0]
    assert listed(bench) == ["post (1 of 2).pdf", "post (2 of 2).pdf"]


def test_the_same_file_again_is_the_whole_when_all_its_parts_are_deleted(bench, invoices, tmp_path):
    for part in split(bench, invoices).parts:
        bench.desk.append(made(part, StepKind.DELETE, "delete", "Ada")).result()

    (taken,) = bench.take(tmp_path / "post.pdf")

    assert (taken.document.id, taken.parts) == (invoices, 0)
    assert listed(bench) == ["post.pdf"]


# What a person did before


def test_confirmed_values_go_along(bench, receipts):
    bench.review(receipts).confirm("date:0")
    date = bench.review(receipts).revision.entries["date:0"].value

    found = split(bench, receipts)

    assert (found.carried, found.left) == (1, 0)
    with_date = [part for part in found.parts if bench.opened(part).revision.entries["date:0"].value.settled]
    assert len(with_date) == 1
    value = bench.opened(with_date[0]).revision.entries["date:0"].value
    assert (value.text, value.settled_by) == (date.text, "Ada")
    x = value.regions[0].polygon[0][0]
    area = bench.opened(with_date[0]).document.pages[0].area
    assert area.left + x * area.width == pytest.approx(date.regions[0].polygon[0][0])


def test_values_of_later_pages_are_on_the_pages_of_their_part(bench, invoices):
    review = bench.review(invoices)
    later = [e for e in review.entries() if e.value.regions and e.value.regions[0].page == 2 and not e.row]
    review.confirm(later[0].id)

    found = split(bench, invoices)

    assert found.carried == 1
    values = bench.opened(found.parts[1]).revision.entries.values()
    assert [entry.value.regions[0].page for entry in values if entry.value.settled] == [1]


def test_what_was_removed_and_moved_by_hand_is_so_in_the_parts(bench, invoices):
    review = bench.review(invoices)
    rows = [entry for entry in review.entries() if entry.row and entry.value.regions]
    removed = rows[0]
    moved = next(e for e in review.entries() if e.value.regions and e.value.regions[0].page == 0 and not e.row)
    place = (Region(0, Box(0.4, 0.4, 0.5, 0.45).polygon()),)
    review.reshape(moved.id, place)
    page = removed.value.regions[0].page
    before = sum(entry.value.regions[0].page == page for entry in rows if entry.column == removed.column)
    review.remove(removed.id)

    found = split(bench, invoices)

    assert (found.carried, found.left) == (0, 0)
    part = found.parts[0 if page == 0 else 1]
    left = [
        e
        for e in bench.opened(part).revision.entries.values()
        if (e.field, e.column) == (removed.field, removed.column)
    ]
    assert len(left) == before - 1
    first = bench.opened(found.parts[0]).revision.entries.values()
    assert [entry.value.regions for entry in first if entry.value.placed_by] == [place]
    assert not bench.opened(part).history.done


def test_values_without_a_place_stay_with_the_whole(bench, receipts):
    review = bench.review(receipts)
    review.correct("number:0", "typed", ())

    found = split(bench, receipts)

    assert (found.carried, found.left) == (0, 1)
    undo(bench, found.step)
    assert bench.review(receipts).revision.entries["number:0"].value.text == "typed"


# Export


def test_parts_are_exported_under_names_of_their_own(bench, tmp_path):
    for folder in ("one", "two"):
        document = bench.taken(pages_of(tmp_path / folder / "scan.png", beside(CANDLES, BREAD), salt=folder))
        for part in split(bench, document).parts:
            bench.desk.ask_export(part).result()

    assert bench.export() == 4
    names = sorted(path.name for path in bench.desk.export_folder.iterdir())
    assert names == [
        "scan (1 of 2).json",
        "scan (1 of 2).png.json",
        "scan (2 of 2).json",
        "scan (2 of 2).png.json",
    ]


def test_the_whole_is_exported_as_a_document_no_more(bench, invoices):
    split(bench, invoices)

    with bench.desk.workspace.read() as connection:
        assert documents.get(connection, invoices).deleted
