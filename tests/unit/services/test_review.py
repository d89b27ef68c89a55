"""A document under review, in memory."""

import pytest
from msgspec.structs import replace

from journals import machine, receipt
from reviewer.domain.document import Document, Original, Page
from reviewer.domain.document_type import DocumentType, FieldType, Kind
from reviewer.domain.field import Field, Mark, Region, Source
from reviewer.domain.issue import Issue, Level
from reviewer.domain.merge import merged
from reviewer.domain.revision import Revision, RevisionStatus
from reviewer.domain.step import History, Step, StepKind, advanced
from reviewer.errors import ReviewerError
from reviewer.services.clock import ago, now
from reviewer.services.ledger import counts
from reviewer.services.review import ReadOnly, Review

KIND = DocumentType(
    "receipt",
    "Receipt",
    fields=(
        FieldType("date", "Date", Kind.DATE, required=True),
        FieldType("total", "Total", Kind.AMOUNT, required=True),
        FieldType(
            "line_items",
            "Items",
            columns=(FieldType("text", "Text"), FieldType("amount", "Amount", Kind.AMOUNT)),
        ),
    ),
)
PLACE = Region(0, ((0.1, 0.1), (0.2, 0.1), (0.2, 0.2), (0.1, 0.2)))


class Desk:
    """A review of a receipt, its steps, and what the rules say."""

    def __init__(self, *items: str, total: str = "12.50") -> None:
        self.kept: list[Step] = []
        self.issues: tuple[Issue, ...] = ()
        document = Document("d", "a.png", (Original("s", "image/png", 1, "a.png", 2),), (Page("s", 0), Page("s", 1)))
        revision = Revision("d", document_type="receipt")
        step = Step("m", "d", 1, StepKind.MERGE, changes=merged(revision, receipt(total, *items), "e"), undoable=False)
        revision, history = advanced(revision, History(), step)
        self.review = Review(
            document,
            lambda _name: KIND,
            revision,
            history,
            check=lambda _revision, _kind: self.issues,
            keep=self.kept.append,
            operator="Ada",
        )

    def value(self, entry: str = "total:0"):
        return self.review.revision.entries[entry].value


@pytest.fixture
def desk() -> Desk:
    return Desk("4.00", "8.50")


def test_entries_stand_in_the_order_of_the_type(desk):
    desk.review.add_value("date")

    assert [entry.field for entry in desk.review.entries()] == ["date", "total", "line_items", "line_items"]


def test_the_first_step_begins_the_review(desk):
    assert desk.review.revision.status is RevisionStatus.PENDING

    desk.review.confirm("total:0")

    assert desk.review.revision.status is RevisionStatus.IN_REVIEW
    assert [step.action for step in desk.kept] == ["confirm"]
    assert (desk.value().settled_by, desk.value().source) == ("Ada", Source.RECOGNIZED)
    assert "total:0" not in desk.review.unsure()


def test_confirming_twice_is_one_step(desk):
    assert desk.review.confirm("total:0")
    assert desk.review.confirm("total:0")

    assert len(desk.kept) == 1


def test_a_correction_keeps_what_was_read(desk):
    desk.review.correct("total:0", "13.50")

    value = desk.value()
    assert (value.text, value.normalized, value.source) == ("13.50", "13.50", Source.CORRECTED)
    assert (value.confidence, value.recognized_text, value.recognized_confidence) == (None, "12.50", 0.8)


def test_typing_what_was_read_is_no_correction(desk):
    desk.review.correct("total:0", "13.50")

    desk.review.correct("total:0", "12.50")

    assert (desk.value().source, desk.value().confidence) == (Source.RECOGNIZED, 0.8)


def test_correcting_to_the_same_is_no_step(desk):
    desk.review.correct("total:0", "13.50")
    desk.review.correct("total:0", "13.50")
    assert len(desk.kept) == 1

    desk.review.correct("total:0", "13.50", (PLACE,))
    assert desk.value().regions == (PLACE,)


def test_a_place_is_changed_without_settling_the_text(desk):
    before = desk.value()

    desk.review.reshape("total:0", (PLACE,))

    after = desk.value()
    assert (after.regions, after.placed_by) == ((PLACE,), "Ada")
    assert (after.text, after.settled, after.source, after.confidence) == (
        before.text,
        False,
        before.source,
        before.confidence,
    )
    assert [(step.kind, step.action) for step in desk.kept] == [(StepKind.EDIT, "reshape")]
    desk.review.undo()
    assert desk.value() == before
    desk.review.redo()
    assert desk.value() == after


def test_the_same_place_is_no_step(desk):
    desk.review.reshape("total:0", desk.value().regions)

    assert desk.kept == []


