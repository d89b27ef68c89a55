"""How an operator goes through one document: confirm, correct, force, finish, undo."""

from datetime import date

import pytest

from reviewer import rules
from reviewer.domain.document import Document, Original, Page
from reviewer.domain.document_type import DocumentType, FieldType, Kind
from reviewer.domain.field import Mark, Region, Value
from reviewer.domain.geometry import Box
from reviewer.domain.issue import Issue, Level
from reviewer.domain.revision import Entry, Revision
from reviewer.domain.step import History, Step, StepKind
from reviewer.services.review import Review
from reviewer.ui.viewmodels.asked import Proposal
from reviewer.ui.viewmodels.review import ReviewViewModel, Went

RECEIPT = DocumentType(
    "receipt",
    "Receipt",
    fields=(
        FieldType("company", "Company"),
        FieldType("total", "Total", Kind.AMOUNT, required=True),
        FieldType("cash", "Cash", Kind.AMOUNT),
        FieldType("change", "Change", Kind.AMOUNT),
        FieldType("items", "Items", columns=(FieldType("name", "Name"), FieldType("price", "Price", Kind.AMOUNT))),
        FieldType("pairs", "Entries", columns=(FieldType("label", "Label"), FieldType("value", "Value"))),
    ),
    rules=({"rule": "totals", "result": "total", "terms": ["cash", "-change"]},),
)
PLACE = Region(0, Box(0.1, 0.1, 0.3, 0.15).polygon())


def read(text: str, confidence: float = 0.99) -> Value:
    return Value(text, text, confidence, recognized_text=text, recognized_confidence=confidence, regions=(PLACE,))


def entry(field: str, value: Value) -> Entry:
    return Entry(f"{field}:0", field, value)


@pytest.fixture
def kept() -> list:
    return []


@pytest.fixture
def open_(qapp, kept):
    def open_(*entries: Entry) -> ReviewViewModel:
        document = Document(
            "d", "d.jpg", (Original("a" * 64, "image/png", 1, "d.jpg", 2),), (Page("a" * 64, 0), Page("a" * 64, 1))
        )
        revision = Revision("d", document_type="receipt", entries={each.id: each for each in entries})
        review = Review(
            document,
            lambda _name: RECEIPT,
            revision,
            History(),
            check=lambda r, kind: rules.check(r, kind, date(2025, 1, 1)),
            keep=kept.append,
            operator="Ana",
        )
        model = ReviewViewModel()
        model.open(review, {}, {})
        return model

    return open_


def test_it_opens_at_the_first_unsure_value_and_enter_leads_to_the_next(open_):
    model = open_(
        entry("company", read("Ardent")), entry("total", read("8.95", 0.5)), entry("cash", read("50.00", 0.6))
    )
    assert model.current == "total:0"
    assert model.enter("8.95") is Went.NEXT
    assert model.current == "cash:0"
    assert model.review.revision.entries["total:0"].value.settled_by == "Ana"
    assert model.enter("50.00") is Went.READY


def test_the_first_step_brings_it_into_review_and_undo_takes_that_back(open_, kept):
    model = open_(entry("total", read("8.95", 0.5)))
    assert model.review.revision.status == "pending"
    model.enter("8.96")
    assert model.review.revision.status == "in_review"
    model.undo()
    assert model.review.revision.status == "pending"
    assert model.entry("total:0").value.text == "8.95"
    assert [step.kind for step in kept] == ["edit", "undo"]


def test_an_error_is_kept_only_by_a_second_enter(open_):
    model = open_(entry("total", read("8.96", 0.5)), entry("cash", read("50.00")), entry("change", read("41.05")))
    model.select("total:0")
    assert model.enter("8.96") is Went.STAYED
    assert model.forcing("total:0")
    assert not model.entry("total:0").value.settled
    told = []
    model.told.connect(lambda notice: told.append(notice.text))
    assert model.enter("8.96") is not Went.STAYED
    assert model.entry("total:0").value.forced
    assert told == ["Total is kept with the error. Ctrl+Z takes it back."]


def test_typing_between_two_enters_asks_again(open_):
    model = open_(entry("total", read("8.96", 0.5)), entry("cash", read("50.00")), entry("change", read("41.05")))
    model.select("total:0")
    model.enter("8.96")
    model.typed("8.97")
    assert not model.forcing("total:0")
    assert model.enter("8.97") is Went.STAYED


