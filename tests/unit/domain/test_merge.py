"""A new recognition never overwrites a person."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from journals import Journal, actions, human, machine, receipt
from reviewer.domain.document_type import DocumentType, FieldType, Kind
from reviewer.domain.field import Field, Mark, Region, Row, Value
from reviewer.domain.merge import merged
from reviewer.domain.revision import Entry, Revision
from reviewer.domain.step import Change, StepKind


def revision(*entries: Entry, removed: frozenset[str] = frozenset()) -> Revision:
    return Revision("d", entries={entry.id: entry for entry in entries}, removed=removed)


def total(value: Value) -> Entry:
    return Entry("total:0", "total", value)


def field(text: str, **values: object) -> tuple[Field, ...]:
    return (Field("total", (replace(machine(text), **values),)),)


def test_untouched_values_become_the_machines():
    (change,) = merged(revision(total(machine("12"))), field("13"), "Tesseract")

    assert (change.before.value.text, change.after.value.text) == ("12", "13")


def test_the_same_answer_changes_nothing():
    assert merged(revision(total(machine("12"))), field("12"), "Tesseract") == ()


def test_what_the_machine_does_not_find_any_more_goes():
    (change,) = merged(revision(total(machine("12"))), (), "Tesseract")

    assert (change.id, change.after) == ("total:0", None)


def test_a_persons_value_stays_when_the_machine_finds_nothing():
    assert merged(revision(total(human("12"))), (), "Tesseract") == ()


def test_a_different_reading_is_offered_beside_a_persons_value():
    (change,) = merged(revision(total(human("12", machine("72")))), field("13"), "Tesseract")

    after = change.after.value
    assert (after.text, after.settled_by) == ("12", "Ada")
    assert [(offer.text, offer.origin) for offer in after.alternatives] == [("13", "Tesseract")]


def test_nothing_is_offered_when_the_machine_agrees_or_reads_the_same_as_before():
    corrected = revision(total(human("12", machine("72"))))

    assert merged(corrected, field("12"), "Tesseract") == ()
    assert merged(corrected, field("72"), "Tesseract") == ()


def test_a_place_given_by_hand_stays_with_an_unsettled_value():
    place, other = (
        (Region(0, ((0.1, 0.1), (0.2, 0.1), (0.2, 0.2))),),
        (Region(0, ((0.5, 0.5), (0.6, 0.5), (0.6, 0.6))),),
    )
    placed = replace(machine("12"), regions=place, placed_by="Ada")

    (change,) = merged(revision(total(placed)), field("13", regions=other, edges=(0.0, 1.0)), "Tesseract")

    after = change.after.value
    assert (after.text, after.regions, after.placed_by, after.edges) == ("13", place, "Ada", ())
    assert merged(revision(total(placed)), (), "Tesseract") == (), "nor does it go"


def test_the_same_reading_is_offered_once():
    settled = revision(total(human("12")))
    (change,) = merged(settled, field("13", recognized_text="13 EUR"), "Tesseract")

    assert merged(revision(change.after), field("13", recognized_text="13 EUR"), "Tesseract") == ()


def test_a_reading_without_the_raw_text_is_offered_too():
    (change,) = merged(revision(total(human("12"))), field("13", recognized_text=None), "Handl")

    assert change.after.value.alternatives[0].text == "13"


def test_what_a_person_removed_does_not_come_back():
    assert merged(revision(removed=frozenset({"total:0"})), field("12"), "Tesseract") == ()


def lines(*texts: str, first: int = 0) -> tuple[Field, ...]:
    """A machine's lines, one under the other, from that row of the page on; an empty text leaves a row out."""
    values = tuple(placed(machine(text), first + row) for row, text in enumerate(texts) if text)
    return (Field("text", values),)


def placed(value: Value, row: float, page: int = 0) -> Value:
    top = row / 10
    return replace(value, regions=(Region(page, ((0.1, top), (0.9, top), (0.9, top + 0.08), (0.1, top + 0.08))),))


def texts(journal: Journal) -> list[str]:
    return [entry.value.text for entry in journal.revision.of_field("text")]


