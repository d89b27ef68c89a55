"""What nobody sees is written out wherever a text is shown, and turns nothing around it."""

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter

import windows
from desks import document, entry, value
from reviewer.domain.document_type import DocumentType, FieldType
from reviewer.domain.doubt import Band, Judgement
from reviewer.domain.field import Doubt
from reviewer.domain.revision import Entry, Revision
from reviewer.domain.step import History
from reviewer.services.review import Review
from reviewer.ui.application import Application
from reviewer.ui.look.plain import tip
from reviewer.ui.panels import cell_painter, field_words
from reviewer.ui.panels.choices import Choices, in_a_list
from reviewer.ui.panels.elided import ElidedLabel
from reviewer.ui.panels.field_painter import FieldPainter
from reviewer.ui.panels.field_words import Shown
from reviewer.ui.panels.label import Label
from reviewer.ui.viewmodels.candidates import Candidate
from reviewer.ui.viewmodels.notice import Notice
from reviewer.ui.viewmodels.rows import FieldRow

RLO = "\u202e"
BAD, TOLD = f"12{RLO}34\u0007", "12⟨RLO⟩34⟨U+0007⟩"
COLUMNS = (FieldType("name", "Name"),)
PAIRS = (FieldType("label", "Label"), FieldType("value", "Value"))
KIND = DocumentType(
    "k",
    "K",
    fields=(
        FieldType("total", "Total"),
        FieldType("cash", "Cash"),
        FieldType("items", "Items", columns=COLUMNS),
        FieldType("pairs", "Pairs", columns=PAIRS),
    ),
)


@pytest.fixture
def application(look, qtbot, tmp_path, monkeypatch) -> Iterator[Application]:
    """A window with a document whose values have such characters; nothing is kept."""
    monkeypatch.setenv("REVIEWER_SETTINGS", str(tmp_path / "settings"))
    made = windows.make(tmp_path, look)
    made.window.show()
    cells = (
        Entry("cell", "items", value(BAD, 0.97), 3.0, row="r", column="name"),
        Entry("label", "pairs", value(BAD, 0.97), 4.0, row="p", column="label"),
        Entry("value", "pairs", value(BAD, 0.97), 5.0, row="p", column="value"),
    )
    entries = (entry("total", value("8.96", 0.7)), entry("cash", value(BAD, 0.97)), *cells)
    nothing = {"check": lambda _revision, _kind: (), "keep": lambda _step: None, "operator": "Ana"}
    revision = Revision("d", entries={each.id: each for each in entries})
    made.session.review.open(Review(document(), lambda _name: KIND, revision, History(), **nothing), {}, {})
    yield made
    made.close()
    made.window.deleteLater()


def row(text: str, **more: object) -> FieldRow:
    judgement = Judgement(Band.CHECK, (Doubt("rule", f"It may be “{text}” here."),))
    return FieldRow("x", "Total", 0, False, "", None, value(text, 0.7), judgement, **more)


def paint_cell(painter: QPainter, text: str) -> None:
    cell_painter.paint(painter, QRect(0, 0, 300, 60), settled(text), Shown(), lambda *_: None)


def paint_row(painter: QPainter, delegate, text: str) -> None:
    shown = settled(text)
    FieldPainter(painter, shown, delegate.parts(shown, 400), Shown(), lambda *_: None).paint(QSize(400, 80))


def settled(text: str) -> FieldRow:
    """A row of which nothing is told but its value."""
    return FieldRow("x", "Total", 0, False, "", None, value(text, 0.97), Judgement(Band.SURE))


def painted(paint) -> QImage:
    image = QImage(400, 80, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint(painter)
    painter.end()
    return image


def test_rows_tables_and_labels_of_pairs_tell_it(application):
    review, fields = application.session.review, application.panes.fields.list.model()
    labels = {each.id: each.label for each in review.rows()}
    assert labels["value"] == TOLD
    told = [fields.index(n, 0).data(Qt.ItemDataRole.AccessibleTextRole) for n in range(fields.rowCount())]
    assert f"Cash, {TOLD}, unsure" in told[1]
    grid = application.panes.table.grid.model()
    assert grid.index(0, 0).data() == TOLD
    assert TOLD in grid.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_the_value_itself_keeps_it_until_somebody_takes_it_out(application):
    review = application.session.review
    review.select("cash:0")
    assert application.panes.fields.list.editor.text() == BAD
    assert review.entry("cash:0").value.text == BAD


def test_a_value_at_rest_is_painted_as_it_is_told(application):
    panel = application.panes.fields.list
    delegate = panel.itemDelegate()
    for text, told in ((BAD, TOLD), (f"שלום{RLO}", "שלום⟨RLO⟩")):
        cells = [painted(partial(paint_cell, text=each)) for each in (text, told)]
        assert cells[0] == cells[1]
        rows = [painted(partial(paint_row, delegate=delegate, text=each)) for each in (text, told)]
        assert rows[0] == rows[1]
        assert rows[0] != painted(partial(paint_row, delegate=delegate, text=text[:2]))
    assert delegate.reason(row(BAD)) == f"It may be “{TOLD}” here."


def test_sentences_quote_it_so_that_it_turns_nothing(application):
    assert field_words.reason(row(BAD), Shown(draft=BAD)) == f"Typed, but not confirmed: “{TOLD}”."
    assert field_words.reason(row(BAD), Shown(forcing=True)) == f"Enter again keeps “{TOLD}” with the error."
    for label in (Label(f"“{BAD}” is there"), ElidedLabel(f"“{BAD}” is there")):
        assert label.text() == f"“{TOLD}” is there"
    assert ElidedLabel(BAD).accessibleName() == TOLD
    assert tip(f"<{RLO}>") == '<p style="white-space: pre-wrap">&lt;⟨RLO⟩&gt;</p>'


def test_candidates_are_listed_with_it(application, qtbot):
    found = Candidate(BAD, "Tesseract", 0.9)
    assert in_a_list(found).startswith(TOLD)
    choices = Choices()
    qtbot.addWidget(choices)
    choices.resize(600, 30)
    choices.show_candidates((found,), BAD)
    button = choices._buttons[0]
    assert button.text().startswith(TOLD)
    assert RLO not in button.toolTip() + button.accessibleName()


def test_notices_tell_it(application):
    application.notices.tell(Notice(f"“scan{RLO}gnp.exe” is marked reviewed."))
    assert application.notices.past[-1].text == "“scan⟨RLO⟩gnp.exe” is marked reviewed."


def test_a_file_name_that_hides_its_ending_is_seen_through(application, qtbot, tmp_path):
    application.show()
    session = application.session
    qtbot.waitUntil(lambda: session.desk is not None)
    session.intake.take([windows.receipt(tmp_path / f"scan{RLO}gnp.exe")])
    qtbot.waitUntil(lambda: session.queue.rowCount() == 1 and session.queue.at(0) is not None)
    index = session.queue.index(0)
    assert session.queue.at(0).name == f"scan{RLO}gnp.exe"
    for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
        assert index.data(role).startswith("scan⟨RLO⟩gnp.exe")
    session.open(session.queue.at(0).id)
    qtbot.waitUntil(lambda: application.window.windowTitle() == "scan⟨RLO⟩gnp.exe – Reviewer")
