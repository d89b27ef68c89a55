"""What was read and recognized, drafts and facts."""

import zlib

import pytest

from journals import Journal
from reviewer.domain.field import Field, Region, Row, Value
from reviewer.domain.recognition import PageReading, Recognition, RecognitionTask
from reviewer.domain.text import Line, PageText, TextSource, Word
from reviewer.errors import StoreError
from reviewer.store import drafts, meta, packing, recognitions, tasks, texts
from reviewer.store.problems import Conflict
from workspaces import AT

SQUARE = ((0.0, 0.0), (0.5, 0.0), (0.5, 0.5), (0.0, 0.5))


def page_text(page, text="word"):
    word = Word(text, SQUARE, 0.5, (0.5,) * len(text), (0.0, 1.0))
    return PageText(page, (Line((word,), SQUARE),), TextSource.ENGINE, "rapidocr", languages=("de",), skew=-0.5)


@pytest.fixture
def task(workspace, taken):
    task = RecognitionTask("t1", taken(pages=3).id)
    workspace.lane.call(lambda connection: tasks.enqueue(connection, task))
    return task


def keep(workspace, task, text):
    workspace.lane.call(lambda connection: texts.keep(connection, task.id, task.document, text))


def test_the_words_of_a_page_come_back_as_they_were(workspace, task):
    keep(workspace, task, page_text(1))
    with workspace.read() as connection:
        assert texts.latest(connection, task.document, 1) == page_text(1)
        assert texts.latest(connection, task.document, 0) is None


def test_a_task_goes_on_at_the_first_unread_page(workspace, task):
    for page in (2, 0):
        keep(workspace, task, page_text(page))
    with workspace.read() as connection:
        assert [text.page for text in texts.of_task(connection, task.id)] == [0, 2]


def test_a_page_read_again_by_the_same_task_replaces_it(workspace, task):
    keep(workspace, task, page_text(0, "old"))
    keep(workspace, task, page_text(0, "new"))
    with workspace.read() as connection:
        assert [text.text for text in texts.of_task(connection, task.id)] == ["new"]


def test_the_latest_words_of_a_page_are_of_whatever_task_read_it_last(workspace, task):
    later = RecognitionTask("t2", task.document)
    workspace.lane.call(lambda connection: tasks.enqueue(connection, later))
    keep(workspace, later, page_text(0, "later"))
    keep(workspace, task, page_text(0, "last"))
    with workspace.read() as connection:
        assert texts.latest(connection, task.document, 0).text == "last"


def test_words_follow_their_pages_and_come_back_with_them(workspace, task):
    for page in range(3):
        keep(workspace, task, page_text(page, f"words {page}"))
    places = {0: 1, 1: 0, 2: -30_003}
    workspace.lane.call(lambda connection: texts.move(connection, task.document, places))
    with workspace.read() as connection:
        assert [(text.page, text.text) for text in texts.of_task(connection, task.id)] == [
            (0, "words 1"),
            (1, "words 0"),
        ]
        assert texts.latest(connection, task.document, 1).text == "words 0"
        assert texts.latest(connection, task.document, 2) is None

    back = {after: before for before, after in places.items()}
    workspace.lane.call(lambda connection: texts.move(connection, task.document, back))
    with workspace.read() as connection:
        assert [text.text for text in texts.of_task(connection, task.id)] == ["words 0", "words 1", "words 2"]


def recognition(name, document):
    value = Value("12", confidence=0.5, regions=(Region(0, SQUARE),))
    fields = (Field("total", (value,)), Field("items", rows=(Row((Field("amount", (value,)),)),)))
    reading = PageReading(0, TextSource.TEXT_LAYER, reason="The page has its own text.")
    return Recognition(
        name, document, "receipt", "rapidocr", "3.10", ("de",), "t1", 0.9, "words", (reading,), fields, ("Blurred.",),
        {"raw": [1, {"a": None}]}, AT,
    )  # fmt: skip


def test_a_recognition_comes_back_as_it_was(workspace, task):
    first, second = recognition("r1", task.document), recognition("r2", task.document)
    for found in (first, second):
        workspace.lane.call(lambda connection, found=found: recognitions.add(connection, found))
    with workspace.read() as connection:
        assert recognitions.get(connection, "r1") == first
        assert recognitions.get(connection, "gone") is None
        assert recognitions.latest(connection, task.document) == second
        assert recognitions.latest(connection, "gone") is None


def test_a_recognition_is_never_changed(workspace, task):
    found = recognition("r1", task.document)
    workspace.lane.call(lambda connection: recognitions.add(connection, found))
    with pytest.raises(Conflict):
        workspace.lane.call(lambda connection: recognitions.add(connection, found))


def test_drafts_are_kept_until_they_are_cleared(workspace, task):
    def put(entry, text):
        workspace.lane.call(lambda connection: drafts.put(connection, task.document, entry, text, AT))

    put("total:0", "1")
    put("total:0", "12")
    put("date:0", "x")
    with workspace.read() as connection:
        assert drafts.get(connection, task.document) == {"total:0": "12", "date:0": "x"}
    workspace.lane.call(lambda connection: drafts.clear(connection, task.document, "total:0"))
    with workspace.read() as connection:
        assert drafts.get(connection, task.document) == {"date:0": "x"}
    workspace.lane.call(lambda connection: drafts.clear(connection, task.document))
    with workspace.read() as connection:
        assert drafts.get(connection, task.document) == {}


def test_facts_about_the_workspace(workspace):
    workspace.lane.call(lambda connection: meta.put(connection, "a", "1"))
    workspace.lane.call(lambda connection: meta.put(connection, "a", "2"))
    with workspace.read() as connection:
        assert meta.get(connection, "a") == "2"
        assert meta.get(connection, "b") is None


@pytest.mark.parametrize("read", [packing.unpacked_step, packing.unpacked_revision])
@pytest.mark.parametrize("body", [b"", b"no zlib", packing.packed(""), packing.packed([]), zlib.compress(b"")])
def test_damaged_logs_and_revisions_are_told(read, body):
    with pytest.raises(StoreError) as caught:
        read(body)

    assert caught.value.code == "damaged"


@pytest.mark.parametrize("number", [0, 1, 99, 100, 101, 250])
def test_long_steps_and_revisions_come_back_as_they_were(number):
    journal = Journal()
    step = journal.merge((Field("text", tuple(Value(f"a\u2028{n}\n") for n in range(number))),))

    assert packing.unpacked_step(packing.packed_step(step)) == step
    assert packing.unpacked_revision(packing.packed_revision(journal.revision)) == journal.revision


@pytest.mark.parametrize("body", [b"", b"no zlib", packing.packed({"page": "x"}), packing.packed([1])])
def test_damaged_bytes_are_told(body):
    with pytest.raises(StoreError) as caught:
        packing.unpacked(body, PageText)

    assert caught.value.code == "damaged"