def test_a_line_more_above_leaves_the_correction_at_its_line():
    journal = Journal()
    journal.merge(lines("", "one", "tvvo", "three"))
    journal.edit("text:1", "two")
    journal.merge(lines("title", "one", "twvo", "three"), asked=True)

    assert texts(journal) == ["title", "one", "two", "three"]
    assert [offer.text for offer in journal.revision.entries["text:1"].value.alternatives] == ["twvo"]
    journal.undo()
    assert texts(journal) == ["one", "two", "three"]


def test_a_line_less_above_leaves_the_correction_at_its_line():
    journal = Journal()
    journal.merge(lines("dust", "one", "tvvo", "three"))
    journal.edit("text:2", "two")
    journal.merge(lines("", "one", "two", "three"))

    assert texts(journal) == ["one", "two", "three"]


def test_lines_of_another_page_are_not_the_same_place():
    journal = Journal()
    journal.merge((Field("text", (placed(machine("a"), 1), placed(machine("b"), 1, page=1))),))
    journal.edit("text:1", "B")
    journal.merge((Field("text", (placed(machine("b"), 1, page=1), placed(machine("c"), 2, page=1))),))

    assert texts(journal) == ["B", "c"]


def test_a_correction_whose_line_is_not_found_any_more_stays_and_takes_no_other_ones_number():
    journal = Journal()
    journal.merge(lines("one", "two", "three"))
    journal.edit("text:1", "TWO")
    journal.merge(lines("one", "", "three", "four"))

    assert sorted(texts(journal)) == ["TWO", "four", "one", "three"]


def test_values_without_a_place_go_by_their_number():
    journal = Journal()
    journal.merge((Field("text", (machine("a"), machine("b"))),))
    journal.edit("text:1", "B")
    journal.merge((Field("text", (machine("x"), machine("y"), machine("z"))),))

    assert texts(journal) == ["x", "B", "z"]


def test_a_field_of_one_value_has_it_wherever_it_stands():
    journal = Journal()
    journal.merge((Field("total", (placed(machine("12"), 1),)),))
    journal.edit("total:0", "13")
    journal.merge((Field("total", (placed(machine("14"), 7),)),))

    (entry,) = journal.revision.of_field("total")
    assert (entry.value.text, entry.value.alternatives[0].text) == ("13", "14")


def items(*rows: tuple[str, str], first: int = 0) -> tuple[Field, ...]:
    return (
        Field(
            "line_items",
            rows=tuple(
                Row((Field("name", (placed(machine(name), n),)), Field("amount", (placed(machine(amount), n),))))
                for n, (name, amount) in enumerate(rows, start=first)
            ),
        ),
    )


def table(journal: Journal) -> list[list[str]]:
    (field,) = journal.revision.fields()
    return [[value.text for cell in row.fields for value in cell.values] for row in field.rows]


def test_rows_keep_their_corrections_when_a_row_comes_in_above():
    journal = Journal()
    journal.merge(items(("tea", "1"), ("cake", "Z"), first=1))
    journal.edit("line_items:1:amount:0", "2")
    journal.merge(items(("head", "0"), ("tea", "1"), ("cake", "2"), first=0))

    assert table(journal) == [["0", "head"], ["1", "tea"], ["2", "cake"]]


def test_a_row_that_a_person_made_is_not_doubled_when_the_machine_finds_it_later():
    journal = Journal()
    journal.merge(items(("tea", "1"), ("cake", "2")))
    mine = Entry("u", "line_items", placed(human("3"), 2), 2.0, "r", "amount")
    journal.add(StepKind.EDIT, changes=(Change.of(journal.revision, "u", mine),))
    journal.merge(items(("tea", "1"), ("cake", "2"), ("milk", "3")))

    assert table(journal) == [["1", "tea"], ["2", "cake"], ["3", "milk"]]


def test_no_cell_of_a_removed_row_comes_back():
    journal = Journal()
    journal.merge((Field("line_items", rows=(Row((Field("name", (placed(machine("tea"), 0),)),)),)),))
    gone = [*journal.revision.entries]
    journal.add(StepKind.EDIT, changes=tuple(Change.of(journal.revision, each, None) for each in gone))
    journal.merge(items(("tea", "1"), ("cake", "2")))
    assert table(journal) == [["2", "cake"]]

    journal = Journal()
    journal.merge(items(("tea", "1"), ("cake", "2")))
    removed = [e.id for e in journal.revision.entries.values() if e.row == "line_items:0"]
    journal.add(StepKind.EDIT, changes=tuple(Change.of(journal.revision, each, None) for each in removed))
    back = journal.undo()
    assert back is not None
    journal.merge(items(("tee", "1"), ("cake", "2")))
    assert table(journal) == [["1", "tee"], ["2", "cake"]]


