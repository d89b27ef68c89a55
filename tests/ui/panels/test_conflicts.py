"""A new reading that contradicts what the operator set: shown where it stands, decided by one key."""

from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt

from desks import Desk, entry, value
from reviewer.domain.field import Field, Mark, Source, Value
from reviewer.domain.geometry import Box
from reviewer.domain.issue import Issue, Level
from reviewer.domain.merge import merged
from reviewer.domain.step import Step, StepKind
from reviewer.ui.canvas.shapes import line_of_value
from reviewer.ui.look.lines import Line
from reviewer.ui.panels.field_side import FieldSide
from reviewer.ui.panels.field_words import line_and_figure, reason, weak_characters
from reviewer.ui.panels.strips import Strips
from reviewer.ui.viewmodels.review import Went

HERE = Box(0.1, 0.1, 0.3, 0.15)
OTHER = Box(0.6, 0.1, 0.8, 0.15)


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


def mine(text: str, read: str = "8.90") -> Value:
    return replace(value(text, 0.99, HERE, settled_by="Ana"), recognized_text=read, source=Source.CORRECTED)


def reread(desk: Desk, *fields: Field) -> None:
    """A new reading comes in, as one that was asked for."""
    review = desk.model.review
    changes = merged(review.revision, fields, "Tesseract")
    step = Step("again", review.document.id, review.revision.steps + 1, StepKind.MERGE, changes=changes)
    assert review.absorb(step)
    desk.model.refresh(unasked=True)


def total(text: str) -> Field:
    return Field("total", (value(text, 0.8, HERE),))


def cash(text: str) -> Field:
    return Field("cash", (value(text, 0.97, OTHER),))


def wrong(of: str, proposal: str | None = None) -> Issue:
    return Issue("made", Level.ERROR, "It does not agree.", (of,), proposal=proposal)


@pytest.fixture
def contradicted(side, desk) -> FieldSide:
    desk.open(entry("total", mine("8.96")), entry("cash", value("50", 0.97, OTHER)))
    reread(desk, total("8.95"), cash("50"))
    return side


