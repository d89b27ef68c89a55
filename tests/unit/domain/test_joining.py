"""Nothing that a person said of one of several documents is lost when they become one."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from journals import human, machine
from reviewer.domain.document_type import DocumentType, FieldType
from reviewer.domain.field import Mark, Region, Value
from reviewer.domain.geometry import Box
from reviewer.domain.joining import Member, joined, removed
from reviewer.domain.revision import Entry, Revision

TODAY = date(2025, 6, 1)
KIND = DocumentType(
    "invoice",
    "Invoice",
    fields=(
        FieldType("total", "Total"),
        FieldType("number", "Number", several=True),
        FieldType("items", "Items", columns=(FieldType("amount", "Amount"),)),
    ),
)
PLACE = Box(0.1, 0.1, 0.3, 0.2).polygon()


def member(*entries: Entry, name: str = "a.pdf", pages: int = 1) -> Member:
    revision = Revision(name, document_type="invoice", entries={entry.id: entry for entry in entries})
    return Member(name, revision, KIND, pages)


def value(field: str, number: int, value: Value) -> Entry:
    if field != "items":
        return Entry(f"{field}:{number}", field, value, float(number))
    return Entry(f"items:{number}:amount:0", field, value, float(number), f"items:{number}", "amount")


def test_a_confirmation_counts_where_the_first_document_has_the_same_text_unconfirmed():
    confirmed = replace(machine("7"), settled_by="Ada")

    whole = joined([member(value("number", 0, machine("7"))), member(value("number", 0, confirmed))], TODAY)

    assert [entry.value.settled_by for entry in whole.values()] == ["Ada"]


def test_all_values_of_a_field_that_no_type_knows_are_at_hand():
    second = member(value("other", 0, machine("2")), value("other", 1, human("3")))

    whole = joined([member(value("other", 0, machine("1"))), second], TODAY)

    (other,) = whole.values()
    assert (other.value.text, other.value.settled) == ("3", True)
    assert {found.text for found in other.value.alternatives} == {"1", "2"}


_VALUES = st.builds(
    lambda text, settled, page: replace(
        human(text) if settled else machine(text), regions=(Region(page, PLACE),) if text else ()
    ),
    st.sampled_from(["1", "2", "3", ""]),
    st.booleans(),
    st.integers(0, 1),
) | st.just(Value("", mark=Mark.BLANK, settled_by="Ada"))
_MEMBERS = st.lists(
    st.lists(st.tuples(st.sampled_from(["total", "number", "items", "other"]), _VALUES), max_size=6),
    min_size=2,
    max_size=4,
)


@settings(max_examples=500)
@given(_MEMBERS)
def test_what_persons_settled_counts_or_is_a_candidate_behind_another_persons(found):
    members = [
        member(*(value(field, number, each) for number, (field, each) in enumerate(entries)), name=f"{at}.pdf", pages=2)
        for at, entries in enumerate(found)
    ]

    whole = joined(members, TODAY)

    assert all(entry.id == entry_id for entry_id, entry in whole.items())
    for each in members:
        for entry in each.revision.entries.values():
            if not entry.value.settled:
                continue
            there = [other.value for other in whole.values() if other.field == entry.field]
            kept = any(
                other.settled and (other.text, other.mark) == (entry.value.text, entry.value.mark) for other in there
            )
            behind = any(
                other.settled and (not entry.value.text or entry.value.text in [a.text for a in other.alternatives])
                for other in there
            )
            assert kept or (behind and entry.field in ("total", "other"))
    places = {(region.page // 2) for entry in whole.values() for region in entry.value.regions}
    assert places <= set(range(len(members)))


def test_what_persons_removed_is_known_by_where_it_stood_and_takes_no_number():
    def without(name: str, gone: Entry) -> Member:
        one = member(value("items", 1, machine("2")), name=name)
        revision = replace(one.revision, removed=frozenset({gone.id}), removed_entries={gone.id: gone})
        return Member(name, revision, KIND, 1)

    stood = replace(machine("1"), regions=(Region(0, PLACE),))
    members = [without("a.pdf", value("items", 0, stood)), without("b.pdf", value("items", 0, stood))]
    members.append(without("c.pdf", value("items", 0, machine("1"))))  # nobody knows where that was
    whole = joined(members, TODAY)

    gone = removed(members, whole)

    assert [entry.value.regions for entry in gone.values()] == [(Region(page, PLACE),) for page in (0, 1)]
    assert not gone.keys() & whole.keys()
    assert not {entry.row for entry in gone.values()} & {entry.row for entry in whole.values()}
