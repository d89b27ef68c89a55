"""The field panel: nothing typed is lost, nothing is confirmed by accident."""

from collections.abc import Iterator

import pytest

from desks import Desk, entry, value
from reviewer.domain.field import Alternative, Region
from reviewer.domain.geometry import Box
from reviewer.ui.panels.choices import Choices
from reviewer.ui.panels.field_side import FieldSide
from reviewer.ui.panels.strips import Strips
from reviewer.ui.viewmodels.review import Proposal, Went

HERE = Box(0.1, 0.1, 0.3, 0.15)
THERE = Region(0, Box(0.5, 0.5, 0.7, 0.55).polygon())


@pytest.fixture
def desk(qtbot, look) -> Iterator[Desk]:
    made = Desk()
    yield made
    made.close()


@pytest.fixture
def side(desk, qtbot) -> FieldSide:
    made = FieldSide(desk.model, Strips(desk.model, desk.pictures))
    qtbot.addWidget(made)
    made.resize(460, 800)
    made.show()
    return made


def test_what_was_typed_and_not_confirmed_is_asked_for_before_finishing(side, desk):
    desk.open(entry("total", value("8.96", 0.99, HERE)), entry("cash", value("9", 0.99)))
    side.list.editor.take_text("8.95")
    desk.model.next_field(1)

    assert desk.model.finish() is Went.STAYED
    assert desk.model.finish() is Went.STAYED
    assert desk.model.current == "total:0"
    assert side.list.editor.text() == "8.95"

    desk.model.enter("8.95")
    assert desk.model.finish() is Went.FINISHED


def test_what_is_typed_while_a_region_is_read_counts(side, desk):
    desk.open(entry("total", value("8.96", 0.4, HERE)))
    desk.model.draw(THERE)
    side.list.editor.take_text("8.95")

    assert desk.model.proposal is None
    assert desk.model.draft("total:0") == "8.95"


def test_a_region_in_which_nothing_was_read_leaves_the_text(side, desk):
    desk.open(entry("total", value("8.96", 0.4, HERE)))
    desk.model.draw(THERE)
    desk.model.set_proposal(Proposal("total:0", "", (THERE,)))
    assert side.list.editor.text() == "8.96"

    side.list.confirm()
    kept = desk.model.entry("total:0").value
    assert (kept.text, kept.regions) == ("8.96", (THERE,))


def test_a_proposal_that_is_corrected_keeps_its_place(side, desk):
    desk.open(entry("total", value("8.96", 0.4, HERE)))
    desk.model.draw(THERE)
    desk.model.set_proposal(Proposal("total:0", "8.9S", (THERE,), 0.5))
    assert side.list.editor.text() == "8.9S"
    assert desk.model.draft("total:0") is None

    side.list.editor.take_text("8.95")
    side.list.confirm()
    kept = desk.model.entry("total:0").value
    assert (kept.text, kept.regions) == ("8.95", (THERE,))


def test_a_document_that_is_read_while_it_is_open_gets_an_active_field(side, desk):
    desk.open(entry("total", value("8.96", 0.99, HERE)))
    desk.model.current = ""  # as it was while there was no value
    desk.model.refresh()
    assert desk.model.current == "total:0"


@pytest.mark.parametrize("width", [500, 366, 250, 120])
def test_other_readings_are_never_cut_off(qtbot, look, width):
    choices = Choices()
    qtbot.addWidget(choices)
    choices.resize(width, 24)
    long = "KAWASAN PERINDUSTRIAN BALAKONG"
    choices.show_alternatives(tuple(Alternative(long, "Second choice", 0.3) for _ in range(3)))
    choices.show()

    shown = [button for button in choices._buttons if button.isVisible()]
    assert shown
    assert "Alt+1" in shown[0].text()
    if width >= 250:
        assert all(button.width() >= button.sizeHint().width() for button in shown)
