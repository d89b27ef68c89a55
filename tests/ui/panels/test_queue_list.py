"""Very many rows: what is chosen and seen stays, and only what is looked at is read."""

from array import array

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from reviewer.domain.queue import Filter, Order, QueueRow, Sort, Span
from reviewer.domain.revision import RevisionStatus
from reviewer.services.listing import Outline
from reviewer.ui.look.current import colors
from reviewer.ui.panels.queue_panel import QueuePanel
from reviewer.ui.viewmodels.queue import QueueViewModel
from reviewer.ui.viewmodels.tab import Tab
from reviewer.ui.workers.runner import Runner

MANY = 100_000


@pytest.fixture
def queue(qtbot, look) -> QueueViewModel:
    runner = Runner()
    runner.close(0.1)
    return QueueViewModel(runner)


@pytest.fixture
def panel(queue, qtbot) -> QueuePanel:
    made = QueuePanel(queue, lambda _row: None, str)
    qtbot.addWidget(made)
    made.resize(296, 700)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    listed(queue, range(1, MANY + 1))
    return made


def listed(queue, sequences, *rows):
    """The store lists these documents now."""
    outline = Outline(queue.wanted, queue.sorting, array("q", sequences), rows, {}, False, 0)
    queue._fetching._on_outline(outline)


def row(sequence: int) -> QueueRow:
    return QueueRow(str(sequence), f"{sequence}.pdf", "receipt", RevisionStatus.PENDING, sequence)


def test_the_last_row_is_one_key_away(queue, panel, qtbot):
    panel.list.setFocus()
    qtbot.keyClick(panel.list, Qt.Key.Key_End)
    assert panel.list.currentIndex().row() == MANY - 1
    assert panel.list.indexAt(QPoint(5, panel.list.viewport().height() - 5)).row() == MANY - 1

    qtbot.keyClick(panel.list, Qt.Key.Key_PageUp)
    page = panel.list.viewport().height() // panel.list.row_height - 1
    assert panel.list.currentIndex().row() == MANY - 1 - page

    qtbot.keyClick(panel.list, Qt.Key.Key_Home)
    assert panel.list.currentIndex().row() == 0
    assert panel.list.verticalScrollBar().value() == 0


def test_rows_that_are_looked_at_are_asked_for_and_no_others(queue, panel, qtbot):
    queue._fetching._wanted_rows.clear()
    panel.list.verticalScrollBar().setValue(50_000 * panel.list.row_height)
    panel.list.viewport().repaint()
    assert list(queue._fetching._wanted_rows) == [50_000]

    queue._on_rows(tuple(row(sequence) for sequence in range(50_001, 50_101)))
    queue._fetching._wanted_rows.clear()
    panel.list.viewport().repaint()
    assert not queue._fetching._wanted_rows
    assert panel.list.indexAt(QPoint(5, 5)).data() == "50001.pdf"


def test_what_is_seen_stays_when_documents_come_and_go_above_it(queue, panel):
    panel.list.verticalScrollBar().setValue(500 * panel.list.row_height + 7)
    seen = queue.sequences([range(500, 501)])

    listed(queue, (0, -1, *range(11, MANY + 1)))

    top, offset = panel.list.first_seen()
    assert queue.sequences([range(top, top + 1)]) == seen
    assert offset == 7


def test_what_is_chosen_stays_when_documents_come_and_go(queue, panel, qtbot):
    panel.list.choose_all_of([range(100, 103), range(200, 201)])
    chosen = queue.sequences(panel.list.chosen())

    listed(queue, (*range(2, 150), *range(151, MANY + 50)))
    assert queue.sequences(panel.list.chosen()) == chosen

    listed(queue, range(MANY, 0, -1))  # all in another order
    assert set(queue.sequences(panel.list.chosen())) == set(chosen)