def test_both_texts_and_both_keys_are_shown(contradicted, desk):
    desk.model.select("total:0")
    row = desk.model.rows()[0]
    shown = contradicted.list._shown(row)

    assert reason(row, shown) == "A new reading says “8.95”. You set “8.96”."
    assert line_and_figure(row) == (Line.PROPOSAL, "new reading")
    assert line_of_value(row.value, row.judgement.band) is Line.PROPOSAL
    assert weak_characters(row) == (3,)
    buttons = [button for button in contradicted.list.choices.findChildren(type(contradicted.list.choices._keep))]
    texts = [button.text() for button in buttons if button.isVisible()]
    assert texts[0] == "Keep 8.96"
    assert "8.95" in texts[1]
    assert "a new reading differs" in contradicted.list.model().index(0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_enter_keeps_what_the_operator_set(contradicted, desk):
    desk.model.select("total:0")
    assert contradicted.list.confirm() is Went.READY

    assert desk.model.review.conflicts() == ()
    assert desk.model.entry("total:0").value.text == "8.96"
    assert desk.steps[-1].action == "keep"
    desk.model.undo()
    assert desk.model.review.conflicts() == ("total:0",)


def test_the_button_keeps_it_too(contradicted, desk):
    desk.model.select("total:0")
    contradicted.list.choices._keep.click()

    assert desk.model.review.conflicts() == ()
    assert not contradicted.list.choices._keep.isVisible()


def test_a_number_takes_the_new_reading_with_its_place(contradicted, desk):
    desk.model.select("total:0")
    contradicted.list._candidates.take(1)

    assert (desk.model.entry("total:0").value.text, desk.model.review.conflicts()) == ("8.95", ())
    assert contradicted.list.editor.text() == "8.95"
    desk.model.undo()
    assert desk.model.entry("total:0").value.text == "8.96"


def test_typing_a_third_text_decides_too(contradicted, desk):
    desk.model.select("total:0")
    contradicted.list.editor.take_text("8.97")
    contradicted.list.confirm()

    assert (desk.model.entry("total:0").value.text, desk.model.review.conflicts()) == ("8.97", ())


def test_the_head_counts_it_and_what_the_operator_settled_is_no_doubt(contradicted, desk):
    assert desk.model.review.unsure() == ()
    assert contradicted.panel._conflicts.text() == "1 conflict(s)"
    assert contradicted.panel._conflicts.isVisible()
    assert not contradicted.panel._left.isVisible()
    assert not contradicted.panel.foot.isVisible()
    desk.model.select("total:0")
    contradicted.list.confirm()
    assert not contradicted.panel._conflicts.isVisible()
    assert contradicted.panel.foot.isVisible()


def test_finishing_leads_to_it_first_and_then_keeps_what_was_set(contradicted, desk):
    desk.model.select("cash:0")
    told = []
    desk.model.told.connect(told.append)

    assert desk.model.finish() is Went.STAYED
    assert desk.model.current == "total:0"
    assert "A new reading contradicts 1 value" in told[-1].text
    assert desk.model.finish() is Went.FINISHED


def test_the_key_for_issues_and_enter_lead_there(contradicted, desk):
    desk.model.select("cash:0")
    desk.model.next_issue()
    assert desk.model.current == "total:0"
    desk.model.select("cash:0")
    assert desk.model.enter("50") is Went.NEXT
    assert desk.model.current == "total:0"


def test_the_key_for_issues_goes_as_the_values_are_shown_and_round_the_end(side, desk):
    desk.found = (wrong("name:0"), wrong("cash:0"))
    desk.open(
        entry("total", mine("8.96")), entry("cash", value("50", 0.97, OTHER)), entry("name", value("Ann", 0.97, OTHER))
    )
    reread(desk, total("8.95"), cash("50"), Field("name", (value("Ann", 0.97, OTHER),)))
    desk.model.select("total:0")

    walked = []
    for _ in range(3):
        desk.model.next_issue()
        walked.append(desk.model.current)

    assert walked == ["cash:0", "name:0", "total:0"]


def test_the_new_reading_comes_first_and_the_key_that_keeps_stays_where_a_rule_objects(side, desk):
    desk.found = (wrong("total:0", proposal="50.00"),)
    desk.open(entry("total", mine("8.96")), entry("cash", value("50", 0.97, OTHER)))
    desk.model.select("total:0")
    reread(desk, total("8.95"), cash("50"))
    desk.model.refresh(unasked=True)
    side.list.doItemsLayout()

    assert [each.text for each in side.list._candidates.of("total:0")][:2] == ["8.95", "50.00"]
    assert side.list.choices._keep.isVisible()
    assert line_and_figure(desk.model.rows()[0]) == (Line.DOUBTFUL, "new reading")
    side.list._candidates.take(1)
    assert desk.model.entry("total:0").value.text == "8.95"


def test_only_what_asks_is_shown_with_it(contradicted, desk):
    desk.model.select("cash:0")
    contradicted.panel.set_only_unsure(True)
    assert [row.id for row in contradicted.list.model().rows] == ["total:0", "cash:0"]


def test_a_mark_that_is_contradicted_says_which(side, desk):
    marked = replace(mine(""), mark=Mark.UNREADABLE)
    desk.open(entry("total", marked))
    reread(desk, total("8.95"))
    row = desk.model.rows()[0]

    assert reason(row, side.list._shown(row)) == "A new reading says “8.95”. You marked it unreadable."
    side.list.confirm()
    assert desk.model.entry("total:0").value.mark is Mark.UNREADABLE
    assert desk.model.review.conflicts() == ()


def test_what_is_typed_stays_with_its_caret_when_a_reading_comes_in(side, desk):
    desk.open(entry("total", value("8.90", 0.4, HERE)))
    side.list.editor.take_text("8.123")
    side.list.editor.set_caret(2)

    reread(desk, total("8.95"))

    assert side.list.editor.text() == "8.123"
    assert side.list.editor.textCursor().position() == 2
    assert desk.model.draft("total:0") == "8.123"
    side.list.confirm()
    assert desk.model.entry("total:0").value.text == "8.123"


def test_rows_that_come_in_above_do_not_move_what_the_operator_works_at(side, desk, qtbot):
    desk.open(*(entry("total", value(f"{n}", 0.97, HERE), n) for n in range(20)), entry("cash", value("5", 0.4, OTHER)))
    desk.model.select("cash:0")
    qtbot.waitUntil(lambda: side.list.editor.isVisible())
    side.list.doItemsLayout()
    before = side.list.editor.mapToGlobal(side.list.editor.rect().topLeft())

    more = Field("total", tuple(value(f"{n}", 0.97, HERE) for n in range(25)))
    reread(desk, more, Field("cash", (value("6", 0.4, OTHER),)))
    side.list.doItemsLayout()

    assert len(desk.model.rows()) == 26
    assert side.list.editor.mapToGlobal(side.list.editor.rect().topLeft()) == before
    assert desk.model.current == "cash:0"


def test_the_same_document_loaded_anew_stays_where_it_was(side, desk):
    desk.open(entry("total", value("8.90", 0.4, HERE)), entry("cash", value("5", 0.97, OTHER)))
    desk.model.select("cash:0")
    desk.open(entry("total", value("8.90", 0.4, HERE)), entry("cash", value("5", 0.97, OTHER)))
    assert desk.model.current == "cash:0"
