"""The pictures above the values: when they are made, and what is shown until then."""

from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPixmap, QTransform

from desks import Desk, document, entry, value
from reviewer.domain.field import Region
from reviewer.domain.geometry import Box, Polygon
from reviewer.ui.look import current, fonts
from reviewer.ui.panels import field_geometry, snippet
from reviewer.ui.panels.alignment import Alignment, at_right
from reviewer.ui.panels.field_delegate import FieldDelegate
from reviewer.ui.panels.field_geometry import Want
from reviewer.ui.panels.field_painter import FieldPainter
from reviewer.ui.panels.field_words import Shown
from reviewer.ui.panels.snippet import Strip
from reviewer.ui.panels.strips import AT_ONCE, Strips

SIZE = QSize(300, 24)


@pytest.fixture
def desk(qtbot, look) -> Iterator[Desk]:
    made = Desk(drawing=True)
    made.open(*(entry("pairs", value(str(n), 0.5, Box(0.1, n / 20, 0.4, n / 20 + 0.02)), n) for n in range(8)))
    made.pictures.want(0)
    qtbot.waitUntil(lambda: made.pictures.ready(0))
    yield made
    made.close()


@pytest.fixture
def made(desk) -> Strips:
    return Strips(desk.model, desk.pictures)


def test_a_few_are_made_at_once_and_the_others_in_the_next_turns(desk, made, qtbot):
    rows, told = list(desk.model.rows()), []
    made.changed.connect(told.append)

    def paint():
        return [row for row in rows if made.strip(row, SIZE, False) is not None]

    assert paint() == rows[:AT_ONCE]
    qtbot.waitUntil(lambda: bool(told))
    assert told == [{row.id for row in rows[AT_ONCE:]}]
    qtbot.waitUntil(lambda: len(paint()) == len(rows))


def test_the_active_one_never_waits(desk, made):
    for row in desk.model.rows():
        made.strip(row, SIZE, False)
    assert made.strip(desk.model.rows()[-1], SIZE, True) is not None


def test_a_better_picture_of_a_page_replaces_what_was_made_of_the_one_before(desk, made):
    row = desk.model.rows()[0]
    before = made.strip(row, SIZE, True)
    made._on_arrived(1)
    assert made.strip(row, SIZE, True) is before

    made._on_arrived(0)
    after = made.strip(row, SIZE, True)
    assert after is not None
    assert after is not before


def test_until_it_is_made_anew_the_one_before_is_shown(desk, made):
    row = desk.model.rows()[0]
    before = made.strip(row, SIZE, False)
    made._left = 0
    made._on_arrived(0)
    assert made.strip(row, SIZE, False) is before


def test_the_picture_of_a_text_that_runs_to_the_left_ends_at_the_right():
    assert at_right(Alignment(2.0, spacing=(1.0,)), 50, 300) == Alignment(2.0, 200.0)
    assert at_right(Alignment(2.0), 500, 300) == Alignment(2.0, 0.0)


def test_letters_that_run_to_the_left_are_not_moved_one_by_one(desk, made):
    text, edges = "שלום", (0.75, 1.0, 0.5, 0.75, 0.25, 0.5, 0.0, 0.25)
    there = Box(0.1, 0.1, 0.2, 0.12)
    sure = {"recognized_text": text, "edges": edges}
    desk.open(entry("pairs", replace(value(text, 0.5, there), **sure), 0))

    assert not made.strip(desk.model.rows()[0], SIZE, True).spacing


def test_nobody_waits_for_a_page_that_is_not_there(desk, made):
    desk.open(entry("total", value("9", 0.5, Box(0.1, 0.1, 0.2, 0.2), page=7)))
    (row,) = desk.model.rows()
    assert made.strip(row, SIZE, False) is None
    assert not made._later.isActive()


# Doubtful characters


EDGES = (0.0, 0.2, 0.25, 0.45, 0.5, 0.7, 0.75, 1.0)


def weak(desk, **more):
    unsure = replace(value("8.96", 0.5, Box(0.1, 0.1, 0.2, 0.12)), edges=EDGES, characters=(0.9, 0.9, 0.3, 0.9))
    desk.open(entry("total", replace(unsure, **more)))
    return desk.model.rows()[0]


