"""What explains a choice is what made it."""

from datetime import date

import pytest

from paper import page
from reviewer import document_types
from reviewer.errors import Cancelled
from reviewer.extraction.explain import Standing, explain

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


def test_each_candidate_knows_its_place_and_what_it_is_beside_the_others(explained):
    total = explained["total"]
    first, *others = total.considered
    assert first.standing is Standing.CHOSEN
    assert first.line.split() == ["TOTAL", "12.50"]
    assert len(first.regions) == 1
    assert [one.standing for one in others].count(Standing.RUNNER_UP) == 1


def test_the_runner_up_is_shown_even_when_all_before_it_say_the_same():
    text = "\n".join(["Date: 14/03/2025"] * 6 + ["15/03/2024"])
    found = explain([page(text)], document_types.load()["receipt"], today=TODAY, most=3)
    date_ = next(one for one in found if one.field == "date")
    assert [one.standing for one in date_.considered] == [Standing.CHOSEN, Standing.ALIKE, Standing.RUNNER_UP]
    assert date_.considered[-1].text == "15/03/2024"


def test_all_values_of_a_field_with_several_are_chosen():
    text = "Agreement between Ann Baker and Carl Dorn\nSigned on 14/03/2025\nDate: 14/03/2025\nDate: 15/03/2025"
    kind = document_types.load()["contract"]
    found = {one.field: one for one in explain([page(text)], kind, today=TODAY, most=9)}
    chosen = [one.text for one in found["signature_dates"].considered if one.standing is Standing.CHOSEN]
    assert len(chosen) > 1


def test_the_difference_of_two_candidates_is_that_of_their_scores(explained):
    one, *_, other = explained["total"].considered
    lead = sum(gain for _, gain in one.difference(other))
    assert lead == pytest.approx(one.score - other.score, abs=0.1)


def test_who_does_not_want_to_know_any_more_is_heard():
    def check() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        explain([page(RECEIPT)], document_types.load()["receipt"], today=TODAY, check=check)
