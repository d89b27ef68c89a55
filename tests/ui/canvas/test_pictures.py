from pathlib import Path

import pytest
from PySide6.QtCore import QThread
from PySide6.QtGui import QColor

from desks import FRAME, Desk, document
from reviewer.errors import ReviewerError
from reviewer.lanes import VIEW
from reviewer.ui.canvas.page_jobs import PageFile, PageKey
from reviewer.ui.canvas.pictures import ROUGH, SHARP, SHARPEST, Pictures
from reviewer.ui.canvas.tone import Tone

LARGE = (3000, 6000)


def sides(desk: Desk, page: int) -> list[int]:
    return [side for _name, index, side in desk.pages.calls if index == page]


def quiet(desk: Desk) -> bool:
    return not desk.runner.runs(VIEW)


@pytest.fixture
def large(qtbot, look):
    made = Desk(drawing=True, frame=LARGE)
    yield made
    made.close()


def test_a_page_comes_rough_then_sharp(large, qtbot):
    large.pages.gate.clear()
    large.pictures.open(document(frame=LARGE), lambda page: PageFile(Path("/d"), page))
    assert large.pictures.picture(0) is None

    large.pictures.want(0)
    large.pages.gate.set()
    qtbot.waitUntil(lambda: quiet(large))

    assert sides(large, 0) == [ROUGH, SHARP]
    assert large.pictures.picture(0).height() == SHARP


def test_a_small_page_is_drawn_once_and_never_enlarged(drawing_desk, qtbot):
    drawing_desk.pictures.open(document(), lambda page: PageFile(Path("/d"), page))
    drawing_desk.pictures.want(0)
    qtbot.waitUntil(lambda: quiet(drawing_desk))

    assert sides(drawing_desk, 0) == [max(FRAME)]


def test_neighbors_come_after_the_shown_page(large, qtbot):
    large.pictures.open(document(9, frame=LARGE), lambda page: PageFile(Path("/d"), page))
    large.pictures.want(4)
    qtbot.waitUntil(lambda: quiet(large))

    assert [index for _name, index, _side in large.pages.calls] == [4, 4, 5, 5, 3, 3]


def test_drawing_is_never_done_in_the_window_s_thread(drawing_desk, qtbot):
    drawing_desk.pictures.open(document(), lambda page: PageFile(Path("/d"), page))
    with qtbot.waitSignal(drawing_desk.pictures.arrived):
        drawing_desk.pictures.want(0)

    assert QThread.currentThread() not in drawing_desk.pages.threads


def test_another_page_is_drawn_before_the_rest_of_the_first(large, qtbot):
    large.pages.gate.clear()
    large.pictures.open(document(9, frame=LARGE), lambda page: PageFile(Path("/d"), page))
    large.pictures.want(0)
    qtbot.waitUntil(lambda: bool(large.pages.calls))
    large.pictures.want(7)
    large.pages.gate.set()
    qtbot.waitUntil(lambda: quiet(large))

    assert [index for _name, index, _side in large.pages.calls][:3] == [0, 7, 7]


def test_answers_for_another_document_are_not_told(large, qtbot):
    arrived: list[int] = []
    large.pictures.arrived.connect(arrived.append)
    large.pages.gate.clear()
    large.pictures.open(document(frame=LARGE, name="first"), lambda page: PageFile(Path("/first"), page))
    large.pictures.want(0)
    qtbot.waitUntil(lambda: bool(large.pages.calls))
    large.pictures.open(document(frame=LARGE, name="second"), lambda page: PageFile(Path("/second"), page))
    large.pages.gate.set()
    qtbot.waitUntil(lambda: quiet(large))

    assert arrived == []
    assert large.pictures.picture(0) is None


def test_a_page_seen_before_is_there_at_once(drawing_desk, qtbot):
    pictures = drawing_desk.pictures
    pictures.open(document(name="first"), lambda page: PageFile(Path("/first"), page))
    pictures.want(0)
    qtbot.waitUntil(lambda: quiet(drawing_desk))
    pictures.open(document(name="second"), lambda page: PageFile(Path("/second"), page))
    pictures.open(document(name="first"), lambda page: PageFile(Path("/first"), page))

    assert pictures.ready(0)


def test_the_next_document_is_drawn_ahead(drawing_desk, qtbot):
    pictures = drawing_desk.pictures
    pictures.open(document(), lambda page: PageFile(Path("/d"), page))
    pictures.want(0)
    pictures.prepare(((PageKey("next-sha", 0), PageFile(Path("/next"), 0)),))
    qtbot.waitUntil(lambda: quiet(drawing_desk))

    pictures.open(document(name="next"), lambda page: PageFile(Path("/next"), page))

    assert pictures.ready(0)


