"""Which of the characters that were read as one sign looks unlike the others."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from desks import FakePages
from reviewer.domain.document import Page
from reviewer.domain.field import Region
from reviewer.domain.geometry import Box
from reviewer.jobs import CancelToken, silent
from reviewer.ui.canvas.page_jobs import PageFile
from reviewer.ui.panels.sheets import likeness
from reviewer.ui.panels.sheets.clips import ClipWish, of_region
from reviewer.ui.panels.sheets.likeness import Glyph, Likeness, LikenessJob, _shape, unlikeness
from reviewer.ui.workers.runner import Runner


def drawn(text: str, top: int = 4) -> QImage:
    """A value of bars (1) and crosses (x), each 20 pixels wide."""
    image = QImage(20 * len(text), 40, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    for number, sign in enumerate(text):
        painter.fillRect(20 * number + 8, top, 4, 24, Qt.GlobalColor.black)
        if sign == "x":
            painter.fillRect(20 * number + 2, top + 10, 16, 4, Qt.GlobalColor.black)
    painter.end()
    return image


def test_the_one_that_looks_otherwise_is_least_alike(look):
    image = drawn("111x1")
    shapes = {("d", "e", at): _shape(image, (at / 5, (at + 1) / 5)) for at in range(5)}
    found = unlikeness(shapes)
    assert max(found, key=found.get) == ("d", "e", 3)


def test_where_it_stands_in_its_picture_makes_no_difference(look):
    assert _shape(drawn("1", 2), (0.0, 1.0)) == pytest.approx(_shape(drawn("1", 12), (0.0, 1.0)), abs=12)


def test_of_two_nothing_is_known(look):
    assert unlikeness({("d", "e", 0): b"ab", ("d", "e", 1): b"cd"}) == {}


def glyph(number: int, page: str) -> Glyph:
    there = Page(page, 0, width=800, height=1000)
    key = of_region(there, Region(0, Box(0.1, 0.1 + number / 100, 0.3, 0.15 + number / 100).polygon()), 32)
    return Glyph((page, f"e{number}", 0), ClipWish(key, PageFile(Path(page), 0), (800, 1000)), (0.0, 0.5))


def test_a_page_that_cannot_be_drawn_hinders_no_other(look):
    pages = FakePages()
    pages.broken.add("b")
    job = LikenessJob(pages, tuple(glyph(n, page) for n, page in enumerate("aabaca")))
    found = job(CancelToken(), silent)
    assert {mark[0] for mark in found} == {"a", "c"}
    assert len(found) == 5


def test_the_sign_that_is_left_is_not_told(look, qtbot):
    runner, pages = Runner(), FakePages()
    made, told = Likeness(runner, pages), []
    made.measured.connect(lambda sign, _found: told.append(sign))
    pages.gate.clear()
    made.measure("0", [glyph(n, "a") for n in range(4)])
    made.measure("1", [glyph(n, "a") for n in range(4)])
    pages.gate.set()
    qtbot.waitUntil(lambda: told == ["1"])
    assert runner.close(5)
    assert likeness.MOST >= 500
