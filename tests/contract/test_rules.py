"""Every rule, picked up by itself."""

from datetime import date

import msgspec
import pytest

from reviewer import registry, rules
from reviewer.domain.document_type import DocumentType, FieldType, Kind
from reviewer.domain.field import Field, Value
from reviewer.domain.issue import Issue
from reviewer.domain.revision import Revision, entries_of
from reviewer.rules.base import Context

NAMES = registry.names("reviewer.rules")
NEEDED = {"totals": {"result": "total", "terms": ["cash"]}}
KIND = DocumentType(
    "slip",
    "Slip",
    fields=(
        FieldType("total", "Total", Kind.AMOUNT, required=True),
        FieldType("cash", "Cash", Kind.AMOUNT),
        FieldType("day", "Day", Kind.DATE, required=True),
        FieldType("iban", "IBAN", Kind.IDENTIFIER, identifier="iban"),
        FieldType("code", "Code", Kind.CODE, patterns=("[A-Z]{2}\\d",)),
    ),
)
TODAY = date(2024, 6, 1)


@pytest.fixture(params=NAMES)
def rule(request):
    module = registry.load("reviewer.rules", request.param)
    return module.Rule(msgspec.convert(NEEDED.get(request.param, {}), module.Options))


def revision(**texts: str) -> Revision:
    fields = [Field(name, values=(Value(text),)) for name, text in texts.items()]
    return Revision("document", entries={entry.id: entry for entry in entries_of(fields)})


@pytest.mark.parametrize(
    "texts",
    [
        {},
        {"total": "", "day": "", "iban": "", "code": "", "cash": ""},
        {"total": "x", "cash": "y", "day": "z", "iban": "q", "code": "?"},
        {"total": "9" * 5000, "cash": "-", "day": "99/99/9999", "iban": "DE00", "code": "AA1"},
    ],
)
def test_a_rule_answers_whatever_the_values_are(rule, texts):
    under_review = revision(**texts)

    issues = list(rule.check(Context(under_review, KIND, TODAY)))

    assert all(isinstance(issue, Issue) for issue in issues)
    assert all(issue.text and set(issue.values) <= set(under_review.entries) for issue in issues)


def test_a_rule_bears_a_type_without_the_fields_it_is_meant_for(rule):
    empty = DocumentType("empty", "Empty")

    assert list(rule.check(Context(revision(total="1.00"), empty, TODAY))) == []


@pytest.mark.parametrize("name", NAMES)
def test_wrong_options_are_told_and_cost_only_their_rule(name):
    wrong = DocumentType("slip", "Slip", fields=KIND.fields, rules=({"rule": name, "smell": 1}, {"rule": "required"}))

    assert len(rules.problems(wrong)) == 1
    assert name in rules.problems(wrong)[0]
    assert {issue.rule for issue in rules.check(revision(), wrong, TODAY)} == {"required"}
