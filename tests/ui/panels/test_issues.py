"""What is wrong with the whole document, and the one thing that can be done about it."""

from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt

from desks import Desk
from reviewer.domain.bundle import Bundle, Part
from reviewer.domain.issue import Issue, Level
from reviewer.domain.revision import RevisionStatus
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