def test_pages_of_values_in_view_are_drawn_last_and_not_many(drawing_desk, qtbot):
    pictures = drawing_desk.pictures
    pictures.open(document(30), lambda page: PageFile(Path("/d"), page))
    pictures.want(0)
    pictures.prepare(((PageKey("next-sha", 0), PageFile(Path("/next"), 0)),))
    pictures.want_beside(range(9, 29))
    qtbot.waitUntil(lambda: quiet(drawing_desk))

    drawn = [index for name, index, _side in drawing_desk.pages.calls if name == "d"]
    assert [page for page in range(30) if pictures.ready(page)] == [0, 1, *range(9, 15)]
    assert max(drawn.index(0), drawn.index(1)) < min(drawn.index(page) for page in range(9, 15))
    order = [name for name, _index, _side in drawing_desk.pages.calls]
    assert order.index("next") < len(order) - 6


def test_the_cache_is_bounded_and_keeps_the_shown_page(large, qtbot):
    page_bytes = SHARP * SHARP // 2 * 4 * 4 // 3
    pictures = Pictures(large.runner, large.pages, large.thumbnails, limit=int(2.5 * page_bytes))
    pictures.open(document(6, frame=LARGE), lambda page: PageFile(Path("/d"), page))
    for page in range(6):
        pictures.want(page)
        qtbot.waitUntil(lambda: quiet(large))
        assert pictures.picture(page).height() == SHARP
        assert pictures._cache.size <= 2.5 * page_bytes

    assert not pictures.ready(0)


def test_what_is_closed_keeps_nothing_and_is_drawn_again(large, qtbot):
    pictures, shown = large.pictures, document(2, frame=LARGE)
    for again in range(2):
        pictures.open(shown, lambda page: PageFile(Path("/d"), page))
        assert pictures.here == shown.id
        pictures.want(0)
        qtbot.waitUntil(lambda: quiet(large))
        assert pictures.ready(0)
        assert sides(large, 0) == [ROUGH, SHARP] * (again + 1)

        pictures.close()
        assert pictures.here == ""
        assert pictures._cache.size == 0
        assert pictures.picture(0) is None


def test_a_page_larger_than_the_cache_is_shown_and_nothing_is_drawn_for_ever(large, qtbot):
    pictures = Pictures(large.runner, large.pages, large.thumbnails, limit=1000)
    pictures.open(document(3, frame=LARGE), lambda page: PageFile(Path("/d"), page))
    pictures.want(1)
    qtbot.waitUntil(lambda: quiet(large))

    assert pictures.picture(1).height() == SHARP
    assert len(large.pages.calls) <= 6


def test_going_near_asks_for_more(large, qtbot):
    large.pictures.open(document(frame=LARGE), lambda page: PageFile(Path("/d"), page))
    large.pictures.want(0)
    large.pictures.want_sharper(0, SHARP - 1)
    qtbot.waitUntil(lambda: quiet(large))
    assert large.pictures.picture(0).height() == SHARP

    large.pictures.want_sharper(0, SHARP + 500)
    qtbot.waitUntil(lambda: quiet(large))

    assert large.pictures.picture(0).height() == SHARPEST


def test_a_page_that_fails_is_told_once_and_can_be_tried_again(drawing_desk, qtbot):
    pictures = drawing_desk.pictures
    drawing_desk.pages.broken.add("d")
    pictures.open(document(2), lambda page: PageFile(Path("/d"), page))
    with qtbot.waitSignal(pictures.failed) as told:
        pictures.want(0)
    qtbot.waitUntil(lambda: quiet(drawing_desk))
    assert told.args[0] == 0
    assert isinstance(pictures.error(0), ReviewerError)
    assert sides(drawing_desk, 0) == [max(FRAME)]

    drawing_desk.pages.broken.clear()
    with qtbot.waitSignal(pictures.arrived):
        pictures.retry(0)
    qtbot.waitUntil(lambda: quiet(drawing_desk))
    assert pictures.error(0) is None


def test_the_size_of_a_page_is_known_late_but_known(drawing_desk, qtbot):
    pictures = drawing_desk.pictures
    pictures.open(document(frame=(0, 0)), lambda page: PageFile(Path("/d"), page))
    assert pictures.size(0) is None
    pictures.want(0)
    qtbot.waitUntil(lambda: pictures.size(0) == FRAME)
    qtbot.waitUntil(lambda: quiet(drawing_desk))


def test_more_contrast_makes_paper_white(drawing_desk, qtbot):
    drawing_desk.pages.color = QColor("#b0b0b0")
    pictures = drawing_desk.pictures
    pictures.open(document(), lambda page: PageFile(Path("/d"), page))
    pictures.want(0)
    qtbot.waitUntil(lambda: pictures.ready(0))
    pictures.set_stretched(True)
    qtbot.waitUntil(lambda: pictures.levels(0)[0].pixelColor(9, 9).lightness() > 250)
    qtbot.waitUntil(lambda: quiet(drawing_desk))

    assert pictures.picture(0).pixelColor(9, 9) == QColor("#b0b0b0"), "what is cut out and copied stays"
    pictures.set_stretched(False)

    assert pictures.levels(0)[0].pixelColor(9, 9) == QColor("#b0b0b0")


