"""Values have the names that the exported JSON has."""

import pytest

from reviewer.domain.field import Field, Row, Value
from reviewer.domain.revision import Entry, Revision, entries_of
from reviewer.ui.replay import places

FIELDS = (
    Field("total", (Value("8.95"),)),
    Field("phone", (Value("1"), Value("2"))),
    Field(
        "items",
        rows=(
            Row((Field("name", (Value("Rope"),)), Field("price", (Value("8.50"), Value("8.60"))))),
            Row((Field("name", (Value("Wax"),)),)),
        ),
    ),
)
REVISION = Revision("d", entries={entry.id: entry for entry in entries_of(FIELDS)})


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("total", "8.95"),
        ("phone", "1"),
        ("phone[1]", "2"),
        ("items[0].name", "Rope"),
        ("items[0].price[1]", "8.60"),
        ("items[1].name", "Wax"),
    ],
)
def test_a_value_is_found_and_called_by_its_name(name, text):
    entry = places.find(REVISION, name)
    assert entry.value.text == text
    assert places.written(REVISION, entry) == name


def test_an_id_is_a_name_too():
    assert places.find(REVISION, "items:0:name:0").value.text == "Rope"


@pytest.mark.parametrize(
    "name", ["", "sum", "phone[2]", "items", "items[2].name", "items[0].sum", "total[", "items.x[9]"]
)
def test_what_is_not_there_is_none(name):
    assert places.find(REVISION, name) is None


def test_a_row_that_a_person_added_counts_where_it_stands():
    added = Entry("e1", "items", Value("Oil"), 0.5, "r1", "name")
    revision = Revision("d", entries={**REVISION.entries, "e1": added})
    assert places.written(revision, added) == "items[1].name"
    assert places.find(revision, "items[2].name").value.text == "Wax"
