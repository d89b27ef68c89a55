"""Earlier values come beside the window: into the candidates, and into what the rules know of the sender."""

import pytest

import canned
from fakes import pages_of, receipt
from reviewer.ui.viewmodels.review import Went


def entry_of(review, field):
    return next(entry for entry in review.entries() if entry.field == field)


@pytest.fixture
def receipts(operator, tmp_path):
    """Four receipts of one shop, three of them reviewed; the last one is shown."""
    session = operator.session
    for name in "abcd":
        session.intake.take([receipt(tmp_path / f"{name}.png", salt=name)])
    operator.wait(lambda: session.queue.rowCount() == 4)
    operator.rest()
    ids = [row.id for row in operator.rows()]
    for document in ids:
        session.open(document)
        operator.wait(lambda document=document: session.document is not None and session.document.id == document)
        review = session.review.review
        review.correct(entry_of(review, "company").id, "The Olde Chandlery")
        review.correct(entry_of(review, "company_number").id, "B-4711")
        if document != ids[-1]:
            for entry in review.entries():
                review.confirm(entry.id, force=True)
            review.finish()
        operator.rest()
    session.open("")
    session.open(ids[-1])
    operator.wait(lambda: session.document is not None and session.document.id == ids[-1])
    operator.rest()
    return operator


def test_a_field_s_earlier_values_are_candidates_as_soon_as_it_is_active(receipts):
    review = receipts.review
    number = entry_of(review.review, "company_number").id
    review.select(number)
    review.correct("B-47l1")
    review.select(entry_of(review.review, "total").id)
    review.select(number)

    receipts.wait(lambda: "B-4711" in [each.text for each in receipts.session.candidates.of(number)])
    (found,) = (each for each in receipts.session.candidates.of(number) if each.text == "B-4711")
    assert found.origin.startswith("same sender, 3")


def test_a_value_that_the_sender_never_had_is_told_and_no_longer_when_it_is_corrected(receipts):
    review = receipts.review

    def told():
        return [issue.text for issue in review.issues if issue.rule == "steady"]

    assert told() == []
    review.select(entry_of(review.review, "company_number").id)
    review.correct("B-9999")
    assert told()
    assert "B-4711" in told()[0]
    review.correct("B-4711")
    assert told() == []


def test_another_sender_is_looked_up_anew(receipts):
    review = receipts.review
    company = entry_of(review.review, "company").id
    review.select(entry_of(review.review, "company_number").id)
    review.correct("B-9999")
    review.select(company)
    review.correct("Quay Stores")
    receipts.rest()
    assert not [issue for issue in review.issues if issue.rule == "steady"]

    review.select(company)
    review.correct("The Olde Chandlery")
    receipts.wait(lambda: bool([issue for issue in review.issues if issue.rule == "steady"]))


def test_what_is_new_for_its_sender_counts_as_unsure_wherever_that_is_asked(receipts, tmp_path):
    session, review = receipts.session, receipts.review
    words = canned.RECEIPT.replace("RECEIPT", "Company No: 123456-X")
    session.intake.take([pages_of(tmp_path / "e.png", words)])
    receipts.wait(lambda: session.queue.rowCount() == 2)
    receipts.rest()
    new = next(row.id for row in receipts.rows() if row.name == "e.png")
    session.open(new)
    receipts.wait(lambda: session.document is not None and session.document.id == new)
    receipts.rest()
    number = entry_of(review.review, "company_number").id
    assert review.entry(number).value.text == "123456-X"
    for entry in review.review.entries():
        if entry.id != number and entry.value.text:
            review.review.confirm(entry.id, force=True)
    review.select(entry_of(review.review, "company").id)
    review.correct("The Olde Chandlery")
    receipts.wait(lambda: bool([issue for issue in review.issues if issue.rule == "steady"]))

    assert review.review.unsure() == (number,)
    assert any("first time" in reason.text for reason in review.judgement(number).reasons)
    review.next_issue()
    assert review.current == number
    review.next_field(-1)
    told = []
    review.told.connect(lambda notice: told.append(notice.text))
    assert review.finish() is Went.STAYED
    assert review.current == number
    assert told[-1].startswith("1 value(s) still to check.")
    assert review.enter("123456-X") is Went.READY
    assert review.review.unsure() == ()
    assert review.finish() is Went.FINISHED
