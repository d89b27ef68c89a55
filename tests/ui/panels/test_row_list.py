"""A list of rows with different heights."""

from typing import ClassVar

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, QStringListModel, Qt
from PySide6.QtWidgets import QApplication, QStyledItemDelegate

from reviewer.ui.panels.row_list import RowList

HEIGHTS = [20, 50, 30, 200, 10]


class Listed(RowList):
    wanted = HEIGHTS

    changed: ClassVar[list[int]] = []

    def measured(self) -> tuple[list[int], list[int]]:
        return self.wanted, self.changed


class Noted(QStyledItemDelegate):
    """Notes which rows are painted where, and whether anybody asks it for a size."""

    def __init__(self, parent) -> None:
        super().__init__(parent)
        self.painted: dict[int, QRect] = {}
        self.asked = 0

    def paint(self, _painter, option, index) -> None:
        self.painted[index.row()] = QRect(option.rect)

    def sizeHint(self, _option, _index) -> QSize:
        self.asked += 1
        return QSize(10, 10)


@pytest.fixture
def shown(look, qtbot) -> Listed:
    made = Listed()
    qtbot.addWidget(made)
    made.setItemDelegate(Noted(made))
    made.setModel(QStringListModel([str(number) for number in range(5)], made))
    made.resize(200, 100)
    made.show()
    made.grab()
    return made


def test_rows_stand_below_each_other(shown):
    rects = [shown.visualRect(shown.model().index(number, 0)) for number in range(5)]

    assert [rect.height() for rect in rects] == HEIGHTS
    assert [rect.top() for rect in rects] == [0, 20, 70, 100, 300]
    assert shown.visualRect(shown.model().index(9, 0)).isNull()


def test_only_rows_in_view_are_painted_and_no_size_is_asked_for(shown):
    assert sorted(shown.itemDelegate().painted) == [0, 1, 2]
    assert shown.itemDelegate().painted[1] == QRect(0, 20, shown.viewport().width(), 50)
    assert shown.itemDelegate().asked == 0


def test_a_row_is_found_by_its_place(shown, qtbot):
    assert [shown.indexAt(QPoint(5, y)).row() for y in (0, 19, 20, 69, 70)] == [0, 0, 1, 1, 2]
    with qtbot.waitSignal(shown.clicked) as told:
        qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5, 75))
    assert told.args[0].row() == 2


def test_below_the_last_row_is_nothing(shown):
    shown.resize(200, 500)

    assert not shown.indexAt(QPoint(5, 310)).isValid()
    assert shown.indexAt(QPoint(5, 309)).row() == 4


def test_it_scrolls_to_its_end_and_no_further(shown):
    bar = shown.verticalScrollBar()
    assert bar.maximum() == sum(HEIGHTS) - shown.viewport().height()

    bar.setValue(bar.maximum())

    assert shown.visualRect(shown.model().index(4, 0)).bottom() == shown.viewport().rect().bottom()


@pytest.mark.parametrize("number", [0, 2, 3, 4])
def test_scrolling_to_a_row_shows_it_from_its_top(shown, number):
    for start in (0, shown.verticalScrollBar().maximum()):
        shown.verticalScrollBar().setValue(start)
        shown.scrollTo(shown.model().index(number, 0))
        rect = shown.visualRect(shown.model().index(number, 0))
        assert rect.top() >= 0
        assert rect.bottom() <= shown.viewport().rect().bottom() or rect.top() <= 40


def test_who_needs_to_know_hears_that_rows_moved(shown, qtbot):
    with qtbot.waitSignal(shown.moved):
        shown.verticalScrollBar().setValue(30)
    shown.wanted = [40, *HEIGHTS[1:]]
    with qtbot.waitSignal(shown.moved):
        shown.scheduleDelayedItemsLayout()
    assert shown.visualRect(shown.model().index(1, 0)).top() == 10


@pytest.mark.parametrize(
    ("wanted", "changed", "painted"),
    [
        ([20, 50, 30, 200, 10], [], []),
        ([20, 50, 30, 200, 10], [1], [1]),
        ([20, 40, 40, 200, 10], [1, 2], [1, 2]),
        ([20, 40, 30, 200, 10], [1], [1, 2, 3]),
        ([30, 50, 30, 200, 10], [], [0, 1, 2]),
    ],
)
def test_what_stays_as_it_was_is_not_painted_again(shown, qtbot, wanted, changed, painted):
    qtbot.waitExposed(shown)
    QApplication.processEvents()
    shown.itemDelegate().painted.clear()

    shown.wanted, shown.changed = wanted, changed
    shown.scheduleDelayedItemsLayout()
    shown.executeDelayedItemsLayout()
    QApplication.processEvents()

    assert sorted(shown.itemDelegate().painted) == painted


def test_scrolling_paints_what_comes_into_view(shown, qtbot):
    qtbot.waitExposed(shown)
    QApplication.processEvents()
    shown.itemDelegate().painted.clear()

    shown.verticalScrollBar().setValue(15)
    QApplication.processEvents()

    assert shown.itemDelegate().painted[3].top() == 100 - 15


def test_an_empty_list_is_empty(look, qtbot):
    made = Listed()
    made.wanted = []
    qtbot.addWidget(made)
    made.setModel(QStringListModel(made))
    made.show()
    made.grab()

    assert not made.indexAt(QPoint(1, 1)).isValid()
    assert made.verticalScrollBar().maximum() == 0
