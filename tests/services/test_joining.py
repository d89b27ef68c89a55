"""Documents that become one, and are several again; and documents split by hand."""

import pytest

from fakes import pages_of, receipt
from papers import invoice
from reviewer.domain.queue import Filter
from reviewer.domain.recognition import TaskState
from reviewer.domain.step import StepKind
from reviewer.jobs import CancelToken, silent
from reviewer.services.making import made
from reviewer.store import documents, queue, steps, tasks, trash
from reviewer.store.problems import Conflict

FIRST = invoice("HR-1", "03/02/2025", "1.00", "0.20", "1.20")
OTHER = invoice("HR-2", "04/02/2025", "2.00", "0.40", "2.40")
NOTES = "Some notes in the end"


def join(bench, *ids):
    return bench.desk.join(ids)(CancelToken(), silent)


def split(bench, document, *pages):
    return bench.desk.split(document, pages)(CancelToken(), silent)


def undo(bench, *undone):
    """As the window does it: one step in each document, in one operation."""
    takes = (made(step.document, StepKind.UNDO, "", "Ada", cancels=step.id) for step in undone)
    return bench.desk.append(*takes).result()


def redo(bench, *undos):
    again = (made(step.document, StepKind.REDO, "", "Ada", cancels=step.id) for step in undos)
    return bench.desk.append(*again).result()


def join_again(bench, step):
    """As the window does a merge again: it has the step of the open document."""
    return bench.desk.join_again(step)(CancelToken(), silent)


def purge(bench, document):
    """As if it had been deleted long ago."""
    bench.desk.workspace.lane.call(lambda connection: trash.purge(connection, [document]))


def listed(bench):
    with bench.desk.workspace.read() as connection:
        return [row.name for row in queue.listed(connection, Filter())]


def opened(bench, document):
    found = bench.opened(document)
    return found.document.pages, found.revision.entries, found.revision.status


@pytest.fixture
def two(bench, tmp_path):
    """An invoice, and one of other figures with notes."""
    first = bench.taken(pages_of(tmp_path / "a.png", FIRST))
    return first, bench.taken(pages_of(tmp_path / "b.pdf", OTHER, NOTES, own=["", ""]))


def test_the_pages_stand_one_after_the_other_with_their_words(bench, two):
    reads = len(bench.tools.reader.reads)

    found = join(bench, *two)

    whole = bench.opened(found.document)
    assert listed(bench) == ["a.png"]
    assert [original.name for original in whole.document.originals] == ["a.png", "b.pdf"]
    assert [whole.texts[page].text.split()[0] for page in range(3)] == [
        bench.opened(two[0]).texts[0].text.split()[0],
        bench.opened(two[1]).texts[0].text.split()[0],
        "Some",
    ]
    assert (found.task, len(bench.tools.reader.reads)) == (None, reads)


def test_the_first_documents_values_count_and_the_others_are_candidates(bench, two):
    entries = bench.opened(join(bench, *two).document).revision.entries

    total = entries["total:0"].value
    assert (total.text, total.regions[0].page) == ("1.20", 0)
    (other,) = [each for each in total.alternatives if each.text == "2.40"]
    assert (other.origin, other.regions[0].page) == ("b.pdf", 1)


def test_what_the_first_lacks_comes_from_the_second(bench, tmp_path):
    first = bench.taken(pages_of(tmp_path / "a.png", invoice("HR-1", "03/02/2025", "", "", "")))
    second = bench.taken(pages_of(tmp_path / "b.png", OTHER))
    assert bench.opened(first).revision.entries["total:0"].value.text == ""

    total = bench.opened(join(bench, first, second).document).revision.entries["total:0"].value

    assert (total.text, total.regions[0].page) == ("2.40", 1)


def test_what_a_person_set_counts_before_what_a_machine_read(bench, two):
    bench.review(two[1]).correct("number:0", "HR-22")

    value = bench.opened(join(bench, *two).document).revision.entries["number:0"].value

    assert (value.text, value.settled_by) == ("HR-22", "Ada")
    assert "HR-1" in {each.text for each in value.alternatives}


def test_rows_come_one_after_the_other(bench, two):
    counts = [
        len({e.row for e in bench.opened(each).revision.entries.values() if e.field == "line_items"}) for each in two
    ]

    entries = bench.opened(join(bench, *two).document).revision.entries.values()

    rows = sorted({(entry.order, entry.row) for entry in entries if entry.field == "line_items"})
    assert len(rows) == sum(counts)
    assert len({order for order, _ in rows}) == len(rows)


def test_of_another_type_only_what_a_person_set_comes_along(bench, two, tmp_path):
    slip = bench.taken(receipt(tmp_path / "c.png"))
    review = bench.review(slip)
    review.confirm("total:0")
    assert review.revision.document_type == "receipt"

    revision = bench.opened(join(bench, two[0], slip).document).revision

    assert revision.document_type == "invoice"
    assert (revision.entries["total:0"].value.text, revision.entries["total:0"].value.settled_by) == ("12.50", "Ada")
    assert not [entry for entry in revision.entries.values() if entry.field == "cash"]


