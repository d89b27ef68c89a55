"""What is wrong with the whole document, and the one thing that can be done about it."""

from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QLabel

from desks import Desk, entry, value
from reviewer.domain.bundle import Bundle, Part
from reviewer.domain.issue import Fix, Issue, Level
from reviewer.domain.revision import RevisionStatus
from reviewer.ui.look import current
from reviewer.ui.panels.issue_panel import IssuePanel
from reviewer.ui.panels.link import Link

BUNDLE = Bundle((Part((0,)), Part((1,))), "receipts", "Each has its own total.")
SEVERAL = Issue("bundle", Level.WARNING, BUNDLE.text, (), "several_documents", action="document.split")


@pytest.fixture
def desk(qtbot, look) -> Iterator[Desk]:
    made = Desk()
    yield made
    made.close()


@pytest.fixture
def panel(desk, qtbot, monkeypatch) -> IssuePanel:
    desk.open()
    made = IssuePanel(desk.model)
    qtbot.addWidget(made)
    made.resize(460, 200)
    made.show()
    return made


def tell(desk, monkeypatch, *issues: Issue, status: RevisionStatus = RevisionStatus.PENDING) -> None:
    """Let the document have these issues."""
    review = desk.model.review
    review.revision = replace(review.revision, status=status)
    monkeypatch.setattr(type(review), "issues", property(lambda _self: issues))
    desk.model.changed.emit()


def links(panel) -> list[Link]:
    return [link for link in panel.findChildren(Link) if link.isVisible()]


def test_a_file_of_several_is_offered_for_splitting(panel, desk, qtbot, monkeypatch):
    tell(desk, monkeypatch, SEVERAL)

    (link,) = links(panel)
    assert link.text() == "Split"
    with qtbot.waitSignal(panel.acted) as acted:
        qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert acted.args == ["document.split"]


def test_folded_the_head_offers_it(panel, desk, qtbot, monkeypatch):
    tell(desk, monkeypatch, SEVERAL)
    panel.set_folded(True)

    (link,) = links(panel)
    assert link.text() == "Split"
    with qtbot.waitSignal(panel.acted) as acted:
        qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert acted.args == ["document.split"]

    tell(desk, monkeypatch)
    assert links(panel) == []


def test_a_finished_document_is_not_offered(panel, desk, monkeypatch):
    tell(desk, monkeypatch, SEVERAL, status=RevisionStatus.REVIEWED)
    assert links(panel) == []

    tell(desk, monkeypatch, SEVERAL)
    assert len(links(panel)) == 1


SUM = Issue(
    "totals",
    Level.ERROR,
    "Cash 56.00 minus change 41.05 is 14.95, but Total reads 8.95.",
    ("total:0", "cash:0"),
    proposal="14.95",
    fixes=(Fix("cash:0", "50.00", "Sum"), Fix("total:0", "14.95", "Sum")),
)


def test_a_misread_digit_is_put_right_by_its_link(panel, desk, qtbot, monkeypatch):
    desk.open(entry("total", value("8.95", 0.5)), entry("cash", value("56.00", 0.5)))
    tell(desk, monkeypatch, SUM)

    first, second = links(panel)
    assert (first.text(), second.text()) == ("Use 50.00 as cash", "Use 14.95")
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    assert desk.model.current == "cash:0"
    assert desk.model.entry("cash:0").value.text == "50.00"
    assert desk.model.entry("total:0").value.text == "8.95"


def test_of_a_long_text_the_link_shows_what_changes(panel, desk, monkeypatch):
    read, right = "IE22 FICT 9091 7300 2231 84", "IE22 FICT 9041 7300 2231 84"
    desk.open(entry("total", value(read, 0.5)))
    tell(desk, monkeypatch, replace(SUM, values=("total:0",), fixes=(Fix("total:0", right, "Check digit"),)))

    (link,) = links(panel)
    assert link.text() == "Use 4 for 9"
    assert right in link.toolTip()


def test_a_finished_document_offers_no_change(panel, desk, monkeypatch):
    desk.open(entry("total", value("8.95", 0.5)), entry("cash", value("56.00", 0.5)))
    tell(desk, monkeypatch, SUM, status=RevisionStatus.REVIEWED)

    assert links(panel) == []


def test_a_sentence_is_shown_as_it_is_behind_a_strong_word(panel, desk, monkeypatch):
    tell(desk, monkeypatch, Issue("sum", Level.ERROR, "Total reads “<b>8.96 & 7”.", (), "sum"))

    (label,) = (label for label in panel.findChildren(QLabel) if "Total" in label.text())
    shown = QTextDocument()
    shown.setHtml(label.text())
    assert shown.toPlainText() == "Error. Total reads “<b>8.96 & 7”."
    assert label.text().startswith("<b>Error.</b>")


def test_the_sign_of_an_issue_follows_the_theme(panel, desk, monkeypatch, look):
    tell(desk, monkeypatch, SEVERAL)
    look.set_scheme("dark")

    image, doubt = panel.grab().toImage(), current.colors().doubt.rgb()
    assert any(image.pixel(x, y) == doubt for x in range(60) for y in range(image.height()))


def test_folded_the_head_shows_the_sign_of_the_worst(panel, desk, monkeypatch):
    tell(desk, monkeypatch, SEVERAL, Issue("sum", Level.ERROR, "Total is wrong.", (), "sum"))
    assert not panel._sign.isVisible()

    panel.set_folded(True)
    assert panel._sign.isVisible()
    image, error = panel.grab().toImage(), current.colors().error.rgb()
    assert any(image.pixel(x, y) == error for x in range(200) for y in range(image.height()))
