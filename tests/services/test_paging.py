"""Pages that are moved, deleted and brought back, as the store has them."""

import json
from pathlib import Path

import pytest

from fakes import FakeFile, pages_of, receipt
from papers import invoice
from reviewer.domain.queue import Filter
from reviewer.domain.recognition import TaskState
from reviewer.domain.step import StepKind
from reviewer.errors import ReviewerError
from reviewer.jobs import CancelToken, silent
from reviewer.services.making import made
from reviewer.store import documents, queue, recognitions, tasks, texts
from reviewer.store.problems import Conflict

COVER, NOTES = "A cover sheet about nothing", "Some notes in the end"


@pytest.fixture
def paper(bench, tmp_path):
    """A cover sheet, an invoice, notes."""
    bill = invoice("HR-2025-0117", "03/02/2025", "100.00", "20.00", "120.00")
    return bench.taken(pages_of(tmp_path / "post.pdf", COVER, bill, NOTES))


def words(bench, document: str) -> list[str]:
    """What is known of each page, as the window reads it."""
    count = len(bench.opened(document).document.pages)
    found = [bench.desk.text(document, page)(CancelToken(), silent) for page in range(count)]
    assert [text.page for text in found if text is not None] == [at for at, text in enumerate(found) if text]
    return ["" if text is None else " ".join(text.text.split()[:3]) for text in found]


def state(bench, document: str):
    """All that must be as before when everything is undone."""
    opened = bench.opened(document)
    return opened.document.pages, opened.document.originals, opened.revision.entries, words(bench, document)


def row(bench, document: str):
    with bench.desk.workspace.read() as connection:
        return next(row for row in queue.listed(connection, Filter()) if row.id == document)


def exported(bench, document: str):
    bench.desk.ask_export(document).result()
    assert bench.export() == 1
    (file,) = Path(bench.desk.export_folder).glob("*.json")
    return json.loads(file.read_bytes())


def test_pages_words_and_values_move_in_the_store_and_back_after_a_restart(start, tmp_path):
    bench = start()
    document = bench.taken(
        pages_of(tmp_path / "post.pdf", COVER, invoice("HR-1", "03/02/2025", "1.00", "0.20", "1.20"), NOTES)
    )
    before = state(bench, document)
    bench.review(document).move_pages([2], 0)
    bench.review(document).delete_pages([1])
    after = state(bench, document)

    assert [page.index for page in after[0]] == [2, 1]
    assert words(bench, document)[0].startswith("Some notes in")
    assert after[2]["total:0"].value.regions[0].page == 1
    assert row(bench, document).page_count == 2
    assert row(bench, document).first_page.index == 2

    again = start()
    assert state(again, document) == after
    again.review(document).undo()
    again.review(document).undo()
    assert state(again, document) == before
    assert row(again, document).page_count == 3

    third = start()
    third.review(document).redo()
    third.review(document).redo()
    assert state(third, document) == after


def test_a_deleted_page_takes_its_values_and_brings_them_back(bench, paper):
    before = state(bench, paper)
    review = bench.review(paper)
    review.correct("number:0", "HR-2")

    review.delete_pages([1])

    kept = bench.opened(paper).revision.entries
    assert kept["total:0"].value.text == ""
    assert (kept["number:0"].value.text, kept["number:0"].value.regions) == ("HR-2", ())
    bench.review(paper).undo()
    bench.review(paper).undo()
    assert state(bench, paper) == before


def test_a_reading_reads_the_pages_as_they_are_now(bench, paper):
    bench.review(paper).move_pages([1], 0)
    bench.review(paper).delete_pages([2])

    found = bench.again(paper, source="tesseract")

    assert words(bench, paper)[1].startswith("A cover sheet")
    assert [reading.page for reading in found.pages] == [0, 1]
    total = bench.opened(paper).revision.entries["total:0"].value
    assert (total.text, total.regions[0].page) == ("120.00", 0)


def test_a_reading_that_waits_follows_and_is_undone_with_its_pages(bench, tmp_path):
    """What was read of it before a stop goes with the pages, and what comes after is moved when that is undone."""
    bill = invoice("HR-1", "03/02/2025", "1.00", "0.20", "1.20")
    (taken,) = bench.take(pages_of(tmp_path / "post.pdf", COVER, bill))
    document = taken.document.id
    bench.review(document).move_pages([1], 0)

    bench.read(taken.task)
    assert bench.opened(document).revision.entries["total:0"].value.regions[0].page == 0

    bench.review(document).undo()
    opened = bench.opened(document)
    assert [page.index for page in opened.document.pages] == [0, 1]
    assert opened.revision.entries["total:0"].value.regions[0].page == 1
    assert words(bench, document)[0].startswith("A cover sheet")