def test_one_undo_brings_all_back_also_after_a_restart(start, tmp_path):
    bench = start()
    ids = [bench.taken(pages_of(tmp_path / f"{name}.png", words)) for name, words in (("a", FIRST), ("b", OTHER))]
    bench.review(ids[1]).correct("number:0", "HR-22")
    before = [opened(bench, each) for each in ids]
    found = join(bench, *ids)

    again = start()
    acts = again.desk.last_act()
    assert {step.document for step in acts} == set(ids)
    undos = undo(again, *acts)

    assert [opened(again, each) for each in ids] == before
    assert listed(again) == ["a.png", "b.png"]
    redo(again, *undos)
    assert listed(again) == ["a.png"]
    assert again.opened(found.document).revision.entries["number:0"].value.text == "HR-22"


def test_what_was_done_in_the_whole_is_there_again_after_redo(bench, two):
    found = join(bench, *two)
    bench.review(found.document).correct("number:0", "HR-9")

    redo(bench, *undo(bench, *found.steps))

    assert bench.opened(found.document).revision.entries["number:0"].value.text == "HR-9"


def test_an_unread_document_is_read_with_the_others(bench, two, tmp_path):
    (taken,) = bench.take(pages_of(tmp_path / "c.png", NOTES))
    reads = len(bench.tools.reader.reads)

    found = join(bench, *two, taken.document.id)
    bench.read(found.task)

    assert len(bench.tools.reader.reads) == reads + 1  # only the page that nobody had read
    assert len(bench.opened(found.document).texts) == 4
    undo(bench, *found.steps)
    with bench.desk.workspace.read() as connection:
        (task,) = tasks.of_document(connection, taken.document.id)
    assert task.state is TaskState.QUEUED  # it is to be read again by itself


def test_a_whole_that_is_read_again_can_be_undone(bench, two):
    found = join(bench, *two)
    before = opened(bench, found.document)

    bench.again(found.document, source="tesseract")
    assert len(bench.opened(found.document).history.done) == 1
    bench.review(found.document).undo()

    assert opened(bench, found.document) == before


def test_what_a_person_removed_does_not_come_back_by_reading(bench, two):
    def rows(document):
        entries = bench.opened(document).revision.entries.values()
        return {(e.field, e.value.regions[0].page, e.value.text) for e in entries if e.row and e.value.regions}

    for document in two:
        review = bench.review(document)
        review.remove(next(entry for entry in review.entries() if entry.row).id)
    found = join(bench, *two)
    before = rows(found.document)

    bench.again(found.document)

    assert {field for field, *_ in before} >= {"line_items"}
    assert rows(found.document) <= before


def test_finished_and_deleted_documents_and_those_being_read_are_left_alone(bench, two):
    review = bench.review(two[1])
    for entry in review.entries():
        review.confirm(entry.id, force=True)
    review.finish()
    with pytest.raises(Conflict, match=r"“b\.pdf” is finished\. Reopen it first"):
        join(bench, *two)
    bench.review(two[1]).undo()

    task = bench.desk.tasks.wish(two[1]).result()
    running = bench.desk.workspace.lane.call(lambda connection: tasks.move(connection, task, TaskState.RUNNING))
    with pytest.raises(Conflict, match=r"“b\.pdf” is still being read"):
        join(bench, *two)
    bench.desk.workspace.lane.call(lambda connection: tasks.move(connection, running, TaskState.DONE))

    bench.desk.append(made(two[1], StepKind.DELETE, "delete", "Ada")).result()
    with pytest.raises(Conflict, match=r"“b\.pdf” is deleted"):
        join(bench, *two)
    with pytest.raises(Conflict, match="One document alone"):
        join(bench, two[0], two[0])
    assert listed(bench) == ["a.png"]


def test_redoing_a_part_of_a_merge_is_refused(bench, two):
    found = join(bench, *two)
    first, *_ = undo(bench, *found.steps)

    with pytest.raises(Conflict):
        redo(bench, first)
    assert listed(bench) == ["a.png", "b.pdf"]


@pytest.mark.parametrize("by", [0, 1])
def test_a_merge_undone_before_a_restart_is_done_again_by_any_of_its_documents(start, tmp_path, by):
    bench = start()
    ids = [bench.taken(pages_of(tmp_path / f"{name}.png", words)) for name, words in (("a", FIRST), ("b", OTHER))]
    bench.review(ids[1]).correct("number:0", "HR-22")
    found = join(bench, *ids)
    review = bench.review(found.document)
    review.confirm("total:0", force=True)
    review.move_pages([1], 0)
    review.undo()
    review.redo()
    before = opened(bench, found.document)
    review.undo()
    review.undo()
    undo(bench, *found.steps)

    again = start()
    joined = join_again(again, again.opened(ids[by]).history.undone[-1])

    assert (joined.steps, joined.document) == (found.steps, found.document)
    assert listed(again) == ["a.png"]
    whole = again.review(found.document)
    whole.redo()
    whole.redo()
    assert opened(again, found.document) == before
    with pytest.raises(Conflict):
        join_again(again, found.steps[by])  # it stands


