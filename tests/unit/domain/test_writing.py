import pytest

from reviewer.domain.writing import balance, has_left, runs_left


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("שלום world", True),
        ("12 (שלום)", True),
        ("مرحبا", True),
        ("Hello שלום", False),
        ("12.50", False),
        ("", False),
        ("Привет", False),
    ],
)
def test_the_first_letter_tells_which_way_a_text_runs(text, expected):
    assert runs_left(text) is expected


def test_letters_of_both_ways_are_counted():
    assert has_left("abc שלום")
    assert not has_left("Grüße, 12.50 €")
    assert balance("abc שלום 12") == -1
