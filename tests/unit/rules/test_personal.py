"""The rules ``nik`` and ``codice_fiscale``: numbers, and what is printed beside them."""

from datetime import date

import pytest

from reviewer import rules
from reviewer.document_types import load
from reviewer.domain.field import Field, Mark, Value
from reviewer.domain.issue import Level
from reviewer.domain.revision import Revision, entries_of

TYPES = load()
TODAY = date(2025, 6, 1)
CARD = {
    "nik": "3374014509870003",
    "full_name": "RATNA DEWI",
    "date_of_birth": "05-09-1987",
    "gender": "PEREMPUAN",
    "state": "JAWA TENGAH",
}
HEALTH = {
    "fiscal_code": "VNTLCU91C14X999C",
    "surname": "VENTORALE",
    "name": "LUCIO",
    "sex": "M",
    "date_of_birth": "14/03/1991",
}


def issues(kind, rule, values):
    fields = [Field(name, values=(one if isinstance(one, Value) else Value(one),)) for name, one in values.items()]
    revision = Revision("document", entries={entry.id: entry for entry in entries_of(fields)})
    return [issue for issue in rules.check(revision, TYPES[kind], TODAY) if issue.rule == rule]


def test_a_card_that_agrees_with_its_number_has_no_issue():
    assert issues("ktp", "nik", CARD) == []
    assert issues("it_health_card", "codice_fiscale", HEALTH) == []


@pytest.mark.parametrize(
    ("changed", "text"),
    [
        (
            {"date_of_birth": "06-09-1987"},
            "Date of birth reads “06-09-1987”, but the NIK 3374014509870003 says 5 September 1987.",
        ),
        ({"gender": "LAKI-LAKI"}, "Sex reads “LAKI-LAKI”, but the NIK 3374014509870003 says a woman."),
    ],
)
def test_a_field_that_differs_from_the_nik_is_told_with_both(changed, text):
    (issue,) = issues("ktp", "nik", CARD | changed)

    assert (issue.text, issue.level) == (text, Level.ERROR)
    assert issue.values == (f"{next(iter(changed))}:0", "nik:0")


def test_another_province_is_a_warning_since_people_move():
    (issue,) = issues("ktp", "nik", CARD | {"state": "BALI"})

    assert issue.level is Level.WARNING
    assert "BALI" in issue.text
    assert "Jawa Tengah" in issue.text


def test_a_province_that_does_not_exist_is_a_warning():
    (issue,) = issues("ktp", "nik", CARD | {"nik": "9974014509870003"})

    assert (issue.level, issue.code) == (Level.WARNING, "no_province")


@pytest.mark.parametrize(
    ("number", "code", "proposal"),
    [
        ("337401450987000", "no_number", None),
        ("33740145O9870003", "no_number", "3374014509870003"),
        ("3374017213870003", "no_date", None),
        ("SEUMUR HIDUP", "no_number", None),
    ],
)
def test_a_number_that_is_no_nik_is_told_alone(number, code, proposal):
    (issue,) = issues("ktp", "nik", CARD | {"nik": number})

    assert (issue.code, issue.proposal, issue.level) == (code, proposal, Level.ERROR)
    assert issue.values == ("nik:0",)


@pytest.mark.parametrize("values", [{}, {"nik": ""}, {"nik": Value("1", mark=Mark.UNREADABLE)}, {"nik": CARD["nik"]}])
def test_nothing_is_said_of_what_is_missing(values):
    assert issues("ktp", "nik", values) == []


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"surname": "BIANCHI"}, "says VNT, where BNC would stand for it"),
        ({"name": "MARIO"}, "says LCU, where MRA would stand for it"),
        ({"sex": "F"}, "says a man"),
        ({"date_of_birth": "14/03/1990"}, "says 14 March 1991"),
    ],
)
def test_a_field_that_differs_from_the_codice_fiscale_is_told_with_both(changed, told):
    (issue,) = issues("it_health_card", "codice_fiscale", HEALTH | changed)

    assert told in issue.text
    assert next(iter(changed.values())) in issue.text
    assert "VNTLCU91C14X999C" in issue.text


def test_a_wrong_check_letter_is_told_with_what_would_be_right():
    (issue,) = issues("it_health_card", "codice_fiscale", HEALTH | {"fiscal_code": "VNTLCU9IC14X999C"})

    assert issue.text == "The fiscal code reads “VNTLCU9IC14X999C”, which its check letter contradicts."
    assert issue.proposal == "VNTLCU91C14X999C"


def test_a_codice_fiscale_that_is_cut_off_is_told():
    (issue,) = issues("it_health_card", "codice_fiscale", HEALTH | {"fiscal_code": "VNTLCU91C14"})

    assert "11 signs instead of 16" in issue.text
