"""What documents before had: of the same sender, and of anybody where the text is alike."""

import pytest

from fakes import receipt
from reviewer.domain.earlier import Earlier
from reviewer.jobs import CancelToken, silent
from reviewer.services.earlier import MANY, Before, Many


def entry_of(review, field):
    return next(entry for entry in review.entries() if entry.field == field)


@pytest.fixture
def reviewed(bench, tmp_path):
    """Takes in a receipt, sets some of its values, and finishes it."""

    def reviewed(name, finish=True, **values):
        document = bench.taken(receipt(tmp_path / f"{name}.png", salt=name))
        review = bench.review(document)
        for field, text in {"company": "The Olde Chandlery", **values}.items():
            review.correct(entry_of(review, field).id, text)
        if finish:
            for entry in review.entries():
                review.confirm(entry.id, force=True)
            review.finish()
        return review

    return reviewed


def before(bench, review, field):
    return bench.desk.senders.values_before(review, entry_of(review, field))(CancelToken(), silent)


def test_values_of_the_same_sender_come_first_the_most_frequent_before_others(bench, reviewed):
    for name, number in (("a", "B-4711"), ("b", "B-4711"), ("c", "B-9999")):
        reviewed(name, company_number=number)
    reviewed("other", company="Quay Stores", company_number="B-4712")
    review = reviewed("now", finish=False, company_number="B-47l1")

    assert before(bench, review, "company_number") == (
        Before("B-4711", 2, True),
        Before("B-9999", 1, True),
        Before("B-4712", 1, False),
    )


def test_the_sender_itself_is_offered_as_documents_before_had_it(bench, reviewed):
    reviewed("a")
    reviewed("b")
    review = reviewed("now", finish=False, company="The Olde Chandlcry")

    assert before(bench, review, "company") == (Before("The Olde Chandlery", 2, False),)


def test_sums_and_dates_are_new_in_each_document(bench, reviewed):
    reviewed("a")
    reviewed("b")
    review = reviewed("now", finish=False)

    assert before(bench, review, "total") == ()
    assert before(bench, review, "date") == ()


def test_documents_that_are_not_reviewed_do_not_count(bench, reviewed):
    reviewed("a", finish=False, company_number="B-4711")
    review = reviewed("now", finish=False, company_number="")

    assert before(bench, review, "company_number") == ()


def test_what_a_sender_never_had_is_told_by_the_rules(bench, reviewed):
    for name in "abc":
        reviewed(name, company_number="B-4711")
    review = reviewed("now", finish=False, company_number="B-9999")
    assert not [issue for issue in review.issues if issue.rule == "steady"]

    found = bench.desk.senders.steady_values(review)(CancelToken(), silent)
    bench.desk.senders.known = {found.sender: found}
    review.recheck()

    assert (found.sender, found.documents) == ("the olde chandlery", 3)
    (issue,) = (issue for issue in review.issues if issue.rule == "steady")
    assert issue.values == (entry_of(review, "company_number").id,)
    review.correct(entry_of(review, "company_number").id, "B-4711")
    assert not [issue for issue in review.issues if issue.rule == "steady"]


def test_nothing_is_looked_for_without_a_sender(bench, reviewed):
    review = reviewed("now", finish=False, company="")

    assert bench.desk.senders.steady_values(review) is None


def test_an_unknown_sender_has_had_nothing(bench, reviewed):
    review = reviewed("now", finish=False, company="Nobody")

    found = bench.desk.senders.steady_values(review)(CancelToken(), silent)

    assert found == Earlier("nobody", 0, {})


def test_what_was_counted_over_very_many_documents_is_kept_for_a_while():
    now, asked = [0.0], []

    def look(count):
        return lambda: asked.append(count) or count

    many = Many(lambda: now[0])
    for _ in range(2):
        many.ask("few", look(12), int)
        many.ask("many", look(MANY), int)
    assert asked == [12, MANY, 12]
    now[0] += 601
    many.ask("many", look(MANY), int)
    assert asked == [12, MANY, 12, MANY]

    now[0] += 601
    many.ask("others", look(MANY), int)
    assert set(many._kept) == {"others"}  # what is too old to be used is not kept either
