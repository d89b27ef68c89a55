"""The words of a page, ready to be painted and found: few at once, very many beside the window."""

import pytest

from desks import entry, text, value
from reviewer.domain.geometry import Box
from reviewer.domain.text import Line, PageText
from reviewer.ui.canvas.page_view import PageView
from reviewer.ui.canvas.ready_words import AT_ONCE, ReadyWords
from reviewer.ui.canvas.words import Words

TOTAL = Box(0.6, 0.3, 0.8, 0.33)


def crowded(count: int = AT_ONCE + 1) -> PageText:
    """A page of so many words, the first of them a total."""
    few = text([("8.96", TOTAL)])
    word = few.lines[0].words[0]
    rest = text([("a", Box(0.1, 0.6, 0.11, 0.61))]).lines[0].words * (count - 1)
    return PageText(0, (Line((word, *rest), word.polygon),))


@pytest.fixture
def view(drawing_desk, qtbot) -> PageView:
    made = PageView(drawing_desk.model, drawing_desk.pictures)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def ready(drawing_desk) -> ReadyWords:
    return ReadyWords(drawing_desk.runner)


def test_most_pages_are_ready_at_once_and_made_once(ready):
    page = crowded(20)
    words = ready.of(page)
    assert words is not None
    assert ready.of(page) is words
    assert ready.of(None) is None


def test_very_many_words_are_made_ready_beside_the_window(ready, qtbot):
    page = crowded()
    with qtbot.waitSignal(ready.arrived):
        assert ready.of(page) is None
        assert ready.of(page) is None  # asked for again, made once
    words = ready.of(page)
    assert words is not None
    assert len(words.words) == AT_ONCE + 1
    assert ready.of(page) is words


def test_the_page_takes_its_words_when_they_are_ready(drawing_desk, view, qtbot):
    drawing_desk.open(entry("total", value("8.96", 0.6, TOTAL)), texts=[crowded()])
    qtbot.waitUntil(lambda: view.overlay.words is not None)
    assert view.overlay.words.at(TOTAL.center) == 0


def test_words_that_come_late_are_not_those_of_the_page_shown_by_then(drawing_desk, view, qtbot):
    late, shown = crowded(), text([("50.00", TOTAL)])
    drawing_desk.open(entry("total", value("8.96", 0.6, TOTAL)), texts=[late])
    drawing_desk.open(entry("total", value("8.96", 0.6, TOTAL)), texts=[shown])
    qtbot.waitUntil(lambda: view._words.of(late) is not None)
    assert [word.text for word in view.overlay.words.words] == ["50.00"]


def test_the_words_of_a_line_are_found_without_looking_at_all(qapp):
    words = Words(text([("a", TOTAL), ("b", TOTAL)], [("c", TOTAL)], [("d", TOTAL), ("e", TOTAL)]))
    assert [list(words.on_line(line)) for line in range(4)] == [[0, 1], [2], [3, 4], []]
