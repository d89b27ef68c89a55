"""Icons are painted from their files, at any size, in the colors of the moment."""

import gc

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap

from reviewer import resources
from reviewer.ui.look import icons
from reviewer.ui.look.tokens import DARK, LIGHT

NAMES = sorted(file.stem for file in resources.path("icons").glob("*.svg"))


def inks(picture) -> set[str]:
    image = picture.toImage().convertToFormat(QImage.Format.Format_ARGB32)
    return {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_is_drawn(look, name):
    picture = icons.icon(name).pixmap(QSize(18, 18), 2.0, QIcon.Mode.Normal, QIcon.State.Off)
    assert picture.size() == QSize(36, 36)
    assert inks(picture), name


def test_a_missing_icon_is_an_error(look):
    with pytest.raises(FileNotFoundError):
        icons.icon("no-such-icon")


def test_an_icon_follows_the_theme_by_itself(look):
    icon = icons.icon("tick")
    assert inks(icon.pixmap(32, 32)) == {LIGHT.text.name()}
    look.set_scheme("dark")
    assert inks(icon.pixmap(32, 32)) == {DARK.text.name()}


def test_an_icon_tells_disabled_selected_and_on(look):
    icon = icons.icon("open")
    size = QSize(40, 40)
    assert inks(icon.pixmap(size, QIcon.Mode.Disabled)) == {LIGHT.disabled.name()}
    assert inks(icon.pixmap(size, QIcon.Mode.Selected)) == {LIGHT.accent_text.name()}
    assert inks(icon.pixmap(size, QIcon.Mode.Normal, QIcon.State.On)) == {LIGHT.accent_ink.name()}
    assert inks(icons.icon("open", "doubt").pixmap(size)) == {LIGHT.doubt.name()}


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0])
def test_an_icon_has_as_many_pixels_as_the_screen(look, scale):
    picture = icons.pixmap("open", 18, scale, LIGHT.text)
    assert picture.width() == round(18 * scale)
    assert picture.devicePixelRatio() == scale


def test_the_programs_icon_keeps_its_own_colors(look):
    found = inks(icons.app_icon().pixmap(64, 64))
    assert {"#1d5fb8", "#82b3ff", "#ffffff"} <= found


def test_arrows_turn_round_where_one_reads_from_the_right(look, qapp):
    plain = icons.pixmap("undo", 20, 1.0, LIGHT.text).toImage()
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        turned = icons.pixmap("undo", 20, 1.0, LIGHT.text).toImage()
        assert turned != plain
        back = turned.flipped(Qt.Orientation.Horizontal)
        assert back.pixelColor(3, 8).alpha() == pytest.approx(plain.pixelColor(3, 8).alpha(), abs=3)
        assert icons.pixmap("rotate", 20, 1.0, LIGHT.text).toImage() == _left(icons, qapp)
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def _left(icons, qapp):
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    return icons.pixmap("rotate", 20, 1.0, LIGHT.text).toImage()


def test_a_copied_and_changed_icon_does_not_crash(look):
    copy = QIcon(icons.icon("open"))
    copy.addPixmap(QPixmap(4, 4))
    gc.collect()
    assert not copy.pixmap(18, 18).isNull()
    del copy
    gc.collect()
    assert not icons.icon("open").pixmap(18, 18).isNull()


def test_delegates_paint_in_exactly_one_color(look):
    canvas = QPixmap(40, 40)
    canvas.fill(Qt.GlobalColor.transparent)
    painter = QPainter(canvas)
    icons.paint(painter, "filled-tick", QRect(0, 0, 40, 40), LIGHT.error)
    painter.end()
    assert inks(canvas) == {LIGHT.error.name()}
