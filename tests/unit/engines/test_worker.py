"""What the reader child answers with."""

import pytest

from reviewer.domain.geometry import Box
from reviewer.domain.text import Line, Word
from reviewer.engines import worker
from reviewer.engines._choose import Choice
from reviewer.engines._messages import Read
from reviewer.engines._reading import Reading
from reviewer.processes import limits
from reviewer.processes.memory import Pixels

BOX = Box(0.1, 0.1, 0.2, 0.2).polygon()
WORD = Word("ab", BOX, 0.9, (0.9, 0.95), (0.0, 0.5, 0.5, 1.0))


def answered(words):
    reading = Reading((Line((WORD,) * words, BOX),))
    return worker._answer(Read(Pixels("", 10, 10, 40)), Choice("rapidocr", "It is there."), "1", reading, False, "")


@pytest.mark.parametrize(("words", "kept"), [(5, True), (6, False)])
def test_of_very_many_letters_what_is_known_of_each_is_left_out(words, kept, monkeypatch):
    monkeypatch.setattr(limits, "PLACED_LETTERS", 10)
    page = answered(words)

    assert page.text == " ".join(["ab"] * words)
    assert {word.confidence for word in page.words} == {0.9}
    assert all(bool(word.characters) is bool(word.edges) is kept for word in page.words)