def test_a_row_that_somebody_types_into_stays_that_row():
    journal = Journal()
    journal.merge(items(("tea", "1"), ("cake", "Z"), first=1))
    more = items(("head", "0"), ("tea", "1"), ("cake", "2"), first=0)
    changes = merged(journal.revision, more, "Engine", typed={"line_items:1:amount:0"})
    amounts = {change.id: change.after.value.text for change in changes if change.after.column == "amount"}

    assert amounts == {"line_items:0:amount:0": "0", "line_items:2:amount:0": "1", "line_items:1:amount:0": "2"}


def test_what_somebody_types_into_is_not_taken_away():
    written = revision(total(machine("12")))
    assert merged(written, (), "Engine", typed={"total:0"}) == ()


def test_a_place_given_by_hand_stays_at_its_line():
    journal = Journal()
    journal.merge(lines("", "one", "two", "three"))
    mine = journal.revision.entries["text:1"]
    mine = replace(mine, value=replace(placed(mine.value, 2.1), placed_by="Ada"))
    journal.add(StepKind.EDIT, changes=(Change.of(journal.revision, "text:1", mine),))
    journal.merge(lines("title", "one", "two", "three"))

    assert texts(journal) == ["title", "one", "two", "three"]
    assert [e.value.text for e in journal.revision.entries.values() if e.value.placed_by] == ["two"]


def test_a_place_given_where_nothing_is_read_goes_by_its_number():
    journal = Journal()
    journal.merge(lines("one", "two"))
    mine = journal.revision.entries["text:1"]
    mine = replace(mine, value=replace(placed(mine.value, 8), placed_by="Ada"))
    journal.add(StepKind.EDIT, changes=(Change.of(journal.revision, "text:1", mine),))
    journal.merge(lines("one", "twvo"))

    assert texts(journal) == ["one", "twvo"]


def said(value: Value) -> Value:
    """All of a value but what a machine may add to it."""
    return replace(value, alternatives=(), conflict=None, reread=None)


@given(actions())
def test_no_merge_ever_changes_what_a_person_said(done):
    journal = Journal()
    for act in done:
        act(journal)
    before = {entry.id: entry.value for entry in journal.revision.entries.values() if entry.value.settled}
    journal.merge(receipt("99", "98", "97"))

    for entry_id, value in before.items():
        now = journal.revision.entries[entry_id].value
        assert said(now) == said(value)
    assert not journal.revision.removed & journal.revision.entries.keys()


@given(actions())
def test_merging_the_same_answer_twice_changes_nothing_the_second_time(done):
    journal = Journal()
    for act in done:
        act(journal)
    journal.merge(receipt("99", "98"))

    assert merged(journal.revision, receipt("99", "98"), "Engine") == ()


# Conflicts


def conflict(journal: Journal, entry_id: str = "total:0") -> str | None:
    found = journal.revision.entries[entry_id].value.conflict
    return None if found is None else found.text


def corrected(read: str = "72", text: str = "12") -> Journal:
    journal = Journal()
    journal.merge(field(read))
    journal.edit("total:0", text)
    return journal


AMOUNTS = DocumentType("receipt", "Receipt", fields=(FieldType("total", "Total", kind=Kind.AMOUNT),))


def reread(journal: Journal, text: str, **values: object) -> None:
    changes = merged(journal.revision, field(text, **values), "Tesseract", AMOUNTS, date(2026, 1, 1))
    journal.add(StepKind.MERGE, changes=changes)


def test_a_new_reading_that_says_something_else_is_a_conflict():
    journal = corrected()
    journal.merge(field("13"))

    value = journal.revision.entries["total:0"].value
    assert (value.text, value.settled_by) == ("12", "Ada")
    assert (value.conflict.text, value.conflict.origin) == ("13", "Engine")
    assert value.alternatives[0] == value.conflict


