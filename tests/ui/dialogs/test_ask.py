"""Small questions, and About."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QMainWindow

from reviewer.ui.dialogs.about import PARTS, About, Part, version_of
from reviewer.ui.dialogs.ask import AskName, AskPassword, AskReason
from reviewer.ui.dialogs.veil import Veil


@pytest.fixture
def window(look, qtbot):
    made = QMainWindow()
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    return made


def test_a_reason_is_needed_to_reject(window, qtbot):
    ask = AskReason("Reject “<b>x</b>.jpg”? It leaves the queue.", "Reject", "Keep", parent=window)
    ask.open()
    assert not ask.yes.isEnabled()
    QTest.keyClicks(ask.edit, "  illegible ")
    with qtbot.waitSignal(ask.accepted):
        QTest.keyClick(ask.edit, Qt.Key.Key_Return)
    assert ask.answer() == "illegible"


def test_blanks_are_no_reason(window):
    ask = AskReason("Reject it?", "Reject", "Keep", parent=window)
    ask.open()
    QTest.keyClicks(ask.edit, "   ")
    QTest.keyClick(ask.edit, Qt.Key.Key_Return)
    assert ask.isVisible()
    ask.reject()


def test_esc_keeps(window, qtbot):
    ask = AskReason("Postpone it?", "Postpone", "Keep", parent=window)
    ask.open()
    with qtbot.waitSignal(ask.rejected):
        QTest.keyClick(ask, Qt.Key.Key_Escape)


def test_a_veil_lies_over_the_window_for_as_long(window):
    ask = AskReason("Reject it?", "Reject", "Keep", parent=window)
    assert window.findChild(Veil) is None
    ask.open()
    veil = window.findChild(Veil)
    assert veil.isVisible()
    assert veil.geometry() == window.rect()
    ask.reject()
    assert not veil.isVisible()


def test_the_name_is_suggested_from_the_account(window):
    ask = AskName("ana", window)
    ask.open()
    assert ask.answer() == "ana"
    assert ask.edit.selectedText() == "ana"
    assert ask.yes.isEnabled()
    ask.reject()


def test_a_password_is_hidden_and_taken_as_typed(window):
    ask = AskPassword("a.pdf", 3, parent=window)
    ask.open()
    assert ask.edit.echoMode() is QLineEdit.EchoMode.Password
    assert not ask.note.isVisible()
    QTest.keyClicks(ask.edit, " secret ")
    assert ask.answer() == " secret "
    ask.reject()


@pytest.mark.parametrize(("left", "words"), [(2, "2 tries are left"), (1, "One try is left")])
def test_a_wrong_password_says_how_many_tries_are_left(window, left, words):
    ask = AskPassword("a.pdf", left, wrong=True, parent=window)
    ask.open()
    assert ask.note.isVisible()
    assert words in ask.note.text()
    ask.reject()


def test_dialogs_show_names_as_plain_text(window):
    for dialog in (
        AskReason("Reject “<img src=x>”?", "Reject", "Keep", parent=window),
        AskPassword("<b>a</b>.pdf", 2, parent=window),
        About("1.2.3", parent=window),
    ):
        assert all(label.textFormat() is Qt.TextFormat.PlainText for label in dialog.findChildren(QLabel))


def test_about_tells_version_licence_and_parts(window):
    about = About("1.2.3", parent=window)
    words = [label.text() for label in about.findChildren(QLabel)]
    assert "Version 1.2.3" in words
    assert any("Affero General Public License" in text for text in words)
    for name, licence in (
        ("Qt and PySide6", "LGPL-3.0"),
        ("PyMuPDF and MuPDF", "AGPL-3.0"),
        ("JetBrains Mono", "OFL-1.1"),
    ):
        assert name in words
        assert licence in words


def test_versions_come_from_what_is_installed():
    assert version_of(next(part for part in PARTS if part.package == "PySide6-Essentials")).startswith("6.")
    assert version_of(Part("x", "MIT", "no-such-package-here")) == ""
    assert version_of(Part("Tesseract", "Apache-2.0", version="5.3")) == "5.3"
