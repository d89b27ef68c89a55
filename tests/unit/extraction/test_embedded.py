"""The print beside the electronic invoice of its file: agreement is evidence, a contradiction is told with both."""

from datetime import date

import pytest
from msgspec.structs import replace

from electronic import ROWS, VALUES
from invoices import ENGLISH
from paper import page
from reviewer import rules
from reviewer.document_types import load
from reviewer.domain.agreement import agrees
from reviewer.domain.document_type import FieldType, Kind
from reviewer.domain.doubt import Band, judge
from reviewer.domain.embedded import ORIGIN, EmbeddedInvoice
from reviewer.domain.revision import Revision, entries_of
from reviewer.extraction.classify import classify
from reviewer.extraction.examine import examine
from reviewer.extraction.extract import extract

TYPES = load()
KIND = TYPES["invoice"]
TODAY = date(2024, 12, 1)


def paper(text=ENGLISH, rows=None, **changes):
    """A page with the electronic invoice of it; a change to nothing leaves a value out."""
    values = {name: said for name, said in (VALUES | changes).items() if said}
    return replace(page(text), embedded=EmbeddedInvoice("factur-x.xml", values, rows or {}))


def read(*pages):
    return {field.name: field for field in extract(pages, KIND, today=TODAY).fields}


def review(fields):
    entries = {entry.id: entry for entry in entries_of(tuple(fields.values()))}
    return Revision("document", document_type="invoice", entries=entries)


def issues(revision):
    return [issue for issue in rules.check(revision, KIND, TODAY) if issue.rule == "embedded"]


@pytest.mark.parametrize("name", VALUES)
def test_agreement_is_evidence(name):
    value = read(paper())[name].values[0]

    assert "embedded" in value.evidence
    assert value.confidence >= KIND.threshold
    assert value.regions
    assert ORIGIN not in [one.origin for one in value.alternatives]


def test_agreement_is_explained():
    examinations = examine([paper()], KIND, TODAY)

    for examination in examinations:
        if examination.field.name in VALUES:
            assert examination.chosen.features["embedded"] > 0


@pytest.mark.parametrize(
    ("name", "said", "text"),
    [
        ("total", "616.08", "Total reads 661.08, but the electronic invoice says 616.08."),
        ("date", "2024-05-17", "Invoice date reads “7 May 2024”, but the electronic invoice says 17 May 2024."),
        ("number", "HL-20932", "Invoice number reads “HL-20931”, but the electronic invoice says “HL-20932”."),
        ("customer", "Ada Finch", "Customer reads “Mrs Orla Penhallow”, but the electronic invoice says “Ada Finch”."),
    ],
)
def test_a_contradiction_is_an_issue_with_both(name, said, text):
    fields = read(paper(**{name: said}))

    (issue,) = issues(review(fields))
    assert issue.text == text
    assert issue.proposal == said
    assert (said, ORIGIN) in [(one.text, one.origin) for one in fields[name].values[0].alternatives]
    revision = review(fields)
    assert judge(revision, KIND, [issue])[issue.values[0]].band in (Band.CHECK, Band.DOUBTFUL)


def test_the_page_is_not_overruled_by_what_stands_elsewhere_on_it():
    """The electronic total is an amount of the page, but not the one that is called total."""
    fields = read(paper(total="291.00"))

    assert fields["total"].values[0].text == "661.08"
    assert [issue.proposal for issue in issues(review(fields))] == ["291.00"]


def test_a_contradiction_ends_when_a_person_takes_either():
    revision = review(read(paper(total="616.08")))
    entry = revision.entries["total:0"]

    taken = replace(entry, value=replace(entry.value, text="616.08", normalized="616.08", settled_by="Ada"))

    assert issues(replace(revision, entries=revision.entries | {entry.id: taken})) == []


def test_what_only_the_electronic_invoice_says_is_set_without_a_place_and_needs_a_look():
    bare = ENGLISH.replace("Your order no:    PO/5521", "")

    value = read(paper(bare))["purchase_order"].values[0]

    assert (value.text, value.regions) == ("PO/5521", ())
    assert value.confidence < KIND.threshold
    assert [doubt.code for doubt in value.doubts] == ["embedded_only"]


