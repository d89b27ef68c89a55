"""When an answer was seen."""

from PySide6.QtWidgets import QWidget

from reviewer.ui.replay.painted import Answered


def test_an_answer_is_seen_with_the_first_painting_since_it_is_whole(qtbot):
    window, whole = QWidget(), [False]
    qtbot.addWidget(window)
    answered = Answered(lambda: whole[0])
    answered.watch()
    window.show()
    qtbot.waitUntil(lambda: answered.last > 0)
    assert not answered.at

    before, whole[0] = answered.last, True
    window.update()
    qtbot.waitUntil(lambda: answered.at > 0)
    assert answered.at > before
    assert answered.last == answered.at
    answered.leave()
