"""The rules of identity documents: zone and print agree, dates in order, expiry told."""

from datetime import date

import pytest

from reviewer import rules
from reviewer.document_types import load
from reviewer.domain.field import Field, Value
from reviewer.domain.issue import Issue, Level
from reviewer.domain.revision import Revision, entries_of
from zones import TD3, Person

TODAY = date(2010, 6, 1)
KIND = load()["passport"]
GOOD = {
    "document_code": "P",
    "issuing_state": "UTO",
    "document_number": "L898902C3",
    "surname": "Eriksson",
    "given_names": "Anna Maria",
    "nationality": "UTO",
    "date_of_birth": "12.08.1974",
    "sex": "F",
    "date_of_issue": "15.04.2007",
    "date_of_expiry": "15.04.2012",
    "personal_number": "ZE184226B",
    "mrz": "\n".join(TD3),
}


def issues(*more_zones: str, **values: str) -> tuple[Issue, ...]:
    texts = {name: [text] for name, text in (GOOD | values).items()}
    texts["mrz"] += more_zones
    fields = [Field(name, values=tuple(map(Value, several))) for name, several in texts.items()]
    revision = Revision("d", entries={entry.id: entry for entry in entries_of(fields)})
    return rules.check(revision, KIND, TODAY)


def test_all_is_well():
    assert issues() == ()


@pytest.mark.parametrize(
    ("name", "text", "level", "proposal"),
    [
        ("surname", "Erikson", Level.WARNING, "ERIKSSON"),
        ("document_number", "L898902C8", Level.ERROR, "L898902C3"),
        ("date_of_birth", "12.08.1947", Level.ERROR, "1974-08-12"),
        ("sex", "M", Level.ERROR, "F"),
        ("nationality", "FRA", Level.WARNING, "UTO"),
        ("personal_number", "ZE184226", Level.ERROR, "ZE184226B"),
    ],
)
def test_a_printed_field_that_differs_is_told_with_both_texts(name, text, level, proposal):
    (issue,) = issues(**{name: text})

    assert (issue.rule, issue.code, issue.level) == ("mrz", "differs", level)
    assert issue.values == (f"{name}:0", "mrz:0")
    assert text in issue.text
    assert proposal in issue.text
    assert issue.proposal == proposal


def test_a_wrong_check_digit_is_told():
    (issue,) = issues(mrz="\n".join((TD3[0], TD3[1][:9] + "5" + TD3[1][10:])))

    assert issue.text == "The MRZ's check digit of the document number is 5, but 6 would be right."
    assert issue.level is Level.ERROR


def test_a_wrong_last_digit_is_told():
    (issue,) = issues(mrz="\n".join((TD3[0], TD3[1][:43] + "7")))

    assert issue.text == "The last check digit of the MRZ is 7, but 0 would be right."


def test_a_letter_in_place_of_a_digit_is_not_put_right_silently():
    assert [issue.code for issue in issues(mrz="\n".join(TD3).replace("740812", "74O812"))] == ["check_digit"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (TD3[0], "one row only"),
        (f"{TD3[0]}\n{TD3[1][:30]}", "rows of 44 and 30 signs"),
        ("nothing\nlike\nit", "rows of 7 and 4 and 2 signs"),
    ],
)
def test_a_zone_that_is_cut_off(text, said):
    (issue,) = issues(mrz=text)

    assert (issue.code, issue.values) == ("incomplete", ("mrz:0",))
    assert said in issue.text


def test_two_zones_may_be_two_documents():
    found = issues("\n".join(Person(1).zone("TD3")))

    assert [issue.code for issue in found] == ["several"]
    assert found[0].values == ("mrz:0", "mrz:1")


def test_without_a_zone_only_its_absence_is_told():
    assert [issue.rule for issue in issues(mrz="", surname="Somebody")] == ["required"]


def test_dates_in_the_wrong_order():
    (issue,) = issues(date_of_issue="15.04.1970")

    assert (issue.rule, issue.values) == ("order", ("date_of_birth:0", "date_of_issue:0"))
    assert issue.text == "Date of birth reads 12 August 1974, which is after date of issue, 15 April 1970."


def test_what_has_expired_is_told():
    revision = Revision("d", entries={e.id: e for e in entries_of([Field("date_of_expiry", (Value("15.04.2012"),))])})

    found = [issue for issue in rules.check(revision, KIND, date(2012, 4, 16)) if issue.rule == "expiry"]

    assert [issue.text for issue in found] == ["The document was valid until 15 April 2012."]
    assert not [issue for issue in rules.check(revision, KIND, date(2012, 4, 15)) if issue.rule == "expiry"]