def test_names_agree_with_and_without_what_stands_behind_them():
    fields = read(paper(supplier="Harbour Lights Electrical", customer="Mrs Orla Penhallow, Seaview Guest House"))

    assert fields["supplier"].values[0].text == "Harbour Lights Electrical"
    assert "embedded" in fields["customer"].values[0].evidence
    assert issues(review(fields)) == []


def test_the_order_of_a_date_in_doubt_follows():
    text = ENGLISH.replace("7 May 2024", "07/05/2024").replace("6 June 2024", "06/06/2024").replace("GBP", "USD")
    text = text.replace("GB82 WEST 1234 5698 7654 32", "")

    day_first, month_first = read(paper(text)), read(paper(text, date="2024-07-05"))

    assert day_first["date"].values[0].normalized == "2024-05-07"
    assert month_first["date"].values[0].normalized == "2024-07-05"
    assert "two_dates" not in [doubt.code for doubt in month_first["date"].values[0].doubts]


def test_rows_are_confirmed_by_their_amounts():
    said = {"line_items": ({"description": "Fitting, per hour", "quantity": "4", "amount": "220.00"},)}

    rows = read(paper(rows=said))["line_items"].rows

    evidence = [{cell.name: "embedded" in cell.values[0].evidence for cell in row.fields} for row in rows]
    assert not any(evidence[0].values())
    assert {name for name, known in evidence[1].items() if known} == {"description", "quantity", "amount"}


def test_rows_that_are_not_printed_are_those_of_the_electronic_invoice():
    head, _, tail = ENGLISH.partition("    Description")
    bare = head + tail.partition("\n\n")[2]

    rows = read(paper(bare, rows=ROWS))["line_items"].rows

    assert [[cell.values[0].text for cell in row.fields] for row in rows] == [
        ["L-60", "LED panel", "6", "48.50", "291.00"],
        ["S-01", "Fitting", "4.5", "57.7556", "259.90"],
    ]
    assert all(not cell.values[0].regions for row in rows for cell in row.fields)


def test_an_electronic_invoice_tells_the_kind_of_paper():
    words = page("Some words\nthat could be anything")
    embedded = EmbeddedInvoice("factur-x.xml", VALUES)

    answer = classify([replace(words, embedded=embedded)], TYPES)

    assert answer.name == "invoice"
    assert answer.reason == "It has an electronic invoice in its file."
    assert classify([words], TYPES).name == "plain_text"


def test_a_page_without_words_has_what_the_electronic_invoice_says():
    fields = read(replace(page(""), embedded=EmbeddedInvoice("factur-x.xml", VALUES, ROWS)))

    assert {name: fields[name].values[0].text for name in VALUES} == VALUES
    assert len(fields["line_items"].rows) == 2


@pytest.mark.parametrize(
    ("kind", "text", "normalized", "said", "same"),
    [
        (Kind.AMOUNT, "661,08", "661.08", "661.08", True),
        (Kind.AMOUNT, "-661.08", "-661.08", "661.0800", True),
        (Kind.AMOUNT, "661.09", "661.09", "661.08", False),
        (Kind.AMOUNT, "?", None, "661.08", False),
        (Kind.AMOUNT, "1", "1", "much", False),
        (Kind.DATE, "7 May 2024", "2024-05-07", "2024-05-07", True),
        (Kind.IDENTIFIER, "DE 136 695 976", "DE136695976", "de136695976", True),
        (Kind.CODE, "RE-2024/1", None, "RE 2024 1", True),
        (Kind.CODE, "--", None, "..", False),
        (Kind.TEXT, "MÜLLER & SÖHNE GmbH", None, "Müller & Söhne", True),
        (Kind.TEXT, "Müller", None, "Müllermann", False),
        (Kind.TEXT, "...", None, "Müller", False),
    ],
)
def test_what_agrees(kind, text, normalized, said, same):
    assert agrees(FieldType("field", "Field", kind), text, normalized, said) is same