def test_characters_have_their_places_in_the_picture_while_they_are_as_they_were_read(desk, made):
    strip = made.strip(weak(desk), SIZE, True)

    assert len(strip.places) == 4
    assert all(0 <= left < right <= SIZE.width() for left, right in strip.places)
    assert [left for left, _ in strip.places] == sorted(left for left, _ in strip.places)
    assert made.strip(weak(desk, text="8.95"), SIZE, True).places == ()


def test_a_doubtful_character_stands_in_a_bracket_on_its_picture(desk, made, qtbot):
    def painted(row):
        shown, size = Shown(active=True), QSize(400, 200)
        delegate = FieldDelegate(made.strip, lambda _row: shown)
        picture = QImage(size, QImage.Format.Format_RGB32)
        picture.fill(0)
        painter = QPainter(picture)
        parts = delegate.parts(row, size.width())
        FieldPainter(painter, row, parts, shown, made.strip).paint(size)
        painter.end()
        return picture.copy(parts.picture)

    with_doubt = painted(weak(desk))
    changed = painted(weak(desk, characters=(0.9, 0.9, 0.9, 0.9)))
    width = made.strip(weak(desk), SIZE, True).places[1][0]
    differing = {
        x
        for x in range(changed.width())
        for y in range(changed.height())
        if with_doubt.pixel(x, y) != changed.pixel(x, y)
    }

    assert differing
    assert min(differing) > width


def lines_that_fall(degrees: float) -> tuple[QImage, Polygon]:
    """A page with three lines of print that fall (or rise) to the right, and where the one in the middle stands."""
    page = QImage(1000, 1000, QImage.Format.Format_RGB32)
    page.fill(0xFFFFFF)
    turn = QTransform().translate(500, 500).rotate(degrees).translate(-500, -500)
    painter = QPainter(page)
    painter.setTransform(turn)
    for top in (452, 490, 528):
        painter.fillRect(QRectF(200, top, 600, 20), QColor("black"))
    painter.end()
    corners = [turn.map(x, y) for x, y in ((200.0, 486.0), (800.0, 486.0), (800.0, 514.0), (200.0, 514.0))]
    return page, tuple((x / 1000, y / 1000) for x, y in corners)


@pytest.mark.parametrize("degrees", [4.0, -4.0, 93.0])
def test_a_line_that_falls_is_shown_straight_and_alone(look, degrees):
    page, polygon = lines_that_fall(degrees)
    (made,) = snippet.cut((Region(0, polygon),), lambda _page: page, lambda _page: (1000, 1000))

    assert made.width == pytest.approx(600, abs=2)
    assert made.height == pytest.approx(28, abs=2)
    image, middle = made.image, made.image.height() // 2
    assert all(image.pixelColor(x, middle).lightness() < 64 for x in range(8, image.width() - 8))
    for edge in (1, image.height() - 2):
        assert all(image.pixelColor(x, edge).lightness() > 192 for x in range(8, image.width() - 8)), "no neighbor"


def test_letters_that_are_set_apart_stay_within_the_frame(desk, look):
    desk.open(entry("total", value("A value that is longer than its row " * 3, 0.99, Box(0.1, 0.1, 0.3, 0.15))))
    row = desk.model.rows()[0]
    parts = field_geometry.parts(Want(300, False, 1, 1, True, "", False, False, 200))
    image = QImage(300, parts.height, QImage.Format.Format_RGB32)
    image.fill(current.colors().base)
    painter = QPainter(image)
    strip = Strip(QPixmap(1, 1), (1.0,) * 99)
    FieldPainter(painter, row, parts, Shown(), lambda *_: strip).paint(QSize(300, parts.height))
    painter.end()
    ground = current.colors().base.rgb()
    beyond = range(parts.frame.right() + 1, 300)
    assert all(image.pixel(x, y) == ground for x in beyond for y in range(parts.text.top(), parts.text.bottom()))


