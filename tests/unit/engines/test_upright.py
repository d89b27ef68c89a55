import numpy as np
import pytest

from reviewer.engines.upright import deskew, ink, orientation
from unit.engines.drawn import RECEIPT, page, skewed, turned

PAGE = page()


@pytest.mark.parametrize("degrees", [-9.5, -3.2, -0.7, 0.5, 1.4, 6.1])
def test_skew_is_measured(degrees):
    assert deskew.skew(ink.find(skewed(PAGE, degrees))) == pytest.approx(degrees, abs=0.15)


def test_skew_is_measured_on_a_page_that_lies_on_its_side():
    lying = turned(skewed(PAGE, 2.4), 90)
    assert deskew.skew(ink.find(lying).on_its_side()) == pytest.approx(2.4, abs=0.15)


def test_a_straight_page_has_no_skew():
    assert abs(deskew.skew(ink.find(PAGE))) < 0.1


def test_a_few_letters_tell_no_skew():
    assert deskew.skew(ink.find(skewed(page(("Ab",)), 4.0))) == 0.0


@pytest.mark.parametrize("skew", [0.0, 4.0])
@pytest.mark.parametrize(("degrees", "turns"), [(0, {0, 180}), (90, {90, 270}), (180, {0, 180}), (270, {90, 270})])
def test_whether_rows_run_across_or_down_is_seen(degrees, turns, skew):
    found = orientation.likely(ink.find(turned(skewed(PAGE, skew) if skew else PAGE, degrees)))
    assert set(found) == turns


@pytest.mark.parametrize("degrees", [0, 90])
def test_so_it_is_on_a_receipt_of_two_metres(degrees):
    endless = page(RECEIPT * 40, size=24, width=640)
    letters = ink.find(turned(endless, degrees))
    assert letters.height == pytest.approx(ink.find(turned(page(size=24, width=640), degrees)).height, abs=3)
    assert set(orientation.likely(letters)) == ({90, 270} if degrees else {0, 180})


def test_a_blank_page_tells_nothing():
    blank = np.full((300, 200, 3), 255, np.uint8)
    letters = ink.find(blank)
    assert (letters.count, letters.height, deskew.skew(letters)) == (0, 0.0, 0.0)
    assert orientation.likely(letters) == orientation.TURNS


@pytest.mark.parametrize("shape", [(1, 1), (1, 900, 3), (900, 1, 4), (3, 3)])
def test_tiny_pictures_do_no_harm(shape):
    assert ink.find(np.zeros(shape, np.uint8)).height == 0.0


def test_the_height_of_fine_print_is_measured_close_up():
    fine = page(size=20, width=4000)
    assert ink.find(fine).height == pytest.approx(ink.find(page(size=20)).height, rel=0.3)


def test_the_strip_is_where_the_print_is():
    picture = np.full((1000, 760, 3), 255, np.uint8)
    picture[700 : 700 + PAGE.shape[0] // 2] = PAGE[: PAGE.shape[0] // 2]
    strip = orientation.strip(picture, ink.find(picture), across=True)
    assert strip.shape[1] == 760
    assert strip.shape[0] < 300
    assert (strip < 128).mean() > 0.5 * (picture < 128).sum() / strip.size / 2


def test_bands_are_parted_between_lines():
    letters = ink.find(PAGE)
    for row in letters.quiet_rows(3, PAGE.shape[0]):
        assert PAGE[row].min() > 128


@pytest.mark.parametrize("across", [True, False])
def test_a_strip_of_an_endless_page_is_short(across):
    receipt = page(tuple(f"Item number {n} 12.50" for n in range(200)), size=20, width=320)

    part = orientation.strip(receipt, ink.find(receipt), across=across)

    assert max(part.shape[:2]) < receipt.shape[0] / 2
