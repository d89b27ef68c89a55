"""What a value says of itself: places, characters, confidence, doubts and alternatives."""

from datetime import date

import pytest

from paper import page
from reviewer.document_types import load
from reviewer.domain.geometry import bounds
from reviewer.domain.text import TextSource
from reviewer.extraction.extract import extract

KIND = load()["receipt"]
TODAY = date(2024, 6, 1)
SHOP = """
    LITTLE TEA SHOP LTD
    12 Garden Street
    99999 Springfield
    Tel: 000-1111

    Date: 14/03/2024
    Tea               4.00
    TOTAL RM4.00
    CASH             10.00
    CHANGE            6.00
"""


def read(text=SHOP, **how):
    fields = extract([page(text, **how)], KIND, today=TODAY).fields
    return {field.name: field.values[0] for field in fields if field.values}


def test_a_value_keeps_what_was_read():
    value = read()["date"]

    assert (value.text, value.recognized_text, value.recognized_confidence) == ("14/03/2024", "14/03/2024", 0.99)
    assert value.source == "recognized"


def test_a_region_lies_around_the_words():
    paper = page(SHOP)
    word = next(word for word in paper.words if word.text == "14/03/2024")

    (region,) = read()["date"].regions

    assert region.page == 0
    assert bounds(region.polygon) == pytest.approx(bounds(word.polygon))


def test_a_region_cuts_the_currency_off():
    paper = page(SHOP, characters=True)
    word = bounds(next(word for word in paper.words if word.text == "RM4.00").polygon)

    value = read(characters=True)["total"]
    box = bounds(value.regions[0].polygon)

    assert value.text == "4.00"
    assert box.left == pytest.approx(word.left + word.width * 2 / 6)
    assert box.right == pytest.approx(word.right)


def test_several_lines_have_a_region_each():
    value = read()["address"]

    assert value.text == "12 Garden Street\n99999 Springfield"
    assert len(value.regions) == 2


def test_characters_have_confidences_and_edges():
    value = read(characters=True)["company"]

    assert len(value.characters) == len(value.text)
    assert value.characters[value.text.index(" ")] == 1.0
    assert len(value.edges) == 2 * len(value.text)
    assert value.edges[0] == pytest.approx(0.0)
    assert value.edges[-1] == pytest.approx(1.0)
    assert list(value.edges) == sorted(value.edges)


def test_without_characters_there_are_none():
    value = read()["company"]

    assert (value.characters, value.edges) == ((), ())


def test_a_weak_character_is_named():
    value = read(characters=True, weak="14/03/2024")["date"]

    assert value.doubts[0].code == "character"
    assert value.doubts[0].at == 9
    assert "10" in value.doubts[0].text
    assert "“4”" in value.doubts[0].text


def test_the_lower_of_reading_and_choice_is_the_confidence():
    assert read(confidence=0.6)["date"].confidence == 0.6
    assert read()["company"].confidence < 0.9, "nothing confirms a company"


def test_an_unknown_reading_leaves_the_choice():
    value = read(confidence=None)["date"]

    assert value.recognized_confidence is None
    assert value.confidence is not None


def test_words_of_a_text_layer_are_certain_but_the_choice_is_not():
    values = read(confidence=None, source=TextSource.TEXT_LAYER)

    assert values["company"].recognized_confidence == 1.0
    assert values["company"].confidence < 0.9


def test_sums_that_agree_settle_amounts():
    values = read()

    for name in ("total", "cash", "change"):
        assert "sum" in values[name].evidence
        assert values[name].confidence >= 0.9


def test_two_totals_without_evidence_stay_unsure_and_name_the_runner_up():
    values = read("LITTLE SHOP\nTOTAL 88.97\nTOTAL 88.95")

    value = values["total"]
    assert value.text == "88.95"
    assert value.confidence < 0.9
    assert [doubt.code for doubt in value.doubts] == ["runner_up"]
    assert "88.97" in value.doubts[0].text
    assert value.alternatives[0].text == "88.97"
    assert value.alternatives[0].origin == "Second choice"
    assert value.alternatives[0].regions


def test_an_open_order_of_day_and_month_is_told_with_both_readings():
    value = read("LITTLE SHOP\nDate 03/04/2024\nTOTAL 4.00")["date"]

    assert value.normalized == "2024-04-03"
    assert value.confidence < 0.9
    (doubt,) = value.doubts
    assert doubt.code == "two_dates"
    assert "3 April 2024" in doubt.text
    assert "4 March 2024" in doubt.text
    assert {one.text for one in value.alternatives} >= {"2024-04-03", "2024-03-04"}


@pytest.mark.parametrize(
    "text",
    [
        "LITTLE SHOP\nDate 03/04/2024\nPrinted 25/04/2024\nTOTAL 4.00",
        "LITTLE SHOP\nDate 03/04/2024\nTOTAL RM 4.00",
        "LITTLE SHOP\nDate 03.04.2024\nTOTAL 4.00",
    ],
)
def test_another_date_a_currency_or_points_settle_the_order(text):
    value = read(text)["date"]

    assert value.normalized == "2024-04-03"
    assert "two_dates" not in [doubt.code for doubt in value.doubts]


def test_a_language_settles_the_order():
    assert read("LITTLE SHOP\nDate 03/04/2024", languages=("it",))["date"].doubts == ()
    assert read("LITTLE SHOP\nDate 03/04/2024", languages=("it", "en"))["date"].doubts != ()


def test_an_american_date_on_the_page_turns_the_others():
    value = read("LITTLE SHOP\nDate 03/04/2024\nDue 04/25/2024\nTOTAL 4.00")["date"]

    assert value.normalized == "2024-03-04"


def test_doubts_are_short():
    long = "THE " + "VERY " * 30 + "LONG NAMED SHOP"
    for values in (read(f"{long}\n{long} TWO\nTOTAL 1.00\nTOTAL 2.00\nDate 03/04/2024"), read(confidence=0.3)):
        for value in values.values():
            assert all(len(doubt.text) < 90 for doubt in value.doubts)


def test_an_empty_value_offers_what_came_nearest():
    value = read("LITTLE SHOP\nTea 4.00")["change"]

    assert value.text == ""
    assert value.confidence is None