def test_a_polygon_that_runs_the_wrong_way_is_turned_round(desk):
    corners = PLACE.polygon
    desk.review.reshape("total:0", (Region(0, (corners[0], corners[3], corners[2], corners[1])),))

    assert desk.value().regions == (PLACE,)


def test_letters_keep_their_place_when_a_frame_is_made_wider(desk):
    desk.review.correct("total:0", "12.50", (PLACE,))
    entry = desk.review.revision.entries["total:0"]
    entry = replace(entry, value=replace(entry.value, edges=(0.0, 0.5, 0.5, 1.0)))
    desk.review.revision = replace(desk.review.revision, entries=desk.review.revision.entries | {"total:0": entry})

    desk.review.reshape("total:0", (Region(0, ((0.1, 0.1), (0.3, 0.1), (0.3, 0.2), (0.1, 0.2))),))
    assert desk.value().edges == pytest.approx((0.0, 0.25, 0.25, 0.5))

    desk.review.reshape("total:0", (Region(0, ((0.1, 0.1), (0.15, 0.1), (0.15, 0.2), (0.1, 0.2))),))
    assert desk.value().edges == (), "some would lie outside: where they stand is not known any more"


def test_a_merge_that_knows_nothing_of_a_place_given_by_hand_leaves_it(desk):
    late = merge(desk, "99.00", asked=False, number=2)
    desk.review.reshape("total:0", (PLACE,))

    assert desk.review.absorb(late)  # in the log, the place comes after it, too
    assert (desk.value().text, desk.value().regions) == ("12.50", (PLACE,))


def test_a_value_may_be_blank_or_unreadable(desk):
    desk.review.mark("total:0", Mark.UNREADABLE)

    assert (desk.value().text, desk.value().mark) == ("", Mark.UNREADABLE)
    assert [step.action for step in desk.kept] == ["unreadable"]


def test_values_and_rows_come_and_go(desk):
    added = desk.review.add_value("date")
    desk.review.correct(added, "14.03.2025")
    assert desk.value(added).source is Source.MANUAL
    assert desk.value(added).normalized == "2025-03-14"

    first = desk.review.add_row("line_items", after="line_items:0")
    rows = list(dict.fromkeys(entry.row for entry in desk.review.entries() if entry.row))
    assert rows == ["line_items:0", first.rpartition(":")[0], "line_items:1"]

    desk.review.remove(first)
    assert len([entry for entry in desk.review.entries() if entry.row]) == 2
    with pytest.raises(ValueError, match="total"):
        desk.review.add_row("total")


def test_a_row_at_the_end(desk):
    last = desk.review.add_row("line_items")

    assert desk.review.entries()[-2].id == last


def test_an_error_must_be_forced(desk):
    desk.issues = (Issue("totals", Level.ERROR, "The total is wrong.", ("total:0",)),)
    desk.review.correct("total:0", "1.00")
    assert desk.review.errors == ("total:0",)

    assert not desk.review.confirm("total:0")
    with pytest.raises(ReviewerError, match="A value breaks a rule"):
        desk.review.finish()

    assert desk.review.confirm("total:0", force=True)
    assert [step.action for step in desk.kept] == ["correct", "force"]
    desk.review.finish()
    assert desk.review.revision.status is RevisionStatus.REVIEWED


def test_finishing_names_who_and_when(desk):
    desk.review.finish()

    assert desk.review.revision.reviewed_by == "Ada"
    assert desk.review.revision.reviewed_at == desk.kept[-1].at


def test_what_is_finished_is_not_changed_until_it_is_reopened(desk):
    desk.review.finish()
    assert not desk.review.writable
    with pytest.raises(ReadOnly):
        desk.review.correct("total:0", "1.00")

    desk.review.reopen("wrong")

    assert desk.review.revision.status is RevisionStatus.PENDING
    desk.review.correct("total:0", "1.00")


def test_postponing_and_rejecting_have_reasons(desk):
    desk.review.postpone("ask Ben")
    assert (desk.review.revision.status, desk.review.revision.reason) == (RevisionStatus.POSTPONED, "ask Ben")

    desk.review.reject("not ours")
    assert (desk.review.revision.status, desk.review.revision.reason) == (RevisionStatus.REJECTED, "not ours")

    desk.review.undo()
    assert (desk.review.revision.status, desk.review.revision.reason) == (RevisionStatus.POSTPONED, "ask Ben")


def test_undo_and_redo_name_what_they_cancel(desk):
    desk.review.correct("total:0", "13.50")
    desk.review.undo()
    assert desk.value().text == "12.50"
    assert desk.review.revision.status is RevisionStatus.PENDING

    desk.review.redo()

    assert desk.value().text == "13.50"
    edit, undo, redo = desk.kept
    assert (undo.cancels, redo.cancels) == (edit.id, undo.id)


def test_with_nothing_to_take_back_nothing_happens(desk):
    assert desk.review.undo() is None
    assert desk.review.redo() is None
    assert desk.kept == []


