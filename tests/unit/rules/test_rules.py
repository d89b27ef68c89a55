from datetime import date

import pytest

from reviewer import rules
from reviewer.document_types import load
from reviewer.domain.bundle import Bundle, Part
from reviewer.domain.document_type import DocumentType, FieldType, Kind
from reviewer.domain.field import Field, Mark, Row, Value
from reviewer.domain.issue import Level
from reviewer.domain.revision import Revision, entries_of

TODAY = date(2024, 6, 1)
RECEIPT = load()["receipt"]


def revision(items=(), **values):
    fields = [
        Field(name, values=(value if isinstance(value, Value) else Value(value, recognized_text=value),))
        for name, value in values.items()
    ]
    if items:
        rows = tuple(Row((Field("amount", values=(Value(amount),)),)) for amount in items)
        fields.append(Field("line_items", rows=rows))
    return Revision("document", entries={entry.id: entry for entry in entries_of(fields)})


def check(*parameters, kind=RECEIPT, **values):
    kind = DocumentType(kind.name, kind.title, fields=kind.fields, rules=tuple(parameters))
    return rules.check(revision(**values), kind, TODAY)


CASH = {"rule": "totals", "result": "total", "terms": ["cash", "-change"]}


def test_a_sum_that_differs_is_told_in_words_with_a_proposal():
    (issue,) = check(CASH, total="8.96", cash="50.00", change="41.05")

    assert issue.text == "Cash 50.00 minus change 41.05 is 8.95, but Total reads 8.96."
    assert issue.proposal == "8.95"
    assert issue.values == ("total:0", "cash:0", "change:0")
    assert issue.level is Level.ERROR


@pytest.mark.parametrize(
    "values",
    [
        {"total": "8.95", "cash": "50.00", "change": "41.05"},
        {"total": "8,95", "cash": "€ 50,00", "change": "41,05"},
        {"total": "8.95", "cash": "-50.00", "change": "41.05"},
        {"total": "8.95", "cash": "50.00"},
        {"total": "8.95", "cash": "50.00", "change": ""},
        {"total": "8.95", "cash": "50.00", "change": "?"},
        {"cash": "50.00", "change": "41.05"},
        {"total": "8.95", "cash": "50.00", "change": Value("1.00", mark=Mark.UNREADABLE)},
    ],
)
def test_a_sum_says_nothing_when_it_agrees_or_a_part_is_missing(values):
    assert check(CASH, **values) == ()


def test_a_tolerance_is_borne():
    assert check(CASH | {"tolerance": "0.02"}, total="8.96", cash="50.00", change="41.05") == ()
    assert check(CASH | {"tolerance": "0.02"}, total="8.98", cash="50.00", change="41.05") != ()


def test_the_amounts_of_rows_are_summed():
    rule = {"rule": "totals", "result": "total", "terms": ["line_items.amount"], "level": "warning"}

    (issue,) = check(rule, total="9.00", items=["4.00", "3.50"])

    assert issue.text == "The 2 amounts of Items are together 7.50, but Total reads 9.00."
    assert issue.level is Level.WARNING
    assert check(rule, total="7.50", items=["4.00", "3.50"]) == ()


def test_an_equation_with_any_amount_is_no_rule():
    assert check({"rule": "totals", "result": "total", "terms": ["*", "tax"]}, total="1.00", tax="5.00") == ()


def test_a_corrected_text_is_judged_anew():
    corrected = Value("8.95", normalized="8.96", recognized_text="8.96")

    assert check(CASH, total=corrected, cash="50.00", change="41.05") == ()


GROUPS = DocumentType(
    "card", "Card", fields=(FieldType("sex", "Sex", Kind.CHOICE, choices=("F", "M"), synonyms={"F": ("female",)}),)
)


@pytest.mark.parametrize("text", ["F", "m", "Female", "-", "—"])
def test_a_choice_a_word_for_one_and_a_dash_are_right(text):
    assert check({"rule": "choice"}, kind=GROUPS, sex=text) == ()


