"""The values of all documents, as lists over many of them need them."""

import sqlite3

import pytest
from msgspec.structs import replace

from reviewer.domain.document_type import DocumentType, FieldType
from reviewer.domain.doubt import Band, judge
from reviewer.domain.field import Alternative, Doubt, Region, Value
from reviewer.domain.field_value import key_of
from reviewer.domain.geometry import Box
from reviewer.domain.pair import Differs
from reviewer.domain.revision import Entry, Revision, RevisionStatus
from reviewer.store import meta, queue, values
from reviewer.store.schema import documents as documents_table

KIND = DocumentType("receipt", "Receipt", fields=(FieldType("total", "Total"), FieldType("company", "Company")))
PLACE = Region(0, Box(0.1, 0.2, 0.3, 0.25).polygon())


def entry(name, text, confidence=0.99, **more):
    return Entry(f"{name}:0", name, Value(text, confidence=confidence, regions=(PLACE,), **more))


@pytest.fixture
def put(workspace, taken):
    def put(name, *entries, status=RevisionStatus.PENDING):
        document = taken(name)
        revision = replace(Revision("d"), entries={each.id: each for each in entries})

        def write(connection):
            values.put(connection, document.id, entries, judge(revision, KIND, ()))
            of = documents_table.c.id == document.id
            connection.execute(documents_table.update().where(of).values(status=status.value))

        workspace.lane.call(write)
        return document.id

    return put


def test_values_that_mean_the_same_stand_next_to_each_other(workspace, put):
    put("a.jpg", entry("total", "9.00", normalized="9.00"))
    put("b.jpg", entry("total", "8,50", normalized="8.50"))
    last = put("c.jpg", entry("total", "9,00", 0.5, normalized="9.00"), entry("company", "Café"))

    with workspace.read() as connection:
        found = values.of_field(connection, "total")
        unsure = values.of_field(connection, "total", unsure=True)
        some = values.of_field(connection, "company", among=queue.ids(queue.Filter(words="c.jpg")))

    assert [each.text for each in found] == ["8,50", "9.00", "9,00"]
    assert [(each.document, each.band, each.unsure) for each in unsure] == [(last, Band.DOUBTFUL, True)]
    assert (some[0].key, some[0].region, some[0].confidence) == ("cafe", PLACE, 0.99)


def test_deleted_documents_are_left_out(workspace, put):
    gone = put("a.jpg", entry("total", "9.00"))
    of = documents_table.c.id == gone
    marked = documents_table.update().where(of).values(deleted_at="2026-01-01")
    workspace.lane.call(lambda connection: connection.execute(marked))

    with workspace.read() as connection:
        assert values.of_field(connection, "total") == []


def test_only_what_a_step_changed_is_written(workspace, put):
    before = {each.id: each for each in (entry("total", "9.00"), entry("company", "Cafe"))}
    document = put("a.jpg", *before.values())
    after = {**before, "total:0": entry("total", "9.50")}
    del after["company:0"]

    def judged(entries):
        return judge(replace(Revision("d"), entries=entries), KIND, ())

    workspace.lane.call(
        lambda connection: values.update(connection, document, (before, judged(before)), (after, judged(after)))
    )

    with workspace.read() as connection:
        assert [each.text for each in values.of_field(connection, "total")] == ["9.50"]
        assert values.of_field(connection, "company") == []


def test_earlier_values_come_from_reviewed_documents_of_the_same_sender(workspace, put):
    reviewed = {"status": RevisionStatus.REVIEWED}
    for name, total in (("a", "1.00"), ("b", "2.00"), ("c", "2.00")):
        put(
            f"{name}.jpg",
            entry("total", total, settled_by="Ada"),
            entry("company", "Café", settled_by="Ada"),
            **reviewed,
        )
    put("other.jpg", entry("total", "3.00"), entry("company", "Bar"), **reviewed)
    put("pending.jpg", entry("total", "4.00"), entry("company", "Café"))

    with workspace.read() as connection:
        found = values.earlier(connection, "total", beside=(("company", "supplier"), "cafe"))
        everywhere = values.earlier(connection, "total", limit=1)
        known = values.reviewed_beside(connection, ("company",), "cafe")

    assert [(each.text, each.count) for each in found] == [("2.00", 2), ("1.00", 1)]
    assert [each.text for each in everywhere] == ["2.00"]
    assert known == 3


def test_a_key_is_the_normalized_form_or_the_folded_words():
    assert key_of(Value("1.234,50", normalized="1234.50")) == "1234.50"
    assert key_of(Value("  Café\n DE  la Paix ")) == "cafe de la paix"
    assert len(key_of(Value("x" * 5000))) == 200


def test_documents_older_than_the_table_are_found_newest_first(workspace, taken):
    ids = [taken(f"{number}.jpg").id for number in range(3)]
    with workspace.read() as connection:
        assert values.unlisted(connection, 10) == []

    def mark(connection):
        meta.put(connection, values.UNLISTED, "2")
        first = values.unlisted(connection, 1)
        values.listed_down_to(connection, first[0])
        rest = values.unlisted(connection, 10)
        values.listed_down_to(connection, None)
        return first, rest, values.unlisted(connection, 10)

    assert workspace.lane.call(mark) == ([ids[1]], [ids[0]], [])


def test_what_was_read_in_two_ways_is_found_of_documents_that_can_be_changed(workspace, put):
    other = Alternative("9.01", "Second engine")
    engines = {"doubts": (Doubt("engines", "They differ."),), "alternatives": (other,)}
    first = put("a.jpg", entry("total", "9.00", 0.6, **engines), entry("company", "Café"))
    put("b.jpg", entry("total", "9.00", 0.6, **engines), status=RevisionStatus.REVIEWED)
    third = put("c.jpg", entry("total", "9.00", settled_by="Ana", conflict=other))

    with workspace.read() as connection:
        found = values.differing(connection)
        some = values.differing(connection, among=queue.ids(queue.Filter(words="c.jpg")))
        one = values.differing(connection, limit=1)

    assert [(each.document, each.entry, each.differs) for each in found] == [
        (first, "total:0", Differs.ENGINES),
        (third, "total:0", Differs.CONFLICT),
    ]
    assert [each.document for each in some] == [third]
    assert [each.document for each in one] == [first]


def test_some_of_very_many_documents_are_looked_at(workspace, put):
    """A database that takes few parameters, as elsewhere."""
    wanted = put("a.jpg", entry("total", "9.00", 0.5))
    put("b.jpg", entry("total", "8.50", 0.5))

    with workspace.read() as connection:
        raw = connection.connection.driver_connection
        before = raw.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 500)
        try:
            found = values.unsure(connection, queue.these([1, *range(3, 20_000)]))
        finally:
            raw.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, before)

    assert [each.document for each in found] == [wanted]
