"""Sizes relative to the system's font; the bundled mono font."""

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QFontMetrics

from reviewer.ui.look import fonts
from reviewer.ui.look.fonts import Use


def test_the_bundled_mono_font_is_loaded_once(look):
    assert "JetBrains Mono" in fonts.load()
    assert fonts.load() is fonts.load()


@pytest.mark.parametrize("use", [use for use in Use if fonts.SCALE[use].mono])
def test_values_stand_in_the_mono_font(look, use):
    font = fonts.font(use)
    assert QFontInfo(font).family() == "JetBrains Mono"
    metrics = QFontMetrics(font)
    assert metrics.horizontalAdvance("1il.") == metrics.horizontalAdvance("MW00")
    assert font.featureValue(QFont.Tag("zero")) == 1
    assert font.featureValue(QFont.Tag("liga")) == 0


def test_sizes_are_relative_to_the_systems_font(look):
    system = QFontInfo(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)).pointSizeF()
    told = {Use.BODY: 0.0, Use.SECOND: -0.75, Use.SMALL: -1.5, Use.TITLE: 3.75, Use.FIRST: 6.75, Use.VALUE_EDIT: 6.75}
    for use, more in told.items():
        assert fonts.font(use).pointSizeF() == pytest.approx(system + more, abs=0.05), use


def test_figures_of_texts_have_one_width(look):
    assert fonts.font(Use.BODY).featureValue(QFont.Tag("tnum")) == 1
    assert fonts.font(Use.TITLE).featureValue(QFont.Tag("tnum")) == 1


def test_a_line_is_never_lower_than_its_font(look):
    for use in Use:
        assert fonts.line(use) >= fonts.metrics(use).height()


def test_a_changed_font_does_not_change_the_next_one(look):
    fonts.font(Use.BODY).setPointSizeF(40)
    assert fonts.font(Use.BODY).pointSizeF() < 20


def test_a_font_is_made_once_for_each_size_of_the_text(look, monkeypatch):
    before = fonts.font(Use.VALUE).pointSizeF()
    made = []
    make = fonts._font

    def noted(*arguments):
        made.append(arguments)
        return make(*arguments)

    monkeypatch.setattr(fonts, "_font", noted)
    look.set_text_factor(1.5)
    assert fonts.font(Use.VALUE).pointSizeF() == pytest.approx(before * 1.5, abs=0.05)
    assert fonts.line(Use.VALUE) >= fonts.metrics(Use.VALUE).height()

    assert len(made) == 1
