"""The pop-over that makes a page brighter."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from desks import Desk, document
from reviewer.ui.canvas.tone import Tone
from reviewer.ui.look.current import colors
from reviewer.ui.panels.picture_sliders import PictureSliders, spoken

K = Qt.Key


@pytest.fixture
def desk(qtbot, look):
    made = Desk()
    made.pictures.open(document(), None)
    yield made
    made.close()


@pytest.fixture
def page(qtbot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(500, 400)
    made.show()
    return made


@pytest.fixture
def sliders(desk, page, qtbot) -> PictureSliders:
    made = PictureSliders(desk.pictures, page)
    qtbot.addWidget(made)
    made.toggle(page, page)
    yield made
    made.hide()


def test_keys_move_the_sliders_and_the_picture_follows(desk, sliders):
    assert sliders.brightness.hasFocus()
    QTest.keyClick(sliders.brightness, K.Key_Right)
    QTest.keyClick(sliders.brightness, K.Key_PageUp)
    QTest.keyClick(sliders.contrast, K.Key_Left)
    QTest.keyClick(sliders.inverted, K.Key_Space)

    assert desk.pictures.tone == Tone(25, -5, inverted=True)


def test_it_shows_what_was_asked_for_elsewhere(desk, sliders):
    desk.pictures.set_tone(Tone(-30, 40, stretched=True))

    assert (sliders.brightness.value(), sliders.contrast.value()) == (-30, 40)
    assert sliders.stretched.isChecked()
    assert desk.pictures.tone == Tone(-30, 40, stretched=True), "showing it asks for nothing"


def test_reset_shows_the_picture_as_it_is(desk, sliders):
    assert not sliders.reset.isEnabled()
    desk.pictures.set_tone(Tone(-30, 40, inverted=True, stretched=True))

    QTest.mouseClick(sliders.reset, Qt.MouseButton.LeftButton)

    assert desk.pictures.tone.plain
    assert not sliders.inverted.isChecked()


def test_escape_and_asking_again_take_it_away(sliders, page):
    QTest.keyClick(sliders.brightness, K.Key_Escape)
    assert not sliders.isVisible()
    sliders.toggle(page, page)
    assert sliders.isVisible()
    sliders.toggle(page, page)

    assert not sliders.isVisible()


def test_it_has_names_and_shows_the_focus(sliders):
    assert [sliders.brightness.accessibleName(), sliders.contrast.accessibleName()] == ["Brightness", "Contrast"]
    focused = sliders.brightness.grab().toImage()
    sliders.contrast.setFocus()

    assert sliders.brightness.grab().toImage() != focused


def test_what_is_done_is_said_in_words():
    assert spoken(Tone(20, -10)) == "Brightness +20, contrast \N{MINUS SIGN}10."
    assert spoken(Tone()) == "The picture is shown as it is."


def test_a_slider_is_in_the_accent_up_to_its_knob(sliders):
    image, accent = sliders.contrast.grab().toImage(), colors().accent.rgb()
    line = [image.pixel(x, image.height() // 2) == accent for x in range(4, image.width() - 4)]
    middle = len(line) // 2
    assert all(line[: middle - 20])
    assert not any(line[middle + 20 :])