def test_all_are_chosen_by_a_key_and_counted(queue, panel, qtbot):
    panel.list.setFocus()
    qtbot.keyClick(panel.list, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert panel.chosen_count == MANY
    assert panel.list.chosen() == [range(MANY)]
    assert panel.head._caption.text().endswith(" chosen")

    qtbot.keyClick(panel.list, Qt.Key.Key_Escape)
    assert panel.chosen_count <= 1


def test_shift_and_arrows_choose_several_and_a_click_with_ctrl_shows_none(queue, panel, qtbot):
    queue._on_rows(tuple(row(sequence) for sequence in range(1, 21)))
    panel.list.setFocus()
    panel.list.choose(queue.index(0))
    for _ in range(2):
        qtbot.keyClick(panel.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert panel.list.chosen() == [range(3)]

    asked = []
    panel.asked.connect(asked.append)
    place = panel.list.visualRect(queue.index(5)).center()
    view, left = panel.list.viewport(), Qt.MouseButton.LeftButton
    qtbot.mouseClick(view, left, Qt.KeyboardModifier.ShiftModifier, place)
    assert (panel.chosen_count, asked) == (6, [])

    qtbot.mouseClick(view, left, pos=place)
    assert (panel.list.chosen(), asked) == ([range(5, 6)], ["6"])


def test_a_row_that_is_being_fetched_says_so(queue, panel):
    assert queue.index(70_000).data(Qt.ItemDataRole.AccessibleTextRole) == "Being fetched"
    assert queue.index(70_000).data() is None


# Filters


def test_typed_filters_count_at_once_and_become_chips(queue, panel, qtbot):
    panel.focus_search()
    qtbot.keyClicks(panel.search, "unsure:>3 gardenia")
    qtbot.waitUntil(lambda: queue.words == "gardenia")
    assert queue.filter == Filter(words="gardenia", unsure=Span(4))
    assert not panel.searching.chips.chips

    qtbot.keyClick(panel.search, Qt.Key.Key_Return)
    (chip,) = panel.searching.chips.chips
    assert (chip.text(), panel.search.text()) == ("≥ 4 to check", "gardenia")
    assert queue.filter == Filter(words="gardenia", unsure=Span(4))

    chip.click()
    assert queue.filter == Filter(words="gardenia")
    assert not panel.searching.chips.isVisible()


def test_a_status_of_another_list_leads_to_all(queue, panel):
    panel.search.setText("status:rejected")
    panel.searching._on_typed()
    assert queue.tab is Tab.ALL
    assert panel.tabs.tabText(panel.tabs.currentIndex()).startswith("All")
    assert queue.wanted.statuses == {RevisionStatus.REJECTED}


@pytest.mark.parametrize(("typed", "led"), [("reviewed:today", Tab.REVIEWED), ("status:rejected", Tab.ALL)])
def test_a_filter_leads_to_the_list_that_can_have_it_and_back(queue, panel, typed, led):
    queue.show_tab(Tab.POSTPONED)
    for text, tab in ((typed, led), ("", Tab.POSTPONED), (typed, led)):
        panel.search.setText(text)
        panel.searching._on_typed()
        assert queue.tab is tab
    queue.show_tab(Tab.REJECTED)  # whoever chooses another list stays there
    panel.search.setText("")
    panel.searching._on_typed()
    assert queue.tab is Tab.REJECTED


def test_what_is_no_filter_is_told(queue, panel, qtbot):
    panel.focus_search()
    panel.search.setText("unsure:lots")
    panel.searching._on_typed()
    assert panel.searching._hint.text() == "No such filter: unsure:lots"
    assert queue.filter == Filter()


def test_the_right_arrow_takes_what_is_offered(queue, panel, qtbot):
    panel.focus_search()
    qtbot.keyClicks(panel.search, "is:err")
    panel.searching._on_typed()
    assert panel.searching._hint.text() == "is:error"
    qtbot.keyClick(panel.search, Qt.Key.Key_Right)
    assert panel.search.text() == "is:error"


def test_chips_wrap_in_a_narrow_queue_and_none_is_wider(queue, panel, qtbot):
    panel.filter.choose(errors=True, warnings=True, failed=True, unsure=Span(1, 9))
    panel.filter.sort_by(Sort(Order.UNSURE, True))
    panel.resize(212, 700)
    QApplication.processEvents()
    bar = panel.searching.chips
    assert len({chip.y() for chip in bar.chips}) > 1
    assert all(chip.geometry().right() < bar.width() and chip.geometry().bottom() < bar.height() for chip in bar.chips)


def test_nothing_found_by_a_filter_offers_to_clear_it(queue, panel, qtbot):
    panel.filter.choose(errors=True)
    listed(queue, ())
    assert panel._empty.text() == "No document matches the filter."
    panel.clear_search()
    assert queue.filter == Filter()


def test_a_list_that_has_none_of_the_statuses_asked_for_is_empty(queue, panel):
    panel.filter.choose(statuses=frozenset({RevisionStatus.REJECTED}))
    assert queue.tab is Tab.ALL
    queue.show_tab(Tab.TO_REVIEW)
    assert queue.wanted.unsure == Span(1, 0)
    assert queue.count(Tab.TO_REVIEW) == 0


def test_what_was_chosen_among_the_current_stays_when_all_is_read_anew(queue, panel):
    queue._on_rows((row(5),))
    queue.set_current("5")
    panel.list.choose_all_of([range(10, 14)])
    chosen = queue.sequences(panel.list.chosen())

    listed(queue, range(MANY, 0, -1), row(5))

    assert set(queue.sequences(panel.list.chosen())) == set(chosen)


def test_the_row_that_has_the_focus_shows_a_ring(queue, panel, qtbot):
    rows = tuple(row(number) for number in range(1, 4))
    listed(queue, range(1, 4), *rows)
    accent = colors().accent.rgb()

    def ringed() -> list[int]:
        """The rows that are framed at their right end, where nothing else is in the accent."""
        image, height = panel.list.viewport().grab().toImage(), panel.list.row_height
        right = range(image.width() - 6, image.width())
        middles = (number * height + height // 2 for number in range(3))
        return [n for n, y in enumerate(middles) if any(image.pixel(x, y) == accent for x in right)]

    panel.focus_search()
    assert ringed() == []
    panel.focus_list()
    assert ringed() == [0]
    qtbot.keyClick(panel.list, Qt.Key.Key_Down)
    assert ringed() == [1]