def test_what_was_confirmed_may_be_contradicted_too():
    journal = Journal()
    journal.merge(field("12"))
    journal.edit("total:0", "12")
    journal.merge(field("13"))

    assert conflict(journal) == "13"


@pytest.mark.parametrize("text", ["12", " 12 ", "72", ""])
def test_no_conflict_where_the_machine_agrees_says_the_same_or_nothing(text):
    journal = corrected()
    journal.merge(field(text))

    assert conflict(journal) is None


@pytest.mark.parametrize("text", ["1,234.50", "1234.50", "1.234,50", "1 234.50"])
def test_the_same_amount_written_otherwise_is_no_conflict(text):
    journal = corrected(read="7.00", text="1234.50")
    reread(journal, text)
    assert conflict(journal) is None

    journal = corrected(read="1,234.50", text="9.00")
    reread(journal, text)
    assert conflict(journal) is None


def test_an_identical_normalized_form_is_no_conflict():
    journal = Journal()
    journal.merge(field("03/04/2020", normalized="2020-04-03"))
    entry = journal.revision.entries["total:0"]
    mine = replace(entry, value=replace(human("3 Apr 2020", entry.value), normalized="2020-04-03"))
    journal.add(StepKind.EDIT, changes=(Change.of(journal.revision, "total:0", mine),))
    journal.merge(field("03.04.2020", normalized="2020-04-03"))

    assert conflict(journal) is None


def test_what_a_person_decided_is_not_asked_again():
    journal = corrected()
    journal.merge(field("13"))
    entry = journal.revision.entries["total:0"]
    kept = replace(entry, value=replace(entry.value, conflict=None))
    journal.add(StepKind.EDIT, changes=(Change.of(journal.revision, "total:0", kept),))

    journal.merge(field("13"))
    assert conflict(journal) is None
    journal.merge(field("14"))
    assert conflict(journal) == "14"


def test_a_conflict_stays_while_the_machine_says_the_same_and_ends_when_it_agrees():
    journal = corrected()
    journal.merge(field("13"))
    journal.merge(field("13"))
    assert conflict(journal) == "13"
    journal.merge(field(""))
    assert conflict(journal) == "13"
    journal.merge(field("12"))
    assert conflict(journal) is None


def test_a_newer_conflict_takes_the_place_of_an_older_one():
    journal = corrected()
    journal.merge(field("13"))
    journal.merge(field("14"))

    value = journal.revision.entries["total:0"].value
    assert value.conflict.text == "14"
    assert [offer.text for offer in value.alternatives] == ["14", "13"]


def test_what_a_person_marked_stays_marked():
    journal = Journal()
    journal.merge(field("72"))
    entry = journal.revision.entries["total:0"]
    marked = replace(entry, value=replace(human("", entry.value), mark=Mark.UNREADABLE))
    journal.add(StepKind.EDIT, changes=(Change.of(journal.revision, "total:0", marked),))
    journal.merge(field("13"))

    value = journal.revision.entries["total:0"].value
    assert (value.text, value.mark, value.conflict.text) == ("", Mark.UNREADABLE, "13")


def test_a_removed_line_is_not_taken_for_its_neighbor_when_the_numbers_move():
    journal = Journal()
    journal.merge(lines("dust", "one", "two"))
    journal.edit("text:0", None)
    journal.merge(lines("", "one", "two", "three"))

    assert texts(journal) == ["one", "two", "three"]
    journal.merge(lines("dust", "one", "two"))
    assert texts(journal) == ["one", "two"]


def test_a_removed_row_stays_removed_wherever_it_is_numbered():
    journal = Journal()
    journal.merge(items(("tea", "1"), ("cake", "2"), first=1))
    gone = [entry for entry in journal.revision.entries.values() if entry.row == "line_items:1"]
    journal.add(StepKind.EDIT, changes=tuple(Change.of(journal.revision, entry.id, None) for entry in gone))
    journal.merge(items(("head", "0"), ("tea", "1"), ("cake", "2")))

    assert table(journal) == [["0", "head"], ["1", "tea"]]


def test_the_only_value_that_was_removed_does_not_take_another_with_it():
    journal = Journal()
    journal.merge(lines("dust"))
    journal.edit("text:0", None)
    journal.merge(lines("", "one"))
    assert texts(journal) == ["one"]

    journal.undo()
    assert [entry.value.text for entry in journal.revision.entries.values()].count("dust") == 1


