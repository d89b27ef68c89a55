"""Rows are made once for each step, and only those that it changed."""

import pytest

from desks import KIND, document, entry, value
from reviewer.domain.document_type import DocumentType, FieldType
from reviewer.domain.field import Value
from reviewer.domain.revision import Entry, Revision
from reviewer.domain.step import History, Step, StepKind
from reviewer.services.review import Review
from reviewer.ui.viewmodels.rows import Rows

OTHER = DocumentType("other", "Other", fields=(FieldType("total", "Sum"), FieldType("cash", "Cash")))


def pair(number: int, label: str, text: str, confidence: float = 0.99) -> list[Entry]:
    row = f"pairs:{number}"
    return [
        Entry(f"{row}:{column}:0", "pairs", Value(words, confidence=confidence), float(number), row, column)
        for column, words in (("label", label), ("value", text))
    ]


@pytest.fixture
def review_of():
    def made(*entries: Entry) -> Review:
        revision = Revision("d", document_type=KIND.name, entries={each.id: each for each in entries})
        return Review(
            document(),
            lambda name: OTHER if name == "other" else KIND,
            revision,
            History(),
            check=lambda _revision, _kind: (),
            keep=lambda _step: None,
            operator="Ana",
        )

    return made


def test_without_a_document_there_are_none():
    assert Rows().of(None, "") == ()


def test_who_asks_again_gets_the_same(review_of):
    review, rows = review_of(entry("total", value("1", 0.5)), entry("cash", value("2", 0.5))), Rows()

    assert rows.of(review, "") is rows.of(review, "cash:0")


def test_a_step_makes_only_its_own_row_anew(review_of):
    review, rows = review_of(entry("total", value("1", 0.5)), entry("cash", value("2", 0.5))), Rows()
    total, cash = rows.of(review, "")

    review.correct("cash:0", "3")

    after = rows.of(review, "")
    assert after[0] is total
    assert (after[1].value.text, after[1].label, after[1].judgement.unsure) == ("3", cash.label, False)


def test_a_value_more_numbers_them_all(review_of):
    review, rows = review_of(entry("total", value("1", 0.5)), entry("cash", value("2", 0.5))), Rows()
    total, _ = rows.of(review, "")

    review.add_value("cash")

    after = rows.of(review, "")
    assert [(row.label, row.number) for row in after] == [("Total", 0), ("Cash", 1), ("Cash", 2)]
    assert after[0] is total


def test_another_label_is_that_of_its_pair(review_of):
    review, rows = review_of(*pair(0, "Name", "Ada"), *pair(1, "Town", "Bath")), Rows()
    _, town = rows.of(review, "")

    review.correct("pairs:0:label:0", "Surname")

    after = {row.id: row for row in rows.of(review, "")}
    assert after["pairs:0:value:0"].label == "Surname"
    assert after["pairs:1:value:0"] is town


def test_a_label_is_a_row_while_it_is_active_or_unsure(review_of):
    review, rows = review_of(*pair(0, "Name", "Ada"), *pair(1, "Town", "Bath", 0.5)), Rows()

    assert [row.id for row in rows.of(review, "")] == ["pairs:0:value:0", "pairs:1:label:0", "pairs:1:value:0"]
    assert rows.of(review, "pairs:0:label:0")[0].id == "pairs:0:label:0"
    assert rows.of(review, "")[0].id == "pairs:0:value:0"


def test_another_type_has_other_labels(review_of):
    review, rows = review_of(entry("total", value("1", 0.5)), entry("cash", value("2", 0.5))), Rows()
    rows.of(review, "")

    review.absorb(Step("t", "d", 1, StepKind.TYPE, type_before=KIND.name, type_after="other"))

    assert [row.label for row in rows.of(review, "")] == ["Sum", "Cash"]


def test_another_document_has_its_own(review_of):
    rows = Rows()
    rows.of(review_of(entry("total", value("1", 0.5))), "")

    assert [row.value.text for row in rows.of(review_of(entry("total", value("9", 0.5))), "")] == ["9"]
