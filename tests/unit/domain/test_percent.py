"""Confidences in per cent."""

import pytest

from reviewer.domain.percent import percent, whole


@pytest.mark.parametrize(
    ("confidence", "shown"), [(0.0, 0), (0.8899, 88), (0.89999, 89), (0.9, 90), (0.29, 29), (1.0, 100), (1.2, 100)]
)
def test_a_value_below_the_threshold_never_reads_as_if_at_it(confidence, shown):
    assert whole(confidence) == shown


def test_a_sentence_has_the_same_figure_as_the_row():
    assert percent(0.887) == "88\u2009%"
