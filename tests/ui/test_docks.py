"""Queue and fields leave the page a useful width in windows of every size."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from reviewer.ui.look import fonts, theme
from reviewer.ui.main_window import MainWindow
from reviewer.ui.panels.queue_delegate import RAIL, Shape
from reviewer.ui.panels.queue_panel import QueuePanel
from reviewer.ui.viewmodels.queue import QueueViewModel
from reviewer.ui.workers.runner import Runner

SHAPES = {"wide": Shape.WIDE, "narrow": Shape.NARROW, "small": Shape.RAIL}


@pytest.fixture
def window(look, qtbot) -> MainWindow:
    made = MainWindow()
    qtbot.addWidget(made)
    runner = Runner()
    runner.close(0.1)
    queue = QueuePanel(QueueViewModel(runner, made), lambda _row: None, str, made)
    made.resized.connect(lambda: queue.set_shape(SHAPES[made.size_class()]))
    made.add_docks()
    made.fill_docks(queue, queue.head, QWidget(), QWidget())
    return made


@pytest.mark.parametrize(
    ("size", "queue", "fields", "page"),
    [
        ((1600, 1000), 296, 460, 840),
        ((1280, 720), 212, 392, 670),
        ((1024, 700), RAIL, 392, 570),
        ((960, 600), RAIL, 392, 500),
    ],
)
@pytest.mark.parametrize("before", [None, (1600, 1000), (1024, 700)])
def test_the_page_keeps_a_useful_width(window, qtbot, size, queue, fields, page, before):
    for each in (before, size) if before else (size,):
        window.resize(*each)
        window.show()
        qtbot.waitUntil(lambda each=each: window._fitted == dict.fromkeys(window._fitted, window.size_class()) != {})

    qtbot.waitUntil(lambda: (window.queue_dock.width(), window.field_dock.width()) == (queue, fields))
    qtbot.waitUntil(lambda: window.centralWidget().width() >= page)
    assert window.queue_dock.isVisible()


def test_docks_grow_with_the_text_and_leave_room_for_the_page(window, qtbot, qapp):
    window.resize(2400, 1000)
    window.show()
    qtbot.waitUntil(lambda: window.field_dock.width() == 460)
    theme.apply(qapp, "light", 1.5)
    try:
        wide = (fonts.scaled(296), fonts.scaled(460))
        assert wide > (296, 460)
        qtbot.waitUntil(lambda: (window.queue_dock.width(), window.field_dock.width()) == wide)
        window.resize(1280, 720)
        qtbot.waitUntil(lambda: window.queue_dock.width() <= 1.6 * RAIL)
        qtbot.waitUntil(lambda: window.field_dock.width() == min(576, fonts.scaled(392)))
        assert window.size_class() == "small"
    finally:
        theme.apply(qapp, "light", 1.0)


def test_files_and_folders_that_are_dropped_are_taken(window, qtbot, tmp_path):
    held = QMimeData()
    held.setUrls([QUrl.fromLocalFile(str(tmp_path)), QUrl("https://example.com/a.pdf")])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    entering = QDragEnterEvent(QPoint(5, 5), copy, held, left, Qt.KeyboardModifier.NoModifier)
    window.dragEnterEvent(entering)
    assert entering.isAccepted()
    with qtbot.waitSignal(window.dropped) as dropped:
        window.dropEvent(QDropEvent(QPointF(5, 5), copy, held, left, Qt.KeyboardModifier.NoModifier))
    assert dropped.args == [[str(tmp_path)]]
