"""What rules offer when they fail, and what they say of a sender's steady values."""

from datetime import date

import pytest
from msgspec.structs import replace

from reviewer import rules
from reviewer.document_types import load
from reviewer.domain.document_type import DocumentType, FieldType, Kind
from reviewer.domain.doubt import judge
from reviewer.domain.earlier import Earlier, sender_of
from reviewer.domain.field import Field, Row, Source, Value
from reviewer.domain.issue import Level
from reviewer.domain.revision import Revision, entries_of
from zones import TD3

TODAY = date(2024, 6, 1)
KIND = DocumentType(
    "bill",
    "Bill",
    sender="shop",
    fields=(
        FieldType("shop", "Shop"),
        FieldType("net", "Net", Kind.AMOUNT),
        FieldType("tax", "Tax", Kind.AMOUNT),
        FieldType("total", "Total", Kind.AMOUNT),
        FieldType("day", "Day", Kind.DATE),
        FieldType("due", "Due", Kind.DATE),
        FieldType("iban", "IBAN", Kind.IDENTIFIER, identifier="iban", steady=True),
        FieldType("group", "Group", Kind.CHOICE, choices=("A+", "O+")),
        FieldType("code", "Code", Kind.CODE, patterns=("[A-Z]{2}\\d{3}",)),
        FieldType(
            "taxes",
            "Taxes",
            columns=tuple(FieldType(name, name, Kind.AMOUNT) for name in ("rate", "base", "amount")),
        ),
    ),
)
SUM = {"rule": "totals", "result": "total", "terms": ["net", "tax"]}
IBAN = "DE89 3704 0044 0532 0130 00"


def value(text, weak=None, **more):
    characters = tuple(0.4 if at == weak else 0.97 for at in range(len(text)))
    return Value(text, confidence=0.4, recognized_text=text, characters=characters, **more)


def revision(taxes=(), **values):
    fields = [
        Field(name, values=(one if isinstance(one, Value) else Value(one, recognized_text=one),))
        for name, one in values.items()
    ]
    if taxes:
        names = ("rate", "base", "amount")
        row = Row(tuple(Field(name, values=(Value(text),)) for name, text in zip(names, taxes, strict=True)))
        fields.append(Field("taxes", rows=(row,)))
    return Revision("d", entries={entry.id: entry for entry in entries_of(fields)})


def check(*parameters, earlier=None, **values):
    kind = replace(KIND, rules=tuple(parameters))
    return rules.check(revision(**values), kind, TODAY, *([] if earlier is None else [earlier]))


def offered(issues):
    return [(fix.entry, fix.text, fix.origin) for issue in issues for fix in issue.fixes]


def test_a_sum_offers_the_digit_that_was_misread():
    issues = check(SUM, net=value("86.00", weak=0), tax="5.00", total="41.00")

    assert offered(issues) == [("net:0", "36.00", "Sum")]
    assert issues[0].fixes[0].says == "36.00 balances the sum."


def test_two_misread_values_of_a_sum_are_offered_each_with_the_other():
    values = {"net": value("38.00", weak=1), "tax": value("41.60", weak=3), "total": value("77.80")}

    issues = check(SUM, **values)

    assert offered(issues) == [("net:0", "36.00", "Sum"), ("tax:0", "41.80", "Sum")]
    assert issues[0].fixes[0].says == "36.00 balances the sum if 41.60 is 41.80."
    taken = Value("36.00", source=Source.CORRECTED, settled_by="Ana")
    assert offered(check(SUM, **{**values, "net": taken})) == [("tax:0", "41.80", "Sum")]

    lines = {"rule": "totals", "result": "net", "terms": ["taxes.amount"]}
    assert offered(check(SUM, lines, **values, taxes=("100", "38.00", "38.00"))) == []  # one of them agrees there


def test_what_was_typed_is_not_offered_otherwise():
    typed = Value("86.00", source=Source.MANUAL, settled_by="Ana")

    assert "net:0" not in [entry for entry, *_ in offered(check(SUM, net=typed, tax="5.00", total="41.00"))]


def test_a_sum_that_agrees_offers_nothing():
    assert check(SUM, net="36.00", tax="5.00", total="41.00") == ()


def test_what_agrees_with_another_sum_is_not_suspected():
    lines = {"rule": "totals", "result": "net", "terms": ["taxes.amount"]}
    values = {"net": "86.00", "tax": "5.00", "total": "41.00"}
    assert {entry for entry, *_ in offered(check(SUM, **values))} == {"net:0", "total:0"}

    for rules_ in ((SUM, lines), (lines, SUM)):
        found = offered(check(*rules_, **values, taxes=("100", "86.00", "86.00")))
        assert found == [("total:0", "91.00", "Sum")]