def test_finishing_with_doubts_leads_to_the_first_and_finishes_when_asked_again(open_):
    model = open_(entry("company", read("Ardent", 0.5)), entry("total", read("8.95")))
    model.select("total:0")
    assert model.finish() is Went.STAYED
    assert model.current == "company:0"
    assert model.finish() is Went.FINISHED
    assert model.review.revision.status == "reviewed"


def test_finishing_leads_to_the_first_doubt_then_to_the_first_error(open_):
    amounts = entry("total", read("8.96")), entry("cash", read("50.00")), entry("change", read("41.05"))
    model = open_(entry("company", read("Ardent", 0.5)), *amounts)
    told = []
    model.told.connect(lambda notice: told.append(notice.text))
    model.select("total:0")
    model.finish()
    assert model.current == "company:0"
    assert told[-1] == "4 value(s) still to check, 3 of them with an error."
    model.finish()
    assert model.current == "total:0"
    assert told[-1].startswith("3 error(s) left.")


def test_what_nobody_has_read_yet_is_asked_again(open_):
    model = open_(entry("total", read("8.96", 0.5)), entry("cash", read("50.00")), entry("change", read("41.05")))
    model.select("total:0")
    model.unseen = lambda: True
    assert [model.enter("8.96") for _ in range(3)] == [Went.STAYED] * 3
    assert model.forcing("total:0")
    assert not model.entry("total:0").value.settled
    model.unseen = lambda: False
    assert model.enter("8.96") is not Went.STAYED
    assert model.entry("total:0").value.forced


def test_finishing_never_passes_an_error(open_):
    model = open_(entry("total", read("8.96")), entry("cash", read("50.00")), entry("change", read("41.05")))
    assert [model.finish() for _ in range(3)] == [Went.STAYED] * 3
    assert model.review.revision.status == "pending"


def test_leaving_a_value_keeps_what_was_typed_as_a_draft_only(open_):
    model = open_(entry("company", read("Ardent", 0.5)), entry("total", read("8.95")))
    model.typed("Ardently")
    model.next_field(1)
    assert model.draft("company:0") == "Ardently"
    assert model.entry("company:0").value.text == "Ardent"


def test_a_reading_of_a_drawn_region_counts_only_when_confirmed(open_):
    model = open_(entry("company", read("Ardent", 0.5)))
    place = Region(0, Box(0.5, 0.5, 0.7, 0.6).polygon())
    model.set_proposal(Proposal("company:0", "Argent", (place,), 0.8))
    assert model.entry("company:0").value.text == "Ardent"
    model.enter("Argent")
    value = model.entry("company:0").value
    assert (value.text, value.regions, value.source) == ("Argent", (place,), "corrected")


def test_a_mark_empties_the_value_and_goes_on(open_):
    model = open_(entry("company", read("Ardent", 0.5)), entry("total", read("8.95", 0.5)))
    told = []
    model.told.connect(lambda notice: told.append(notice.text))
    model.mark(Mark.UNREADABLE)
    assert (model.entry("company:0").value.text, model.entry("company:0").value.mark) == ("", "unreadable")
    assert model.current == "total:0"
    assert told == ["Company is unreadable. Ctrl+Z takes it back."]
    model.mark(Mark.BLANK)
    assert told[1] == "Total is blank. Ctrl+Z takes it back."


def row(field: str, number: int, **cells: str) -> list[Entry]:
    return [
        Entry(f"{field}:{number}:{name}:0", field, read(text), float(number), f"{field}:{number}", name)
        for name, text in cells.items()
    ]


def test_a_row_is_added_below_and_removed_whole_and_both_can_be_undone(open_):
    model = open_(*row("items", 0, name="Nails", price="1.00"), *row("items", 1, name="Glue", price="2.00"))
    model.select("items:0:price:0")
    model.add_value()
    names = [each.value.text for each in model.rows() if each.label == "Name"]
    assert names == ["Nails", "", "Glue"]
    model.remove_value()
    assert [each.value.text for each in model.rows() if each.label == "Name"] == ["Nails", "Glue"]
    model.undo()
    model.undo()
    assert [each.value.text for each in model.rows() if each.label == "Name"] == ["Nails", "Glue"]


