"""Palette and style of each scheme, and changing between them."""

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLabel, QToolTip

import reviewer
from reviewer.ui.look import current, fonts
from reviewer.ui.look.palette import palette
from reviewer.ui.look.theme import SCHEMES
from reviewer.ui.look.tokens import COLOR_ROLES, CONTRAST, CONTRAST_DARK, DARK, LIGHT
from reviewer.ui.panels.label import Label

Role, Group = QPalette.ColorRole, QPalette.ColorGroup


@pytest.mark.parametrize("table", [LIGHT, DARK, CONTRAST, CONTRAST_DARK], ids=lambda table: table.name)
def test_every_role_of_every_group_comes_from_the_table(look, table):
    made, known = palette(table), {getattr(table, role).rgba() for role in COLOR_ROLES}
    for group in (Group.Active, Group.Inactive, Group.Disabled):
        for role in Role:
            if role is not Role.NoRole and role is not Role.NColorRoles:
                assert made.color(group, role).rgba() in known, (group, role)


def test_highlight_and_accent_are_the_accent(look):
    assert palette(LIGHT).color(Role.Highlight) == palette(LIGHT).color(Role.Accent) == LIGHT.accent
    assert palette(DARK).color(Group.Disabled, Role.Text) == DARK.disabled


def test_without_a_desktop_the_system_scheme_is_light(look):
    look.set_scheme("system")
    assert look.colors is LIGHT


def test_changing_the_scheme_changes_palette_table_and_labels(look, qtbot):
    label = Label("61 %", tone="doubt")
    qtbot.addWidget(label)
    label.show()
    with qtbot.waitSignal(look.changed):
        look.set_scheme("dark")
    assert current.colors() is DARK
    assert QApplication.palette().color(Role.Window) == DARK.window
    assert label.palette().color(Role.WindowText) == DARK.doubt


def test_a_disabled_label_is_pale_whatever_its_tone(look, qtbot):
    label = Label("61 %", tone="doubt")
    qtbot.addWidget(label)
    label.setEnabled(False)
    assert label.palette().color(Role.WindowText) == LIGHT.disabled


def test_tips_have_the_colors_of_the_scheme(look):
    look.set_scheme("dark")
    assert QToolTip.palette().color(Role.ToolTipText) == DARK.tip_text


def test_the_contrast_scheme_is_chosen_by_hand(look):
    look.set_scheme("contrast")
    assert look.colors.name.startswith("contrast")
    assert look.colors.page_word_opacity == 1.0
    assert look.colors.line_extra == 1.0


def test_the_scheme_names_are_those_of_the_settings():
    assert SCHEMES == ("system", "light", "dark", "contrast")


def test_text_size_enlarges_everything(look, qtbot):
    label = QLabel("text")
    title = Label("title", fonts.Use.TITLE)
    for widget in (label, title):
        qtbot.addWidget(widget)
        widget.show()
    before = label.fontInfo().pointSizeF(), title.fontInfo().pointSizeF(), fonts.line(fonts.Use.VALUE)
    look.set_text_factor(1.5)
    after = label.fontInfo().pointSizeF(), title.fontInfo().pointSizeF(), fonts.line(fonts.Use.VALUE)
    assert after[0] == pytest.approx(before[0] * 1.5, abs=0.3)
    assert after[1] == pytest.approx(before[1] * 1.5, abs=0.8)  # Qt rounds to whole pixels
    assert after[2] > before[2]


def test_a_label_never_shows_markup(look, qtbot):
    label = Label("<b>x</b>")
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.sizeHint().width() > label.fontMetrics().horizontalAdvance("<b>x</b>") - 2


def test_the_application_ends_cleanly_with_the_style_on():
    program = textwrap.dedent(
        """
        from PySide6.QtWidgets import QApplication, QPushButton
        from reviewer.ui.look import icons, theme
        app = QApplication([])
        look = theme.apply(app, "dark")
        button = QPushButton(icons.icon("open"), "Open")
        button.show()
        button.grab()
        look.set_scheme("light")
        """
    )
    source = str(Path(reviewer.__file__).parents[1])
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | {"PYTHONPATH": source},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
