"""Ten megabytes pasted into whatever takes text: each takes as much as it is for, and says so."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

import windows
from desks import document, entry, value
from printed import line, page
from reviewer.domain.document_type import DocumentType, FieldType
from reviewer.domain.hidden import hidden
from reviewer.domain.locating.locate import LONGEST as LOOKED_FOR
from reviewer.domain.locating.locate import Wanted, is_small_edit, located
from reviewer.domain.revision import Entry, Revision
from reviewer.domain.step import History
from reviewer.services.review import Review
from reviewer.ui.application import Application
from reviewer.ui.dialogs.ask import AskReason
from reviewer.ui.look.fonts import Use
from reviewer.ui.panels.line_edit import LONGEST as OF_A_LINE
from reviewer.ui.panels.line_edit import LineEdit
from reviewer.ui.panels.sheets.sheet_edit import SheetEdit
from reviewer.ui.panels.value_edit import LONGEST

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
BIG = "total 12.50\u0007\t\u202eword\r\n" * 500_000
KIND = DocumentType(
    "t", "T", fields=(FieldType("total", "Total"), FieldType("items", "Items", columns=(FieldType("name", "Name"),)))
)


@pytest.fixture
def application(look, qtbot, tmp_path, monkeypatch) -> Iterator[Application]:
    monkeypatch.setenv("REVIEWER_SETTINGS", str(tmp_path / "settings"))
    with windows.open_without_workspace(tmp_path, look) as made:
        cell = Entry("cell", "items", value("Rope", 0.7), 1.0, row="r", column="name")
        entries = {each.id: each for each in (entry("total", value("8.96", 0.7)), cell)}
        nothing = {"check": lambda _revision, _kind: (), "keep": lambda _step: None, "operator": "Ana"}
        review = Review(document(), lambda _name: KIND, Revision("d", entries=entries), History(), **nothing)
        made.session.review.open(review, {0: page(line(0.1, "total", "12.50"))}, {})
        made.panes.fields.list.focus_editor()
        qtbot.waitUntil(lambda: made.panes.fields.list.editor.hasFocus())
        made.commands.refresh()
        yield made
        QToolTip.hideText()


def paste(edit) -> None:
    data = QMimeData()
    data.setText(BIG)
    edit.insertFromMimeData(data)


def paste_line(edit) -> None:
    QApplication.clipboard().setText(BIG)
    edit.paste()
    QApplication.clipboard().clear()


def told(application: Application) -> str:
    return application.notices.past[-1].text


def test_a_value_takes_what_a_value_may_have_says_it_and_is_undone(application, qtbot):
    review, editor = application.session.review, application.panes.fields.list.editor
    editor.selectAll()
    paste(editor)
    assert 0 < len(editor.text()) <= LONGEST
    assert told(application) == f"A value has {LONGEST} letters at most. The rest was left out."
    assert review.draft("total:0") == editor.text()
    assert {found.name for found in hidden(editor.text())} == {"right-to-left override"}
    kept = editor.text()
    QTest.keyClick(editor, K.Key_Return)
    assert review.entry("total:0").value.text == kept.strip("\n")
    QTest.keyClick(QApplication.focusWidget(), K.Key_Z, CTRL)
    assert review.entry("total:0").value.text == "8.96"


def test_a_full_value_takes_no_more_and_leaves_the_caret_where_it_is(application, qtbot):
    editor = application.panes.fields.list.editor
    editor.selectAll()
    data = QMimeData()
    data.setText("😀" * 2 * LONGEST)
    editor.insertFromMimeData(data)
    assert len(editor.text()) == LONGEST
    editor.set_caret(10)
    QTest.keyClick(editor, K.Key_X)
    assert len(editor.text()) == LONGEST
    assert "x" in editor.text()
    assert editor.caret > 0


def test_a_cell_of_a_table_takes_no_more_either(application, qtbot):
    review, grid = application.session.review, application.panes.table.grid
    review.select("cell")
    grid.focus_editor()
    grid.editor.selectAll()
    paste(grid.editor)
    assert 0 < len(grid.editor.text()) <= LONGEST
    assert "The rest was left out" in told(application)
    QTest.keyClick(grid.editor, K.Key_Escape)
    assert grid.editor.text() == "Rope"


@pytest.mark.parametrize(
    ("key", "modifier"), [(K.Key_F, CTRL), (K.Key_K, CTRL), (K.Key_Period, CTRL)], ids=["find", "palette", "signs"]
)
def test_a_line_of_the_window_takes_a_line(application, qtbot, key, modifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifier)
    edit = QApplication.focusWidget()
    assert isinstance(edit, LineEdit)
    paste_line(edit)
    assert len(edit.text()) == OF_A_LINE
    assert QToolTip.text() == f"{OF_A_LINE} letters at most. The rest was left out."
    QTest.keyClick(edit, K.Key_Escape)
    assert application.panes.fields.list.editor.hasFocus()


def test_the_search_of_the_queue_and_a_reason_take_a_line(application, qtbot):
    asked = AskReason("Why?", "Postpone", "Keep", application.window)
    for edit in (application.panes.queue.searching.edit, asked.edit):
        QToolTip.hideText()
        paste_line(edit)
        assert len(edit.text()) == OF_A_LINE
        assert "The rest was left out" in QToolTip.text()
    assert "\u0007" not in asked.answer()


def test_a_sheet_and_adjudicate_say_it_at_the_editor(application, qtbot):
    edit = SheetEdit(Use.VALUE, application.window)
    edit.open("8.96", (), "", "Total")
    paste(edit)
    assert 0 < len(edit.text()) <= LONGEST
    assert QToolTip.text() == f"{LONGEST} letters at most. The rest was left out."


def test_what_is_longer_than_any_value_is_not_looked_for():
    text = "8" * (LOOKED_FOR + 1)
    assert located((), Wanted(text), date(2026, 1, 1)) == ()
    assert is_small_edit(text, f"{text}1")
    assert not is_small_edit(text, f"{text}1234")
