"""The pictures above the values: when they are made, and what is shown until then."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize

from desks import Desk, entry, value
from reviewer.domain.geometry import Box
from reviewer.ui.panels.strips import AT_ONCE, Strips

SIZE = QSize(300, 24)


@pytest.fixture
def desk(qtbot, look) -> Iterator[Desk]:
    made = Desk(drawing=True)
    made.open(*(entry("pairs", value(str(n), 0.5, Box(0.1, n / 20, 0.4, n / 20 + 0.02)), n) for n in range(8)))
    made.pictures.want(0)
    qtbot.waitUntil(lambda: made.pictures.ready(0))
    yield made
    made.close()


@pytest.fixture
def made(desk) -> Strips:
    return Strips(desk.model, desk.pictures)


def test_a_few_are_made_at_once_and_the_others_in_the_next_turns(desk, made, qtbot):
    rows, told = list(desk.model.rows()), []
    made.changed.connect(told.append)

    def paint():
        return [row for row in rows if made.strip(row, SIZE, False) is not None]

    assert paint() == rows[:AT_ONCE]
    qtbot.waitUntil(lambda: bool(told))
    assert told == [{row.id for row in rows[AT_ONCE:]}]
    qtbot.waitUntil(lambda: len(paint()) == len(rows))


def test_the_active_one_never_waits(desk, made):
    for row in desk.model.rows():
        made.strip(row, SIZE, False)
    assert made.strip(desk.model.rows()[-1], SIZE, True) is not None


def test_a_better_picture_of_a_page_replaces_what_was_made_of_the_one_before(desk, made):
    row = desk.model.rows()[0]
    before = made.strip(row, SIZE, True)
    made._on_arrived(1)
    assert made.strip(row, SIZE, True) is before

    made._on_arrived(0)
    after = made.strip(row, SIZE, True)
    assert after is not None
    assert after is not before


def test_until_it_is_made_anew_the_one_before_is_shown(desk, made):
    row = desk.model.rows()[0]
    before = made.strip(row, SIZE, False)
    made._left = 0
    made._on_arrived(0)
    assert made.strip(row, SIZE, False) is before


def test_nobody_waits_for_a_page_that_is_not_there(desk, made):
    desk.open(entry("total", value("9", 0.5, Box(0.1, 0.1, 0.2, 0.2), page=7)))
    (row,) = desk.model.rows()
    assert made.strip(row, SIZE, False) is None
    assert not made._later.isActive()