def test_a_page_is_shown_brighter_and_inverted_and_its_picture_stays_as_it_is(drawing_desk, qtbot):
    drawing_desk.pages.color = QColor("#804020")
    pictures = drawing_desk.pictures
    pictures.open(document(), lambda page: PageFile(Path("/d"), page))
    pictures.want(0)
    qtbot.waitUntil(lambda: quiet(drawing_desk))
    changes = []
    pictures.tone_changed.connect(lambda: changes.append(pictures.tone))

    with qtbot.waitSignal(pictures.toned):
        pictures.set_tone(Tone(inverted=True))
    qtbot.waitUntil(lambda: pictures.levels(0)[0].pixelColor(9, 9) == QColor("#7fbfdf"))
    pictures.set_tone(Tone(brightness=20))
    qtbot.waitUntil(lambda: pictures.levels(0)[0].pixelColor(9, 9).red() == 128 + 26)
    qtbot.waitUntil(lambda: quiet(drawing_desk))

    assert len(pictures.levels(0)) == len({id(image) for image in pictures.levels(0)})
    assert pictures.picture(0).pixelColor(9, 9) == QColor("#804020")
    assert changes == [Tone(inverted=True), Tone(brightness=20)]


def test_another_document_is_shown_as_it_is_but_the_same_one_again_is_not(drawing_desk, qtbot):
    pictures = drawing_desk.pictures
    pictures.open(document(), lambda page: PageFile(Path("/d"), page))
    pictures.set_tone(Tone(40, 10, inverted=True, stretched=True))

    pictures.open(document(), lambda page: PageFile(Path("/d"), page))
    assert pictures.tone.brightness == 40
    pictures.open(document(name="e"), lambda page: PageFile(Path("/e"), page))

    assert pictures.tone == Tone(stretched=True), "white paper is a wish for all documents"


def test_small_pictures_are_drawn_for_those_who_ask(drawing_desk, qtbot):
    pictures = drawing_desk.pictures
    pictures.open(document(2000), lambda page: PageFile(Path("/d"), page))
    with qtbot.waitSignal(pictures.thumbnail_arrived) as told:
        pictures.want_thumbnail(1500)
    qtbot.waitUntil(lambda: quiet(drawing_desk))

    assert told.args == [1500]
    assert max(pictures.thumbnail(1500).width(), pictures.thumbnail(1500).height()) == 240
    assert len(drawing_desk.pages.calls) == 1
    assert pictures.levels(1500) == (pictures.thumbnail(1500),)


def test_the_newest_wish_for_a_small_picture_is_drawn_first_and_old_ones_are_forgotten(drawing_desk, qtbot):
    thumbnails = drawing_desk.thumbnails
    drawing_desk.pages.gate.clear()
    for number in range(200):
        thumbnails.want(PageKey("sha", number), PageFile(Path("/d"), number))
    drawing_desk.pages.gate.set()
    qtbot.waitUntil(lambda: not thumbnails.busy)
    qtbot.waitUntil(lambda: quiet(drawing_desk))

    drawn = [index for _name, index, _side in drawing_desk.pages.calls]
    assert drawn[:3] == [0, 199, 198]
    assert len(drawn) < 80


def test_the_page_goes_before_small_pictures(drawing_desk, qtbot):
    drawing_desk.pages.gate.clear()
    drawing_desk.pictures.open(document(50), lambda page: PageFile(Path("/d"), page))
    for page in range(10, 20):
        drawing_desk.pictures.want_thumbnail(page)
    drawing_desk.pictures.want(0)
    drawing_desk.pages.gate.set()
    qtbot.waitUntil(lambda: quiet(drawing_desk) and not drawing_desk.thumbnails.busy)

    drawn = [index for _name, index, _side in drawing_desk.pages.calls]
    assert drawn.index(0) == 1
    assert drawn.index(1) > drawn.index(19)


def test_small_pictures_are_turned_for_those_who_want_them_so(drawing_desk, qtbot):
    key = PageKey("sha", 0)
    with qtbot.waitSignal(drawing_desk.thumbnails.arrived):
        drawing_desk.thumbnails.want(key, PageFile(Path("/d"), 0))
    qtbot.waitUntil(lambda: quiet(drawing_desk))

    upright, turned = drawing_desk.thumbnails.image(key), drawing_desk.thumbnails.image(key, 90)

    assert (turned.width(), turned.height()) == (upright.height(), upright.width())
    assert drawing_desk.thumbnails.image(key, 360) == upright


def test_leafing_back_tries_a_page_again(drawing_desk, qtbot):
    pictures = drawing_desk.pictures
    drawing_desk.pages.broken.add("d")
    pictures.open(document(5), lambda page: PageFile(Path("/d"), page))
    pictures.want(0)
    qtbot.waitUntil(lambda: pictures.error(0) is not None and quiet(drawing_desk))
    drawing_desk.pages.broken.clear()

    pictures.want(4)
    pictures.want(0)
    qtbot.waitUntil(lambda: pictures.ready(0) and quiet(drawing_desk))

    assert pictures.error(0) is None
