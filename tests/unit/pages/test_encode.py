import io
import random

import pytest
from PIL import Image

from reviewer.errors import TooLarge
from reviewer.pages.calls import PageSize, View
from reviewer.pages.encode import fitted
from reviewer.pages.frame import at_most
from sheets import is_upright, quarters


def noise(width, height):
    pixels = random.Random(1).randbytes(width * height * 3)
    return Image.frombytes("RGB", (width, height), pixels)


def opened(data):
    return Image.open(io.BytesIO(data))


@pytest.mark.parametrize("form", ["png", "jpeg"])
def test_what_fits_is_as_it_is(form):
    made = fitted(quarters(), form)
    assert made.size == (80, 40)
    assert opened(made.data).format == form.upper()
    assert is_upright(opened(made.data))


@pytest.mark.parametrize("form", ["png", "jpeg"])
def test_what_does_not_fit_is_reduced_until_it_does(form):
    picture = noise(400, 200)
    assert len(fitted(picture, form).data) > 40_000
    made = fitted(picture, form, 40_000)
    assert 10_000 < len(made.data) <= 40_000
    assert made.size[0] < 400
    assert made.size[0] / made.size[1] == pytest.approx(2, abs=0.05)
    assert opened(made.data).size == made.size


def test_quality_goes_before_size():
    picture = noise(400, 200)
    whole = len(fitted(picture, "jpeg").data)
    assert fitted(picture, "jpeg", whole - 1).size == (400, 200)


def test_nothing_is_small_enough_for_no_room():
    with pytest.raises(TooLarge):
        fitted(noise(100, 100), "png", 60)


def test_nothing_that_a_picture_says_of_itself_comes_along():
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    buffer = io.BytesIO()
    quarters().save(buffer, "JPEG", exif=exif, comment=b"mine")
    for form in ("png", "jpeg"):
        made = fitted(opened(buffer.getvalue()), form)
        assert not opened(made.data).getexif()
        assert b"at home" not in made.data
        assert b"mine" not in made.data


def test_dots_per_inch_are_only_ever_reduced():
    size = PageSize(2480, 3508, 300.0)
    assert at_most(View(), size, 150) == View(1240, 1754)
    assert at_most(View(), size, 600) == View()
    assert at_most(View(), PageSize(2480, 3508), 150) == View()
    assert at_most(View(rotation=90), size, 150) == View(1754, 1240, rotation=90)
    assert at_most(View(width=620), size, 150) == View(620, 877)
