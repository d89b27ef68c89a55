"""Reading again what a person has worked on: a page, a document; the whole is one undo, also after a restart."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from fakes import PowerCut, pages_of
from journals import few
from reviewer.domain.field import Mark
from reviewer.domain.revision import Revision
from reviewer.domain.step import StepKind
from reviewer.services.making import made
from reviewer.services.review import Review
from reviewer.store import documents, steps, texts

THREE = ("Alpha", "Beta", "Gamma")


def words(review: Review) -> list[str]:
    return [entry.value.text for entry in review.entries()]


shout = str.upper


def test_one_page_is_read_again_and_the_others_keep_their_words(bench, tmp_path):
    document = bench.taken(pages_of(tmp_path / "a.png", *THREE))
    bench.tools.reader.change = shout
    read = len(bench.tools.reader.reads)

    bench.again(document, pages=(1,))

    review = bench.review(document)
    assert words(review) == ["Alpha", "BETA", "Gamma"]
    assert [page for page, _ in bench.tools.reader.reads[read:]] == [1]
    review.undo()
    assert words(review) == list(THREE)


def test_a_page_that_is_read_again_contradicts_what_was_set_there(bench, tmp_path):
    document = bench.taken(pages_of(tmp_path / "a.png", *THREE))
    review = bench.review(document)
    review.correct("text:1", "Bravo")
    review.confirm("text:2")
    bench.tools.reader.change = shout

    bench.again(document, pages=(1,))

    review = bench.review(document)
    assert words(review) == ["Alpha", "Bravo", "Gamma"]
    assert review.conflicts() == ("text:1",)
    assert review.revision.entries["text:1"].value.conflict.text == "BETA"
    review.undo()
    assert review.conflicts() == ()


def test_a_long_document_that_is_read_again_is_one_step_also_when_it_was_interrupted(start, tmp_path):
    bench = start()
    document = bench.taken(pages_of(tmp_path / "a.png", *THREE))
    review = bench.review(document)
    review.correct("text:0", "Alfa")
    task = bench.desk.tasks.wish(document).result()
    seen = []

    def dies(lines):
        seen.append(lines)
        if len(seen) == 3:
            raise PowerCut
        return shout(lines)

    bench.tools.reader.change = dies
    with pytest.raises(PowerCut):
        bench.read(task)

    bench = start()
    bench.tools.reader.change = shout
    (task,) = bench.desk.tasks.recover()
    before = bench.review(document).revision
    bench.read(task)

    review = bench.review(document)
    assert words(review) == ["Alfa", "BETA", "GAMMA"]
    review = start().review(document)
    review.undo()
    assert replace(review.revision, steps=before.steps) == before
    assert words(review) == ["Alfa", "Beta", "Gamma"]
    review.redo()
    assert words(review) == ["Alfa", "BETA", "GAMMA"]


def test_what_was_marked_or_removed_stays_so(bench, tmp_path):
    document = bench.taken(pages_of(tmp_path / "a.png", *THREE))
    review = bench.review(document)
    review.mark("text:0", Mark.UNREADABLE)
    review.remove("text:1")
    bench.tools.reader.change = shout

    bench.again(document)

    review = bench.review(document)
    assert [(entry.value.text, entry.value.mark) for entry in review.entries()] == [
        ("", Mark.UNREADABLE),
        ("GAMMA", None),
    ]


# Undo and redo, in any order, over documents and restarts


_acts = st.sampled_from(
    [
        "correct",
        "confirm",
        "mark",
        "remove",
        "add",
        "turn",
        "postpone",
        "reopen",
        "finish",
        "reread",
        "undo",
        "redo",
        "anew",
    ]
)


@settings(few, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(st.tuples(_acts, st.integers(0, 4)), max_size=25))
def test_whatever_is_done_undo_leads_back_through_all_of_it(bench, tmp_path, storm):
    count = len(list(tmp_path.glob("*.png")))
    document = bench.taken(pages_of(tmp_path / f"{count}.png", *THREE, str(count)))
    reader = bench.tools.reader
    reader.change = lambda lines: lines
    review = bench.review(document)
    before = [seen(review)]
    after: list[object] = []
    for act, number in storm:
        steps_before = review.history.done
        if act == "reread":
            reader.change = [shout, str.lower, lambda lines: lines][number % 3]
            bench.again(document)
            assert review.absorb(bench.merges[-1])
        elif act == "anew":
            review = same(bench.review(document), review)
        elif act == "undo":
            if review.undo() is not None:
                after.append(before.pop())
                assert seen(review) == before[-1]
        elif act == "redo":
            if review.redo() is not None:
                before.append(after.pop())
                assert seen(review) == before[-1]
        else:
            do(review, act, number)
        if act not in ("undo", "redo", "anew") and review.history.done != steps_before:
            before.append(seen(review))
            after.clear()
    review = same(bench.review(document), review)
    while len(before) > 1:
        before.pop()
        assert review.undo() is not None
        assert seen(review) == before[-1]
    assert review.undo() is None


def same(opened: Review, review: Review) -> Review:
    """What the store has is what the window shows."""
    assert opened.revision == review.revision
    assert [step.id for step in opened.history.done] == [step.id for step in review.history.done]
    assert [page.rotation for page in opened.document.pages] == [page.rotation for page in review.document.pages]
    return opened


def seen(review: Review) -> tuple[Revision, list[int]]:
    return replace(review.revision, steps=0), [page.rotation for page in review.document.pages]


DOES = {
    "finish": lambda review, _entry, _number: review.finish(),
    "add": lambda review, _entry, _number: review.add_value("text"),
    "correct": lambda review, entry, number: review.correct(entry, f"by hand {number}"),
    "confirm": lambda review, entry, _number: review.confirm(entry, force=True),
    "mark": lambda review, entry, _number: review.mark(entry, Mark.BLANK),
    "remove": lambda review, entry, _number: review.remove(entry),
}


def do(review: Review, act: str, number: int) -> None:
    """Something that an operator may do now, or nothing."""
    ids = [entry.id for entry in review.entries()]
    if act == "turn":
        review.turn([number % 3], 90)
    elif act == "postpone":
        review.postpone("why")
    elif act == "reopen":
        review.reopen("why")
    elif review.writable and (ids or act in ("finish", "add")):
        DOES[act](review, ids[number % len(ids)] if ids else "", number)


def test_a_bulk_action_is_undone_in_each_of_its_documents(bench, tmp_path):
    first, second = (bench.taken(pages_of(tmp_path / f"{name}.png", name)) for name in ("a", "b"))
    acts = [made(document, StepKind.DELETE, "delete", "Ada", bulk="b") for document in (first, second)]
    bench.desk.append(*acts).result()
    assert [step.document for step in bench.desk.last_act()] == [first, second]

    undos = [made(step.document, StepKind.UNDO, "", "Ada", cancels=step.id) for step in bench.desk.last_act()]
    bench.desk.append(*undos).result()

    with bench.desk.workspace.read() as connection:
        assert not any(documents.get(connection, document).deleted for document in (first, second))
        assert steps.last(connection) is None
        assert texts.latest(connection, first, 0) is not None
