"""What becomes of the tones of a page."""

import pytest

from reviewer.ui.canvas.tone import Tone


def shown(tone: Tone, at: int, ink: float = 0.0, paper: float = 1.0) -> int:
    return tone.table(ink, paper)[at]


def test_nothing_is_changed_unless_it_is_asked_for():
    assert Tone().table(0.2, 0.8) == bytes(range(256))
    assert Tone().plain


@pytest.mark.parametrize(
    ("tone", "dark", "middle", "light"),
    [
        (Tone(brightness=100), 128, 255, 255),
        (Tone(brightness=-100), 0, 0, 128),
        (Tone(contrast=100), 0, 130, 255),
        (Tone(contrast=-100), 128, 128, 128),
        (Tone(inverted=True), 255, 127, 0),
    ],
    ids=["bright", "dark", "steep", "flat", "inverted"],
)
def test_each_does_what_it_says(tone, dark, middle, light):
    assert [shown(tone, at) for at in (0, 128, 255)] == [dark, middle, light]


def test_paper_and_ink_are_stretched_before_the_rest():
    tone = Tone(stretched=True, inverted=True)

    assert (shown(tone, 51, 0.2, 0.8), shown(tone, 204, 0.2, 0.8), shown(tone, 250, 0.2, 0.8)) == (255, 0, 0)


def test_tones_keep_their_order():
    table = Tone(brightness=-30, contrast=70, stretched=True).table(0.3, 0.7)

    assert list(table) == sorted(table)


def test_figures_end_at_their_limits():
    tone = Tone(brightness=95).changed(10, -500)

    assert (tone.brightness, tone.contrast) == (100, -100)