def test_a_page_turns_and_turns_back(desk):
    desk.review.turn([1], 90)
    desk.review.turn([1], 90)
    assert [page.rotation for page in desk.review.document.pages] == [0, 180]
    assert desk.review.revision.status is RevisionStatus.PENDING

    desk.review.undo()
    assert desk.review.document.pages[1].rotation == 90
    desk.review.redo()
    assert desk.review.document.pages[1].rotation == 180


def test_somebody_without_a_name_settles_values_all_the_same(desk):
    desk.review.operator = ""

    desk.review.correct("total:0", "13.50")

    assert desk.value().settled


def merge(desk: Desk, total: str, *, asked: bool, number: int) -> Step:
    fields = (Field("total", (machine(total),)), *receipt("", "4.00", "8.50")[1:])
    changes = merged(desk.review.revision, fields, "e")
    return Step("m2", "d", number, StepKind.MERGE, changes=changes, undoable=asked)


def test_a_merge_from_outside_is_taken_in(desk):
    assert desk.review.absorb(merge(desk, "99.00", asked=True, number=2))

    assert desk.value().text == "99.00"
    desk.review.undo()
    assert desk.value().text == "12.50"


def test_a_machines_merge_may_come_after_edits_elsewhere(desk):
    late = merge(desk, "99.00", asked=False, number=2)
    desk.review.correct("line_items:0:amount:0", "5.00")

    assert desk.review.absorb(late)

    assert desk.value().text == "99.00"
    assert desk.value("line_items:0:amount:0").text == "5.00"


def test_a_merge_that_knows_nothing_of_an_edit_leaves_it(desk):
    late = merge(desk, "99.00", asked=False, number=2)
    desk.review.correct("total:0", "13.50")

    assert desk.review.absorb(late)
    assert desk.value().text == "13.50"


def test_a_merge_that_was_asked_for_keeps_its_place_in_the_log(desk):
    late = merge(desk, "99.00", asked=True, number=2)
    desk.review.correct("line_items:0:amount:0", "5.00")

    assert desk.review.absorb(late)
    assert [step.action or step.id for step in desk.review.history.done] == ["m2", "correct"]
    assert [step.number for step in desk.review.history.done] == [2, 3]
    desk.review.undo()
    assert (desk.value().text, desk.value("line_items:0:amount:0").text) == ("99.00", "4.00")
    desk.review.undo()
    assert desk.value().text == "12.50"


def test_a_merge_that_more_than_edits_came_before_is_not_taken_in(desk):
    late = merge(desk, "99.00", asked=True, number=2)
    desk.review.correct("line_items:0:amount:0", "5.00")
    desk.review.undo()

    assert not desk.review.absorb(late)


def test_keeping_a_value_against_a_new_reading_is_one_step(desk):
    desk.review.correct("total:0", "13.50")
    desk.review.absorb(merge(desk, "99.00", asked=True, number=3))
    assert desk.review.conflicts() == desk.review.asking()[:1] == ("total:0",)
    assert not desk.review.judgements["total:0"].unsure

    desk.review.confirm("total:0")

    assert (desk.kept[-1].action, desk.review.conflicts()) == ("keep", ())
    assert (desk.value().text, desk.value().alternatives[0].text) == ("13.50", "99.00")
    desk.review.undo()
    assert desk.review.conflicts() == ("total:0",)


def test_taking_a_new_reading_is_one_step(desk):
    desk.review.correct("total:0", "13.50")
    desk.review.absorb(merge(desk, "99.00", asked=True, number=3))

    desk.review.correct("total:0", "99.00")

    assert desk.review.conflicts() == ()
    assert (desk.value().text, desk.value().settled) == ("99.00", True)
    desk.review.undo()
    assert (desk.value().text, desk.review.conflicts()) == ("13.50", ("total:0",))


def test_what_was_kept_against_a_rule_is_so_after_a_decision_about_a_reading(desk):
    desk.review.correct("total:0", "13.50")
    desk.review.absorb(merge(desk, "99.00", asked=True, number=3))
    entry = desk.review.revision.entries["total:0"]
    forced = replace(entry, value=replace(entry.value, forced=True))
    desk.review.revision = replace(desk.review.revision, entries={**desk.review.revision.entries, "total:0": forced})

    desk.review.confirm("total:0")

    assert desk.value().forced


def test_what_the_queue_shows_is_counted(desk):
    issues = (Issue("a", Level.ERROR, "", ()), Issue("b", Level.WARNING, "", ()))

    assert counts(desk.review.judgements.values(), issues) == (3, 1)


def test_times_are_compared_as_text():
    assert ago(1) < now() < ago(-1)
    assert len(now()) == len("2025-01-01T00:00:00.000Z")