def test_a_value_on_a_page_far_away_gets_its_picture_too(desk, made, qtbot):
    there = value("9", 0.5, Box(0.1, 0.1, 0.4, 0.12), page=7)
    desk.open(entry("pairs", value("1", 0.4, Box(0.1, 0.2, 0.4, 0.22)), 0), entry("pairs", there, 1), of=document(9))
    desk.pictures.want(0)
    row = desk.model.rows()[1]
    assert made.strip(row, SIZE, False) is None
    qtbot.waitUntil(lambda: made.strip(row, SIZE, False) is not None)
    assert desk.pictures.ready(7)
    assert not desk.pictures.ready(5)


def test_letters_stand_under_their_pictures_up_to_the_last_one(desk, made, qtbot):
    letters = 32
    edges = tuple(edge / letters for number in range(letters) for edge in (number, number + 1))
    read = replace(value("S" * letters, 0.9, Box(0.1, 0.2, 0.9, 0.22)), edges=edges)
    desk.open(entry("total", read))
    desk.pictures.want(0)
    qtbot.waitUntil(lambda: desk.pictures.ready(0))
    (row,) = desk.model.rows()
    width = 329

    spacing = made.spacing(row, width)

    use = field_geometry.value_use(read.text, active=True, width=width)
    letter = QFontMetricsF(fonts.font(use)).horizontalAdvance("S")
    places = made.strip(row, QSize(width, field_geometry.picture_line_height(True)), True).places
    last = (letters - 0.5) * letter + sum(spacing)
    assert last == pytest.approx(sum(places[-1]) / 2, abs=letter / 4)


def long_line(desk: Desk, qtbot, letters: int = 90):
    edges = tuple(edge / letters for number in range(letters) for edge in (number, number + 1))
    desk.open(entry("total", replace(value("S" * letters, 0.9, Box(0.1, 0.2, 0.9, 0.22)), edges=edges)))
    desk.pictures.want(0)
    qtbot.waitUntil(lambda: desk.pictures.ready(0))
    return desk.model.rows()[0]


def test_the_picture_of_a_long_line_goes_on_beyond_its_row_as_its_letters_do(desk, made, qtbot):
    row = long_line(desk, qtbot)
    size = QSize(329, field_geometry.picture_line_height(True))
    strip = made.strip(row, size, True)

    letter = QFontMetricsF(fonts.font(fonts.Use.VALUE)).horizontalAdvance("S")
    assert sum(strip.places[-1]) / 2 == pytest.approx(89.5 * letter, abs=letter / 4)
    assert strip.pixmap.width() == size.width() + strip.over
    assert strip.places[-1][1] <= strip.pixmap.width()
    resting = QSize(329, 24)
    qtbot.waitUntil(lambda: made.strip(row, resting, False) is not None)
    assert made.strip(row, resting, False).pixmap.size() == resting


def test_a_place_that_is_looked_at_is_seen_as_a_whole(desk, made, qtbot):
    row = long_line(desk, qtbot)
    desk.model.look_at((Region(0, Box(0.1, 0.3, 0.9, 0.32).polygon()),))
    assert made.strip(row, QSize(329, 44), True).over == 0


def test_the_picture_of_a_long_line_is_scrolled_with_its_text(desk, look):
    desk.open(entry("total", value("A value that is longer than its row " * 3, 0.99, Box(0.1, 0.1, 0.3, 0.15))))
    row, pixmap = desk.model.rows()[0], QPixmap(600, 44)
    pixmap.fill(QColor("white"))
    painter = QPainter(pixmap)
    painter.fillRect(400, 0, 200, 44, QColor("black"))
    painter.end()
    parts = field_geometry.parts(Want(300, True, 1, 1, True, "", False, False, 200))

    def seen(scrolled: int) -> int:
        image = QImage(300, parts.height, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        strip = Strip(pixmap, over=360)
        FieldPainter(painter, row, parts, Shown(active=True, scrolled=scrolled), lambda *_: strip).paint(image.size())
        painter.end()
        middle = parts.picture.center().y()
        inner = range(parts.picture.left() + 12, parts.picture.right() - 12)
        return sum(image.pixelColor(x, middle).lightness() < 64 for x in inner)

    assert seen(0) == 0
    assert seen(300) == pytest.approx(130, abs=20)
    assert seen(9_999) == seen(360)