def test_undoing_a_removal_forgets_what_was_there():
    journal = Journal()
    journal.merge(lines("dust", "one"))
    before = journal.revision
    journal.edit("text:0", None)
    assert journal.revision.removed_entries.keys() == {"text:0"}
    journal.undo()

    assert replace(journal.revision, steps=before.steps) == before


def test_a_correction_is_found_at_its_place_where_one_value_became_two():
    journal = Journal()
    journal.merge(lines("", "one"))
    journal.edit("text:0", "ONE")
    journal.merge(lines("title", "one"))

    assert sorted(texts(journal)) == ["ONE", "title"]


@given(actions(), st.lists(st.sampled_from(["1", "2", "3"]), max_size=3))
def test_undoing_a_merge_restores_exactly(done, found):
    journal = Journal()
    for act in done:
        act(journal)
    before = journal.revision
    journal.merge(receipt("99", *found), asked=True)
    journal.undo()

    assert replace(journal.revision, steps=before.steps) == before


PLACES = st.integers(0, 5)


@st.composite
def pages(draw):
    """Lines that a machine reads, each at a place of its own."""
    rows = draw(st.lists(PLACES, unique=True, max_size=5))
    return (Field("text", tuple(placed(machine(draw(st.sampled_from("abc"))), row) for row in sorted(rows))),)


@given(
    pages(),
    st.lists(st.tuples(PLACES, st.sampled_from(["X", "Y", "mark", "gone", "drawn"])), max_size=4),
    pages(),
    pages(),
)
def test_whatever_people_do_and_machines_read_nothing_that_a_person_made_is_lost(first, acts, second, third):
    journal = Journal()
    journal.merge(first)
    for place, act in acts:
        entry = journal.revision.entries.get(f"text:{place}")
        if entry is None:
            continue
        journal.add(StepKind.EDIT, changes=(Change.of(journal.revision, entry.id, done(entry, act)),))
    mine = {entry.id: entry for entry in journal.revision.entries.values() if entry.value.settled}
    removed = journal.revision.removed
    for again in (second, third):
        journal.merge(again, asked=True)

    for entry_id, entry in mine.items():
        now = journal.revision.entries[entry_id]
        assert said(now.value) == said(entry.value)
        assert (now.field, now.row, now.column) == (entry.field, entry.row, entry.column)
    assert not removed & journal.revision.entries.keys()
    # Whatever the machine reads stands somewhere: as a value, or as what it says beside a person's; or was removed.
    gone = {region for entry in journal.revision.removed_entries.values() for region in entry.value.regions}
    there = {region for entry in journal.revision.entries.values() for region in entry.value.regions}
    (read,) = third
    hidden = [value for value in read.values if not {*value.regions} & (gone | there)]
    assert len(hidden) <= len(mine) + len(removed)


def done(entry: Entry, act: str) -> Entry | None:
    if act == "gone":
        return None
    if act == "mark":
        return replace(entry, value=replace(human("", entry.value), mark=Mark.BLANK, regions=()))
    value = human(act if act != "drawn" else "D", entry.value)
    return replace(entry, value=placed(value, 8) if act == "drawn" else value)


@given(pages(), pages(), st.lists(st.tuples(PLACES, st.sampled_from("XY")), max_size=3))
def test_edits_before_or_after_a_merge_leave_the_same_words_of_people(first, second, edits):
    """At least where both have the entry that is edited."""
    both = [f"text:{number}" for number in range(min(len(first[0].values), len(second[0].values)))]
    edits = [(f"text:{number}", text) for number, text in edits if f"text:{number}" in both]
    before, after = Journal(), Journal()
    for journal in (before, after):
        journal.merge(first)
    for entry_id, text in edits:
        before.edit(entry_id, text)
    before.merge(second)
    after.merge(second)
    for entry_id, text in edits:
        after.edit(entry_id, text)

    def people(journal: Journal) -> dict[str, tuple[str, object]]:
        settled = (entry for entry in journal.revision.entries.values() if entry.value.settled)
        return {entry.id: (entry.value.text, entry.value.mark) for entry in settled}

    assert people(before) == people(after)