@pytest.mark.parametrize("tried", [TaskState.RUNNING, TaskState.SUBMITTED, TaskState.UNCERTAIN])
def test_pages_stay_where_they_are_while_somebody_reads_them(bench, paper, tried):
    bench.review(paper).move_pages([2], 0)
    task = bench.desk.tasks.wish(paper).result()
    bench.desk.workspace.lane.call(lambda connection: tasks.move(connection, task, tried))

    with pytest.raises(Conflict, match="still being read"):
        bench.review(paper).delete_pages([0])
    with pytest.raises(Conflict, match="still being read"):
        bench.review(paper).undo()
    assert [page.index for page in bench.opened(paper).document.pages] == [2, 0, 1]


def test_a_page_can_be_turned_while_it_is_read(bench, paper):
    task = bench.desk.tasks.wish(paper).result()
    bench.desk.workspace.lane.call(lambda connection: tasks.move(connection, task, TaskState.RUNNING))

    bench.review(paper).straighten({1: -0.5})

    assert [page.skew for page in bench.opened(paper).document.pages] == [0.0, -0.5, 0.0]


def test_an_engine_is_told_how_a_page_was_straightened(bench, paper):
    bench.review(paper).straighten({1: -1.5})

    bench.again(paper, source="tesseract")

    assert [hints.skew for _page, hints in bench.tools.reader.reads[-3:]] == [None, 1.5, None]


def test_two_windows_do_not_arrange_each_others_pages(bench, paper):
    first, second = bench.review(paper), bench.review(paper)
    first.delete_pages([0])

    with pytest.raises(ReviewerError):
        second.delete_pages([2])
    assert [page.index for page in bench.opened(paper).document.pages] == [1, 2]


def test_a_step_about_other_pages_is_refused(bench, paper):
    review = bench.review(paper)
    step = review.move_pages([2], 0)
    late = made(paper, StepKind.PAGES, "move", "Ada", arrangement=step.arrangement)
    review.delete_pages([0])

    with pytest.raises(Conflict, match="changed in the meantime"):
        bench.desk.append(late).result()


def test_the_corrected_json_says_which_page_is_which(bench, paper):
    bench.review(paper).move_pages([1], 0)
    bench.review(paper).delete_pages([2])

    found = exported(bench, paper)

    assert [(page["index"], page["original_index"]) for page in found["pages"]] == [(0, 1), (1, 0)]
    assert found["document"]["page_count"] == 2
    assert found["fields"]["total"][0]["regions"][0]["page"] == 0
    with bench.desk.workspace.read() as connection:
        counted = {reading.page: reading.words for reading in recognitions.latest(connection, paper).pages}
    assert [(reading["page"], reading["words"]) for reading in found["recognition"]["pages"]] == [
        (0, counted[1]),
        (1, counted[0]),
    ]

    bench.review(paper).undo()
    bench.review(paper).undo()
    pages = exported(bench, paper)["recognition"]["pages"]
    assert [reading["words"] for reading in pages] == [counted[0], counted[1], counted[2]]


def test_another_type_is_found_on_the_pages_as_they_are(bench, paper):
    bench.review(paper).move_pages([1], 0)

    bench.desk.retype(paper, "receipt", lambda _step: None)(CancelToken(), silent)
    bench.desk.retype(paper, "invoice", lambda _step: None)(CancelToken(), silent)

    assert bench.opened(paper).revision.entries["total:0"].value.regions[0].page == 0


def test_a_file_whose_pages_were_deleted_is_kept_as_long_as_they_can_come_back(bench, tmp_path):
    first, second = bench.taken(receipt(tmp_path / "a.png")), bench.taken(receipt(tmp_path / "b.png", total="9.00"))
    whole = bench.desk.join((first, second))(CancelToken(), silent).document
    lost = bench.opened(whole).document.pages[1].original
    bench.review(whole).delete_pages([1])
    assert [original.name for original in bench.opened(whole).document.originals] == ["a.png"]

    bench.desk.workspace.lane.call(lambda connection: documents_gone(connection, first, second))
    bench.desk.empty_trash("2999")

    assert bench.desk.workspace.originals.has(lost)
    with bench.desk.workspace.read() as connection:
        assert documents.find(connection, lost) is None  # it may be taken in again
    bench.review(whole).undo()
    assert bench.opened(whole).document.pages[1].original == lost


def documents_gone(connection, *gone: str) -> None:
    """What was merged was deleted long ago."""
    with_pages = [document for document in gone if documents.get(connection, document).deleted]
    assert len(with_pages) == len(gone)


def test_words_of_an_older_reading_follow_too(bench, paper):
    bench.again(paper, source="tesseract")
    bench.review(paper).move_pages([0], 3)
    with bench.desk.workspace.read() as connection:
        for task in tasks.of_document(connection, paper):
            assert [text.text.split()[0] for text in texts.of_task(connection, task.id)][1:] == ["Some", "A"]


def test_a_locked_file_is_arranged_without_its_password(bench, tmp_path):
    path = FakeFile((COVER, NOTES), password="tea").write(tmp_path / "locked.pdf")
    bench.desk.passwords.offer("tea")
    document = bench.taken(path)
    bench.desk.passwords = type(bench.desk.passwords)()

    bench.review(document).move_pages([1], 0)

    assert [page.index for page in bench.opened(document).document.pages] == [1, 0]
