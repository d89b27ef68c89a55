import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from desks import Drawn
from reviewer.errors import Cancelled, UnreadableFile
from reviewer.ui.canvas import levels
from reviewer.ui.canvas.tone import Tone


def nothing() -> None:
    """Breathe."""


def image(width: int, height: int, color: str = "white") -> QImage:
    made = QImage(width, height, QImage.Format.Format_RGB32)
    made.fill(QColor(color))
    return made


@pytest.fixture(autouse=True)
def _application(qapp):
    """Painting needs one."""


def test_a_copy_leaves_out_what_fills_rows_up():
    drawn = Drawn(301, 400, QColor("#123456"))

    made = levels.copied(drawn.view, 301, 400, drawn.stride, nothing)

    assert (made.width(), made.height(), made.format()) == (301, 400, QImage.Format.Format_RGB32)
    assert made.pixelColor(300, 399) == QColor("#123456")


def test_a_copy_does_not_follow_what_a_child_writes_later():
    drawn = Drawn(20, 20, QColor("white"))
    made = levels.copied(drawn.view, 20, 20, drawn.stride, nothing)

    drawn.view[:] = bytes(len(drawn.view))

    assert made.pixelColor(5, 5) == QColor("white")


@pytest.mark.parametrize(
    ("width", "height", "stride"),
    [(0, 10, 40), (10, 0, 40), (10, 10, 39), (10, 12, 40), (10, -1, 40), (40_000, 1, 160_000)],
)
def test_numbers_that_do_not_fit_are_refused(width, height, stride):
    with pytest.raises(UnreadableFile):
        levels.copied(memoryview(bytearray(400)), width, height, stride, nothing)


def test_each_level_is_half_of_the_one_before():
    made = levels.levels(image(1001, 3001), nothing)

    assert [(level.width(), level.height()) for level in made] == [(1001, 3001), (500, 1500), (250, 750)]


def test_halves_look_like_the_whole():
    whole = image(1600, 1200)
    painter = QPainter(whole)
    painter.fillRect(800, 600, 800, 600, QColor("black"))
    painter.end()

    half = levels.levels(whole, nothing)[1]

    assert half.pixelColor(100, 100).lightness() > 250
    assert half.pixelColor(600, 500).lightness() < 5
    assert half.pixelColor(600, 100).lightness() > 250


def test_the_smallest_level_that_is_sharp_enough_is_drawn():
    made = levels.levels(image(1600, 1200), nothing)

    assert levels.chosen(made, 100) is made[-1]
    assert levels.chosen(made, 800) is made[1]
    assert levels.chosen(made, 801) is made[0]
    assert levels.chosen(made, 9000) is made[0]


def test_gray_paper_becomes_white_and_faint_ink_dark():
    page = image(800, 800, "#b0b0b0")
    painter = QPainter(page)
    painter.fillRect(100, 100, 600, 40, QColor("#707070"))
    painter.end()
    black, white = levels.tones(levels.levels(page, nothing)[-1])

    made = levels.mapped(page, Tone(stretched=True).table(black, white), nothing)

    assert made.pixelColor(20, 20).lightness() > 245
    assert made.pixelColor(300, 120).lightness() < 30
    assert page.pixelColor(20, 20) == QColor("#b0b0b0")


@pytest.mark.parametrize("made", [lambda page: levels.mapped(page, bytes(range(256)), nothing), None])
def test_pages_are_solid_whatever_stands_in_the_unused_byte(made):
    page = image(40, 30, "#204060")
    pixels = memoryview(page.bits())
    pixels[3::4] = bytes(len(pixels) // 4)

    shown = made(page) if made else levels.copied(memoryview(page.constBits()), 40, 30, 160, nothing)

    surface = QImage(40, 30, QImage.Format.Format_ARGB32_Premultiplied)
    surface.fill(QColor("white"))
    painter = QPainter(surface)
    painter.drawImage(0, 0, shown)
    painter.fillRect(0, 0, 20, 30, QColor(0, 0, 0, 128))
    painter.end()
    assert surface.pixelColor(30, 9) == QColor("#204060")
    assert surface.pixelColor(9, 9).name() in ("#102030", "#0f1f2f")


def test_tones_are_changed_whatever_stands_in_the_unused_byte():
    page = image(400, 400, "#b0b0b0")
    pixels = memoryview(page.bits())
    pixels[3::4] = bytes(len(pixels) // 4)

    made = levels.mapped(page, Tone(stretched=True).table(0.2, 0.7), nothing)

    assert made.pixelColor(20, 20).lightness() > 245


def test_work_stops_between_two_bands():
    def cancelled() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        levels.levels(image(1600, 1200), cancelled)
