"""The line language: every band has a line, a sample, a figure and a mark of its own."""

import pytest
from PySide6.QtCore import QLineF, QRect, Qt
from PySide6.QtGui import QImage, QPainter

from reviewer import resources
from reviewer.domain.doubt import Band
from reviewer.ui.look import lines
from reviewer.ui.look.lines import Line
from reviewer.ui.look.tokens import CONTRAST, LIGHT


def sample(line) -> bytes:
    image = QImage(48, 20, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    lines.paint_sample(painter, QRect(0, 0, 48, 20), line, LIGHT)
    painter.end()
    return bytes(image.convertToFormat(QImage.Format.Format_Grayscale8).constBits())


def dots_along(line, scale=1.0) -> list[int]:
    """Lengths of the inked runs of a long line of this kind, in device pixels."""
    image = QImage(400, 20, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    for pen in lines.pens(line, LIGHT, scale):
        painter.setPen(pen)
        painter.drawLine(QLineF(0, 10, 400, 10))
    painter.end()
    runs, run = [], 0
    for x in range(400):
        if image.pixelColor(x, 10).lightness() < 128:
            run += 1
        elif run:
            runs.append(run)
            run = 0
    return [*runs, run] if run else runs


@pytest.mark.parametrize("band", list(Band))
def test_every_band_has_a_line(band):
    assert lines.line_of(band).value == band.value
    assert lines.pens(lines.line_of(band), LIGHT)


def test_samples_differ_without_color():
    shown = [Line.SURE, Line.CHECK, Line.DOUBTFUL, Line.PERSON, Line.PROPOSAL, Line.BLANK, Line.UNREADABLE]
    assert len({sample(line) for line in shown}) == len(shown)
    assert sample(Band.CHECK) == sample(Line.CHECK)


def test_a_dotted_line_has_dots_and_a_dashed_one_dashes():
    assert len(dots_along(Line.DOUBTFUL)) == pytest.approx(400 / 6, abs=2)
    assert len(dots_along(Line.CHECK)) == pytest.approx(400 / 11, abs=2)
    assert dots_along(Line.SURE) == [400]


@pytest.mark.parametrize("line", [line for line in Line if line is not Line.BLANK])
def test_pens_on_the_page_are_cosmetic_and_grow_with_the_screen(line):
    for pen, fine in zip(lines.pens(line, LIGHT), lines.pens(line, LIGHT, 2.0), strict=True):
        assert pen.isCosmetic()
        assert fine.widthF() == pen.widthF() * 2


def test_high_contrast_has_thicker_lines():
    assert lines.pens(Line.SURE, CONTRAST)[0].widthF() == lines.pens(Line.SURE, LIGHT)[0].widthF() + 1


def test_a_persons_line_is_double_and_a_blank_has_none():
    outer, inner = lines.pens(Line.PERSON, LIGHT)
    assert outer.widthF() > inner.widthF()
    assert inner.color() == LIGHT.page_paper
    assert lines.pens(Line.BLANK, LIGHT) == ()


def test_only_the_active_region_is_filled():
    assert lines.fill(Line.ACTIVE, LIGHT).color().alphaF() == pytest.approx(0.13, abs=0.01)
    assert lines.fill(Line.SURE, LIGHT).style() is Qt.BrushStyle.NoBrush


@pytest.mark.parametrize(
    ("confidence", "person", "told"),
    [
        (0.61, None, "61\u2009%"),
        (0.999, None, "99\u2009%"),
        (0.8999, None, "89\u2009%"),
        (0.29, None, "29\u2009%"),
        (1.0, None, "100\u2009%"),
        (0.0, None, "0\u2009%"),
        (None, None, "no figure"),
        (None, "", "by you"),
        (0.5, "", "by you"),
        (None, "AK", "AK"),
    ],
)
def test_the_figure_in_words(confidence, person, told):
    assert lines.figure(confidence, person) == told


def test_every_mark_has_its_icon():
    assert all(resources.path("icons", f"{name}.svg").is_file() for name in lines.MARKS.values())