def test_the_value_that_may_be_wrong_says_with_what_it_would_be_right():
    kind = replace(KIND, rules=(SUM,))
    under_review = revision(net=value("86.00", weak=0), tax="5.00", total="41.00")
    judged = judge(under_review, kind, rules.check(under_review, kind, TODAY))

    assert [reason.text for reason in judged["net:0"].reasons] == [
        "Net 86.00 plus tax 5.00 is 91.00, but Total reads 41.00.",
        "36.00 balances the sum.",
        "Character 1, “8”, is uncertain.",
    ]
    assert [reason.code for reason in judged["total:0"].reasons][:1] == ["totals"]


def test_check_digits_offer_the_sign_that_was_misread():
    (issue,) = check({"rule": "identifiers"}, iban=value(IBAN.replace("0044", "0O44"), weak=11))

    assert offered([issue]) == [("iban:0", IBAN, "Check digit")]
    assert issue.text == "IBAN reads “DE89 3704 0O44 0532 0130 00”, whose check digits 89 should be 95."


@pytest.mark.parametrize(
    ("rule", "name", "text", "right"),
    [
        ("amount", "total", "8.9S", "8.95"),
        ("date", "day", "1O/03/2024", "10/03/2024"),
        ("pattern", "code", "AB12O", "AB120"),
    ],
)
def test_letters_that_look_like_digits_are_offered_as_digits(rule, name, text, right):
    assert offered(check({"rule": rule}, **{name: text})) == [(f"{name}:0", right, "Shape")]


def test_a_choice_is_offered_whose_signs_look_like_those_read():
    assert offered(check({"rule": "choice"}, group="0+")) == [("group:0", "O+", "Shape")]


def test_a_long_text_does_not_fill_the_sentence():
    (issue,) = check({"rule": "amount"}, total="x" * 5000)

    assert len(issue.text) < 100
    assert issue.fixes == ()


def test_dates_out_of_order_offer_the_other_reading():
    (issue,) = check({"rule": "order", "fields": ["day", "due"]}, day="03/04/2024", due="15/03/2024")

    assert offered([issue]) == [("day:0", "2024-03-04", "Other reading")]
    assert issue.fixes[0].says == "As 4 March 2024 it would be in order."


def test_a_tax_line_offers_the_digit_that_was_misread():
    rule = {"rule": "rates", "rate": "taxes.rate", "base": "taxes.base", "amount": "taxes.amount"}

    assert ("taxes:0:amount:0", "19.00", "Rate") in offered(check(rule, taxes=("19", "100.00", "79.00")))


def test_a_zone_offers_the_sign_that_was_misread():
    zone = "\n".join(TD3).replace("1204159", "1204156")
    revision_ = Revision("d", entries={e.id: e for e in entries_of([Field("mrz", values=(Value(zone),))])})
    (issue,) = (i for i in rules.check(revision_, load()["passport"], date(2010, 6, 1)) if i.code == "check_digit")

    (fix,) = issue.fixes
    assert fix.text == "\n".join(TD3)
    assert fix.shown == "9 for 6, row 2"


# Steady values

OTHER = "GB82 WEST 1234 5698 7654 32"
KNOWN = Earlier("acme", 3, {"iban": {"DE89370400440532013000": IBAN}})


def test_a_value_that_a_sender_never_had_is_told_with_what_it_had():
    (issue,) = check({"rule": "steady"}, earlier=KNOWN, shop="ACME", iban=OTHER)

    assert (issue.level, issue.values, issue.proposal) == (Level.WARNING, ("iban:0",), IBAN)
    assert issue.text == (
        "IBAN reads “GB82 WEST 1234 5698 7654 32” for the first time for this sender: "
        "3 reviewed documents have “DE89 3704 0044 0532 0130 00”."
    )


@pytest.mark.parametrize(
    ("earlier", "text"),
    [
        (KNOWN, Value(IBAN, normalized="DE89370400440532013000")),
        (KNOWN, ""),
        (replace(KNOWN, documents=2), OTHER),
        (replace(KNOWN, texts={}), OTHER),
        (Earlier(), OTHER),
    ],
)
def test_nothing_is_told_of_what_is_known_or_of_a_new_sender(earlier, text):
    assert check({"rule": "steady"}, earlier=earlier, shop="ACME", iban=text) == ()


def test_the_sender_is_whoever_the_type_says():
    assert sender_of(revision(shop="  Acme  GmbH"), KIND) == "acme gmbh"
    assert sender_of(revision(net="1.00"), KIND) == ""
    assert sender_of(revision(shop="Acme"), replace(KIND, sender="")) == ""
