"""A new recognition never overwrites a person."""

from hypothesis import given
from msgspec.structs import replace

from journals import Journal, actions, human, machine, receipt, steady
from reviewer.domain.field import Field, Region, Row, Value
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


def placed(value: Value, row: int, page: int = 0) -> Value:
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


@steady
@given(actions())
def test_no_merge_ever_changes_what_a_person_said(done):
    journal = Journal()
    for act in done:
        act(journal)
    before = {entry.id: entry.value for entry in journal.revision.entries.values() if entry.value.settled}
    journal.merge(receipt("99", "98", "97"))

    for entry_id, value in before.items():
        now = journal.revision.entries[entry_id].value
        assert replace(now, alternatives=()) == replace(value, alternatives=())
    assert not journal.revision.removed & journal.revision.entries.keys()


@steady
@given(actions())
def test_merging_the_same_answer_twice_changes_nothing_the_second_time(done):
    journal = Journal()
    for act in done:
        act(journal)
    journal.merge(receipt("99", "98"))

    assert merged(journal.revision, receipt("99", "98"), "Engine") == ()
