"""Keys reach their actions although an editor has the focus."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMainWindow, QPlainTextEdit, QVBoxLayout, QWidget

from reviewer.ui import actions, keys
from reviewer.ui.table.action import Context

Ctrl, Shift, Alt, Pad, None_ = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.KeypadModifier,
    Qt.KeyboardModifier.NoModifier,
)
K = Qt.Key


class Editor(QPlainTextEdit):
    def event(self, event: QEvent) -> bool:
        if keys.passes(event, self):
            return False
        return super().event(event)


def guarded() -> QLineEdit:
    made = QLineEdit()
    keys.KeyGuard(made)
    return made


@pytest.fixture
def calls() -> list[str]:
    return []


@pytest.fixture
def window(look, qtbot) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    return made


@pytest.fixture(params=[Editor, guarded], ids=["many lines", "one line"])
def editor(request, window, qtbot, calls):
    handlers = {
        name: (lambda _checked=False, name=name: calls.append(name))
        for name in actions.BY_NAME
        if name not in ("window.quit", "view.overlay")
    }
    made = actions.build(window, handlers)
    pane = QWidget()
    column = QVBoxLayout(pane)
    made_editor = request.param()
    column.addWidget(made_editor)
    column.addWidget(QLineEdit())
    window.setCentralWidget(pane)
    actions.attach(made, Context.FIELD, pane)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    made_editor.setFocus()
    return made_editor


def text_of(editor) -> str:
    return editor.text() if isinstance(editor, QLineEdit) else editor.toPlainText()


@pytest.mark.parametrize(
    ("key", "modifiers", "name"),
    [
        (K.Key_Z, Ctrl, "edit.undo"),
        (K.Key_Z, Ctrl | Shift, "edit.redo"),
        (K.Key_Y, Ctrl, "edit.redo"),
        (K.Key_U, Ctrl, "field.unreadable"),
        (K.Key_B, Ctrl, "field.blank"),
        (K.Key_H, Ctrl | Shift, "view.words"),
        (K.Key_E, Ctrl, "region.edit"),
        (K.Key_J, Ctrl, "field.why"),
        (K.Key_L, Ctrl, "document.postpone"),
        (K.Key_R, Ctrl, "page.rotate"),
        (K.Key_R, Alt, "region.draw"),
        (K.Key_3, Alt, "field.take_3"),
        (K.Key_T, Ctrl, "document.change_type"),
        (K.Key_F4, None_, "field.readings"),
        (K.Key_Return, None_, "field.confirm"),
        (K.Key_Enter, Pad, "field.confirm"),
        (K.Key_Return, Ctrl, "document.finish"),
        (K.Key_Enter, Ctrl | Pad, "document.finish"),
        (K.Key_Return, Ctrl | Shift, "document.reject"),
        (K.Key_Tab, None_, "field.next"),
        (K.Key_Backtab, Shift, "field.previous"),
        (K.Key_PageDown, None_, "page.next"),
        (K.Key_PageUp, None_, "page.previous"),
        (K.Key_Down, Ctrl, "document.next"),
        (K.Key_Up, Ctrl, "document.previous"),
        (K.Key_Plus, Ctrl, "view.zoom_in"),
        (K.Key_Equal, Ctrl, "view.zoom_in"),
        (K.Key_Minus, Ctrl, "view.zoom_out"),
        (K.Key_0, Ctrl, "view.fit_page"),
        (K.Key_F5, None_, "region.reread"),
        (K.Key_F5, Shift, "document.reread"),
        (K.Key_F8, None_, "issue.next"),
        (K.Key_K, Ctrl, "window.palette"),
        (K.Key_F7, None_, "notice.act"),
    ],
)
def test_a_key_of_the_table_goes_through_an_editor(editor, calls, key, modifiers, name):
    QTest.keyClicks(editor, "8.96")
    QTest.keyClick(editor, key, modifiers)
    assert calls == [name]
    assert text_of(editor) == "8.96"


def test_letters_and_the_editors_own_keys_stay_in_it(editor, calls):
    QTest.keyClicks(editor, "Rr 1x")
    QTest.keyClick(editor, K.Key_Backspace)
    QTest.keyClick(editor, K.Key_Home)
    QTest.keyClick(editor, K.Key_Delete)
    assert text_of(editor) == "r 1"
    assert calls == []


def test_a_letter_that_the_operator_gave_to_an_action_is_text_in_an_editor(editor, calls):
    made = {action.objectName(): action for action in keys.reaching(editor)}
    made["document.next"].setShortcuts(["A", "Shift+B", "+"])
    QTest.keyClicks(editor, "aB+")
    assert text_of(editor) == "aB+"
    assert calls == []
    window = editor.window()
    window.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    window.setFocus()
    QTest.keyClicks(window, "a")
    assert calls == ["document.next"]


def test_pasting_stays_text_in_an_editor_and_makes_a_document_elsewhere(editor, calls, qapp):
    qapp.clipboard().setText("8.95")
    QTest.keyClick(editor, K.Key_V, Ctrl)
    assert text_of(editor) == "8.95"
    assert calls == []
    window = editor.window()
    window.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    window.setFocus()
    QTest.keyClick(window, K.Key_V, Ctrl)
    assert calls == ["file.paste"]


def test_a_disabled_action_leaves_its_key_to_the_editor(editor, calls):
    for action in keys.reaching(editor):
        action.setEnabled(False)
    press = QKeyEvent(QEvent.Type.ShortcutOverride, K.Key_Z, Ctrl)
    assert not keys.claims(press, keys.reaching(editor))


def test_a_sign_that_needs_shift_is_claimed_with_it(editor):
    press = QKeyEvent(QEvent.Type.ShortcutOverride, K.Key_Plus, Ctrl | Shift)
    assert keys.claims(press, keys.reaching(editor))
    letter = QKeyEvent(QEvent.Type.ShortcutOverride, K.Key_U, Ctrl | Shift)
    assert not keys.claims(letter, keys.reaching(editor))


def test_other_events_are_none_of_its_business(editor):
    assert not keys.passes(QEvent(QEvent.Type.FocusIn), editor)
    assert not keys.passes(QKeyEvent(QEvent.Type.KeyPress, K.Key_Z, Ctrl), editor)


@pytest.mark.parametrize(
    ("sequence", "label"),
    [
        ("Return", "Enter"),
        ("Enter", "Enter"),
        ("Ctrl+Return", "Ctrl+Enter"),
        ("Ctrl+Shift+Enter", "Ctrl+Shift+Enter"),
        ("PgDown", "PgDn"),
        ("PgUp", "PgUp"),
        ("Ctrl++", "Ctrl++"),
        ("Ctrl+-", "Ctrl+-"),
        ("Shift+Tab", "Shift+Tab"),
        ("R", "R"),
        ("F1", "F1"),
    ],
)
def test_how_a_key_is_written(qapp, sequence, label):
    assert keys.label(sequence) == label


def test_the_two_enters_are_written_once(qapp):
    assert keys.labels(("Return", "Enter", "F2")) == ("Enter", "F2")
