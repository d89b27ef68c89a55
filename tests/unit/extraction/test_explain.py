"""What explains a choice is what made it."""

from datetime import date

import pytest

from paper import page
from reviewer import document_types
from reviewer.extraction.explain import explain

RECEIPT = """
    THE OLDE CHANDLERY
    12 Quay Street, Ardlough
    Date: 14/03/2025
    Candles          4.00
    Rope             8.50
    TOTAL           12.50
    CASH            20.00
    CHANGE           7.50
"""
TODAY = date(2025, 6, 1)


@pytest.fixture(scope="module")
def explained():
    kind = document_types.load()["receipt"]
    return {one.field: one for one in explain([page(RECEIPT)], kind, today=TODAY)}


def test_the_first_candidate_is_the_choice_and_its_parts_make_its_score(explained):
    total = explained["total"]
    assert total.considered[0].text == "12.50"
    assert "sum" in total.evidence
    assert sum(part.score for part in total.considered[0].parts) == pytest.approx(total.considered[0].score, abs=0.1)


def test_candidates_come_best_first_and_the_rest_is_counted(explained):
    total = explained["total"]
    scores = [one.score for one in total.considered]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) == 5
    assert explained["company"].others > 0


def test_a_field_that_is_not_there_has_no_confidence(explained):
    assert explained["rounding"].confidence is None
    assert explained["rounding"].missing > 0.5


def test_a_type_without_candidates_has_nothing_to_explain():
    assert explain([page(RECEIPT)], document_types.load()["plain_text"], today=TODAY) == ()
