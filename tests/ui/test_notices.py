"""What happened is told in one place at a time, and no longer than it is so."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QMainWindow

from reviewer.ui.notices import Notices
from reviewer.ui.panels.link import Link
from reviewer.ui.panels.notice_bar import NoticeBar
from reviewer.ui.panels.status import StatusBar
from reviewer.ui.viewmodels.notice import Notice, NoticeLevel


@pytest.fixture
def notices(look, qtbot) -> Iterator[Notices]:
    window = QMainWindow()
    qtbot.addWidget(window)
    status, bar = StatusBar(window), NoticeBar(window)
    window.setStatusBar(status)
    window.setCentralWidget(bar)
    window.resize(1400, 300)
    window.show()
    made = Notices(status, bar, window)
    yield made
    made.close()


def test_the_link_goes_with_what_it_would_take_back(notices, qtbot):
    undone = []
    notices.tell(Notice("3 documents deleted.", action="Undo", act=lambda: undone.append("deletion"), key="deletion"))
    link = notices._status.findChild(Link)
    assert link.isVisible()

    notices.clear("deletion")  # Ctrl+Z took it back

    assert not link.isVisible()
    assert notices._status.notice.text() == ""
    link.click()
    assert undone == []


def test_what_is_over_takes_no_other_notice_along(notices):
    notices.tell(Notice("3 documents deleted.", action="Undo", act=print, key="deletion"))
    notices.tell(Notice("2 files written.", key="exported"))

    notices.clear("deletion")

    assert notices._status.notice.text() == "2 files written."


def test_a_quiet_notice_takes_no_other_one_away_and_is_in_the_list(notices):
    notices.tell(Notice("“a.jpg” is marked reviewed.", key="review"))
    notices.tell(Notice("1 file written.", key="exported", quiet=True))
    assert notices._status.notice.text() == "“a.jpg” is marked reviewed."
    assert [notice.text for notice in notices.past] == ["“a.jpg” is marked reviewed.", "1 file written."]

    notices.clear("review")
    notices.tell(Notice("2 files written.", key="exported", quiet=True))
    assert notices._status.notice.text() == "2 files written."
    notices.tell(Notice("3 files written.", key="exported", quiet=True))
    assert notices._status.notice.text() == "3 files written."


def test_errors_of_one_key_are_one_and_go_together(notices):
    for text in ("The disk is full.", "The disk is still full."):
        notices.tell(Notice(text, NoticeLevel.ERROR, "Try again", print, key="full"))
    notices.tell(Notice("This PDF is damaged.", NoticeLevel.ERROR, key="other"))
    assert notices._bar.text() == "The disk is still full. (1 more)"

    notices.clear("full")

    assert notices._bar.text() == "This PDF is damaged."


def test_several_errors_are_shown_in_a_list_and_those_with_an_action_wait(notices, qtbot):
    tried = []
    for name in ("a", "b"):
        notices.tell(Notice(f"{name}.pdf is empty.", NoticeLevel.ERROR))
    notices.tell(Notice("The disk is full.", NoticeLevel.ERROR, "Try again", lambda: tried.append(1), key="full"))
    link = notices._bar.findChild(Link)
    assert link.text() == "Show all"

    with qtbot.waitSignal(notices.all_asked):
        link.click()

    assert notices._bar.text() == "The disk is full."
    assert link.text() == "Try again"
    link.click()
    assert tried == [1]
    assert not notices._bar.isVisible()


def test_the_list_keeps_the_last_of_what_only_tells_and_every_error(notices):
    for number in (1, 2):
        notices.tell(Notice(f"Adding {number} of 2", key="adding"))
        notices.tell(Notice(f"{number}.pdf is empty.", NoticeLevel.ERROR))
    assert [notice.text for notice in notices.past] == ["1.pdf is empty.", "Adding 2 of 2", "2.pdf is empty."]


def test_what_is_told_while_the_window_goes_is_shown_nowhere(notices):
    notices.close()
    notices.tell(Notice("2 files written.", key="exported"))
    assert notices._status.notice.text() == ""
    assert not notices._soon.isActive()