def test_an_undo_names_the_row_and_what_was_done_to_pages(open_):
    model = open_(*row("items", 0, name="Nails", price="1.00"), *row("items", 1, name="Glue", price="2.00"))
    told = []
    model.told.connect(lambda notice: told.append(notice.text))
    for act, what in (
        (model.remove_value, "a row of Items"),
        (lambda: model.turn(90), "1 page(s) turned"),
        (lambda: model.arrange(lambda review: review.move_pages([0], 2)), "pages moved"),
        (lambda: model.arrange(lambda review: review.delete_pages([1])), "pages deleted"),
    ):
        act()
        model.undo()
        assert told[-1] == f"Taken back: {what}. Ctrl+Shift+Z does it again."
        model.redo()
        assert told[-1] == f"Done again: {what}. Ctrl+Z takes it back."


def test_a_pair_stands_under_its_own_label(open_):
    model = open_(*row("pairs", 0, label="Surname", value="Thistle"))
    model.select("pairs:0:value:0")
    (shown,) = model.rows()
    assert (shown.label, shown.number, shown.value.text) == ("Surname", 0, "Thistle")
    model.select("pairs:0:label:0")
    assert [each.id for each in model.rows()] == ["pairs:0:label:0", "pairs:0:value:0"]


def test_a_finished_document_is_not_changed_before_it_is_reopened(open_):
    model = open_(entry("total", read("8.95")))
    model.finish()
    told = []
    model.told.connect(told.append)
    model.correct("9.00")
    assert model.entry("total:0").value.text == "8.95"
    assert "Reopen" in told[0].text
    model.reopen("wrong paper")
    assert (model.review.revision.status, model.review.revision.reason) == ("pending", "wrong paper")
    model.correct("9.00")
    assert model.entry("total:0").value.text == "9.00"


def with_items(open_) -> ReviewViewModel:
    model = open_(
        entry("company", read("Ardent", 0.5)),
        Entry("1:name", "items", read("Bread"), 0, "1", "name"),
        Entry("1:price", "items", read("2.00"), 0, "1", "price"),
        Entry("2:name", "items", read("Milk"), 1, "2", "name"),
        Entry("2:price", "items", read("1.00"), 1, "2", "price"),
    )
    model.select("1:price")
    return model


def test_enter_fills_in_an_added_row_cell_by_cell_before_it_looks_for_doubts(open_):
    model = with_items(open_)
    model.add_value()
    assert model.entry(model.current).column == "name"
    assert model.enter("Tea") is Went.NEXT
    assert model.entry(model.current).column == "price"
    assert model.enter("3.00") is Went.NEXT
    assert model.current == "company:0"


def test_a_cell_that_was_read_does_not_keep_enter_in_its_row(open_):
    model = with_items(open_)
    model.select("1:name")
    assert model.enter("Bread") is Went.NEXT
    assert model.current == "company:0"


def test_removing_a_row_leads_to_the_row_below(open_):
    model = with_items(open_)
    seen = []
    model.changed.connect(lambda: seen.append(model.current))
    model.select("1:name")
    model.remove_value()
    assert (model.current, seen) == ("2:name", ["2:name"])


def test_undoing_an_added_row_leaves_an_active_value(open_):
    model = with_items(open_)
    model.add_value()
    seen = []
    model.changed.connect(lambda: seen.append(model.entry(model.current)))
    model.undo()
    assert model.current == "2:name"
    assert None not in seen


def test_without_an_active_value_nothing_is_drawn(open_):
    model = open_()
    asked = []
    model.read_asked.connect(asked.append)
    model.current = "gone"
    model.draw(PLACE)
    assert (model.proposal, asked) == (None, [])


def test_the_first_row_of_a_table_that_was_not_found_can_be_added(open_):
    model = open_(entry("company", read("Ardent")))
    assert not model.can_add
    assert [field.name for field in model.addable()] == ["items", "pairs"]
    model.add_to(model.addable()[0])
    assert (model.entry(model.current).field, model.entry(model.current).column) == ("items", "name")
    assert [field.name for field in model.addable()] == ["pairs"]
    model.undo()
    assert model.current == "company:0"


def test_an_enter_too_much_says_what_it_confirmed_and_one_undo_leads_back(open_):
    model = open_(
        entry("company", read("Ardent", 0.5)), entry("total", read("8.95", 0.5)), entry("cash", read("5", 0.5))
    )
    told = []
    model.told.connect(lambda notice: told.append(notice.text))
    model.enter("Ardent")
    model.enter("8.95")
    assert told == ["Company confirmed. Ctrl+Z takes it back.", "Total confirmed. Ctrl+Z takes it back."]
    assert model.current == "cash:0"

    model.undo()
    assert model.current == "total:0"
    assert not model.entry("total:0").value.settled
    assert model.entry("company:0").value.settled
    assert told[-1] == "Taken back: Total. Ctrl+Shift+Z does it again."
    model.redo()
    assert told[-1] == "Done again: Total. Ctrl+Z takes it back."


