"""The queue's list."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut

from reviewer.domain.queue import QueueRow
from reviewer.domain.revision import RevisionStatus
from reviewer.ui.panels.queue_panel import QueuePanel
from reviewer.ui.viewmodels.queue import QueueViewModel
from reviewer.ui.workers.runner import Runner


@pytest.fixture
def queue(qtbot, look) -> QueueViewModel:
    runner = Runner()
    runner.close(0.1)
    return QueueViewModel(runner)


def test_walking_the_queue_with_ctrl_selects_one_row(queue, qtbot):
    """With Ctrl held, Qt would add each row to the selection, and Del would delete all of them."""
    panel = QueuePanel(queue, lambda _row: None, str)
    qtbot.addWidget(panel)
    panel.show()
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    queue.beginResetModel()
    queue._rows = [row(name) for name in "abc"]
    queue.endResetModel()
    names = iter("abc")
    walk = QShortcut("Ctrl+Down", panel)
    walk.activated.connect(lambda: queue.set_current(next(names)))

    for _ in range(3):
        qtbot.keyClick(panel.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)

    assert queue.current == "c"
    assert panel.chosen() == ["c"]


def row(name: str) -> QueueRow:
    return QueueRow(
        id=name, name=f"{name}.pdf", document_type="receipt", status=RevisionStatus.PENDING, sequence=ord(name)
    )