def test_what_is_none_of_the_choices_is_told():
    (issue,) = check({"rule": "choice", "fields": ["sex"]}, kind=GROUPS, sex="5/3")
    assert issue.text == "Sex reads “5/3”, which is none of F, M."
    assert (issue.level, issue.values, issue.code) == (Level.WARNING, ("sex:0",), "no_choice")


def test_of_many_choices_the_first_are_named():
    many = FieldType("group", "Group", Kind.CHOICE, choices=("A", "B", "AB", "O", "A+", "B+", "O+"))
    (issue,) = check({"rule": "choice"}, kind=DocumentType("card", "Card", fields=(many,)), group="7")
    assert issue.text == "Group reads “7”, which is none of A, B, AB, O, A+, B+, and so on."


def test_what_extraction_knows_a_choice_for_is_right_while_it_stands():
    assert check({"rule": "choice"}, kind=GROUPS, sex=Value("Frau", normalized="F", recognized_text="Frau")) == ()


def test_a_required_value_must_be_there():
    (issue,) = check({"rule": "required"}, company="Shop", date="1.2.2024", total="")

    assert issue.text == "Total is required, but nothing was found."
    assert (issue.code, issue.values) == ("missing", ("total:0",))


def test_a_field_without_any_entry_is_missing_too():
    issues = check({"rule": "required", "fields": ["total"]})

    assert [issue.values for issue in issues] == [()]


@pytest.mark.parametrize("mark", Mark)
def test_what_a_person_marked_is_not_missing(mark):
    assert check({"rule": "required", "fields": ["total"]}, total=Value("", mark=mark, settled_by="Ada")) == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("31/02/2024", "no_date"),
        ("soon", "no_date"),
        ("03.06.2024", "future"),
        ("03.06.2004", "too_old"),
        ("02.06.2024", None),
        ("01.01.2014", None),
    ],
)
def test_a_date_must_exist_and_be_plausible(text, code):
    issues = check({"rule": "date", "field": "date", "years_back": 10, "days_ahead": 1}, date=text)

    assert [issue.code for issue in issues] == ([code] if code else [])


def test_extractions_reading_of_a_date_counts_while_its_text_stands():
    american = Value("03/04/2024", normalized="2024-03-04", recognized_text="03/04/2024")
    early = date(2024, 3, 10)
    kind = DocumentType("slip", "Slip", fields=RECEIPT.fields, rules=({"rule": "date", "days_ahead": 0},))

    assert rules.check(revision(date=american), kind, early) == ()


@pytest.mark.parametrize(("text", "wrong"), [("12,50", False), ("12.5O", True), ("twelve", True), ("-1.00", False)])
def test_an_amount_must_be_one(text, wrong):
    issues = check({"rule": "amount", "fields": ["total"]}, total=text)

    assert bool(issues) is wrong
    assert all(text in issue.text for issue in issues)


def test_an_amount_below_zero_can_be_forbidden():
    (issue,) = check({"rule": "amount", "fields": ["total"], "negative": False}, total="-1.00")

    assert issue.code == "negative"


def test_amounts_in_rows_are_checked():
    (issue,) = check({"rule": "amount"}, items=["4.00", "x"])

    assert issue.values == ("line_items:1:amount:0",)


def test_a_pattern_must_fit_as_a_whole():
    kind = DocumentType(
        "slip", "Slip", fields=(FieldType("code", "Code", Kind.CODE, patterns=(r"[A-Z]{2}\d", r"\d{4}")),)
    )

    assert check({"rule": "pattern"}, kind=kind, code="AB1") == ()
    assert check({"rule": "pattern"}, kind=kind, code="ab1") == ()
    assert [issue.code for issue in check({"rule": "pattern"}, kind=kind, code="AB12")] == ["pattern"]
    assert check({"rule": "pattern", "case": True}, kind=kind, code="ab1") != ()


def test_check_digits_must_be_right():
    kind = DocumentType("slip", "Slip", fields=(FieldType("iban", "IBAN", Kind.IDENTIFIER, identifier="iban"),))

    assert check({"rule": "identifiers"}, kind=kind, iban="GB82 WEST 1234 5698 7654 32") == ()
    assert [i.code for i in check({"rule": "identifiers"}, kind=kind, iban="GB82 WEST 1234 5698 7654 33")] == [
        "check_digit"
    ]


