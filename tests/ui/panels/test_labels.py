"""Labels that give way, caps, chips and links."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from reviewer.ui.look import current
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.tokens import LIGHT
from reviewer.ui.panels.arc import Arc
from reviewer.ui.panels.chip import chip_size, chip_text
from reviewer.ui.panels.elided import NAME, ElidedLabel
from reviewer.ui.panels.key_cap import KeyCap
from reviewer.ui.panels.label import Label
from reviewer.ui.panels.link import Link
from reviewer.ui.panels.mark import Mark

LONG = "scan of a very long receipt name from the shop <b>around</b> the corner-0615.pdf"


def test_a_name_is_cut_in_the_middle_and_told_whole(look, qtbot):
    label = ElidedLabel(LONG, cut=NAME)
    qtbot.addWidget(label)
    label.resize(160, 20)
    label.show()
    assert "…" in label.shown()
    assert label.shown().endswith(".pdf")
    assert "around" in label.toolTip()
    assert "<b>" not in label.toolTip()
    assert label.accessibleName() == LONG


def test_a_name_that_fits_has_no_tip(look, qtbot):
    label = ElidedLabel("short.pdf")
    qtbot.addWidget(label)
    label.resize(400, 20)
    label.show()
    assert label.shown() == "short.pdf"
    assert label.toolTip() == ""
    label.setText(LONG * 3)
    assert label.toolTip() != ""


def test_an_elided_label_gives_way_to_others(look, qtbot):
    label = ElidedLabel(LONG)
    qtbot.addWidget(label)
    assert label.minimumSizeHint().width() < 80 < label.sizeHint().width()


def test_a_labels_tone_changes_its_color(look, qtbot):
    label = Label("3 to check")
    qtbot.addWidget(label)
    label.show()
    label.set_tone("doubt")
    assert label.palette().windowText().color() == LIGHT.doubt
    label.set_tone("error")
    assert label.palette().windowText().color() == LIGHT.error


def test_a_cap_shows_a_key_as_it_is_written(look, qtbot):
    cap = KeyCap("Ctrl+Return")
    qtbot.addWidget(cap)
    assert cap.label == "Ctrl+Enter"
    assert cap.accessibleName() == "Ctrl+Enter"
    wide = cap.sizeHint().width()
    cap.set_key("R")
    assert cap.sizeHint().width() < wide
    assert not cap.grab().toImage().isNull()


def test_parts_without_a_place_open_no_window(look, qtbot):
    before = set(QApplication.topLevelWidgets())
    parts = [KeyCap("F1"), Mark("tick"), KeyCap(label="Drag")]
    for part in parts:
        qtbot.addWidget(part)
        assert not part.isVisible()
    holder = QWidget()
    qtbot.addWidget(holder)
    row = QHBoxLayout(holder)
    for part in parts:
        row.addWidget(part)
    holder.show()
    assert all(part.isVisible() for part in parts)
    assert {widget for widget in QApplication.topLevelWidgets() if widget.isVisible()} - before == {holder}


def test_an_empty_part_takes_no_place(look, qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    row = QHBoxLayout(holder)
    mark = Mark()
    row.addWidget(mark)
    holder.show()
    assert not mark.isVisible()
    mark.set_icon("warning", "doubt")
    assert mark.isVisible()


def test_a_link_is_pressed_by_keys_and_is_large_enough(look, qtbot):
    link = Link("Use <i>8.95</i>")
    qtbot.addWidget(link)
    link.show()
    link.activateWindow()
    qtbot.waitUntil(link.isActiveWindow)
    link.setFocus()
    with qtbot.waitSignal(link.clicked):
        qtbot.keyClick(link, Qt.Key.Key_Space)
    assert link.sizeHint().height() >= 24
    assert link.cursor().shape() is Qt.CursorShape.PointingHandCursor


def test_an_arc_stands_still_at_first_and_when_hidden(look, qtbot):
    arc = Arc()
    qtbot.addWidget(arc)
    arc.show()
    assert arc.angle() == 0.0
    qtbot.waitUntil(lambda: arc.angle() > 0.0)
    arc.hide()
    assert arc.angle() == 0.0


def test_an_arc_stands_still_where_the_system_asks_for_it(look, qtbot):
    current.use(LIGHT, still=True)
    arc = Arc()
    qtbot.addWidget(arc)
    arc.show()
    assert not arc._timer.isActive()
    current.use(LIGHT)


def test_an_arc_that_does_not_turn_is_seen_all_the_same(look, qtbot):
    arc = Arc(turning=False)
    qtbot.addWidget(arc)
    arc.show()
    assert arc.angle() == 0.0
    assert not arc.grab().isNull()


def test_a_chip_that_does_not_fit_is_cut_short_or_left_out(look):
    title = "Indonesian identity card"
    whole = chip_size(title).width()
    assert chip_text(title, whole) == title
    shown = chip_text(title, whole - 20)
    assert shown.endswith("…")
    assert chip_size(shown).width() <= whole - 20
    assert chip_text(title, 20) == ""


class _Asked(QObject):
    """Counts how often somebody is asked to lay things out anew."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__()
        self._watched = watched
        self.times = 0
        watched.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.times += event.type() is QEvent.Type.LayoutRequest
        return False


@pytest.fixture
def laid_out(look, qtbot):
    def laid_out(*labels: QWidget) -> _Asked:
        panel = QWidget()
        row = QHBoxLayout(panel)
        for label in labels:
            row.addWidget(label, 1)
        panel.resize(400, 60)
        qtbot.addWidget(panel)
        panel.show()
        qtbot.waitExposed(panel)
        QCoreApplication.sendPostedEvents()
        return _Asked(panel)

    return laid_out


def test_a_steady_text_lays_nothing_out_anew(laid_out):
    label = ElidedLabel("3 of 9 settled", steady=True)
    asked = laid_out(label)
    label.setText("4 of 9 settled, and much more is told now")
    QCoreApplication.sendPostedEvents()
    assert (label.text(), label.accessibleName()) == ("4 of 9 settled, and much more is told now",) * 2
    assert asked.times == 0


def test_a_figure_lays_out_anew_only_what_must_make_room_for_it(laid_out):
    label = Label("8")
    label.fit()
    asked = laid_out(label)
    label.setText("9")
    QCoreApplication.sendPostedEvents()
    assert asked.times == 0
    narrow = label.width()
    label.setText("9 of very many")
    QCoreApplication.sendPostedEvents()
    assert asked.times > 0
    assert label.width() > narrow
    label.setText("9")
    QCoreApplication.sendPostedEvents()
    assert label.width() == narrow


def test_a_tone_is_that_of_the_label_whatever_it_stands_on(look, qtbot):
    panel = QWidget()
    qtbot.addWidget(panel)
    panel.setBackgroundRole(QPalette.ColorRole.Base)
    panel.setAutoFillBackground(True)
    row = QHBoxLayout(panel)
    row.addWidget(Label("■■■■", Use.TITLE, "doubt"))
    image, doubt = panel.grab().toImage(), current.colors().doubt.rgb()
    assert any(image.pixel(x, y) == doubt for x in range(image.width()) for y in range(image.height()))
