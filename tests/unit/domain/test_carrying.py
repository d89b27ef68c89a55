"""What a person set moves to the field of another type that means the same."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from journals import human, machine
from reviewer.domain.carrying import carried
from reviewer.domain.document_type import DocumentType, FieldType, Kind
from reviewer.domain.field import Field, Row
from reviewer.domain.merge import merged_as
from reviewer.domain.normalize import normalized
from reviewer.domain.revision import Entry, Revision
from reviewer.domain.step import Change, Step, StepKind, applied, reverted

TODAY = date(2025, 6, 1)
RECEIPT = DocumentType(
    "receipt",
    "Receipt",
    fields=(
        FieldType("company", "Company"),
        FieldType("total", "Total", kind=Kind.AMOUNT),
        FieldType("cash", "Cash", kind=Kind.AMOUNT),
        FieldType(
            "line_items", "Items", columns=(FieldType("price", "Price", means="unit_price"), FieldType("amount", "A"))
        ),
    ),
)
INVOICE = DocumentType(
    "invoice",
    "Invoice",
    fields=(
        FieldType("supplier", "Supplier", means="company"),
        FieldType("total", "Total", kind=Kind.AMOUNT),
        FieldType("line_items", "Items", columns=(FieldType("unit_price", "Price"), FieldType("amount", "A"))),
    ),
)


def revision(*entries: Entry) -> Revision:
    return Revision("d", document_type="receipt", entries={entry.id: entry for entry in entries})


def texts(of: Revision) -> dict[str, str]:
    return {f"{entry.id} {entry.field}": entry.value.text for entry in of.entries.values()}


def test_a_confirmed_value_is_called_as_the_other_type_calls_it_and_back():
    before = revision(Entry("company:0", "company", human("Ardlough")), Entry("total:0", "total", human("12.50")))
    there = carried(before, RECEIPT, INVOICE, TODAY)
    assert texts(there) == {"total:0 total": "12.50", "supplier:0 supplier": "Ardlough"}
    assert carried(there, INVOICE, RECEIPT, TODAY).entries == before.entries


def test_what_a_machine_read_and_what_means_nothing_there_stay():
    before = revision(Entry("company:0", "company", machine("Ardlough")), Entry("cash:0", "cash", human("20.00")))
    assert carried(before, RECEIPT, INVOICE, TODAY).entries == before.entries


def test_values_that_a_person_added_keep_their_own_ids():
    there = carried(revision(Entry("9f", "company", human("Ardlough"))), RECEIPT, INVOICE, TODAY)
    assert texts(there) == {"9f supplier": "Ardlough"}


def test_a_counterpart_that_a_person_set_too_is_left():
    before = revision(Entry("company:0", "company", human("A")), Entry("supplier:0", "supplier", human("B")))
    assert carried(before, RECEIPT, INVOICE, TODAY).entries == before.entries


def test_cells_of_rows_move_with_their_columns():
    made = Entry("line_items:1:price:0", "line_items", human("4.00"), 1.0, "line_items:1", "price")
    own = Entry("9f:price", "line_items", human("5.00"), 2.0, "9f", "price")
    there = carried(revision(made, own), RECEIPT, INVOICE, TODAY)
    moved = there.entries["line_items:1:unit_price:0"]
    assert (moved.row, moved.column, moved.value.text) == ("line_items:1", "unit_price", "4.00")
    assert there.entries["9f:price"].column == "unit_price"


def test_a_field_of_another_kind_has_its_own_normalized_form():
    dated = DocumentType("dated", "Dated", fields=(FieldType("when", "When", means="company", kind=Kind.DATE),))
    there = carried(revision(Entry("company:0", "company", human("14/03/2025"))), RECEIPT, dated, TODAY)
    assert there.entries["when:0"].value.normalized == "2025-03-14"


def test_a_machine_does_not_overwrite_what_moved_and_one_undo_brings_all_back():
    before = revision(
        Entry("company:0", "company", human("Ardlough")),
        Entry("cash:0", "cash", machine("20.00")),
        Entry("total:0", "total", machine("12.50")),
    )
    found = (Field("supplier", (machine("ARDLOUGH"),)), Field("total", (machine("12.50"),)))
    changes = merged_as(before, found, "Engine", RECEIPT, INVOICE, TODAY)
    step = Step("s", "d", 1, StepKind.MERGE, changes=changes, type_before="receipt", type_after="invoice")
    after = applied(before, step)
    assert texts(after) == {"supplier:0 supplier": "Ardlough", "total:0 total": "12.50"}
    assert after.entries["supplier:0"].value.alternatives[0].text == "ARDLOUGH"
    assert reverted(after, step).entries == before.entries


def test_a_row_that_was_removed_does_not_come_back_with_the_columns_of_the_other_type():
    cells = [
        Entry(f"line_items:{row}:{name}:0", "line_items", machine(str(row)), float(row), f"line_items:{row}", name)
        for row in (0, 1)
        for name in ("price", "amount")
    ]
    gone = tuple(Change(each.id, before=each) for each in cells[:2])
    before = applied(revision(*cells), Step("r", "d", 1, StepKind.EDIT, changes=gone))
    rows = tuple(Row((Field("unit_price", (machine(n),)), Field("amount", (machine(n),)))) for n in ("0", "1"))
    changes = merged_as(before, (Field("line_items", rows=rows),), "Engine", RECEIPT, INVOICE, TODAY)
    after = applied(before, Step("s", "d", 2, StepKind.MERGE, changes=changes, type_after="invoice"))
    assert {entry.row for entry in after.entries.values()} == {"line_items:1"}


@st.composite
def settled(draw):
    """Values that a person set in a receipt, those that an invoice does not know among them."""
    texts = st.sampled_from(["12,50", "1.234,50", "x", "2"])
    names = draw(st.lists(st.sampled_from(["company:0", "company:1", "total:0", "cash:0", "u-1"]), unique=True))
    entries = [Entry(name, name.partition(":")[0] if ":" in name else "company", human(draw(texts))) for name in names]
    rows = draw(st.lists(st.sampled_from(["line_items:0", "line_items:1", "made"]), unique=True))
    for number, row in enumerate(rows):
        for column in draw(st.lists(st.sampled_from(["price", "amount", "note"]), unique=True, min_size=1)):
            cell = f"{row}:{column}:0" if row != "made" else f"made:{column}"
            entries.append(Entry(cell, "line_items", human(draw(texts)), float(number), row, column))
    return revision(*(mended(entry, RECEIPT) for entry in entries))


def mended(entry: Entry, kind: DocumentType) -> Entry:
    """The entry with the normalized form that its field gives it."""
    field = kind.place(entry.field, entry.column)
    text = entry.value.text
    return replace(entry, value=replace(entry.value, normalized=field and normalized(text, field, TODAY)))


@given(settled())
def test_another_type_and_back_loses_nothing_that_a_person_set(before):
    there = carried(before, RECEIPT, INVOICE, TODAY)
    assert sorted(entry.value.text for entry in there.entries.values()) == sorted(
        entry.value.text for entry in before.entries.values()
    )
    for entry in there.entries.values():
        if INVOICE.place(entry.field, entry.column) is not None:
            assert mended(entry, INVOICE) == entry
    back = carried(replace(there, document_type="invoice"), INVOICE, RECEIPT, TODAY)
    assert back.entries == before.entries
