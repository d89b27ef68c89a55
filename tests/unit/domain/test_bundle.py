"""What a bundle says of itself."""

import pytest

from reviewer.domain.bundle import Bundle, Part
from reviewer.domain.geometry import Box

LEFT, RIGHT = Box(0.0, 0.0, 0.5, 1.0), Box(0.5, 0.0, 1.0, 1.0)


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        ((Part((0, 1)), Part((2,)), Part((3, 4, 5))), "This file seems to hold 3 bills: pages 1–2, 3, 4–6."),
        ((Part((0,), LEFT), Part((0,), RIGHT)), "This page seems to hold 2 bills."),
        ((Part((1,), LEFT), Part((1,), RIGHT)), "This file seems to hold 2 bills: 2 on page 2."),
        (
            (Part((0,), LEFT), Part((0,), RIGHT), Part((1, 2))),
            "This file seems to hold 3 bills: 2 on page 1, 1 on pages 2–3.",
        ),
    ],
)
def test_it_says_how_many_and_where(parts, text):
    assert Bundle(parts, "bills").text == text
    assert Bundle(parts, "bills", "Why.").text == f"{text} Why."


def test_it_is_mixed_when_its_parts_have_no_name_in_common():
    parts = (Part((0,)), Part((1,)))

    assert Bundle(parts).mixed
    assert not Bundle(parts, "bills").mixed
