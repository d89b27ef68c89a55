"""The contrast figures of docs and design, recomputed from the table."""

import pytest
from PySide6.QtGui import QColor

from reviewer.ui.look import contrast
from reviewer.ui.look.tokens import COLOR_ROLES, CONTRAST, CONTRAST_DARK, DARK, LIGHT, strong

MEASURED = [
    ("text", "base", 16.2, 11.9),
    ("text", "window", 14.7, 13.2),
    ("text", "accent_soft", 14.2, 10.2),
    ("text", "doubt_soft", 14.5, 10.2),
    ("text2", "base", 7.3, 7.2),
    ("text2", "window", 6.6, 8.0),
    ("text2", "alt", 6.9, 6.6),
    ("text2", "accent_soft", 6.3, 6.2),
    ("accent", "base", 6.2, 6.7),
    ("accent", "window", 5.6, 7.4),
    ("accent_text", "accent", 6.2, 8.1),
    ("accent_ink", "accent_soft", 7.3, 7.4),
    ("line", "base", 1.3, 1.4),
    ("doubt", "base", 7.4, 8.5),
    ("doubt", "accent_soft", 6.4, 7.3),
    ("doubt", "window", 6.7, 9.4),
    ("doubt_line", "doubt_soft", 3.8, 5.0),
    ("doubt_line", "base", 4.3, 5.9),
    ("error", "base", 7.5, 7.1),
    ("error", "window", 6.8, 7.9),
    ("error", "error_soft", 6.5, 6.5),
    ("control", "base", 3.5, 3.9),
    ("control", "window", 3.2, 4.3),
    ("control", "accent_soft", 3.1, 3.4),
    ("tip_text", "tip", 16.2, None),
    ("text2", "tip", 7.3, 5.7),
    ("disabled", "base", 3.0, 3.6),
]
ON_PAPER = [
    ("page_active", 6.2, 5.5, 4.5),
    ("page_field", 11.9, 10.6, 8.6),
    ("page_doubt", 5.5, 4.9, 4.0),
    ("page_word", 5.9, 5.2, 4.2),
]
GRAPHICS = {"doubt_line", "control", "line", "disabled"}


@pytest.mark.parametrize(("front", "ground", "light", "dark"), MEASURED)
def test_a_pair_has_the_contrast_that_the_design_measured(front, ground, light, dark):
    for table, told in ((LIGHT, light), (DARK, dark)):
        if told is not None:
            assert contrast.ratio(getattr(table, front), getattr(table, ground)) == pytest.approx(told, abs=0.06)


@pytest.mark.parametrize(("role", "white", "grey", "dimmed"), ON_PAPER)
def test_lines_on_paper_have_the_contrast_that_the_design_measured(role, white, grey, dimmed):
    for paper, told in (("#FFFFFF", white), ("#F1F1F1", grey), ("#DBDBDB", dimmed)):
        assert contrast.ratio(getattr(LIGHT, role), QColor(paper)) == pytest.approx(told, abs=0.06)


@pytest.mark.parametrize("table", [LIGHT, DARK], ids=lambda table: table.name)
@pytest.mark.parametrize(("front", "ground"), [row[:2] for row in MEASURED if row[0] not in {"line", "disabled"}])
def test_text_is_readable_and_graphics_are_seen(table, front, ground):
    least = 3.0 if front in GRAPHICS else 4.5
    assert contrast.ratio(getattr(table, front), getattr(table, ground)) >= least


@pytest.mark.parametrize("table", [CONTRAST, CONTRAST_DARK], ids=lambda table: table.name)
@pytest.mark.parametrize(("front", "ground"), [row[:2] for row in MEASURED if row[0] != "disabled"])
def test_high_contrast_is_at_least_seven(table, front, ground):
    assert contrast.ratio(getattr(table, front), getattr(table, ground)) >= 7.0


def test_the_page_is_the_same_in_light_and_dark():
    roles = [role for role in COLOR_ROLES if role.startswith("page_")]
    assert len(roles) == 5
    assert all(getattr(LIGHT, role) == getattr(DARK, role) for role in roles)


def test_a_character_mark_is_seen_on_the_dark_strip():
    assert contrast.ratio(LIGHT.page_doubt, DARK.paper_strip) == pytest.approx(3.5, abs=0.1)


def test_high_contrast_takes_the_systems_highlight_where_it_can_be_read():
    assert strong(dark=False, highlight=QColor("#800080")).accent == QColor("#800080")
    assert strong(dark=False, highlight=QColor("#FFFF00")).accent == CONTRAST.accent


def test_contrast_formula_at_its_ends():
    black, white = QColor("#000000"), QColor("#FFFFFF")
    assert contrast.ratio(black, white) == pytest.approx(21.0)
    assert contrast.ratio(white, white) == pytest.approx(1.0)
    assert contrast.over(black, 0.14, white) == QColor("#DBDBDB")
