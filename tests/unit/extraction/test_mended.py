import pytest

from reviewer.extraction.mended import mended


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("TOTAL 21B.70", "TOTAL 218.70"),
        ("12.645,4B EUR", "12.645,48 EUR"),
        ("l34.83", "134.83"),
        ("2O/03/2018 12:05", "20/03/2018 12:05"),
        ("10-11-20l4", "10-11-2014"),
    ],
)
def test_letters_among_the_digits_of_amounts_and_dates_are_digits(read, meant):
    assert mended(read) == meant


@pytest.mark.parametrize(
    "text", ["", "So.So", "A4-S5-12", "S12.50", "12.50SR", "v1.0.2", "8.OO", "No.12", "IG-12-34", "Sl.SO", "RB-2018"]
)
def test_what_may_be_a_word_or_a_code_stays(text):
    assert mended(text) == text
