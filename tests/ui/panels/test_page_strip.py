"""The strip of pages: choosing several, following changes, dragging."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QItemSelectionModel, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent

from desks import Desk, document, entry, value
from reviewer.domain.geometry import Box
from reviewer.ui.panels.page_strip import PageStrip
from reviewer.ui.panels.page_strip_model import PAGES

HERE = Box(0.1, 0.1, 0.4, 0.13)
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def desk(qtbot, look) -> Iterator[Desk]:
    made = Desk()
    yield made
    made.close()


@pytest.fixture
def strip(desk, qtbot) -> PageStrip:
    made = PageStrip(desk.model, desk.pictures)
    qtbot.addWidget(made)
    made.resize(84, 800)
    made.chosen.connect(desk.model.show_page)
    desk.open(
        entry("total", value("8.96", 0.61, HERE)),
        entry("cash", value("50.00", 0.4, HERE, page=2)),
        of=document(5),
    )
    made.show()
    qtbot.waitExposed(made)
    return made


def numbers(strip) -> list[str]:
    return [strip.model().index(row).data() for row in range(strip.model().rowCount())]


def click(qtbot, strip, page: int, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    place = strip.visualRect(strip.model().index(page)).center()
    qtbot.mouseClick(strip.viewport(), Qt.MouseButton.LeftButton, modifier, place)


def drop(strip, place: QPoint) -> QDropEvent:
    data = QMimeData()
    data.setData(PAGES, b"")
    buttons = Qt.MouseButton.LeftButton
    event = QDropEvent(QPointF(place), Qt.DropAction.MoveAction, data, buttons, Qt.KeyboardModifier.NoModifier)
    strip.dropEvent(event)
    return event


def test_the_shown_page_is_chosen_unless_others_are(desk, strip, qtbot):
    assert strip.pages == (0,)

    click(qtbot, strip, 1)
    click(qtbot, strip, 3, SHIFT)
    assert (strip.pages, desk.model.page) == ((1, 2, 3), 3)
    click(qtbot, strip, 2, CTRL)
    assert strip.pages == (1, 3)

    desk.model.show_page(4)
    assert strip.pages == (4,)


def test_keys_choose_several(desk, strip, qtbot):
    strip.setFocus()
    qtbot.keyClick(strip, Qt.Key.Key_Down, SHIFT)
    qtbot.keyClick(strip, Qt.Key.Key_Down, SHIFT)

    assert (strip.pages, desk.model.page) == ((0, 1, 2), 2)
    strip.selectAll()
    assert strip.pages == (0, 1, 2, 3, 4)


def test_a_strip_that_is_not_seen_chooses_nothing_but_the_shown_page(desk, strip):
    strip.selectAll()
    strip.hide()

    assert strip.pages == (0,)
    desk.model.open(None, {}, {})
    assert strip.pages == ()


def test_chosen_pages_stay_chosen_when_they_move(desk, strip):
    model = strip.model()
    desk.model.show_page(2)
    strip.selectionModel().select(model.index(3), QItemSelectionModel.SelectionFlag.Select)

    desk.model.arrange(lambda review: review.move_pages([2, 3], 0))

    assert (strip.pages, desk.model.page, strip.currentIndex().row()) == ((0, 1), 0, 0)
    desk.model.undo()
    assert (strip.pages, desk.model.page) == ((2, 3), 2)


def test_rows_and_marks_follow(desk, strip):
    asked = strip.model().index(2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert asked == "Page 3, 1 to check"

    desk.model.arrange(lambda review: review.delete_pages([0, 1]))

    assert numbers(strip) == ["1", "2", "3"]
    assert strip.model().index(0).data(Qt.ItemDataRole.AccessibleTextRole) == "Page 1, 1 to check"
    assert strip.pages == (desk.model.page,) == (0,)
    desk.model.undo()
    assert numbers(strip) == ["1", "2", "3", "4", "5"]
    assert desk.model.page == 0


@pytest.mark.parametrize(("page", "below", "gap"), [(0, False, 0), (0, True, 1), (3, False, 3), (4, True, 5)])
def test_pages_are_dropped_between_others(strip, monkeypatch, qtbot, page, below, gap):
    monkeypatch.setattr(strip, "_takes", lambda _event: True)
    rect = strip.visualRect(strip.model().index(page))
    strip.verticalScrollBar().setValue(rect.top() if rect.bottom() > 800 else 0)
    rect = strip.visualRect(strip.model().index(page))
    where = rect.bottomLeft() - QPoint(0, 5) if below else rect.topLeft() + QPoint(0, 5)

    with qtbot.waitSignal(strip.dropped) as dropped:
        event = drop(strip, where + QPoint(40, 0))

    assert dropped.args == [gap]
    assert event.dropAction() is Qt.DropAction.IgnoreAction  # the list takes nothing out by itself


def test_what_is_dropped_from_elsewhere_is_left_to_the_window(strip, qtbot):
    with qtbot.assertNotEmitted(strip.dropped):
        event = drop(strip, QPoint(40, 40))
    assert not event.isAccepted()


def test_a_straightened_page_is_small_and_straight_too(desk, strip, qtbot):
    desk.model.arrange(lambda review: review.straighten({0: -2.5}))

    from reviewer.ui.panels.page_strip_delegate import ROTATION

    assert strip.model().index(0).data(ROTATION) == -2.5
    desk.thumbnails.put(desk.key(0), desk_picture())
    shot = strip.grab().toImage()
    place = strip.visualRect(strip.model().index(0))
    assert shot.pixelColor(place.center().x(), place.top() + 50).red() < 60  # the picture, not paper


def desk_picture():
    """Dark, and with no alpha, as pages come from the child."""
    from PySide6.QtGui import QImage

    image = QImage(120, 150, QImage.Format.Format_RGB32)
    image.fill(0x00202020)
    return image
