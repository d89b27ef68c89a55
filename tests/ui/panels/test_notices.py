"""Notices, empty panels, heads and the status bar."""

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLabel, QMainWindow, QPushButton

from reviewer.ui.look.tokens import LIGHT
from reviewer.ui.panels.elided import ElidedLabel
from reviewer.ui.panels.empty import Empty
from reviewer.ui.panels.head import PanelHead
from reviewer.ui.panels.link import Link
from reviewer.ui.panels.notice_bar import NoticeBar, NoticeLine
from reviewer.ui.panels.status import StatusBar

MARKUP = "“<b>x</b>.pdf” was here already."


@pytest.fixture
def window(look, qtbot) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def bar(window) -> StatusBar:
    made = StatusBar()
    window.setStatusBar(made)
    window.resize(1400, 300)
    window.show()
    return made


@pytest.mark.parametrize("maker", [NoticeBar, NoticeLine])
def test_a_notice_is_plain_text_with_one_action(look, qtbot, maker):
    notice = maker()
    qtbot.addWidget(notice)
    notice.show()
    notice.show_notice(MARKUP, "Show it", "warning")
    assert notice.text() == MARKUP
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in notice.findChildren(QLabel))
    link = notice.findChild(Link)
    assert link.isVisible()
    with qtbot.waitSignal(notice.chosen):
        link.click()
    notice.show_notice("Done.")
    assert not link.isVisible()


def test_the_link_of_a_notice_follows_its_text(bar):
    line = bar.notice
    line.show_notice("Deleted.", "Undo")
    QCoreApplication.sendPostedEvents()
    short = line.findChild(Link).x()
    line.show_notice("Deleted: one document that has a rather long name.", "Undo")
    QCoreApplication.sendPostedEvents()
    link, text = line.findChild(Link), line.findChild(ElidedLabel)
    assert short < link.x() < bar.width() / 2
    assert text.shown() == text.text()


def test_a_bar_opens_no_window_and_can_be_closed(look, qtbot):
    notice = NoticeBar()
    qtbot.addWidget(notice)
    notice.show_notice("The disk is full.")
    assert not notice.isVisible()
    notice.show()
    close = [button for button in notice.children() if getattr(button, "accessibleName", str)() == "Close this notice"]
    with qtbot.waitSignal(notice.dismissed):
        close[0].click()
    assert not notice.isVisible()


@pytest.mark.parametrize(
    ("level", "role"), [("error", "error_soft"), ("warning", "doubt_soft"), ("info", "accent_soft")]
)
def test_the_ground_of_a_bar_tells_its_level(look, qtbot, level, role):
    notice = NoticeBar()
    qtbot.addWidget(notice)
    notice.show_notice("What happened. What to do.", level=level)
    notice.resize(500, 40)
    assert notice.grab().toImage().pixelColor(5, 5) == getattr(LIGHT, role)


def test_an_empty_panel_says_why_and_what_to_do(look, qtbot):
    empty = Empty("No documents yet. What you add appears here.")
    qtbot.addWidget(empty)
    empty.show()
    assert not any(link.isVisible() for link in empty.findChildren(Link))
    empty.say("This PDF is damaged.", "Open it", "Reject", icon="error", tone="error")
    first, second = empty.findChildren(Link)
    assert (first.text(), second.text()) == ("Open it", "Reject")
    with qtbot.waitSignal(empty.chosen) as chosen:
        second.click()
    assert chosen.args == [1]


def test_a_head_shows_its_caption_and_share(look, qtbot):
    head = PanelHead("Fields")
    qtbot.addWidget(head)
    head.set_caption("10 of 13 settled")
    head.add(QPushButton("x"))
    head.set_share(0.5)
    head.resize(400, head.sizeHint().height())
    head.show()
    image = head.grab().toImage()
    assert head.sizeHint().height() == 40
    assert image.pixelColor(10, 39) == LIGHT.accent
    assert image.pixelColor(390, 39) == LIGHT.line
    head.set_share(None)
    assert head.grab().toImage().pixelColor(10, 39) == LIGHT.base


def test_the_status_bar_says_that_all_stays_here_until_there_is_a_notice(bar, qtbot):
    assert bar.here.text() == "Everything stays on this computer"
    assert bar.here.isVisible()
    bar.show_notice("Mindee did not answer.", "Try now")
    assert not bar.here.isVisible()
    with qtbot.waitSignal(bar.chosen):
        bar.notice.findChild(Link).click()
    bar.clear_notice()
    assert bar.here.isVisible()
    assert bar.notice.text() == ""


@pytest.mark.parametrize(
    ("reading", "waiting", "words"),
    [
        (2, 14, "2 reading, 14 waiting"),
        (1, 0, "1 reading"),
        (0, 3, "3 waiting"),
        (0, 0, "No tasks"),
    ],
)
def test_tasks_are_told_in_words(bar, reading, waiting, words):
    bar.tasks.show_tasks(reading, waiting, 0.4)
    assert bar.tasks.accessibleName() == words


def test_tasks_lead_to_their_list(bar, qtbot):
    with qtbot.waitSignal(bar.tasks_asked):
        bar.tasks.click()


def test_a_narrow_window_drops_reviewed_today_and_shortens_the_tasks(bar, qtbot):
    bar.show_reviewed(212)
    bar.tasks.show_tasks(2, 14, 0.4)
    assert bar.reviewed.isVisible()
    wide = bar.tasks.sizeHint().width()
    bar.window().resize(1000, 300)
    qtbot.waitUntil(lambda: not bar.reviewed.isVisible())
    assert bar.tasks.sizeHint().width() < wide
    assert bar.tasks._shown() == "16"

    bar.tasks.show_tasks(0, 0)
    assert bar.tasks._shown() == "No tasks", "a bare nought says nothing"
