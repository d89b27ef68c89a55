"""A part of a file's page as a page of its own: pixels, size and words, by the real child."""

import pytest
from PIL import Image

from reviewer.domain.geometry import Box, bounds
from reviewer.pages.area import cut_clip, cut_size
from reviewer.pages.calls import WHOLE, PageSize
from sheets import BLUE, GREEN, lines_of_text, new_pdf, quarters

RIGHT = Box(0.5, 0.0, 1.0, 1.0)


@pytest.fixture
def picture_file(tmp_path):
    path = tmp_path / "a.png"
    quarters(800, 400).save(path)
    return path


def pixel(picture, x, y):
    image = Image.frombytes("RGB", (picture.width, picture.height), bytes(picture.view), "raw", "BGRX", picture.stride)
    return image.getpixel((x, y))


def test_the_pixels_are_those_of_the_area(client, picture_file):
    assert client.size(picture_file, 0, area=RIGHT) == PageSize(400, 400)

    with client.render(picture_file, 0, area=RIGHT) as picture:
        assert (picture.width, picture.height) == (400, 400)
        assert (pixel(picture, 20, 20), pixel(picture, 20, 380)) == (GREEN, BLUE)


def test_a_clip_is_a_part_of_the_area(client, picture_file):
    with client.render(picture_file, 0, clip=Box(0.0, 0.5, 1.0, 1.0), area=RIGHT) as picture:
        assert (picture.width, picture.height) == (400, 200)
        assert pixel(picture, 200, 20) == BLUE


def test_a_snippet_shows_nothing_beyond_the_area(client, picture_file):
    outside = client.snippet(picture_file, 0, Box(-1.0, 0.0, 0.5, 0.4), 40, area=RIGHT)
    inside = client.snippet(picture_file, 0, Box(0.0, 0.0, 0.5, 0.4), 40, area=RIGHT)

    assert outside == inside


@pytest.mark.parametrize("area", [Box(0.1, 0.2, 0.4333, 0.777), Box(0.0, 0.0, 0.0001, 0.5)])
def test_the_size_is_what_drawing_gives(client, picture_file, area):
    size = client.size(picture_file, 0, area=area)

    with client.render(picture_file, 0, area=area) as picture:
        assert (picture.width, picture.height) == (size.width, size.height)


def test_the_words_of_a_pdf_are_those_of_the_area(client, tmp_path):
    path = tmp_path / "a.pdf"
    new_pdf(lines=lines_of_text(20)).save(path)
    whole = client.text(path, 0).text
    upper = Box(0.0, 0.0, 1.0, 0.5)

    found = client.text(path, 0, area=upper)

    assert found.text.text.split("\n") == [line.text for line in whole.lines if bounds(line.polygon).center[1] < 0.5]
    assert found.text.aspect == pytest.approx(2 * whole.aspect)
    assert found.text.lines[0].polygon[0][1] == pytest.approx(2 * whole.lines[0].polygon[0][1])


def test_where_an_area_has_no_words_its_pixels_are_to_be_read(client, tmp_path):
    path = tmp_path / "a.pdf"
    new_pdf(lines=lines_of_text(4)).save(path)

    found = client.text(path, 0, area=Box(0.0, 0.6, 1.0, 1.0))

    assert found.text is None
    assert found.reason == "This part of the page has no text of its own."


def test_without_an_area_all_stays():
    assert cut_size(PageSize(10, 20, 72.0), None) == PageSize(10, 20, 72.0)
    assert cut_clip(RIGHT, None) == RIGHT
    assert cut_clip(WHOLE, RIGHT) == RIGHT
