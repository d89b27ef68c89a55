"""The actions that find and write, in the whole window."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desks import KIND, document, entry, value
from printed import line, page
from reviewer import app
from reviewer import settings as settings_files
from reviewer.domain.document_type import DocumentType, FieldType, Kind
from reviewer.domain.geometry import Box
from reviewer.domain.revision import Entry, Revision
from reviewer.domain.step import History
from reviewer.services.review import Review
from reviewer.settings import Settings
from reviewer.ui.application import Application
from reviewer.ui.dialogs.read_regions import ReadRegions

K = Qt.Key
COLUMNS = (FieldType("name", "Name"), FieldType("amount", "Amount", Kind.AMOUNT))
TABLED = DocumentType("t", "T", fields=(FieldType("total", "Total"), FieldType("items", "Items", columns=COLUMNS)))
TEXTS = {
    0: page(line(0.1, "Total", "8.95"), line(0.2, "Cafe", "Massimo")),
    1: page(line(0.1, "Total", "9.10"), number=1),
}


@pytest.fixture
def application(look, qtbot, tmp_path, monkeypatch) -> Iterator[Application]:
    """A window with a document of two pages; nothing is kept."""
    monkeypatch.setenv("REVIEWER_SETTINGS", str(tmp_path / "settings"))
    made = Application(tmp_path / "workspace", Settings(operator="Ana"), look, app.start, app.recover)
    made.window.stack.setCurrentWidget(made.panes.page)
    made.window.show()
    made.window.activateWindow()
    total = entry("total", value("8.96", 0.7, Box(0.2, 0.1, 0.25, 0.12)))
    nothing = {"check": lambda _revision, _kind: (), "keep": lambda _step: None, "operator": "Ana"}
    revision = Revision("d", entries={total.id: total})
    made.session.review.open(Review(document(2), lambda _name: KIND, revision, History(), **nothing), TEXTS, {})
    made.panes.fields.list.focus_editor()
    made.session.indexing.want()
    qtbot.waitUntil(lambda: made.session.indexing.complete)
    made.commands.refresh()
    yield made
    made.close()
    made.window.deleteLater()


def press(key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifier)


def test_finding_goes_over_pages_takes_and_gives_the_focus_back(application):
    review, editor = application.session.review, application.panes.fields.list.editor
    press(K.Key_F, Qt.KeyboardModifier.ControlModifier)
    bar = application.commands.locate.bar
    assert bar.edit.hasFocus()
    QTest.keyClicks(bar.edit, "total 9")
    assert (bar.count.text(), review.page) == ("1 of 1", 1)

    bar.edit.setText("9.10")
    press(K.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert review.entry("total:0").value.text == "9.10"
    assert review.entry("total:0").value.regions[0].page == 1
    assert bar.isHidden()
    assert editor.hasFocus()


def test_going_on_without_a_text_asks_for_one_and_with_one_walks(application):
    press(K.Key_F3)
    bar = application.commands.locate.bar
    assert bar.edit.hasFocus()
    QTest.keyClicks(bar.edit, "total")
    press(K.Key_F3)
    assert bar.count.text() == "2 of 2"
    press(K.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert bar.count.text() == "1 of 2"
    press(K.Key_Escape)
    press(K.Key_F3)
    assert bar.isVisible()
    assert bar.count.text() == "1 of 2"


def test_what_is_selected_in_the_editor_is_looked_for(application):
    application.panes.fields.list.editor.selectAll()
    application.actions["document.find"].trigger()
    assert application.commands.locate.bar.edit.text() == "8.96"


def test_enter_of_the_table_takes_what_is_marked_and_confirms_nothing_else(application):
    editor = application.panes.fields.list.editor
    editor.selectAll()
    QTest.keyClicks(editor, "mass")
    press(K.Key_Down)
    press(K.Key_Return)
    assert application.session.review.entry("total:0").value.text == "Massimo"
    assert application.session.review.current == "total:0"


def test_a_form_of_the_letter_replaces_it_and_is_offered_first_the_next_time(application):
    editor = application.panes.fields.list.editor
    editor.selectAll()
    QTest.keyClicks(editor, "Cafe")
    press(K.Key_Period, Qt.KeyboardModifier.ControlModifier)
    palette = application.commands.locate.palette
    assert palette.isVisible()
    palette.filter.setText("latin small e acute")
    press(K.Key_Return)
    assert editor.text() == "Café"
    assert editor.hasFocus()
    assert application.session.review.draft("total:0") == "Café"

    QTest.keyClicks(editor, " 5")
    application.actions["field.signs"].trigger()
    assert palette.chosen == "é"
    press(K.Key_Return)
    assert editor.text() == "Café 5é"


def test_the_palette_takes_the_place_of_the_list(application):
    editor = application.panes.fields.list.editor
    editor.selectAll()
    QTest.keyClicks(editor, "mass")
    assert application.locator.list.isVisible()
    application.actions["field.signs"].trigger()
    assert application.commands.locate.palette.isVisible()
    assert not application.locator.list.isVisible()


def test_signs_are_left_without_a_change(application):
    editor = application.panes.fields.list.editor
    application.actions["field.signs"].trigger()
    press(K.Key_Escape)
    assert editor.text() == "8.96"
    assert editor.hasFocus()


def test_what_reads_regions_is_kept_and_can_read_at_once(application):
    asked = []
    application.session.review.read_asked.connect(asked.append)
    application.actions["region.read_with"].trigger()
    dialog = application.window.findChild(ReadRegions)
    dialog._engine.setCurrentIndex(dialog._engine.findData("tesseract"))
    dialog._language.setCurrentIndex(dialog._language.findData("de"))
    dialog.now.click()

    kept = settings_files.load().reading
    assert (kept.region_engine, kept.region_languages) == ("tesseract", ("de",))
    (proposal,) = asked
    assert proposal.regions == application.session.review.entry("total:0").value.regions


def test_nothing_to_take_is_told(application):
    application.actions["document.find_take"].trigger()
    assert "Ctrl+F" in application.notices.past[-1].text


@pytest.fixture
def cells(application, qtbot) -> Application:
    """The window with a document that has a table, the keyboard in its first cell."""

    def cell(column, text):
        return Entry(f"items:0:{column}:0", "items", value(text, 0.5), 0.0, "items:0", column)

    entries = [cell("name", "Sum"), cell("amount", "1.00"), entry("total", value("8.96", 0.7))]
    nothing = {"check": lambda _revision, _kind: (), "keep": lambda _step: None, "operator": "Ana"}
    revision = Revision("t", entries={each.id: each for each in entries})
    review = Review(document(2, name="t"), lambda _name: TABLED, revision, History(), **nothing)
    application.session.review.open(review, TEXTS, {})
    application.session.review.select("items:0:name:0")
    application.panes.fields.list.focus_editor()
    application.session.indexing.want()
    qtbot.waitUntil(lambda: application.session.indexing.complete)
    assert application.panes.table.grid.editor.hasFocus()
    return application


def test_typing_into_a_cell_locates_too(cells):
    review, editor = cells.session.review, cells.panes.table.grid.editor
    editor.selectAll()
    QTest.keyClicks(editor, "mass")
    assert cells.locator.list.isVisible()
    assert cells.window.rect().contains(cells.locator.list.geometry())

    press(K.Key_Down)
    press(K.Key_Return)
    taken = review.entry("items:0:name:0").value
    assert (taken.text, len(taken.regions)) == ("Massimo", 1)
    assert review.current == "items:0:name:0"
    assert editor.hasFocus()


def test_arrows_of_a_table_stay_the_tables_while_no_list_is_shown(cells):
    press(K.Key_Down)
    assert not cells.session.locating.shown
    press(K.Key_Right)
    assert cells.session.review.current == "items:0:amount:0"


def test_special_characters_go_into_a_cell_too(cells):
    application, editor = cells, cells.panes.table.grid.editor
    editor.set_caret(3)
    application.actions["field.signs"].trigger()
    application.commands.locate.palette.filter.setText("euro sign")
    press(K.Key_Return)
    assert editor.text() == "Sum€"
    assert editor.hasFocus()
