"""What a review teaches is kept, by document, and only of what a person looked at."""

from pathlib import Path

from sqlalchemy import select

from fakes import receipt
from reviewer.domain.lesson import Lesson
from reviewer.jobs import CancelToken, silent
from reviewer.services.learning import LearnJob
from reviewer.store import lessons, schema, trash


def learn(bench) -> int:
    return LearnJob(bench.desk.workspace, bench.desk.ledger)(CancelToken(), silent)


def lesson(bench, document: str) -> Lesson | None:
    with bench.desk.workspace.read() as connection:
        return lessons.of(connection, document)


def entry_of(review, field: str):
    return next(entry for entry in review.entries() if entry.field == field)


def reviewed(bench, path: Path, field: str = "total", text: str = "") -> str:
    """A receipt of which a person confirmed one value, or corrected it; nobody looked at the rest."""
    document = bench.taken(receipt(path))
    settle(bench.review(document), field, text)
    return document


def settle(review, field: str, text: str = "") -> None:
    entry = entry_of(review, field)
    if text:
        review.correct(entry.id, text)
    review.confirm(entry.id)
    review.finish()


def test_what_a_person_settled_is_kept_with_its_candidates(bench, tmp_path):
    document = reviewed(bench, tmp_path / "a.png")
    assert learn(bench) == 1
    kept = lesson(bench, document)
    assert kept is not None
    (example,) = kept.examples
    assert (example.field, example.recognized, example.confirmed) == ("total", "12.50", "12.50")
    assert [one.text for one in example.candidates if one.right][:1] == ["12.50"]
    assert example.candidates[0].features["label_left"] > 0


def test_a_corrected_value_keeps_what_was_read_beside_what_it_is(bench, tmp_path):
    document = reviewed(bench, tmp_path / "a.png", "company", "12 Quay Street, Ardlough")
    learn(bench)
    (example,) = lesson(bench, document).examples
    assert (example.recognized, example.confirmed) == ("THE OLDE CHANDLERY", "12 Quay Street, Ardlough")
    assert {one.text for one in example.candidates if one.right} == {"12 Quay Street, Ardlough"}


def test_a_lesson_is_drawn_once_and_again_after_another_step(bench, tmp_path):
    document = reviewed(bench, tmp_path / "a.png")
    assert (learn(bench), learn(bench)) == (1, 0)
    review = bench.review(document)
    review.reopen("it was wrong")
    assert learn(bench) == 0
    settle(review, "company", "The Chandlery")
    assert learn(bench) == 1
    assert {one.field: one.confirmed for one in lesson(bench, document).examples} == {
        "company": "The Chandlery",
        "total": "12.50",
    }


def test_what_is_not_reviewed_teaches_nothing(bench, tmp_path):
    bench.taken(receipt(tmp_path / "a.png"))
    assert learn(bench) == 0


def test_it_goes_with_its_document(bench, tmp_path):
    document = reviewed(bench, tmp_path / "a.png")
    learn(bench)
    bench.desk.workspace.lane.call(lambda connection: trash.put(connection, document, "2026-01-01T00:00:00.000Z"))
    bench.desk.workspace.lane.call(lambda connection: trash.purge(connection, [document]))
    assert lesson(bench, document) is None
    with bench.desk.workspace.read() as connection:
        assert connection.execute(select(schema.lessons)).all() == []


def test_what_a_person_wants_forgotten_is_erased_and_not_drawn_again(bench, tmp_path):
    document = reviewed(bench, tmp_path / "a.png")
    learn(bench)
    assert bench.desk.forget_lesson(document).result() is True
    assert lesson(bench, document) is None
    review = bench.review(document)
    review.reopen("once more")
    settle(review, "company", "The Chandlery")
    assert learn(bench) == 0
    assert bench.desk.forget_lesson(document).result() is False


def test_a_lesson_that_is_being_drawn_is_not_kept_when_it_is_forgotten_meanwhile(bench, tmp_path):
    document = reviewed(bench, tmp_path / "a.png")
    bench.desk.forget_lesson(document).result()
    drawn = Lesson(document, 3, "receipt")
    bench.desk.workspace.lane.call(lambda connection: lessons.keep(connection, drawn))
    assert lesson(bench, document) is None


def test_a_document_may_teach_again(bench, tmp_path):
    document = reviewed(bench, tmp_path / "a.png")
    learn(bench)
    bench.desk.forget_lesson(document).result()
    bench.desk.learn_again(document).result()
    assert learn(bench) == 1
    assert lesson(bench, document) is not None
    bench.desk.learn_again(document).result()
    assert lesson(bench, document) is not None
