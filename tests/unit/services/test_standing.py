"""What follows from a revision follows from the one before it just the same."""

from msgspec.structs import replace

from reviewer.domain.document_type import DocumentType, FieldType
from reviewer.domain.field import Value
from reviewer.domain.revision import Entry, Revision
from reviewer.services.standing import Standing

KIND = DocumentType("receipt", "Receipt", fields=(FieldType("date", "Date"), FieldType("total", "Total")))
TURNED = replace(KIND, fields=KIND.fields[::-1])


def entry(field: str, number: int, confidence: float = 0.5) -> Entry:
    return Entry(f"{field}:{number}", field, Value("1", confidence=confidence), float(number))


def revision(*entries: Entry) -> Revision:
    return Revision("d", entries={each.id: each for each in entries})


def again(*entries: Entry, kind: DocumentType = KIND) -> Standing:
    """After a step from three values to these."""
    before = Standing().again(revision(entry("total", 0), entry("date", 1), entry("date", 0)), KIND, ())
    after = before.again(revision(*entries), kind, ())
    assert after == Standing().again(revision(*entries), kind, ())
    return after


def ids(standing: Standing) -> list[str]:
    return [each.id for each in standing.entries]


def test_fields_stand_in_the_order_of_the_type():
    assert ids(Standing().again(revision(entry("other", 0), entry("total", 0), entry("date", 0)), KIND, ())) == [
        "date:0",
        "total:0",
        "other:0",
    ]


def test_a_changed_value_keeps_its_place():
    after = again(entry("total", 0), entry("date", 1, 1.0), entry("date", 0))

    assert ids(after) == ["date:0", "date:1", "total:0"]
    assert after.unsure == ("date:0", "total:0")


def test_what_moves_comes_or_goes_is_put_in_order():
    moved = replace(entry("date", 0), order=2.0)

    assert ids(again(entry("total", 0), entry("date", 1), moved)) == ["date:1", "date:0", "total:0"]
    assert ids(again(entry("total", 0), entry("date", 1), entry("date", 0), entry("date", 2)))[2] == "date:2"
    assert ids(again(entry("total", 0), entry("date", 1))) == ["date:1", "total:0"]
    assert ids(again(entry("total", 0), entry("date", 1), entry("date", 3))) == ["date:1", "date:3", "total:0"]
    assert ids(again()) == []


def test_another_type_has_another_order():
    assert ids(again(entry("total", 0), entry("date", 1), entry("date", 0), kind=TURNED))[0] == "total:0"
