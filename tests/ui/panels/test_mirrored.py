"""A window that is laid out from the right: what is mirrored, and what stays as it is on paper."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from desks import Desk, entry, value
from reviewer.domain.geometry import Box
from reviewer.domain.queue import QueueRow
from reviewer.domain.revision import RevisionStatus
from reviewer.ui.look.current import colors
from reviewer.ui.panels import cell_painter, field_geometry
from reviewer.ui.panels.cap_button import CapButton
from reviewer.ui.panels.elided import ElidedLabel
from reviewer.ui.panels.field_geometry import Want
from reviewer.ui.panels.field_painter import FieldPainter
from reviewer.ui.panels.field_words import Shown
from reviewer.ui.panels.key_cap import paint_cap
from reviewer.ui.panels.label import Label, paragraph
from reviewer.ui.panels.queue_delegate import QueueDelegate
from reviewer.ui.viewmodels.queue import Role
from reviewer.ui.viewmodels.queue_state import State

LEFT, RIGHT = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
HERE = Box(0.1, 0.1, 0.3, 0.15)
SIZE = QSize(440, 200)
SENTENCE = "12 of 13 settled, 61\u2009%."


def painted(paint: Callable[[QPainter], object], way: Qt.LayoutDirection, size: QSize = SIZE) -> QImage:
    """What is painted in a window that is laid out from this side."""
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(colors().base)
    painter = QPainter(image)
    painter.setLayoutDirection(way)
    paint(painter)
    painter.end()
    return image


@pytest.fixture
def desk(qtbot, look) -> Iterator[Desk]:
    made = Desk()
    yield made
    made.close()


@pytest.mark.parametrize("active", [False, True])
@pytest.mark.parametrize("text", ["8.96 EUR", "100-4 (B).", "Rope & Sons, 3 %.", ""])
def test_a_field_is_painted_as_in_any_window(desk, active, text):
    desk.open(entry("total", value(text, 0.4, HERE)))
    row = desk.model.rows()[0]
    parts = field_geometry.parts(Want(SIZE.width(), active, 1, 1, True, "Is it 8 or 6?", False, False, 200))

    def paint(painter: QPainter) -> None:
        FieldPainter(painter, row, parts, Shown(active=active), lambda *_: None).paint(SIZE)

    assert painted(paint, RIGHT) == painted(paint, LEFT)


@pytest.mark.parametrize("text", ["8.96 EUR", "100-4 (B).", ""])
def test_a_cell_is_painted_as_in_any_window(desk, text):
    desk.open(entry("total", value(text, 0.4, HERE)))
    row = desk.model.rows()[0]

    def paint(painter: QPainter) -> None:
        cell_painter.paint(painter, QRect(0, 0, 200, 60), row, Shown(), lambda *_: None)

    assert painted(paint, RIGHT) == painted(paint, LEFT)


@pytest.mark.parametrize("key", ["Ctrl++", "[", "Ctrl+,"])
def test_a_key_is_not_turned_round(look, key):
    def paint(painter: QPainter) -> None:
        paint_cap(painter, QRect(10, 10, 80, 20), key)

    assert painted(paint, RIGHT) == painted(paint, LEFT)


@pytest.mark.parametrize("made", [Label, ElidedLabel, paragraph])
def test_a_sentence_stands_at_the_right_and_keeps_its_order(look, qtbot, made):
    images = []
    for way, side in ((LEFT, Qt.AlignmentFlag.AlignRight), (RIGHT, Qt.AlignmentFlag.AlignLeft)):
        label = made(SENTENCE)
        qtbot.addWidget(label)
        label.setLayoutDirection(way)
        label.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        label.resize(300, 24)
        images.append(label.grab().toImage())
    assert images[0] == images[1]


def test_a_button_keeps_the_order_of_its_words(look, qtbot):
    images = []
    for way in (LEFT, RIGHT):
        button = CapButton("Reject…")
        qtbot.addWidget(button)
        button.setLayoutDirection(way)
        button.resize(button.sizeHint())
        images.append(button.grab().toImage())
    assert images[0] == images[1]


class _Row(QModelIndex):
    """An index that knows what it shows."""

    def data(self, role: int = 0) -> object:
        row = QueueRow("1", "100_id.jpg", "receipt", RevisionStatus.PENDING, 1, unsure=3)
        return {Role.ROW: row, Role.STATE: State("", "Pending")}.get(role)


def test_a_row_of_the_queue_is_mirrored(look):
    delegate = QueueDelegate(lambda _row: None, lambda _id: True, lambda _name: "")
    images = {}
    for way in (LEFT, RIGHT):
        option = QStyleOptionViewItem()
        option.rect = QRect(0, 0, 296, 68)
        option.direction = way
        images[way] = painted(
            lambda painter, option=option: delegate.paint(painter, option, _Row()), way, QSize(296, 68)
        )
    bar = colors().accent.rgb()
    assert images[LEFT].pixel(1, 30) == bar
    assert images[RIGHT].pixel(294, 30) == bar
    doubt = colors().doubt.rgb()

    def number(image: QImage) -> list[int]:
        return [x for x in range(image.width()) if any(image.pixel(x, y) == doubt for y in range(68))]

    assert min(number(images[LEFT])) > 200
    assert max(number(images[RIGHT])) < 96
