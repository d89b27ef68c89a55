"""The command palette: found by letters, run by Enter, and the focus back where it was."""

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMainWindow

import windows
from reviewer.ui import actions
from reviewer.ui.dialogs.palette.palette import Palette
from reviewer.ui.table.action import Context

K = Qt.Key


@pytest.fixture
def calls() -> list[str]:
    return []


@pytest.fixture
def window(look, qtbot, calls):
    made = QMainWindow()
    qtbot.addWidget(made)
    made.setCentralWidget(QLineEdit())
    handlers = {name: (lambda _checked=False, name=name: calls.append(name)) for name in actions.BY_NAME}
    made.table = actions.build(made, handlers)
    actions.attach(made.table, Context.FIELD, made.centralWidget())
    made.resize(1300, 900)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.centralWidget().setFocus()
    return made


@pytest.fixture
def palette(window) -> Palette:
    made = Palette(window, window.table)
    made.open()
    return made


def titles(palette: Palette) -> list[str]:
    return [palette.model.index(number).data() for number in range(palette.model.rowCount())]


def marked(palette: Palette) -> str:
    return palette.list.currentIndex().data()


def test_every_action_is_listed_but_itself(palette):
    assert len(titles(palette)) == len(actions.BY_NAME) - 1
    assert "Find an action" not in titles(palette)
    assert "Take reading 3" in titles(palette)


def test_letters_find_enter_runs_and_the_focus_goes_back(palette, window, calls):
    chosen = []
    palette.chosen.connect(chosen.append)
    QTest.keyClicks(palette.search, "mr")
    assert marked(palette) == "Mark reviewed"
    QTest.keyClick(palette.search, K.Key_Return)
    assert calls == chosen == ["document.finish"]
    assert not palette.isVisible()
    assert window.centralWidget().hasFocus()


@pytest.mark.parametrize(
    "key", [(K.Key_Escape, Qt.KeyboardModifier.NoModifier), (K.Key_K, Qt.KeyboardModifier.ControlModifier)]
)
def test_esc_and_its_own_key_close_it(palette, window, calls, key):
    QTest.keyClick(palette.search, *key)
    assert not palette.isVisible()
    assert window.centralWidget().hasFocus()
    assert calls == []


def test_a_click_beside_it_closes_it_and_one_on_a_row_runs_it(palette, window, calls):
    QTest.mouseClick(palette, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert not palette.isVisible()
    palette.open()
    QTest.keyClicks(palette.search, "undo")
    place = palette.list.visualRect(palette.model.index(0)).center()
    QTest.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert calls == ["edit.undo"]


def test_arrows_walk_and_go_round(palette):
    first = marked(palette)
    QTest.keyClick(palette.search, K.Key_Down)
    assert marked(palette) == titles(palette)[1]
    QTest.keyClick(palette.search, K.Key_Up)
    QTest.keyClick(palette.search, K.Key_Up)
    assert marked(palette) == titles(palette)[-1]
    QTest.keyClick(palette.search, K.Key_Down)
    assert marked(palette) == first


def test_what_is_not_possible_says_why_and_stays(palette, window, calls):
    palette.close_card()
    actions.set_available(window.table["edit.redo"], "Nothing to do again.")
    palette.open()
    QTest.keyClicks(palette.search, "redo")
    index = palette.list.currentIndex()
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Redo, Ctrl+Shift+Z, not possible now"
    assert index.data(Qt.ItemDataRole.AccessibleDescriptionRole) == "Nothing to do again."
    assert palette._foot.says.text() == "Nothing to do again."
    QTest.keyClick(palette.search, K.Key_Return)
    assert palette.isVisible()
    assert calls == []


def test_an_action_of_a_pane_that_is_hidden_is_not_possible(palette, window):
    assert actions.why_not(window.table["field.confirm"]) == ""
    assert actions.why_not(window.table["region.draw_here"]) == "No page is shown."
    window.centralWidget().hide()
    assert actions.why_not(window.table["field.confirm"]) == "The fields are not shown."


def test_nothing_found_is_told(palette):
    QTest.keyClicks(palette.search, "qqq")
    assert palette._none.text() == "No action is called “qqq”."
    assert not palette.list.isVisible()
    QTest.keyClick(palette.search, K.Key_Return)
    assert palette.isVisible()
    QTest.keyClicks(palette.search, "\b\b\b")
    palette.search.clear()
    assert palette.list.isVisible()


def test_keys_of_the_window_do_nothing_below_it(palette, calls):
    QTest.keyClick(palette.search, K.Key_L, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(palette.search, K.Key_F8)
    QTest.keyClick(palette.search, K.Key_Tab)
    assert calls == []
    assert palette.search.hasFocus()


def test_an_action_that_is_on_or_off_says_so(palette, window):
    palette.close_card()
    window.table["view.words"].setChecked(True)
    palette.open()
    QTest.keyClicks(palette.search, "words")
    assert palette.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole) == "Words on the page, Ctrl+Shift+H, on"


@pytest.mark.parametrize("size", [(1300, 900), (960, 600)])
def test_it_fits_into_the_window(palette, window, qtbot, size):
    window.resize(*size)
    qtbot.waitUntil(lambda: palette.size() == window.size())
    assert palette.rect().contains(palette._card.geometry())


def test_the_model_is_sound(palette, qtmodeltester):
    qtmodeltester.check(palette.model)


def test_what_was_run_is_remembered_for_the_next_start(look, qtbot, tmp_path, monkeypatch):
    monkeypatch.setenv("REVIEWER_SETTINGS", str(tmp_path / "settings"))
    application = windows.make(tmp_path, look)
    application.window.show()
    commands = application.commands.palette
    for name in ("view.words", "help.about", "view.words", "gone.action"):
        commands._on_chosen(name)
    kept = QSettings(str(tmp_path / "kept.ini"), QSettings.Format.IniFormat)
    commands.keep(kept)
    commands.recent = ()
    commands.restore(kept)
    assert commands.recent == ("view.words", "help.about")
    application.actions["window.palette"].trigger()
    palette = commands._palette
    assert titles(palette)[:2] == ["Words on the page", "About Reviewer"]
    application.actions["window.palette"].trigger()
    assert not palette.isVisible()
    application.close()
    application.window.deleteLater()
