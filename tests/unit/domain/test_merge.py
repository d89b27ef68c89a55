"""A new recognition never overwrites a person."""

from hypothesis import given
from msgspec.structs import replace

from journals import Journal, actions, human, machine, receipt, steady
from reviewer.domain.field import Field, Value
from reviewer.domain.merge import merged
from reviewer.domain.revision import Entry, Revision


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


def test_the_same_reading_is_offered_once():
    settled = revision(total(human("12")))
    (change,) = merged(settled, field("13", recognized_text="13 EUR"), "Tesseract")

    assert merged(revision(change.after), field("13", recognized_text="13 EUR"), "Tesseract") == ()


def test_a_reading_without_the_raw_text_is_offered_too():
    (change,) = merged(revision(total(human("12"))), field("13", recognized_text=None), "Handl")

    assert change.after.value.alternatives[0].text == "13"


def test_what_a_person_removed_does_not_come_back():
    assert merged(revision(removed=frozenset({"total:0"})), field("12"), "Tesseract") == ()


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
