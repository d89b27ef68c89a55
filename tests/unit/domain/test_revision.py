"""Values in the order of their places."""

from journals import human, machine
from reviewer.domain.field import Field, Row
from reviewer.domain.revision import Entry, Revision, entries_of


def test_a_machines_fields_come_back_as_they_were():
    fields = (
        Field("total", (machine("1"), machine("2"))),
        Field(
            "line_items", rows=tuple(Row((Field("amount", tuple(machine(str(n)) for n in range(12))),)) for _ in "ab")
        ),
    )
    revision = Revision("d", entries={entry.id: entry for entry in entries_of(fields)})

    assert revision.fields() == fields


def test_a_row_put_between_two_stands_between_them():
    fields = (Field("line_items", rows=tuple(Row((Field("amount", (machine(str(n)),)),)) for n in range(2))),)
    entries = {entry.id: entry for entry in entries_of(fields)}
    entries["u"] = Entry("u", "line_items", human("new"), 0.5, "r", "amount")

    rows = Revision("d", entries=entries).fields()[0].rows
    assert [row.fields[0].values[0].text for row in rows] == ["0", "new", "1"]


def test_the_entries_of_a_field_are_in_order():
    entries = {entry.id: entry for entry in reversed(entries_of((Field("text", (machine("a"), machine("b"))),)))}

    assert [entry.value.text for entry in Revision("d", entries=entries).of_field("text")] == ["a", "b"]
