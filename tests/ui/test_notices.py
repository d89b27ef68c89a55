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


def test_errors_of_one_key_are_one_and_go_together(notices):
    for text in ("The disk is full.", "The disk is still full."):
        notices.tell(Notice(text, NoticeLevel.ERROR, "Try again", print, key="full"))
    notices.tell(Notice("This PDF is damaged.", NoticeLevel.ERROR, key="other"))
    assert notices._bar.text() == "The disk is still full. (1 more)"

    notices.clear("full")

    assert notices._bar.text() == "This PDF is damaged."