def test_an_enter_that_changes_nothing_says_nothing(open_):
    model = open_(entry("company", read("Ardent", 0.5)), entry("total", read("8.95", 0.5)))
    model.enter("Ardent")
    model.select("company:0")
    told = []
    model.told.connect(told.append)
    model.enter("Ardent")
    assert told == []


def test_the_next_unsure_value_is_looked_for_round_the_end(open_):
    model = open_(entry("company", read("Ardent", 0.5)), entry("total", read("8.95", 0.5)))
    model.select("total:0")
    assert model.enter("8.95") is Went.NEXT
    assert model.current == "company:0"


def test_a_document_that_is_left_is_named_until_that_is_undone(open_):
    model = open_(entry("company", read("Ardent")))
    told = []
    model.told.connect(told.append)
    model.finish()
    (notice,) = told
    assert notice.text == "“d.jpg” is marked reviewed. Ctrl+Z goes back to it."
    assert notice.key == model.review.history.done[-1].id


@pytest.mark.parametrize("do", [lambda model: model.enter("Alder"), lambda model: model.mark(Mark.BLANK)])
def test_what_changed_and_what_is_active_now_are_shown_in_one_go(open_, do):
    model = open_(entry("company", read("Alder", 0.3)), entry("total", read("7.00", 0.3)))
    told: list[tuple[str, str, bool]] = []
    model.changed.connect(lambda: told.append(("changed", model.current, model.going)))
    model.selected.connect(lambda entry_id: told.append(("selected", entry_id, model.going)))
    do(model)
    model.undo()
    assert told == [
        ("changed", "total:0", True),
        ("selected", "total:0", False),
        ("changed", "company:0", True),
        ("selected", "company:0", False),
    ]


def test_where_no_issue_leads_to_a_value_that_is_said(open_, monkeypatch):
    told = []
    model = open_(entry("company", read("Selasih")), entry("total", read("8.95")))
    model.told.connect(lambda notice: told.append(notice.text))
    model.next_issue()
    assert told == ["No issues: all rules agree."]

    monkeypatch.setattr(rules, "check", lambda *_: (Issue("torn", Level.WARNING, "The page is torn.", ()),))
    model = open_(entry("company", read("Selasih")), entry("total", read("8.95")))
    model.told.connect(lambda notice: told.append(notice.text))
    model.next_issue()
    assert told[1:] == ["The issues below the fields are about no single value."]


def test_adding_a_row_leaves_what_is_being_typed(open_):
    model = with_items(open_)
    typed_in = model.current
    model.typed("Nail")
    model.add_value()
    assert model.draft(typed_in) == "Nail"
    model.undo()
    assert model.draft(typed_in) == "Nail"


def test_undoing_what_says_nothing_of_a_value_leaves_what_was_typed(open_):
    model = open_(entry("company", read("Ardent", 0.5)))
    model.hold_shape((Region(0, Box(0.5, 0.5, 0.7, 0.6).polygon()),))
    model.keep_shape()
    model.typed("Ardently")
    model.undo()
    assert model.entry("company:0").value.regions == (PLACE,)
    assert model.draft("company:0") == "Ardently"

    model.enter("Ardently")
    model.typed("Ardent")
    model.undo()
    assert model.draft("company:0") is None


def test_what_was_taken_back_is_told_when_nothing_is_left_of_it(open_):
    model = with_items(open_)
    told = []
    model.told.connect(lambda notice: told.append(notice.text))
    model.add_value()
    model.undo()
    assert told[-1] == "Taken back: a row of Items. Ctrl+Shift+Z does it again."


def test_taking_back_a_reading_that_changed_nothing_is_told(open_):
    model = open_(entry("total", read("8.95", 0.5)))
    told = []
    model.told.connect(lambda notice: told.append(notice.text))
    assert model.review.absorb(Step("again", "d", 1, StepKind.MERGE, "recognize"))
    model.undo()
    assert told == ["Taken back: the new reading. Ctrl+Shift+Z does it again."]
