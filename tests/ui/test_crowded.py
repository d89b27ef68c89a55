"""Very many values, cells, fields and words, and none at all: the keys do what they do everywhere."""

from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

import windows
from desks import document, value
from reviewer.domain.document_type import DocumentType, FieldType
from reviewer.domain.geometry import Box
from reviewer.domain.revision import Entry, Revision
from reviewer.domain.step import History
from reviewer.domain.text import Line, PageText, Word
from reviewer.services.review import Review
from reviewer.ui.application import Application

K = Qt.Key
NONE, CTRL, ALT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
COLUMNS = (FieldType("name", "Name"), FieldType("amount", "Amount"))


@pytest.fixture
def application(look, qtbot, tmp_path, monkeypatch) -> Iterator[Application]:
    monkeypatch.setenv("REVIEWER_SETTINGS", str(tmp_path / "settings"))
    with windows.open_without_workspace(tmp_path, look) as made:
        yield made


def boxes(count: int, columns: int = 20) -> list[Box]:
    rows = -(-count // columns)
    places = [(n % columns / columns, n // columns / rows) for n in range(count)]
    return [Box(x, y, x + 0.8 / columns, y + 0.7 / rows) for x, y in places]


def printed(words: Sequence[str]) -> PageText:
    made = [Word(text, box.polygon(), 0.9) for text, box in zip(words, boxes(len(words)), strict=True)]
    lines = tuple(Line(tuple(made[n : n + 20]), made[n].polygon) for n in range(0, len(made), 20))
    return PageText(0, lines, engine="rapidocr", aspect=0.8)


def several() -> tuple[DocumentType, list[Entry]]:
    kind = DocumentType("k", "K", fields=(FieldType("many", "Many", several=True),))
    return kind, [Entry(f"e{n}", "many", value(f"t{n}", 0.6, box), float(n)) for n, box in enumerate(boxes(500))]


def table() -> tuple[DocumentType, list[Entry]]:
    kind = DocumentType("t", "T", fields=(FieldType("items", "Items", columns=COLUMNS),))
    names = [column.name for column in COLUMNS]
    return kind, [
        Entry(f"e{n}", "items", value(f"t{n}", 0.6, box), float(n // 2), row=f"r{n // 2}", column=names[n % 2])
        for n, box in enumerate(boxes(1000))
    ]


def fields(count: int = 300) -> tuple[DocumentType, list[Entry]]:
    kind = DocumentType("f", "F", fields=tuple(FieldType(f"f{n}", f"Field {n}") for n in range(count)))
    return kind, [Entry(f"e{n}", f"f{n}", value(f"t{n}", 0.6, box), 0.0) for n, box in enumerate(boxes(count))]


def put(application: Application, kind: DocumentType, entries: list[Entry], *texts: PageText) -> None:
    nothing = {"check": lambda _revision, _kind: (), "keep": lambda _step: None, "operator": "Ana"}
    revision = Revision("d", document_type=kind.name, entries={each.id: each for each in entries})
    review = Review(document(), lambda _name: kind, revision, History(), **nothing)
    application.session.review.open(review, dict(enumerate(texts)), {})


def show(application: Application, qtbot, kind: DocumentType, entries: list[Entry], text: PageText) -> None:
    put(application, kind, entries, text)
    application.panes.fields.list.focus_editor()
    qtbot.waitUntil(lambda: not application.seen_first.active and editor(application) is not None)
    application.commands.refresh()


def editor(application: Application):
    places = (application.panes.fields.list.editor, application.panes.table.grid.editor)
    return next((each for each in places if each.hasFocus()), None)


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


@pytest.mark.parametrize("made", [several, table, fields])
def test_keys_walk_confirm_correct_and_undo_among_very_many(application, qtbot, made):
    kind, entries = made()
    show(application, qtbot, kind, entries, printed([each.value.text for each in entries]))
    review = application.session.review
    assert len(review.rows()) == len(entries)
    press(K.Key_Return)
    assert review.current == "e1"
    editor(application).selectAll()
    QTest.keyClicks(editor(application), "mine")
    press(K.Key_Return)
    assert review.entry("e1").value.text == "mine"
    last = entries[-1].id
    review.select(last)
    assert editor(application).isVisible()
    assert editor(application).text() == entries[-1].value.text
    editor(application).selectAll()
    QTest.keyClicks(editor(application), "end")
    press(K.Key_Return)
    assert review.entry(last).value.text == "end"
    assert review.current == "e2"  # round the end
    press(K.Key_Z, CTRL)
    assert (review.current, review.entry(last).value.text) == (last, entries[-1].value.text)


def test_a_page_without_words_says_that_nothing_is_found_and_takes_what_is_typed(application, qtbot):
    kind, entries = fields(3)
    show(application, qtbot, kind, entries, PageText(0, (), engine="rapidocr", aspect=0.8))
    review = application.session.review
    editor(application).selectAll()
    QTest.keyClicks(editor(application), "total")
    assert application.session.locating.places == ()
    press(K.Key_Return)
    assert review.entry("e0").value.text == "total"
    viewport = application.panes.page.view.viewport()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=viewport.rect().center())
    press(K.Key_F, CTRL)
    QTest.keyClicks(QApplication.focusWidget(), "total")
    qtbot.waitUntil(lambda: application.commands.locate.bar.count.text() == "not found")
    press(K.Key_Escape)
    press(K.Key_Z, CTRL)
    assert review.entry("e0").value.text == "t0"


def test_where_no_value_is_the_keyboard_is_at_the_button_or_on_the_page(application, qtbot):
    kind, _ = fields(3)
    put(application, kind, [], PageText(0, (), engine="rapidocr", aspect=0.8))
    application._take_up()
    assert application.panes.fields.panel.finish.hasFocus()
    put(application, kind, [])  # not read yet, or not to be read
    application._take_up()
    assert application.panes.page.view.hasFocus()


def test_among_fifty_thousand_words_one_is_found_and_taken(application, qtbot):
    kind, entries = fields(3)
    words = [f"w{n}" for n in range(49_999)] + ["needle"]
    show(application, qtbot, kind, entries, printed(words))
    review = application.session.review
    application.session.indexing.want()
    qtbot.waitUntil(lambda: application.session.indexing.complete)
    editor(application).selectAll()
    QTest.keyClicks(editor(application), "needl")
    assert [place.text for place in application.session.locating.places] == ["needle"]
    press(K.Key_Down)
    press(K.Key_Return)
    assert review.entry("e0").value.text == "needle"
    assert review.entry("e0").value.regions[0].polygon == boxes(50_000)[-1].polygon()
    press(K.Key_Z, CTRL)
    assert review.entry("e0").value.text == "t0"