def test_an_unknown_kind_of_identifier_is_left_alone():
    kind = DocumentType("slip", "Slip", fields=(FieldType("id", "Id", Kind.IDENTIFIER, identifier="no.such"),))

    assert check({"rule": "identifiers"}, kind=kind, id="123") == ()


def test_errors_come_first():
    levels = [
        issue.level
        for issue in check(
            {"rule": "amount", "fields": ["tax"], "level": "warning"}, CASH, total="1", cash="5", change="1", tax="x"
        )
    ]

    assert levels == [Level.ERROR, Level.WARNING]


def test_an_unknown_rule_is_told_and_skipped():
    kind = DocumentType("slip", "Slip", rules=({"rule": "smell"},))

    assert rules.check(revision(), kind, TODAY) == ()
    assert rules.problems(kind) == ("slip: there is no rule “smell”.",)


def test_a_good_receipt_has_no_issues():
    good = revision(
        company="Shop",
        date="12.03.2024",
        total="8.95",
        cash="50.00",
        change="41.05",
        tax="0.50",
        items=["4.00", "4.95"],
    )

    assert rules.check(good, RECEIPT, TODAY) == ()


INVOICE = load()["invoice"]


def tax_lines(*lines):
    rows = tuple(
        Row(
            tuple(
                Field(name, values=(Value(text),)) for name, text in zip(("rate", "base", "amount"), line, strict=True)
            )
        )
        for line in lines
    )
    return Revision("document", entries={entry.id: entry for entry in entries_of([Field("taxes", rows=rows)])})


RATES = {"rule": "rates", "rate": "taxes.rate", "base": "taxes.base", "amount": "taxes.amount"}


def test_a_tax_that_is_not_the_rate_of_its_base_is_told_with_what_it_should_be():
    kind = DocumentType("slip", "Slip", fields=INVOICE.fields, rules=(RATES,))

    (issue,) = rules.check(tax_lines(("7", "100,00", "7,00"), ("19 ", "64,46", "12,52")), kind, TODAY)

    assert issue.text == "19 % of 64.46 is 12.25, but 12.52 is printed."
    assert (issue.proposal, issue.level) == ("12.25", Level.WARNING)
    assert issue.values == ("taxes:1:amount:0", "taxes:1:rate:0", "taxes:1:base:0")


def test_a_tax_line_that_lacks_a_part_or_is_rounded_is_right():
    kind = DocumentType("slip", "Slip", fields=INVOICE.fields, rules=(RATES,))

    assert rules.check(tax_lines(("19", "", "12,52"), ("", "5", "1"), ("19", "64,46", "12,24")), kind, TODAY) == ()
    assert rules.check(tax_lines(("19", "-64,46", "-12,25")), kind, TODAY) == ()


def test_rows_may_add_up_to_another_result():
    rule = {"rule": "totals", "result": "net", "other_results": ["total"], "terms": ["line_items.amount"]}
    kind = DocumentType("slip", "Slip", fields=INVOICE.fields, rules=(rule,))

    def told(**values):
        return rules.check(revision(items=("70.00", "30.00"), **values), kind, TODAY)

    assert told(net="100.00", total="120.00") == ()
    assert told(net="83.33", total="100.00") == ()
    assert [issue.proposal for issue in told(net="90.00", total="108.00")] == ["100.00"]


def test_a_document_that_seems_to_be_several_is_told_whatever_its_type():
    bundle = Bundle((Part((0,)), Part((1,))), "receipts", "Each has its own total.")
    kind = DocumentType("own", "Own")

    (issue,) = rules.check(Revision("document", bundle=bundle), kind, TODAY)

    assert (issue.level, issue.text, issue.values) == (Level.WARNING, bundle.text, ())
    assert issue.action == "document.split"
    assert rules.check(Revision("document"), kind, TODAY) == ()
