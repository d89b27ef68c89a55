"""Another document type: nothing is read twice, and what a person set stays."""

from fakes import receipt
from reviewer.domain.field import Source
from reviewer.jobs import CancelToken, silent


def retype(bench, document: str, name: str) -> None:
    bench.desk.retype(document, name, lambda _step: None)(CancelToken(), silent)


def entry_of(review, field: str):
    return next(entry for entry in review.entries() if entry.field == field)


def test_a_receipt_becomes_an_invoice_and_a_receipt_again(bench, tmp_path):
    document = bench.taken(receipt(tmp_path / "a.png"))
    review = bench.review(document)
    company, total, day = (entry_of(review, name) for name in ("company", "total", "date"))
    review.confirm(total.id)
    review.confirm(day.id)
    review.correct(company.id, "The Olde Chandlery Ltd")
    retype(bench, document, "invoice")

    review = bench.review(document)
    assert review.kind.name == "invoice"
    supplier = entry_of(review, "supplier").value
    assert (supplier.text, supplier.source, supplier.settled_by) == (
        "The Olde Chandlery Ltd",
        Source.CORRECTED,
        review.operator,
    )
    for before in (total, day):
        after = entry_of(review, before.field).value
        assert (after.text, after.normalized, after.settled) == (before.value.text, before.value.normalized, True)
        assert after.regions == before.value.regions
    assert "company" not in {entry.field for entry in review.entries()}

    retype(bench, document, "receipt")
    review = bench.review(document)
    assert entry_of(review, "company").value.text == "The Olde Chandlery Ltd"
    assert "supplier" not in {entry.field for entry in review.entries()}


def test_one_undo_takes_the_change_of_type_back(bench, tmp_path):
    document = bench.taken(receipt(tmp_path / "a.png"))
    review = bench.review(document)
    review.correct(entry_of(review, "company").id, "The Olde Chandlery Ltd")
    before = review.revision.entries
    retype(bench, document, "invoice")
    review = bench.review(document)
    review.undo()
    assert review.kind.name == "receipt"
    assert review.revision.entries == before