def test_a_merge_is_not_done_again_over_what_was_done_since_in_one_of_its_documents(bench, two):
    found = join(bench, *two)
    undo(bench, *found.steps)
    bench.review(two[1]).correct("number:0", "HR-22")

    with pytest.raises(Conflict, match=r"“b\.pdf” was changed after its merge was undone\. Merge the documents anew\."):
        join_again(bench, found.steps[0])

    assert listed(bench) == ["a.png", "b.pdf"]
    assert bench.opened(two[1]).revision.entries["number:0"].value.text == "HR-22"


def test_a_merge_is_not_done_again_without_one_of_its_documents(bench, two, tmp_path):
    third = bench.taken(receipt(tmp_path / "c.png"))
    found = join(bench, *two, third)
    undo(bench, *found.steps)
    bench.desk.append(made(third, StepKind.DELETE, "delete", "Ada")).result()
    purge(bench, third)

    with pytest.raises(Conflict, match="deleted for good"):
        join_again(bench, found.steps[0])
    assert listed(bench) == ["a.png", "b.pdf"]


def test_a_merge_is_not_done_again_when_the_whole_is_gone_for_good(bench, two):
    merge = join(bench, *two)
    undo(bench, *merge.steps)
    purge(bench, merge.document)

    with pytest.raises(Conflict, match=r"deleted for good\. Split or merge anew\."):
        join_again(bench, merge.steps[0])
    assert listed(bench) == ["a.png", "b.pdf"]


# Splitting by hand


def test_a_split_by_hand_makes_documents_of_these_pages(bench, two):
    whole = join(bench, *two).document

    found = split(bench, whole, (0, 2), (1,))
    for task in found.tasks:
        bench.read(task)

    parts = [bench.opened(part) for part in found.parts]
    assert [[page.index for page in part.document.pages] for part in parts] == [[0, 1], [0]]
    assert parts[0].texts[1].text.startswith("Some notes")
    assert parts[1].revision.entries["total:0"].value.text == "2.40"
    undo(bench, found.step)
    assert listed(bench) == ["a.png"]


def test_what_a_person_set_goes_to_the_part_where_it_stands_and_else_to_the_first(bench, two):
    whole = join(bench, *two).document
    review = bench.review(whole)
    review.correct("number:0", "HR-7", ())
    review.correct("total:0", "3.00")

    found = split(bench, whole, (1, 2), (0,))

    first, second = (bench.opened(part).revision.entries for part in found.parts)
    assert (first["number:0"].value.text, first["number:0"].value.regions) == ("HR-7", ())
    assert (second["total:0"].value.text, second["total:0"].value.regions[0].page) == ("3.00", 0)
    assert (found.carried, found.left) == (2, 0)


@pytest.mark.parametrize("pages", [((0,), (1,)), ((0, 1, 2), ()), ((0, 1), (1, 2)), ((0, 1, 2),), ((0, 1), (2, 3))])
def test_a_split_by_hand_is_of_all_pages_each_once(bench, two, pages):
    whole = join(bench, *two).document

    with pytest.raises(Conflict):
        split(bench, whole, *pages)
    assert listed(bench) == ["a.png"]


def test_a_split_of_an_unread_document_is_undone_with_its_reading(bench, tmp_path):
    (taken,) = bench.take(pages_of(tmp_path / "c.pdf", FIRST, NOTES, own=["", ""]))
    found = split(bench, taken.document.id, (0,), (1,))

    undo(bench, found.step)

    with bench.desk.workspace.read() as connection:
        (task,) = tasks.of_document(connection, taken.document.id)
        assert task.state is TaskState.QUEUED
        assert all(documents.get(connection, part).deleted for part in found.parts)
        assert steps.load(connection, taken.document.id)[1].done == ()


# Taking in again


def test_a_file_that_is_a_part_of_a_merge_is_known(bench, two, tmp_path):
    whole = join(bench, *two).document

    (taken,) = bench.take(pages_of(tmp_path / "b.pdf", OTHER, NOTES, own=["", ""]))

    assert (taken.known, taken.document.id, taken.parts) == (True, whole, 0)


def test_a_file_of_which_pages_were_deleted_is_known_as_one_document(bench, two, tmp_path):
    bench.review(two[1]).delete_pages([1])

    (taken,) = bench.take(pages_of(tmp_path / "b.pdf", OTHER, NOTES, own=["", ""]))

    assert (taken.known, taken.document.id, taken.parts) == (True, two[1], 0)
